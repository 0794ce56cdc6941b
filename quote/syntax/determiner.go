package syntax

import (
	"strings"

	"dixit/quote/lexicon"
)

// A determiner is what a word says of the noun phrase that it opens.
type determiner struct {
	kind   determinerKind
	det    DetKind
	gender lexicon.Gender // 0: nothing
	number lexicon.Number
}

type determinerKind uint8

const (
	article    determinerKind = iota // and demonstratives, possessives
	plural                           // les, des: none behind "un"
	count                            // stands behind another too: "les deux"
	quantifier                       // chaque, tout: before a noun or another determiner
)

// determiners has the determiners of one word but for numbers, which are a list of
// the lexicon; those of several words are phrases of the lexicon.
var determiners = func() map[string]*determiner {
	m := make(map[string]*determiner, 80)
	add := func(d determiner, words string) {
		for _, w := range strings.Fields(words) {
			m[w] = &d
		}
	}
	const m1, f1, s1, pl = lexicon.Masculine, lexicon.Feminine, lexicon.Singular, lexicon.Plural
	add(determiner{article, Definite, m1, s1}, "le")
	add(determiner{article, Definite, f1, s1}, "la")
	add(determiner{article, Definite, 0, s1}, "l'")
	add(determiner{plural, Definite, 0, pl}, "les")
	add(determiner{plural, Indefinite, 0, pl}, "des")
	add(determiner{article, Indefinite, m1, s1}, "un")
	add(determiner{article, Indefinite, f1, s1}, "une")
	add(determiner{article, Demonstrative, m1, s1}, "ce cet")
	add(determiner{article, Demonstrative, f1, s1}, "cette")
	add(determiner{article, Demonstrative, 0, pl}, "ces")
	add(determiner{article, Possessive, 0, s1}, "son mon ton notre votre leur")
	add(determiner{article, Possessive, f1, s1}, "sa ma ta")
	add(determiner{article, Possessive, 0, pl}, "ses mes tes nos vos leurs")
	add(determiner{quantifier, Indefinite, 0, 0}, "chaque aucun aucune tout toute tous toutes quelque même")
	return m
}()

// counting is what a number says.
var counting = determiner{count, Indefinite, 0, lexicon.Plural}

// Definite reports whether the word is a definite article or holds one: le, du.
func (w *Word) Definite() bool {
	return w.det != nil && w.det.det == Definite || w.Lower != "des" && isArticled(w.Lower)
}

// severalWords is what a determiner of several words says.
var severalWords = determiner{article, Indefinite, 0, lexicon.Plural}
