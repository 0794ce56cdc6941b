package variants

import (
	"cmp"
	"slices"
	"strings"

	"dixit/quote/alignment"
)

// An OriginKind says what a wording and those who print it tell of where it comes
// from.
type OriginKind string

const (
	// Shared is printed to the letter by several outlets, and long enough that
	// chance does not explain it: a wire copy, or the words as they were spoken.
	Shared OriginKind = "shared"
	// Edited is one outlet's, and only a few words away from another wording.
	Edited OriginKind = "edited"
	// Own is the wording of one outlet: it translated, or heard, for itself.
	Own OriginKind = "own"
	// Excerpt is a fragment that stands to the letter in a fuller wording.
	Excerpt OriginKind = "excerpt"
	// Short is a few words that no other wording has so: they do not tell.
	Short OriginKind = "short"
)

// An Origin is where a variant's wording comes from, as far as it shows.
type Origin struct {
	Kind OriginKind
	// Source is the outlet that printed a shared wording before all others, ""
	// where dates do not tell.
	Source string
	// Of is the variant that it edits or is an excerpt of, otherwise -1.
	Of int
}

const (
	// sharedWords is the number of words from which a wording in two outlets is
	// no chance.
	sharedWords = 6
	// editedShare is the share of equal words from which one wording is an edited
	// other.
	editedShare = 0.8
)

func (v *View) findOrigins(c *alignment.Comparer) {
	for i := range v.Variants {
		v.Variants[i].Origin = v.origin(c, i)
	}
}

func (v *View) origin(c *alignment.Comparer, i int) Origin {
	w := &v.Variants[i]
	long := len(w.words) >= sharedWords
	if long && len(w.Outlets) > 1 {
		return Origin{Shared, w.source(), -1}
	}
	if of := v.holder(i); of >= 0 && (w.Fragment || !long) {
		return Origin{Excerpt, "", of}
	}
	if !long {
		return Origin{Short, "", -1}
	}
	if of := v.edited(c, i); of >= 0 {
		return Origin{Edited, "", of}
	}
	return Origin{Own, "", -1}
}

// source is the outlet that printed the variant certainly before each other one.
func (w *Variant) source() string {
	first := &w.Quotations[0]
	for j := range w.Quotations {
		if q := &w.Quotations[j]; q.Outlet != first.Outlet && !first.moment.before(q.moment) {
			return ""
		}
	}
	return first.Outlet
}

// holder is the fullest variant that holds the words of variant i in one piece.
func (v *View) holder(i int) int {
	piece := v.Variants[i].wording
	return slices.IndexFunc(v.Variants, func(o Variant) bool {
		return piece != "" && len(o.wording) > len(piece) && strings.Contains(" "+o.wording+" ", " "+piece+" ")
	})
}

// maxTried bounds the variants that one is compared with word by word to find
// what it edits.
const maxTried = 3

// edited is the variant most like variant i that it may have been made of: one
// that is not later, and was printed by more outlets or is more complete where
// dates do not tell.
func (v *View) edited(c *alignment.Comparer, i int) int {
	w := &v.Variants[i]
	type candidate struct {
		variant int
		common  float64 // share of words in common, wherever they stand
	}
	var candidates []candidate
	for k := range v.Variants {
		o := &v.Variants[k]
		if k == i || !o.mayPrecede(w, k < i) {
			continue
		}
		if share := float64(common(o.words, w.words)) / float64(max(len(o.words), len(w.words), 1)); share >= editedShare {
			candidates = append(candidates, candidate{k, share})
		}
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(b.common, a.common) })
	best, most := -1, editedShare
	for _, k := range candidates[:min(len(candidates), maxTried)] {
		if share := equalShare(c, &v.Variants[k.variant], w); best < 0 && share >= most || share > most {
			best, most = k.variant, share
		}
	}
	return best
}

// common counts the numbers that two sorted lists have in common.
func common(a, b []int) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			a, b = a[1:], b[1:]
			n++
		}
	}
	return n
}

// mayPrecede reports whether o may be what w was made of; ranked says that o
// ranks before w.
func (o *Variant) mayPrecede(w *Variant, ranked bool) bool {
	a, b := o.Quotations[0].moment, w.Quotations[0].moment
	switch {
	case a.before(b):
		return true
	case b.before(a):
		return false
	case len(o.Outlets) != len(w.Outlets):
		return len(o.Outlets) > len(w.Outlets)
	}
	return ranked
}

// equalShare is the share of the longer wording's words that the other one has as
// well, in place.
func equalShare(c *alignment.Comparer, o, w *Variant) float64 {
	n := 0
	for _, op := range c.Compare(o.Text, w.Text) {
		if op.Kind == alignment.Same {
			n += countWords(op.Other.Of(w.Text))
		}
	}
	return float64(n) / float64(max(len(o.words), len(w.words), 1))
}
