package spans

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is the glyph of a mark.
type kind uint8

const (
	guilOpen   kind = iota // «
	guilClose              // »
	lessLess               // <<
	moreMore               // >>
	dblOpen                // “
	dblClose               // ”
	dblLow                 // „ and ‟
	dblTick                // "
	twoTicks               // '' and ’’ and ``
	angleOpen              // ‹
	angleClose             // ›
	sglOpen                // ‘
	sglClose               // ’
	sglLow                 // ‚ and ‛
	sglTick                // '
	kinds
)

// family groups the glyphs that make a pair with each other.
type family uint8

const (
	guillemets family = iota
	doubles
	angles
	singles
)

var familyOf = [kinds]family{
	guillemets, guillemets, guillemets, guillemets,
	doubles, doubles, doubles, doubles, doubles,
	angles, angles,
	singles, singles, singles, singles,
}

// never is the cost of what cannot be: more than any paragraph's marks cost, and
// little enough to be added up for each level of nesting.
const never = 1 << 28

// A mark is a place that may be a quotation mark, with the cost of each role
// that it could play there (see pair.go for the scale).
type mark struct {
	pos, end int
	kind     kind
	// asOpen, asClose and asNothing are the costs of opening, closing and
	// being no quotation mark.
	asOpen, asClose, asNothing int32
	// doubled marks a run of the same glyph that was read as one mark.
	doubled bool
}

// para is a line that holds marks.
type para struct {
	start, end int // bytes of the line, its line feed left out
	m0, m1     int // its marks
	// leads: nothing but space stands before the first mark. follows: nothing
	// but blank lines stand between the previous para and this one.
	leads, follows bool
}

// stop holds the bytes at which lex looks closer.
var stop = [256]bool{'\n': true, '"': true, '\'': true, '`': true, '<': true, '>': true, 0xC2: true, 0xE2: true}

// maxRun is the length from which a run of one mark, with nothing but blanks
// between, is decoration.
const maxRun = 4

// lex finds the marks and the lines that hold them.
func (c *scan) lex(from int) {
	body := c.body
	c.wrapped = wrapped(body[from:])
	line := from // start of the current line
	first := 0   // its first mark
	for i := from; ; {
		for i+4 <= len(body) { // most bytes by far: see to four at a time
			if b := body[i : i+4]; stop[b[0]] || stop[b[1]] || stop[b[2]] || stop[b[3]] {
				break
			}
			i += 4
		}
		for i < len(body) && !stop[body[i]] {
			i++
		}
		if i < len(body) && body[i] == '\n' && c.joins(line, i, len(c.marks) > first) {
			i++
			continue
		}
		if i >= len(body) || body[i] == '\n' {
			if len(c.marks) > first {
				c.endLine(line, i, first)
				first = len(c.marks)
			}
			if i >= len(body) {
				return
			}
			i++
			line = i
			continue
		}
		k, n := glyph(body, i)
		if n > 0 && k != kinds {
			i = c.addMark(k, line, i, n)
			continue
		}
		i += max(n, 1)
	}
}

// joins reports whether the paragraph that began at line goes on behind the line
// feed at i: in a text wrapped to a width, unless a blank line follows, and in
// any other, where the line holds marks, when it breaks off amid a sentence.
func (c *scan) joins(line, i int, marks bool) bool {
	body := c.body
	if !c.wrapped && !marks || i+1 >= len(body) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(body[i+1:])
	if c.wrapped {
		return !isSpace(next)
	}
	last, _ := utf8.DecodeLastRuneInString(body[line:i])
	return unicode.IsLower(next) && (wordRune(last) || last == ',')
}

// wrapped reports whether the lines of a text are cut to a width of some 60 to
// 100 characters, with blank lines between paragraphs, as its beginning shows.
func wrapped(body string) bool {
	const sample, least, width, wide = 64, 6, 50, 125
	inner, long, cut := 0, 0, 0 // lines with another right below; of them, long; of them, without a full stop
	for range sample {
		n := strings.IndexByte(body, '\n')
		if n > wide || n < 0 && len(body) > wide {
			return false
		}
		if n < 0 || n+1 == len(body) {
			break
		}
		line := body[:n]
		body = body[n+1:]
		if n == 0 || body[0] == '\n' || body[0] == '\r' {
			continue
		}
		inner++
		if n >= width {
			long++
		}
		if !endsSentence(line) {
			cut++
		}
	}
	return inner >= least && 5*long >= 4*inner && 5*cut >= 3*inner
}

