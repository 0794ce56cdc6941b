package fr

import (
	"testing"

	"dixit/quote/lexicon"
)

func TestTags(t *testing.T) {
	l := Lexicon()
	for word, want := range map[string]lexicon.Tag{
		"avocate": lexicon.Noun | lexicon.Fem | lexicon.Sing,
		"dit":     lexicon.Fin3S | lexicon.PastPart,
		"disant":  lexicon.PresPart,
		"selon":   lexicon.Prep,
		"cœur":    lexicon.Noun | lexicon.Masc,
		"jean":    lexicon.NameMasc,
	} {
		if got := l.Tags(word); got&want != want {
			t.Errorf("Tags(%q) = %b, want at least %b", word, got, want)
		}
	}
	if got := l.Tags("zorglubique"); got != 0 {
		t.Errorf("Tags of an unknown word = %b", got)
	}
}

func BenchmarkTags(b *testing.B) {
	l := Lexicon()
	words := []string{"le", "président", "de", "la", "république", "a", "déclaré", "que", "zorglub", "constitutionnellement"}
	for i := 0; b.Loop(); i++ {
		l.Tags(words[i%len(words)])
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lexicon.Load(sources()); err != nil {
			b.Fatal(err)
		}
	}
}
