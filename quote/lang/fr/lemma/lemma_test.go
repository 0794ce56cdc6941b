package lemma

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLookup(t *testing.T) {
	for _, c := range []struct {
		form, lemma string
		class       Class
	}{
		{"prolongées", "prolonger", Verb},
		{"pourront", "pouvoir", Verb},
		{"chevaux", "cheval", Noun},
		{"nouvelle", "nouveau", Adjective},
		{"prises", "prendre", Verb},
		{"prise", "prise", Noun},
		{"été", "être", Verb},
		{"lentement", "lentement", Adverb},
		{"quant", "quant", Unknown},
		{"zzyzx", "zzyzx", Unknown},
		{"", "", Unknown},
	} {
		t.Run(c.form, func(t *testing.T) {
			got, class, ok := Lookup(c.form)
			if got != c.lemma || class != c.class || ok != (c.class != Unknown) {
				t.Errorf("Lookup(%q) = %q, %v, %v", c.form, got, class, ok)
			}
		})
	}
}

func TestStemMeets(t *testing.T) {
	for _, family := range []string{
		"inspiré inspirées inspirer inspirait",
		"paie paierait payer payé",
		"canal canaux",
		"veut voulaient voudra",
		"réciproque réciproques reciproque",
		"cœur coeur cœurs",
	} {
		words := strings.Fields(family)
		for _, w := range words[1:] {
			if Stem(w) != Stem(words[0]) {
				t.Errorf("Stem(%q) = %q, Stem(%q) = %q", w, Stem(w), words[0], Stem(words[0]))
			}
		}
	}
	if Stem("pacte") == Stem("paquet") {
		t.Error("pacte and paquet meet")
	}
}

func TestRarityOrder(t *testing.T) {
	words := []string{"de", "temps", "frontière", "noyade"}
	for i, w := range words[1:] {
		if Rarity(Stem(words[i])) >= Rarity(Stem(w)) {
			t.Errorf("%s (%.1f) is not more common than %s (%.1f)", words[i], Rarity(Stem(words[i])), w, Rarity(Stem(w)))
		}
	}
	if r := Rarity("zzyzx"); r != Unlisted {
		t.Errorf("Rarity of an unlisted word = %v", r)
	}
}

func FuzzStem(f *testing.F) {
	for _, s := range []string{"", "été", "œuvres", "\xff", "aujourd'hui", "İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Stem(s); utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("Stem(%q) = %q", s, got)
		}
	})
}

func BenchmarkStem(b *testing.B) {
	for b.Loop() {
		Stem("prolongées")
	}
}

func TestInflects(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"le", "les", true},
		{"du", "de", true},
		{"notre", "nos", true},
		{"notre", "sa", false},
		{"je", "nous", false},
		{"que", "qu", false},
		{"zzyzx", "zzyzx", false},
	} {
		if Inflects(c.a, c.b) != c.want || Inflects(c.b, c.a) != c.want {
			t.Errorf("Inflects(%q, %q) is not %v both ways", c.a, c.b, c.want)
		}
	}
}

func TestElides(t *testing.T) {
	for _, c := range []struct {
		short, word string
		want        bool
	}{{"qu", "que", true}, {"l", "le", true}, {"l", "la", true}, {"l", "les", false}, {"ne", "n", false}, {"x", "x", false}} {
		if Elides(c.short, c.word) != c.want {
			t.Errorf("Elides(%q, %q) is not %v", c.short, c.word, c.want)
		}
	}
}
