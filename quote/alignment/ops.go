package alignment

import (
	"strings"

	"dixit/corpus/text"
)

// An OpKind says how a stretch of one wording stands to the reference.
type OpKind string

const (
	Same       OpKind = "same"       // the same words, case and elision aside
	Moved      OpKind = "moved"      // the same words, or forms of them, in another place
	Inflection OpKind = "inflection" // another form, spelling or derivation of the word
	Synonym    OpKind = "synonym"    // a word that the thesaurus gives for it
	Replaced   OpKind = "replaced"   // other words in the same place
	Added      OpKind = "added"      // words that the reference lacks
	Missing    OpKind = "missing"    // words of the reference that are not there
	// Outside is what one of the two says before or after the stretch that both
	// render, where the other is a fragment of it.
	Outside OpKind = "outside"
)

// An Op relates a stretch of the reference to one of the other wording. The
// spans start and end with words, the apostrophe of an elided word included. Ref is empty for Added, Other for Missing, one
// of the two for Outside: it then lies where the words would stand.
type Op struct {
	Kind  OpKind    `json:"kind"`
	Ref   text.Span `json:"ref"`
	Other text.Span `json:"other"`
}

// A fragment has at most this share of the words of the other wording: what the
// other says before and behind it is then outside, not missing.
const fragmentShare = 0.6

// ops writes the pairs down: between two words that stand in place on both sides
// what is left over was replaced, added or is missing.
func (c *comparison) ops() []Op {
	n, m := len(c.ref.words), len(c.other.words)
	w := opWriter{
		comparison:      c,
		otherIsFragment: m > 0 && float64(m) <= fragmentShare*float64(n),
		refIsFragment:   n > 0 && float64(n) <= fragmentShare*float64(m),
	}
	for i, j := 0, 0; ; {
		nj := j // the next pair in place
		for nj < m && !c.inPlace(nj) {
			nj++
		}
		ni := n
		if nj < m {
			ni = c.other.partner[nj]
		}
		w.gap(i, ni, j, nj, where{first: len(w.ops) == 0, last: nj == m})
		if nj == m {
			return w.ops
		}
		k := c.kind[nj]
		i, j = ni+1, nj+1
		for k == Same && i < n && j < m && c.other.partner[j] == i && c.kind[j] == Same {
			i, j = i+1, j+1
		}
		w.add(k, ni, i, nj, j)
	}
}

func (c *comparison) inPlace(j int) bool { return c.other.partner[j] >= 0 && c.kind[j] != Moved }

// An opWriter collects ops.
type opWriter struct {
	*comparison
	ops                            []Op
	otherIsFragment, refIsFragment bool
}

// where tells whether a gap lies before the first pair in place, or behind the
// last one.
type where struct{ first, last bool }

// add writes an op of the words of ref from i to before ni and those of other
// from j to before nj, if there are any.
func (w *opWriter) add(k OpKind, i, ni, j, nj int) {
	if i < ni || j < nj {
		w.ops = append(w.ops, Op{k, w.ref.spanOf(i, ni), w.other.spanOf(j, nj)})
	}
}

// gap writes the words of ref from i to before ni and of other from j to before
// nj, none of which is in place.
func (w *opWriter) gap(i, ni, j, nj int, at where) {
	for i < ni || j < nj {
		si := i // a run of ref that has no partner
		for i < ni && w.ref.partner[i] < 0 {
			i++
		}
		sj := j // the same of other
		for j < nj && w.other.partner[j] < 0 {
			j++
		}
		w.leftOver(si, i, sj, j, at)
		for i < ni && w.ref.partner[i] >= 0 {
			i++ // moved: written where it stands in other
		}
		for j < nj && w.other.partner[j] >= 0 {
			sj = j
			for j++; j < nj && w.other.partner[j] == w.other.partner[j-1]+1; j++ {
			}
			w.add(Moved, w.other.partner[sj], w.other.partner[j-1]+1, sj, j)
		}
	}
}

// leftOver writes words without a partner that stand in one place on both sides.
func (w *opWriter) leftOver(i, ni, j, nj int, at where) {
	missing, added := Missing, Added
	if at.first || at.last {
		if w.otherIsFragment {
			missing = Outside
		}
		if w.refIsFragment {
			added = Outside
		}
	}
	// Replaced is what borders the words in place: si to ei and sj to ej.
	si, ei, sj, ej := i, ni, j, nj
	switch {
	case i == ni || j == nj:
		ei, ej = i, j
	case at.first && at.last:
		if w.otherIsFragment || w.refIsFragment { // of what, nothing shows
			ei, ej = i, j
		}
	case at.first:
		si, sj = w.ref.sentenceUpTo(i, ni), w.other.sentenceUpTo(j, nj)
		if si > i && sj > j {
			si, sj = i, j // as many sentences were replaced
		}
	case at.last:
		ei, ej = w.ref.sentenceFrom(i, ni), w.other.sentenceFrom(j, nj)
		if ei < ni && ej < nj {
			ei, ej = ni, nj
		}
	}
	if missing == Outside && ei-si > 2*(ej-sj)+1 || added == Outside && ej-sj > 2*(ei-si)+1 {
		si, ei, sj, ej = i, i, j, j // more than the fragment can stand for
	}
	w.add(missing, i, si, j, j)
	w.add(added, si, si, j, sj)
	if si < ei && sj < ej {
		w.add(Replaced, si, ei, sj, ej)
	} else {
		w.add(missing, si, ei, sj, sj)
		w.add(added, ei, ei, sj, ej)
	}
	w.add(missing, ei, ni, ej, ej)
	w.add(added, ni, ni, ej, nj)
}

// sentenceUpTo returns the first of the words from i to before n behind which no
// sentence or part of one ends, n if one ends with the last of them.
func (d *side) sentenceUpTo(i, n int) int {
	for k := n; k > i; k-- {
		if k < len(d.words) && d.endsBefore(k) {
			return k
		}
	}
	return i
}

// sentenceFrom returns the first of the words from i to before n before which a
// sentence or part of one ends, or n.
func (d *side) sentenceFrom(i, n int) int {
	for k := i; k < n; k++ {
		if k > 0 && d.endsBefore(k) {
			return k
		}
	}
	return n
}

// endsBefore reports whether a mark stronger than a comma stands between word k
// and the one before.
func (d *side) endsBefore(k int) bool {
	return strings.ContainsAny(d.text[d.words[k-1].span.End:d.words[k].span.Start], ".;:!?…\n")
}
