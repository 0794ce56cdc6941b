package archive

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"dixit/index"
)

// A column holds the values of a field by document of a segment, for facets,
// orders and lists. It is read from the postings of the field when it is first
// needed and stays in memory, one to four bytes a document: doc values in the index
// would take a twentieth of its size, and longer for each hit.
type column struct {
	// numbers are each document's value by its number in the vocabulary of the
	// field, 0 for none. Where documents have several values, those of a document
	// are in [starts[doc], starts[doc+1]).
	numbers numbers
	starts  []uint32
}

// values returns where the numbers of a document's values are.
func (c *column) values(doc uint32) (from, to uint32) {
	switch {
	case c.starts != nil:
		return c.starts[doc], c.starts[doc+1]
	case c.numbers.at(doc) == 0:
		return doc, doc
	}
	return doc, doc + 1
}

// numbers are a list of them in the fewest bytes that hold the largest: a search
// goes through several such lists at once, and most of its time is for what does
// not fit the processor's caches.
type numbers struct {
	narrow []uint8
	middle []uint16
	wide   []uint32
}

func newNumbers(list []uint32) numbers {
	most := uint32(0)
	for _, n := range list {
		most = max(most, n)
	}
	switch {
	case most <= math.MaxUint8:
		return numbers{narrow: narrowed[uint8](list)}
	case most <= math.MaxUint16:
		return numbers{middle: narrowed[uint16](list)}
	}
	return numbers{wide: list}
}

func narrowed[T uint8 | uint16](list []uint32) []T {
	out := make([]T, len(list))
	for i, n := range list {
		out[i] = T(n)
	}
	return out
}

func (l *numbers) at(i uint32) uint32 {
	switch {
	case l.narrow != nil:
		return uint32(l.narrow[i])
	case l.middle != nil:
		return uint32(l.middle[i])
	}
	return l.wide[i]
}

// A vocabulary numbers the values of a field in all segments, in the order in which
// they were met; 0 is none. It only grows, so that numbers stay what they are.
type vocabulary struct {
	terms  []string
	number map[string]uint32
}

func newVocabulary() *vocabulary {
	return &vocabulary{terms: []string{""}, number: map[string]uint32{"": 0}}
}

func (d *vocabulary) add(term string) uint32 {
	n, ok := d.number[term]
	if !ok {
		n = uint32(len(d.terms))
		term = strings.Clone(term)
		d.terms = append(d.terms, term)
		d.number[term] = n
	}
	return n
}

func newColumn(seg segment.Segment, field string, known *vocabulary) (*column, error) {
	dict, err := seg.Dictionary(field)
	if err != nil {
		return nil, err
	}
	var terms []string
	var places []uint32 // in the vocabulary
	for it := dict.AutomatonIterator(nil, nil, nil); ; {
		e, err := it.Next()
		if err != nil {
			return nil, err
		}
		if e == nil {
			break
		}
		terms = append(terms, strings.Clone(e.Term))
		places = append(places, known.add(e.Term))
	}
	var list segment.PostingsList
	var posted segment.PostingsIterator
	each := func(f func(number, doc uint32)) error {
		for i, t := range terms {
			if list, err = dict.PostingsList([]byte(t), nil, list); err != nil {
				return err
			}
			posted = list.Iterator(false, false, false, posted)
			docs, ok := posted.(segment.OptimizablePostingsIterator)
			if !ok {
				return fmt.Errorf("postings of an unknown kind: %T", posted)
			}
			if doc, one := docs.DocNum1Hit(); one {
				f(places[i], uint32(doc))
			} else if set := docs.ActualBitmap(); set != nil {
				for docs := set.Iterator(); docs.HasNext(); {
					f(places[i], docs.Next())
				}
			}
		}
		return nil
	}
	at := make([]uint32, seg.Count())
	counts := make([]uint32, len(at)+1)
	total, several := uint32(0), false
	err = each(func(number, doc uint32) {
		several = several || counts[doc+1] > 0
		counts[doc+1]++
		total++
		at[doc] = number
	})
	if err != nil || !several {
		return &column{numbers: newNumbers(at)}, err
	}
	starts := counts
	for doc := range at {
		starts[doc+1] += starts[doc]
	}
	next := slices.Clone(starts)
	at = make([]uint32, total)
	err = each(func(number, doc uint32) {
		at[next[doc]] = number
		next[doc]++
	})
	return &column{newNumbers(at), starts}, err
}

