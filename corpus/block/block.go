// Package block finds block quotations: passages that the markup of a text sets
// off as somebody's words, without quotation marks.
package block

import (
	"strings"
	"unicode"

	"dixit/corpus/text"
)

// A Quotation is a block quotation in an article's body.
type Quotation struct {
	// Words is everything that is quoted, without the signs and white space at
	// its ends. Those of the lines between stay, as do line feeds.
	Words text.Span
	// Author is the name of whoever said it, with what else the markup has
	// there (a role, a date), on the last line or right behind the words. It is
	// empty where the markup gives none.
	Author text.Span
}

// New returns the block quotation that lines of body make, each without the
// signs of the markup. signed says that the last one names the author; otherwise
// it does where it begins with a dash. ok is false where no words are left.
func New(body string, lines []text.Span, signed bool) (q Quotation, ok bool) {
	n := len(lines)
	if n == 0 {
		return q, false
	}
	name := afterDash(body, lines[n-1])
	if signed || n > 1 && name.Start > lines[n-1].Start {
		q.Author = name
		n--
	}
	if n == 0 {
		return q, false
	}
	q.Words = text.Span{Start: lines[0].Start, End: lines[n-1].End}
	return q, strings.ContainsFunc(q.Words.Of(body), unicode.IsLetter)
}

// Shift moves quotations by n bytes, because so much was put before the text.
func Shift(all []Quotation, n int) []Quotation {
	for i := range all {
		q := &all[i]
		q.Words = text.Span{Start: q.Words.Start + n, End: q.Words.End + n}
		if !q.Author.Empty() {
			q.Author = text.Span{Start: q.Author.Start + n, End: q.Author.End + n}
		}
	}
	return all
}

// afterDash returns line without the dash that begins it.
func afterDash(body string, line text.Span) text.Span {
	s := line.Of(body)
	rest := strings.TrimLeft(s, "—–―-")
	if rest == s {
		return line
	}
	return text.Trim(body, text.Span{Start: line.End - len(rest), End: line.End})
}

// Markdown returns the block quotations of a Markdown text from the byte offset
// from on: runs of lines that begin with ">". A line without the sign ends its
// quotation, because what news texts have there is the author or a new paragraph.
func Markdown(body string, from int) []Quotation {
	var all []Quotation
	var lines []text.Span
	in := false // a quotation
	fence := "" // what will end the code that we are in
	end := func() {
		if q, ok := New(body, lines, false); ok {
			all = append(all, q)
		}
		lines, in = lines[:0], false
	}
	for from < len(body) {
		next := len(body)
		if n := strings.IndexByte(body[from:], '\n'); n >= 0 {
			next = from + n + 1
		}
		words, quoted := unquote(body, text.Span{Start: from, End: next})
		s := body[from:next]
		from = next
		switch mark := fenceOf(s); {
		case fence != "":
			if strings.HasPrefix(mark, fence) {
				fence = ""
			}
			continue
		case mark != "":
			fence = mark
			quoted = false
		}
		if in && !quoted {
			end()
		}
		if in = quoted; quoted && !words.Empty() {
			lines = append(lines, words)
		}
	}
	end()
	return all
}

// unquote returns a line without its signs of quotation, and whether it had one:
// within the first four columns, since code stands farther in.
func unquote(body string, line text.Span) (words text.Span, quoted bool) {
	at := line.Start
	for {
		sign := at
		for sign < line.End && body[sign] == ' ' && sign-at < 4 {
			sign++
		}
		if sign == line.End || body[sign] != '>' || sign-at == 4 {
			return withoutEmphasis(body, text.Trim(body, text.Span{Start: at, End: line.End})), quoted
		}
		at, quoted = sign+1, true
	}
}

// withoutEmphasis leaves out the signs of emphasis, "*" or "_", around all of a
// line.
func withoutEmphasis(body string, s text.Span) text.Span {
	for s.Len() > 2 && (body[s.Start] == '*' || body[s.Start] == '_') {
		sign := body[s.Start : s.Start+1]
		within := strings.Trim(s.Of(body), sign)
		if body[s.End-1] != sign[0] || within == "" || strings.Contains(within, sign) {
			break
		}
		s.Start += strings.Index(s.Of(body), within)
		s.End = s.Start + len(within)
	}
	return s
}

// fenceOf is the run of three or more "`" or "~" that a line begins with.
func fenceOf(line string) string {
	line = strings.TrimLeft(line, " ")
	n := 0
	for n < len(line) && line[n] == line[0] && (line[0] == '`' || line[0] == '~') {
		n++
	}
	if n < 3 {
		return ""
	}
	return line[:n]
}
