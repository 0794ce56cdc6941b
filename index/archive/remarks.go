package archive

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"dixit/index"
)

// A remarkTable says which remark each quotation renders. It never changes: a
// writer makes a new one. Each generation carries it as a file, which is the same
// one as long as it holds.
type remarkTable struct {
	list []remarkInfo // by ID
	// seqs are the articles whose quotations have a place, in order; those of the
	// i-th stand in memberships[first[i]:first[i+1]], in the order of the article.
	seqs        []uint64
	first       []int32
	memberships []membership

	once    sync.Once
	members []ref   // by remark, each in the order of ingestion
	from    []int32 // where the members of each remark begin

	mu         sync.Mutex
	byDocument map[segmentKey][]atomic.Int32 // see directory
}

// A remarkInfo is what the table says of a remark.
type remarkInfo struct {
	key                           remarkKey
	quotations, outlets, wordings int
	first, last                   packedDay // of articles
}

// A remarkKey is the identifier of a remark as a number.
type remarkKey uint64

func (k remarkKey) String() string { return fmt.Sprintf("r%015x", uint64(k)) }

// parseKey is the inverse of String.
func parseKey(id string) (remarkKey, bool) {
	hex, ok := strings.CutPrefix(id, "r")
	n, err := strconv.ParseUint(hex, 16, 64)
	k := remarkKey(n)
	return k, ok && err == nil && k.String() == id
}

// A packedDay is 20240619 for the day, 20240600 for the month, 20240000 for the
// year, 0 for none that is known.
type packedDay uint32

func packDay(day string) packedDay {
	n := packedDay(0)
	for i, scale := range [...]packedDay{10000, 100, 1} {
		if from := [...]int{0, 5, 8}[i]; from < len(day) {
			v, _ := strconv.Atoi(day[from : from+[...]int{4, 2, 2}[i]])
			n += packedDay(v) * scale
		}
	}
	return n
}

func (d packedDay) String() string {
	switch y, m, day := d/10000, d/100%100, d%100; {
	case d == 0:
		return ""
	case m == 0:
		return fmt.Sprintf("%04d", y)
	case day == 0:
		return fmt.Sprintf("%04d-%02d", y, m)
	default:
		return fmt.Sprintf("%04d-%02d-%02d", y, m, day)
	}
}

// A membership is where a quotation belongs: a remark by its number in the list, or
// none of these.
type membership struct {
	remark int32
	score  uint16 // of the membership, in thousandths
}

const (
	ungrouped  = -1 // has not been looked at, or must be looked at again
	unremarked = -2 // of kind other: nobody's words
)

func (i *remarkInfo) remark() *index.Remark {
	return &index.Remark{ID: i.key.String(), Quotations: i.quotations, Outlets: i.outlets, Wordings: i.wordings,
		First: i.first.String(), Last: i.last.String()}
}

// of returns the places of an article's quotations, none where it has not been
// looked at.
func (t *remarkTable) of(seq uint64) []membership {
	i, ok := slices.BinarySearch(t.seqs, seq)
	if !ok {
		return nil
	}
	return t.memberships[t.first[i]:t.first[i+1]]
}

// at returns the place of a quotation.
func (t *remarkTable) at(r ref) membership {
	ps := t.of(r.seq())
	if n := r.quotation(); 0 < n && n <= len(ps) {
		return ps[n-1]
	}
	return membership{remark: ungrouped}
}

// find returns the number of a remark, or -1.
func (t *remarkTable) find(key remarkKey) int32 {
	i, ok := slices.BinarySearchFunc(t.list, key, func(r remarkInfo, key remarkKey) int { return cmp.Compare(r.key, key) })
	if !ok {
		return -1
	}
	return int32(i)
}

// membersOf returns the quotations of a remark in the order of ingestion.
func (t *remarkTable) membersOf(remark int32) []ref {
	t.once.Do(func() {
		t.from = make([]int32, len(t.list)+1)
		for _, p := range t.memberships {
			if p.remark >= 0 {
				t.from[p.remark+1]++
			}
		}
		for i := range t.list {
			t.from[i+1] += t.from[i]
		}
		t.members = make([]ref, t.from[len(t.list)])
		next := slices.Clone(t.from)
		t.each(func(r ref, p membership) {
			if p.remark >= 0 {
				t.members[next[p.remark]] = r
				next[p.remark]++
			}
		})
	})
	return t.members[t.from[remark]:t.from[remark+1]]
}

