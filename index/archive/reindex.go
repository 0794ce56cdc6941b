package archive

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	segment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
	"github.com/golang/snappy"

	"dixit/index"
)

// A Rebuild tells what Reindex did.
type Rebuild struct {
	Articles, Quotations int
	// Lost names what could not be read any more: ingesting its source again
	// brings it back.
	Lost []index.Problem
}

// Reindex rebuilds an archive from its stored articles: extract returns the
// entry to store for each (with the quotations of a better extractor, say). The
// new index takes the old one's place when it is complete; until then, and where
// Reindex fails or is killed, the archive stays as it was. Articles that cannot
// be read are left out and named. It reads the segments of the index directly,
// so that it also repairs an archive that cannot be opened.
func Reindex(ctx context.Context, dir string, o Options, extract func(*index.Entry) (*index.Entry, error), progress func(done, total int)) (_ *Rebuild, err error) {
	dir, err = filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the archive: %w", err)
	}
	if _, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("%w in %s: ingest makes one", index.ErrNoArchive, dir)
	}
	lock, err := acquire(dir)
	if err != nil {
		return nil, err
	}
	w := newWriter(dir, o.Extractor)
	w.lock = lock
	w.rebuilding = true
	defer func() { err = errors.Join(err, w.abandon()) }()

	res := &Rebuild{}
	m, err := usableManifest(dir)
	if err != nil {
		return nil, err
	}
	src, err := openSource(filepath.Join(dir, m.dir()), m, res)
	if err != nil {
		return nil, err
	}
	defer src.close()
	if err := w.create(); err != nil {
		return nil, err
	}
	w.man.Generation, w.man.Created = m.Generation, m.Created
	if err := src.rebuild(ctx, w, extract, res, progress); err != nil {
		return nil, err
	}
	if _, err := w.Group(ctx, nil); err != nil {
		return nil, err
	}
	w.rebuilding = false
	if !slices.Contains(w.man.Extractors, o.Extractor) && o.Extractor != "" {
		w.man.Extractors = append(w.man.Extractors, o.Extractor)
	}
	if err := w.commit(); err != nil {
		return nil, err
	}
	w.prune(true)
	res.Articles, res.Quotations = w.man.Articles, w.man.Quotations
	return res, nil
}

// usableManifest reads the manifest of an archive or, where it is damaged, the
// copy in the latest generation.
func usableManifest(dir string) (*manifest, error) {
	m, err := readManifest(dir)
	if err == nil || !errors.Is(err, index.ErrDamaged) {
		return m, err
	}
	gens, _ := filepath.Glob(filepath.Join(dir, "gen-*"))
	slices.Sort(gens)
	for _, g := range slices.Backward(gens) {
		if m, e := readManifest(g); e == nil && m.dir() == filepath.Base(g) {
			return m, nil
		}
	}
	return nil, err
}

// rebuildBatch is how many articles are put at once, and rebuildBytes how much
// text.
const (
	rebuildBatch = 400
	rebuildBytes = 4 << 20
)

// rebuild puts every article of the source.
func (s *source) rebuild(ctx context.Context, w *writer, extract func(*index.Entry) (*index.Entry, error), res *Rebuild, progress func(done, total int)) error {
	var batch []index.Entry
	size := 0
	flush := func() error {
		_, err := w.Put(ctx, batch)
		batch, size = batch[:0], 0
		return err
	}
	seqs := s.seqs()
	for i, seq := range seqs {
		if err := ctx.Err(); err != nil {
			return err
		}
		old, err := s.entry(seq)
		if err != nil {
			res.Lost = append(res.Lost, index.Problem{What: s.name(seq), Msg: err.Error()})
			continue
		}
		e, err := extract(old)
		if err != nil {
			return fmt.Errorf("reindexing article %s: %w", old.Article.ID, err)
		}
		batch = append(batch, *e)
		size += len(e.Article.Body)
		if len(batch) >= rebuildBatch || size >= rebuildBytes || i == len(seqs)-1 {
			if err := flush(); err != nil {
				return err
			}
			if progress != nil {
				progress(i+1, len(seqs))
			}
		}
	}
	return flush()
}

// A source reads the articles of a generation from its segments.
type source struct {
	segments []segment.Segment
	at       map[uint64][]place // by article number, the latest segment last
	rows     map[uint64]*row    // nil where the ledger is unreadable
}

// A place is where a record stands: in a document of a segment, or at hand where
// the segment could not be opened.
type place struct {
	segment, doc int
	record       []byte
}

