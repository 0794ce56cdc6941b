// Package lexicon holds what the stages know about a language's words: parts of
// speech, verbs and nouns that report speech, given names, places, honorifics
// and closed classes. The types and the loader are the same for every language;
// a language's own package (quote/lang/fr) embeds the data and hands it to Load.
//
// Every lookup takes a word lower-cased, apostrophes as ASCII ' and the words of a
// phrase separated by one space. No lookup allocates, and a Lexicon is safe for
// concurrent use once loaded.
package lexicon

import "iter"

// A Lexicon answers questions about the words of one language.
type Lexicon struct {
	tags        tagTable
	forms       formTable
	verbs       []Verb
	verbForms   []VerbForm
	places      []Place
	placeIndex  index // name or alias → places
	capitals    index // capital or seat → places
	demonyms    index // demonym → demonymRefs
	demonymRefs []demonymRef
	honorifics  []Honorific
	honorIndex  index
	closed      []ClosedWord
	closedIndex index
	families    map[string][]uint16 // noun → its families
	general     map[string][]uint16 // noun → the groups that it takes up
	special     map[string][]uint16 // noun → the groups that it is of
	anybody     map[string]bool
	counterpart map[string]bool
	sayings     map[string]bool
	authors     map[string]bool
	bodies      map[string]bool
	statements  map[string]bool
	signs       map[string]bool
	lists       map[string]List
	beginnings  [256][]affix // of words in lists, by their first byte
	endings     [256][]affix // and by their last
}

// Gender is a set of grammatical genders; the zero Gender says nothing.
type Gender uint8

const (
	Masculine Gender = 1 << iota
	Feminine
	// Epicene words serve both genders: "ministre", "Camille".
	Epicene = Masculine | Feminine
)

// Number is a set of grammatical numbers; the zero Number says nothing.
type Number uint8

const (
	Singular Number = 1 << iota
	Plural
	// Invariable words have one form for both: "porte-parole", "propos".
	Invariable = Singular | Plural
)

// Tags returns every reading that the dictionary has of a word, 0 where the
// word is unknown. It looks up a fingerprint, not the word itself: about one
// unknown word in 100,000 gets the tags of another.
func (l *Lexicon) Tags(lower string) Tag { return l.tags.lookup(lower) }

// Verbs lists the cue verbs in the order of the data.
func (l *Lexicon) Verbs() []Verb { return l.verbs }

// VerbForms returns the cue verbs that a form belongs to, most often one. The
// result is shared: do not modify it.
func (l *Lexicon) VerbForms(lower string) ([]VerbForm, bool) {
	start, n := l.forms.verbSlots.get(lower)
	if n == 0 {
		return nil, false
	}
	return l.verbForms[start : start+n : start+n], true
}

// Noun returns what is known of a noun's form, or of a fixed phrase that acts as
// one noun ("premier ministre").
func (l *Lexicon) Noun(lower string) (NounForm, bool) {
	i, n := l.forms.nounSlots.get(lower)
	if n == 0 {
		return NounForm{}, false
	}
	return l.forms.noun(i), true
}

// NounPhrases yields the forms of nouns of several words ("premier ministre"), in
// the order of the data, for a stage that builds a matcher of phrases.
func (l *Lexicon) NounPhrases() iter.Seq[string] { return list(l.forms.nounPhrases, "\n") }

// GivenName returns the gender of a given name.
func (l *Lexicon) GivenName(lower string) (Gender, bool) {
	gender, n := l.forms.nameSlots.get(lower)
	return Gender(gender), n != 0
}

// Places lists the states, territories and institutions in the order of the
// data. The result is shared: do not modify it.
func (l *Lexicon) Places() []Place { return l.places }

// Place returns the place or institution that bears a name or an alias, or
// failing that the one whose capital or seat has the name ("moscou" gives
// Russie). Only the capitals of the text tell "la Croix" from "la croix".
func (l *Lexicon) Place(lower string) (*Place, bool) {
	if i, ok := l.placeIndex.get(lower); ok {
		return &l.places[i], true
	}
	return l.Capital(lower)
}

// Capital returns the place whose capital or seat stands for it: "moscou" gives
// Russie.
func (l *Lexicon) Capital(lower string) (*Place, bool) {
	if i, ok := l.capitals.get(lower); ok {
		return &l.places[i], true
	}
	return nil, false
}

// Demonym returns the place that an adjective or an inhabitant's name belongs
// to: "nord-coréenne" gives Corée du Nord.
func (l *Lexicon) Demonym(lower string) (*Place, bool) {
	p, _, _, ok := l.DemonymForm(lower)
	return p, ok
}

// DemonymForm is Demonym with the form's gender and number.
func (l *Lexicon) DemonymForm(lower string) (*Place, Gender, Number, bool) {
	i, ok := l.demonyms.get(lower)
	if !ok {
		return nil, 0, 0, false
	}
	r := l.demonymRefs[i]
	return &l.places[r.place], r.gender, r.number, true
}

// Honorific returns a title that stands before a name: "m.", "mme", "me". Only
// the capital of the text tells "Me" from the pronoun.
func (l *Lexicon) Honorific(lower string) (Honorific, bool) {
	i, ok := l.honorIndex.get(lower)
	if !ok {
		return Honorific{}, false
	}
	return l.honorifics[i], true
}

// Closed returns what is known of a word or phrase of a closed class.
func (l *Lexicon) Closed(lower string) (ClosedWord, bool) {
	i, ok := l.closedIndex.get(lower)
	if !ok {
		return ClosedWord{}, false
	}
	return l.closed[i], true
}

// ClosedWords lists the words and phrases of the closed classes in the order of
// the data, for a stage that builds its own matcher of phrases. The result is
// shared: do not modify it.
func (l *Lexicon) ClosedWords() []ClosedWord { return l.closed }
