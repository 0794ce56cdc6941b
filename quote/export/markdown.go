package export

import (
	"fmt"
	"io"
	"strings"

	"dixit/corpus"
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
				fmt.Fprintf(w.buffered, "%s> %s\n", separator, lineStart(line))
				separator = ">\n"
			}
		}
		_ = w.WriteByte('\n')
		for _, r := range p.rows {
			name := r.attribution()
			if r.Speaker != nil {
				name = "**" + markdownText(name) + "**"
			}
			fmt.Fprintf(w.buffered, "- \\[%d] %s · %s · %s", r.number, name, r.Kind, r.certainty())
			if evidence := r.evidence(); w.options.Explain && len(evidence) > 0 {
				_, _ = w.WriteString(" (" + markdownText(strings.Join(evidence, " · ")) + ")")
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
	fmt.Fprintf(w.buffered, "## %s\n", markdownText(title))
	for i := range source {
		source[i] = markdownText(source[i])
	}
	if url := webAddress(r.URL); url != "" {
		source = append(source, "<"+markdownURL.Replace(strings.ToValidUTF8(url, ""))+">")
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
			b.WriteString(markdownText(n.text))
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
			b.WriteString(markdownText(n.text))
		} else {
			plainWords(b, n.children)
		}
	}
}

// markdownURL makes a URL fit between < and >.
var markdownURL = strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "\n", "", "\r", "", "\\", "%5C")

var markdownEscaper = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`,
	"<", `\<`, ">", `\>`, "&", `\&`, "~", `\~`, "|", `\|`, "\r", "")

// markdownText writes a text so that it is shown as it is. Line ends stay.
func markdownText(s string) string {
	return markdownEscaper.Replace(strings.ToValidUTF8(s, "\uFFFD"))
}

// lineStart escapes what would make a line something else than text.
func lineStart(line string) string {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	switch rest := line[digits:]; {
	case digits == 0 && (strings.HasPrefix(line, "#") || strings.HasPrefix(line, "+") || strings.HasPrefix(line, "-") || strings.HasPrefix(line, "=")):
		return `\` + line
	case digits > 0 && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")")):
		return line[:digits] + `\` + rest
	}
	return line
}
