package variants

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"dixit/quote/alignment"
	"dixit/quote/export"
	"dixit/quote/markup"
)

func writeMarkdown(w io.Writer, v *View, o export.Options) error {
	b := bufio.NewWriter(w)
	md := markup.Markdown
	fmt.Fprintf(b, "## %s\n\n%s · %s\n", md(v.heading()), v.counts(), md(v.firstSeen()))
	if len(v.Variants) > 1 {
		fmt.Fprintf(b, "\nAgainst wording %d: ~~missing~~ · **added** · ~~replaced~~ → **by others** · ~~word~~ \\~ **synonym** · ~~form~~ = **forms** · *moved* · … and {…outside…}\n", v.Reference+1)
	}
	for i := range v.Variants {
		x := &v.Variants[i]
		about := v.originText(i)
		if i == v.Reference {
			about = "reference · " + about
		}
		fmt.Fprintf(b, "\n%d. « %s »  \n   %s\n", i+1, oneLine(v.markdownWords(i)), md(about))
		for k := range x.Quotations {
			q := &x.Quotations[k]
			parts := []string{md(outletName(q.Outlet)), md(markup.Date(q.Published)), md(v.otherSpeaker(q)), fmt.Sprintf("%.2f", q.Score), "`" + strings.ReplaceAll(md(q.ID), "`", "") + "`"}
			if url := markup.WebAddress(q.URL); url != "" {
				parts = append(parts, "<"+markup.MarkdownURL(url)+">")
			}
			fmt.Fprintf(b, "   - %s\n", oneLine(joined(parts)))
			if o.Explain && q.Why != nil {
				fmt.Fprintf(b, "     - %s\n", oneLine(md(explanation(q.Why))))
			}
		}
	}
	if len(v.Spread) > 1 {
		fmt.Fprintf(b, "\n| date | outlets (wording) | outlets so far |\n|---|---|---|\n")
		for _, d := range v.Spread {
			var list []string
			for _, a := range d.Appearances {
				name := md(outletName(a.Outlet))
				if a.New {
					name = "**" + name + "**"
				}
				if a.Time != "" {
					name += " " + a.Time
				}
				list = append(list, fmt.Sprintf("%s (%s)", name, ranks(a.Variants)))
			}
			fmt.Fprintf(b, "| %s | %s | %d |\n", d.Date, oneLine(strings.Join(list, ", ")), d.Outlets)
		}
	}
	return b.Flush()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// markdownWords shows variant i with its differences.
func (v *View) markdownWords(i int) string {
	if i == v.Reference {
		return markup.Markdown(v.Variants[i].Text)
	}
	var b strings.Builder
	for _, s := range v.inline(i) {
		ref, other := emphasised("~~", s.ref), emphasised("**", s.other)
		switch s.kind {
		case "", alignment.Same:
			b.WriteString(markup.Markdown(s.other))
		case alignment.Outside:
			if s.other == "" {
				b.WriteString(" … ")
			} else {
				b.WriteString("{…" + markup.Markdown(s.other) + "…}")
			}
		case alignment.Missing:
			b.WriteString(" " + ref + " ")
		case alignment.Added:
			b.WriteString(other)
		case alignment.Moved:
			b.WriteString(emphasised("*", s.other))
		case alignment.Replaced:
			b.WriteString(ref + " → " + other)
		case alignment.Synonym:
			b.WriteString(ref + ` \~ ` + other)
		case alignment.Inflection:
			b.WriteString(ref + " = " + other)
		}
	}
	return b.String()
}

// emphasised puts a text between marks of emphasis, which must touch its words.
func emphasised(mark, s string) string {
	if s == "" {
		return ""
	}
	return mark + markup.Markdown(oneLine(s)) + mark
}
