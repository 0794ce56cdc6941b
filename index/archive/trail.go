package archive

import (
	"encoding/binary"
	"slices"

	"dixit/index/analysis"
)

// A trail is the words of a text in their order, stored with its document so that
// phrases are found without positions in the index, which take six bytes and more
// for each word.
//
// A byte of seed comes first, whose high bit says that words take two bytes rather
// than one. Each word but the stop words follows as a code of its stem and, in the
// two low bits, how many stop words stand before it, 3 for three or more. The seed
// is one under which no two stems of the text have the same code: a document that
// has all words of a phrase then has it where the codes say so. Where no such seed
// was found, which takes a text of some 400 different words, it is 0, and the
// codes say only where a phrase may stand.
type trail []byte

const (
	narrowBits = 6
	wideBits   = 14
	wide       = 1 << 7
	manyStops  = 3
)

// newTrail returns the trail of a text that consists of parts, no phrase going
// from one into the next.
func newTrail(parts ...[]analysis.Token) trail {
	n := 0
	for _, tokens := range parts {
		n += len(tokens)
	}
	hashes := make([]uint64, 0, n)
	gaps := make([]byte, 0, n)
	gap := 0
	for _, tokens := range parts {
		for i := range tokens {
			if tokens[i].Stop {
				gap++
				continue
			}
			hashes = append(hashes, stemHash(tokens[i].Stem))
			gaps = append(gaps, byte(min(gap, manyStops)))
			gap = 0
		}
		gap = manyStops
	}
	seed, bits := perfect(hashes)
	if bits == wideBits {
		t := append(make(trail, 0, 1+2*len(hashes)), seed|wide)
		for i, h := range hashes {
			t = binary.BigEndian.AppendUint16(t, code(h, seed, wideBits)<<2|uint16(gaps[i]))
		}
		return t
	}
	t := append(make(trail, 0, 1+len(hashes)), seed)
	for i, h := range hashes {
		t = append(t, byte(code(h, seed, narrowBits))<<2|gaps[i])
	}
	return t
}

// perfect returns a seed under which different hashes have different codes, and
// the bits of these; 0 where none was found.
func perfect(hashes []uint64) (seed byte, bits int) {
	distinct := slices.Clone(hashes)
	slices.Sort(distinct)
	distinct = slices.Compact(distinct)
	for _, bits := range [...]int{narrowBits, wideBits} {
		// With more words the chance of a seed is under one in a thousand.
		if len(distinct)*len(distinct) > 14<<bits {
			continue
		}
		var taken [1 << wideBits / 64]uint64
		for seed := byte(1); seed < wide; seed++ {
			if !collide(distinct, seed, bits, taken[:1<<bits/64]) {
				return seed, bits
			}
		}
	}
	return 0, narrowBits
}

// collide reports whether two hashes have the same code. taken is room for a bit
// of each code.
func collide(hashes []uint64, seed byte, bits int, taken []uint64) bool {
	clear(taken)
	for _, h := range hashes {
		c := code(h, seed, bits)
		if taken[c/64]&(1<<(c%64)) != 0 {
			return true
		}
		taken[c/64] |= 1 << (c % 64)
	}
	return false
}

func code(h uint64, seed byte, bits int) uint16 {
	h = (h ^ uint64(seed)*0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>31) * 0x94D049BB133111EB
	return uint16(h >> (64 - bits))
}

// words are the number of words of a trail.
func (t trail) words() int {
	if t[0]&wide != 0 {
		return (len(t) - 1) / 2
	}
	return len(t) - 1
}

// at returns the code and the gap of a word.
func (t trail) at(i int) (code uint16, gap int) {
	var v uint16
	if t[0]&wide != 0 {
		v = binary.BigEndian.Uint16(t[1+2*i:])
	} else {
		v = uint16(t[1+i])
	}
	return v >> 2, int(v & 3)
}

// A phrase is stems at distances from each other.
type phrase []phraseWord

type phraseWord struct {
	hash uint64
	from int // words from the one before to this one; 0 for the first
}

// newPhrase returns the phrase of tokens that neither begins nor ends with a stop
// word. Any word may stand in the place of one.
func newPhrase(tokens []analysis.Token) phrase {
	var p phrase
	last := 0
	for i := range tokens {
		if !tokens[i].Stop {
			p = append(p, phraseWord{stemHash(tokens[i].Stem), i - last})
			last = i
		}
	}
	return p
}

type verdict uint8

const (
	absent verdict = iota
	perhaps
	stands
)

// in tells whether a phrase stands in the text of a trail that has all of its
// words.
func (p phrase) in(t trail) verdict {
	if len(t) == 0 {
		return perhaps
	}
	seed, bits := t[0]&^wide, narrowBits
	if t[0]&wide != 0 {
		bits = wideBits
	}
	codes := make([]uint16, 0, 8)
	for _, w := range p {
		codes = append(codes, code(w.hash, seed, bits))
	}
	found := absent
	for i := range t.words() {
		if c, _ := t.at(i); c == codes[0] {
			found = max(found, p.from(t, i, codes))
		}
		if found == stands {
			break
		}
	}
	if found == stands && seed == 0 {
		return perhaps
	}
	return found
}

// from tells whether the phrase stands in the trail from its i-th word on, which
// is the first of the phrase.
func (p phrase) from(t trail, i int, codes []uint16) verdict {
	for k := 1; k < len(p); k++ {
		for walked := 0; walked < p[k].from; {
			if i++; i >= t.words() {
				return absent
			}
			_, gap := t.at(i)
			if walked += gap + 1; gap == manyStops && walked <= p[k].from {
				return perhaps
			}
			if walked > p[k].from {
				return absent
			}
		}
		if c, _ := t.at(i); c != codes[k] {
			return absent
		}
	}
	return stands
}
