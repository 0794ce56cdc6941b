package attribution

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lang/fr"
	"dixit/quote/spans"
	"dixit/quote/speakers"
)

// attribute returns the quotations of a body as an Attributor gives them.
func attribute(a *Attributor, body string) []quote.Quotation {
	var list []quote.Quotation
	var labels []text.Span
	for _, f := range spans.Find(body, 0) {
		list = append(list, quote.Quotation{Span: f.Inner, Outer: f.Outer, Text: f.Inner.Of(body), Form: f.Form, Parent: f.Parent})
		labels = append(labels, f.Label)
	}
	a.Attribute(Source{Body: body, Date: "2024-06-19", Quotations: list, Labels: labels})
	return list
}

// FuzzPassedOver checks that the sentences that the analyzer passes over change
// nothing, on the annotated articles first.
func FuzzPassedOver(f *testing.F) {
	paths, err := filepath.Glob("../extract/testdata/*/*.txt")
	if err != nil || len(paths) == 0 {
		f.Fatal("no articles", err)
	}
	for _, p := range paths {
		body, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(body))
	}
	f.Add("Paul Ney parle.\nIl pleut. Elle rit.\nOn part.\n« Oui », dit-il.\nTout va.\nRien. Paul Ney, maire de Brest, dort. L'eau monte.\n« Non »\nLise Roux")
	f.Fuzz(passedOver(f))
}

// FuzzFragments is FuzzPassedOver of texts that hold words, names and marks where
// grammar has them nowhere, one for each byte: mutated articles are seldom so odd.
func FuzzFragments(f *testing.F) {
	for _, text := range [...][]string{
		{"Le", "nord-coréen", "a dit", "« on part »", "."},
		{"« Oui »", "a dit", "selon qui", "« on part »"},
		{"« Oui »", ":", "« Oui »", "selon qui"},
		{"de", "« Oui »", "dite", "« on part »", "Luc Ney"},
	} {
		var picks []byte
		for _, fragment := range text {
			at := slices.Index(fragments, fragment)
			if at < 0 {
				f.Fatalf("%q is no fragment", fragment)
			}
			picks = append(picks, byte(at))
		}
		f.Add(picks)
	}
	check := passedOver(f)
	f.Fuzz(func(t *testing.T, picks []byte) {
		var body strings.Builder
		for _, p := range picks {
			body.WriteString(fragments[int(p)%len(fragments)])
			body.WriteByte(' ')
		}
		check(t, body.String())
	})
}

// fragments are of every kind that a rule asks for.
var fragments = []string{
	"« Oui »", "« on part »", "« Je pars. »", "« Le Pont »", "« mes amis à la mer »", "« Et vous ? »", "«", "»", "\n\n", "\n", ",", ".", ":", "?", "!", "…", "(", ")", "– ", "100 %", "*",
	"Luc Ney", "Lise Roux", "Sofia", "Kim", "l'Insee", "la Fondation Alizé", "Corée du Nord", "Le Nord", "M.", "Mme", "Maksim K.", "l'agence KCNA", "Etat", "A", "É", "E",
	"le", "la", "Le", "l'", "un", "une", "son", "ses", "ce", "cette", "de", "à", "en", "pour", "par", "selon", "d'après", "chez", "au cri de", "de source", "de même source",
	"il", "elle", "Elle", "on", "nous", "je", "lui", "celle-ci", "l'intéressé", "l'un d'eux", "qui", "que", "dont", "selon qui", "selon lequel", "où", "si", "et", "mais",
	"maire", "ministre", "le chef de l'Etat", "l'ancien maire", "le locataire de", "porte-parole", "président", "turc", "nord-coréen", "russe", "le journal", "le groupe", "le texte", "un message", "réponse", "titre", "surnom", "terme", "voix", "sa sœur", "l'accusé", "les élus", "38 ans", "lundi",
	"dit", "dite", "a dit", "disait", "dit-il", "dit-on", "affirmant", "citant", "a cité", "lit", "a écrit", "répond", "accusé", "rebaptisée", "appelle", "est", "c'est", "dit craindre", "veut", "a assuré", "l'invite à", "s'asseoir", "voir", "n'a pas", "ne", "se", "y", "plus", "très",
}

// passedOver returns a check that the sentences that the analyzer passes over change
// nothing of a body's quotations.
func passedOver(f *testing.F) func(*testing.T, string) {
	some, all := New(fr.Lexicon(), speakers.Builtin()), New(fr.Lexicon(), speakers.Builtin())
	all.an.Whole = true
	return func(t *testing.T, body string) {
		got, want := attribute(some, body), attribute(all, body)
		for q := range want {
			if !reflect.DeepEqual(got[q], want[q]) {
				t.Errorf("quotation %d:\n got %+v\nwant %+v", q, got[q], want[q])
			}
		}
	}
}
