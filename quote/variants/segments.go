package variants

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote/alignment"
)

// A Segment is a stretch of a wording, and how it stands to the other one.
type Segment struct {
	Kind alignment.OpKind // "" for marks and blanks between words
	Text string
	// Partner is what stands for it in the other wording, where that is something
	// else: of an inflection, a synonym or replaced words.
	Partner string
}

// Sides cuts the text of the reference and that of variant i into segments. The
// texts of each list make up the whole.
func (v *View) Sides(i int) (reference, variant []Segment) {
	w := &v.Variants[i]
	ref := v.Variants[v.Reference].Text
	var r, o []placed
	for _, op := range w.Ops {
		r = append(r, placed{op.Kind, op.Ref, op.Other.Of(w.Text)})
		o = append(o, placed{op.Kind, op.Other, op.Ref.Of(ref)})
	}
	// Ops follow the order of the variant.
	slices.SortStableFunc(r, func(a, b placed) int { return a.span.Start - b.span.Start })
	return cut(ref, r), cut(w.Text, o)
}

// placed is an op as one side sees it.
type placed struct {
	kind    alignment.OpKind
	span    text.Span
	partner string
}

// cut divides a text at the spans of ops, which are in order.
func cut(s string, ops []placed) []Segment {
	var list []Segment
	at := 0
	add := func(k alignment.OpKind, end int, partner string) {
		if at < end {
			list = append(list, Segment{k, s[at:end], partner})
			at = end
		}
	}
	for _, op := range ops {
		if op.span.Empty() {
			continue
		}
		add("", op.span.Start, "")
		switch op.kind {
		case alignment.Inflection, alignment.Synonym, alignment.Replaced:
			add(op.kind, op.span.End, op.partner)
		default:
			add(op.kind, op.span.End, "")
		}
	}
	add("", len(s), "")
	return list
}

// A stretch is a piece of a variant with what the reference has in its place. It
// is what formats show that write both in one line.
type stretch struct {
	kind       alignment.OpKind // "" for marks and blanks between words
	ref, other string
}

// inline returns variant i with the words of the reference that it lacks put
// where they would stand.
func (v *View) inline(i int) []stretch {
	w := &v.Variants[i]
	ref := v.Variants[v.Reference].Text
	var list []stretch
	at := 0
	for _, op := range w.Ops {
		if at < op.Other.Start {
			list = append(list, stretch{other: w.Text[at:op.Other.Start]})
		}
		s := stretch{op.Kind, op.Ref.Of(ref), op.Other.Of(w.Text)}
		k := len(list)
		if s.other == "" && s.kind == alignment.Outside && k > 0 && list[k-1].kind == s.kind && list[k-1].other == "" {
			continue // words between the two have moved
		}
		if s.other == "" {
			list, k = beforeElision(list)
		}
		list = slices.Insert(list, k, s)
		at = op.Other.End
	}
	if at < len(w.Text) {
		list = append(list, stretch{other: w.Text[at:]})
	}
	return list
}

// beforeElision returns where in the list to put what the variant lacks: at its
// end, or before a word that is elided into the next one ("qu'il").
func beforeElision(list []stretch) ([]stretch, int) {
	n := len(list)
	if n == 0 || !strings.HasSuffix(list[n-1].other, "'") && !strings.HasSuffix(list[n-1].other, "’") {
		return list, n
	}
	for k := n - 1; k >= 0 && (list[k].kind == "" || list[k].kind == alignment.Same); k-- {
		if i := strings.LastIndexAny(list[k].other, " \u00a0\u202f\n"); i >= 0 {
			_, size := utf8.DecodeRuneInString(list[k].other[i:])
			tail := stretch{kind: list[k].kind, other: list[k].other[i+size:]}
			list[k].other = list[k].other[:i+size]
			return slices.Insert(list, k+1, tail), k + 1
		}
		n = k
	}
	return list, n
}
