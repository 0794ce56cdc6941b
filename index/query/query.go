// Package query parses the query language of search:
//
//	nucléaire accord            both words
//	"traité de paix"            the words next to each other, also « … » and “ … ”
//	accord OR traité            either; AND binds tighter, parentheses group
//	accord NOT paix, -paix      without the word
//	speaker:merkel              a field: see Fields
//	exact:réexaminées           the word in exactly this form
//	réexam*  m?diateur          any letters, one letter
//	mediateur~  mediateur~2     one or two letters may differ
//	*                           everything
//
// Operators are written in capitals; adjacent terms are joined by AND. A
// backslash takes the special meaning of the next character away. Parsing knows
// nothing of the index: it returns a tree, or an *Error that says where.
package query

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fields are the names that may stand before a colon, and what they mean.
var Fields = []struct{ Name, Help string }{
	{"text", "words of the quotation or article, the default"},
	{"exact", "words in exactly this form, accents included"},
	{"title", "words of the article's title"},
	{"speaker", "a speaker's identifier or name"},
	{"outlet", "the publication"},
	{"kind", "direct, mixed or other"},
	{"lang", "the language, as fr"},
	{"date", "2024, 2024-06, 2024-06-19 or a range 2024-01..2024-06"},
	{"id", "the identifier of a quotation or article"},
}

// A Node is a part of a parsed query: And, Or, Not, Term or All.
type Node interface{ node() }

type (
	// And matches what all of its two or more parts match.
	And struct{ Parts []Node }
	// Or matches what one of its two or more parts matches.
	Or struct{ Parts []Node }
	// Not matches what its part does not.
	Not struct{ Part Node }
	// All matches everything.
	All struct{}
	// A Term is a word, phrase or pattern in a field.
	Term struct {
		Field string // one of Fields, "text" where the query names none
		Text  string // what was written, without quotes and escapes
		Mode  Mode
		// Distance is 1 or 2 for Fuzzy: how many letters may differ.
		Distance int
		// Literal tells, for Wildcard, which bytes of Text are no patterns
		// though they are * or ?: those that were escaped.
		Literal []bool
		// Pos is the byte offset in the query at which the term begins.
		Pos int
	}
)

func (And) node()  {}
func (Or) node()   {}
func (Not) node()  {}
func (All) node()  {}
func (Term) node() {}

// A Mode says how a term is matched.
type Mode uint8

const (
	Word Mode = iota
	Phrase
	Wildcard
	Fuzzy
)

// Limits of a query: far beyond what people type, and small enough that no query
// makes the parser or the index work for long.
const (
	maxBytes = 1 << 14
	maxDepth = 64
)

// An Error says what is wrong with a query and where.
type Error struct {
	Query string
	Pos   int // byte offset in Query, at most its length
	Msg   string
}

func (e *Error) Error() string {
	return fmt.Sprintf("query, character %d: %s", utf8.RuneCountInString(e.Query[:e.Pos])+1, e.Msg)
}

// Caret returns the query and below it a line with a caret under the place, for
// a terminal.
func (e *Error) Caret() string {
	line := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, e.Query)
	return line + "\n" + strings.Repeat(" ", utf8.RuneCountInString(e.Query[:e.Pos])) + "^"
}

// Parse reads a query. An empty one is All. The error, if any, is an *Error.
func Parse(s string) (Node, error) {
	p := &parser{s: s}
	if len(s) > maxBytes {
		return nil, &Error{s[:maxBytes], maxBytes, fmt.Sprintf("longer than %d bytes", maxBytes)}
	}
	p.space()
	if p.i == len(s) {
		return All{}, nil
	}
	n, err := p.or(0)
	if err != nil {
		return nil, err
	}
	if p.i < len(s) { // or stops before a closing parenthesis only
		return nil, p.err(p.i, "closing parenthesis without an opening one")
	}
	return n, nil
}

type parser struct {
	s string
	i int
}

func (p *parser) err(pos int, format string, args ...any) error {
	return &Error{p.s, pos, fmt.Sprintf(format, args...)}
}

func (p *parser) space() {
	for p.i < len(p.s) {
		r, size := utf8.DecodeRuneInString(p.s[p.i:])
		if !unicode.IsSpace(r) && r != '\ufeff' && r != '\u200b' {
			return
		}
		p.i += size
	}
}

