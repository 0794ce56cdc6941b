package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"dixit/corpus"
	"dixit/index"
	"dixit/index/analysis"
)

// A writer is an open archive that can be written to, on disk or, where dir is
// empty, in memory.
type writer struct {
	dir       string
	extractor string
	lock      *os.File

	// mu orders Put, Delete and Close.
	mu     sync.Mutex
	man    manifest
	ledger *ledger
	log    *os.File // work/ledger
	logSum fileSum
	sums   map[string]fileSum // of segments, by name

	live *view
	// regrouped is set when the table of remarks is not yet in the work folder.
	regrouped bool
	failed    chan error // what bleve's goroutines report
	// rebuilding keeps changes from being published until all are made, and
	// stores whatever it is given: it was stored before.
	rebuilding bool

	state  sync.RWMutex // of what follows
	broken error        // why nothing can be written any more
	shut   bool
	info   index.Info
	calls  sync.WaitGroup // of readers; added to while state is held
}

// analyzers are shared by all that analyse texts: they remember spellings.
var analyzers = sync.Pool{New: func() any { return analysis.New() }}

// Options of the index that is written: durable batches (the default), and
// merges that wait for more segments and end at a size, since each merge costs
// nearly as much as the indexing itself and maps all that it reads into memory.
func writeConfig() map[string]any {
	return map[string]any{
		"bolt_timeout":           "5s",
		"asyncErrorCallbackName": asyncErrors,
		"scorchMergePlanOptions": map[string]any{
			"MaxSegmentsPerTier":   12,
			"SegmentsPerMergeTask": 12,
			"FloorSegmentSize":     4000,
			"MaxSegmentSize":       100_000,
			"TierGrowth":           10.0,
			"ReclaimDeletesWeight": 2.0,
		},
	}
}

const asyncErrors = "dixit/index/archive"

// writers finds the writer that a background error of bleve is about, by the
// path of its index.
var writers sync.Map

func init() {
	scorch.RegistryAsyncErrorCallbacks[asyncErrors] = func(err error, path string) {
		if errors.Is(err, scorch.ErrCleanup) {
			return // a file that could not be removed is only untidy
		}
		if w, ok := writers.Load(filepath.Clean(path)); ok {
			select {
			case w.(*writer).failed <- err:
			default:
			}
		}
	}
}

// newWriter opens an empty index in w's work folder or in memory.
func newWriter(dir, extractor string) *writer {
	now := time.Now().UTC().Truncate(time.Second)
	return &writer{
		dir: dir, extractor: extractor, ledger: newLedger(), sums: map[string]fileSum{}, failed: make(chan error, 1),
		man: manifest{Format: formatVersion, Created: now, Updated: now},
	}
}

func (w *writer) work() string { return filepath.Join(w.dir, workName) }

// create starts with an empty index.
func (w *writer) create() (err error) {
	path := ""
	if w.dir != "" {
		path = w.work()
		if err := os.RemoveAll(path); err != nil {
			return fmt.Errorf("making an archive: %w", err)
		}
		writers.Store(filepath.Join(path, "store"), w)
	}
	defer guard("the new index", &err)
	m := bleve.NewIndexMapping()
	var idx bleve.Index
	if path == "" {
		idx, err = bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	} else {
		idx, err = bleve.NewUsing(path, m, scorch.Name, scorch.Name, writeConfig())
	}
	if err != nil {
		return fmt.Errorf("making an archive: %w", err)
	}
	if err := w.use(idx, newCounters(), newRemarkBuilder().table()); err != nil {
		return err
	}
	w.regrouped = true
	if w.dir == "" {
		return nil
	}
	return w.openLog([]byte(ledgerMagic))
}

