// Package variants shows one remark: its wordings, the most complete first, each
// compared word by word with one of them, who printed which and when, and what
// that tells of where a wording comes from.
//
// New is a pure function of the quotations, whatever their order. The writers
// beside it show a View on a terminal, as Markdown, as a page and as JSON.
package variants

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"dixit/quote/alignment"
	"dixit/quote/export"
)

// A Quotation renders the remark.
type Quotation struct {
	export.Row
	// Score, in [0,1], says how well the quotation fits the remark.
	Score float64 `json:"score"`
	// Why explains the score; nil where that was not asked for, or where there is
	// nothing to compare with.
	Why *alignment.Explanation `json:"why,omitempty"`

	moment moment
}

// A View is one remark as people read it.
type View struct {
	Remark     string    // its identifier
	Speaker    string    // the name that most of its quotations give, "" for none
	Variants   []Variant // the most complete first
	Reference  int       // the one that the others are compared with
	Quotations int
	Outlets    int
	// First are the quotations that no other one certainly precedes: several where
	// dates do not tell, none where none has a date.
	First []Quotation
	// Spread tells how the remark spread, day by day; what has no date comes last.
	Spread []Day
}

// A Variant is one wording of the remark: quotations that are equal but for case,
// accents, marks and blanks.
type Variant struct {
	Text       string      // as its earliest quotation has it
	Quotations []Quotation // the earliest first
	Outlets    []string    // each once, the earliest first
	// Fragment tells that it renders a part of the remark only.
	Fragment bool
	Origin   Origin
	// Ops align Text with the text of the reference.
	Ops []alignment.Op

	wording  string           // of all its quotations
	words    []int            // of the wording, as numbers, sorted
	terms    []alignment.Term // each once
	complete float64          // the share of the medoid's words that it renders
}

// ErrReference says that the quotation to compare with is not among those given.
var ErrReference = errors.New("does not render this remark")

// New returns the view of the remark that the quotations render. Its reference is
// the wording of the quotation named, or where that is "" the medoid of the full
// wordings: the one most like all others, each counted as often as it was
// printed. The errors are that there are no quotations, and that the one named is
// not among them (ErrReference).
func New(quotations []Quotation, reference string) (*View, error) {
	if len(quotations) == 0 {
		return nil, errors.New("a remark without quotations")
	}
	all := slices.Clone(quotations)
	for i := range all {
		all[i].moment = parseMoment(all[i].Published)
	}
	slices.SortFunc(all, func(a, b Quotation) int {
		return cmp.Or(a.moment.compare(b.moment), strings.Compare(a.Outlet, b.Outlet), strings.Compare(a.ID, b.ID), strings.Compare(a.Text, b.Text))
	})
	v := &View{
		Remark: all[0].Remark, Speaker: commonest(all), Quotations: len(all), Outlets: len(outlets(all)), First: earliest(all),
	}
	c := alignment.NewComparer()
	v.Variants = wordings(all, c)
	v.tellFragments()
	v.rank(c, v.medoid())
	if reference != "" {
		v.Reference = slices.IndexFunc(v.Variants, func(w Variant) bool {
			return slices.ContainsFunc(w.Quotations, func(q Quotation) bool { return q.ID == reference })
		})
		if v.Reference < 0 {
			return nil, fmt.Errorf("quotation %q %w", reference, ErrReference)
		}
	}
	if v.Reference > 0 {
		v.compare(c, v.Variants[v.Reference].Text)
	}
	v.findOrigins(c)
	v.Spread = v.spread(all)
	return v, nil
}

// wordings groups quotations, the earliest first, by their words.
func wordings(all []Quotation, c *alignment.Comparer) []Variant {
	var list []Variant
	at := map[string]int{}
	numbers := map[string]int{}
	for _, q := range all {
		w := alignment.Wording(q.Text)
		key := w
		if w == "" {
			key = "\x00" + q.Text // no words: equal to the letter only
		}
		i, ok := at[key]
		if !ok {
			i = len(list)
			at[key] = i
			terms := c.Terms(q.Text)
			slices.SortFunc(terms, func(a, b alignment.Term) int { return strings.Compare(a.Stem, b.Stem) })
			list = append(list, Variant{Text: q.Text, wording: w, words: numbered(w, numbers), terms: slices.Compact(terms)})
		}
		list[i].Quotations = append(list[i].Quotations, q)
	}
	for i := range list {
		list[i].Outlets = outlets(list[i].Quotations)
	}
	return list
}

// numbered returns the words of a wording as numbers, sorted.
func numbered(wording string, numbers map[string]int) []int {
	var list []int
	for w := range strings.FieldsSeq(wording) {
		n, ok := numbers[w]
		if !ok {
			n = len(numbers)
			numbers[w] = n
		}
		list = append(list, n)
	}
	slices.Sort(list)
	return list
}