// keyword skips the operator op, written in capitals and followed by the end,
// white space or a parenthesis.
func (p *parser) keyword(op string) bool {
	rest, ok := strings.CutPrefix(p.s[p.i:], op)
	if !ok {
		return false
	}
	if rest != "" {
		r, _ := utf8.DecodeRuneInString(rest)
		if !unicode.IsSpace(r) && r != '(' && r != ')' {
			return false
		}
	}
	p.i += len(op)
	p.space()
	return true
}

func (p *parser) or(depth int) (Node, error) {
	first, err := p.and(depth)
	if err != nil {
		return nil, err
	}
	parts := []Node{first}
	for {
		at := p.i
		if !p.keyword("OR") {
			break
		}
		if p.done() {
			return nil, p.err(at, "OR needs a term on its right")
		}
		n, err := p.and(depth)
		if err != nil {
			return nil, err
		}
		parts = append(parts, n)
	}
	if len(parts) == 1 {
		return first, nil
	}
	return Or{parts}, nil
}

// done reports whether nothing of the current group is left.
func (p *parser) done() bool { return p.i == len(p.s) || p.s[p.i] == ')' }

func (p *parser) and(depth int) (Node, error) {
	var parts []Node
	for !p.done() {
		at := p.i
		joined := p.keyword("AND")
		if joined && len(parts) == 0 {
			return nil, p.err(at, "AND needs a term on its left")
		}
		if p.peekOr() {
			if joined {
				return nil, p.err(at, "AND needs a term on its right, not OR")
			}
			if len(parts) == 0 {
				return nil, p.err(at, "OR needs a term on its left")
			}
			break
		}
		if p.done() { // behind AND
			return nil, p.err(at, "AND needs a term on its right")
		}
		n, err := p.unary(depth)
		if err != nil {
			return nil, err
		}
		parts = append(parts, n)
	}
	switch len(parts) {
	case 0:
		return nil, p.err(p.i, "a term is missing here")
	case 1:
		return parts[0], nil
	}
	return And{parts}, nil
}

func (p *parser) peekOr() bool {
	at := p.i
	ok := p.keyword("OR")
	p.i = at
	return ok
}

func (p *parser) unary(depth int) (Node, error) {
	if depth > maxDepth {
		return nil, p.err(p.i, "more than %d levels of parentheses and NOT", maxDepth)
	}
	at := p.i
	not := p.keyword("NOT")
	if !not && p.s[p.i] == '-' && p.i+1 < len(p.s) {
		if r, _ := utf8.DecodeRuneInString(p.s[p.i+1:]); !unicode.IsSpace(r) && r != '-' {
			p.i++
			not = true
		}
	}
	if not {
		if p.done() {
			return nil, p.err(at, "NOT needs a term on its right")
		}
		for _, op := range [...]string{"AND", "OR"} {
			if here := p.i; p.keyword(op) {
				return nil, p.err(here, "NOT needs a term on its right, not %s", op)
			}
		}
		n, err := p.unary(depth + 1)
		if err != nil {
			return nil, err
		}
		return Not{n}, nil
	}
	if p.s[p.i] == '(' {
		p.i++
		p.space()
		if p.i < len(p.s) && p.s[p.i] == ')' {
			return nil, p.err(at, "nothing between the parentheses")
		}
		n, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.i == len(p.s) {
			return nil, p.err(at, "this parenthesis is not closed")
		}
		p.i++
		p.space()
		return n, nil
	}
	return p.term()
}

// quotes maps an opening quotation mark to its closing one.
var quotes = map[rune]string{'"': `"`, '«': "»", '“': "”"}

func (p *parser) term() (Node, error) {
	start := p.i
	field := "text"
	if name, n := p.fieldName(); n > 0 {
		if !known(name) {
			return nil, p.err(start, "there is no field %q; the fields are %s (put the words between quotation marks to search for a colon)", name, fieldNames())
		}
		field = name
		p.i += n
		if p.i == len(p.s) {
			return nil, p.err(start, "%s: needs a value behind the colon", field)
		}
		if r, _ := utf8.DecodeRuneInString(p.s[p.i:]); unicode.IsSpace(r) || r == ')' || r == '(' {
			return nil, p.err(p.i, "%s: needs a value right behind the colon", field)
		}
	}
	r, size := utf8.DecodeRuneInString(p.s[p.i:])
	if closing, ok := quotes[r]; ok {
		return p.phrase(start, field, size, closing)
	}
	return p.word(start, field)
}

