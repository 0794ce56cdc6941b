package spans

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote/lexicon"
)

// A trail is what stands above the line in hand.
type trail struct {
	prev, above, over text.Span // the lines above it, from the nearest on
	prose             text.Span // the nearest line of running text above prev
	signed            text.Span // the author's lines of the last block quotation
}

// pass goes on to the line below the given one.
func (t *trail) pass(c *scan, line text.Span) {
	if c.isProse(t.prev) {
		t.prose = t.prev
	}
	t.prev, t.above, t.over = line, t.prev, t.above
}

// isProse reports whether a line is running text.
func (c *scan) isProse(line text.Span) bool {
	return line.Len() >= minText && endsSentence(line.Of(c.body))
}

// What follows a line, as far as a few lines.
type sequel struct {
	name      bool      // another name comes right below, or below a line about this one
	prose     int       // lines of running text
	first     text.Span // the first of them
	sentences bool      // some line ends a sentence
}

// sequel looks at what follows below the offset end.
func (c *scan) sequel(end int) sequel {
	var s sequel
	about := true // the first line tells about whom the line above names
	for seen := 0; seen < 5 && s.prose < 2; seen++ {
		line := c.nextLine(end)
		if line.Empty() {
			break
		}
		end = line.End
		if seen < 2 && about && line.Len() <= maxName {
			if _, s.name = c.author(line); s.name {
				break
			}
		}
		if words := line.Of(c.body); seen == 0 {
			about = !c.spoken(words) && !c.judges(words)
		}
		if c.isProse(line) {
			if s.prose++; s.prose == 1 {
				s.first = line
			}
		}
		s.sentences = s.sentences || endsSentence(line.Of(c.body)) && strings.Count(line.Of(c.body), " ") >= 4
	}
	return s
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

// isBlock decides whether t.prev, a line of full sentences above an author's, is a
// quotation of that person. The article must go on below it, and the words must be
// spoken, repeat what the article quotes, or judge where nothing is told.
func (c *scan) isBlock(t *trail, a author) bool {
	next := c.sequel(a.lines.End)
	if next.name || !next.sentences || c.isPortrait(t) {
		return false
	}
	known := c.namedElsewhere(a.label, a.lines)
	if c.rules.press[strings.ToLower(firstWord(a.role.Of(c.body)))] && !known {
		return false // who wrote the article
	}
	words := t.prev.Of(c.body)
	full := endsSentence(words)
	if above := t.above.Of(c.body); full && strings.HasSuffix(above, ":") && strings.Contains(above, a.label.Of(c.body)) {
		return true // "Lise Roux va plus loin :"
	}
	rubric := c.isRubric(t.above)
	switch {
	case next.prose == 0 && !(a.sure && (known || rubric)):
		return false
	case c.repeatsQuoted(words) && (full || known || a.sure && !t.prose.Empty()):
		return true
	case c.spoken(words):
		switch name := a.label.Of(c.body); {
		case c.signsAll(t, next):
			return false
		case !full || !strings.Contains(name, " "):
			return a.shown && known || a.sure && !t.prose.Empty() && (full || c.ofSelf(words) || c.hasVerb(words))
		default: // of somebody new only a few words, above a name of two
			return a.shown || known || t.prev.Len() <= maxPulled && strings.Count(c.untitled(name), " ") == 1 && c.ofSelf(words)
		}
	case a.sure && (full || known) && c.isJudgement(t, a) && (next.prose > 1 || known || rubric && c.reported()):
		return true
	case !full:
		return false
	}
	// A maxim: one short sentence that neither dates an event nor is a
	// paragraph of the article above a heading.
	return known && next.prose > 0 && t.prev.Len() <= maxMaxim && !c.narrated(words)
}

// isPortrait reports whether the line above t.prev names whom t.prev is about, as
// in a list of people or below a picture: it is the author's line of no quotation.
func (c *scan) isPortrait(t *trail) bool {
	if t.above.Len() > maxName || t.signed.End >= t.above.End && !t.signed.Empty() {
		return false
	}
	if _, ok := c.author(t.above); ok {
		return true
	}
	if t.over.Len() > maxName {
		return false
	}
	a, ok := c.authorAt(t.over)
	return ok && a.lines.End == t.above.End
}

// isRubric reports whether a line is a heading.
func (c *scan) isRubric(line text.Span) bool {
	s := line.Of(c.body)
	return s != "" && len(s) < minText && !strings.HasSuffix(s, ".") && !strings.ContainsAny(s, "©")
}

// signsAll reports whether who signs t.prev has written all of the text, whose
// first or last paragraph it is: its neighbour speaks in the same way.
func (c *scan) signsAll(t *trail, next sequel) bool {
	return next.prose < 2 && c.ownVoice(t.prose) || t.prose.Empty() && c.ownVoice(next.first)
}

// ownVoice reports whether who writes a line speaks in it.
func (c *scan) ownVoice(line text.Span) bool {
	s := line.Of(c.body)
	return !hasMark(s) && c.spoken(s)
}

// reported reports whether the article quotes people between marks.
func (c *scan) reported() bool {
	n := 0
	for _, f := range c.found {
		if strings.Count(f.Inner.Of(c.body), " ") >= 3 {
			if n++; n == 2 {
				return true
			}
		}
	}
	return false
}

// isJudgement reports whether t.prev judges, although nobody speaks of themselves
// in it, is set off from the article's own paragraphs, and is about somebody else
// than the author.
func (c *scan) isJudgement(t *trail, a author) bool {
	words := t.prev.Of(c.body)
	if t.prev.Len() > maxPulled || t.prose.Empty() || !c.isRubric(t.above) && t.prose.Len() < 2*t.prev.Len() {
		return false
	}
	return c.judges(words) && !c.told(t.prev) && !c.about(words, a)
}

// judges reports whether s holds a word that goes with a judgement.
func (c *scan) judges(s string) bool {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		if c.rules.judgement[strings.ToLower(w)] {
			return true
		}
	}
	return strings.HasSuffix(s, "!")
}

