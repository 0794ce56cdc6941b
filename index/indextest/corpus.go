// Package indextest is the suite that every index.Store must pass, and the means
// to make articles for it.
package indextest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/index/analysis"
	"dixit/quote"
)

// quoted finds guillemets and, behind them, who spoke.
var quoted = regexp.MustCompile(`« ([^»]*) »(?:, (a déclaré|affirme|estime) (\p{Lu}\S* \p{Lu}\pL+))?`)

// Extract finds what stands between guillemets in an article, with its speaker
// where "a déclaré", "affirme" or "estime" and a name of two words follow. It
// is a stand-in for an extractor: simple, and the same for the same article.
func Extract(a *corpus.Article) []quote.Quotation {
	var out []quote.Quotation
	for _, m := range quoted.FindAllStringSubmatchIndex(a.Body[a.TextStart:], -1) {
		at := func(i int) text.Span {
			return text.Span{Start: a.TextStart + m[2*i], End: a.TextStart + m[2*i+1]}
		}
		q := quote.Quotation{Span: at(1), Text: at(1).Of(a.Body), Parent: -1, Kind: quote.Mixed}
		q.Outer = text.Span{Start: q.Span.Start - len("« "), End: q.Span.End + len(" »")}
		if strings.Count(q.Text, " ") > 3 {
			q.Kind = quote.Direct
		}
		q.Confidence = 0.5
		if m[4] >= 0 {
			name := at(3).Of(a.Body)
			q.Speaker = &quote.Speaker{ID: Slug(name), Name: name, Type: quote.Person}
			q.Mention = quote.Evidence{Text: name, Span: at(3)}
			q.Cue = quote.Evidence{Text: at(2).Of(a.Body), Span: at(2)}
			q.Rule, q.Confidence = "after", 0.9
		}
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d\x00%s", a.ID, q.Span.Start, q.Text))
		q.ID = hex.EncodeToString(sum[:8])
		out = append(out, q)
	}
	return out
}

// Slug is a speaker's identifier made of a name.
func Slug(name string) string {
	return strings.ReplaceAll(strings.ToLower(analysis.Fold(name)), " ", "-")
}

// Entry returns an article with the quotations that Extract finds.
func Entry(a corpus.Article) index.Entry {
	return index.Entry{Article: &a, Quotations: Extract(&a)}
}

// Numbered returns the n-th of a series of small articles, all different, with
// three quotations each. version changes the text.
func Numbered(n, version int) index.Entry {
	outlets := [...]string{"Le Courrier des Dunes", "La Dépêche du Val", "L'Écho d'Ambremont"}
	speakers := [...]string{"Hélène Vasseur", "Omar Delcourt", "Irène Quastel", "Bruno Valmy", "Zoé Pélissier"}
	return Entry(corpus.Article{
		ID: fmt.Sprintf("article-%05d", n), Source: "suite", Line: n + 1,
		Outlet: outlets[n%3], Title: fmt.Sprintf("Dossier %d", n),
		Published: fmt.Sprintf("20%02d-%02d-%02d", 20+n%5, 1+n%12, 1+n%28), Lang: "fr",
		Body: fmt.Sprintf("La commission numéro %d s'est réunie (version %d).\n« Nous avons réexaminé le projet %d », a déclaré %s. "+
			"Le texte évoque « une étape %d » sans plus.\n« Rien ne sera décidé avant la session %d », affirme %s.\n",
			n, version, n, speakers[n%5], n, n, speakers[(n+1)%5]),
	})
}
