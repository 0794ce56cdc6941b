package spans

import (
	"slices"
	"strings"
	"testing"

	"dixit/corpus/block"
	"dixit/corpus/text"
	"dixit/quote"
)

// story is what stands around the block quotations of these tests.
const story = "La digue de Kerhuon a cédé dans la nuit de mardi à mercredi, sous le poids de la crue.\n\n%\n\nLes travaux doivent reprendre au printemps, une fois les crédits votés par la région."

func TestMarkupBlocks(t *testing.T) {
	tests := []struct {
		name, quoted string
		want         []string // form, words, label
	}{
		{"author of its own line", "> Nous aurions dû partir.\n> — Odile Ferrand, éclusière", []string{"block", "Nous aurions dû partir.", "Odile Ferrand"}},
		{"author who has no name", "> Nous aurions dû partir.\n> — une éclusière", []string{"block", "Nous aurions dû partir.", "une éclusière"}},
		{"author without a dash", "> Nous aurions dû partir.\n>\n> Odile Ferrand\n", []string{"block", "Nous aurions dû partir.", "Odile Ferrand"}},
		{"author on the line behind", "> Nous aurions dû partir.\nOdile Ferrand", []string{"block", "Nous aurions dû partir.", "Odile Ferrand"}},
		{"author with a role, behind a blank line", "> Nous aurions dû partir.\n\nOdile Ferrand, éclusière", []string{"block", "Nous aurions dû partir.", "Odile Ferrand"}},
		{"a heading behind a blank line", "> Nous aurions dû partir bien avant.\n\nOdile Ferrand", []string{"block", "Nous aurions dû partir bien avant.", ""}},
		{"author behind a dash", "> Nous aurions dû partir. — Odile Ferrand", []string{"block", "Nous aurions dû partir.", "Odile Ferrand"}},
		{"an aside behind a dash", "> Nous aurions dû partir — et vite.", []string{"block", "Nous aurions dû partir — et vite.", ""}},
		{"no author", "> Nous aurions dû partir bien avant.", []string{"block", "Nous aurions dû partir bien avant.", ""}},
		{"paragraphs", "> Nous aurions dû partir.\n>\n> Il est trop tard.\n>\n> — Odile Ferrand", []string{"block", "Nous aurions dû partir.\n>\n> Il est trop tard.", "Odile Ferrand"}},
		{"marks in it", "> Nous disions « jamais ».\n> — Odile Ferrand", []string{"block", "Nous disions « jamais ».", "Odile Ferrand", "marked", "jamais", ""}},
		{"marks around it", "> « Nous aurions dû partir. »\n> — Odile Ferrand", []string{"marked", "Nous aurions dû partir.", "Odile Ferrand"}},
		{"marks and who speaks", "> « Nous partons », dit la maire.", []string{"marked", "Nous partons", ""}},
		{"a sentence with marks, unsigned", "> La maire dit que « tout va bien » dans la ville.", []string{"marked", "tout va bien", ""}},
		{"no sentence", "> Notre dossier sur la grande crue", nil},
		{"a colon before it", "La préfecture écrit :\n\n> Alerte rouge levée", []string{"block", "Alerte rouge levée", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body := strings.Replace(story, "%", tt.quoted, 1)
			found := Find(body, 0, block.Markdown(body, 0)...)
			checkInvariants(t, body, found)
			var got []string
			for _, f := range found {
				form := "marked"
				if f.Form == quote.Block {
					form = "block"
				}
				got = append(got, form, f.Inner.Of(body), f.Label.Of(body))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	t.Run("most of the text", func(t *testing.T) {
		body := "Communiqué\n\n> La digue de Kerhuon a cédé. Les travaux doivent reprendre au printemps."
		if got := Find(body, 0, block.Markdown(body, 0)...); len(got) != 0 {
			t.Errorf("got %+v", got)
		}
	})
}

func FuzzMarkupBlocks(f *testing.F) {
	f.Add(strings.Replace(story, "%", "> Nous aurions dû partir.\n> — Odile Ferrand, éclusière", 1), 90, 118, 124, 136)
	f.Add("« a\n> b » — c", 5, 8, 0, 0)
	f.Fuzz(func(t *testing.T, body string, a, b, c, d int) {
		q := block.Quotation{Words: text.Span{Start: a, End: b}, Author: text.Span{Start: c, End: d}}
		checkInvariants(t, body, Find(body, 0, q, q))
		checkInvariants(t, body, Find(body, 0, block.Markdown(body, 0)...))
	})
}
