package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"dixit/corpus"
	"dixit/index"
	"dixit/index/analysis"
)

// The ledger is the table of the articles in an archive: what recognises an
// article that is put again, and what Check holds the index against. On disk it
// is a log, one row for each article stored or deleted, that only grows; the
// manifest says how many of its bytes count. A writer reads it whole; readers
// do not need it.
type ledger struct {
	mu     sync.RWMutex    // of changes, and of reading beside them
	rows   map[uint64]*row // by seq
	byID   map[string]*row
	byCopy map[uint64]*row
	// bands finds articles of an outlet that share a part of the sketch.
	bands   map[bandKey][]uint64
	nextSeq uint64
	dead    int // rows of the log that no longer count
}

// A row describes a stored article.
type row struct {
	// seq numbers articles in the order in which they were first stored. It
	// names their documents in the index and stays when they are replaced.
	seq        uint64
	id         string
	content    uint64 // checksum of the article in full
	copy       uint64 // of outlet and text, white space aside
	outlet     uint32 // hash
	sketch     sketch
	quotations int
}

// A sketch is a MinHash of the text's runs of four words: of each of its parts,
// the smallest hash (Broder 1997, one permutation in several bins). Two texts
// share a part about as often as they share runs of words. The zero sketch
// stands for texts that are too short to tell.
type sketch [4]uint32

type bandKey struct {
	outlet uint32
	part   uint8
	value  uint32
}

func newLedger() *ledger {
	return &ledger{
		rows: map[uint64]*row{}, byID: map[string]*row{}, byCopy: map[uint64]*row{},
		bands: map[bandKey][]uint64{},
	}
}

func (l *ledger) add(r *row) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if old := l.rows[r.seq]; old != nil {
		l.drop(old)
	}
	l.rows[r.seq] = r
	l.byID[r.id] = r
	if l.byCopy[r.copy] == nil {
		l.byCopy[r.copy] = r
	}
	for i, v := range r.sketch {
		if v != 0 {
			k := bandKey{r.outlet, uint8(i), v}
			l.bands[k] = append(l.bands[k], r.seq)
		}
	}
	l.nextSeq = max(l.nextSeq, r.seq+1)
}

func (l *ledger) remove(r *row) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.drop(r)
}

func (l *ledger) drop(r *row) {
	delete(l.rows, r.seq)
	delete(l.byID, r.id)
	if l.byCopy[r.copy] == r {
		delete(l.byCopy, r.copy)
	}
	for i, v := range r.sketch {
		if v == 0 {
			continue
		}
		k := bandKey{r.outlet, uint8(i), v}
		seqs := l.bands[k]
		for j, s := range seqs {
			if s == r.seq {
				seqs = append(seqs[:j], seqs[j+1:]...)
				break
			}
		}
		if len(seqs) == 0 {
			delete(l.bands, k)
		} else {
			l.bands[k] = seqs
		}
	}
	l.dead++
}

// maxCandidates bounds the articles that one is compared with in full.
const maxCandidates = 3

// similar returns the articles of the outlet whose sketches share most parts
// with that of r, at least two of the four.
func (l *ledger) similar(r *row) []uint64 {
	if r.sketch == (sketch{}) {
		return nil
	}
	var found []uint64
	shared := map[uint64]int{}
	for i, v := range r.sketch {
		seqs := l.bands[bandKey{r.outlet, uint8(i), v}]
		// A part that very many share is boilerplate and tells nothing.
		for _, s := range seqs[:min(len(seqs), 64)] {
			if s == r.seq {
				continue
			}
			shared[s]++
			if shared[s] == 2 {
				found = append(found, s)
			}
		}
	}
	for want := 4; want >= 2 && len(found) > maxCandidates; want-- {
		var best []uint64
		for _, s := range found {
			if shared[s] >= want {
				best = append(best, s)
			}
		}
		if len(best) > 0 {
			return best[:min(len(best), maxCandidates)]
		}
	}
	return found
}

