package variants

import (
	"fmt"
	"io"
	"strings"

	"dixit/quote/alignment"
	"dixit/quote/export"
	"dixit/quote/markup"

	"github.com/jedib0t/go-pretty/v6/text"
)

// A mark is how a terminal shows a kind of difference: what stands around and
// between the two sides, with or without colours.
type mark struct {
	open, between, close string
	style                text.Colors
	legend               [2]string // an example: of the reference, of the variant
}

var marks = map[alignment.OpKind]mark{
	alignment.Missing:    {"[-", "", "-]", text.Colors{text.FgRed}, [2]string{"missing", ""}},
	alignment.Added:      {"{+", "", "+}", text.Colors{text.FgGreen}, [2]string{"", "added"}},
	alignment.Replaced:   {"{", " → ", "}", text.Colors{text.FgMagenta}, [2]string{"replaced", "by others"}},
	alignment.Synonym:    {"{", " ~ ", "}", text.Colors{text.FgYellow}, [2]string{"word", "synonym"}},
	alignment.Inflection: {"{", " = ", "}", text.Colors{text.FgCyan}, [2]string{"form", "forms"}},
	alignment.Moved:      {"<", "", ">", text.Colors{text.FgBlue}, [2]string{"", "moved"}},
}

// legendOrder is that of the legend.
var legendOrder = []alignment.OpKind{alignment.Missing, alignment.Added, alignment.Replaced, alignment.Synonym, alignment.Inflection, alignment.Moved}

type table struct {
	markup.Terminal
	*View
	explain bool
}

func writeTable(w io.Writer, v *View, o export.Options) error {
	t := table{markup.NewTerminal(w, o.Width, o.Color), v, o.Explain}
	quiet := func(s, indent string) { t.Lines([]markup.Run{t.Run(s, text.Faint)}, indent, indent) }
	t.Lines([]markup.Run{t.Run(v.heading(), text.Bold)}, "", "")
	quiet(v.counts()+" · "+v.firstSeen(), "")
	if len(v.Variants) > 1 {
		t.Lines(t.legend(), "", "")
	}
	for i := range v.Variants {
		_ = t.WriteByte('\n')
		t.variant(i)
	}
	if len(v.Spread) > 1 {
		_, _ = t.WriteString("\nHow it spread\n")
		for _, d := range v.Spread {
			date := d.Date
			if date == "" {
				date = "no date"
			}
			t.Lines(t.day(&d), fmt.Sprintf("  %-12s", date), strings.Repeat(" ", 14))
		}
	}
	return t.Flush()
}

// marked returns the runs of one difference.
func (t *table) marked(k alignment.OpKind, ref, other string) []markup.Run {
	m := marks[k]
	words := markup.HoldMarks(ref + m.between + other)
	if k == alignment.Moved {
		words = markup.HoldMarks(other)
	}
	return []markup.Run{t.Run(m.open+words+m.close, m.style...)}
}

func (t *table) legend() []markup.Run {
	runs := []markup.Run{t.Run("Against wording "+fmt.Sprint(t.Reference+1)+": ", text.Faint)}
	for _, k := range legendOrder {
		runs = append(runs, t.marked(k, marks[k].legend[0], marks[k].legend[1])...)
		runs = append(runs, t.Run("  "))
	}
	return append(runs, t.Run("… and {…outside…}", text.Faint))
}

func (t *table) variant(i int) {
	w := &t.Variants[i]
	number := fmt.Sprintf("%d. ", i+1)
	indent := strings.Repeat(" ", len(number))
	runs := []markup.Run{t.Run(number+"«\u00a0", text.Faint)}
	if i == t.Reference {
		runs = append(runs, t.Run(markup.HoldMarks(w.Text), text.Bold))
	} else {
		runs = append(runs, t.words(i)...)
	}
	t.Lines(append(runs, t.Run("\u00a0»", text.Faint)), "", indent)
	about := t.originText(i)
	if i == t.Reference {
		about = "reference · " + about
	}
	t.Lines([]markup.Run{t.Run(about)}, indent, indent)
	for k := range w.Quotations {
		q := &w.Quotations[k]
		parts := []string{outletName(q.Outlet), markup.Date(q.Published), t.otherSpeaker(q), fmt.Sprintf("%.2f", q.Score), q.ID}
		t.Lines([]markup.Run{t.Run(joined(parts), text.Faint)}, indent, indent+"  ")
		if t.explain && q.Why != nil {
			t.Lines([]markup.Run{t.Run(explanation(q.Why), text.Faint)}, indent+"  ", indent+"    ")
		}
	}
}

// words shows variant i with its differences.
func (t *table) words(i int) []markup.Run {
	var runs []markup.Run
	space := true // whether a blank stands before
	stretches := t.inline(i)
	for k, s := range stretches {
		var next []markup.Run
		switch s.kind {
		case "", alignment.Same:
			next = []markup.Run{t.Run(markup.HoldMarks(s.other))}
		case alignment.Outside:
			if next = []markup.Run{t.Run("…", text.Faint)}; s.other != "" {
				next = []markup.Run{t.Run("{…"+markup.HoldMarks(s.other)+"…}", text.Faint)}
			}
		default:
			next = t.marked(s.kind, s.ref, s.other)
		}
		// What the variant lacks has no blanks of its own.
		if s.kind != "" && s.other == "" && !space {
			runs = append(runs, t.Run(" "))
		}
		runs = append(runs, next...)
		if space = endsInBlank(next[len(next)-1].Text); s.kind != "" && s.other == "" && k+1 < len(stretches) {
			runs, space = append(runs, t.Run(" ")), true
		}
	}
	return runs
}

func endsInBlank(s string) bool {
	return s == "" || strings.HasSuffix(s, " ") || strings.HasSuffix(s, "\u00a0") || strings.HasSuffix(s, "\u202f") || strings.HasSuffix(s, "\n")
}

func (t *table) day(d *Day) []markup.Run {
	var runs []markup.Run
	for i, a := range d.Appearances {
		if i > 0 {
			runs = append(runs, t.Run(", "))
		}
		name := outletName(a.Outlet)
		if a.New {
			runs = append(runs, t.Run(name, text.Bold))
		} else {
			runs = append(runs, t.Run(name))
		}
		s := " ("
		if a.Time != "" {
			s += a.Time + ", "
		}
		noun := "wording "
		if len(a.Variants) > 1 {
			noun = "wordings "
		}
		runs = append(runs, t.Run(s+noun+ranks(a.Variants)+")", text.Faint))
	}
	return append(runs, t.Run(" · "+count(d.Outlets, "outlet")+" by then", text.Faint))
}

// joined leaves out what is empty.
func joined(parts []string) string {
	var list []string
	for _, p := range parts {
		if p != "" {
			list = append(list, p)
		}
	}
	return strings.Join(list, " · ")
}
