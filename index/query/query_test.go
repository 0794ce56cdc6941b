package query

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// dump writes a tree as an S-expression.
func dump(n Node) string {
	list := func(op string, parts []Node) string {
		var b strings.Builder
		b.WriteString("(" + op)
		for _, p := range parts {
			b.WriteString(" " + dump(p))
		}
		return b.String() + ")"
	}
	switch n := n.(type) {
	case All:
		return "*"
	case And:
		return list("and", n.Parts)
	case Or:
		return list("or", n.Parts)
	case Not:
		return list("not", []Node{n.Part})
	case Term:
		s := n.Text
		switch n.Mode {
		case Phrase:
			s = `"` + s + `"`
		case Wildcard:
			s = "w:" + s
		case Fuzzy:
			s = fmt.Sprintf("%s~%d", s, n.Distance)
		}
		if n.Field != "text" {
			s = n.Field + "=" + s
		}
		return s
	}
	return "?"
}

func TestParse(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", "*"},
		{"  ", "*"},
		{"*", "*"},
		{"accord", "accord"},
		{"accord paix", "(and accord paix)"},
		{"accord AND paix", "(and accord paix)"},
		{"a OR b c", "(or a (and b c))"},
		{"a b OR c", "(or (and a b) c)"},
		{"(a OR b) c", "(and (or a b) c)"},
		{"a NOT b", "(and a (not b))"},
		{"a AND NOT b OR c", "(or (and a (not b)) c)"},
		{"-a", "(not a)"},
		{"peut-être -jamais", "(and peut-être (not jamais))"},
		{"a - b", "(and a - b)"},
		{"NOT NOT a", "(not (not a))"},
		{`"traité de paix"`, `"traité de paix"`},
		{"« à terme »", `"à terme"`},
		{"“mot”", `"mot"`},
		{`"il a dit \"non\""`, `"il a dit "non""`},
		{`speaker:merkel`, "speaker=merkel"},
		{`Speaker:"Angela Merkel" kind:direct`, `(and speaker="Angela Merkel" kind=direct)`},
		{"date:2024-01..2024-06", "date=2024-01..2024-06"},
		{"-outlet:matin", "(not outlet=matin)"},
		{"réexam*", "w:réexam*"},
		{"m?diateur", "w:m?diateur"},
		{"vraiment?", "vraiment?"},
		{"vraiment ?", "(and vraiment ?)"},
		{"mot~", "mot~1"},
		{"mot~2 autre", "(and mot~2 autre)"},
		{"(mot~)", "mot~1"},
		{`a\:b`, "a:b"},
		{`10:30`, "10:30"},
		{"or and not", "(and or and not)"},
		{"ORGANE", "ORGANE"},
		{`mot"phrase ici"`, `(and mot "phrase ici")`},
		{"exact:réexaminées", "exact=réexaminées"},
		{"outlet:*", "outlet=w:*"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			n, err := Parse(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if got := dump(n); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		in   string
		pos  int
		says string
	}{
		{"(a b", 0, "not closed"},
		{"a b)", 3, "without an opening"},
		{"()", 0, "nothing between"},
		{`a "b c`, 2, "not closed"},
		{`""`, 0, "nothing between"},
		{"« a", 0, "not closed"},
		{"a »", 2, "without an opening"},
		{"AND a", 0, "on its left"},
		{"a AND", 2, "on its right"},
		{"a OR", 2, "on its right"},
		{"OR a", 0, "on its left"},
		{"a OR OR b", 5, "on its left"},
		{"a AND OR b", 2, "not OR"},
		{"a NOT", 2, "on its right"},
		{"NOT AND a", 4, "not AND"},
		{"auteur:x", 0, `no field "auteur"`},
		{"speaker:", 0, "needs a value"},
		{"speaker: x", 8, "right behind"},
		{"mot~3", 3, "1 or 2"},
		{"mot~x", 4, "ends a word"},
		{"~", 0, "word before"},
		{`"a b"~2`, 5, "single words"},
		{"m*t~", 0, "either"},
		{`a\`, 1, "backslash"},
		{strings.Repeat("(", 100) + "a", maxDepth + 1, "levels"},
		{strings.Repeat("a ", maxBytes), maxBytes, "longer"},
	}
	for _, tt := range tests {
		t.Run(tt.in[:min(len(tt.in), 20)], func(t *testing.T) {
			_, err := Parse(tt.in)
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("no error, want one that says %q", tt.says)
			}
			if e.Pos != tt.pos || !strings.Contains(e.Msg, tt.says) {
				t.Errorf("at %d %q, want at %d %q", e.Pos, e.Msg, tt.pos, tt.says)
			}
		})
	}
}

func TestErrorCountsCharacters(t *testing.T) {
	_, err := Parse("été (b")
	if err == nil || !strings.Contains(err.Error(), "character 5:") {
		t.Fatalf("got %v", err)
	}
	var e *Error
	errors.As(err, &e)
	if got := e.Caret(); got != "été (b\n    ^" {
		t.Errorf("caret %q", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"a b", `"a b`, "speaker:x -y", "(a OR b) NOT c*", "m?t~2", "« é »", "\xff:\xff", `\`, "((((", "a~ b", "?*?", "date:2024..2025"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := Parse(s)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Pos < 0 || e.Pos > len(e.Query) || e.Msg == "" {
				t.Fatalf("%q: %#v", s, err)
			}
			_ = e.Error() + e.Caret()
			return
		}
		var walk func(Node)
		walk = func(n Node) {
			switch n := n.(type) {
			case And:
				if len(n.Parts) < 2 {
					t.Fatalf("%q: and of %d", s, len(n.Parts))
				}
				for _, p := range n.Parts {
					walk(p)
				}
			case Or:
				if len(n.Parts) < 2 {
					t.Fatalf("%q: or of %d", s, len(n.Parts))
				}
				for _, p := range n.Parts {
					walk(p)
				}
			case Not:
				walk(n.Part)
			case Term:
				if n.Text == "" || n.Pos < 0 || n.Pos >= len(s) || !known(n.Field) {
					t.Fatalf("%q: term %+v", s, n)
				}
				if n.Mode == Wildcard && len(n.Literal) != len(n.Text) {
					t.Fatalf("%q: %d marks for %d bytes", s, len(n.Literal), len(n.Text))
				}
				if utf8.ValidString(s) && !utf8.ValidString(n.Text) {
					t.Fatalf("%q: broken term %q", s, n.Text)
				}
			case nil:
				t.Fatalf("%q: nil", s)
			}
		}
		walk(n)
	})
}
