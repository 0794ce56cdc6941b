package archive

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock locks a file alone, tryShare together with others who share it; both
// return errHeld at once where that is not possible. The lock ends with the file.
func tryLock(f *os.File) error  { return lockFile(f, windows.LOCKFILE_EXCLUSIVE_LOCK) }
func tryShare(f *os.File) error { return lockFile(f, 0) }

// lockFile locks a byte far behind the content, which others may read.
func lockFile(f *os.File, flags uint32) error {
	at := &windows.Overlapped{Offset: 1 << 30}
	err := windows.LockFileEx(windows.Handle(f.Fd()), flags|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, at)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errHeld
	}
	return err
}

// syncDir has nothing to do: names are durable with their files.
func syncDir(string) error { return nil }
