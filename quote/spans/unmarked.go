package spans

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote"
)

// Quotations without marks are found only where the lines around them leave
// little doubt: most lines that look like one (a signature at the foot of an
// article, a photographer's credit, a team sheet) are none.

const (
	maxName    = 120 // bytes of an author's line, role included
	maxBlock   = 700 // bytes of a block quotation
	maxPulled  = 300 // bytes of one by somebody whom the article does not name elsewhere
	maxMaxim   = 160 // bytes of one that names no speaker and no listener
	minText    = 60  // bytes of a line that counts as running text
	maxLabel   = 60  // bytes of a speaker's label
	maxChecked = 24  // candidates for a block that are looked at closely
)

// A turn is a line that begins with a label and a colon.
type turn struct {
	line, label, said text.Span
	person            bool // the label is a person's name or initials
	asked             bool // the line before ends with a question mark
}

// addUnmarked adds block quotations, the turns of a transcript and what is said
// behind dashes, on lines that do not belong to a block which is one already.
func (c *scan) addUnmarked(from int) {
	body := c.body
	c.turns = c.turns[:0]
	var t trail
	checked := 0
	blocks := c.extra
	c.dashed = c.dashed[:0]
	for start := from; start < len(body); {
		end := c.lineEnd(start)
		line := trimSpan(body, start, end)
		start = end + 1
		if line.Empty() {
			continue
		}
		if strings.HasPrefix(line.Of(body), "–") || strings.HasPrefix(line.Of(body), "—") {
			c.dashed = append(c.dashed, line)
		} else {
			c.addExchange()
		}
		for len(blocks) > 0 && max(blocks[0].Outer.End, blocks[0].Label.End) <= line.Start {
			blocks = blocks[1:]
		}
		if len(blocks) > 0 && blocks[0].Outer.Start < line.End {
			t.prev = text.Span{}
			continue
		}
		if t.prev.Len() <= maxBlock && line.Len() <= maxName && checked < maxChecked && c.blockLike(t.prev) {
			if a, ok := c.authorAt(line); ok {
				checked++
				if c.isBlock(&t, a) {
					c.extra = append(c.extra, Found{Inner: t.prev, Outer: t.prev, Form: quote.Block, Label: a.label})
					t.signed = a.lines
				}
			}
		}
		if n := c.labelEnd(line); n > 0 {
			c.addTurn(line, line.Start+n, !t.prev.Empty() && body[t.prev.End-1] == '?')
		}
		t.pass(c, line)
	}
	c.addExchange()
	c.addDialogue()
	c.dropCrossed()
}

// lineEnd returns where the line ends that begins at i, or the paragraph in a
// wrapped text.
func (c *scan) lineEnd(i int) int {
	for {
		n := strings.IndexByte(c.body[i:], '\n')
		if n < 0 {
			return len(c.body)
		}
		i += n
		if !c.wrapped || !c.joins(i, i, true) {
			return i
		}
		i++
	}
}

// hasMark reports whether s holds one of « » “ ” " ‹ › „.
func hasMark(s string) bool {
	for i := 0; i < len(s); i++ {
		if stop[s[i]] {
			switch k, n := glyph(s, i); k {
			case guilOpen, guilClose, dblOpen, dblClose, dblTick, angleOpen, angleClose:
				return true
			case dblLow:
				if s[i:i+n] == "„" {
					return true
				}
			}
		}
	}
	return false
}

// labelEnd returns how far from the line's start the colon is, or the full stop
// behind a label like "Q.", that may end a speaker's label; 0 or less for none.
func (c *scan) labelEnd(line text.Span) int {
	s := c.body[line.Start:min(line.End, line.Start+maxLabel)]
	if n := strings.IndexByte(s, '.'); n > 0 && c.rules.asks[s[:n]] {
		return n
	}
	return strings.IndexByte(s, ':')
}

// addTurn notes a line whose label may end at colon: a colon, or a full stop.
func (c *scan) addTurn(line text.Span, colon int, asked bool) {
	label := trimSpan(c.body, line.Start, colon)
	s := label.Of(c.body)
	name := strings.TrimLeft(s, "-–—•* \u00a0\u202f")
	label.Start = label.End - len(name)
	said := trimSpan(c.body, colon+1, line.End)
	if name == "" || said.Empty() || strings.Count(name, " ") > 5 || !endsSentence(said.Of(c.body)) {
		return
	}
	if r, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(r) {
		return
	}
	first, _, _ := strings.Cut(name, " ")
	t := turn{line: line, label: label, said: said, asked: asked}
	t.person = !c.rules.asks[first] && (c.isName(name) || isInitials(name))
	c.turns = append(c.turns, t)
}

