package request

import (
	"context"
	"fmt"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/quote/export"
)

// Write writes every quotation that a request finds, in the order of the archive,
// and returns how many there were. progress, which may be nil, is told how many
// have been written. It does not close the writer.
func Write(ctx context.Context, r index.Reader, req index.Request, w export.Writer, progress func(written int)) (int, error) {
	var article *corpus.Article
	var rows []export.Row
	written := 0
	flush := func() error {
		if article == nil {
			return nil
		}
		if err := w.Write(article, rows); err != nil {
			return fmt.Errorf("writing quotations: %w", err)
		}
		written += len(rows)
		rows = rows[:0]
		if progress != nil {
			progress(written)
		}
		return nil
	}
	for h, err := range r.Iterate(ctx, req) {
		if err != nil {
			return written, err
		}
		if h.Article != article {
			if err := flush(); err != nil {
				return written, err
			}
			article = h.Article
		}
		rows = append(rows, NewRow(h))
	}
	return written, flush()
}

// NewRow returns the row of a hit: of an article, the text is the passage that was
// found.
func NewRow(h *index.Hit) export.Row {
	a := h.Article
	if h.Quotation != nil {
		row := export.NewRow(a, h.Quotation)
		if h.Remark != nil {
			row.Remark = h.Remark.ID
		}
		return row
	}
	s := Passage(h)
	return export.Row{
		ID: a.ID, Doc: a.ID, Start: s.Start, End: s.End, Text: s.Of(a.Body), Outlet: a.Outlet, Title: a.Title,
		Published: a.Published, URL: a.URL, Context: s.Of(a.Body), ContextStart: s.Start,
	}
}

// EntryRows returns the rows of an article's quotations.
func EntryRows(e *index.Entry) []export.Row {
	rows := make([]export.Row, len(e.Quotations))
	for i := range rows {
		rows[i] = export.NewRow(e.Article, &e.Quotations[i])
		if i < len(e.Remarks) && e.Remarks[i] != nil {
			rows[i].Remark = e.Remarks[i].ID
		}
	}
	return rows
}

// Passage is the paragraph of an article's first match, or its first.
func Passage(h *index.Hit) text.Span {
	paragraphs := text.Paragraphs(nil, h.Article.Body, h.Article.TextStart)
	for _, p := range paragraphs {
		if len(h.Matches) == 0 || p.Overlaps(h.Matches[0]) {
			return p
		}
	}
	return text.Span{}
}

// A SpeakerRow is someone who is quoted, as every command and the API write it.
type SpeakerRow struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Aliases    []string `json:"aliases"`
	Quotations int      `json:"quotations"`
	Outlets    int      `json:"outlets"`
	First      string   `json:"first"`
	Last       string   `json:"last"`
}

// NewSpeakerRow returns the row of a speaker.
func NewSpeakerRow(s *index.SpeakerInfo) SpeakerRow {
	return SpeakerRow{s.ID, s.Name, append([]string{}, s.Aliases...), s.Quotations, s.Outlets, s.First, s.Last}
}

// An OutletRow is a publication, as every command and the API write it.
type OutletRow struct {
	Name       string `json:"name"`
	Articles   int    `json:"articles"`
	Quotations int    `json:"quotations"`
	Speakers   int    `json:"speakers"`
	First      string `json:"first"`
	Last       string `json:"last"`
}

// NewOutletRow returns the row of an outlet.
func NewOutletRow(o *index.OutletInfo) OutletRow {
	return OutletRow{o.Name, o.Articles, o.Quotations, o.Speakers, o.First, o.Last}
}

// A RemarkRow is a remark, as every command and the API write it.
type RemarkRow struct {
	ID         string          `json:"id"`
	Text       string          `json:"text"` // the best wording
	Speaker    *export.Speaker `json:"speaker"`
	Outlets    int             `json:"outlets"`
	Wordings   int             `json:"wordings"`
	Quotations int             `json:"quotations"`
	Matched    int             `json:"matched"` // quotations that the query and the filters let pass
	First      string          `json:"first"`
	Last       string          `json:"last"`
	Quotation  string          `json:"quotation"` // ID of the one with the best wording
	Outlet     string          `json:"outlet"`    // that printed it
}

// NewRemarkRow returns the row of a remark.
func NewRemarkRow(r *index.RemarkHit) RemarkRow {
	best := NewRow(r.Best)
	return RemarkRow{r.ID, best.Text, best.Speaker, r.Outlets, r.Wordings, r.Quotations, r.Matched, r.First, r.Last, best.ID, best.Outlet}
}

// RemarkOrders are the names of the orders of remarks.
var RemarkOrders = map[string]index.RemarkOrder{
	"outlets": index.ByOutlets, "wordings": index.ByWordings, "quotations": index.ByQuotations, "newest": index.ByNewest,
}