// resume starts from the published generation.
func (w *writer) resume(m *manifest) error {
	gen := filepath.Join(w.dir, m.dir())
	var known sums
	if err := known.verify(gen, m); err != nil {
		return missing(w.dir, err)
	}
	log, err := readLedger(gen, m)
	if err != nil {
		return err
	}
	if w.ledger, err = parseLedger(log); err != nil {
		return &index.DamageError{What: filepath.Join(gen, ledgerName), Msg: "unreadable", Err: err}
	}
	if w.ledger.dead > len(w.ledger.rows) {
		log = w.ledger.compact()
	}
	if err := os.RemoveAll(w.work()); err != nil {
		return fmt.Errorf("opening the archive: %w", err)
	}
	if err := os.MkdirAll(filepath.Join(w.work(), "store"), 0o755); err != nil {
		return fmt.Errorf("opening the archive: %w", err)
	}
	for _, f := range m.Files {
		from, to := filepath.Join(gen, filepath.FromSlash(f.Name)), filepath.Join(w.work(), filepath.FromSlash(f.Name))
		switch {
		case f.Name == countersName, f.Name == remarksName:
			continue
		case strings.HasSuffix(f.Name, ".zap"):
			err = link(from, to)
			w.sums[f.Name] = f
		default:
			err = copyFile(from, to)
		}
		if err != nil {
			return fmt.Errorf("opening the archive: %w", err)
		}
	}
	writers.Store(filepath.Join(w.work(), "store"), w)
	idx, err := openIndex(w.work(), writeConfig())
	if err != nil {
		return err
	}
	published := &view{gen: gen, man: m}
	counts, err := published.counts()
	if err != nil {
		return errors.Join(err, idx.Close())
	}
	remarks, err := published.remarks()
	if err != nil {
		return errors.Join(err, idx.Close())
	}
	w.man = *m
	if err := w.use(idx, counts, remarks); err != nil {
		return err
	}
	w.regrouped = true
	n, err := idx.DocCount()
	if err == nil && n != uint64(m.Articles+m.Quotations) {
		err = &index.DamageError{What: filepath.Join(gen, boltName), Msg: fmt.Sprintf("%d documents in the index, %d in the manifest", n, m.Articles+m.Quotations)}
	}
	if err != nil {
		return errors.Join(err, w.live.release())
	}
	return w.openLog(log)
}

// use makes idx the live index.
func (w *writer) use(idx bleve.Index, counts *counters, remarks *remarkTable) error {
	raw, err := idx.Advanced()
	if err != nil {
		return errors.Join(err, idx.Close())
	}
	w.live = &view{idx: idx, raw: raw, columns: &columns{}, counters: counts}
	w.live.refs.Store(1)
	w.live.table.Store(remarks)
	w.info = w.man.info()
	return nil
}