// isInitials reports whether s is two or three capitals with their full stops:
// "J. M.", "J.-P. R.".
func isInitials(s string) bool {
	capitals, stops := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case r == '.':
			stops++
		case r == '-' || isSpace(r):
		default:
			return false
		}
	}
	return capitals >= 2 && capitals <= 3 && stops == capitals
}

// addDialogue adds what named people say in a transcript: three labelled turns
// at least, in which a person speaks twice, either in alternation with another
// label or each time after a question. Who does little but ask is the
// interviewer; a label that is no name, as "R.", does not make a speaker certain.
func (c *scan) addDialogue() {
	if len(c.turns) < 3 {
		return
	}
	type voice struct{ turns, asked, asks int }
	voices := map[string]voice{}
	changes, last := 0, ""
	for _, t := range c.turns {
		label := t.label.Of(c.body)
		v := voices[label]
		v.turns++
		if t.asked {
			v.asked++
		}
		if c.body[t.said.End-1] == '?' {
			v.asks++
		}
		voices[label] = v
		if label != last {
			changes++
		}
		last = label
	}
	recurring := 0
	for _, v := range voices {
		if v.turns >= 2 {
			recurring++
		}
	}
	alternate := recurring >= 2 && 2*changes > len(c.turns)
	for _, t := range c.turns {
		v := voices[t.label.Of(c.body)]
		switch {
		case !t.person, v.turns < 2, 3*v.asks >= 2*v.turns:
			continue // nobody's name, or the interviewer's
		case !alternate && (v.turns < 3 || v.asked < v.turns):
			continue
		}
		if r, _ := utf8.DecodeRuneInString(t.said.Of(c.body)); markRune(r) {
			continue // the marks say what of it is quoted
		}
		c.extra = append(c.extra, Found{Inner: t.said, Outer: t.said, Form: quote.Dialogue, Label: t.label})
	}
}

// addExchange adds what people say in the lines that begin with a dash, one behind
// the other, as far as the article tells who speaks: "– Oui, répond Luc Perrin."
// Lists have such lines too, but nobody asks, cries out or says "je" in them.
func (c *scan) addExchange() {
	lines := c.dashed
	c.dashed = c.dashed[:0]
	if len(lines) < 2 {
		return
	}
	lively := slices.ContainsFunc(lines, func(l text.Span) bool { return strings.ContainsAny(l.Of(c.body), "?!") })
	for _, l := range lines {
		said := trimSpan(c.body, l.Start+len("–"), l.End)
		if end := c.beforeSpeaker(said); end > said.Start && (lively || c.ofSelf(c.body[said.Start:end])) && !hasMark(said.Of(c.body)) {
			said = trimSpan(c.body, said.Start, end)
			c.extra = append(c.extra, Found{Inner: said, Outer: said, Form: quote.Dialogue})
		}
	}
}

// beforeSpeaker returns where the words of a line end that closes by telling who
// speaks, or -1.
func (c *scan) beforeSpeaker(line text.Span) int {
	for i := line.Start; i < line.End; i++ {
		switch b := c.body[i]; {
		case b != ',' && b != '?' && b != '!', !c.insertion(i + 1), !c.lastClause(i+1, line.End):
		case b == ',':
			return i
		default:
			return i + 1
		}
	}
	return -1
}

// dropCrossed drops what overlaps a quotation between marks without holding it.
func (c *scan) dropCrossed() {
	if len(c.extra) == 0 {
		return
	}
	slices.SortFunc(c.extra, func(a, b Found) int { return a.Outer.Start - b.Outer.Start })
	kept := c.extra[:0]
	next, reach := 0, 0 // of c.found: the first not yet passed, the furthest end so far
	for _, e := range c.extra {
		for ; next < len(c.found) && c.found[next].Outer.Start < e.Outer.Start; next++ {
			reach = max(reach, c.found[next].Outer.End)
		}
		if reach > e.Outer.Start {
			continue
		}
		for ; next < len(c.found) && c.found[next].Outer.Start < e.Outer.End; next++ {
			reach = max(reach, c.found[next].Outer.End)
		}
		if reach <= e.Outer.End {
			reach = e.Outer.End
			kept = append(kept, e)
		}
	}
	c.extra = kept
}

// trimSpan returns [start, end) without the white space at both ends.
func trimSpan(body string, start, end int) text.Span {
	s := strings.TrimLeftFunc(body[start:end], isSpace)
	start = end - len(s)
	return text.Span{Start: start, End: start + len(strings.TrimRightFunc(s, isSpace))}
}
