package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"dixit/index"
)

// A view is a state of the archive that can be read: a published generation, or
// the live index of a writer.
type view struct {
	idx  bleve.Index
	raw  bleveindex.Index
	gen  string // folder of the generation, "" for a writer
	man  *manifest
	pin  *os.File // keeps the generation from being removed; nil for a writer
	refs atomic.Int64

	columns *columns

	once     sync.Once
	counters *counters
	err      error

	// swap keeps readers of a writer's index from seeing documents and table of
	// different states.
	swap        sync.RWMutex
	table       atomic.Pointer[remarkTable]
	remarksOnce sync.Once
	remarksErr  error
}

// openView opens a published generation for reading. known are the checksums
// that this process has verified.
func openView(dir string, m *manifest, known *sums) (*view, error) {
	gen := filepath.Join(dir, m.dir())
	v := &view{gen: gen, man: m}
	var err error
	if v.pin, err = pin(gen); err != nil {
		return nil, err
	}
	v.refs.Store(1)
	if err := known.verify(gen, m); err != nil {
		return nil, errors.Join(err, v.release())
	}
	if v.idx, err = openIndex(gen, map[string]any{"read_only": true}); err != nil {
		v.idx = nil
		return nil, errors.Join(err, v.release())
	}
	if v.raw, err = v.idx.Advanced(); err != nil {
		return nil, errors.Join(err, v.release())
	}
	n, err := v.idx.DocCount()
	if err == nil && n != uint64(m.Articles+m.Quotations) {
		err = &index.DamageError{What: filepath.Join(gen, boltName), Msg: fmt.Sprintf("%d documents in the index, %d in the manifest", n, m.Articles+m.Quotations)}
	}
	if err != nil {
		return nil, errors.Join(err, v.release())
	}
	return v, nil
}

// pin shares the lock of a generation's manifest with other readers, so that a
// writer does not remove what is read. A generation that is being removed is
// fs.ErrNotExist.
func pin(gen string) (*os.File, error) {
	f, err := os.Open(filepath.Join(gen, manifestName))
	if err != nil {
		if _, gone := os.Stat(gen); gone != nil {
			return nil, fmt.Errorf("opening a generation: %w", gone)
		}
		return nil, nil // damaged perhaps, but not in what is read
	}
	err = tryShare(f)
	if errors.Is(err, errHeld) {
		err = fs.ErrNotExist
	}
	if err == nil {
		_, err = os.Stat(gen)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening a generation: %w", err), f.Close())
	}
	return f, nil
}

// openIndex opens a bleve index, which panics on some damaged files.
func openIndex(path string, config map[string]any) (idx bleve.Index, err error) {
	defer guard(path, &err)
	config["bolt_timeout"] = "5s"
	idx, err = bleve.OpenUsing(path, config)
	if err != nil {
		if _, gone := os.Stat(path); gone != nil {
			return nil, fmt.Errorf("opening a generation: %w", gone)
		}
		return nil, &index.DamageError{What: path, Msg: "the index cannot be opened", Err: err}
	}
	return idx, nil
}

// guard turns a panic of the code that reads the index, or a fault in the files
// it has mapped into memory, into an error.
func guard(what string, err *error) {
	switch p := recover().(type) {
	case nil:
	case foreign:
		panic(p.value)
	case abort:
		*err = p.error
	default:
		*err = &index.DamageError{What: what, Msg: "reading the index failed", Err: fmt.Errorf("%v", p)}
	}
}

// An abort carries an error out of a callback that cannot return one, a foreign
// the panic of a caller's own code.
type (
	abort   struct{ error }
	foreign struct{ value any }
)

// read calls f with a reader of the view's index.
func (v *view) read(f func(bleveindex.IndexReader) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer guard(v.name(), &err)
	r, err := v.raw.Reader()
	if err != nil {
		return fmt.Errorf("reading the index: %w", err)
	}
	defer r.Close()
	return f(r)
}

// readGrouped is read, with the remarks as they are in that state.
func (v *view) readGrouped(f func(bleveindex.IndexReader, *remarkTable) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer guard(v.name(), &err)
	v.swap.RLock()
	r, err := v.raw.Reader()
	t, tableErr := v.remarks()
	v.swap.RUnlock()
	if err != nil {
		return fmt.Errorf("reading the index: %w", err)
	}
	defer r.Close()
	if tableErr != nil {
		return tableErr
	}
	return f(r, t)
}

func (v *view) name() string {
	if v.gen == "" {
		return "the index"
	}
	return v.gen
}

// counts returns the counters of everything, read when they are first needed.
func (v *view) counts() (*counters, error) {
	v.once.Do(func() {
		if v.counters != nil {
			return
		}
		path := filepath.Join(v.gen, countersName)
		b, err := os.ReadFile(path)
		if err == nil {
			v.counters, err = decodeCounters(b)
		}
		if err != nil {
			v.err = &index.DamageError{What: path, Msg: "unreadable", Err: err}
		}
	})
	return v.counters, v.err
}

func (v *view) release() error {
	if v.refs.Add(-1) > 0 {
		return nil
	}
	var err error
	if v.idx != nil {
		err = v.idx.Close()
	}
	if v.pin != nil {
		err = errors.Join(err, v.pin.Close())
	}
	return err
}

// entry reads an article by its number. A missing one is ErrNotFound.
func entry(r bleveindex.IndexReader, seq uint64) (*index.Entry, error) {
	doc, err := r.Document(docID(seq, 0))
	if err != nil {
		return nil, fmt.Errorf("reading article %d: %w", seq, err)
	}
	if doc == nil {
		return nil, index.ErrNotFound
	}
	var rec []byte
	doc.VisitFields(func(f bleveindex.Field) {
		if f.Name() == fieldRecord {
			rec = f.Value()
		}
	})
	e, err := decodeRecord(rec)
	if err != nil {
		return nil, &index.DamageError{What: fmt.Sprintf("article number %d", seq), Msg: "its record is unreadable", Err: err, Lost: true}
	}
	return e, nil
}

// lookup returns the document with a term in a field that has one for each.
func lookup(r bleveindex.IndexReader, field, term string) (ref, error) {
	tfr, err := r.TermFieldReader(context.Background(), []byte(term), field, false, false, false)
	if err != nil {
		return 0, fmt.Errorf("reading the index: %w", err)
	}
	defer tfr.Close()
	d, err := tfr.Next(nil)
	if err != nil {
		return 0, fmt.Errorf("reading the index: %w", err)
	}
	if d == nil {
		return 0, index.ErrNotFound
	}
	return refOf(r, d.ID)
}

// refOf returns the ref of a document by its number in the index.
func refOf(r bleveindex.IndexReader, id bleveindex.IndexInternalID) (ref, error) {
	ext, err := r.ExternalID(id)
	if err != nil {
		return 0, fmt.Errorf("reading the index: %w", err)
	}
	got, ok := parseDocID(ext)
	if !ok {
		return 0, &index.DamageError{What: "the index", Msg: fmt.Sprintf("holds a document named %q", ext)}
	}
	return got, nil
}
