//go:build unix

package archive

import (
	"errors"
	"os"
	"syscall"
)

// tryLock locks a file alone, tryShare together with others who share it; both
// return errHeld at once where that is not possible. The lock ends with the file.
func tryLock(f *os.File) error  { return flock(f, syscall.LOCK_EX) }
func tryShare(f *os.File) error { return flock(f, syscall.LOCK_SH) }

func flock(f *os.File, how int) error {
	for {
		err := syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.EWOULDBLOCK):
			return errHeld
		}
		return err
	}
}

// syncDir makes the names in a folder durable.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
