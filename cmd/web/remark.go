package web

import (
	"errors"
	"net/url"
	"strings"

	"dixit/cmd/request"
	"dixit/corpus/lang"
	"dixit/quote/alignment"
	"dixit/quote/export"
	"dixit/quote/markup"
	"dixit/quote/variants"
)

type remarkPage struct {
	page
	ID         string
	Text       string // of the reference
	TextLang   string
	Speaker    string
	SpeakerURL string
	Quotations int
	Outlets    int
	First      []printed
	Variants   []variant
	Reference  int // its number
	Days       []day
	Exports    []choice
}

// A variant is one wording, compared with the reference.
type variant struct {
	Number      int
	IsReference bool
	Use         string // the address of the page with it as the reference
	Text        string
	Fragment    bool
	Origin      string
	Reference   []segment // what the reference says, as the wording differs from it
	Wording     []segment
	Printed     []printed
}

// A segment has the class of a difference, and for who does not see it, what stands
// in its place in the other wording.
type segment struct{ Class, Text, Tip string }

// A printed quotation is one in an outlet.
type printed struct {
	ID, Outlet, OutletURL, Published, ArticleURL, Title, URL, Passage, Citation string
	Speaker                                                                     string // where it is another than the remark's
	Score                                                                       float64
}

// A day is a step of how the remark spread.
type day struct {
	Date    string
	Outlets int // that had printed it by then
	Seen    []appearance
}

type appearance struct {
	Outlet, Time string
	New          bool
	Numbers      []int // of the wordings
}

// remark is the page of a remark in all its wordings.
func (v *visit) remark() error {
	id, against := v.id(), v.r.URL.Query().Get("against")
	view, err := request.View(v.r.Context(), v.archive, id, against, false)
	if errors.Is(err, variants.ErrReference) {
		return &request.Error{Field: "against", Err: err}
	}
	if err != nil {
		return err
	}
	reference := &view.Variants[view.Reference]
	p := &remarkPage{
		page: v.page(reference.Text, "remarks"), ID: id, Text: reference.Text, TextLang: languageOf(view), Speaker: view.Speaker,
		Quotations: view.Quotations, Outlets: view.Outlets, Reference: view.Reference + 1,
	}
	for i := range view.Variants {
		w := &view.Variants[i]
		x := variant{
			Number: i + 1, IsReference: i == view.Reference, Text: w.Text, Fragment: w.Fragment, Origin: v.origin(view, i),
			Use: v.url("/remark/"+url.PathEscape(id), url.Values{"against": {w.Quotations[0].ID}}),
		}
		ref, wording := view.Sides(i)
		x.Reference, x.Wording = v.segments(ref, "diff.here"), v.segments(wording, "diff.reference")
		for k := range w.Quotations {
			q := &w.Quotations[k]
			x.Printed = append(x.Printed, v.printed(q, view.Speaker))
			if p.SpeakerURL == "" && q.Speaker != nil && nameOf(q.Speaker) == view.Speaker {
				p.SpeakerURL = v.speakerURL(q.Speaker.ID)
			}
		}
		p.Variants = append(p.Variants, x)
	}
	for i := range view.First {
		p.First = append(p.First, v.printed(&view.First[i], view.Speaker))
	}
	for _, d := range view.Spread {
		x := day{Date: d.Date, Outlets: d.Outlets}
		for _, a := range d.Appearances {
			seen := appearance{Outlet: a.Outlet, Time: a.Time, New: a.New}
			for _, n := range a.Variants {
				seen.Numbers = append(seen.Numbers, n+1)
			}
			x.Seen = append(x.Seen, seen)
		}
		p.Days = append(p.Days, x)
	}
	for _, format := range []string{"csv", "xlsx", "jsonl"} {
		p.Exports = append(p.Exports, choice{Label: format, URL: link("/export", url.Values{"remark": {id}, "format": {format}})})
	}
	return v.render("remark", p)
}

func (v *visit) printed(q *variants.Quotation, speaker string) printed {
	p := printed{
		ID: q.ID, Outlet: q.Outlet, OutletURL: v.outletURL(q.Outlet), Published: q.Published, ArticleURL: v.articleURL(q.Doc, q.ID),
		Title: titleOf(&q.Row), URL: markup.WebAddress(q.URL), Citation: v.citation(&q.Row), Score: q.Score,
	}
	if q.Context != q.Text {
		p.Passage = q.Context
	}
	if name, _ := v.who(&q.Row); name != speaker {
		p.Speaker = name
	}
	return p
}

// segments prepares one side of a comparison; other is the message for what stands
// on the other side.
func (v *visit) segments(list []variants.Segment, other string) []segment {
	var out []segment
	for _, s := range list {
		x := segment{Class: string(s.Kind), Text: s.Text}
		switch s.Kind {
		case alignment.Same:
			x.Class = ""
		case alignment.Outside:
			x.Text = variants.Abridged(s.Text, len(out) == 0)
		case alignment.Moved:
			x.Tip = v.text("diff.moved.tip")
		case alignment.Replaced, alignment.Synonym, alignment.Inflection:
			x.Tip = v.text(other, s.Partner)
		}
		out = append(out, x)
	}
	return out
}

// origin says where a wording comes from, as far as it shows.
func (v *visit) origin(view *variants.View, i int) string {
	o := view.Variants[i].Origin
	key := "origin." + string(o.Kind)
	switch {
	case o.Kind == variants.Shared && o.Source != "":
		return v.count(key, len(view.Variants[i].Outlets)) + v.text("origin.source", o.Source)
	case o.Kind == variants.Shared:
		return v.count(key, len(view.Variants[i].Outlets))
	case o.Kind == variants.Edited, o.Kind == variants.Excerpt:
		return v.text(key, v.number(o.Of+1))
	}
	return v.text(key)
}

// languageOf is the language of a remark's wordings: one alone may be too short to
// tell.
func languageOf(view *variants.View) string {
	var b strings.Builder
	for i := range view.Variants {
		b.WriteString(view.Variants[i].Quotations[0].Context + "\n")
	}
	return lang.Detect(b.String())
}

// rowsOf are the rows of a remark's quotations.
func (v *visit) rowsOf(id string) ([]export.Row, error) {
	_, hits, err := v.archive.Remark(v.r.Context(), id)
	if err != nil {
		return nil, err
	}
	rows := make([]export.Row, len(hits))
	for i, h := range hits {
		rows[i] = request.NewRow(h)
	}
	return rows, nil
}