// glyph returns the kind of mark at body[i] and its length in bytes; the kind
// is kinds where the n bytes are no mark.
func glyph(body string, i int) (k kind, n int) {
	next := byte(0)
	if i+1 < len(body) {
		next = body[i+1]
	}
	switch body[i] {
	case '"':
		return dblTick, 1
	case '\'':
		if next == '\'' {
			return twoTicks, 2
		}
		return sglTick, 1
	case '`':
		if next == '`' {
			return twoTicks, 2
		}
	case '<':
		if next == '<' {
			return lessLess, 2
		}
	case '>':
		if next == '>' {
			return moreMore, 2
		}
	case 0xC2:
		switch next {
		case 0xAB:
			return guilOpen, 2
		case 0xBB:
			return guilClose, 2
		}
		return kinds, 1
	case 0xE2:
		if next != 0x80 || i+2 >= len(body) {
			return kinds, 1
		}
		switch body[i+2] {
		case 0x98:
			return sglOpen, 3
		case 0x99:
			if i+5 < len(body) && body[i+3] == 0xE2 && body[i+4] == 0x80 && body[i+5] == 0x99 {
				return twoTicks, 6
			}
			return sglClose, 3
		case 0x9A, 0x9B:
			return sglLow, 3
		case 0x9C:
			return dblOpen, 3
		case 0x9D:
			return dblClose, 3
		case 0x9E, 0x9F:
			return dblLow, 3
		case 0xB9:
			return angleOpen, 3
		case 0xBA:
			return angleClose, 3
		}
		return kinds, 3
	}
	return kinds, 1
}

// addMark adds the mark of n bytes at pos unless its neighbourhood shows that
// it is none, and returns where to go on.
func (c *scan) addMark(k kind, line, pos, n int) int {
	body, end := c.body, pos+n
	if (k == sglTick || k == sglClose) && pos > line && end < len(body) && asciiLetter(body[pos-1]) && asciiLetter(body[end]) {
		return end // an apostrophe, as nearly all of these are
	}
	var before rune
	if pos > line {
		before, _ = utf8.DecodeLastRuneInString(body[line:pos])
	}
	after := c.neighbour(end)
	if familyOf[k] == singles && k != sglLow && wordRune(before) && wordRune(after) {
		return end // an apostrophe
	}

	// A run of one glyph is one mark, doubled; a long one is decoration.
	if all, last := c.run(k, end, n); all > maxRun {
		return last
	}
	run := 1
	for ; ; run++ {
		if k2, n2 := c.glyphAt(end); k2 != k || n2 != n {
			break
		}
		end += n
	}
	if run > 1 {
		after = c.neighbour(end)
		if k == dblTick && spaceOrEnd(before) && spaceOrEnd(after) {
			return end // nothing between two marks
		}
	}

	m := mark{pos: pos, end: end, kind: k, doubled: run > 1}
	if k == dblTick && before == '=' {
		return skipAttribute(body, end)
	}
	c.weigh(&m, line, before, after)
	if m.asOpen >= never && m.asClose >= never {
		return end
	}
	c.marks = append(c.marks, m)
	return end
}

