package alignment

import (
	"cmp"
	"math"
	"slices"

	"dixit/quote/lang/fr/thesaurus"

	"github.com/agnivade/levenshtein"
)

// A scorer compares items. It holds work space, so it serves one goroutine.
type scorer struct {
	v     *vocabulary
	where []int32 // by stem: 1 + the first unused place in a, chained by next
	next  []int32
	grams [gramBuckets]uint8

	// The matching of the last pair.
	partner []int32   // by place in b: place in a, or -1
	quality []float64 // by place in b: 1 for the same stem, less for a likeness
	usedA   []bool
	loose   []looseMatch
}

type looseMatch struct {
	a, b    int32
	quality float64
}

func newScorer(v *vocabulary) *scorer { return &scorer{v: v} }

// maxLoose bounds the unmatched words on each side that are compared by
// spelling and meaning.
const maxLoose = 24

// match finds for each content word of b its partner in a: first the words with
// the same stem, of several in order, then the most alike by spelling or meaning.
func (s *scorer) match(a, b *item) {
	s.matchStems(a, b)
	s.matchLoose(a, b)
}

// matchStems pairs the words with the same stem and returns their weight.
func (s *scorer) matchStems(a, b *item) (weight uint32) {
	if len(s.where) < len(s.v.stems) {
		s.where = append(s.where, make([]int32, len(s.v.stems)-len(s.where))...)
	}
	s.next = grow(s.next, len(a.content))
	s.usedA = grow(s.usedA, len(a.content))
	s.partner = grow(s.partner, len(b.content))
	s.quality = grow(s.quality, len(b.content))
	for i := len(a.content) - 1; i >= 0; i-- {
		st := s.v.of(a.content[i]).stem
		s.next[i] = s.where[st]
		s.where[st] = int32(i) + 1
		s.usedA[i] = false
	}
	for j, c := range b.content {
		st := s.v.of(c).stem
		s.partner[j], s.quality[j] = -1, 0
		if i := s.where[st]; i > 0 {
			s.where[st] = s.next[i-1]
			s.partner[j], s.quality[j] = i-1, 1
			s.usedA[i-1] = true
			weight += s.v.stems[st].weight
		}
	}
	for _, c := range a.content {
		s.where[s.v.of(c).stem] = 0
	}
	return weight
}

