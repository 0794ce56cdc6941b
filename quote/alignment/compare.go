package alignment

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote/lang/fr/lemma"
	"dixit/quote/lang/fr/thesaurus"

	"golang.org/x/text/unicode/norm"
)

// A Comparer aligns wordings for people to read. It remembers the words that it
// has met, so that one is best used for all wordings of a remark. It serves one
// goroutine.
type Comparer struct{ v *vocabulary }

// NewComparer returns a Comparer.
func NewComparer() *Comparer { return &Comparer{newVocabulary()} }

// maxCells bounds the work of a comparison: wordings with more words than that,
// multiplied, are compared from both ends only and what lies between counts as
// replaced.
const maxCells = 1 << 21

// Compare aligns two wordings word by word. The ops come in the order of other;
// every word of each text is in one op.
//
// The words in place are found by the algorithm of Needleman and Wunsch (1970)
// with likeness as the score of a pair, more for pairs that follow each other,
// and no cost of gaps. Words left over that are the same on both sides have
// moved.
func (cp *Comparer) Compare(ref, other string) []Op {
	c := comparison{v: cp.v, ref: cp.side(ref), other: cp.side(other)}
	c.kind = make([]OpKind, len(c.other.words))
	c.alignWords()
	c.dissolveIslands()
	c.findMoved()
	return c.ops()
}

// A Term is a word that carries matter, as what its inflections share.
type Term struct {
	Stem   string
	Weight float64 // by its rarity in French at large, in (0,1]
}

// Terms returns the words of a text that carry matter, in order, or where it has
// none all of its words.
func (cp *Comparer) Terms(s string) []Term {
	it := cp.v.item(split(s))
	terms := make([]Term, len(it.content))
	for i, c := range it.content {
		st := cp.v.stem(c)
		terms[i] = Term{st.text, float64(st.weight) / unit}
	}
	return terms
}

// A side is one of the two texts of a comparison.
type side struct {
	text    string
	words   []word
	lexemes []uint32
	partner []int // by word: the place of its partner on the other side, or -1
}

func (cp *Comparer) side(s string) side {
	d := side{text: s, words: split(s)}
	for i := range d.words {
		w := d.words[i]
		d.words[i].span.End += apostrophe(s[w.span.End:])
		d.lexemes = append(d.lexemes, cp.v.lexeme(w))
		d.partner = append(d.partner, -1)
	}
	return d
}

// spanOf covers the words from i to before n.
func (d *side) spanOf(i, n int) text.Span {
	if i < n {
		return text.Span{Start: d.words[i].span.Start, End: d.words[n-1].span.End}
	}
	at := len(d.text)
	if i < len(d.words) {
		at = d.words[i].span.Start
	}
	return text.Span{Start: at, End: at}
}

// form is a word as it is written.
func (d *side) form(i int) string { return strings.TrimRight(d.words[i].span.Of(d.text), "'’") }

// apostrophe is the length of the apostrophe that s begins with, if a word follows
// it at once: it then belongs to the word before, which is elided.
func apostrophe(s string) int {
	for _, mark := range [...]string{"'", "’"} {
		if rest, ok := strings.CutPrefix(s, mark); ok {
			if r, _ := utf8.DecodeRuneInString(rest); inWord(r) {
				return len(mark)
			}
		}
	}
	return 0
}

type comparison struct {
	v          *vocabulary
	ref, other side
	kind       []OpKind // by word of other that has a partner
}

func (c *comparison) pair(i, j int, k OpKind) {
	c.ref.partner[i], c.other.partner[j], c.kind[j] = j, i, k
}

func (c *comparison) unpair(i, j int) { c.ref.partner[i], c.other.partner[j] = -1, -1 }

func (c *comparison) stop(i int) bool { return c.v.lexemes[c.ref.lexemes[i]].stop }

// Scores of a pair of words, doubled where they carry matter, and what a pair
// gets for following another one on both sides.
const (
	scoreSame       = 4
	scoreInflection = 3
	scoreSynonym    = 2
	scoreFollowing  = 3
)

