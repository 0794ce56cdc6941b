package alignment

import (
	"unicode/utf8"

	"dixit/quote/lang/fr/lemma"
	"dixit/quote/lang/fr/thesaurus"
)

// Weights are whole numbers, thousandths, so that their sums do not depend on
// the order of addition: a pair's score must not depend on which of the two
// quotations came first.
const unit = 1000

// A lexeme is what is known of one word form.
type lexeme struct {
	stem     uint32
	folded   string // the form without accents
	lemma    string
	class    lemma.Class
	senses   []sense // in the thesaurus: of the form as it is, and of its lemma
	stop     bool
	negation bool
	number   bool
	// opposable words have one that excludes them ("nord", "sud").
	opposable bool
}

// A sense is a word of the thesaurus with its synonyms.
type sense struct {
	word  thesaurus.Word
	links []thesaurus.Link
}

// A stem is what inflections of a word share.
type stem struct {
	text string
	// weight is what a match counts, from the rarity of the stem in French at
	// large, in thousandths. It does not depend on the quotations at hand: a
	// score stays what it was when others arrive.
	weight uint32
	hash   uint32
	runes  int // length of the text
}

// A vocabulary numbers word forms and stems as they appear.
type vocabulary struct {
	forms   map[string]uint32
	lexemes []lexeme
	stemIDs map[string]uint32
	stems   []stem
}

func newVocabulary() *vocabulary {
	return &vocabulary{forms: map[string]uint32{}, stemIDs: map[string]uint32{}}
}

// Words as frequent as common carry least weight, those as rare as scarce most.
const (
	common    = 5.5
	scarce    = 12.5
	least     = 150
	ofNumbers = 800
)

func (v *vocabulary) lexeme(w word) uint32 {
	if id, ok := v.forms[w.form]; ok {
		return id
	}
	form := string([]byte(w.form)) // its own memory: forms are slices of texts
	l := lexeme{folded: lemma.Fold(form), number: w.number}
	stemText := form
	if !w.number {
		l.stop, l.negation = lemma.Stop(form), lemma.Negation(form)
		l.lemma, l.class, _ = lemma.Lookup(form)
		stemText = lemma.StemOf(l.lemma)
		l.opposable = thesaurus.Opposable(l.lemma)
		l.senses = senses(form, l.lemma)
	}
	l.stem = v.stemOf(stemText, w.number)
	id := uint32(len(v.lexemes))
	v.lexemes = append(v.lexemes, l)
	v.forms[form] = id
	return id
}

func (v *vocabulary) stemOf(s string, number bool) uint32 {
	if id, ok := v.stemIDs[s]; ok {
		return id
	}
	st := stem{text: s, weight: ofNumbers, hash: uint32(hash64(s) >> 32), runes: utf8.RuneCountInString(s)}
	if !number {
		r := (lemma.Rarity(s) - common) / (scarce - common)
		st.weight = uint32(min(max(r*unit, least), unit))
	}
	id := uint32(len(v.stems))
	v.stems = append(v.stems, st)
	v.stemIDs[s] = id
	return id
}

func senses(form, lemma string) []sense {
	var out []sense
	for i, s := range [2]string{form, lemma} {
		if i == 1 && lemma == form {
			break
		}
		w := thesaurus.Find(s)
		if links := thesaurus.Links(w); len(links) > 0 {
			out = append(out, sense{w, links})
		}
	}
	return out
}

// synonymy returns how reliably two words are synonyms, in [0,1].
func synonymy(a, b *lexeme) float64 {
	best := 0.0
	for _, x := range a.senses {
		for _, y := range b.senses {
			best = max(best, thesaurus.Weight(x.links, y.word))
		}
	}
	return best
}

// hash64 is FNV-1a with a finaliser, the same on every machine and run.
func hash64(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

// mix spreads the bits of a hash (the finaliser of MurmurHash3).
func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
