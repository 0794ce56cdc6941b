package front

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name string
		body string
		want Matter
		text string // what is left from the returned offset
	}{
		{"none", "Un texte.\n", Matter{}, "Un texte.\n"},
		{"empty", "", Matter{}, ""},
		{"byte order mark", "\ufeffUn texte.", Matter{}, "Un texte."},
		{"every field",
			"---\noutlet: Le Phare\ntitle: Sommet : la suite\ndate: 2024-06-19\nurl: https://phare.example/a?b=c#d\nbyline: Ana Roux\nlang: fr\n---\nTexte.",
			Matter{"Le Phare", "Sommet : la suite", "2024-06-19", "https://phare.example/a?b=c#d", "Ana Roux", "fr"}, "Texte."},
		{"crlf and byte order mark", "\ufeff---\r\ntitle: Un\r\n---\r\nTexte.\r\n", Matter{Title: "Un"}, "Texte.\r\n"},
		{"quoted", "---\ntitle: \"Il dit \\\"non\\\"\"\nbyline: 'L''Avis'\n---\n", Matter{Title: `Il dit "non"`, Byline: "L'Avis"}, ""},
		{"lists", "---\nauthors: [Ana Roux, \"Léo Petit\"]\ntags:\n  - un\n  - deux\n---\nTexte", Matter{Byline: "Ana Roux, Léo Petit"}, "Texte"},
		{"block list", "---\nbyline:\n  - Ana Roux\n- Léo Petit\n---\nTexte", Matter{Byline: "Ana Roux, Léo Petit"}, "Texte"},
		{"closed by dots", "---\ntitle: Un\n...\nTexte", Matter{Title: "Un"}, "Texte"},
		{"unclosed", "---\ntitle: Un\nTexte.", Matter{}, "---\ntitle: Un\nTexte."},
		{"no known key", "---\nnote: rien\n---\nTexte", Matter{}, "---\nnote: rien\n---\nTexte"},
		{"a rule between paragraphs", "---\nIl a plu.\n---\nTexte", Matter{}, "---\nIl a plu.\n---\nTexte"},
		{"a dialogue", "--- Oui, dit-il.\n---", Matter{}, "--- Oui, dit-il.\n---"},
		{"date line", " date 2024-06 Le ministre parle.", Matter{Date: "2024-06"}, "Le ministre parle."},
		{"date line, day", "date 2024-06-19\nLe ministre parle.", Matter{Date: "2024-06-19"}, "Le ministre parle."},
		{"date line, year", " date 2024 Le ministre parle.", Matter{Date: "2024"}, "Le ministre parle."},
		{"date line at the end", " date 2024-06", Matter{Date: "2024-06"}, ""},
		{"no date line", " date de 2024-06", Matter{}, " date de 2024-06"},
		{"no month", " date 2024-13 Le", Matter{}, " date 2024-13 Le"},
		{"front matter wins over date line", "---\ndate: 2024-06-19\n---\n date 2024-06 Texte", Matter{Date: "2024-06-19"}, "Texte"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, at := Parse(tt.body)
			if got != tt.want {
				t.Errorf("Parse = %+v, want %+v", got, tt.want)
			}
			if tt.body[at:] != tt.text {
				t.Errorf("text is %q, want %q", tt.body[at:], tt.text)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add("---\ntitle: Un\nbyline: [A, \"B\"]\n---\n date 2024-06 Texte")
	f.Add("\ufeff---\r\nlang: 'fr\r\n...\r\n")
	f.Add("---\n- : :\n\t\n---")
	f.Fuzz(func(t *testing.T, body string) {
		m, at := Parse(body)
		if at < 0 || at > len(body) {
			t.Fatalf("offset %d of %d", at, len(body))
		}
		if at == 0 && m != (Matter{}) {
			t.Errorf("metadata %+v from no text", m)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	body := "---\noutlet: Le Phare\ntitle: Sommet\n---\n" + strings.Repeat("Le texte. ", 500)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		Parse(body)
	}
}
