package export

import (
	"fmt"
	"io"
	"strings"

	"dixit/corpus"
	"dixit/quote/markup"
)

// markdownWriter writes the same as the table, as Markdown: the passages as block
// quotations with the words in bold, the attributions as lists.
type markdownWriter struct {
	buffered
	options  Options
	articles int
}

func newMarkdown(w io.Writer, o Options) Writer {
	return &markdownWriter{buffered: newBuffered(w), options: o}
}

func (w *markdownWriter) Write(_ *corpus.Article, rows []Row) error {
	if len(rows) == 0 {
		return nil
	}
	if w.articles++; w.articles > 1 {
		_ = w.WriteByte('\n')
	}
	w.heading(&rows[0])
	for _, p := range passages(rows) {
		_ = w.WriteByte('\n')
		separator := ""
		for line := range strings.Lines(boldWords(markUp(p.text, p.start, p.rows))) {
			if line = strings.TrimSpace(line); line != "" {
				fmt.Fprintf(w.buffered, "%s> %s\n", separator, markup.MarkdownLine(line))
				separator = ">\n"
			}
		}
		_ = w.WriteByte('\n')
		for _, r := range p.rows {
			name := r.attribution()
			if r.Speaker != nil {
				name = "**" + markup.Markdown(name) + "**"
			}
			fmt.Fprintf(w.buffered, "- \\[%d] %s · %s · %s", r.number, name, r.Kind, r.certainty())
			if evidence := r.evidence(); w.options.Explain && len(evidence) > 0 {
				_, _ = w.WriteString(" (" + markup.Markdown(strings.Join(evidence, " · ")) + ")")
			}
			_ = w.WriteByte('\n')
		}
	}
	// Errors of the buffered writer stay with it.
	_, err := w.WriteString("")
	return err
}

// heading writes the title of the row's article and where it was printed.
func (w *markdownWriter) heading(r *Row) {
	title, source := r.heading()
	fmt.Fprintf(w.buffered, "## %s\n", markup.Markdown(title))
	for i := range source {
		source[i] = markup.Markdown(source[i])
	}
	if url := markup.WebAddress(r.URL); url != "" {
		source = append(source, "<"+markup.MarkdownURL(url)+">")
	}
	if len(source) > 0 {
		fmt.Fprintf(w.buffered, "\n%s\n", strings.Join(source, " · "))
	}
}

// boldWords writes nodes as Markdown, the quotations' words in bold and followed
// by their numbers. A quotation within another is in bold already.
func boldWords(nodes []node) string {
	var b strings.Builder
	for _, n := range numberNodes(nodes) {
		if n.row == nil {
			b.WriteString(markup.Markdown(n.text))
			continue
		}
		var words strings.Builder
		plainWords(&words, n.children)
		// Emphasis cannot run over a line end, and must touch the words.
		for i, line := range strings.Split(words.String(), "\n") {
			if i > 0 {
				b.WriteByte('\n')
			}
			if line = strings.TrimSpace(line); line != "" {
				b.WriteString("**" + line + "**")
			}
		}
	}
	return b.String()
}

// plainWords writes nodes as Markdown without emphasis.
func plainWords(b *strings.Builder, nodes []node) {
	for _, n := range numberNodes(nodes) {
		if n.row == nil {
			b.WriteString(markup.Markdown(n.text))
		} else {
			plainWords(b, n.children)
		}
	}
}
