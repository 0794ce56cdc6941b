package index

import (
	"errors"
	"fmt"
	"time"
)

var (
	// ErrNotFound reports that no article or quotation has the ID.
	ErrNotFound = errors.New("not in the archive")
	// ErrClosed reports that a store was used behind Close.
	ErrClosed = errors.New("the archive is closed")
	// ErrDamaged is wrapped by every *DamageError.
	ErrDamaged = errors.New("damaged archive")
	// ErrNoArchive reports that a folder holds no archive.
	ErrNoArchive = errors.New("no archive")
	// ErrLocked is wrapped by every *LockedError.
	ErrLocked = errors.New("the archive is being written by another process")
)

// A DamageError says what is damaged and what can be done.
type DamageError struct {
	What string // the file or record
	Msg  string
	// Lost reports that stored articles cannot be read any more, so that only
	// the sources restore them; otherwise rebuilding the index does.
	Lost bool
	Err  error // may be nil
}

func (e *DamageError) Error() string {
	s := fmt.Sprintf("damaged archive: %s: %s", e.What, e.Msg)
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	if e.Lost {
		return s + " (reindex saves what can be read; ingest the sources again for the rest)"
	}
	return s + " (reindex restores it from the stored articles)"
}

func (e *DamageError) Unwrap() []error {
	if e.Err == nil {
		return []error{ErrDamaged}
	}
	return []error{ErrDamaged, e.Err}
}

// A LockedError names who holds an archive.
type LockedError struct {
	Dir     string
	PID     int
	Command string
	Since   time.Time
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("archive %s is being written by another process: wait for its end, then try again", e.Dir)
	}
	return fmt.Sprintf("archive %s is being written by %s (process %d, since %s): wait for its end or stop it, then try again; searching goes on meanwhile",
		e.Dir, e.Command, e.PID, e.Since.Format("2006-01-02 15:04:05"))
}

func (e *LockedError) Unwrap() error { return ErrLocked }

// A FormatError reports an archive whose files this program does not know.
type FormatError struct {
	Dir       string
	Have, Max int
}

func (e *FormatError) Error() string {
	if e.Have > e.Max {
		return fmt.Sprintf("archive %s has format %d and this program knows up to %d: use a newer version of the program", e.Dir, e.Have, e.Max)
	}
	return fmt.Sprintf("archive %s has the old format %d: ingest its sources into a new archive", e.Dir, e.Have)
}
