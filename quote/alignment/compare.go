package alignment

import "dixit/corpus/text"

// An OpKind says how a stretch of one wording stands to the reference.
type OpKind string

const (
	Same     OpKind = "same"     // the same words
	Moved    OpKind = "moved"    // the same words in another place
	Similar  OpKind = "similar"  // an inflection, another spelling, a synonym
	Replaced OpKind = "replaced" // other words in the same place
	Added    OpKind = "added"    // words that the reference lacks
	Missing  OpKind = "missing"  // words of the reference that are not there
)

// An Op relates a stretch of the reference to one of the other wording. The
// spans start and end with words; Ref is empty for Added, Other for Missing, and
// then lies where the words would stand.
type Op struct {
	Kind  OpKind    `json:"kind"`
	Ref   text.Span `json:"ref"`
	Other text.Span `json:"other"`
}

// maxCells bounds the work of Compare: quotations with more words than that,
// multiplied, are compared from both ends only and what lies between counts as
// replaced.
const maxCells = 1 << 22

// Compare aligns two wordings word by word. The ops come in the order of other;
// every word of each text is in one op.
//
// The alignment is that of Needleman and Wunsch (1970) with likeness as the
// score of a pair and no cost of gaps; words left over that are the same on both
// sides have moved.
func Compare(ref, other string) []Op {
	c := newComparison(ref, other)
	c.alignWords()
	c.findMoved()
	return c.ops()
}

type comparison struct {
	v        *vocabulary
	r, o     []word
	rl, ol   []uint32 // lexemes
	ro, or   []int    // partner by word, or -1
	kind     []OpKind // by word of other
	refLen   int
	otherLen int
}

func newComparison(ref, other string) *comparison {
	c := &comparison{v: newVocabulary(), r: split(ref), o: split(other), refLen: len(ref), otherLen: len(other)}
	lexemes := func(words []word) (l []uint32, partner []int) {
		for _, w := range words {
			l, partner = append(l, c.v.lexeme(w)), append(partner, -1)
		}
		return l, partner
	}
	c.rl, c.ro = lexemes(c.r)
	c.ol, c.or = lexemes(c.o)
	c.kind = make([]OpKind, len(c.o))
	return c
}

func (c *comparison) pair(i, j int, k OpKind) {
	c.ro[i], c.or[j], c.kind[j] = j, i, k
}

// likeness scores a pair of words: 0 where they have nothing in common, more for
// the same word, more for words that carry matter.
func (c *comparison) likeness(i, j int) (score int32, k OpKind) {
	x, y := &c.v.lexemes[c.rl[i]], &c.v.lexemes[c.ol[j]]
	matter := int32(2)
	if x.stop || y.stop {
		matter = 1
	}
	switch {
	case x.folded == y.folded:
		return 4 * matter, Same
	case x.number || y.number:
		return 0, ""
	case x.stem == y.stem || !x.stop && !y.stop && spelling(&c.v.stems[x.stem], &c.v.stems[y.stem]) > 0:
		return 3 * matter, Similar
	case x.stop != y.stop:
		return 0, ""
	case synonymy(x, y) > 0:
		return 2 * matter, Similar
	}
	return 0, ""
}

func (c *comparison) alignWords() {
	from, n, m := 0, len(c.r), len(c.o)
	for from < n && from < m && c.rl[from] == c.ol[from] {
		c.pair(from, from, Same)
		from++
	}
	for n > from && m > from && c.rl[n-1] == c.ol[m-1] {
		n, m = n-1, m-1
		c.pair(n, m, Same)
	}
	rows, cols := n-from, m-from
	if rows == 0 || cols == 0 || rows*cols > maxCells {
		return
	}
	// best[i*w+j] is the score of the words of ref from i and of other from j on.
	w := cols + 1
	best := make([]int32, (rows+1)*w)
	for i := rows - 1; i >= 0; i-- {
		for j := cols - 1; j >= 0; j-- {
			b := max(best[(i+1)*w+j], best[i*w+j+1])
			if s, _ := c.likeness(from+i, from+j); s > 0 {
				b = max(b, s+best[(i+1)*w+j+1])
			}
			best[i*w+j] = b
		}
	}
	for i, j := 0, 0; i < rows && j < cols; {
		s, k := c.likeness(from+i, from+j)
		switch b := best[i*w+j]; {
		case s > 0 && b == s+best[(i+1)*w+j+1]:
			c.pair(from+i, from+j, k)
			i, j = i+1, j+1
		case b == best[(i+1)*w+j]:
			i++
		default:
			j++
		}
	}
}

