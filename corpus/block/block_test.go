package block

import (
	"strings"
	"testing"

	"dixit/corpus/text"
)

func TestMarkdown(t *testing.T) {
	tests := []struct {
		name, body string
		from       int
		want       []string // words, then author
	}{
		{"none", "Le port > la ville.\n", 0, nil},
		{"one line", "Avant.\n\n> Nous partons.\n\nAprès.", 0, []string{"Nous partons.", ""}},
		{"author behind a dash", "> Nous partons.\n> — Odile Ferrand, maire\n", 0, []string{"Nous partons.", "Odile Ferrand, maire"}},
		{"author behind an empty line", "> Nous partons.\n>\n> -- Odile Ferrand", 0, []string{"Nous partons.", "Odile Ferrand"}},
		{"several lines", ">Nous partons.\n>Vous restez.\n", 0, []string{"Nous partons.\n>Vous restez.", ""}},
		{"two quotations", "> Un.\n\n> Deux.\n", 0, []string{"Un.", "", "Deux.", ""}},
		{"a line without sign ends it", "> Nous partons.\nOdile Ferrand\n", 0, []string{"Nous partons.", ""}},
		{"nested", "> > Nous partons.\n", 0, []string{"Nous partons.", ""}},
		{"emphasis", "> **_Nous partons._**\r\n> — *Odile Ferrand*", 0, []string{"Nous partons.", "*Odile Ferrand*"}},
		{"emphasis of one word", "> *Nous* partons.", 0, []string{"*Nous* partons.", ""}},
		{"emphasis of two words", "> *Nous* partons, pas *eux*", 0, []string{"*Nous* partons, pas *eux*", ""}},
		{"a dialogue of one line", "> — Nous partons.", 0, []string{"— Nous partons.", ""}},
		{"signs alone", ">\n> >\n>   \n", 0, nil},
		{"code", "    > a > b\n```sh\n> Nous partons.\n```\n> Vous restez.\n", 0, []string{"Vous restez.", ""}},
		{"behind front matter", "> un\n---\n> Nous partons.", 9, []string{"Nous partons.", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, q := range Markdown(tt.body, tt.from) {
				got = append(got, q.Words.Of(tt.body), q.Author.Of(tt.body))
			}
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNewSigned(t *testing.T) {
	body := "Nous partons.\n— Odile Ferrand"
	lines := text.Paragraphs(nil, body, 0)
	for _, signed := range []bool{false, true} {
		if q, ok := New(body, lines, signed); !ok || q.Words.Of(body) != "Nous partons." || q.Author.Of(body) != "Odile Ferrand" {
			t.Errorf("signed %v: %+v", signed, q)
		}
	}
	if q, ok := New(body, lines[1:], true); ok {
		t.Errorf("an author without words: %+v", q)
	}
}

func FuzzMarkdown(f *testing.F) {
	f.Add("> Nous partons.\n> — Odile\n\n```\n> x", 0)
	f.Add(">*_*", 1)
	f.Fuzz(func(t *testing.T, body string, from int) {
		if from < 0 || from > len(body) {
			return
		}
		at := from
		for _, q := range Markdown(body, from) {
			if q.Words.Empty() || q.Words.Start < at || q.Words.End > len(body) {
				t.Fatalf("%+v in %q", q, body)
			}
			at = q.Words.End
			if a := q.Author; a != (text.Span{}) && (a.Start < at || a.End < a.Start || a.End > len(body)) {
				t.Fatalf("author %+v in %q", q, body)
			}
		}
	})
}
