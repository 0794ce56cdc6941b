package corpus

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// Options are what a run of Read is told besides its paths. The zero value reads
// with the default limits and fills in nothing.
type Options struct {
	// Outlet and Date fill Article.Outlet and Article.Published where the input
	// does not say. Date is written as Article.Published is.
	Outlet, Date string

	// Only, where it is set, chooses among the files of folders by their paths; a
	// folder of which it chooses none holds no article to read, and that is no error.
	Only func(path string) bool

	// Stdin is what the path "-" reads; nil is the process's standard input.
	Stdin io.Reader

	// MaxRecord bounds, in bytes, what is held in memory at once: a plain file, a
	// page, a feed, a line of JSONL, the block of a WARC record. A larger one is
	// reported and left out. 0 is DefaultMaxRecord.
	MaxRecord int64

	// MaxRatio bounds how many times larger than its file gzipped data may become;
	// the first MaxRecord bytes are free. 0 is DefaultMaxRatio.
	MaxRatio int64
}

// Defaults of the limits in Options. Text compresses 3 to 20 times, and deflate
// can do no better than 1,032 times.
const (
	DefaultMaxRecord = 64 << 20
	DefaultMaxRatio  = 200
)

// An InputError says what is wrong with one input, and costs no other one.
type InputError struct {
	Path string // as given or walked, "-" for standard input
	Line int    // 1-based line or record number, 0 for the input as a whole
	Err  error  // what is wrong, and where it helps, what to do
}

func (e *InputError) Error() string {
	path := e.Path
	if path == "-" {
		path = "standard input"
	}
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", path, e.Line, e.Err)
	}
	return fmt.Sprintf("%s: %v", path, e.Err)
}

func (e *InputError) Unwrap() error { return e.Err }

// Read yields the articles of the files and folders in paths, in the order given;
// "-" is standard input. A folder is walked recursively in the order of names:
// hidden entries and files of formats that hold no article are passed over.
//
// An input that cannot be read is yielded as an *InputError with a nil article,
// and the run goes on. When ctx ends, its error is yielded last. One article is in
// memory at a time, and one folder's list of names for each level of the walk.
func Read(ctx context.Context, paths []string, opts Options) iter.Seq2[*Article, error] {
	opts.MaxRecord = cmp.Or(opts.MaxRecord, DefaultMaxRecord)
	opts.MaxRatio = cmp.Or(opts.MaxRatio, DefaultMaxRatio)
	if opts.Stdin == nil {
		opts.Stdin = os.Stdin
	}
	return func(yield func(*Article, error) bool) {
		r := &run{ctx: ctx, opts: opts, formats: formats(), yield: yield}
		for _, path := range paths {
			if !r.path(path) {
				break
			}
		}
		if !r.stopped && ctx.Err() != nil {
			yield(nil, ctx.Err())
		}
	}
}

// A run is one use of Read's sequence. Its methods report whether to go on.
type run struct {
	ctx     context.Context
	opts    Options
	formats []format
	yield   func(*Article, error) bool
	stopped bool // yield has returned false

	buffers buffers
}

// article passes a on, with the fallbacks filled in.
func (r *run) article(in *input, a *Article) bool {
	a.Source = in.path
	a.Outlet = cmp.Or(a.Outlet, r.opts.Outlet)
	a.Published = cmp.Or(a.Published, r.opts.Date)
	return r.pass(a, nil)
}

// fail passes on what is wrong with an input, or with a line of it.
func (r *run) fail(path string, line int, err error) bool {
	return r.pass(nil, &InputError{Path: path, Line: line, Err: err})
}

func (r *run) pass(a *Article, err error) bool {
	if r.ctx.Err() != nil {
		return false
	}
	if !r.yield(a, err) {
		r.stopped = true
		return false
	}
	return true
}

// path reads one of the paths given to Read.
func (r *run) path(path string) bool {
	if path == "-" {
		return r.stream(&input{path: "-", named: true}, r.opts.Stdin)
	}
	info, err := os.Stat(path)
	if err != nil {
		return r.fail(path, 0, explain(err))
	}
	if !info.IsDir() {
		return r.file(&input{path: path, named: true})
	}
	found := false
	if !r.folder(path, &found) {
		return false
	}
	if !found && r.opts.Only == nil {
		return r.fail(path, 0, fmt.Errorf("the folder holds no article: no file in it ends in %s", r.extensions()))
	}
	return true
}

// folder reads what is in a folder and below it; found is set at the first file
// or error.
func (r *run) folder(dir string, found *bool) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		*found = true
		if !r.fail(dir, 0, explain(err)) {
			return false
		}
	}
	for _, e := range entries {
		if r.ctx.Err() != nil {
			return false
		}
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		path := filepath.Join(dir, e.Name())
		if e.IsDir() {
			if !r.folder(path, found) {
				return false
			}
			continue
		}
		format := r.byName(e.Name())
		if format == nil {
			continue
		}
		if e.Type()&fs.ModeSymlink != 0 {
			// Links to files are followed; links to folders could lead in circles.
			info, err := os.Stat(path)
			if err != nil {
				*found = true
				if !r.fail(path, 0, explain(err)) {
					return false
				}
				continue
			}
			if !info.Mode().IsRegular() {
				continue
			}
		} else if !e.Type().IsRegular() {
			continue
		}
		*found = true
		if r.opts.Only != nil && !r.opts.Only(path) {
			continue
		}
		if !r.file(&input{path: path, folder: folderName(dir)}) {
			return false
		}
	}
	return true
}

// folderName is the name of the folder dir, also where dir is "." or "..".
func folderName(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	if name := filepath.Base(dir); name != string(filepath.Separator) {
		return name
	}
	return ""
}

// file reads the file at in.path.
func (r *run) file(in *input) bool {
	f, err := os.Open(in.path)
	if err != nil {
		return r.fail(in.path, 0, explain(err))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		in.size = info.Size()
	}
	return r.stream(in, f)
}

// stream reads the articles of src, which is what in names.
func (r *run) stream(in *input, src io.Reader) bool {
	format, err := r.open(in, src)
	switch {
	case errors.Is(err, errPassOver):
		return true
	case err != nil:
		return r.fail(in.path, 0, explain(err))
	}
	return format.read(r, in)
}

// maxComplaints is how many bad lines or records of one file are reported one by
// one.
const maxComplaints = 20

// complaints are about lines or records of one input.
type complaints struct {
	r  *run
	in *input
	n  int
}

// add reports what is wrong with a line, unless there have been many.
func (c *complaints) add(line int, err error) bool {
	c.n++
	return c.n > maxComplaints || c.r.fail(c.in.path, line, err)
}

// end reports how many were not reported.
func (c *complaints) end() bool {
	if c.n <= maxComplaints {
		return true
	}
	return c.r.fail(c.in.path, 0, fmt.Errorf("%d more lines or records of it could not be read", c.n-maxComplaints))
}

// explain puts an error of the system or of a decompressor in the words of
// someone who has the file and wants it read.
func explain(err error) error {
	var pathErr *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no such file or folder%w", silent{err})
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("no permission to read it%w", silent{err})
	case errors.As(err, &pathErr):
		// The path is named already.
		return fmt.Errorf("cannot be read: %w", pathErr.Err)
	}
	return err
}

// silent is an error that can be unwrapped but says nothing, the message before
// it having said it.
type silent struct{ err error }

func (silent) Error() string   { return "" }
func (s silent) Unwrap() error { return s.err }