// neighbour returns the character at i, or 0 at the end of the line.
func (c *scan) neighbour(i int) rune {
	if i >= len(c.body) || c.body[i] == '\n' && !c.wrapped {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(c.body[i:])
	return r
}

// glyphAt is glyph at any offset.
func (c *scan) glyphAt(i int) (kind, int) {
	if i >= len(c.body) || !stop[c.body[i]] {
		return kinds, 0
	}
	return glyph(c.body, i)
}

// run counts the glyphs k, n bytes each, that follow one another with nothing
// but blanks between, the one that ends at end included, and returns the end of
// the last.
func (c *scan) run(k kind, end, n int) (count, last int) {
	for count, last = 1, end; ; count++ {
		j := last
		for j < len(c.body) && blank(c.body[j]) && (count > maxRun || j < last+maxBlank) {
			j++
		}
		if k2, n2 := c.glyphAt(j); k2 != k || n2 != n {
			return count, last
		}
		last = j + n
	}
}

// skipAttribute returns the end of what an HTML attribute's opening mark before
// i begins, or i where no mark ends it nearby.
func skipAttribute(body string, i int) int {
	for j := i; j < len(body) && j < i+2048 && body[j] != '\n'; j++ {
		if body[j] == '"' {
			return j + 1
		}
	}
	return i
}

// endLine closes the line [start, end) whose marks begin at first.
func (c *scan) endLine(start, end, first int) {
	c.dropApostrophes(first)
	if len(c.marks) == first {
		return
	}
	c.dropBullets(start, end, first)
	p := para{start: start, end: end, m0: first, m1: len(c.marks)}
	p.leads = allSpace(c.body[start:c.marks[first].pos])
	if n := len(c.paras); n > 0 {
		p.follows = allSpace(c.body[c.paras[n-1].end:start])
	}
	c.paras = append(c.paras, p)
}

// dropApostrophes removes the single marks among those from first onwards where
// none of them could open.
func (c *scan) dropApostrophes(first int) {
	found := false
	for _, m := range c.marks[first:] {
		if familyOf[m.kind] == singles {
			if m.asOpen < never {
				return
			}
			found = true
		}
	}
	if !found {
		return
	}
	kept := c.marks[:first]
	for _, m := range c.marks[first:] {
		if familyOf[m.kind] != singles {
			kept = append(kept, m)
		}
	}
	c.marks = kept
}

// dropBullets makes » cheap to pass over where it separates links: in a line
// without « and without a sentence, and at the head of any other, between words.
func (c *scan) dropBullets(start, end, first int) {
	marks := c.marks[first:]
	n := 0
	for n < len(marks) && marks[n].kind == guilClose {
		n++
	}
	if n == len(marks) && !endsSentence(c.body[start:end]) {
		for i := range marks {
			marks[i].asNothing = 5
		}
		return
	}
	for i := range marks[:n] {
		m := &marks[i]
		if m.pos == start || c.body[m.pos-1] != ' ' || m.end == end || c.body[m.end] != ' ' || endsSentence(c.body[start:m.pos]) {
			return
		}
		if r := c.firstSolid(m.end); !unicode.IsUpper(r) && !markRune(r) {
			return
		}
		m.asNothing = 5
	}
}

// weigh sets the costs of the roles that m can play, by what stands around it:
// before and after are its neighbours, 0 at the ends of the line that begins at
// line.
func (c *scan) weigh(m *mark, line int, before, after rune) {
	body := c.body
	tightL, tightR := !spaceOrEnd(before), !spaceOrEnd(after)
	// The nearest characters that are no spaces; 0 where there is none.
	farL, farR := before, after
	if !tightL {
		farL = lastSolid(body, line, m.pos)
	}
	if !tightR {
		farR = c.firstSolid(m.end)
	}
	elided := (before == '\'' || before == '’') && c.elides(line, m.pos)

	if k := m.kind; !tightL && k != guilClose && k != dblClose && k != angleClose && ellipsis(body[m.end:]) && wordRune(c.firstSolid(m.end+3)) {
		after, farR = 'x', 'x' // words left out at the start are words too
	}

	m.asNothing = 60
	switch m.kind {
	case guilOpen, lessLess:
		m.asOpen, m.asClose = 0, 40
		if closing(farR) || farR == 0 {
			m.asOpen += 30
			if closing(farR) {
				m.asOpen += 20
			}
			if tightL || closing(farR) {
				m.asClose -= 20
			}
		}
		if wordRune(before) && tightR {
			m.asOpen += 5
		}
		if !tightL && tightR || farL == 0 || farL == ':' || elided {
			m.asClose += 40
		} else if tightL && !tightR && wordRune(before) {
			m.asClose -= 15
		} else if (farL == '.' || farL == '!' || farL == '?' || farL == '…') && unicode.IsUpper(farR) {
			m.asClose += 20 // between two sentences
		}
		if m.kind == lessLess {
			m.asNothing = 30
			if digit(farL) || before == '<' || after == '<' || after == '=' {
				m.asOpen, m.asClose = never, never
			}
		}
	case guilClose, moreMore:
		m.asOpen, m.asClose = 40, 0
		if farL == 0 {
			m.asClose += 60
			m.asNothing = 5
		}
		if opening(farL) || farL == ':' {
			m.asClose += 20
			m.asOpen -= 20
		}
		switch {
		case !tightL && tightR && wordRune(after):
			m.asClose += 20
			m.asOpen -= 15
		case tightL && wordRune(before):
			m.asOpen += 40
		case closing(farR) || farR == 0:
			m.asOpen += 40
		}
		if !tightL && wordRune(farR) {
			m.asNothing = 50
		}
		if m.kind == moreMore {
			m.asNothing = 5
			if before == '-' || before == '=' || after == '>' || before == '>' || farL == 0 {
				m.asOpen, m.asClose = never, never
			}
			m.asOpen = never
		}
	case angleOpen:
		m.asOpen, m.asClose = 0, 40
		m.asNothing = 30
	case angleClose:
		m.asOpen, m.asClose = 40, 0
		m.asNothing = 10
	case sglOpen, sglLow, sglTick, sglClose:
		c.weighSingle(m, before, after, farR, elided)
	default:
		m.asOpen, m.asClose = level(before, after, farL, farR, elided)
		switch m.kind {
		case dblOpen, dblLow:
			m.asOpen, m.asClose = m.asOpen*3/5, m.asClose*3/5+15
		case dblClose:
			m.asOpen, m.asClose = m.asOpen*3/5+15, m.asClose*3/5
		case dblTick, twoTicks:
			if digit(before) && !wordRune(after) {
				m.asNothing = 10 // inches, seconds
			} else if prime(before) {
				m.asOpen, m.asClose = never, never
			}
			if m.kind == twoTicks && (wordRune(before) && wordRune(after) || digit(before)) {
				m.asNothing = 0
			}
		}
	}
}

// level weighs a mark that looks the same at both ends of a quotation.
func level(before, after, farL, farR rune, elided bool) (asOpen, asClose int32) {
	tightL, tightR := !spaceOrEnd(before), !spaceOrEnd(after)
	// A no-break space belongs to the words, an ordinary one to the sentence.
	if !tightL && !tightR && before != 0 && after != 0 {
		switch softR, softL := after != ' ' && after != '\t', before != ' ' && before != '\t'; {
		case softR && !softL:
			return 0, 40
		case softL && !softR:
			return 40, 0
		}
	}
	switch {
	case before == 0: // at the start of the line
		asClose = 60
		if !tightR {
			asOpen = 10
		}
		if closing(farR) || farR == 0 {
			asOpen = 30
		}
		return asOpen, asClose
	case after == 0:
		asOpen = 60
		if !tightL {
			asClose = 15
		}
		if farL == ':' {
			asClose = 40
		}
		return asOpen, asClose
	case elided, opening(before), !tightL && tightR && !closing(after):
		if closing(after) {
			return 30, 10
		}
		return 0, 50
	case tightL && !tightR, closing(after):
		if !tightL && !closing(farR) {
			return 50, 5
		}
		if before == ':' {
			return 15, 30
		}
		return 50, 0
	case !tightL && !tightR:
		if farL == ':' || opening(farL) {
			return 5, 30
		}
		if closing(farR) {
			return 30, 5
		}
		return 15, 15
	case before == '-' || before == '–' || before == '—' || before == '/':
		return 5, 20
	case after == '-' || after == '–' || after == '—' || after == '/':
		return 20, 5
	case before == ':' || before == ',' || before == ';':
		return 10, 20
	case wordRune(before) && wordRune(after):
		return 30, 30
	}
	return 15, 15
}

// weighSingle weighs ‘ ’ ‚ and ', most of which are apostrophes: they cost
// nothing to pass over, except where only a quotation explains them.
func (c *scan) weighSingle(m *mark, before, after, farR rune, elided bool) {
	m.asOpen, m.asClose, m.asNothing = never, never, 0
	free := spaceOrEnd(before) || opening(before) || elided || markRune(before)
	if free && wordRune(after) && m.kind != sglClose {
		if m.kind == sglTick {
			if !digit(after) {
				m.asOpen, m.asNothing = 5, 15
			}
		} else {
			m.asOpen, m.asNothing = 0, 30
			if digit(after) {
				m.asNothing = 10
			}
		}
	}
	if !spaceOrEnd(before) && !opening(before) && !digit(before) && !wordRune(after) && m.kind != sglLow &&
		!(markRune(after) && c.elides(m.pos-48, m.end)) {
		m.asClose = 0
		if m.kind == sglOpen {
			m.asClose = 15
		}
	}
}

// elides reports whether the apostrophe before pos follows a word that elides.
func (c *scan) elides(from, pos int) bool {
	_, n := utf8.DecodeLastRuneInString(c.body[:pos])
	end := pos - n
	start := end
	for start > max(from, end-12, 0) && c.body[start-1]|0x20 >= 'a' && c.body[start-1]|0x20 <= 'z' {
		start--
	}
	var lower [12]byte
	for i := start; i < end; i++ {
		lower[i-start] = c.body[i] | 0x20
	}
	return c.rules.elision[string(lower[:end-start])]
}

// maxBlank bounds how far a mark's neighbourhood reaches over white space.
const maxBlank = 32

// lastSolid returns the last character of body[line:pos] that is no space, or 0.
func lastSolid(body string, line, pos int) rune {
	line = max(line, pos-maxBlank)
	for pos > line {
		r, n := utf8.DecodeLastRuneInString(body[line:pos])
		if !isSpace(r) {
			return r
		}
		pos -= n
	}
	return 0
}

// firstSolid returns the first character of the line from pos that is no space,
// or 0. The line feeds of a wrapped text are spaces.
func (c *scan) firstSolid(pos int) rune {
	for end := min(len(c.body), pos+maxBlank); pos < end; {
		r, n := utf8.DecodeRuneInString(c.body[pos:])
		if r == '\n' && (!c.wrapped || pos+1 < len(c.body) && c.body[pos+1] == '\n') {
			return 0
		}
		if !isSpace(r) {
			return r
		}
		pos += n
	}
	return 0
}

func blank(b byte) bool { return b == ' ' || b == '\t' }

// isSpace reports whether r is white space of any kind, the no-break ones and
// those of no width included.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF:
		return true
	}
	return r >= 0x2000 && r <= 0x200B
}

