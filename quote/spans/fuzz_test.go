package spans

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzFind(f *testing.F) {
	for _, e := range floods {
		f.Add(strings.Repeat(e.text, 3), 0)
	}
	f.Add(newsParagraphs, 0)
	f.Add("« Nous irons.\n« Puis “non", 2)
	f.Add("Nous irons très loin », a dit X.", 13)
	f.Add("« a “b ‘c’ d” e\n\n» f », dit-il. \xc2 \xe2\x80 \"x\"", 1)
	f.Add("Nous avons attendu ce pont vingt ans.\nJeanne Martin, maire\nLe chantier de Jeanne Martin commencera en avril et durera huit mois.", 0)
	f.Add("Le pont, « c'est non », n'a jamais fait l'unanimité dans la vallée, ni ailleurs.\n\nUn pont ne répare rien, dit la loi.\n— Jeanne Martin\nCo-présidente, 34 ans\n\nLe chantier (Martin, à Brest) commencera en avril et durera huit mois.", 0)
	f.Add("Jeanne Martin : « oui. »\nPaul Roux : \"non.\nJeanne Martin : si.\nPaul Roux : non.\n", 0)
	f.Fuzz(func(t *testing.T, body string, from int) {
		found := Find(body, from)
		checkInvariants(t, body, found)
		if again := Find(body, from); !slices.Equal(found, again) {
			t.Fatalf("two runs differ:\n%+v\n%+v", found, again)
		}
		for _, g := range found {
			if g.Outer.Start < from {
				t.Fatalf("%+v starts before %d", g, from)
			}
		}
	})
}

// FuzzIsolation checks that a paragraph, whatever it holds, changes nothing in
// those around it.
func FuzzIsolation(f *testing.F) {
	f.Add("« Nous irons, a dit la maire.")
	f.Add("Un \" stray » et « un autre ‘ ”")
	const before = "Le maire a dit : « Nous irons “loin” ». L'écran 27\" est \"neuf\".\nPuis rien.\n"
	const after = "\nLe soir, rien.\nElle juge cela « injuste » et \"très ‘triste’\".\n"
	count := len(Find(before, 0))
	f.Fuzz(func(t *testing.T, middle string) {
		middle = strings.ReplaceAll(middle, "\n", " ")
		if !utf8.ValidString(middle) {
			return
		}
		found := Find(before+middle+after, 0)
		checkInvariants(t, before+middle+after, found)
		want := Find(before, 0)
		if len(found) < count || !slices.Equal(found[:count], want) {
			t.Fatalf("before %q: %+v, want %+v", middle, found, want)
		}
		tail := Find(after, 0)
		if len(found) < len(tail) {
			t.Fatalf("after %q: %+v, want %+v", middle, found, tail)
		}
		for i, g := range found[len(found)-len(tail):] {
			if g.Inner.Of(before+middle+after) != tail[i].Inner.Of(after) {
				t.Fatalf("after %q: %q, want %q", middle, g.Inner.Of(before+middle+after), tail[i].Inner.Of(after))
			}
		}
	})
}
