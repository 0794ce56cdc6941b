// Package export writes quotations down: as rows for other programs (JSONL, CSV,
// TSV, Parquet), as a workbook (XLSX), and as pages and tables for people
// (terminal, Markdown, HTML).
package export

import (
	"strings"
	"unicode/utf8"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/quote"
)

// A Row is one quotation as every command writes it. The JSON names and their
// order are a contract with other programs.
type Row struct {
	ID         string     `json:"id"`
	Doc        string     `json:"doc"`   // the article's ID
	Start      int        `json:"start"` // byte offsets into the article's body
	End        int        `json:"end"`
	Text       string     `json:"text"`
	Kind       quote.Kind `json:"kind"`
	Speaker    *Speaker   `json:"speaker"` // null where the article does not tell
	Mention    string     `json:"mention"`
	Cue        string     `json:"cue"`
	Rule       string     `json:"rule"`
	Confidence float64    `json:"confidence"`
	Remark     string     `json:"remark"` // empty until quotations are aligned
	Outlet     string     `json:"outlet"`
	Title      string     `json:"title"`
	Published  string     `json:"published"`
	URL        string     `json:"url"`
	Context    string     `json:"context"` // the words around the quotation, itself included

	// ContextStart is where Context begins in the body.
	ContextStart int `json:"-"`
}

// A Speaker is what a row says of the person or organisation who spoke.
type Speaker struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// NewRow returns the row of the quotation q of the article a. Where the article's
// body is not at hand, the context is the quotation alone.
func NewRow(a *corpus.Article, q *quote.Quotation) Row {
	row := Row{
		ID:         q.ID,
		Doc:        a.ID,
		Start:      q.Span.Start,
		End:        q.Span.End,
		Text:       q.Text,
		Kind:       q.Kind,
		Mention:    q.Mention.Text,
		Cue:        q.Cue.Text,
		Rule:       q.Rule,
		Confidence: q.Confidence,
		Outlet:     a.Outlet,
		Title:      a.Title,
		Published:  a.Published,
		URL:        a.URL,
	}
	around := q.Outer
	if !around.Contains(q.Span) {
		around = q.Span
	}
	if around.End <= len(a.Body) {
		context := contextOf(a.Body, around, a.TextStart)
		row.Context, row.ContextStart = context.Of(a.Body), context.Start
	} else {
		row.Context, row.ContextStart = q.Text, q.Span.Start
	}
	if q.Speaker != nil {
		row.Speaker = &Speaker{ID: q.Speaker.ID, Name: q.Speaker.Name}
	}
	return row
}

// contextReach is how many bytes of its paragraph a context shows on each side of
// the quotation.
const contextReach = 320

// contextOf returns the paragraph around the span s of body, or where that is
// long, the sentences or at least the words next to the span. Nothing before the
// byte from is shown.
func contextOf(body string, s text.Span, from int) text.Span {
	from = min(max(from, 0), s.Start)
	start := max(from, s.Start-contextReach)
	if nl := strings.LastIndexByte(body[start:s.Start], '\n'); nl >= 0 {
		start += nl + 1
	} else if start > from {
		start += firstBreak(body[start:s.Start])
	}
	end := min(len(body), s.End+contextReach)
	if nl := strings.IndexByte(body[s.End:end], '\n'); nl >= 0 {
		end = s.End + nl
	} else if end < len(body) {
		end = s.End + lastBreak(body[s.End:end])
	}
	// Trimmed, but never into the span itself.
	t := text.Trim(body, text.Span{Start: start, End: end})
	return text.Span{Start: min(t.Start, s.Start), End: max(t.End, s.End)}
}

// firstBreak returns how much of s, a text cut anywhere, to leave out so that it
// begins with a sentence, or else with a word.
func firstBreak(s string) int {
	for i := 0; i+2 < len(s); i++ {
		if endsSentence(s[:i]) && s[i] == ' ' {
			return i + 1
		}
	}
	if i := strings.IndexByte(s, ' '); i >= 0 {
		return i + 1
	}
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			return i
		}
	}
	return len(s)
}

// lastBreak returns how much of s, a text cut anywhere, to keep so that it ends
// with a sentence, or else with a word.
func lastBreak(s string) int {
	for i := len(s); i > 0; i-- {
		if endsSentence(s[:i]) && (i == len(s) || s[i] == ' ') {
			return i
		}
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		return i
	}
	// One unbroken word: cut between two runes.
	i := len(s)
	for n := 0; i > 0 && n < utf8.UTFMax; n++ {
		if r, size := utf8.DecodeLastRuneInString(s[:i]); r != utf8.RuneError || size != 1 {
			break
		}
		i--
	}
	return i
}

// endsSentence reports whether s ends as sentences do. An initial ("J.") does not
// end one.
func endsSentence(s string) bool {
	switch {
	case strings.HasSuffix(s, "!"), strings.HasSuffix(s, "?"), strings.HasSuffix(s, "…"):
		return true
	case strings.HasSuffix(s, "."):
		return len(s) < 3 || s[len(s)-2] < 'A' || s[len(s)-2] > 'Z'
	}
	return false
}