// columns keeps what was read of segments: columns by field, and the refs of
// documents.
type columns struct {
	mu     sync.Mutex
	fields map[string]*fieldColumns
	refs   map[segmentKey][]atomic.Uint64
}

type fieldColumns struct {
	*vocabulary
	by map[segmentKey]*column
}

// A segmentKey names a segment from one state of an archive to the next. Another
// index, such as reindex makes, numbers its segments from 1 again.
type segmentKey struct {
	id  uint64
	crc uint32 // of its file; 0 in memory
}

func keyOf(s *scorch.SegmentSnapshot) segmentKey {
	k := segmentKey{id: s.Id()}
	if f, ok := s.Segment().(interface{ CRC() uint32 }); ok {
		k.crc = f.CRC()
	}
	return k
}

// A table is the columns of some fields in all segments of a state of the index.
type table struct {
	*segments
	columns [][]*column // by field, then segment
	terms   [][]string  // by field, then number
}

// table returns the columns of fields.
func (c *columns) table(r bleveindex.IndexReader, fields ...string) (*table, error) {
	all, err := segmentsOf(r)
	if err != nil {
		return nil, err
	}
	t := &table{all, make([][]*column, len(fields)), make([][]string, len(fields))}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fields == nil {
		c.fields = map[string]*fieldColumns{}
	}
	for i, field := range fields {
		old := c.fields[field]
		if old == nil || !slices.ContainsFunc(all.keys, func(k segmentKey) bool { return old.by[k] != nil }) {
			old = &fieldColumns{vocabulary: newVocabulary()}
		}
		now := &fieldColumns{old.vocabulary, make(map[segmentKey]*column, len(all.list))} // without what is gone
		for j, s := range all.list {
			col := old.by[all.keys[j]]
			if col == nil {
				if col, err = newColumn(s.Segment(), field, now.vocabulary); err != nil {
					return nil, fmt.Errorf("reading the index: %w", err)
				}
			}
			now.by[all.keys[j]] = col
			t.columns[i] = append(t.columns[i], col)
		}
		c.fields[field] = now
		t.terms[i] = now.terms
	}
	return t, nil
}

// A directory tells of the documents of a state of the index what they are. Each is
// looked up when it is first asked for, since the index takes its time to tell.
type directory struct {
	*segments
	table   *remarkTable
	refs    [][]atomic.Uint64 // by segment and document: one more than the ref; 0 while unknown
	remarks [][]atomic.Int32  // likewise: see pack
}

// A rendered remark is the one of a document, as memberships have it, and whether
// other quotations render it too.
type rendered struct {
	remark int32
	shared bool
}

// pack returns a number that is not 0.
func (r rendered) pack() int32 {
	n := (r.remark - unremarked + 1) << 1
	if r.shared {
		n++
	}
	return n
}

func unpackRendered(n int32) rendered { return rendered{n>>1 + unremarked - 1, n&1 == 1} }

// directory returns the directory of a reader, with the remarks of a table, which
// may be nil.
func (c *columns) directory(r bleveindex.IndexReader, t *remarkTable) (*directory, error) {
	all, err := segmentsOf(r)
	if err != nil {
		return nil, err
	}
	d := &directory{segments: all, table: t}
	c.mu.Lock()
	c.refs = perDocument(c.refs, all, &d.refs)
	c.mu.Unlock()
	if t != nil {
		t.mu.Lock()
		t.byDocument = perDocument(t.byDocument, all, &d.remarks)
		t.mu.Unlock()
	}
	return d, nil
}

// perDocument returns room for a value of each document by segment, that of known
// where it has the segment, and adds it to list in the order of segments.
func perDocument[T any](known map[segmentKey][]T, all *segments, list *[][]T) map[segmentKey][]T {
	now := make(map[segmentKey][]T, len(all.list))
	for j, s := range all.list {
		values := known[all.keys[j]]
		if values == nil {
			values = make([]T, s.Segment().Count())
		}
		now[all.keys[j]] = values
		*list = append(*list, values)
	}
	return now
}

