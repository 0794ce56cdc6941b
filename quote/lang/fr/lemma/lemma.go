// Package lemma knows French word forms: the dictionary form of each, the key
// under which inflections and close derivations of a word meet, and how rare
// that key is in French at large.
//
// The data is derived from the Lefff 3.4 (LGPL-LR) and from wordfreq's French
// list (CC BY-SA 4.0), see NOTICE; gen makes it anew.
package lemma

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/vellum"
	"golang.org/x/text/unicode/norm"
)

// A Class is the part of speech under which a form was found.
type Class uint8

const (
	Unknown Class = iota
	Noun
	Adjective
	Verb
	Adverb
	Grammatical // determiners, pronouns, prepositions, conjunctions
)

// Unlisted is the Rarity of a key that the frequency list does not hold: a
// little more than that of the rarest word in it.
const Unlisted = 14.5

var (
	//go:embed forms.fst
	formsData []byte
	//go:embed rules.txt
	rulesData string
	//go:embed rarity.fst
	rarityData []byte
)

// A rule turns a form into its lemma: cut bytes off the end, put suffix there.
type rule struct {
	cut    int
	suffix string
	class  Class
}

type tables struct {
	forms, rarity *vellum.FST
	rules         []rule
}

var load = sync.OnceValue(func() tables {
	forms, err := vellum.Load(formsData)
	if err != nil {
		panic("lemma: embedded forms.fst: " + err.Error())
	}
	rarity, err := vellum.Load(rarityData)
	if err != nil {
		panic("lemma: embedded rarity.fst: " + err.Error())
	}
	t := tables{forms: forms, rarity: rarity}
	for line := range strings.Lines(rulesData) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		cut, _ := strconv.Atoi(f[0])
		class, _ := strconv.Atoi(f[2])
		t.rules = append(t.rules, rule{cut, f[1], Class(class)})
	}
	return t
})

// Lookup returns the dictionary form of a lower-case word form in NFC and its
// part of speech. Where a form belongs to several words, the participle's verb
// goes first, then adjective, noun, finite verb. A form that the Lefff does not
// know comes back as it is, with ok false.
func Lookup(form string) (word string, class Class, ok bool) {
	t := load()
	v, ok, err := t.forms.Get([]byte(form))
	if err != nil || !ok || v >= uint64(len(t.rules)) {
		return form, Unknown, false
	}
	r := t.rules[v]
	if r.cut > len(form) {
		return form, Unknown, false
	}
	return form[:len(form)-r.cut] + r.suffix, r.class, true
}

// Stem returns the key under which the inflections of a lower-case form and its
// close derivations meet: the Snowball stem of its lemma, without accents.
func Stem(form string) string {
	word, _, _ := Lookup(form)
	return StemOf(word)
}

// StemOf returns the key of a word that is a lemma already.
func StemOf(word string) string {
	// The Snowball runtime copies by bytes and wants valid UTF-8.
	env := snowballstem.NewEnv(strings.ToValidUTF8(word, ""))
	french.Stem(env)
	return Fold(env.Current())
}

// Fold takes accents and cedillas off and writes ligatures out: "cœur" is
// "coeur", "été" is "ete". Case stays.
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == 'œ':
			b.WriteString("oe")
		case r == 'æ':
			b.WriteString("ae")
		case !unicode.Is(unicode.Mn, r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Rarity returns how rare the words of a key are: the negative natural logarithm
// of their share of running French text, from about 3 ("de") to Unlisted.
func Rarity(stem string) float64 {
	v, ok, err := load().rarity.Get([]byte(stem))
	if err != nil || !ok {
		return Unlisted
	}
	return float64(v) / 10
}

var (
	//go:embed stop.txt
	stopData string
	//go:embed negation.txt
	negationData string
	//go:embed grammar.txt
	grammarData string

	stop     = sync.OnceValue(func() map[string]bool { return wordSet(stopData) })
	negation = sync.OnceValue(func() map[string]bool { return wordSet(negationData) })
)

// wordSet reads words between blanks; a line that starts with # is a comment.
func wordSet(data string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(data) {
		if !strings.HasPrefix(line, "#") {
			for w := range strings.FieldsSeq(line) {
				set[w] = true
			}
		}
	}
	return set
}

// Stop reports whether a lower-case form carries grammar rather than matter:
// articles, pronouns, prepositions, conjunctions, auxiliaries.
func Stop(form string) bool { return stop()[form] }

// grammar is what grammar.txt holds.
type grammar struct {
	lines  map[string][]int    // by form: the lines that it stands on
	elided map[string][]string // by elided form: what it stands for
}

var grammatical = sync.OnceValue(func() grammar {
	g := grammar{map[string][]int{}, map[string][]string{}}
	n := 0
	for line := range strings.Lines(grammarData) {
		n++
		if strings.HasPrefix(line, "#") {
			continue
		}
		if short, words, ok := strings.Cut(line, ":"); ok {
			g.elided[short] = strings.Fields(words)
			continue
		}
		for w := range strings.FieldsSeq(line) {
			g.lines[w] = append(g.lines[w], n)
		}
	}
	return g
})

// Elides reports whether the lower-case form short, without its apostrophe, is
// word as it is written before a vowel: "n" of "ne", "l" of "la".
func Elides(short, word string) bool {
	return slices.Contains(grammatical().elided[short], word)
}

// Inflects reports whether two lower-case forms belong to one article, pronoun or
// the like ("le" and "les"). For all other words Lookup tells.
func Inflects(a, b string) bool {
	for _, n := range grammatical().lines[a] {
		if slices.Contains(grammatical().lines[b], n) {
			return true
		}
	}
	return false
}

// Negation reports whether a lower-case form denies.
func Negation(form string) bool { return negation()[form] }
