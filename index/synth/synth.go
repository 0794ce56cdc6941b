// Package synth makes articles for benchmarks: any number of them, the same for
// the same seed, with the proportions of French news (about 3.3 kB, six
// quotations, words by Zipf's law with a long tail) and no other merit. Their
// sentences are put together from parts of our own and mean little.
package synth

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/index/analysis"
	"dixit/quote"
)

// A Generator makes the articles of one corpus. It is not safe for concurrent
// use; two of the same seed make the same articles.
type Generator struct {
	r        *rand.Rand
	words    *rand.Zipf
	speakers *rand.Zipf
	outlets  *rand.Zipf
	n        int
	b        strings.Builder
}

// Speakers and Outlets are how many of each a corpus knows.
const (
	Speakers = 8000
	Outlets  = 60
)

// New returns a Generator.
func New(seed uint64) *Generator {
	r := rand.New(rand.NewPCG(seed, 0x6469786974))
	return &Generator{
		r: r, words: rand.NewZipf(r, 1.25, 12, 60_000), speakers: rand.NewZipf(r, 1.2, 8, Speakers-1), outlets: rand.NewZipf(r, 1.3, 6, Outlets-1),
	}
}

// Next returns the next article with its quotations.
func (g *Generator) Next() index.Entry {
	id := fmt.Sprintf("synth-%07d", g.n)
	day := time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, g.r.IntN(3650))
	a := &corpus.Article{
		ID: id, Source: "synth", Line: g.n + 1, Outlet: Outlet(int(g.outlets.Uint64())), Lang: "fr",
		Published: day.Format("2006-01-02"), URL: "https://exemple.invalid/" + id,
	}
	g.n++
	g.b.Reset()
	g.sentence(7)
	a.Title = strings.TrimSuffix(g.b.String(), ".")
	g.b.Reset()
	e := index.Entry{Article: a}
	for p := range 7 {
		for range 1 + g.r.IntN(3) {
			g.sentence(8 + g.r.IntN(14))
			g.b.WriteByte(' ')
		}
		if p > 0 {
			e.Quotations = append(e.Quotations, g.quotation())
		}
		g.b.WriteString("\n")
	}
	a.Body = g.b.String()
	for i := range e.Quotations {
		q := &e.Quotations[i]
		q.Text = q.Span.Of(a.Body)
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d\x00%s", id, q.Span.Start, q.Text))
		q.ID = hex.EncodeToString(sum[:8])
	}
	return e
}

// quotation writes a quotation with its cue and speaker.
func (g *Generator) quotation() quote.Quotation {
	q := quote.Quotation{Parent: -1, Kind: quote.Direct, Attribution: quote.Attribution{Rule: "direct-after", Confidence: 0.8 + float64(g.r.IntN(20))/100}}
	n := 10 + g.r.IntN(26)
	if g.r.IntN(4) == 0 {
		q.Kind, n = quote.Mixed, 3+g.r.IntN(5)
	}
	q.Outer.Start = g.b.Len()
	g.b.WriteString("« ")
	q.Span.Start = g.b.Len()
	g.sentence(n)
	q.Span.End = g.b.Len() - 1
	g.b.WriteString(" »")
	q.Outer.End = g.b.Len()
	if g.r.IntN(10) == 0 {
		g.b.WriteString(".")
		q.Confidence = 0.4
		return q
	}
	g.b.WriteString(", ")
	cue := cues[g.r.IntN(len(cues))]
	q.Cue = quote.Evidence{Text: cue, Span: text.Span{Start: g.b.Len(), End: g.b.Len() + len(cue)}}
	g.b.WriteString(cue + " ")
	name := Speaker(int(g.speakers.Uint64()))
	q.Mention = quote.Evidence{Text: name, Span: text.Span{Start: g.b.Len(), End: g.b.Len() + len(name)}}
	g.b.WriteString(name + ".")
	q.Speaker = &quote.Speaker{ID: strings.ReplaceAll(strings.ToLower(analysis.Fold(name)), " ", "-"), Name: name, Type: quote.Person}
	return q
}