// likeness scores a pair of words: 0 where they have nothing in common.
func (c *comparison) likeness(i, j int) (score int32, k OpKind) {
	k = c.relation(i, j)
	switch k {
	case Same:
		score = scoreSame
	case Inflection:
		score = scoreInflection
	case Synonym:
		score = scoreSynonym
	default:
		return 0, ""
	}
	if !c.stop(i) {
		score *= 2
	}
	return score, k
}

// relation says what two words are to each other: Same, Inflection, Synonym, or ""
// for nothing.
func (c *comparison) relation(i, j int) OpKind {
	a, b := c.ref.lexemes[i], c.other.lexemes[j]
	if a == b {
		return Same
	}
	x, y := &c.v.lexemes[a], &c.v.lexemes[b]
	switch {
	case x.number || y.number:
		return ""
	case x.folded == y.folded && (x.class == lemma.Unknown || y.class == lemma.Unknown || accentsOfCapitals(c.ref.form(i), c.other.form(j))):
		return Same
	case x.class != lemma.Unknown && x.class != lemma.Grammatical && x.lemma == y.lemma:
		return Inflection
	case x.stop && y.stop:
		return grammatical(c.ref.words[i].form, c.other.words[j].form)
	case x.stop || y.stop:
		return ""
	case c.v.derived(x, y):
		return Inflection
	case x.opposable && y.opposable && thesaurus.Opposed(x.lemma, y.lemma):
		return ""
	case synonymy(x, y) > 0:
		return Synonym
	}
	return ""
}

// grammatical is relation for articles, pronouns and the like.
func grammatical(a, b string) OpKind {
	switch {
	case lemma.Elides(a, b) || lemma.Elides(b, a):
		return Same
	case lemma.Inflects(a, b):
		return Inflection
	}
	return ""
}

// accentsOfCapitals reports whether two spellings that are equal without accents
// differ in those of capitals only, which often go without.
func accentsOfCapitals(a, b string) bool {
	x, y := []rune(norm.NFC.String(a)), []rune(norm.NFC.String(b))
	if len(x) != len(y) {
		return false
	}
	for k := range x {
		if unicode.ToLower(x[k]) != unicode.ToLower(y[k]) && !unicode.IsUpper(x[k]) && !unicode.IsUpper(y[k]) {
			return false
		}
	}
	return true
}

// derived reports whether one of two words is derived from the other, or is
// another spelling of it. Two known words of one part of speech are neither
// ("port" and "porte", "prise" and "crise"), however alike they look.
func (v *vocabulary) derived(x, y *lexeme) bool {
	a, b := &v.stems[x.stem], &v.stems[y.stem]
	if x.class == lemma.Unknown || y.class == lemma.Unknown {
		return x.stem == y.stem || spelling(a, b) > 0
	}
	return x.class != y.class && (x.stem == y.stem || prefix(a.text, b.text) >= 4 && spelling(a, b) > 0)
}

// alignWords pairs the words that stand in place.
func (c *comparison) alignWords() {
	from, n, m := 0, len(c.ref.words), len(c.other.words)
	for from < n && from < m && c.ref.lexemes[from] == c.other.lexemes[from] {
		c.pair(from, from, Same)
		from++
	}
	for n > from && m > from && c.ref.lexemes[n-1] == c.other.lexemes[m-1] {
		n, m = n-1, m-1
		c.pair(n, m, Same)
	}
	rows, cols := n-from, m-from
	if rows == 0 || cols == 0 || rows*cols > maxCells {
		return
	}
	// best[i*w+j] is the score of the words of ref from i and of other from j on,
	// paired[i*w+j] that where these two words are a pair, 0 where they cannot be.
	w := cols + 1
	best, paired := make([]int32, (rows+1)*w), make([]int32, (rows+1)*w)
	following := func(i, j int) int32 {
		if p := paired[(i+1)*w+j+1]; p > 0 {
			return max(best[(i+1)*w+j+1], p+scoreFollowing)
		}
		return best[(i+1)*w+j+1]
	}
	for i := rows - 1; i >= 0; i-- {
		for j := cols - 1; j >= 0; j-- {
			if s, _ := c.likeness(from+i, from+j); s > 0 {
				paired[i*w+j] = s + following(i, j)
			}
			best[i*w+j] = max(best[(i+1)*w+j], best[i*w+j+1], paired[i*w+j])
		}
	}
	forced := false // the pair before counted on this one
	for i, j := 0, 0; i < rows && j < cols; {
		p := paired[i*w+j]
		switch b := best[i*w+j]; {
		case p > 0 && (forced || p == b):
			_, k := c.likeness(from+i, from+j)
			c.pair(from+i, from+j, k)
			next := paired[(i+1)*w+j+1]
			forced = next > 0 && next+scoreFollowing >= best[(i+1)*w+j+1]
			i, j = i+1, j+1
		case b == best[(i+1)*w+j]:
			i++
		default:
			j++
		}
	}
}