// hasVerb reports whether s holds a finite verb that is nothing else.
func (c *scan) hasVerb(s string) bool {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		tags := c.dict.Tags(strings.ToLower(w))
		if tags&lexicon.Finite != 0 && (tags&lexicon.Aux != 0 || tags&(lexicon.Noun|lexicon.Adj|lexicon.Prep) == 0) {
			return true
		}
	}
	return false
}

// told reports whether a paragraph tells what has happened or been said: it holds
// figures, a word that says when, a verb in the perfect, or an attribution.
func (c *scan) told(para text.Span) bool {
	s := para.Of(c.body)
	perfect := 0 // how many words behind an auxiliary a participle may still come
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if s[i] == ',' && c.attributes(para.Start+i+1) || digit(r) {
			return true
		}
		if !unicode.IsLetter(r) {
			i += n
			continue
		}
		w := firstWord(s[i:])
		i += len(w)
		for i < len(s) && digit(rune(s[i])) { // G7
			i++
		}
		w = strings.ToLower(w)
		closed, _ := c.dict.Closed(w)
		if c.rules.narration[w] && !c.rules.insertion[w] || closed.Classes&(lexicon.ClosedSource|lexicon.ClosedWeekday|lexicon.ClosedMonth) != 0 {
			return true
		}
		switch tags := c.dict.Tags(w); {
		case c.rules.auxiliary[w]:
			perfect = 3
		case perfect > 0 && tags&lexicon.PastPart != 0:
			return true
		default:
			perfect--
		}
		if c.dict.Listed(w)&lexicon.ListMoves != 0 {
			return true
		}
	}
	return false
}

// attributes reports whether the text at i, after a comma, says that somebody has
// said what stands before it; what a text says ("dit la loi") may be part of what
// is quoted.
func (c *scan) attributes(i int) bool {
	if !c.insertion(i) {
		return false
	}
	_, end := c.word(i)
	w, next := c.word(end)
	if c.dict.Tags(strings.ToLower(w))&lexicon.Det != 0 {
		w, _ = c.word(next)
	} else if _, after, ok := strings.Cut(strings.ReplaceAll(w, "’", "'"), "'"); ok {
		w = after
	} else {
		return true
	}
	noun, ok := c.dict.Noun(strings.ToLower(w))
	if _, place := c.dict.Place(strings.ToLower(w)); place {
		return true
	}
	return ok && noun.Classes&(lexicon.NounDocument|lexicon.NounSpeech|lexicon.NounWork) == 0
}

// about reports whether s names the author, what the author is or, of somebody
// in office, whom the author stands for.
func (c *scan) about(s string, a author) bool {
	name := a.label.Of(c.body)
	role := a.role.Of(c.body)
	person := c.personNoun(role)
	noun, _ := c.dict.Noun(person)
	surname := name[strings.LastIndexFunc(name, isSpace)+1:]
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		switch r, _ := utf8.DecodeRuneInString(w); {
		case w == surname, person != "" && strings.ToLower(w) == person:
			return true
		case len(w) > 2 && unicode.IsUpper(r) && noun.Classes&lexicon.NounRole != 0 && strings.Contains(role, w):
			return true
		}
	}
	return false
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