// fieldName returns the letters before a colon at the current place, and the
// length with the colon.
func (p *parser) fieldName() (string, int) {
	for j := p.i; j < len(p.s); j++ {
		c := p.s[j]
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		case c == ':' && j > p.i:
			return strings.ToLower(p.s[p.i:j]), j - p.i + 1
		default:
			return "", 0
		}
	}
	return "", 0
}

func known(name string) bool {
	for _, f := range Fields {
		if f.Name == name {
			return true
		}
	}
	return false
}

func fieldNames() string {
	names := make([]string, len(Fields))
	for i, f := range Fields {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

func (p *parser) phrase(start int, field string, open int, closing string) (Node, error) {
	at := p.i
	p.i += open
	var b strings.Builder
	for {
		if p.i >= len(p.s) {
			return nil, p.err(at, "this quotation mark is not closed")
		}
		if strings.HasPrefix(p.s[p.i:], closing) {
			p.i += len(closing)
			break
		}
		if p.s[p.i] == '\\' && p.i+1 < len(p.s) {
			p.i++
		}
		_, size := utf8.DecodeRuneInString(p.s[p.i:])
		b.WriteString(p.s[p.i : p.i+size])
		p.i += size
	}
	if p.i < len(p.s) && p.s[p.i] == '~' {
		return nil, p.err(p.i, "~ stands behind single words only")
	}
	text := strings.TrimSpace(b.String())
	if text == "" {
		return nil, p.err(at, "nothing between the quotation marks")
	}
	p.space()
	return Term{Field: field, Text: text, Mode: Phrase, Pos: start}, nil
}

func (p *parser) word(start int, field string) (Node, error) {
	t := Term{Field: field, Pos: start}
	var b strings.Builder
	var literal []bool
	wild := false
loop:
	for p.i < len(p.s) {
		r, size := utf8.DecodeRuneInString(p.s[p.i:])
		escaped := false
		switch {
		case unicode.IsSpace(r), r == '(', r == ')':
			break loop
		case r == '"' || r == '«' || r == '»' || r == '“' || r == '”':
			if b.Len() == 0 {
				return nil, p.err(p.i, "closing quotation mark without an opening one")
			}
			break loop
		case r == '\\':
			if p.i+1 == len(p.s) {
				return nil, p.err(p.i, `nothing behind the backslash`)
			}
			p.i++
			_, size = utf8.DecodeRuneInString(p.s[p.i:])
			escaped = true
		case r == '~':
			if b.Len() == 0 {
				return nil, p.err(p.i, "~ needs a word before it")
			}
			t.Mode, t.Distance = Fuzzy, 1
			at := p.i
			p.i++
			digits := p.i
			for p.i < len(p.s) && p.s[p.i] >= '0' && p.s[p.i] <= '9' {
				p.i++
			}
			switch p.s[digits:p.i] {
			case "", "1":
			case "2":
				t.Distance = 2
			default:
				return nil, p.err(at, "the number behind ~ is 1 or 2")
			}
			if !p.done() {
				if r, _ := utf8.DecodeRuneInString(p.s[p.i:]); !unicode.IsSpace(r) {
					return nil, p.err(p.i, "~ ends a word")
				}
			}
			break loop
		case r == '*' || r == '?' && p.inside(b.Len() > 0):
			wild = true
		case r == '?':
			// a question mark at a word's end is punctuation
			escaped = true
		}
		b.WriteString(p.s[p.i : p.i+size])
		for range size {
			literal = append(literal, escaped)
		}
		p.i += size
	}
	t.Text = b.String()
	if wild {
		if t.Mode == Fuzzy {
			return nil, p.err(start, "a word has either wildcards or ~")
		}
		t.Mode, t.Literal = Wildcard, literal
		if t.Field == "text" && strings.Trim(t.Text, "*") == "" {
			p.space()
			return All{}, nil
		}
	}
	p.space()
	return t, nil
}

// inside reports whether the question mark at the current place has a letter or
// another wildcard behind it in the same word.
func (p *parser) inside(any bool) bool {
	for j := p.i + 1; j < len(p.s); j++ {
		if p.s[j] == '?' {
			continue
		}
		r, _ := utf8.DecodeRuneInString(p.s[j:])
		return unicode.IsLetter(r) || unicode.IsDigit(r) || any && r == '*'
	}
	return false
}
