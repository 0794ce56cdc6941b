package markup

import (
	"slices"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/text"
)

// A Run is a stretch of text in one style: an ANSI sequence, or "" for none.
type Run struct{ Text, Style string }

// Wrap breaks runs into lines of at most room columns: at spaces and where the
// text has line ends. No-break spaces hold; a word wider than a line is broken
// between two runes. Nothing in the text can command the terminal.
func Wrap(runs []Run, room int) [][]Run {
	w := wrapper{room: max(room, 8)}
	for _, r := range runs {
		for s := r.Text; s != ""; {
			i := strings.IndexAny(s, " \t\r\n")
			if i < 0 {
				i = len(s)
			}
			if i > 0 {
				w.add(Run{visible(s[:i]), r.Style})
				s = s[i:]
				continue
			}
			w.endWord()
			w.space = Run{" ", r.Style}
			if s[0] == '\n' {
				w.endLine()
			}
			s = s[1:]
		}
	}
	w.endWord()
	w.endLine()
	return w.lines
}

// A wrapper is the state of Wrap.
type wrapper struct {
	room  int
	lines [][]Run
	line  []Run // without its line end
	width int   // of the line, in columns
	space Run   // stands before the word, unless that begins a line

	word      []Run
	wordWidth int
}

func (w *wrapper) add(r Run) {
	w.word = append(w.word, r)
	w.wordWidth += text.StringWidthWithoutEscSequences(r.Text)
}

func (w *wrapper) endWord() {
	if len(w.word) == 0 {
		return
	}
	if w.width > 0 && w.width+1+w.wordWidth > w.room {
		w.endLine()
	}
	if w.width > 0 {
		w.line = append(w.line, w.space)
		w.width++
	}
	if w.width+w.wordWidth <= w.room {
		w.line = append(w.line, w.word...)
		w.width += w.wordWidth
	} else {
		w.breakWord()
	}
	w.word, w.wordWidth = w.word[:0], 0
}

// breakWord adds a word that is wider than a line.
func (w *wrapper) breakWord() {
	for _, r := range w.word {
		start := 0
		for i, c := range r.Text {
			n := text.RuneWidth(c)
			if w.width+n > w.room {
				w.line = append(w.line, Run{r.Text[start:i], r.Style})
				w.endLine()
				start = i
			}
			w.width += n
		}
		w.line = append(w.line, Run{r.Text[start:], r.Style})
	}
}

// endLine ends a line that is not empty.
func (w *wrapper) endLine() {
	if len(w.line) > 0 {
		w.lines = append(w.lines, slices.Clone(w.line))
	}
	w.line, w.width = w.line[:0], 0
}

// visible replaces what would command a terminal: control characters (an escape
// sequence begins with one) and marks that turn the direction of writing. What is
// not UTF-8 becomes U+FFFD.
func visible(s string) string {
	harmful := func(r rune) bool {
		return unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.IndexFunc(s, harmful) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if harmful(r) {
			return '\uFFFD'
		}
		return r
	}, s)
}
