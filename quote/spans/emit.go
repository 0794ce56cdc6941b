package spans

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/text"
)

// emit turns the roles of paragraph i's marks into spans; carries says that the
// outermost quotation which they leave open runs on into the next paragraph.
func (c *scan) emit(i int, marks []mark, carries bool) {
	p := c.paras[i]
	for j, r := range c.beam.roles {
		m := &marks[j]
		if r != nothing {
			c.lost = text.Span{}
		}
		switch r {
		case nothing:
			if len(c.open) == 0 && m.asOpen <= 30 && familyOf[m.kind] <= doubles {
				c.lost = text.Span{Start: m.pos, End: m.end}
			}
			if m.asNothing < 30 {
				continue
			}
			for _, f := range c.open {
				c.found[f].Guessed = true
			}
		case opens:
			c.begin(m.pos, m.end, m.doubled || m.kind == guilClose || m.kind == dblClose)
		case closes:
			c.end(m.pos, m.end, m.doubled || m.asClose > 15)
		case closes2:
			first := m.end
			if _, n := glyph(c.body, m.pos); m.doubled {
				first = m.pos + n
			}
			c.end(m.pos, first, false)
			c.end(first, m.end, !m.doubled)
		case reopens:
			c.guessEnd(p, m.pos)
			c.begin(m.pos, m.end, m.doubled)
		case unopened:
			at := c.unbegunAt(p, marks, j)
			c.begin(at, at, true)
			c.end(m.pos, m.end, true)
		case resumes:
			if j > 0 {
				c.found[c.open[0]].Guessed = true
			}
		}
	}
	if len(c.open) == 0 {
		return
	}
	for len(c.open) > 1 {
		c.guessEnd(p, p.end)
	}
	if !carries {
		index := c.open[0]
		c.guessEnd(p, p.end)
		if f := &c.found[index]; allSpace(c.body[f.Inner.End:p.end]) {
			c.dangling = index
		}
	}
}

// begin opens a quotation whose mark is body[pos:end].
func (c *scan) begin(pos, end int, guessed bool) {
	c.open = append(c.open, len(c.found))
	c.found = append(c.found, Found{
		Outer:   text.Span{Start: pos, End: end},
		Inner:   text.Span{Start: end, End: end},
		Guessed: guessed,
	})
}

// end closes the innermost open quotation with the mark body[pos:end]; where the
// two are equal there is no mark.
func (c *scan) end(pos, end int, guessed bool) {
	n := len(c.open) - 1
	if n < 0 {
		return
	}
	index := c.open[n]
	c.open = c.open[:n]
	f := &c.found[index]
	f.Guessed = f.Guessed || guessed
	f.Inner = c.trim(f.Inner.Start, pos, index)
	if f.Inner.Empty() {
		return
	}
	f.Outer.End = end
	if pos == end {
		f.Outer.End = f.Inner.End
	}
	if !c.markAt(f.Outer.Start) {
		f.Outer.Start = f.Inner.Start // it has no opening mark
	}
	c.lastEnd = f.Outer.End

	// Two pairs around the same words are one pair typed twice, unless the
	// inner one is of the kind that belongs inside.
	if index+1 < len(c.found) {
		if inner := &c.found[index+1]; !inner.Inner.Empty() && inner.Outer == f.Inner {
			out, _ := glyph(c.body, f.Outer.Start)
			in, _ := glyph(c.body, inner.Outer.Start)
			if out != kinds && in != kinds && (familyOf[out] == familyOf[in] || familyOf[in] == guillemets) {
				f.Inner, f.Guessed = inner.Inner, true
				inner.Inner = text.Span{}
			}
		}
	}
}

// trim takes white space, and marks without a partner, off both ends of the
// words [start, end) of found[index].
func (c *scan) trim(start, end, index int) text.Span {
	for start < end {
		r, n := utf8.DecodeRuneInString(c.body[start:end])
		child := index+1 < len(c.found) && c.found[index+1].Outer.Start == start
		if !isSpace(r) && (child || !strayRune(r)) {
			break
		}
		start += n
	}
	for start < end && c.lastEnd != end {
		r, n := utf8.DecodeLastRuneInString(c.body[start:end])
		if !isSpace(r) && !strayRune(r) {
			break
		}
		end -= n
	}
	if !hasWord(c.body[start:end]) {
		return text.Span{}
	}
	return text.Span{Start: start, End: end}
}