func (s *scorer) matchLoose(a, b *item) {
	s.loose = s.loose[:0]
	nb := 0
	for j := range b.content {
		if s.partner[j] >= 0 {
			continue
		}
		if nb++; nb > maxLoose {
			break
		}
		na := 0
		for i := range a.content {
			if s.usedA[i] {
				continue
			}
			if na++; na > maxLoose {
				break
			}
			if q := s.alike(a.content[i], b.content[j]); q > 0 {
				s.loose = append(s.loose, looseMatch{int32(i), int32(j), q})
			}
		}
	}
	slices.SortFunc(s.loose, func(x, y looseMatch) int {
		return cmp.Or(-cmp.Compare(x.quality, y.quality), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	for _, l := range s.loose {
		if !s.usedA[l.a] && s.partner[l.b] < 0 {
			s.usedA[l.a] = true
			s.partner[l.b], s.quality[l.b] = l.a, l.quality
		}
	}
}

// alike returns how far two words with different stems can stand for each other,
// from 0 to below 1.
func (s *scorer) alike(x, y uint32) float64 {
	lx, ly := s.v.of(x), s.v.of(y)
	if lx.number || ly.number {
		return 0
	}
	q := spelling(&s.v.stems[lx.stem], &s.v.stems[ly.stem])
	if q < 0.8 && len(lx.senses) > 0 && len(ly.senses) > 0 {
		if w := synonymy(lx, ly); w >= 0.1 {
			q = max(q, min(0.85, 0.55+w))
		} else if w > 0 {
			q = max(q, 0.35)
		}
	}
	return q
}

// spelling compares two stems by edit distance and common beginning: it finds
// typing errors, transliterations and derivations (Australie/australien).
func spelling(a, b *stem) float64 {
	x, y := a.text, b.text
	if a.runes < 4 || b.runes < 4 || x[0] != y[0] && x[1] != y[1] {
		return 0
	}
	long := max(a.runes, b.runes)
	if p := prefix(x, y); p >= 5 && p*10 >= long*6 || p >= 4 && p*10 >= long*7 {
		return 0.8
	}
	if d := a.runes - b.runes; d > 2 || d < -2 || long < 5 || long < 8 && d != 0 && d != 1 && d != -1 {
		return 0
	}
	if e := 1 - float64(levenshtein.ComputeDistance(x, y))/float64(long); e >= 0.75 {
		return 0.9 * e
	}
	return 0
}

func prefix(x, y string) int {
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		s = make([]T, n+n/2)
	}
	return s[:n]
}

// gramBuckets is the number of buckets that character 4-grams are hashed into.
const gramBuckets = 4096

func gram(s string, i int) uint32 {
	g := uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
	return g * 2654435761 >> 20
}

// gramLength is the length of a string's vector of 4-grams.
func gramLength(s string) float32 {
	var counts [gramBuckets]uint8
	sum := 0
	for i := 0; i+4 <= len(s); i++ {
		c := &counts[gram(s, i)]
		if *c < 255 {
			*c++
			sum += 2*int(*c) - 1
		}
	}
	return float32(math.Sqrt(float64(sum)))
}

// gramCosine is the cosine of the two vectors of character 4-grams, in [0,1].
func (s *scorer) gramCosine(a, b *item) float64 {
	if a.grams == 0 || b.grams == 0 {
		return 0
	}
	x, y := a.norm, b.norm
	for i := 0; i+4 <= len(x); i++ {
		if c := &s.grams[gram(x, i)]; *c < 255 {
			*c++
		}
	}
	dot := 0
	for i := 0; i+4 <= len(y); i++ {
		dot += int(s.grams[gram(y, i)])
	}
	for i := 0; i+4 <= len(x); i++ {
		s.grams[gram(x, i)] = 0
	}
	return min(1, float64(dot)/float64(a.grams)/float64(b.grams))
}

// Conflicts are the signs that two quotations that look alike say different
// things.
type conflicts struct {
	numbers   float64 // share of the numbers that contradict each other
	names     bool    // both have names that the other lacks
	negation  bool    // one denies, the other does not
	opposites int     // words left over that exclude each other
}

// conflicts looks at the words that match left over.
func (s *scorer) conflicts(a, b *item) conflicts {
	var c conflicts
	c.negation = a.negated != b.negated
	numbersA, namesA, numbersB, namesB, agreed := 0, 0, 0, 0, 0
	for i, w := range a.content {
		if !s.usedA[i] {
			count(s.v.of(w), w, &numbersA, &namesA)
		}
	}
	nb := 0
	for j, w := range b.content {
		lb := s.v.of(w)
		if s.partner[j] >= 0 {
			if lb.number {
				agreed++
			}
			continue
		}
		count(lb, w, &numbersB, &namesB)
		if nb++; nb > maxLoose || !lb.opposable {
			continue
		}
		na := 0
		for i, x := range a.content {
			if s.usedA[i] {
				continue
			}
			if na++; na > maxLoose {
				break
			}
			if lx := s.v.of(x); lx.opposable && thesaurus.Opposed(lx.lemma, lb.lemma) {
				c.opposites++
			}
		}
	}
	if n := min(numbersA, numbersB); n > 0 {
		c.numbers = float64(n) / float64(n+agreed)
	}
	c.names = namesA > 0 && namesB > 0
	return c
}

func count(l *lexeme, w uint32, numbers, names *int) {
	switch {
	case l.number:
		*numbers++
	case w&nameBit != 0:
		*names++
	}
}