// findMoved pairs words of matter that are left over on both sides, and the
// words left over around them.
func (c *comparison) findMoved() {
	at := map[uint32][]int{} // by stem: words of ref left over
	for i, l := range c.rl {
		if x := &c.v.lexemes[l]; c.ro[i] < 0 && !x.stop {
			at[x.stem] = append(at[x.stem], i)
		}
	}
	for j, l := range c.ol {
		y := &c.v.lexemes[l]
		if c.or[j] >= 0 || y.stop || len(at[y.stem]) == 0 {
			continue
		}
		i := at[y.stem][0]
		at[y.stem] = at[y.stem][1:]
		if c.ro[i] >= 0 {
			continue
		}
		c.pair(i, j, Moved)
		for d := 1; c.free(i-d, j-d) && c.rl[i-d] == c.ol[j-d]; d++ {
			c.pair(i-d, j-d, Moved)
		}
		for d := 1; c.free(i+d, j+d) && c.rl[i+d] == c.ol[j+d]; d++ {
			c.pair(i+d, j+d, Moved)
		}
	}
}

func (c *comparison) free(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(c.ro) && j < len(c.or) && c.ro[i] < 0 && c.or[j] < 0
}

// ops writes the pairs down: between two words that stand in place on both sides
// what is left over was replaced, added or is missing.
func (c *comparison) ops() []Op {
	var ops []Op
	i, j := 0, 0
	for i < len(c.r) || j < len(c.o) {
		// The next pair in place.
		nj := j
		for nj < len(c.o) && (c.or[nj] < 0 || c.kind[nj] == Moved) {
			nj++
		}
		ni := len(c.r)
		if nj < len(c.o) {
			ni = c.or[nj]
		}
		ops = c.gap(ops, i, ni, j, nj)
		if nj == len(c.o) {
			break
		}
		k := c.kind[nj]
		i, j = ni+1, nj+1
		if k == Same {
			for i < len(c.r) && j < len(c.o) && c.or[j] == i && c.kind[j] == Same {
				i, j = i+1, j+1
			}
		}
		ops = append(ops, Op{k, c.spanOf(c.r, ni, i), c.spanOf(c.o, nj, j)})
	}
	return ops
}

// gap writes the words of ref from i to before ni and of other from j to before
// nj, none of which is in place.
func (c *comparison) gap(ops []Op, i, ni, j, nj int) []Op {
	for i < ni || j < nj {
		si := i // a run of ref that has no partner
		for i < ni && c.ro[i] < 0 {
			i++
		}
		sj := j // the same of other
		for j < nj && c.or[j] < 0 {
			j++
		}
		switch ref, other := c.spanOf(c.r, si, i), c.spanOf(c.o, sj, j); {
		case si < i && sj < j:
			ops = append(ops, Op{Replaced, ref, other})
		case si < i:
			ops = append(ops, Op{Missing, ref, c.placeIn(c.o, sj, c.otherLen)})
		case sj < j:
			ops = append(ops, Op{Added, c.placeIn(c.r, si, c.refLen), other})
		}
		for i < ni && c.ro[i] >= 0 {
			i++ // moved: written where it stands in other
		}
		for j < nj && c.or[j] >= 0 {
			sj = j
			for j++; j < nj && c.or[j] == c.or[j-1]+1; j++ {
			}
			ops = append(ops, Op{Moved, c.spanOf(c.r, c.or[sj], c.or[j-1]+1), c.spanOf(c.o, sj, j)})
		}
	}
	return ops
}

// spanOf covers the words from i to before n.
func (c *comparison) spanOf(words []word, i, n int) text.Span {
	if i >= n {
		return text.Span{}
	}
	return text.Span{Start: words[i].span.Start, End: words[n-1].span.End}
}

// placeIn is the empty span before word i.
func (c *comparison) placeIn(words []word, i, end int) text.Span {
	if i < len(words) {
		end = words[i].span.Start
	}
	return text.Span{Start: end, End: end}
}