// newRow computes what the ledger keeps of an entry.
func newRow(a *corpus.Article, quotations int, tokens []analysis.Token) *row {
	r := &row{id: a.ID, content: contentSum(a), quotations: quotations}
	h := fnv.New32a()
	h.Write([]byte(a.Outlet))
	r.outlet = h.Sum32()
	r.copy = copySum(a)
	r.sketch = sketchOf(tokens)
	return r
}

// contentSum is a checksum of all that an article says, its place in the input
// aside.
func contentSum(a *corpus.Article) uint64 {
	h := sha256.New()
	var n [10]byte
	write := func(s string) {
		h.Write(n[:binary.PutUvarint(n[:], uint64(len(s)))])
		h.Write([]byte(s))
	}
	for _, s := range [...]string{a.ID, a.Outlet, a.Title, a.Byline, a.Published, a.URL, a.Lang, a.Body} {
		write(s)
	}
	h.Write(n[:binary.PutUvarint(n[:], uint64(a.TextStart))])
	if len(a.Blocks) > 0 {
		h.Write(appendBlocks(nil, a.Blocks))
	}
	return binary.BigEndian.Uint64(h.Sum(nil))
}

// copySum is a checksum of outlet and text, equal for texts that differ in white
// space only. Texts that are too short to be an article's own ("À lire dans
// notre édition du jour") are copies only under the same title.
func copySum(a *corpus.Article) uint64 {
	h := sha256.New()
	h.Write([]byte(a.Outlet))
	h.Write([]byte{0})
	n := 0
	for w := range strings.FieldsSeq(a.Body[a.TextStart:]) {
		h.Write([]byte(w))
		h.Write([]byte{' '})
		n++
	}
	if n < minShingles {
		h.Write([]byte{0})
		h.Write([]byte(a.Title))
	}
	return binary.BigEndian.Uint64(h.Sum(nil))
}

const (
	shingleWords = 4
	// minShingles is the least number of runs that make a text comparable.
	minShingles = 40
)

// sketchOf returns the sketch of a text's words.
func sketchOf(tokens []analysis.Token) sketch {
	var s sketch
	if len(tokens) < minShingles+shingleWords {
		return s
	}
	for i := range s {
		s[i] = ^uint32(0)
	}
	eachShingle(tokens, func(h uint64) {
		part := h & 3
		if v := uint32(h >> 32); v < s[part] {
			s[part] = v
		}
	})
	for i := range s {
		if s[i] == 0 || s[i] == ^uint32(0) {
			s[i] = 1
		}
	}
	return s
}

// eachShingle calls f with a hash of every run of four words.
func eachShingle(tokens []analysis.Token, f func(uint64)) {
	var last [shingleWords]uint64
	for i := range tokens {
		copy(last[:], last[1:])
		last[shingleWords-1] = stemHash(tokens[i].Stem)
		if i < shingleWords-1 {
			continue
		}
		var sum uint64
		for _, w := range last {
			sum = (sum ^ w) * 0x9E3779B97F4A7C15
			sum ^= sum >> 29
		}
		f(sum)
	}
}

// stemHash is the FNV-1a hash of a stem.
func stemHash(stem string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(stem); i++ {
		h = (h ^ uint64(stem[i])) * 1099511628211
	}
	return h
}

// nearCopy reports whether two texts are versions of one: most runs of four
// words of the shorter stand in the longer, which is not much longer.
func nearCopy(a, b []analysis.Token) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < minShingles || len(b) > 2*len(a) {
		return false
	}
	set := make(map[uint64]bool, len(b))
	eachShingle(b, func(h uint64) { set[h] = true })
	n, shared := 0, 0
	eachShingle(a, func(h uint64) {
		n++
		if set[h] {
			shared++
		}
	})
	return shared*10 >= n*7
}

// The log begins with its name. Each row follows as its length, its bytes and
// their CRC-32C.
const ledgerMagic = "dixit ledger 1\n"

const (
	rowPut    = 'p'
	rowDelete = 'd'
)

