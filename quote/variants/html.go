package variants

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"

	"dixit/quote/alignment"
	"dixit/quote/markup"
)

//go:embed html/remark.css
var remarkCSS string

//go:embed html/remark.tmpl
var remarkTemplate string

// page is parsed when the first page is written.
var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("remark").Parse(remarkTemplate))
})

// What the template shows. The page is for French readers, as its texts are.
type (
	htmlPage struct {
		CSS                      template.CSS
		Reference                string
		About                    string
		Legend                   []htmlSegment
		Variants                 []htmlVariant
		Days                     []htmlDay
		Remark                   string
		ReferenceNumber          int
		Alone                    bool
		Quotations, Outlets, All string
	}
	htmlVariant struct {
		Number             int
		Origin             string
		IsReference        bool
		Printed            []htmlPrinted
		Text               string // of the reference
		RefSide, OtherSide []htmlSegment
	}
	htmlPrinted struct {
		Outlet, Date, Speaker, Title, URL, Passage, Score, ID string
	}
	// An htmlSegment has the class of a difference and what it is to a reader who
	// does not see the style.
	htmlSegment struct{ Class, Text, Tip string }
	htmlDay     struct {
		Date        string
		Appearances []htmlAppearance
		Outlets     int
	}
	htmlAppearance struct {
		Outlet, Time string
		New          bool
		Numbers      []int
	}
)

// writeHTML writes one page that needs nothing else.
func writeHTML(w io.Writer, v *View) error {
	var b bytes.Buffer
	if err := page().Execute(&b, v.page()); err != nil {
		return fmt.Errorf("a page: %w", err)
	}
	_, err := w.Write(bytes.ToValidUTF8(b.Bytes(), []byte("\uFFFD")))
	return err
}

func (v *View) page() *htmlPage {
	p := &htmlPage{
		CSS:       template.CSS(markup.PageCSS + remarkCSS),
		Reference: v.Variants[v.Reference].Text,
		About:     joined([]string{v.Speaker, v.premiere()}),
		Remark:    v.Remark, ReferenceNumber: v.Reference + 1, Alone: len(v.Variants) == 1,
		Quotations: compte(v.Quotations, "citation"), Outlets: compte(v.Outlets, "média"), All: compte(len(v.Variants), "formulation"),
		Legend: []htmlSegment{
			{"missing", "absent", ""}, {"added", "ajouté", ""}, {"replaced", "remplacé", ""}, {"synonym", "synonyme", ""},
			{"inflection", "autre forme du mot", ""}, {"moved", "déplacé", ""}, {"outside", "hors du fragment", ""},
		},
	}
	for i := range v.Variants {
		x := &v.Variants[i]
		h := htmlVariant{Number: i + 1, Origin: v.origine(i), IsReference: i == v.Reference, Text: x.Text}
		ref, other := v.Sides(i)
		h.RefSide, h.OtherSide = shown(ref, "ici"), shown(other, "dans la référence")
		for k := range x.Quotations {
			q := &x.Quotations[k]
			printed := htmlPrinted{
				Outlet: media(q.Outlet), Date: markup.Date(q.Published), Title: q.Title, URL: markup.WebAddress(q.URL),
				Score: strings.Replace(fmt.Sprintf("%.2f", q.Score), ".", ",", 1), ID: q.ID,
			}
			if q.Context != q.Text {
				printed.Passage = q.Context
			}
			if q.Speaker == nil && v.Speaker != "" {
				printed.Speaker = "auteur non précisé"
			} else {
				printed.Speaker = v.otherSpeaker(q)
			}
			h.Printed = append(h.Printed, printed)
		}
		p.Variants = append(p.Variants, h)
	}
	if len(v.Spread) > 1 {
		for _, d := range v.Spread {
			day := htmlDay{Date: d.Date, Outlets: d.Outlets}
			if d.Date == "" {
				day.Date = "sans date"
			}
			for _, a := range d.Appearances {
				h := htmlAppearance{media(a.Outlet), a.Time, a.New, nil}
				for _, v := range a.Variants {
					h.Numbers = append(h.Numbers, v+1)
				}
				day.Appearances = append(day.Appearances, h)
			}
			p.Days = append(p.Days, day)
		}
	}
	return p
}

// shown prepares one side of a comparison; where names the other side.
func shown(segments []Segment, where string) []htmlSegment {
	var list []htmlSegment
	for _, s := range segments {
		h := htmlSegment{Class: string(s.Kind), Text: s.Text}
		switch s.Kind {
		case "", alignment.Same:
			h.Class = ""
		case alignment.Outside:
			h.Text = Abridged(s.Text, len(list) == 0)
		case alignment.Moved:
			h.Tip = "ailleurs " + where
		case alignment.Replaced, alignment.Synonym, alignment.Inflection:
			h.Tip = where + " : " + s.Partner
		}
		list = append(list, h)
	}
	return list
}

// maxOutside is how many words are shown of what lies outside of a fragment.
const maxOutside = 8

// Abridged shortens what lies outside of a fragment. It keeps the words next to the fragment: the last ones where it follows.
func Abridged(s string, before bool) string {
	words := strings.Fields(s)
	switch {
	case len(words) <= maxOutside:
		return s
	case before:
		return "… " + strings.Join(words[len(words)-maxOutside:], " ")
	}
	return strings.Join(words[:maxOutside], " ") + " …"
}

func compte(n int, noun string) string {
	if n < 2 {
		return fmt.Sprintf("%d %s", n, noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func media(outlet string) string {
	if outlet == "" {
		return "média inconnu"
	}
	return outlet
}

// premiere is firstSeen in French.
func (v *View) premiere() string {
	if len(v.First) == 0 {
		return "date de parution inconnue"
	}
	names := outlets(v.First)
	for i := range names {
		names[i] = media(names[i])
	}
	s := "première parution : " + strings.Join(names, ", ")
	if sameDates(v.First) {
		return s + ", " + markup.Date(v.First[0].Published)
	}
	return s + ", " + v.First[0].moment.date + " (les dates ne disent pas lequel d’abord)"
}

// origine is originText in French.
func (v *View) origine(i int) string {
	o := v.Variants[i].Origin
	switch o.Kind {
	case Shared:
		s := "la même à la lettre dans " + compte(len(v.Variants[i].Outlets), "média")
		if o.Source != "" {
			s += ", sans doute d’après " + o.Source
		}
		return s
	case Edited:
		return fmt.Sprintf("formulation %d retouchée", o.Of+1)
	case Excerpt:
		return fmt.Sprintf("extraite de la formulation %d", o.Of+1)
	case Own:
		return "formulation propre"
	}
	return "trop courte pour dire d’où elle vient"
}
