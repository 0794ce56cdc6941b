// Package archive keeps an index.Store in a folder, in a bleve index. One process
// writes at a time; any number read meanwhile, from other processes as well. See
// manifest.go for the files.
package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"sync"
	"time"

	"dixit/index"
)

// Options of an archive that is opened for writing.
type Options struct {
	// Extractor is the version of the extractor whose quotations will be put;
	// Info lists those that were.
	Extractor string
}

// Open opens the archive in a folder for writing, and makes one where the folder
// is missing or empty. Where another process writes to it, the error is a
// *index.LockedError.
func Open(dir string, o Options) (index.Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the archive: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making an archive: %w", err)
	}
	m, err := readManifest(dir)
	if err != nil && !errors.Is(err, index.ErrNoArchive) {
		return nil, err
	}
	if m == nil {
		if err := onlyOurs(dir); err != nil {
			return nil, err
		}
	}
	lock, err := acquire(dir)
	if err != nil {
		return nil, err
	}
	w := newWriter(dir, o.Extractor)
	w.lock = lock
	if m, err = readManifest(dir); err == nil { // again, now that it holds still
		err = w.resume(m)
	} else if errors.Is(err, index.ErrNoArchive) {
		if err = w.create(); err == nil {
			err = w.commit()
		}
	}
	if err != nil {
		return nil, errors.Join(err, w.abandon())
	}
	return w, nil
}

// onlyOurs refuses to make an archive in a folder that holds other files.
func onlyOurs(dir string) error {
	names, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("making an archive: %w", err)
	}
	for _, n := range names {
		gen, _ := filepath.Match("gen-*", n.Name())
		if !gen && n.Name() != workName && n.Name() != lockName && n.Name() != manifestName+".new" {
			return fmt.Errorf("making an archive in %s: the folder holds other files (%s)", dir, n.Name())
		}
	}
	return nil
}

// Memory returns an empty store that is lost when it is closed.
func Memory() (index.Store, error) {
	w := newWriter("", "")
	if err := w.create(); err != nil {
		return nil, err
	}
	return w, nil
}

// OpenReader opens the archive in a folder for reading. It needs no right to
// write there, and follows what a writer publishes.
func OpenReader(dir string) (index.Reader, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the archive: %w", err)
	}
	r := &reader{dir: dir}
	if err := r.refresh(); err != nil {
		return nil, err
	}
	return r, nil
}

// refreshEvery is how often a reader looks for a new generation.
const refreshEvery = time.Second

// A reader is an archive open for reading.
type reader struct {
	dir     string
	known   sums
	columns columns

	mu      sync.Mutex
	cur     *view
	stamp   fs.FileInfo // of the manifest that cur was opened by
	checked time.Time
	shut    bool
	calls   sync.WaitGroup
}

// refresh opens the published generation, if it is not the current one.
func (r *reader) refresh() error {
	path := filepath.Join(r.dir, manifestName)
	r.checked = time.Now()
	var err error
	for try := range 20 {
		if try > 0 {
			time.Sleep(time.Duration(try) * 5 * time.Millisecond)
		}
		st, _ := os.Stat(path)
		if r.cur != nil && st != nil && os.SameFile(st, r.stamp) && st.ModTime().Equal(r.stamp.ModTime()) {
			return nil
		}
		var m *manifest
		if m, err = readManifest(r.dir); err != nil {
			return err
		}
		if r.cur != nil && m.Generation == r.cur.man.Generation && m.Created.Equal(r.cur.man.Created) {
			r.stamp = st
			return nil
		}
		var v *view
		if v, err = openView(r.dir, m, &r.known); err == nil {
			v.columns = &r.columns
			old := r.cur
			r.cur, r.stamp = v, st
			if old != nil {
				return old.release()
			}
			return nil
		}
		// A generation that is gone was replaced, unless it is still named.
		if again, e := readManifest(r.dir); e != nil || again.Generation == m.Generation {
			break
		}
	}
	return missing(r.dir, err)
}

