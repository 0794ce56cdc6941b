package export

import (
	"io"
	"strings"

	"dixit/corpus"
	"dixit/quote"
	"dixit/quote/markup"

	"github.com/jedib0t/go-pretty/v6/text"
)

// tableWriter shows quotations on a terminal: for each article its title, and each
// passage with quotations, these in their speakers' colours, followed by the
// attributions.
type tableWriter struct {
	markup.Terminal
	explain  bool
	articles int
}

func newTable(w io.Writer, o Options) Writer {
	return &tableWriter{Terminal: markup.NewTerminal(w, o.Width, o.Color), explain: o.Explain}
}

// Close writes what is buffered.
func (w *tableWriter) Close() error { return w.Flush() }

// Styles of the table. A speaker's colour is one of several, given out in order of
// appearance.
var (
	titleStyle   = text.Bold
	quietStyle   = text.Faint
	unknownStyle = text.Bold
	unsureStyle  = text.FgYellow

	speakerColors = []text.Color{text.FgCyan, text.FgGreen, text.FgMagenta, text.FgYellow, text.FgBlue,
		text.FgHiRed, text.FgHiCyan, text.FgHiGreen, text.FgHiMagenta}
)

func (w *tableWriter) Write(_ *corpus.Article, rows []Row) error {
	if len(rows) == 0 {
		return nil
	}
	if w.articles++; w.articles > 1 {
		_ = w.WriteByte('\n')
	}
	w.heading(&rows[0])
	numbers := SpeakerNumbers(rows)
	for _, p := range passages(rows) {
		_ = w.WriteByte('\n')
		w.Lines(w.flatten(nil, markUp(p.text, p.start, p.rows), nil, numbers), "  ", "  ")
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
	title, source := r.heading()
	w.Lines([]markup.Run{w.Run(strings.Repeat("─", w.Width), quietStyle)}, "", "")
	w.Lines([]markup.Run{w.Run(title, titleStyle)}, "", "")
	if len(source) > 0 {
		w.Lines([]markup.Run{w.Run(strings.Join(source, " · "), quietStyle)}, "", "")
	}
}

// speakerStyle is that of a row's words and of its speaker's name.
func (w *tableWriter) speakerStyle(r *Row, numbers map[string]int) text.Colors {
	switch {
	case r.Speaker != nil:
		return text.Colors{text.Bold, speakerColors[numbers[r.Speaker.ID]%len(speakerColors)]}
	case r.Kind == quote.Other:
		return text.Colors{quietStyle}
	}
	return text.Colors{unknownStyle}
}

// flatten appends nodes to runs, each quotation in its style.
func (w *tableWriter) flatten(runs []markup.Run, nodes []node, style text.Colors, numbers map[string]int) []markup.Run {
	for _, n := range numberNodes(nodes) {
		if n.row == nil {
			runs = append(runs, w.Run(markup.HoldMarks(n.text), style...))
		} else {
			runs = w.flatten(runs, n.children, w.speakerStyle(n.row.Row, numbers), numbers)
		}
	}
	return runs
}

// note writes the attribution of a row.
func (w *tableWriter) note(r numbered, numbers map[string]int) {
	number := r.reference()
	sureStyle := quietStyle
	if r.Unsure() {
		sureStyle = unsureStyle
	}
	hanging := strings.Repeat(" ", 4+len(number)+1)
	w.Lines([]markup.Run{
		w.Run(number, quietStyle), w.Run(" "),
		w.Run(r.attribution(), w.speakerStyle(r.Row, numbers)...),
		w.Run(" · "+string(r.Kind)+" · ", quietStyle),
		w.Run(strings.ReplaceAll(r.certainty(), " ", "\u00A0"), sureStyle),
	}, "    ", hanging)
	if evidence := r.evidence(); w.explain && len(evidence) > 0 {
		w.Lines([]markup.Run{w.Run(strings.Join(evidence, " · "), quietStyle)}, hanging, hanging)
	}
}