// ref returns the ref of a document.
func (d *directory) ref(seg int, doc uint32) (ref, error) {
	if known := d.refs[seg][doc].Load(); known != 0 {
		return ref(known - 1), nil
	}
	id, err := d.list[seg].Segment().DocID(uint64(doc))
	if err != nil {
		return 0, fmt.Errorf("reading the index: %w", err)
	}
	at, ok := parseDocID(string(id))
	if !ok {
		return 0, &index.DamageError{What: "the index", Msg: fmt.Sprintf("holds a document named %q", id)}
	}
	d.refs[seg][doc].Store(uint64(at) + 1)
	return at, nil
}

// remark returns what a document renders.
func (d *directory) remark(seg int, doc uint32) (rendered, error) {
	if known := d.remarks[seg][doc].Load(); known != 0 {
		return unpackRendered(known), nil
	}
	at, err := d.ref(seg, doc)
	if err != nil {
		return rendered{}, err
	}
	r := rendered{remark: d.table.at(at).remark}
	r.shared = r.remark >= 0 && d.table.list[r.remark].quotations > 1
	d.remarks[seg][doc].Store(r.pack())
	return r, nil
}

// segments are those of a state of the index.
type segments struct {
	list    []*scorch.SegmentSnapshot
	keys    []segmentKey
	offsets []uint64 // the number of each segment's first document
}

func segmentsOf(r bleveindex.IndexReader) (*segments, error) {
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("reading the index: unknown kind %T", r)
	}
	s := &segments{list: snapshot.Segments()}
	n := uint64(0)
	for _, seg := range s.list {
		s.keys = append(s.keys, keyOf(seg))
		s.offsets = append(s.offsets, n)
		n += seg.Segment().Count()
	}
	return s, nil
}

// place returns the segment of a document and its number there.
func (s *segments) place(id bleveindex.IndexInternalID) (seg int, doc uint32) {
	return s.locate(id.Value())
}

// locate is place for the number that a document has in the index.
func (s *segments) locate(n uint64) (seg int, doc uint32) {
	seg, _ = slices.BinarySearch(s.offsets, n+1) // the first that begins behind it
	seg--
	return seg, uint32(n - s.offsets[seg])
}

// stored calls visit with the name and the stored fields of a document, the name
// as "_id" and first, until it returns false. The values are valid during the call.
func (s *segments) stored(id bleveindex.IndexInternalID, visit func(field string, value []byte) bool) error {
	seg, doc := s.place(id)
	err := s.list[seg].VisitDocument(uint64(doc), func(field string, _ byte, value []byte, _ []uint64) bool {
		// Where a visit ends at the name, the library gives its buffer back twice.
		return visit(field, value) || field == "_id"
	})
	if err != nil {
		return fmt.Errorf("reading the index: %w", err)
	}
	return nil
}

// number returns the number of the first value of the i-th field in a document, 0
// for none.
func (t *table) number(i, seg int, doc uint32) uint32 {
	col := t.columns[i][seg]
	if from, to := col.values(doc); from < to {
		return col.numbers.at(from)
	}
	return 0
}

// value returns the first value of the i-th field in a document, "" for none.
func (t *table) value(i, seg int, doc uint32) string { return t.terms[i][t.number(i, seg, doc)] }

// sorted returns the values of the i-th field in order, "" for none in front, and
// where each stands among them by its number.
func (t *table) sorted(i int) (values []string, places []uint32) {
	values = slices.Sorted(slices.Values(t.terms[i]))
	places = make([]uint32, len(values))
	for n, v := range t.terms[i] {
		k, _ := slices.BinarySearch(values, v)
		places[n] = uint32(k)
	}
	return values, places
}

// A census counts documents by the values of a table's fields.
type census struct {
	t      *table
	counts [][]uint32 // by field and number; those of 0 mean nothing
}

func newCensus(t *table) *census {
	n := &census{t, make([][]uint32, len(t.columns))}
	for i := range n.counts {
		n.counts[i] = make([]uint32, len(t.terms[i]))
	}
	return n
}

// add counts a document.
func (n *census) add(seg int, doc uint32) {
	for i, cols := range n.t.columns {
		col, counts := cols[seg], n.counts[i]
		if col.starts == nil {
			counts[col.numbers.at(doc)]++
			continue
		}
		for from, to := col.values(doc); from < to; from++ {
			counts[col.numbers.at(from)]++
		}
	}
}

// values are those of a field that were counted, and how often.
func (n *census) values(i int) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for k, count := range n.counts[i] {
			if k > 0 && count > 0 && !yield(n.t.terms[i][k], int(count)) {
				return
			}
		}
	}
}