// missing turns the error of a generation that is not there, and was not replaced
// by another, into damage.
func missing(dir string, err error) error {
	if errors.Is(err, fs.ErrNotExist) && !errors.Is(err, index.ErrDamaged) {
		return &index.DamageError{What: dir, Msg: "the folder that the manifest names is missing", Err: err, Lost: true}
	}
	return err
}

// view returns the current state, to be released.
func (r *reader) view() (*view, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.shut {
		return nil, index.ErrClosed
	}
	if time.Since(r.checked) >= refreshEvery {
		if err := r.refresh(); err != nil {
			r.checked = time.Time{} // whoever asks next is to be told as well
			return nil, err
		}
	}
	r.cur.refs.Add(1)
	r.calls.Add(1)
	return r.cur, nil
}

func (r *reader) release(v *view) {
	v.release()
	r.calls.Done()
}

func (r *reader) describe() index.Info {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.cur.man.info()
}

func (r *reader) Close() error {
	r.mu.Lock()
	if r.shut {
		r.mu.Unlock()
		return nil
	}
	r.shut = true
	r.mu.Unlock()
	r.calls.Wait()
	return r.cur.release()
}

// view returns the live index, to be released.
func (w *writer) view() (*view, error) {
	w.state.RLock()
	defer w.state.RUnlock()
	if w.shut {
		return nil, index.ErrClosed
	}
	w.calls.Add(1)
	return w.live, nil
}

func (w *writer) release(*view) { w.calls.Done() }

func (w *writer) describe() index.Info {
	w.state.RLock()
	defer w.state.RUnlock()
	return w.info
}

// Close ends writing: what was published stays, and the lock is free.
func (w *writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.Lock()
	shut, broken := w.shut, w.broken
	w.shut = true
	w.state.Unlock()
	if shut {
		return nil
	}
	w.calls.Wait()
	if w.dir != "" && broken == nil && !w.rebuilding {
		w.prune(true)
	}
	return w.abandon()
}

// abandon frees what the writer holds and removes its work folder.
func (w *writer) abandon() error {
	var err error
	if w.live != nil {
		err = w.live.release()
	}
	if w.dir == "" {
		return err
	}
	if w.log != nil {
		err = errors.Join(err, w.log.Close())
	}
	writers.Delete(filepath.Join(w.work(), "store"))
	err = errors.Join(err, os.RemoveAll(w.work()))
	if w.lock != nil {
		err = errors.Join(err, w.lock.Close())
	}
	return err
}

// states is what reader and writer share: a current view.
type states interface {
	view() (*view, error)
	release(*view)
	describe() index.Info
}

func with[T any](s states, f func(*view) (T, error)) (T, error) {
	v, err := s.view()
	if err != nil {
		var none T
		return none, err
	}
	defer s.release(v)
	return f(v)
}

func iterate(s states, ctx context.Context, req index.Request) iter.Seq2[*index.Hit, error] {
	return func(yield func(*index.Hit, error) bool) {
		v, err := s.view()
		if err != nil {
			yield(nil, err)
			return
		}
		defer s.release(v)
		v.iterate(ctx, req)(yield)
	}
}

func (r *reader) Article(id string) (*index.Entry, error) {
	return with(r, func(v *view) (*index.Entry, error) { return v.article(id) })
}

func (w *writer) Article(id string) (*index.Entry, error) {
	return with(w, func(v *view) (*index.Entry, error) { return v.article(id) })
}

func (r *reader) Quotation(id string) (*index.Hit, error) {
	return with(r, func(v *view) (*index.Hit, error) { return v.quotation(id) })
}

func (w *writer) Quotation(id string) (*index.Hit, error) {
	return with(w, func(v *view) (*index.Hit, error) { return v.quotation(id) })
}

func (r *reader) Remark(ctx context.Context, id string) (remark *index.Remark, hits []*index.Hit, err error) {
	hits, err = with(r, func(v *view) (hits []*index.Hit, err error) {
		remark, hits, err = v.remark(ctx, id)
		return hits, err
	})
	return remark, hits, err
}

