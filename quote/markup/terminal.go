package markup

import (
	"bufio"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// DefaultWidth is the number of columns of a terminal that tells none.
const DefaultWidth = 80

// A Terminal writes text in columns. Errors of the writer below stay with it and
// show at Flush.
type Terminal struct {
	*bufio.Writer
	Width int  // columns
	Color bool // whether styles are shown
}

// NewTerminal returns a Terminal that writes to w; a width of 0 or less is
// DefaultWidth.
func NewTerminal(w io.Writer, width int, color bool) Terminal {
	if width <= 0 {
		width = DefaultWidth
	}
	return Terminal{bufio.NewWriterSize(w, 32<<10), width, color}
}

// Run returns text in a style, which is left out where there are no colours.
func (t Terminal) Run(s string, style ...text.Color) Run {
	if !t.Color || len(style) == 0 {
		return Run{Text: s}
	}
	return Run{s, text.Colors(style).EscapeSeq()}
}

const resetStyle = "\x1b[0m"

// Lines writes runs wrapped to the width, the first line behind one indent, those
// that follow behind another.
func (t Terminal) Lines(runs []Run, first, others string) {
	indent := first
	for _, line := range Wrap(runs, t.Width-len(others)) {
		_, _ = t.WriteString(indent)
		indent = others
		style := ""
		for _, r := range line {
			if r.Style != style {
				if style != "" {
					_, _ = t.WriteString(resetStyle)
				}
				style = r.Style
				_, _ = t.WriteString(style)
			}
			_, _ = t.WriteString(r.Text)
		}
		if style != "" {
			_, _ = t.WriteString(resetStyle)
		}
		_ = t.WriteByte('\n')
	}
}

// HoldMarks keeps a mark on the line of the word that it belongs to, where a text
// has an ordinary space between the two.
func HoldMarks(s string) string { return holdMarks.Replace(s) }

var holdMarks = strings.NewReplacer("« ", "«\u00A0", " »", "\u00A0»", " !", "\u00A0!", " ?", "\u00A0?", " ;", "\u00A0;", " :", "\u00A0:")
