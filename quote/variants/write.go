package variants

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"dixit/quote/alignment"
	"dixit/quote/export"
	"dixit/quote/markup"
)

// Formats names the formats that Write knows, by the names of package export.
func Formats() []string { return []string{"table", "jsonl", "md", "html"} }

// Write writes a view. Of the options it heeds Width and Color, of a table, and
// Explain, of a table and Markdown; JSON always has what explains a score.
func Write(w io.Writer, format string, v *View, o export.Options) error {
	switch format {
	case "table":
		return writeTable(w, v, o)
	case "jsonl":
		return writeJSONL(w, v)
	case "md":
		return writeMarkdown(w, v, o)
	case "html":
		return writeHTML(w, v)
	}
	return fmt.Errorf("unknown format %q; there are %s", format, strings.Join(Formats(), ", "))
}

// What tables and Markdown say in the same words.

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// ranks lists variants by their numbers.
func ranks(variants []int) string {
	list := make([]string, len(variants))
	for i, v := range variants {
		list[i] = strconv.Itoa(v + 1)
	}
	return strings.Join(list, ", ")
}

// outletName names an outlet, or says that it is not known.
func outletName(outlet string) string {
	if outlet == "" {
		return "(outlet not told)"
	}
	return outlet
}

// heading says whose remark it is.
func (v *View) heading() string {
	speaker := v.Speaker
	if speaker == "" {
		speaker = "(speaker not told)"
	}
	if v.Remark == "" {
		return speaker
	}
	return speaker + " · remark " + v.Remark
}

func (v *View) counts() string {
	return count(v.Quotations, "quotation") + " in " + count(v.Outlets, "outlet") + ", " + count(len(v.Variants), "wording")
}

// firstSeen tells who printed the remark first, as far as dates tell.
func (v *View) firstSeen() string {
	if len(v.First) == 0 {
		return "no date is known"
	}
	names := outlets(v.First)
	for i := range names {
		names[i] = outletName(names[i])
	}
	s := "first printed " + markup.Date(v.First[0].Published) + " by " + names[0]
	switch {
	case len(names) > 1 && sameDates(v.First):
		s = "first printed " + markup.Date(v.First[0].Published) + " by " + strings.Join(names, ", ")
	case len(names) > 1:
		s = "first printed " + v.First[0].moment.date + " by one of " + strings.Join(names, ", ") + ": their dates do not tell which"
	}
	return s
}

func sameDates(quotations []Quotation) bool {
	for i := range quotations {
		if quotations[i].Published != quotations[0].Published {
			return false
		}
	}
	return true
}

// originText tells where variant i comes from.
func (v *View) originText(i int) string {
	o := v.Variants[i].Origin
	switch o.Kind {
	case Shared:
		s := "the same to the letter in " + count(len(v.Variants[i].Outlets), "outlet")
		if o.Source != "" {
			s += ", likely from " + o.Source
		}
		return s
	case Edited:
		return fmt.Sprintf("wording %d, edited", o.Of+1)
	case Excerpt:
		return fmt.Sprintf("taken from wording %d", o.Of+1)
	case Own:
		return "a wording of its own"
	}
	return "too short to tell where it comes from"
}

// otherSpeaker names a quotation's speaker where it is not the remark's.
func (v *View) otherSpeaker(q *Quotation) string {
	switch {
	case q.Speaker == nil && v.Speaker != "":
		return "speaker not told"
	case q.Speaker != nil && q.Speaker.Name != v.Speaker:
		return q.Speaker.Name
	}
	return ""
}

// explanation writes why a quotation is in the remark: the words that it shares
// with another one, each with its weight, and how alike where they differ.
func explanation(e *alignment.Explanation) string {
	if e.As == "equal" {
		return "equal to " + e.With
	}
	s := fmt.Sprintf("%.3f as %s of %s:", e.Score, e.As, e.With)
	for _, w := range e.Words {
		// A number is "#" and its value.
		s += " " + strings.TrimPrefix(w.Partner, "#")
		if w.Word != w.Partner {
			s += "~" + strings.TrimPrefix(w.Word, "#")
		}
		s += fmt.Sprintf(" %.2f", w.Weight)
		if w.Quality < 1 {
			s += fmt.Sprintf("×%.2f", w.Quality)
		}
	}
	for _, rest := range []struct {
		name  string
		words []string
	}{{"only here", e.Only}, {"only there", e.Other}} {
		if len(rest.words) > 0 {
			s += "; " + rest.name + ": " + strings.ReplaceAll(strings.Join(rest.words, " "), "#", "")
		}
	}
	return s
}
