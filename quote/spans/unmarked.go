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
	var prev text.Span // the line before
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
			prev = text.Span{}
			continue
		}
		if prev.Len() <= maxBlock && line.Len() <= maxName && checked < maxChecked && c.blockLike(prev) {
			if label, role, ok := c.nameLine(line); ok {
				checked++
				if c.isBlock(prev, line, label, role) {
					c.extra = append(c.extra, Found{Inner: prev, Outer: prev, Form: quote.Block, Label: label})
				}
			}
		}
		if n := c.labelEnd(line); n > 0 {
			c.addTurn(line, line.Start+n, !prev.Empty() && body[prev.End-1] == '?')
		}
		prev = line
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

// blockLike reports whether a line may be a block quotation: one or more
// sentences without any mark, the last of which may lack its full stop.
func (c *scan) blockLike(line text.Span) bool {
	s := line.Of(c.body)
	if len(s) < 25 || len(s) > maxPulled && !endsSentence(s) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(s); !unicode.IsUpper(r) {
		return false
	}
	return strings.Count(s, " ") >= 4 && !hasMark(s)
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

// nameLine reports whether a line holds a person's name and nothing else but,
// after a comma or between brackets, the person's role.
func (c *scan) nameLine(line text.Span) (label text.Span, role, ok bool) {
	s := line.Of(c.body)
	name := strings.TrimLeft(s, "-–— \u00a0\u202f")
	label.Start = line.End - len(name)
	dashed := len(name) < len(s)
	if n := strings.IndexAny(name, ",("); n > 0 {
		rest := strings.TrimFunc(name[n:], func(r rune) bool { return isSpace(r) || r == ',' || r == '(' || r == ')' })
		r, _ := utf8.DecodeRuneInString(rest)
		if !unicode.IsLetter(r) || endsSentence(rest) {
			return label, false, false
		}
		role = unicode.IsLower(r)
		name = strings.TrimRightFunc(name[:n], isSpace)
	}
	label.End = label.Start + len(name)
	return label, role || dashed, c.isName(name) || role && c.isFirstName(name)
}

// isFirstName reports whether s is one word written as a name is.
func (c *scan) isFirstName(s string) bool {
	return len(s) > 3 && !strings.ContainsFunc(s, isSpace) && !c.rules.notName[s] && !c.rules.notFirst[s] && c.isName(s+" "+s)
}

// isName reports whether s is two to five words written as a person's name is.
func (c *scan) isName(s string) bool {
	words := 0
	last := ""
	for w := range strings.FieldsFuncSeq(s, isSpace) {
		if words++; words > 5 || c.rules.notName[w] || words == 1 && c.rules.notFirst[w] {
			return false
		}
		last = w
		if c.rules.particle[w] {
			if words == 1 {
				return false
			}
			continue
		}
		if words == 1 && c.rules.abbreviation[strings.TrimSuffix(w, ".")] {
			continue
		}
		for i, r := range w {
			if i == 0 && !unicode.IsUpper(r) && !(r == 'd' || r == 'l') {
				return false
			}
			if !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' && !(r == '.' && i <= 2) {
				return false
			}
		}
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && !strings.ContainsAny(w, "'’") {
			return false
		}
	}
	return words >= 2 && !c.rules.particle[last]
}

// isBlock decides whether a line of full sentences above a name is a quotation
// of that person: the article must go on below it, and the words must be spoken
// by one whom the article knows, or repeat words that it quotes.
func (c *scan) isBlock(block, line, label text.Span, role bool) bool {
	if !c.goesOn(line.End) {
		return false
	}
	known := c.namedElsewhere(label, line)
	words := block.Of(c.body)
	switch {
	case c.spoken(words):
		switch name := label.Of(c.body); {
		case !endsSentence(words) || !strings.Contains(name, " "):
			return role && known
		default: // of somebody new only a few words, above a name of two
			return role || known || block.Len() <= maxPulled && strings.Count(name, " ") == 1 && c.ofSelf(words)
		}
	case c.repeatsQuoted(words):
		return true
	case !endsSentence(words):
		return false
	}
	// A maxim: one short sentence that neither dates an event nor is a
	// paragraph of the article above a heading.
	return known && block.Len() <= maxMaxim && !c.narrated(words)
}

// ofSelf reports whether a sentence of s begins with who speaks: "Nous partons."
func (c *scan) ofSelf(s string) bool {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && c.rules.self[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// narrated reports whether a paragraph reads like the journalist's: it holds
// several sentences, figures, or a word that says when.
func (c *scan) narrated(s string) bool {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !digit(r) }) {
		if digit(rune(w[0])) || c.rules.narration[w] || c.rules.narration[strings.ToLower(w)] {
			return true
		}
	}
	for i := 0; i < len(s)-3; i++ {
		if r, _ := utf8.DecodeRuneInString(s[i+2:]); (s[i] == '.' || s[i] == '!' || s[i] == '?') && s[i+1] == ' ' && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// goesOn reports whether running text follows soon after the line that ends at
// end, and no second name right below.
func (c *scan) goesOn(end int) bool {
	for seen := 0; end < len(c.body) && seen < 5; {
		next := c.lineEnd(min(end+1, len(c.body)))
		line := trimSpan(c.body, min(end+1, next), next)
		end = next
		if line.Empty() {
			continue
		}
		if seen == 0 && line.Len() <= maxName {
			if _, _, ok := c.nameLine(line); ok {
				return false
			}
		}
		seen++
		if line.Len() >= minText && endsSentence(line.Of(c.body)) {
			return true
		}
	}
	return false
}

// namedElsewhere reports whether the last word of the name stands in running
// text outside its line.
func (c *scan) namedElsewhere(label, line text.Span) bool {
	name := label.Of(c.body)
	name = name[strings.LastIndexFunc(name, isSpace)+1:]
	name = strings.TrimLeftFunc(name, isSpace)
	if len(name) < 2 {
		return false
	}
	for at := 0; at < len(c.body); {
		n := strings.Index(c.body[at:], name)
		if n < 0 {
			return false
		}
		at += n
		pos, end := at, at+len(name)
		at = end
		if pos >= line.Start && pos < line.End || !c.wordAt(pos, end) {
			continue
		}
		lineStart := strings.LastIndexByte(c.body[:pos], '\n') + 1
		if end := strings.IndexByte(c.body[pos:], '\n'); end >= 0 && pos+end-lineStart < minText ||
			strings.HasPrefix(strings.TrimLeftFunc(c.body[lineStart:pos], isSpace), "Par ") {
			continue
		}
		return true
	}
	return false
}

// wordAt reports whether body[pos:end] is not part of a longer word.
func (c *scan) wordAt(pos, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(c.body[:pos])
	after, _ := utf8.DecodeRuneInString(c.body[end:])
	return (pos == 0 || !wordRune(before)) && (end == len(c.body) || !wordRune(after))
}

// repeatsQuoted reports whether four words in a row also stand in a quotation.
func (c *scan) repeatsQuoted(words string) bool {
	starts := []int{0}
	for i := 0; i < len(words); i++ {
		if words[i] == ' ' {
			starts = append(starts, i+1)
		}
	}
	for i := 0; i+4 < len(starts) && i < 40; i += 2 {
		run := words[starts[i] : starts[i+4]-1]
		if len(run) < 15 {
			continue
		}
		for _, f := range c.found[:min(len(c.found), 200)] {
			if strings.Contains(f.Inner.Of(c.body), run) {
				return true
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