// numbers are those of all remarks.
func (t *remarkTable) numbers() []int32 {
	all := make([]int32, len(t.list))
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// each calls f for every place, in the order of ingestion.
func (t *remarkTable) each(f func(ref, membership)) {
	for i, seq := range t.seqs {
		for n, p := range t.memberships[t.first[i]:t.first[i+1]] {
			f(makeRef(seq, n+1), p)
		}
	}
}

// grouped counts the quotations that need not be looked at.
func (t *remarkTable) grouped() int {
	n := 0
	for _, p := range t.memberships {
		if p.remark != ungrouped {
			n++
		}
	}
	return n
}

// without returns the table without some articles: the other quotations of the
// remarks that theirs rendered must be looked at again.
func (t *remarkTable) without(gone map[uint64]bool) *remarkTable {
	touched := map[int32]bool{}
	for seq := range gone {
		for _, p := range t.of(seq) {
			if p.remark >= 0 {
				touched[p.remark] = true
			}
		}
	}
	b := newRemarkBuilder()
	for i := range t.list {
		if !touched[int32(i)] {
			b.remark(t.list[i])
		}
	}
	for i, seq := range t.seqs {
		if gone[seq] {
			continue
		}
		b.article(seq)
		for _, p := range t.memberships[t.first[i]:t.first[i+1]] {
			if p.remark >= 0 && touched[p.remark] {
				b.none(ungrouped)
			} else if p.remark >= 0 {
				b.member(t.list[p.remark].key, p.score)
			} else {
				b.none(p.remark)
			}
		}
	}
	return b.table()
}

// A remarkBuilder makes a remarkTable. Remarks come in any order, articles by
// their numbers.
type remarkBuilder struct {
	t      remarkTable
	number map[remarkKey]int32 // in the order of arrival
}

func newRemarkBuilder() *remarkBuilder { return &remarkBuilder{number: map[remarkKey]int32{}} }

func (b *remarkBuilder) remark(info remarkInfo) {
	b.number[info.key] = int32(len(b.t.list))
	b.t.list = append(b.t.list, info)
}

func (b *remarkBuilder) article(seq uint64) {
	b.t.seqs = append(b.t.seqs, seq)
	b.t.first = append(b.t.first, int32(len(b.t.memberships)))
}

// member adds the next quotation of the article, which renders a remark.
func (b *remarkBuilder) member(key remarkKey, score uint16) {
	b.t.memberships = append(b.t.memberships, membership{b.number[key], score})
}

// none adds the next quotation of the article, which is ungrouped or unremarked.
func (b *remarkBuilder) none(why int32) {
	b.t.memberships = append(b.t.memberships, membership{remark: why})
}

func (b *remarkBuilder) table() *remarkTable {
	t := &b.t
	t.first = append(t.first, int32(len(t.memberships)))
	order := t.numbers() // by ID
	slices.SortFunc(order, func(x, y int32) int { return cmp.Compare(t.list[x].key, t.list[y].key) })
	rank := make([]int32, len(order))
	sorted := make([]remarkInfo, len(order))
	for i, o := range order {
		rank[o], sorted[i] = int32(i), t.list[o]
	}
	t.list = sorted
	for i, p := range t.memberships {
		if p.remark >= 0 {
			t.memberships[i].remark = rank[p.remark]
		}
	}
	return t
}

const remarksMagic = "dixit remarks 1\n"

// encode writes the table in a form that depends on nothing else and ends with a
// CRC-32C.
func (t *remarkTable) encode() []byte {
	b := []byte(remarksMagic)
	b = binary.AppendUvarint(b, uint64(len(t.list)))
	for i := range t.list {
		r := &t.list[i]
		b = binary.LittleEndian.AppendUint64(b, uint64(r.key))
		for _, n := range [...]int{r.quotations, r.outlets, r.wordings, int(r.first), int(r.last - r.first)} {
			b = binary.AppendUvarint(b, uint64(n))
		}
	}
	b = binary.AppendUvarint(b, uint64(len(t.seqs)))
	last := uint64(0)
	for i, seq := range t.seqs {
		b = binary.AppendUvarint(b, seq-last)
		last = seq
		ps := t.memberships[t.first[i]:t.first[i+1]]
		b = binary.AppendUvarint(b, uint64(len(ps)))
		for _, p := range ps {
			b = binary.AppendUvarint(b, uint64(p.remark-unremarked))
			if p.remark >= 0 && t.list[p.remark].quotations > 1 {
				b = binary.AppendUvarint(b, uint64(p.score))
			}
		}
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// alone is the score of the only quotation of a remark.
const alone = 1000

func decodeRemarks(b []byte) (*remarkTable, error) {
	if len(b) < 4 || crc32.Checksum(b[:len(b)-4], castagnoli) != binary.LittleEndian.Uint32(b[len(b)-4:]) {
		return nil, errors.New("does not have its checksum")
	}
	s, ok := strings.CutPrefix(string(b[:len(b)-4]), remarksMagic)
	if !ok {
		return nil, errors.New("is of another version")
	}
	r := &recordReader{s: s}
	t := &remarkTable{}
	for n := r.int(); n > 0 && !r.bad; n-- {
		i := remarkInfo{key: remarkKey(r.uint64()), quotations: r.int(), outlets: r.int(), wordings: r.int(), first: packedDay(r.int())}
		i.last = i.first + packedDay(r.int())
		t.list = append(t.list, i)
	}
	seq := uint64(0)
	for n := r.int(); n > 0 && !r.bad; n-- {
		seq += r.uvarint()
		t.seqs = append(t.seqs, seq)
		t.first = append(t.first, int32(len(t.memberships)))
		for q := r.int(); q > 0 && !r.bad; q-- {
			p := membership{remark: int32(r.int()) + unremarked}
			switch {
			case int(p.remark) >= len(t.list):
				return nil, errors.New("names a remark that it does not list")
			case p.remark >= 0 && t.list[p.remark].quotations > 1:
				p.score = uint16(r.int())
			case p.remark >= 0:
				p.score = alone
			}
			t.memberships = append(t.memberships, p)
		}
	}
	t.first = append(t.first, int32(len(t.memberships)))
	if r.bad {
		return nil, errors.New("ends too early")
	}
	return t, nil
}

// readRemarks reads the table of a generation. Archives from before there were
// any have none, and nothing in them is grouped.
func readRemarks(gen string, m *manifest) (*remarkTable, error) {
	if !slices.ContainsFunc(m.Files, func(f fileSum) bool { return f.Name == remarksName }) {
		return newRemarkBuilder().table(), nil
	}
	path := filepath.Join(gen, remarksName)
	b, err := os.ReadFile(path)
	if err == nil {
		var t *remarkTable
		if t, err = decodeRemarks(b); err == nil {
			return t, nil
		}
	}
	return nil, &index.DamageError{What: path, Msg: "unreadable", Err: err}
}

// remarks returns the table of the view, read when it is first needed.
func (v *view) remarks() (*remarkTable, error) {
	if v.gen == "" {
		return v.table.Load(), nil
	}
	v.remarksOnce.Do(func() {
		var t *remarkTable
		if t, v.remarksErr = readRemarks(v.gen, v.man); v.remarksErr == nil {
			v.table.Store(t)
		}
	})
	return v.table.Load(), v.remarksErr
}

// differs says how the table differs from what was counted of the articles, ""
// where it does not.
func (t *remarkTable) differs(counted map[remarkKey]*tally) string {
	for i := range t.list {
		r := &t.list[i]
		c := counted[r.key]
		if c == nil {
			return fmt.Sprintf("lists the remark %s, which no quotation renders", r.key)
		}
		if found := c.info(r.key); found != *r {
			return fmt.Sprintf("says of the remark %s %+v, its quotations are %+v", r.key, *r.remark(), *found.remark())
		}
	}
	if len(counted) != len(t.list) {
		return "does not list every remark"
	}
	return ""
}