// openLog begins a ledger file of the writer's own with what the published one
// holds: rows that a killed writer left behind do not count.
func (w *writer) openLog(log []byte) error {
	path := filepath.Join(w.work(), ledgerName)
	if err := writeSynced(path, log); err != nil {
		return fmt.Errorf("opening the ledger: %w", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return fmt.Errorf("opening the ledger: %w", err)
	}
	w.log = f
	w.logSum = fileSum{Name: ledgerName, Size: int64(len(log)), CRC: crc(0, log)}
	return nil
}

// A change is a Put or Delete in the making.
type change struct {
	w     *writer
	batch *bleveindex.Batch
	log   []byte
	// entries are those that the change stores, by number, for a later entry of
	// the same Put that replaces them.
	entries  map[uint64]*index.Entry
	removed  []*index.Entry
	gone     map[uint64]bool // articles whose quotations lose their remarks
	articles int             // more than before
	quotes   int
}

// Put stores entries; see index.Store.
func (w *writer) Put(ctx context.Context, entries []index.Entry) ([]index.Outcome, error) {
	for i := range entries {
		if err := validate(&entries[i]); err != nil {
			return nil, err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.writable(ctx); err != nil {
		return nil, err
	}
	outcomes := make([]index.Outcome, len(entries))
	prepared := w.prepare(entries)
	c := &change{w: w, batch: bleveindex.NewBatch(), entries: map[uint64]*index.Entry{}}
	err := w.live.read(func(r bleveindex.IndexReader) error {
		for i := range entries {
			var err error
			if outcomes[i], err = c.put(r, &entries[i], &prepared[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && len(c.batch.IndexOps) > 0 {
		if !slices.Contains(w.man.Extractors, w.extractor) && w.extractor != "" {
			w.man.Extractors = append(slices.Clip(w.man.Extractors), w.extractor)
		}
		err = c.apply()
	} else if err != nil {
		// The ledger in memory may hold rows of this change.
		err = w.fail(err)
	}
	if err != nil {
		return nil, err
	}
	return outcomes, nil
}

// Delete removes articles; see index.Store.
func (w *writer) Delete(ctx context.Context, ids ...string) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.writable(ctx); err != nil {
		return 0, err
	}
	c := &change{w: w, batch: bleveindex.NewBatch(), entries: map[uint64]*index.Entry{}}
	n := 0
	err := w.live.read(func(r bleveindex.IndexReader) error {
		for _, id := range ids {
			old := w.ledger.byID[id]
			if old == nil {
				continue
			}
			if err := c.drop(r, old, 0); err != nil {
				return err
			}
			c.batch.Delete(docID(old.seq, 0))
			c.log = appendRow(c.log, rowDelete, old)
			w.ledger.remove(old)
			c.articles--
			n++
		}
		return nil
	})
	if err != nil {
		return 0, w.fail(err)
	}
	if n == 0 {
		return 0, nil
	}
	return n, c.apply()
}

// Has reports whether an article is stored as it is; see index.Store.
func (w *writer) Has(a *corpus.Article) bool {
	w.ledger.mu.RLock()
	r := w.ledger.byID[a.ID]
	w.ledger.mu.RUnlock()
	return r != nil && r.content == contentSum(a)
}

func (w *writer) writable(ctx context.Context) error {
	w.state.RLock()
	defer w.state.RUnlock()
	if w.shut {
		return index.ErrClosed
	}
	if w.broken != nil {
		return fmt.Errorf("an earlier change failed, open the archive again: %w", w.broken)
	}
	return ctx.Err()
}

// validate rejects an entry that could not be read back as it is.
func validate(e *index.Entry) error {
	a := e.Article
	if a == nil || a.ID == "" {
		return errors.New("storing an article: it has no ID")
	}
	if a.Line < 0 || a.TextStart < 0 || a.TextStart > len(a.Body) {
		return fmt.Errorf("storing article %s: its text begins at byte %d of %d", a.ID, a.TextStart, len(a.Body))
	}
	for i, b := range a.Blocks {
		if !valid(a.Body, b.Words) || !valid(a.Body, b.Author) {
			return fmt.Errorf("storing article %s: block quotation %d lies outside of it", a.ID, i)
		}
	}
	if len(e.Quotations) > maxQuotations {
		return fmt.Errorf("storing article %s: more than %d quotations", a.ID, maxQuotations)
	}
	for i := range e.Quotations {
		q := &e.Quotations[i]
		if q.ID == "" || !valid(a.Body, q.Span) || q.Span.Of(a.Body) != q.Text {
			return fmt.Errorf("storing article %s: quotation %d is not the bytes [%d,%d) of its body", a.ID, i, q.Span.Start, q.Span.End)
		}
	}
	return nil
}

// A prepared entry is what can be computed of it alone.
type prepared struct {
	row         *row // nil where the ledger has the article unchanged
	title, body []analysis.Token
}

func (p *prepared) compute(an *analysis.Analyzer, e *index.Entry) {
	p.body = bodyTokens(an, e.Article.Body, e.Article.TextStart)
	p.title = an.Tokens(nil, e.Article.Title)
	p.row = newRow(e.Article, len(e.Quotations), p.body)
}

// prepare computes, on all processors, what is needed to store entries, except
// those that the ledger shows to be unchanged.
func (w *writer) prepare(entries []index.Entry) []prepared {
	out := make([]prepared, len(entries))
	_ = parallel(len(entries), func(next func() (int, bool)) error { // has no error
		an := analyzers.Get().(*analysis.Analyzer)
		defer analyzers.Put(an)
		for i, ok := next(); ok; i, ok = next() {
			e, p := &entries[i], &out[i]
			if old := w.ledger.byID[e.Article.ID]; old == nil || old.content != contentSum(e.Article) {
				p.compute(an, e)
			}
		}
		return nil
	})
	return out
}

// bodyTokens are the words of an article from its start on, with offsets into
// the whole body.
func bodyTokens(an *analysis.Analyzer, body string, start int) []analysis.Token {
	tokens := an.Tokens(make([]analysis.Token, 0, (len(body)-start)/6+8), body[start:])
	for i := range tokens {
		tokens[i].Start += start
		tokens[i].End += start
	}
	return tokens
}

// put adds an entry to the change.
func (c *change) put(r bleveindex.IndexReader, e *index.Entry, p *prepared) (index.Outcome, error) {
	w, id := c.w, e.Article.ID
	old := w.ledger.byID[id]
	an := analyzers.Get().(*analysis.Analyzer)
	defer analyzers.Put(an)
	if old != nil {
		if p.row == nil && old.content != contentSum(e.Article) {
			p.compute(an, e) // this very change has replaced what it was equal to
		}
		if p.row == nil || old.content == p.row.content {
			return index.Outcome{Status: index.Unchanged}, nil
		}
	}
	if twin := w.ledger.byCopy[p.row.copy]; twin != nil && old == nil && !w.rebuilding {
		return index.Outcome{Status: index.Copy, Of: twin.id}, nil
	}
	out := index.Outcome{Status: index.New}
	if old != nil {
		out.Status = index.Replaced
		p.row.seq = old.seq
		if err := c.drop(r, old, len(e.Quotations)); err != nil {
			return out, err
		}
		w.ledger.remove(old)
	} else {
		p.row.seq = w.ledger.nextSeq
		c.articles++
	}
	var similar []uint64
	if !w.rebuilding {
		similar = w.ledger.similar(p.row)
	}
	for _, seq := range similar {
		other, err := c.entry(r, seq)
		if err != nil {
			return out, err
		}
		if nearCopy(p.body, bodyTokens(an, other.Article.Body, other.Article.TextStart)) {
			out.Of = other.Article.ID
			break
		}
	}
	w.ledger.add(p.row)
	c.entries[p.row.seq] = e
	c.quotes += len(e.Quotations)
	c.log = appendRow(c.log, rowPut, p.row)
	for _, d := range documents(p.row.seq, e, p.title, p.body) {
		c.batch.Update(d)
	}
	return out, nil
}

// drop removes what is stored of an article but will not be replaced: its
// quotations behind the first keep.
func (c *change) drop(r bleveindex.IndexReader, old *row, keep int) error {
	e, err := c.entry(r, old.seq)
	if err != nil {
		return err
	}
	if c.entries[old.seq] == nil {
		c.removed = append(c.removed, e)
	}
	if c.w.live.table.Load().of(old.seq) != nil {
		if c.gone == nil {
			c.gone = map[uint64]bool{}
		}
		c.gone[old.seq] = true
	}
	delete(c.entries, old.seq)
	c.quotes -= len(e.Quotations)
	for i := keep; i < len(e.Quotations); i++ {
		c.batch.Delete(docID(old.seq, i+1))
	}
	return nil
}

// entry returns an article that is stored or about to be.
func (c *change) entry(r bleveindex.IndexReader, seq uint64) (*index.Entry, error) {
	if e := c.entries[seq]; e != nil {
		return e, nil
	}
	e, err := entry(r, seq)
	if errors.Is(err, index.ErrNotFound) {
		err = &index.DamageError{What: fmt.Sprintf("article number %d", seq), Msg: "is in the ledger and not in the index", Lost: true}
	}
	return e, err
}

// apply writes the change and publishes it.
func (c *change) apply() error {
	w := c.w
	countLone(c.batch)
	if err := c.write(); err != nil {
		return w.fail(err)
	}
	counts := w.live.counters
	counts.mu.Lock()
	for _, e := range c.removed {
		counts.count(e, -1)
	}
	for _, e := range c.entries {
		counts.count(e, 1)
	}
	counts.mu.Unlock()
	w.man.Articles += c.articles
	w.man.Quotations += c.quotes
	if w.dir != "" {
		if _, err := w.log.Write(c.log); err != nil {
			return w.fail(fmt.Errorf("writing the ledger: %w", err))
		}
		w.logSum.Size += int64(len(c.log))
		w.logSum.CRC = crc(w.logSum.CRC, c.log)
	}
	if err := w.commit(); err != nil {
		return w.fail(err)
	}
	return nil
}

// write applies the batch, and takes the remarks from quotations that go.
func (c *change) write() error {
	if len(c.gone) == 0 {
		return c.w.run(c.batch)
	}
	live := c.w.live
	remarks := live.table.Load().without(c.gone)
	live.swap.Lock()
	defer live.swap.Unlock()
	if err := c.w.run(c.batch); err != nil {
		return err
	}
	c.w.setRemarks(remarks)
	return nil
}

// run applies a batch to the index. Where a goroutine of bleve dies, the batch
// would wait for ever.
func (w *writer) run(b *bleveindex.Batch) error {
	done := make(chan error, 1)
	go func() {
		var err error
		defer func() { done <- err }()
		defer guard("the index", &err)
		err = w.live.raw.Batch(b)
	}()
	select {
	case err := <-done:
		if err != nil {
			return fmt.Errorf("writing the index: %w", err)
		}
		return nil
	case err := <-w.failed:
		return fmt.Errorf("writing the index: %w", err)
	}
}

// fail marks the writer as broken: what is published stays as it was.
func (w *writer) fail(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("stopped: %w", err)
	}
	w.state.Lock()
	defer w.state.Unlock()
	if w.broken == nil {
		w.broken = err
	}
	return err
}

// commit publishes the state of the index; in memory there is nothing to do but
// count.
func (w *writer) commit() error {
	w.man.Generation++
	w.man.Updated = time.Now().UTC().Truncate(time.Second)
	if w.dir != "" && !w.rebuilding {
		if err := w.publish(); err != nil {
			return fmt.Errorf("publishing the archive: %w", err)
		}
	}
	w.state.Lock()
	w.info = w.man.info()
	w.state.Unlock()
	return nil
}

// publish makes the state of the index a generation and the manifest name it.
func (w *writer) publish() (err error) {
	gen := filepath.Join(w.dir, w.man.dir())
	if err := os.RemoveAll(gen); err != nil { // of a killed writer
		return err
	}
	if err := os.MkdirAll(filepath.Join(gen, "store"), 0o755); err != nil {
		return err
	}
	if err := w.log.Sync(); err != nil {
		return err
	}
	dest := &generation{dir: gen, work: w.work()}
	if err := copyIndex(w.live.idx, dest); err != nil {
		return err
	}
	if err := link(filepath.Join(w.work(), ledgerName), filepath.Join(gen, ledgerName)); err != nil {
		return err
	}
	if err := writeSynced(filepath.Join(gen, countersName), w.live.counters.encode()); err != nil {
		return err
	}
	if err := w.writeRemarks(gen); err != nil {
		return err
	}
	w.man.Files = w.man.Files[:0:0]
	sums := make(map[string]fileSum, len(w.sums))
	for _, name := range append(dest.names, countersName, remarksName) {
		sum, known := w.sums[name]
		if !known {
			if sum, err = describe(gen, name); err != nil {
				return err
			}
		}
		if strings.HasSuffix(name, ".zap") || name == remarksName {
			sums[name] = sum // it does not change
		}
		w.man.Files = append(w.man.Files, sum)
	}
	w.sums = sums
	w.man.Ledger = w.logSum
	b, err := w.man.encode()
	if err != nil {
		return err
	}
	if err := writeSynced(filepath.Join(gen, manifestName), b); err != nil {
		return err
	}
	for _, d := range [...]string{filepath.Join(gen, "store"), gen} {
		if err := syncDir(d); err != nil {
			return err
		}
	}
	next := filepath.Join(w.dir, manifestName+".new")
	if err := writeSynced(next, b); err != nil {
		return err
	}
	if err := os.Rename(next, filepath.Join(w.dir, manifestName)); err != nil {
		return err
	}
	if err := syncDir(w.dir); err != nil {
		return err
	}
	w.prune(false)
	return nil
}

// prune removes generations that nobody reads any more, but for the one before
// the last unless all is set: a reader may just be opening it. A folder is
// renamed first, so that nobody sees half of it.
func (w *writer) prune(all bool) {
	gens, _ := filepath.Glob(filepath.Join(w.dir, "gen-*"))
	before := w.man
	before.Generation--
	for _, g := range gens {
		switch name := filepath.Base(g); {
		case name == w.man.dir(), name == before.dir() && !all:
		case strings.HasSuffix(name, oldSuffix):
			os.RemoveAll(g)
		default:
			retire(g)
		}
	}
}

// retire removes a generation, unless a reader has it pinned: a later call will.
func retire(gen string) {
	if f, err := os.Open(filepath.Join(gen, manifestName)); err == nil {
		defer f.Close()
		if tryLock(f) != nil {
			return
		}
	}
	old := gen + oldSuffix
	if os.RemoveAll(old) == nil && os.Rename(gen, old) == nil {
		os.RemoveAll(old)
	}
}

const oldSuffix = ".old"

// copyIndex copies an index, which panics on what it does not expect.
func copyIndex(idx bleve.Index, d bleveindex.Directory) (err error) {
	defer guard("the index", &err)
	c, ok := idx.(bleve.IndexCopyable)
	if !ok {
		return errors.New("the index cannot be copied")
	}
	return c.CopyTo(d)
}

// A generation receives a copy of an index: segments as links.
type generation struct {
	dir, work string
	names     []string
}

func (g *generation) GetWriter(name string) (io.WriteCloser, error) {
	slash := filepath.ToSlash(name)
	to := filepath.Join(g.dir, name)
	g.names = append(g.names, slash)
	if strings.HasSuffix(slash, ".zap") {
		err := link(filepath.Join(g.work, name), to)
		if err == nil {
			return nil, nil // nothing left to write
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	f, err := os.OpenFile(to, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err
	}
	if slash == boltName {
		return f, nil // bleve opens it by its name, and syncs it
	}
	return &syncedFile{f}, nil
}

// A syncedFile is on the disk when it is closed.
type syncedFile struct{ *os.File }

func (f *syncedFile) Close() error { return errors.Join(f.Sync(), f.File.Close()) }
