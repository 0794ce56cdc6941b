// Package spans finds the quotations of an article: every stretch between
// quotation marks, nested ones included, the block quotations without marks that
// markup sets off or that stand above their author's name, the labelled turns of a
// transcript, and the lines of an exchange behind dashes. It says where the words are, not what they are nor whose.
//
// The marks are found in one pass over the bytes (lex.go), each with what its
// neighbourhood says: how well it would open, how well it would close, and how
// easily it is no mark at all. Each paragraph is then read by the cheapest
// pairing (pair.go), and the pairing becomes spans (emit.go). Where all marks
// agree, no search is needed. What the language decides is data (rules.go).
package spans

import (
	"slices"
	"sync"
	"unicode/utf8"

	"dixit/corpus/block"
	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lang/fr"
	"dixit/quote/lexicon"
)

// Found is one quotation span.
type Found struct {
	// Inner covers the words: white space of every kind, and marks that belong
	// to no pair, are trimmed off both ends. It is never empty.
	Inner text.Span
	// Outer covers the marks too; where one is missing it ends with the words.
	Outer text.Span
	Form  quote.Form
	// Parent is the index of the quotation around this one in the result, or -1.
	Parent int
	// Label is the author's name of a block quotation or the speaker's label of
	// a Dialogue, and empty where there is none.
	Label text.Span
	// Guessed reports that a mark was missing, doubled or misplaced, so that
	// the pairing is only the most plausible one.
	Guessed bool
}

// A Scanner finds quotations by the rules of one language. It holds no state
// between calls and may be used by several goroutines at once.
type Scanner struct {
	rules *Rules
	pool  sync.Pool // of *scan
}

// NewScanner returns a scanner that works by the given rules, in the language of
// the lexicon.
func NewScanner(rules *Rules, lex *lexicon.Lexicon) *Scanner {
	s := &Scanner{rules: rules}
	s.pool.New = func() any { return &scan{rules: rules, dict: lex} }
	return s
}

var french = sync.OnceValue(func() *Scanner { return NewScanner(ParseRules(fr.Marks), fr.Lexicon()) })

// Find returns the quotations of a French article's body from the byte offset
// from onwards, sorted by start, the outer before the inner; blocks are those
// that markup sets off in it.
func Find(body string, from int, blocks ...block.Quotation) []Found {
	return french().Find(body, from, blocks...)
}

// Find returns the quotations of body from the byte offset from onwards, sorted
// by start, the outer before the inner; blocks are those that markup sets off in
// it, in their order. Two spans either nest or lie apart. It takes time linear in
// the body's length, whatever the bytes.
func (s *Scanner) Find(body string, from int, blocks ...block.Quotation) []Found {
	from = min(max(from, 0), len(body))
	for n := 0; n < utf8.UTFMax-1 && from < len(body) && !utf8.RuneStart(body[from]); n++ {
		from++
	}
	c := s.pool.Get().(*scan)
	c.reset(body)
	c.lex(from)
	c.pairAll()
	c.addBlocks(from, blocks)
	c.addUnmarked(from)
	found := c.result()
	c.reset("")
	s.pool.Put(c)
	return found
}

// scan is the working memory of one call; only its buffers outlive it.
type scan struct {
	rules *Rules
	dict  *lexicon.Lexicon
	body  string

	// wrapped says that the body's lines are cut to a width, so that only a
	// blank line ends a paragraph.
	wrapped bool

	marks []mark
	paras []para
	beam  beam

	// found collects the spans of the marks in order of their start; a record
	// whose Inner is empty has been withdrawn.
	found []Found
	turns []turn
	// dashed collects the lines, one behind the other, that begin with a dash.
	dashed []text.Span
	// extra collects blocks and turns, merged in at the end.
	extra []Found
	open  []int // indexes in found of the quotations that are still open
	// lastEnd is where the quotation that was closed last ends.
	lastEnd int
	// dangling is the quotation, lacking its closing mark, with which the last
	// paragraph that holds marks ends, or -1.
	dangling int
	// lost is the last mark of that paragraph where it seemed to open nothing.
	lost text.Span
}

func (c *scan) reset(body string) {
	c.body = body
	c.marks = c.marks[:0]
	c.paras = c.paras[:0]
	c.found = c.found[:0]
	c.extra = c.extra[:0]
	c.open = c.open[:0]
	c.lastEnd, c.dangling, c.lost = -1, -1, text.Span{}
}

// result merges the two lists, drops what was withdrawn and sets the parents.
func (c *scan) result() []Found {
	n := len(c.extra)
	for i := range c.found {
		if !c.found[i].Inner.Empty() {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	out := make([]Found, 0, n)
	for _, f := range c.found {
		if !f.Inner.Empty() {
			out = append(out, f)
		}
	}
	if len(c.extra) > 0 {
		out = append(out, c.extra...)
		slices.SortStableFunc(out, func(a, b Found) int {
			if a.Outer.Start != b.Outer.Start {
				return a.Outer.Start - b.Outer.Start
			}
			return b.Outer.End - a.Outer.End
		})
	}
	c.open = c.open[:0]
	for i := range out {
		for len(c.open) > 0 && out[c.open[len(c.open)-1]].Outer.End <= out[i].Outer.Start {
			c.open = c.open[:len(c.open)-1]
		}
		out[i].Parent = -1
		if len(c.open) > 0 {
			out[i].Parent = c.open[len(c.open)-1]
		}
		c.open = append(c.open, i)
	}
	return out
}
