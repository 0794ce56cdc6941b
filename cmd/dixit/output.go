package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// An output is where a command's data goes: standard output, or a file that
// appears under its name only when it is complete.
type output struct {
	io.Writer
	file *os.File // nil for standard output
	part string   // the file's name until it is complete, empty where it is written in place
	path string
}

// openOutput opens the file at path, or standard output where path is empty or "-".
func openOutput(path string, stdout io.Writer) (*output, error) {
	if path == "" || path == "-" {
		return &output{Writer: stdout}, nil
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, usageError("-o %s: it is a folder", path)
	case err == nil && !info.Mode().IsRegular():
		// A device or a named pipe has no place to be renamed to.
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, cannotWork(err)
		}
		return &output{Writer: f, file: f, path: path}, nil
	}
	perm := os.FileMode(0o666)
	if err == nil {
		perm = info.Mode().Perm()
	}
	part := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d.part", filepath.Base(path), os.Getpid()))
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		// The name that was asked for says more than that of the part.
		if e := (*os.PathError)(nil); errors.As(err, &e) {
			err = e.Err
		}
		return nil, cannotWork(fmt.Errorf("-o %s: %w", path, err))
	}
	return &output{Writer: f, file: f, part: part, path: path}, nil
}

// commit ends the output and gives the file its name.
func (o *output) commit() error {
	if o.file == nil {
		return nil
	}
	var err error
	if o.part != "" {
		err = o.file.Sync()
	}
	if closed := o.file.Close(); err == nil {
		err = closed
	}
	o.file = nil
	if err == nil && o.part != "" {
		err = os.Rename(o.part, o.path)
	}
	if err != nil {
		o.remove()
		return cannotWork(err)
	}
	return nil
}

// discard ends an output that was not committed, and leaves nothing behind.
func (o *output) discard() {
	if o.file != nil {
		_ = o.file.Close()
		o.file = nil
		o.remove()
	}
}

func (o *output) remove() {
	if o.part != "" {
		_ = os.Remove(o.part)
	}
}