func openSource(gen string, m *manifest, res *Rebuild) (*source, error) {
	s := &source{at: map[uint64][]place{}}
	lost := func(what string, err error) {
		res.Lost = append(res.Lost, index.Problem{What: what, Msg: err.Error()})
	}
	log, err := readLedger(gen, m)
	if err == nil {
		var l *ledger
		if l, err = parseLedger(log); err == nil {
			s.rows = l.rows
		}
	}
	if err != nil {
		lost(ledgerName, fmt.Errorf("%w; articles that were deleted may have come back", err))
	}
	files := slices.DeleteFunc(slices.Clone(m.Files), func(f fileSum) bool { return !strings.HasSuffix(f.Name, ".zap") })
	slices.SortFunc(files, func(a, b fileSum) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range files {
		path := filepath.Join(gen, filepath.FromSlash(f.Name))
		seg, err := openSegment(path, f)
		if err != nil {
			lost(f.Name, err)
			for at, rec := range salvage(path) {
				s.at[at.seq()] = append(s.at[at.seq()], place{record: rec})
			}
			continue
		}
		s.segments = append(s.segments, seg)
		for doc := range int(seg.Count()) {
			id, err := documentName(seg, doc)
			if at, ok := parseDocID(string(id)); err != nil || !ok || at.quotation() > 0 {
				continue
			} else {
				s.at[at.seq()] = append(s.at[at.seq()], place{segment: len(s.segments) - 1, doc: doc})
			}
		}
	}
	if len(s.at) == 0 && m.Articles > 0 {
		s.close()
		return nil, fmt.Errorf("%w: no article can be read from %s: restore the folder from a copy, or ingest the sources into a new archive", index.ErrDamaged, gen)
	}
	return s, nil
}

// openSegment opens a segment that has its checksum: bleve must not read others,
// since a false length may ask for more memory than there is.
func openSegment(path string, f fileSum) (seg segment.Segment, err error) {
	defer guard(path, &err)
	st, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if sum, err := checksum(path, st.Size()); err != nil || st.Size() != f.Size || sum != f.CRC {
		return nil, errors.Join(errors.New("does not have its checksum"), err)
	}
	var p zap.ZapPlugin
	return p.Open(path)
}

// salvage reads the records of a damaged segment: wherever a document can be made
// out, since damage to one must not take the others with it.
func salvage(path string) map[ref][]byte {
	out := map[ref][]byte{}
	b, err := os.ReadFile(path)
	if err != nil {
		return out
	}
	for len(b) > 0 {
		at, rec, size := storedDocument(b)
		if size == 0 {
			b = b[1:]
			continue
		}
		if at.quotation() == 0 && rec != nil {
			out[at] = rec
		}
		b = b[size:]
	}
	return out
}

// storedDocument reads the document that b begins with, as segments store them:
// the lengths of a description and of the content, then these two. The
// description begins with the length of the document's name, and goes on with
// five numbers for each stored field, of which the third and fourth are its place
// and length; the content is that name and, compressed, the fields. record is the
// field that has a record's checksum, nil where none has. size is 0 where there
// is no document.
func storedDocument(b []byte) (at ref, record []byte, size int) {
	lengths, head := uvarints(b, 2)
	if lengths == nil {
		return 0, nil, 0
	}
	rest := b[head:]
	if lengths[0] > uint64(len(rest)) || lengths[1] > uint64(len(rest))-lengths[0] {
		return 0, nil, 0
	}
	meta, content := rest[:lengths[0]], rest[lengths[0]:lengths[0]+lengths[1]]
	idLen, n := binary.Uvarint(meta)
	if n <= 0 || idLen > uint64(len(content)) || idLen > 32 {
		return 0, nil, 0
	}
	at, ok := parseDocID(string(content[:idLen]))
	if !ok {
		return 0, nil, 0
	}
	packed := content[idLen:]
	// What claims to be larger than compression can make it is damaged.
	if size, err := snappy.DecodedLen(packed); err != nil || size > 32*len(packed) {
		return 0, nil, 0
	}
	fields, err := snappy.Decode(nil, packed)
	if err != nil {
		return 0, nil, 0
	}
	for numbers := meta[n:]; len(numbers) > 0; {
		f, n := uvarints(numbers, 5)
		if f == nil {
			break
		}
		numbers = numbers[n:]
		if f[2] > uint64(len(fields)) || f[3] > uint64(len(fields))-f[2] {
			continue
		}
		if v := fields[f[2] : f[2]+f[3]]; hasChecksum(v) {
			record = v
		}
	}
	return at, record, head + len(meta) + len(content)
}

// uvarints reads n numbers off the front of b, and returns how many bytes they
// take; nil where b has fewer.
func uvarints(b []byte, n int) (values []uint64, size int) {
	for range n {
		v, k := binary.Uvarint(b[size:])
		if k <= 0 {
			return nil, 0
		}
		values = append(values, v)
		size += k
	}
	return values, size
}

// documentName reads the name of a document. Visiting its fields would do, but to
// end the visit there the library gives its buffer back twice.
func documentName(seg segment.Segment, doc int) (name []byte, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer guard("a segment", &err)
	name, err = seg.DocID(uint64(doc))
	return slices.Clone(name), err
}

// storedField reads a stored field of a document.
func storedField(seg segment.Segment, doc int, name string) (value []byte, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer guard("a segment", &err)
	err = seg.VisitStoredFields(uint64(doc), func(field string, _ byte, v []byte, _ []uint64) bool {
		if field == name {
			value = slices.Clone(v)
			return false
		}
		return true
	})
	return value, err
}

// seqs are the numbers of the articles to read, in order.
func (s *source) seqs() []uint64 {
	if s.rows != nil {
		return slices.Sorted(maps.Keys(s.rows))
	}
	return slices.Sorted(maps.Keys(s.at))
}

func (s *source) name(seq uint64) string {
	if r := s.rows[seq]; r != nil {
		return "article " + r.id
	}
	return fmt.Sprintf("article number %d", seq)
}

// entry reads an article. Of several versions it takes the one that the ledger
// knows, or the latest.
func (s *source) entry(seq uint64) (*index.Entry, error) {
	err := errors.New("is in no segment that can be read")
	for _, p := range slices.Backward(s.at[seq]) {
		rec := p.record
		if rec == nil {
			var e error
			if rec, e = storedField(s.segments[p.segment], p.doc, fieldRecord); e != nil {
				err = e
				continue
			}
		}
		entry, e := decodeRecord(rec)
		if e != nil {
			err = e
			continue
		}
		if r := s.rows[seq]; r != nil && contentSum(entry.Article) != r.content {
			err = errors.New("does not have the checksum it was stored with")
			continue
		}
		return entry, nil
	}
	return nil, err
}

func (s *source) close() {
	for _, seg := range s.segments {
		seg.Close()
	}
}