// markAt reports whether a mark stands at body[i].
func (c *scan) markAt(i int) bool {
	k, n := c.glyphAt(i)
	return n > 0 && k != kinds
}

// strayRune reports whether r, at the edge of a quotation, is a mark left over.
func strayRune(r rune) bool { return markRune(r) && r != '‘' && r != '‚' && r != '‛' }

// guessEnd ends the innermost open quotation of paragraph p, whose closing mark
// is missing, at a likely place before limit.
func (c *scan) guessEnd(p para, limit int) {
	f := &c.found[c.open[len(c.open)-1]]
	start := max(f.Inner.Start, p.start)
	whole := limit == p.end && (f.Inner.Start < p.start || allSpace(c.body[p.start:f.Outer.Start]))
	at := c.likelyEnd(max(start, min(c.lastEnd, limit)), limit, whole)
	c.end(at, at, true)
}

// likelyEnd returns where words that begin at start and lack a closing mark
// end: before an attribution, or with the last sentence that is still spoken;
// whole says that all up to limit is.
func (c *scan) likelyEnd(start, limit int, whole bool) int {
	end := 0 // of the sentence before, where it may be the last
	from := start
	for i := start; i < limit; i++ {
		switch {
		case !pause[c.body[i]]:
		case c.body[i] == ',':
			if c.insertion(i+1) && c.lastClause(i+1, limit) {
				return i
			}
		case c.sentenceEnd(i):
			if end > 0 && !c.spoken(c.body[from:i]) {
				return end
			}
			end = i + 1
			if c.body[i] == 0xE2 {
				end = i + 3
			}
			end = min(end, limit)
			from = end
			if whole {
				end = 0
			}
		}
	}
	if end > 0 && (from >= limit || !c.spoken(c.body[from:limit])) {
		return end
	}
	return limit
}

// maxClause bounds, in bytes, how far the sentence of an attribution is read.
const maxClause = 400

// lastClause reports whether the attribution at i runs to the end of its
// sentence, before limit, as in ", a dit la maire, Odile Ferrand." It does not
// where the speaker goes on behind it: ", dit-elle, et nous irons."
func (c *scan) lastClause(i, limit int) bool {
	comma := 0
	limit = min(limit, i+maxClause)
	for j := i; j < limit; j++ {
		switch {
		case !pause[c.body[j]]:
		case c.body[j] == ',':
			if comma == 0 {
				comma = j
			}
		case c.sentenceEnd(j):
			limit = j
		}
	}
	if comma == 0 {
		return true
	}
	if w, end := c.word(i); strings.Contains(w, "-") && comma-end < 16 {
		return false
	} else if _, end = c.word(end); comma-end < 1 {
		return false
	}
	return !c.spoken(c.body[comma:limit])
}

// maxFragment bounds, in spaces, a fragment at a paragraph's end whose closing mark
// is missing.
const maxFragment = 12

// unendedCost returns the cost of leaving the quotation that mark j opens without
// a closing mark: never, unless the rest of the paragraph reads like its words.
func (c *scan) unendedCost(p para, marks []mark, j int) int32 {
	m := &marks[j]
	switch m.kind {
	case guilOpen, dblOpen, dblLow, dblTick:
	default:
		return never
	}
	rest := c.body[m.end:p.end]
	if !hasWord(rest) {
		return never
	}
	inserted := c.beam.inserted[len(marks)] - c.beam.inserted[j]
	colon := lastSolid(c.body, p.start, m.pos) == ':'
	if inserted == 0 && !colon && !endsSentence(rest) {
		return never // a link, a label, a slip
	}
	if m.kind == dblTick {
		leads := allSpace(c.body[p.start:m.pos])
		whole := (leads || colon) && unicode.IsUpper(c.firstSolid(m.end))
		// The last mark of the paragraph, in its last sentence: a fragment.
		last := j == len(marks)-1 && c.beam.sentences[len(marks)] == c.beam.sentences[j]+1 && strings.Count(rest, " ") < maxFragment
		if m.asOpen > 10 || !whole && !last {
			return never
		}
	}
	if inserted > 0 || colon {
		return costUnended - 15
	}
	return costUnended
}

