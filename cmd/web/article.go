package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"dixit/cmd/request"
	"dixit/index"
	"dixit/quote"
	"dixit/quote/export"
	"dixit/quote/markup"
)

type articlePage struct {
	page
	Headline    string
	ArticleLang string
	Outlet      string
	OutletURL   string
	Published   string
	Byline      string
	Source      string // address of the article on the web
	ID          string
	Speakers    []legend
	Paragraphs  []paragraph
	Quotations  int
	Exports     []choice
}

// A legend names a speaker of the article and leads to the first quotation.
type legend struct {
	Name, Tint, First string
	N                 int
}

type paragraph struct {
	Nodes []markedNode
	Notes []*note
}

// A markedNode is text, or a quotation or a part of one.
type markedNode struct {
	Text        string
	Note        *note // nil for text
	First, Last bool
	Children    []markedNode
}

// A note says whose words a quotation holds, and why.
type note struct {
	ID         string
	Number     int
	Tint       string
	Kind       quote.Kind
	Speaker    string
	SpeakerURL string
	Confidence float64
	Unsure     bool
	Mention    string
	Cue        string
	Rule       string
	Citation   string
	Open       bool // the quotation that the reader came from
	Remark     *remark
	Others     []string // other outlets that carry the remark
}

// quotation leads to a quotation in its article.
func (v *visit) quotation() error {
	h, err := v.archive.Quotation(v.id())
	if err != nil {
		return err
	}
	http.Redirect(v.w, v.r, v.articleURL(h.Article.ID, h.Quotation.ID), http.StatusSeeOther)
	return nil
}

// article is the page of an article in full, its quotations marked.
func (v *visit) article() error {
	e, err := v.archive.Article(v.id())
	if err != nil {
		return err
	}
	a := e.Article
	rows := request.EntryRows(e)
	about := export.Row{Doc: a.ID, Title: a.Title}
	p := &articlePage{
		page: v.page(titleOf(&about), ""), Headline: titleOf(&about), ArticleLang: a.Language(), Outlet: a.Outlet, OutletURL: v.outletURL(a.Outlet),
		Published: a.Published, Byline: a.Byline, Source: markup.WebAddress(a.URL), ID: a.ID, Quotations: len(rows),
	}
	from := v.r.URL.Query().Get("from")
	numbers := export.SpeakerNumbers(rows)
	notes := make([]*note, len(rows))
	for i := range rows {
		notes[i] = v.note(&rows[i], i+1, numbers)
		notes[i].Open = rows[i].ID == from
		if r := e.Remarks[i]; r != nil && r.Quotations > 1 {
			notes[i].Remark = &remark{Remark: *r, URL: v.remarkURL(r.ID)}
		}
	}
	if err := v.nameOthers(notes, a.Outlet); err != nil {
		return err
	}
	p.Speakers = v.legend(rows, numbers)
	for _, nodes := range export.Paragraphs(a, rows) {
		var x paragraph
		x.Nodes = x.convert(nodes, notes)
		p.Paragraphs = append(p.Paragraphs, x)
	}
	for _, format := range []string{"csv", "xlsx", "jsonl"} {
		p.Exports = append(p.Exports, choice{Label: format, URL: link("/export", url.Values{"doc": {a.ID}, "format": {format}})})
	}
	return v.render("article", p)
}

func (v *visit) note(r *export.Row, number int, numbers map[string]int) *note {
	n := &note{
		ID: r.ID, Number: number, Tint: tint(r.Speaker, numbers), Kind: r.Kind, Confidence: r.Confidence, Unsure: r.Unsure(),
		Mention: r.Mention, Cue: r.Cue, Rule: r.Rule, Citation: v.citation(r),
	}
	n.Speaker, n.SpeakerURL = v.who(r)
	return n
}

// maxNamed is for how many remarks an article's page names the other outlets, each
// of which takes a look into some articles.
const maxNamed = 30

// nameOthers adds the other outlets that carry the remarks of notes.
func (v *visit) nameOthers(notes []*note, own string) error {
	named := map[string][]string{}
	for _, n := range notes {
		if n.Remark == nil || n.Remark.Outlets < 2 {
			continue
		}
		others, ok := named[n.Remark.ID]
		if !ok && len(named) < maxNamed {
			_, hits, err := v.archive.Remark(v.r.Context(), n.Remark.ID)
			if err != nil && !errors.Is(err, index.ErrNotFound) { // regrouped meanwhile
				return err
			}
			for _, h := range hits {
				if o := h.Article.Outlet; o != "" && o != own && !slices.Contains(others, o) {
					others = append(others, o)
				}
			}
			named[n.Remark.ID] = others
		}
		n.Others = others
	}
	return nil
}

// who names the speaker of a row, or says why there is none.
func (v *visit) who(r *export.Row) (name, url string) {
	switch {
	case r.Speaker != nil:
		return nameOf(r.Speaker), v.speakerURL(r.Speaker.ID)
	case r.Kind == quote.Other:
		return v.text("speaker.nobody"), ""
	}
	return v.text("speaker.unknown"), ""
}

// legend lists an article's speakers, who says most first, and at its end what has
// none.
func (v *visit) legend(rows []export.Row, numbers map[string]int) []legend {
	speakers := make([]legend, len(numbers))
	var nobody []legend
	for i := range rows {
		r := &rows[i]
		name, _ := v.who(r)
		var l *legend
		if r.Speaker != nil {
			l = &speakers[numbers[r.Speaker.ID]]
		} else {
			at := slices.IndexFunc(nobody, func(l legend) bool { return l.Name == name })
			if at < 0 {
				at = len(nobody)
				nobody = append(nobody, legend{})
			}
			l = &nobody[at]
		}
		if l.N++; l.N == 1 {
			l.Name, l.Tint, l.First = name, tint(r.Speaker, numbers), r.ID
		}
	}
	slices.SortStableFunc(speakers, func(a, b legend) int { return b.N - a.N })
	return append(speakers, nobody...)
}

// convert prepares the nodes of a paragraph; the notes of quotations that begin in
// it stand beside it.
func (p *paragraph) convert(nodes []export.Node, notes []*note) []markedNode {
	out := make([]markedNode, 0, len(nodes))
	for _, n := range nodes {
		if n.Row == nil {
			out = append(out, markedNode{Text: n.Text})
			continue
		}
		x := markedNode{Note: notes[n.Number-1], First: n.First, Last: n.Last}
		if n.First {
			p.Notes = append(p.Notes, x.Note)
		}
		x.Children = p.convert(n.Children, notes)
		out = append(out, x)
	}
	return out
}
