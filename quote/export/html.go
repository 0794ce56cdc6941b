package export

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"dixit/corpus"
	"dixit/quote"
	"dixit/quote/markup"
)

//go:embed html/page.css
var pageCSS string

//go:embed html/page.tmpl
var pageTemplate string

// page is parsed when the first page is written.
var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Parse(pageTemplate))
})

// htmlWriter writes one page that needs nothing else: each article in full, its
// quotations marked in their speakers' colours, the attributions beside them.
type htmlWriter struct {
	buffered
	begun bool
	part  bytes.Buffer

	Articles, Quotations, Attributed int
}

func newHTML(w io.Writer, _ Options) Writer { return &htmlWriter{buffered: newBuffered(w)} }

// speakerTints is the number of colours in page.css.
const speakerTints = 8

// What the template shows.
type (
	htmlArticle struct {
		Title, Lang, URL, Anchor, Nothing string
		Source                            []string
		Speakers                          []*htmlSpeaker
		Paragraphs                        []htmlParagraph
	}
	htmlSpeaker struct {
		Name, Color, First string
		Count              int
	}
	htmlParagraph struct {
		Nodes []htmlNode
		Notes []*htmlMark
	}
	// An htmlNode is text, or where Mark is set a quotation or a part of one.
	htmlNode struct {
		Text     string
		Mark     *htmlMark
		ID       string // of the first part
		Last     bool
		Children []htmlNode
	}
	htmlMark struct {
		Number                 int
		Mark, Note, Class, Tip string
		Who, Kind, Confidence  string
		Unsure                 bool
		Evidence               []htmlEvidence
	}
	htmlEvidence struct{ Name, Value string }
)

func (w *htmlWriter) Write(a *corpus.Article, rows []Row) error {
	if err := w.begin(); err != nil {
		return err
	}
	w.Articles++
	w.Quotations += len(rows)
	return w.execute("article", w.article(a, rows))
}

// execute writes a part of the page, with U+FFFD for what is not UTF-8.
func (w *htmlWriter) execute(part string, data any) error {
	w.part.Reset()
	if err := page().ExecuteTemplate(&w.part, part, data); err != nil {
		return err
	}
	_, err := w.buffered.Write(bytes.ToValidUTF8(w.part.Bytes(), []byte("\uFFFD")))
	return err
}

func (w *htmlWriter) begin() error {
	if w.begun {
		return nil
	}
	w.begun = true
	return w.execute("head", struct{ CSS template.CSS }{template.CSS(markup.PageCSS + pageCSS)})
}

func (w *htmlWriter) Close() error {
	if err := w.begin(); err != nil {
		return err
	}
	if err := w.execute("foot", w); err != nil {
		return err
	}
	return w.Flush()
}

// article prepares an article for the template.
func (w *htmlWriter) article(a *corpus.Article, rows []Row) *htmlArticle {
	about := Row{Doc: a.ID, Outlet: a.Outlet, Title: a.Title, Published: a.Published}
	page := &htmlArticle{Lang: a.Lang, URL: markup.WebAddress(a.URL), Anchor: fmt.Sprintf("a%d", w.Articles)}
	page.Title, page.Source = about.heading()
	if len(rows) == 0 {
		page.Nothing = "No quotation found."
	}
	colors := SpeakerNumbers(rows)
	marks := make([]*htmlMark, len(rows))
	for i := range rows {
		marks[i] = w.mark(&rows[i], i+1, colors)
		if rows[i].Speaker != nil {
			w.Attributed++
		}
	}
	page.Speakers = legend(rows, marks, colors)

	for _, nodes := range Paragraphs(a, rows) {
		page.Paragraphs = append(page.Paragraphs, paragraph(nodes, marks))
	}
	return page
}

// legend lists an article's speakers, who says most first, and at its end how many
// quotations have none.
func legend(rows []Row, marks []*htmlMark, colors map[string]int) []*htmlSpeaker {
	speakers := make([]*htmlSpeaker, len(colors))
	unknown := &htmlSpeaker{Name: "speaker unknown", Color: "cx"}
	nobody := &htmlSpeaker{Name: "titles, names and terms", Color: "cx"}
	for i := range rows {
		r := &rows[i]
		s := unknown
		switch {
		case r.Speaker != nil:
			n := colors[r.Speaker.ID]
			if speakers[n] == nil {
				speakers[n] = &htmlSpeaker{Name: r.attribution(), Color: tint(n)}
			}
			s = speakers[n]
		case r.Kind == quote.Other:
			s = nobody
		}
		if s.Count++; s.Count == 1 {
			s.First = marks[i].Mark
		}
	}
	slices.SortStableFunc(speakers, func(a, b *htmlSpeaker) int { return b.Count - a.Count })
	for _, s := range []*htmlSpeaker{unknown, nobody} {
		if s.Count > 0 {
			speakers = append(speakers, s)
		}
	}
	return speakers
}

// paragraph prepares a paragraph.
func paragraph(nodes []Node, marks []*htmlMark) htmlParagraph {
	var p htmlParagraph
	var convert func([]Node) []htmlNode
	convert = func(nodes []Node) []htmlNode {
		list := make([]htmlNode, 0, len(nodes))
		for _, n := range nodes {
			if n.Row == nil {
				list = append(list, htmlNode{Text: n.Text})
				continue
			}
			m := marks[n.Number-1]
			h := htmlNode{Mark: m, Last: n.Last}
			if n.First {
				h.ID = m.Mark
				p.Notes = append(p.Notes, m)
			}
			h.Children = convert(n.Children)
			list = append(list, h)
		}
		return list
	}
	p.Nodes = convert(nodes)
	return p
}

// mark prepares what is said of a row.
func (w *htmlWriter) mark(r *Row, number int, colors map[string]int) *htmlMark {
	id := fmt.Sprintf("a%d-%d", w.Articles, number)
	m := &htmlMark{
		Number:     number,
		Mark:       "q" + id,
		Note:       "n" + id,
		Who:        r.attribution(),
		Kind:       string(r.Kind),
		Confidence: fmt.Sprintf("%.2f", r.Confidence),
		Unsure:     r.Unsure(),
	}
	color := "cx"
	if r.Speaker != nil {
		color = tint(colors[r.Speaker.ID])
	}
	m.Class = color
	switch r.Kind {
	case quote.Mixed, quote.Other:
		m.Class += " " + string(r.Kind)
	}
	tip := []string{m.Who, m.Kind, "confidence " + m.Confidence}
	for _, e := range []htmlEvidence{{"rule", r.Rule}, {"cue", r.Cue}, {"mention", r.Mention}} {
		if e.Value != "" {
			m.Evidence = append(m.Evidence, e)
			tip = append(tip, e.Name+" "+e.Value)
		}
	}
	m.Tip = strings.Join(tip, "\n")
	return m
}

func tint(number int) string { return fmt.Sprintf("c%d", number%speakerTints) }