// endsSentence reports whether s ends with the punctuation of a sentence,
// spaces and marks behind it left out, as far as they reach.
func endsSentence(s string) bool {
	for least := len(s) - 2*maxBlank; s != "" && len(s) > least; {
		r, n := utf8.DecodeLastRuneInString(s)
		if !isSpace(r) && !markRune(r) && r != ')' {
			return r == '.' || r == '!' || r == '?' || r == '…'
		}
		s = s[:len(s)-n]
	}
	return false
}

// carriesOn reports whether the quotation that mark j opens, open at the end of
// paragraph p, may run on into a next paragraph that begins with a mark. It may
// not where the paragraph's end is the journalist's, or the text was cut off.
func (c *scan) carriesOn(p para, marks []mark, j int) bool {
	m := &marks[j]
	if m.doubled || j+1 < len(marks) && marks[j+1].kind == m.kind && !hasWord(c.body[m.end:marks[j+1].pos]) {
		return false
	}
	rest := strings.TrimRightFunc(c.body[m.end:p.end], isSpace)
	if !hasWord(rest) || m.kind == dblTick && m.asOpen > 10 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(rest)
	if !closing(last) && !markRune(last) {
		return false
	}
	leads := allSpace(c.body[p.start:m.pos])
	if !leads && len(rest) < 200 && (strings.HasSuffix(rest, "…") || strings.HasSuffix(rest, "...")) {
		return false
	}
	sentences := c.beam.sentences[len(marks)] - c.beam.sentences[j]
	if !leads && unicode.IsLower(c.firstSolid(m.end)) && (sentences <= 1 || !c.spoken(c.body[m.end:p.end])) {
		return false // a fragment, and then the journalist's sentences
	}
	if c.beam.inserted[len(marks)] == c.beam.inserted[j] {
		return true
	}
	i := p.end - 1
	for i > m.end && (c.body[i] != ',' || !c.insertion(i+1)) {
		i--
	}
	after, _ := c.countSentences(i, p.end)
	return after > 1 || !c.lastClause(i+1, p.end)
}

// unbegunCost returns the cost of reading mark j as the end of a quotation
// whose opening mark is missing.
func (c *scan) unbegunCost(p para, marks []mark, j int) int32 {
	m := &marks[j]
	switch m.kind {
	case guilClose, dblClose:
	case dblTick:
		if m.asOpen < 30 || m.asNothing < 60 {
			return never
		}
	default:
		return never
	}
	next := c.firstSolid(m.end)
	said := c.insertion(m.end) || next == ',' && c.insertion(m.end+strings.IndexByte(c.body[m.end:], ',')+1)
	if !said {
		if !closing(next) && next != 0 {
			return never
		}
		if next != ',' && !endsSentence(c.body[p.start:m.pos]) {
			return never
		}
	}
	at := c.unbegunAt(p, marks, j)
	if at < 0 || strings.Count(c.body[at:m.pos], " ") < 3 {
		return never
	}
	if said {
		return costUnbegun - 20
	}
	return costUnbegun
}

// unbegunAt returns where the words before mark j may begin, or -1: behind a
// colon, with the sentence, or with the paragraph where that is spoken.
func (c *scan) unbegunAt(p para, marks []mark, j int) int {
	left := p.start
	if j > 0 {
		left = marks[j-1].end
	}
	end := marks[j].pos
	at := -1
	if j == 0 {
		at = left
	}
	for i := left; i < end; i++ {
		switch b := c.body[i]; {
		case b == ':' && i+1 < end && c.body[i+1] == ' ':
			at = i + 1
		case pause[b] && b != ',' && c.sentenceEnd(i):
			next := i + 1
			if b == 0xE2 {
				next = i + 3
			}
			if !hasWord(c.body[next:end]) {
				break
			}
			if at >= 0 && at == left && c.spoken(c.body[left:i]) {
				break
			}
			at = next
		}
	}
	for at >= 0 && at < end {
		r, n := utf8.DecodeRuneInString(c.body[at:end])
		if !isSpace(r) && r != '-' && r != '–' && r != '—' {
			break
		}
		at += n
	}
	return at
}
