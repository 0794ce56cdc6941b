package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dixit/index"
)

// A holder is what the lock file says of the writer.
type holder struct {
	PID     int       `json:"pid"`
	Command string    `json:"command"`
	Since   time.Time `json:"since"`
}

// acquire takes the writer's lock of an archive folder, which ends with the
// process at the latest. Where another holds it, the error is a
// *index.LockedError.
func acquire(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("the archive cannot be written to: %w", err)
	}
	if err := tryLock(f); err != nil {
		defer f.Close()
		if !errors.Is(err, errHeld) {
			return nil, fmt.Errorf("locking the archive: %w", err)
		}
		locked := &index.LockedError{Dir: dir}
		var h holder
		if b, err := io.ReadAll(io.LimitReader(f, 1<<12)); err == nil && json.Unmarshal(b, &h) == nil {
			locked.PID, locked.Command, locked.Since = h.PID, h.Command, h.Since
		}
		return nil, locked
	}
	b, err := json.Marshal(holder{os.Getpid(), command(), time.Now().Truncate(time.Second)})
	if err == nil {
		err = f.Truncate(0)
	}
	if err == nil {
		_, err = f.WriteAt(b, 0)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("locking the archive: %w", err), f.Close())
	}
	return f, nil
}

// command is the program and its first argument: "dixit ingest".
func command() string {
	args := []string{filepath.Base(os.Args[0])}
	if len(os.Args) > 1 && !strings.HasPrefix(os.Args[1], "-") {
		args = append(args, os.Args[1])
	}
	return strings.Join(args, " ")
}

var errHeld = errors.New("held by another process")