func (w *writer) Remark(ctx context.Context, id string) (remark *index.Remark, hits []*index.Hit, err error) {
	hits, err = with(w, func(v *view) (hits []*index.Hit, err error) {
		remark, hits, err = v.remark(ctx, id)
		return hits, err
	})
	return remark, hits, err
}

func (r *reader) Remarks(ctx context.Context, req index.Request, order index.RemarkOrder) (*index.RemarksResult, error) {
	return with(r, func(v *view) (*index.RemarksResult, error) { return v.rankedRemarks(ctx, req, order) })
}

func (w *writer) Remarks(ctx context.Context, req index.Request, order index.RemarkOrder) (*index.RemarksResult, error) {
	return with(w, func(v *view) (*index.RemarksResult, error) { return v.rankedRemarks(ctx, req, order) })
}

func (r *reader) Search(ctx context.Context, req index.Request) (*index.Result, error) {
	return with(r, func(v *view) (*index.Result, error) { return v.search(ctx, req) })
}

func (w *writer) Search(ctx context.Context, req index.Request) (*index.Result, error) {
	return with(w, func(v *view) (*index.Result, error) { return v.search(ctx, req) })
}

func (r *reader) Iterate(ctx context.Context, req index.Request) iter.Seq2[*index.Hit, error] {
	return iterate(r, ctx, req)
}

func (w *writer) Iterate(ctx context.Context, req index.Request) iter.Seq2[*index.Hit, error] {
	return iterate(w, ctx, req)
}

func (r *reader) Speakers(ctx context.Context) ([]index.SpeakerInfo, error) {
	return with(r, func(v *view) ([]index.SpeakerInfo, error) { return v.speakers(ctx) })
}

func (w *writer) Speakers(ctx context.Context) ([]index.SpeakerInfo, error) {
	return with(w, func(v *view) ([]index.SpeakerInfo, error) { return v.speakers(ctx) })
}

func (r *reader) Outlets(ctx context.Context) ([]index.OutletInfo, error) {
	return with(r, func(v *view) ([]index.OutletInfo, error) { return v.outlets(ctx) })
}

func (w *writer) Outlets(ctx context.Context) ([]index.OutletInfo, error) {
	return with(w, func(v *view) ([]index.OutletInfo, error) { return v.outlets(ctx) })
}

func (r *reader) Stats(context.Context) (*index.Stats, error) {
	return with(r, func(v *view) (*index.Stats, error) {
		s, err := v.stats(v.man.info())
		if err == nil {
			s.DiskBytes = v.man.bytes()
		}
		return s, err
	})
}

func (w *writer) Stats(context.Context) (*index.Stats, error) {
	return with(w, func(v *view) (*index.Stats, error) {
		s, err := v.stats(w.describe())
		if err == nil && w.dir != "" {
			if m, e := readManifest(w.dir); e == nil {
				s.DiskBytes = m.bytes()
			}
		}
		return s, err
	})
}

func (r *reader) Check(ctx context.Context, progress func(done, total int)) ([]index.Problem, error) {
	return with(r, func(v *view) ([]index.Problem, error) { return v.check(ctx, nil, v.man, progress) })
}

func (w *writer) Check(ctx context.Context, progress func(done, total int)) ([]index.Problem, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return with(w, func(v *view) ([]index.Problem, error) { return v.check(ctx, w.ledger, &w.man, progress) })
}

// Info looks for a newer state like every other call.
func (r *reader) Info() index.Info {
	v, err := r.view()
	if err != nil {
		info := r.describe()
		info.Err = err
		return info
	}
	defer r.release(v)
	return v.man.info()
}

func (w *writer) Info() index.Info { return w.describe() }

func (m *manifest) bytes() int64 {
	n := m.Ledger.Size
	for _, f := range m.Files {
		n += f.Size
	}
	return n
}
