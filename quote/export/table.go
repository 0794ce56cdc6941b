package export

import (
	"io"
	"strings"

	"dixit/corpus"
	"dixit/quote"

	"github.com/jedib0t/go-pretty/v6/text"
)

// tableWriter shows quotations on a terminal: for each article its title, and each
// passage with quotations, these in their speakers' colours, followed by the
// attributions.
type tableWriter struct {
	buffered
	options  Options
	articles int
}

func newTable(w io.Writer, o Options) Writer {
	if o.Width <= 0 {
		o.Width = 80
	}
	return &tableWriter{buffered: newBuffered(w), options: o}
}

// Styles of the table. A speaker's colour is one of several, given out in order of
// appearance.
var (
	titleStyle   = text.Colors{text.Bold}
	quietStyle   = text.Colors{text.Faint}
	unknownStyle = text.Colors{text.Bold}
	unsureStyle  = text.Colors{text.FgYellow}

	speakerColors = []text.Color{text.FgCyan, text.FgGreen, text.FgMagenta, text.FgYellow, text.FgBlue,
		text.FgHiRed, text.FgHiCyan, text.FgHiGreen, text.FgHiMagenta}
)

// style returns the sequence that begins a style, "" where there are no colours.
func (w *tableWriter) style(c text.Colors) string {
	if !w.options.Color {
		return ""
	}
	return c.EscapeSeq()
}

func (w *tableWriter) Write(_ *corpus.Article, rows []Row) error {
	if len(rows) == 0 {
		return nil
	}
	if w.articles++; w.articles > 1 {
		_ = w.WriteByte('\n')
	}
	w.heading(&rows[0])
	numbers := speakerNumbers(rows)
	for _, p := range passages(rows) {
		_ = w.WriteByte('\n')
		w.lines(w.flatten(nil, markUp(p.text, p.start, p.rows), "", numbers), "  ", "  ")
		for _, r := range p.rows {
			w.note(r, numbers)
		}
	}
	// Errors of the buffered writer stay with it.
	_, err := w.WriteString("")
	return err
}

// heading writes a line across, the title and where it was printed.
func (w *tableWriter) heading(r *Row) {
	quiet := w.style(quietStyle)
	w.lines([]run{{strings.Repeat("─", w.options.Width), quiet}}, "", "")
	title, source := r.heading()
	w.lines([]run{{title, w.style(titleStyle)}}, "", "")
	if len(source) > 0 {
		w.lines([]run{{strings.Join(source, " · "), quiet}}, "", "")
	}
}

// speakerStyle is that of a row's words and of its speaker's name.
func (w *tableWriter) speakerStyle(r *Row, numbers map[string]int) string {
	switch {
	case r.Speaker != nil:
		return w.style(text.Colors{text.Bold, speakerColors[numbers[r.Speaker.ID]%len(speakerColors)]})
	case r.Kind == quote.Other:
		return w.style(quietStyle)
	}
	return w.style(unknownStyle)
}

// flatten appends nodes to runs, each quotation in its style.
func (w *tableWriter) flatten(runs []run, nodes []node, style string, numbers map[string]int) []run {
	for _, n := range numberNodes(nodes) {
		if n.row == nil {
			runs = append(runs, run{holdMarks.Replace(n.text), style})
		} else {
			runs = w.flatten(runs, n.children, w.speakerStyle(n.row.Row, numbers), numbers)
		}
	}
	return runs
}

// holdMarks keeps a mark on the line of the word that it belongs to, where the
// article has an ordinary space between the two.
var holdMarks = strings.NewReplacer("« ", "«\u00A0", " »", "\u00A0»", " !", "\u00A0!", " ?", "\u00A0?", " ;", "\u00A0;", " :", "\u00A0:")

// note writes the attribution of a row.
func (w *tableWriter) note(r numbered, numbers map[string]int) {
	quiet := w.style(quietStyle)
	number := r.reference()
	sureStyle := quiet
	if r.unsure() {
		sureStyle = w.style(unsureStyle)
	}
	hanging := strings.Repeat(" ", 4+len(number)+1)
	w.lines([]run{
		{number, quiet}, {" ", ""},
		{r.attribution(), w.speakerStyle(r.Row, numbers)},
		{" · " + string(r.Kind) + " · ", quiet},
		{strings.ReplaceAll(r.certainty(), " ", "\u00A0"), sureStyle},
	}, "    ", hanging)
	if evidence := r.evidence(); w.options.Explain && len(evidence) > 0 {
		w.lines([]run{{strings.Join(evidence, " · "), quiet}}, hanging, hanging)
	}
}

// lines writes runs wrapped to the width, the first line behind one indent, those
// that follow behind another.
func (w *tableWriter) lines(runs []run, first, others string) {
	indent := first
	for _, line := range wrap(runs, w.options.Width-len(others)) {
		_, _ = w.WriteString(indent)
		indent = others
		style := ""
		for _, r := range line {
			if r.style != style {
				if style != "" {
					_, _ = w.WriteString(resetStyle)
				}
				style = r.style
				_, _ = w.WriteString(style)
			}
			_, _ = w.WriteString(r.text)
		}
		if style != "" {
			_, _ = w.WriteString(resetStyle)
		}
		_ = w.WriteByte('\n')
	}
}

const resetStyle = "\x1b[0m"
