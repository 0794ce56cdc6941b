package web

import (
	"strings"
	"unicode/utf8"

	"dixit/cmd/request"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/quote"
	"dixit/quote/export"
	"dixit/quote/markup"
)

// A hit is a quotation or an article in a list.
type hit struct {
	ID, URL      string
	Lang         string // of the article
	Title        []stretch
	Text         []stretch
	Quotation    bool
	Speaker      string
	SpeakerURL   string
	Tint         string
	Kind         quote.Kind
	Confidence   float64
	Unsure       bool
	Outlet       string
	OutletURL    string
	Published    string
	Citation     string // what "copy with source" copies
	ArticleTitle string
	Remark       *remark // nil where nobody else printed it
}

// A stretch of text is marked where it is what was searched for.
type stretch struct {
	Text   string
	Marked bool
}

// maxShown is how many bytes of a text a list shows.
const maxShown = 700

// hits prepares hits for a list; each speaker has a colour of the list's own.
func (v *visit) hits(list []*index.Hit) []hit {
	rows := make([]export.Row, len(list))
	for i, h := range list {
		rows[i] = request.NewRow(h)
	}
	tints := export.SpeakerNumbers(rows)
	out := make([]hit, len(list))
	for i, h := range list {
		a, row := h.Article, &rows[i]
		x := &out[i]
		*x = hit{
			ID: row.ID, Lang: a.Language(), Outlet: a.Outlet, OutletURL: v.outletURL(a.Outlet), Published: a.Published,
			ArticleTitle: titleOf(row), Kind: row.Kind, Confidence: row.Confidence, Tint: tint(row.Speaker, tints),
		}
		if h.Quotation == nil {
			x.URL = v.articleURL(a.ID, "")
			x.Title = stretches(x.ArticleTitle, 0, nil, len(x.ArticleTitle))
			if a.Title != "" {
				x.Title = stretches(a.Title, 0, h.TitleMatches, len(a.Title))
			}
			x.Text = stretches(row.Text, row.Start, h.Matches, maxShown)
			continue
		}
		x.Quotation = true
		x.URL = v.articleURL(a.ID, row.ID)
		x.Text = stretches(row.Text, row.Start, h.Matches, maxShown)
		x.Unsure = row.Unsure()
		x.Citation = v.citation(row)
		if r := h.Remark; r != nil && r.Quotations > 1 {
			x.Remark = &remark{Remark: *r, URL: v.remarkURL(r.ID)}
		}
		if row.Speaker != nil {
			x.Speaker, x.SpeakerURL = nameOf(row.Speaker), v.speakerURL(row.Speaker.ID)
		}
	}
	return out
}

func nameOf(s *export.Speaker) string {
	if s.Name == "" {
		return s.ID
	}
	return s.Name
}

// titleOf is the title of a row's article, or what else names it.
func titleOf(row *export.Row) string {
	if row.Title == "" {
		return row.Doc
	}
	return row.Title
}

// tints is the number of speakers' colours in the style sheet.
const tints = 8

// tint is the class of a speaker's colour.
func tint(s *export.Speaker, numbers map[string]int) string {
	if s == nil {
		return "cx"
	}
	return "c" + string(rune('0'+numbers[s.ID]%tints))
}

// stretches divides a text that begins at the byte offset of a body at the matches
// in it, and cuts it behind a word at about most bytes.
func stretches(s string, offset int, matches []text.Span, most int) []stretch {
	cut := len(s) > most
	if cut {
		for most > 0 && !utf8.RuneStart(s[most]) {
			most--
		}
		s = s[:most]
		if i := strings.LastIndexByte(s, ' '); i > most/2 {
			s = s[:i]
		}
	}
	var out []stretch
	add := func(s string, marked bool) {
		if s != "" {
			out = append(out, stretch{s, marked})
		}
	}
	at := 0
	for _, m := range matches {
		from, to := m.Start-offset, m.End-offset
		if from < at || to > len(s) {
			continue
		}
		add(s[at:from], false)
		add(s[from:to], true)
		at = to
	}
	add(s[at:], false)
	if cut {
		add(" …", false)
	}
	return out
}

// citation is a quotation with its source, to be pasted into a text.
func (v *visit) citation(row *export.Row) string {
	var b strings.Builder
	b.WriteString("«\u00a0" + strings.Join(strings.Fields(row.Text), " ") + "\u00a0»")
	if row.Speaker != nil {
		b.WriteString(" — " + nameOf(row.Speaker))
	}
	var source []string
	for _, part := range []string{row.Outlet, row.Title, v.date(row.Published), markup.WebAddress(row.URL)} {
		if part != "" {
			source = append(source, part)
		}
	}
	if len(source) > 0 {
		b.WriteString(" (" + strings.Join(source, ", ") + ")")
	}
	return b.String()
}