// islandShore is how many words must differ before and behind an island for each
// word of it; one is enough around words of which none is quite the same.
const islandShore = 3

// dissolveIslands takes apart runs of small words that stand in place by chance
// alone, in the midst of words that differ: an article in two other sentences is
// no likeness.
func (c *comparison) dissolveIslands() {
	type run struct {
		i, j, n int
		matter  bool
		shore   int
	}
	var runs []run
	for j := 0; j < len(c.other.words); j++ {
		i := c.other.partner[j]
		if i < 0 {
			continue
		}
		if k := len(runs) - 1; k >= 0 && runs[k].j+runs[k].n == j && runs[k].i+runs[k].n == i {
			runs[k].n++
		} else {
			runs = append(runs, run{i: i, j: j, n: 1, shore: 1})
		}
		r := &runs[len(runs)-1]
		r.matter = r.matter || !c.stop(i)
		if c.kind[j] == Same {
			r.shore = islandShore * r.n
		}
	}
	i, j := 0, 0 // behind the last run that stays
	for k, r := range runs {
		ni, nj := len(c.ref.words), len(c.other.words)
		if k+1 < len(runs) {
			ni, nj = runs[k+1].i, runs[k+1].j
		}
		before, behind := max(r.i-i, r.j-j), max(ni-r.i-r.n, nj-r.j-r.n)
		if !r.matter && min(before, behind) >= r.shore {
			for d := range r.n {
				c.unpair(r.i+d, r.j+d)
			}
			continue
		}
		i, j = r.i+r.n, r.j+r.n
	}
}

// findMoved pairs words of matter that are left over on both sides, and the
// words left over around them, the longest stretches first.
func (c *comparison) findMoved() {
	left := func(d *side) (list []int) {
		for i, p := range d.partner {
			if p < 0 {
				list = append(list, i)
			}
		}
		return list
	}
	r, o := left(&c.ref), left(&c.other)
	if len(r)*len(o) > maxCells {
		return
	}
	type stretch struct{ weight, i, j int }
	var all []stretch
	// weight[y] is that of the stretch that begins with the words r[x] and o[y].
	weight, next := make([]int, len(o)+1), make([]int, len(o)+1)
	for x := len(r) - 1; x >= 0; x-- {
		weight, next = next, weight
		for y, j := range o {
			weight[y] = 0
			if k := c.relation(r[x], j); k != Same && k != Inflection {
				continue
			}
			weight[y] = 1
			if !c.stop(r[x]) {
				weight[y] = 3
			}
			if x+1 < len(r) && r[x+1] == r[x]+1 && y+1 < len(o) && o[y+1] == j+1 {
				weight[y] += next[y+1]
			}
			all = append(all, stretch{weight[y], r[x], j})
		}
	}
	slices.SortFunc(all, func(a, b stretch) int {
		return cmp.Or(b.weight-a.weight, a.i-b.i, a.j-b.j)
	})
	for _, s := range all {
		n, matter := 0, false
		for c.free(s.i+n, s.j+n) {
			if k := c.relation(s.i+n, s.j+n); k != Same && k != Inflection {
				break
			}
			matter = matter || !c.stop(s.i+n)
			n++
		}
		for d := 0; matter && d < n; d++ {
			c.pair(s.i+d, s.j+d, Moved)
		}
	}
}

// free reports whether there are such words and both are left over.
func (c *comparison) free(i, j int) bool {
	return i < len(c.ref.partner) && j < len(c.other.partner) && c.ref.partner[i] < 0 && c.other.partner[j] < 0
}
