// Package notetest reads the notes in the texts of tests: what a case expects of
// the words before a place, between ⟨ and ⟩.
package notetest

import (
	"strings"
	"testing"
)

// A Note is what a case says of the words that end at a place.
type Note struct {
	End    int      // offset in bytes, in the text without notes
	Fields []string // parted by | in the note, without the spaces around them
}

// Strip takes the notes out of s. It ends the test at a note that is not closed.
func Strip(t testing.TB, s string) (string, []Note) {
	t.Helper()
	var body strings.Builder
	var notes []Note
	for {
		before, rest, ok := strings.Cut(s, "⟨")
		body.WriteString(before)
		if !ok {
			return body.String(), notes
		}
		inside, after, ok := strings.Cut(rest, "⟩")
		if !ok {
			t.Fatalf("a note without end: %s", rest)
		}
		var fields []string
		for f := range strings.SplitSeq(inside, "|") {
			fields = append(fields, strings.TrimSpace(f))
		}
		notes = append(notes, Note{body.Len(), fields})
		s = after
	}
}
