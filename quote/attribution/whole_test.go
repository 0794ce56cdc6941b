package attribution

import (
	"os"
	"path/filepath"
	"reflect"
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
	some, all := New(fr.Lexicon(), speakers.Builtin()), New(fr.Lexicon(), speakers.Builtin())
	all.an.Whole = true
	f.Fuzz(func(t *testing.T, body string) {
		got, want := attribute(some, body), attribute(all, body)
		for q := range want {
			if !reflect.DeepEqual(got[q], want[q]) {
				t.Errorf("quotation %d:\n got %+v\nwant %+v", q, got[q], want[q])
			}
		}
	})
}