// outlets lists those of quotations, each once and in order. Quotations without
// one are of one outlet that is not known.
func outlets(quotations []Quotation) []string {
	var list []string
	seen := map[string]bool{}
	for i := range quotations {
		if o := quotations[i].Outlet; !seen[o] {
			seen[o] = true
			list = append(list, o)
		}
	}
	return list
}

// commonest is the speaker's name that most quotations give; of several the
// longest, which is the fullest.
func commonest(quotations []Quotation) string {
	counts := map[string]int{}
	best := ""
	for i := range quotations {
		if s := quotations[i].Speaker; s != nil && s.Name != "" {
			counts[s.Name]++
		}
	}
	for name, n := range counts {
		if best == "" || cmp.Or(n-counts[best], len(name)-len(best), strings.Compare(best, name)) > 0 {
			best = name
		}
	}
	return best
}

const (
	// fullShare is the share of the fullest wording's matter, and of the words of
	// those that have as much, from which a wording is no fragment.
	fullShare = 0.6
	// unshared is what a word of the fullest wording counts that no other wording
	// has: it may be the journalist's, or of another remark.
	unshared = 0.5
)

// tellFragments tells the wordings that render a part of the remark only.
func (v *View) tellFragments() {
	in := map[string]int{} // by stem: the variants that have it
	for i := range v.Variants {
		for _, t := range v.Variants[i].terms {
			in[t.Stem]++
		}
	}
	most := 0.0
	matter := make([]float64, len(v.Variants)) // all of each
	for i := range v.Variants {
		sure := 0.0
		for _, t := range v.Variants[i].terms {
			matter[i] += t.Weight
			if in[t.Stem] > 1 {
				sure += t.Weight
			} else {
				sure += unshared * t.Weight
			}
		}
		most = max(most, sure)
	}
	var lengths []int // in words, of those with matter enough
	for i := range v.Variants {
		if matter[i] >= fullShare*most {
			lengths = append(lengths, len(v.Variants[i].words))
		}
	}
	slices.Sort(lengths)
	usual := float64(lengths[len(lengths)/2])
	for i := range v.Variants {
		w := &v.Variants[i]
		w.Fragment = matter[i] < fullShare*most || float64(len(w.words)) < fullShare*usual
	}
}

// rank sorts the variants by how much of the medoid each renders.
func (v *View) rank(c *alignment.Comparer, medoid int) {
	ref := v.Variants[medoid].Text
	v.compare(c, ref)
	words := countWords(ref)
	for i := range v.Variants {
		w := &v.Variants[i]
		rendered := 0
		for _, op := range w.Ops {
			n := countWords(op.Ref.Of(ref))
			switch op.Kind {
			case alignment.Replaced:
				n = min(n, countWords(op.Other.Of(w.Text)))
			case alignment.Missing, alignment.Outside:
				n = 0
			}
			rendered += n
		}
		w.complete = float64(rendered) / float64(max(words, 1))
	}
	slices.SortStableFunc(v.Variants, func(a, b Variant) int {
		return cmp.Or(
			boolCompare(b.Text == ref, a.Text == ref), boolCompare(a.Fragment, b.Fragment),
			cmp.Compare(b.complete, a.complete), len(b.Outlets)-len(a.Outlets), len(b.wording)-len(a.wording))
	})
}

// compare aligns all variants with a text.
func (v *View) compare(c *alignment.Comparer, ref string) {
	for i := range v.Variants {
		v.Variants[i].Ops = c.Compare(ref, v.Variants[i].Text)
	}
}

func countWords(s string) int { return len(strings.Fields(alignment.Wording(s))) }

// medoid is the full wording with the highest mean cosine, by the words that carry
// matter, to all quotations with a full wording. That mean is the cosine to the
// sum of their unit vectors.
func (v *View) medoid() int {
	sum := map[string]float64{}
	for i := range v.Variants {
		w := &v.Variants[i]
		for _, t := range w.terms {
			if !w.Fragment {
				sum[t.Stem] += float64(len(w.Quotations)) * t.Weight / w.length()
			}
		}
	}
	best, highest := 0, -1.0
	for i := range v.Variants {
		w := &v.Variants[i]
		if w.Fragment {
			continue
		}
		mean := 0.0
		for _, t := range w.terms {
			mean += t.Weight / w.length() * sum[t.Stem]
		}
		if mean > highest+1e-9 {
			best, highest = i, mean
		}
	}
	return best
}

// length is that of the vector of the variant's terms.
func (w *Variant) length() float64 {
	square := 0.0
	for _, t := range w.terms {
		square += t.Weight * t.Weight
	}
	return math.Sqrt(square)
}