// sentence writes a sentence of about n words.
func (g *Generator) sentence(n int) {
	for i := range n {
		w := Word(int(g.words.Uint64()))
		if i == 0 {
			r, size := []rune(w)[0], len(string([]rune(w)[0]))
			g.b.WriteString(strings.ToUpper(string(r)) + w[size:])
			continue
		}
		switch g.r.IntN(24) {
		case 0:
			g.b.WriteString(", ")
		default:
			g.b.WriteByte(' ')
		}
		if g.r.IntN(2) == 0 {
			l := links[g.r.IntN(len(links))]
			g.b.WriteString(l)
			if !strings.HasSuffix(l, "’") {
				g.b.WriteByte(' ')
			}
		}
		g.b.WriteString(w)
	}
	g.b.WriteByte('.')
}

// Word is the n-th most frequent content word: of a list first, then made of
// syllables, in a few inflections of each stem.
func Word(n int) string {
	if n < len(words) {
		return words[n]
	}
	n -= len(words)
	ending := endings[n%len(endings)]
	n = n/len(endings) + 37
	var b strings.Builder
	for n > 0 {
		b.WriteString(onsets[n%len(onsets)])
		n /= len(onsets)
		b.WriteString(vowels[n%len(vowels)])
		n /= len(vowels)
	}
	return b.String() + ending
}

// Speaker is the name of the n-th most quoted speaker.
func Speaker(n int) string {
	first := firstNames[n%len(firstNames)]
	last := []rune(Word(len(words) + 7*(n+11)))
	return first + " " + strings.ToUpper(string(last[:1])) + string(last[1:])
}

// Outlet is the name of the n-th largest publication.
func Outlet(n int) string {
	return papers[n%len(papers)] + " de " + places[n/len(papers)%len(places)]
}

var (
	cues       = []string{"a déclaré", "a affirmé", "estime", "a souligné", "a expliqué", "assure", "a prévenu", "regrette"}
	links      = []string{"le", "la", "les", "de", "des", "du", "et", "à", "dans", "pour", "que", "qui", "en", "sur", "ne", "pas", "plus", "par", "avec", "l’", "d’", "un", "une", "au", "son"}
	firstNames = []string{"Adèle", "Basile", "Camille", "Denis", "Élise", "Fabrice", "Gaëlle", "Hervé", "Inès", "Joël", "Karima", "Loïc", "Maëva", "Noël", "Odile", "Pascal", "Régine", "Salomé", "Théo", "Ursule", "Valère", "Yasmine", "Zélie"}
	papers     = []string{"Le Courrier", "La Dépêche", "L’Écho", "La Gazette", "Le Télégraphe", "Les Nouvelles"}
	places     = []string{"Valombre", "Pierrelune", "Montclar", "Rivesèche", "Hauterive", "Brumeval", "Sablons", "Aubépine", "Coursan-les-Bois", "Fontvieille"}
	onsets     = []string{"b", "ch", "d", "f", "g", "j", "l", "m", "n", "p", "r", "s", "t", "v", "tr", "pl", "br", "cl", "gr", "qu"}
	vowels     = []string{"a", "e", "i", "o", "u", "é", "ou", "an", "on", "è", "ai", "eu"}
	endings    = []string{"", "s", "e", "tion", "tions", "er", "ées", "ment", "eur", "ique"}
	words      = strings.Fields(`accord projet gouvernement ministre pays président réforme budget commission conseil marché prix
		travail emploi entreprise syndicat grève salaire retraite impôt dette croissance banque crédit énergie gaz pétrole nucléaire climat
		forêt incendie sécheresse tempête inondation rivière littoral port pêche agriculture récolte blé lait élevage vigne marchand usine
		chantier logement loyer quartier ville commune maire département région préfet village école lycée élève enseignant université
		recherche santé hôpital médecin patient vaccin maladie urgence justice procès tribunal juge avocat enquête police gendarme prison
		victime sécurité défense armée soldat guerre paix traité sommet négociation frontière migration réfugié aide alliance assistance
		élection vote campagne candidat parti majorité opposition député sénateur parlement loi amendement débat discours déclaration
		culture musée théâtre festival film roman concert artiste public sport match équipe victoire défaite joueur entraîneur stade
		transport train avion route voiture vélo tunnel pont gare aéroport retard accident internet données réseau logiciel robot
		nouveau grand important européen national local social économique politique public difficile possible nécessaire mutuel commun
		dire faire prendre donner tenir porter réexaminer décider proposer refuser accepter ouvrir fermer attendre craindre espérer
		toujours jamais souvent bientôt demain aujourd’hui encore déjà ensemble vraiment très moins mieux enfin pourtant`)
)
