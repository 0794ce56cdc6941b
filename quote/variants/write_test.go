package variants

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit/quote/alignment"
	"dixit/quote/export"
)

func written(t *testing.T, format string, v *View, o export.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, format, v, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// view is that of dam with the membership of one quotation explained.
func view(t *testing.T, against string) *View {
	t.Helper()
	all := append([]Quotation{}, dam...)
	all[4].Why = &alignment.Explanation{With: "q1", As: "wording", Score: 0.871,
		Words: []alignment.MatchedWord{{Word: "lâche", Partner: "cède", Weight: 0.5, Quality: 0.7}, {Word: "ouvrira", Partner: "ouvrirons", Weight: 0.25, Quality: 1}},
		Only:  []string{"digue"}, Other: []string{"barrage"}}
	v, err := New(all, against)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestGolden(t *testing.T) {
	for _, c := range []struct {
		file, format, against string
		options               export.Options
	}{
		{"dam.table", "table", "", export.Options{Width: 78, Explain: true}},
		{"dam-colour.table", "table", "", export.Options{Width: 60, Color: true}},
		{"dam-against-fragment.table", "table", "q8", export.Options{Width: 78}},
		{"dam.jsonl", "jsonl", "", export.Options{}},
		{"dam.md", "md", "", export.Options{Explain: true}},
		{"dam.html", "html", "", export.Options{}},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := written(t, c.format, view(t, c.against), c.options)
			file := filepath.Join("testdata", c.file)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("differs from %s (go test -update writes it):\n%s", file, got)
			}
		})
	}
}

// foreign is a remark that means harm.
var foreign = quotations(
	"<b>A</b> | 2025-03-04 | \x1b[31mX | Le <script>alert(1)</script> pont \x1b[31m est *fermé* | _ce_ soir \u202e et demain",
	"B\n# C | 2025-03-05 |  | \xff\xfe le pont\nest fermé ]( ce soir et demain",
)

func TestNothingForeignCommands(t *testing.T) {
	foreign[0].URL = "javascript:alert(1)"
	foreign[1].URL = "https://example.org/<a b>"
	v, err := New(foreign, "")
	if err != nil {
		t.Fatal(err)
	}
	for format, bad := range map[string][]string{
		"table": {"\x1b", "\u202e"},
		"md":    {"\n# C", "<b>", "<script", "javascript:", "\n]("},
		"html":  {"<script", "<b>A", "javascript:", "<link", "src=", "@import", "url("},
		"jsonl": {"\x1b"},
	} {
		got := written(t, format, v, export.Options{Width: 60})
		got = strings.ReplaceAll(got, `\<`, "") // escaped in Markdown
		for _, s := range bad {
			if strings.Contains(got, s) {
				t.Errorf("%s holds %q:\n%s", format, s, got)
			}
		}
		if !utf8.ValidString(got) {
			t.Errorf("%s is not UTF-8", format)
		}
	}
}

func TestJSONLines(t *testing.T) {
	got := strings.Split(strings.TrimSpace(written(t, "jsonl", view(t, ""), export.Options{})), "\n")
	n := 0
	for i, l := range got {
		var x line
		if err := json.Unmarshal([]byte(l), &x); err != nil {
			t.Fatal(err)
		}
		n += len(x.Quotations)
		if x.Rank != i+1 || x.Alignment == nil {
			t.Errorf("line %d: rank %d", i+1, x.Rank)
		}
		for _, op := range x.Alignment {
			if op.Other.Of(x.Text) != op.OtherText {
				t.Errorf("line %d: %q is not at %v", i+1, op.OtherText, op.Other)
			}
		}
	}
	if len(got) != 6 || n != len(dam) {
		t.Errorf("%d lines with %d quotations", len(got), n)
	}
}

// Both sides of a comparison are the texts, whole.
func TestSides(t *testing.T) {
	for _, against := range []string{"", "q5", "q8"} {
		v := view(t, against)
		whole := func(segments []Segment) string {
			var b strings.Builder
			for _, s := range segments {
				b.WriteString(s.Text)
			}
			return b.String()
		}
		for i := range v.Variants {
			ref, other := v.Sides(i)
			if whole(ref) != v.Variants[v.Reference].Text || whole(other) != v.Variants[i].Text {
				t.Errorf("against %q, %d: %q and %q", against, i+1, whole(ref), whole(other))
			}
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteErrors(t *testing.T) {
	for _, f := range Formats() {
		if err := Write(full{}, f, view(t, ""), export.Options{}); err == nil || !strings.Contains(err.Error(), "disk full") {
			t.Errorf("%s on a full disk: %v", f, err)
		}
	}
	if err := Write(full{}, "docx", view(t, ""), export.Options{}); err == nil || !strings.Contains(err.Error(), "table, jsonl") {
		t.Errorf("an unknown format: %v", err)
	}
}