func appendRow(dst []byte, op byte, r *row) []byte {
	p := make([]byte, 0, 64+len(r.id))
	p = append(p, op)
	p = binary.AppendUvarint(p, r.seq)
	if op == rowPut {
		p = appendString(p, r.id)
		p = binary.LittleEndian.AppendUint64(p, r.content)
		p = binary.LittleEndian.AppendUint64(p, r.copy)
		p = binary.LittleEndian.AppendUint32(p, r.outlet)
		for _, v := range r.sketch {
			p = binary.LittleEndian.AppendUint32(p, v)
		}
		p = binary.AppendUvarint(p, uint64(r.quotations))
	}
	dst = binary.AppendUvarint(dst, uint64(len(p)))
	dst = append(dst, p...)
	return binary.LittleEndian.AppendUint32(dst, crc32.Checksum(p, castagnoli))
}

// parseLedger reads a log.
func parseLedger(log []byte) (*ledger, error) {
	rest, ok := bytes.CutPrefix(log, []byte(ledgerMagic))
	if !ok {
		return nil, fmt.Errorf("does not begin as a ledger")
	}
	l := newLedger()
	for len(rest) > 0 {
		at := len(log) - len(rest)
		size, n := binary.Uvarint(rest)
		if n <= 0 || size > uint64(len(rest)-n) || len(rest)-n-int(size) < 4 {
			return nil, fmt.Errorf("byte %d: a row is cut", at)
		}
		p := rest[n : n+int(size)]
		rest = rest[n+int(size):]
		if crc32.Checksum(p, castagnoli) != binary.LittleEndian.Uint32(rest) {
			return nil, fmt.Errorf("byte %d: a row does not have its checksum", at)
		}
		rest = rest[4:]
		r := &recordReader{s: string(p)}
		op := r.byte()
		seq := r.uvarint()
		switch op {
		case rowPut:
			w := &row{seq: seq, id: strings.Clone(r.string()), content: r.uint64(), copy: r.uint64()}
			w.outlet = r.uint32()
			for i := range w.sketch {
				w.sketch[i] = r.uint32()
			}
			w.quotations = r.int()
			l.add(w)
		case rowDelete:
			if old := l.rows[seq]; old != nil {
				l.remove(old)
			}
			l.nextSeq = max(l.nextSeq, seq+1)
		default:
			return nil, fmt.Errorf("byte %d: unknown row %q", at, op)
		}
		if r.bad {
			return nil, fmt.Errorf("byte %d: a row ends too early", at)
		}
	}
	return l, nil
}

func (r *recordReader) uint32() uint32 {
	s := r.take(4)
	if len(s) < 4 {
		return 0
	}
	return binary.LittleEndian.Uint32([]byte(s))
}

// compact returns the log of the rows that count.
func (l *ledger) compact() []byte {
	log := []byte(ledgerMagic)
	for _, seq := range slices.Sorted(maps.Keys(l.rows)) {
		log = appendRow(log, rowPut, l.rows[seq])
	}
	if l.nextSeq > 0 && l.rows[l.nextSeq-1] == nil {
		log = appendRow(log, rowDelete, &row{seq: l.nextSeq - 1})
	}
	l.dead = 0
	return log
}

// readLedger reads the part of a generation's ledger that counts.
func readLedger(gen string, m *manifest) ([]byte, error) {
	path := filepath.Join(gen, ledgerName)
	f, err := os.Open(path)
	if err != nil {
		return nil, &index.DamageError{What: path, Msg: "the ledger cannot be read", Err: err}
	}
	defer f.Close()
	log := make([]byte, m.Ledger.Size)
	if _, err := io.ReadFull(f, log); err != nil {
		return nil, &index.DamageError{What: path, Msg: "the ledger is cut", Err: err}
	}
	if crc(0, log) != m.Ledger.CRC {
		return nil, &index.DamageError{What: path, Msg: "the ledger does not have its checksum"}
	}
	return log, nil
}

func crc(sum uint32, b []byte) uint32 { return crc32.Update(sum, castagnoli, b) }
