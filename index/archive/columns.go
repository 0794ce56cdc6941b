package archive

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleveindex "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// A column holds the values of a field by document of a segment, for facets,
// orders and lists. It is read from the postings of the field when it is first
// needed and stays in memory, four bytes a document: doc values in the index
// would take a twentieth of its size, and longer for each hit.
type column struct {
	terms []string // the different values; terms[0] stands for none
	// at is the place in terms of each document's value. Where documents have
	// several values, those of a document are at[starts[doc]:starts[doc+1]].
	at     []uint32
	starts []uint32
}

// values returns the places in terms of a document's values.
func (c *column) values(doc uint32) []uint32 {
	if c.starts != nil {
		return c.at[c.starts[doc]:c.starts[doc+1]]
	}
	if c.at[doc] == 0 {
		return nil
	}
	return c.at[doc : doc+1]
}

func newColumn(seg segment.Segment, field string) (*column, error) {
	dict, err := seg.Dictionary(field)
	if err != nil {
		return nil, err
	}
	c := &column{terms: []string{""}, at: make([]uint32, seg.Count())}
	for it := dict.AutomatonIterator(nil, nil, nil); ; {
		e, err := it.Next()
		if err != nil {
			return nil, err
		}
		if e == nil {
			break
		}
		c.terms = append(c.terms, strings.Clone(e.Term))
	}
	var list segment.PostingsList
	var posted segment.PostingsIterator
	each := func(f func(place, doc uint32)) error {
		for i, t := range c.terms[1:] {
			if list, err = dict.PostingsList([]byte(t), nil, list); err != nil {
				return err
			}
			posted = list.Iterator(false, false, false, posted)
			docs, ok := posted.(segment.OptimizablePostingsIterator)
			if !ok {
				return fmt.Errorf("postings of an unknown kind: %T", posted)
			}
			if doc, one := docs.DocNum1Hit(); one {
				f(uint32(i+1), uint32(doc))
			} else if set := docs.ActualBitmap(); set != nil {
				for docs := set.Iterator(); docs.HasNext(); {
					f(uint32(i+1), docs.Next())
				}
			}
		}
		return nil
	}
	counts := make([]uint32, len(c.at)+1)
	total, several := uint32(0), false
	err = each(func(place, doc uint32) {
		several = several || counts[doc+1] > 0
		counts[doc+1]++
		total++
		c.at[doc] = place
	})
	if err != nil || !several {
		return c, err
	}
	c.starts = counts
	for doc := range c.at {
		c.starts[doc+1] += c.starts[doc]
	}
	next := slices.Clone(c.starts)
	c.at = make([]uint32, total)
	return c, each(func(place, doc uint32) {
		c.at[next[doc]] = place
		next[doc]++
	})
}

// columns keeps the columns that were read, by field and segment.
type columns struct {
	mu sync.Mutex
	by map[string]map[segmentKey]*column
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
}

// table returns the columns of fields.
func (c *columns) table(r bleveindex.IndexReader, fields ...string) (*table, error) {
	all, err := segmentsOf(r)
	if err != nil {
		return nil, err
	}
	t := &table{all, make([][]*column, len(fields))}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.by == nil {
		c.by = map[string]map[segmentKey]*column{}
	}
	for i, field := range fields {
		known := make(map[segmentKey]*column, len(all.list)) // without those of segments that are gone
		t.columns[i] = make([]*column, len(all.list))
		for j, s := range all.list {
			key := keyOf(s)
			col := c.by[field][key]
			if col == nil {
				if col, err = newColumn(s.Segment(), field); err != nil {
					return nil, fmt.Errorf("reading the index: %w", err)
				}
			}
			known[key] = col
			t.columns[i][j] = col
		}
		c.by[field] = known
	}
	return t, nil
}

// segments are those of a state of the index.
type segments struct {
	list    []*scorch.SegmentSnapshot
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
		s.offsets = append(s.offsets, n)
		n += seg.Segment().Count()
	}
	return s, nil
}

// place returns the segment of a document and its number there.
func (s *segments) place(id bleveindex.IndexInternalID) (seg int, doc uint32) {
	n := id.Value()
	seg = sort.Search(len(s.offsets), func(i int) bool { return s.offsets[i] > n }) - 1
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

// first returns the first value of the i-th field in a document, "" for none.
func (t *table) first(i int, id bleveindex.IndexInternalID) string {
	seg, doc := t.place(id)
	col := t.columns[i][seg]
	for _, p := range col.values(doc) {
		return col.terms[p]
	}
	return ""
}

// unite returns the values of the i-th field in all segments, in order and with
// "" for none in front, and where those of each segment stand among them.
func (t *table) unite(i int) (values []string, places [][]uint32) {
	for _, col := range t.columns[i] {
		values = append(values, col.terms...)
	}
	values = append(values, "")
	slices.Sort(values)
	values = slices.Compact(values)
	for _, col := range t.columns[i] {
		to := make([]uint32, len(col.terms))
		for j, v := range col.terms {
			k, _ := slices.BinarySearch(values, v)
			to[j] = uint32(k)
		}
		places = append(places, to)
	}
	return values, places
}

// A census counts documents by the values of a table's fields.
type census struct {
	t      *table
	counts [][][]int // by field, segment and place
}

func newCensus(t *table) *census {
	n := &census{t, make([][][]int, len(t.columns))}
	for i := range n.counts {
		n.counts[i] = make([][]int, len(t.list))
	}
	return n
}

// add counts a document.
func (n *census) add(seg int, doc uint32) {
	for i, cols := range n.t.columns {
		col := cols[seg]
		counts := n.counts[i][seg]
		if counts == nil {
			counts = make([]int, len(col.terms))
			n.counts[i][seg] = counts
		}
		for _, p := range col.values(doc) {
			counts[p]++
		}
	}
}

// field returns the counts of a field by value, of the values shortened to
// at most size bytes where size is not 0.
func (n *census) field(i, size int) map[string]int {
	out := map[string]int{}
	for seg, counts := range n.counts[i] {
		for p, k := range counts {
			if k == 0 {
				continue
			}
			v := n.t.columns[i][seg].terms[p]
			if size > 0 {
				v = v[:min(len(v), size)]
			}
			out[v] += k
		}
	}
	return out
}
