package alignment

import (
	"math"
	"strings"
)

// The features of a pair of quotations that may be two wordings of one remark.
const (
	fBias      = iota
	fGrams     // cosine of character 4-grams
	fSmaller   // matched share of the weight, in the quotation where it is smaller
	fLarger    // and where it is larger
	fOrder     // share of matched words that follow each other in the same order
	fLength    // |ln| of the ratio of weights
	fEvidence  // ln(1 + matched weight)
	fNumbers   // share of the numbers that contradict
	fNames     // names that differ on both sides
	fNegation  // one denies, the other does not
	fOpposites // words that exclude each other
	features
)

// sameness weighs the features into the log odds that two quotations render the
// same remark. Set by hand, near what TestFit finds on testdata/tuning.jsonl.
var sameness = [features]float64{
	fBias:      -6.5,
	fGrams:     5.5,
	fSmaller:   5,
	fLarger:    2,
	fOrder:     0.4,
	fLength:    -0.7,
	fEvidence:  1,
	fNumbers:   -6,
	fNames:     -1,
	fNegation:  -1,
	fOpposites: -2,
}

type pairing struct {
	f       [features]float64
	matched float64 // weight, in units
	words   int     // matched words
}

// features computes the features of a and b, which have been matched, with
// the cosine of their 4-grams. The caller gives the items in canonical order.
func (s *scorer) features(a, b *item, grams float64) pairing {
	var p pairing
	var inA, inB float64
	last, steps := int32(-1), 0
	for j, c := range b.content {
		i := s.partner[j]
		if i < 0 {
			continue
		}
		q := s.quality[j]
		inA += q * float64(s.v.stem(a.content[i]).weight)
		inB += q * float64(s.v.stem(c).weight)
		if q >= 0.5 {
			p.words++
			if i > last {
				steps++
			}
			last = i
		}
	}
	coverA, coverB := ratio(inA, float64(a.weight)), ratio(inB, float64(b.weight))
	p.matched = min(inA, inB) / unit
	c := s.conflicts(a, b)
	p.f = [features]float64{
		fBias:      1,
		fGrams:     grams,
		fSmaller:   min(coverA, coverB),
		fLarger:    max(coverA, coverB),
		fOrder:     ratio(float64(steps-1), float64(p.words-1)),
		fLength:    math.Abs(math.Log(ratio(float64(a.weight)+unit, float64(b.weight)+unit))),
		fEvidence:  math.Log1p(p.matched),
		fNumbers:   c.numbers,
		fNames:     indicator(c.names),
		fNegation:  indicator(c.negation),
		fOpposites: float64(min(c.opposites, 2)),
	}
	return p
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func (p *pairing) logit(w *[features]float64) float64 {
	z := 0.0
	for k := range w {
		z += w[k] * p.f[k]
	}
	return z
}

func probability(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }

// Speakers of two quotations.
type agreement uint8

const (
	unknown   agreement = iota // at least one is not known
	same                       // one name, or a part of it
	different                  // two names
)

// A fragment's measure: its words lie within a window of the other quotation.
type containment struct {
	cover    float64 // matched share of the fragment's weight within the window
	evidence float64 // weight matched, in units
	words    int     // matched words
	verbatim bool    // the fragment stands in the other as it is, in one piece
}

// contain looks how much of the fragment lies within a window of the host about
// as long as itself.
func (s *scorer) contain(fragment, host *item) containment {
	s.match(fragment, host)
	size := len(fragment.content) + (len(fragment.content)+1)/2 + 2
	var sum, best float64
	words, bestWords := 0, 0
	// The value of a place in the host: the weight of its partner.
	value := func(j int) (float64, int) {
		if i := s.partner[j]; i >= 0 {
			return s.quality[j] * float64(s.v.stem(fragment.content[i]).weight), 1
		}
		return 0, 0
	}
	for j := range host.content {
		w, n := value(j)
		sum, words = sum+w, words+n
		if j >= size {
			w, n = value(j - size)
			sum, words = sum-w, words-n
		}
		if sum > best {
			best, bestWords = sum, words
		}
	}
	c := containment{
		cover:    ratio(best, float64(fragment.weight)),
		evidence: best / unit,
		words:    bestWords,
	}
	c.verbatim = c.cover > 0.9 && withinWords(fragment.norm, host.norm)
	return c
}

// withinWords reports whether part stands in whole between word ends.
func withinWords(part, whole string) bool {
	for from := 0; part != "" && from+len(part) <= len(whole); {
		i := strings.Index(whole[from:], part)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(part)
		if (i == 0 || whole[i-1] == ' ') && (end == len(whole) || whole[end] == ' ') {
			return true
		}
		from = i + 1
	}
	return false
}