func spaceOrEnd(r rune) bool { return r == 0 || isSpace(r) }

func allSpace(s string) bool {
	for _, r := range s {
		if !isSpace(r) {
			return false
		}
	}
	return true
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

func prime(r rune) bool { return r == '′' || r == '″' }

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func wordRune(r rune) bool {
	switch {
	case r < 0x80:
		return r|0x20 >= 'a' && r|0x20 <= 'z' || digit(r)
	case r < 0xC0:
		return r == 'ª' || r == 'µ' || r == 'º'
	case r >= 0x2000 && r < 0x2070:
		return false // spaces, dashes, marks
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// ellipsis reports whether s begins with the sign or with three full stops,
// three bytes either way.
func ellipsis(s string) bool {
	return len(s) >= 3 && (s[:3] == "..." || s[:3] == "…")
}

// closing reports whether r is punctuation that follows what it belongs to.
func closing(r rune) bool {
	switch r {
	case '.', ',', ';', ':', '!', '?', ')', ']', '}', '…':
		return true
	}
	return false
}

func opening(r rune) bool { return r == '(' || r == '[' || r == '{' }

// markRune reports whether r may be a quotation mark, apostrophes left out.
func markRune(r rune) bool {
	switch r {
	case '"', '«', '»', '“', '”', '„', '‟', '‹', '›', '‘', '‚', '‛':
		return true
	}
	return false
}
