package spans

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote/lexicon"
)

// maxWords is how many words of a role are looked at for the noun that names it.
const maxWords = 4

// An author is a line that holds a person's name and nothing else but what the
// person is: behind a comma, between brackets, or on the line below.
type author struct {
	lines text.Span // the name's line and the role's
	label text.Span // the name
	role  text.Span // what the person is, or empty
	// shown reports that a dash or a role shows that the line names an author.
	shown bool
	// sure reports that a noun for people begins the role, or that a dash which is
	// no bullet begins the line.
	sure bool
}

// author reads a line as an author's.
func (c *scan) author(line text.Span) (author, bool) {
	s := line.Of(c.body)
	name := strings.TrimLeft(s, "-–—― \u00a0\u202f")
	a := author{lines: line}
	a.label.Start = line.End - len(name)
	a.shown = len(name) < len(s)
	a.sure = a.shown && s[0] != '-'
	if n := strings.IndexAny(name, ",("); n > 0 {
		a.role = trimSpan(c.body, a.label.Start+n+1, line.End)
		if !c.readRole(&a) {
			return author{}, false
		}
		name = strings.TrimRightFunc(name[:n], isSpace)
	}
	a.label.End = a.label.Start + len(name)
	if !c.isName(name) && !(a.shown && (c.isFirstName(name) || c.isTitled(name))) {
		return author{}, false
	}
	return a, true
}

// authorAt reads a line, and the one below it where that holds the person's role.
func (c *scan) authorAt(line text.Span) (author, bool) {
	a, ok := c.author(line)
	if !ok || !a.role.Empty() {
		return a, ok
	}
	below := a
	below.role = c.nextLine(line.End)
	if r := below.role; r.Empty() || r.Len() > maxName || !c.readRole(&below) || !c.isPerson(r.Of(c.body)) {
		return a, true
	}
	below.lines.End = below.role.End
	return below, true
}

// nextLine returns the next line below the offset end that is not empty, or an
// empty span.
func (c *scan) nextLine(end int) text.Span {
	for end < len(c.body) {
		next := c.lineEnd(end + 1)
		if line := trimSpan(c.body, end+1, next); !line.Empty() {
			return line
		}
		end = next
	}
	return text.Span{}
}

// readRole reads what stands in a.role, and reports whether it may be what a
// person is: neither where and when a picture was taken or a report written, nor
// the rest of a sentence.
func (c *scan) readRole(a *author) bool {
	s := strings.TrimFunc(a.role.Of(c.body), func(r rune) bool { return isSpace(r) || r == ',' || r == '(' || r == ')' })
	if endsSentence(s) || hasMark(s) || strings.ContainsAny(s, ":;?!©|/") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	aged := c.isAge(s)
	if !unicode.IsLetter(first) && !aged {
		return false
	}
	if c.ofPicture(s) || !c.isNominal(s) {
		return false
	}
	if aged || c.isPerson(s) {
		a.shown, a.sure = true, true
	} else if unicode.IsLower(first) {
		a.shown = true
	}
	return true
}

// ofPicture reports whether s holds a word of a picture's caption: a day, who took
// it.
func (c *scan) ofPicture(s string) bool {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		lower := strings.ToLower(w)
		if day, _ := c.dict.Closed(lower); day.Classes&(lexicon.ClosedWeekday|lexicon.ClosedMonth) != 0 || c.rules.credit[lower] {
			return true
		}
	}
	return false
}

// isNominal reports whether s begins like what somebody is, and not like where they
// are, and no part of it between commas goes on with a verb.
func (c *scan) isNominal(s string) bool {
	head := true
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == '(' || r == ')' }) {
		w := strings.ToLower(firstWord(part))
		noun, _ := c.dict.Noun(w)
		switch tags := c.dict.Tags(w); {
		case noun.Classes&(lexicon.NounPerson|lexicon.NounRole) != 0:
		case tags&lexicon.Fin3S != 0 && tags&lexicon.Noun == 0:
			return false
		case head && (tags&lexicon.Prep != 0 || tags&lexicon.Adv != 0 && tags&(lexicon.Noun|lexicon.Adj) == 0):
			return false
		}
		head = false
	}
	return true
}

// firstWord returns the letters with which s begins, white space passed over.
func firstWord(s string) string {
	s = strings.TrimLeftFunc(s, isSpace)
	if n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }); n >= 0 {
		return s[:n]
	}
	return s
}

// isAge reports whether s begins with somebody's age: "34 ans, cariste".
func (c *scan) isAge(s string) bool {
	rest := strings.TrimLeftFunc(s, digit)
	return len(rest) < len(s) && len(s)-len(rest) <= 3 && c.dict.Listed(firstWord(rest))&lexicon.ListAge != 0
}

// isPerson reports whether s begins with a noun for people, which an article and
// adjectives may precede: "ancienne ministre", "le premier adjoint".
func (c *scan) isPerson(s string) bool { return c.personNoun(s) != "" }

// personNoun returns the noun for one person with which s begins.
func (c *scan) personNoun(s string) string {
	n := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return isSpace(r) || r == ',' || r == '’' || r == '\'' }) {
		lower := strings.ToLower(w)
		for _, form := range [...]string{lower, lower[strings.IndexByte(lower, '-')+1:]} { // co-présidente
			if noun, ok := c.dict.Noun(form); ok && noun.Classes&(lexicon.NounPerson|lexicon.NounRole) != 0 && noun.Number&lexicon.Singular != 0 {
				return form
			}
		}
		if n++; n == maxWords || lower != "l" && c.dict.Tags(lower)&(lexicon.Adj|lexicon.Det) == 0 {
			break
		}
	}
	return ""
}

// isTitled reports whether s is a name behind an article and a title: "Le docteur
// Paul Roux".
func (c *scan) isTitled(s string) bool {
	article, rest, _ := strings.Cut(s, " ")
	if c.dict.Tags(strings.ToLower(article))&lexicon.Det == 0 {
		article, rest = "", s
	}
	title, name, _ := strings.Cut(rest, " ")
	lower := strings.ToLower(title)
	if _, ok := c.dict.Honorific(lower); !ok && !c.isPerson(lower) {
		return false
	}
	return c.isName(name)
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
		if !nameWord(w) {
			return false
		}
	}
	return words >= 2 && !c.rules.particle[last]
}

// nameWord reports whether a word is written as one of a name: "Roux", "d'Arc",
// "J.-P.".
func nameWord(w string) bool {
	stem := w
	if i := strings.IndexAny(w, "'’"); i == 1 && strings.ContainsRune("dlDL", rune(w[0])) {
		stem = strings.TrimLeft(w[i:], "'’")
	}
	if r, _ := utf8.DecodeRuneInString(stem); !unicode.IsUpper(r) {
		return false
	}
	for i, r := range w {
		if !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' && !(r == '.' && i <= 2) {
			return false
		}
	}
	return true
}

// untitled returns a name without the title before it.
func (c *scan) untitled(name string) string {
	if title, rest, ok := strings.Cut(name, " "); ok {
		if _, ok := c.dict.Honorific(strings.ToLower(title)); ok {
			return rest
		}
	}
	return name
}
