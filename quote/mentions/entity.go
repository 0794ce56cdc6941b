// Package mentions resolves the noun phrases and pronouns of an article to the
// entities they stand for: the people, bodies, states and documents that can be
// a quotation's source.
//
// It works in two passes. Names come first and over the whole article, because a
// headline uses a surname whose full form follows below. Descriptions ("le
// ministre", "la quadragénaire") and pronouns are resolved in reading order by
// what the article has said so far: apposition, office held at the article's
// date, and else salience, in the manner of Lappin and Leass ("An algorithm for
// pronominal anaphora resolution", 1994).
package mentions

import (
	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/speakers"
	"dixit/quote/syntax"
)

// An Entity is one person, body, state, document or group of an article.
type Entity struct {
	// Name is the most complete form that the article gives: the longest name,
	// or for an entity never named the longest description, without article.
	Name   string
	Type   quote.SpeakerType
	Entry  *speakers.Entry // of the registry, or nil
	Gender lexicon.Gender  // as far as known; 0 unknown
	Number lexicon.Number
	Named  bool        // the article gives a proper name
	bare   bool        // founded by a noun without determiner, as an apposition is
	Thing  bool        // its noun names nothing that speaks: taken for a source by its place
	sure   bool        // a person for certain: an honorific, a given name, an office
	rank   mentionRank // of its last mention
	called glances     // of its descriptions
	spelt  glances     // of the words of its names
	sound  uint32      // of words: see soundOf
	sound1 uint32      // of the last of words
	same   int32       // who it turned out to be, or None: see Meant
	author int32       // of a document: whose words it holds, or None
	last   int         // sentence of its last mention
	spoke  int         // number of the last quotation it spoke, -1 none
	said   int         // sentence in which it last said something, marked or not, -1 none

	// What every mention asks of every entity stands above.

	lastNP int32      // its last mention
	descs  []desc     // the descriptions that the article gave
	words  []string   // of Name, folded, where Named
	places []string   // states that a description tied it to
	seen   [][]string // other names, folded
	tokens int32      // words of Name as the text has them, "Haute-Marne" being one
	count  int        // mentions so far
	first  int        // sentence of its first mention, -1 none
	noun   lexicon.NounClass
	place  int // times its bare name stood behind a locative preposition
	other  int // times it stood elsewhere
}

// A desc is a description by a common noun.
type desc struct {
	lemma    string  // of its head
	from, to int32   // its tokens, without determiner; none where it is no phrase
	whole    glances // of its tokens, or of the lemma
	both     glances // of lemma and tokens
	tied     bool    // has a complement or demonym that says whose
}

// newDesc is a description by no phrase but a noun.
func newDesc(lemma string, tied bool) desc {
	g := glance(lemma)
	return desc{lemma: lemma, whole: g, both: g, tied: tied}
}

// phraseDesc is a description by the tokens [from, to), at least one.
func phraseDesc(d *syntax.Doc, lemma string, from, to int32, tied bool) desc {
	n := int(to - from - 1)
	for t := from; t < to; t++ {
		n += len(d.Tokens[t].Lower)
	}
	whole := glanceOf(n, d.Tokens[from].Lower, d.Tokens[to-1].Lower)
	return desc{lemma: lemma, from: from, to: to, whole: whole, both: glance(lemma) | whole, tied: tied}
}

// sameWords reports whether two descriptions have the same words, or the shorter those with
// which the longer begins.
func sameWords(d *syntax.Doc, a, b *desc, begins bool) bool {
	n := a.to - a.from
	if !begins && (a.whole != b.whole || n != b.to-b.from) {
		return false
	}
	if n = min(n, b.to-b.from); n == 0 {
		return !begins && a.lemma == b.lemma
	}
	for k := range n {
		if x, y := d.Tokens[a.from+k].Word, d.Tokens[b.from+k].Word; x != y && x.Lower != y.Lower {
			return false
		}
	}
	return true
}

// glances is a set of words by their lengths, first and last letters: two sets that
// share none share no word.
type glances uint64

func glance(word string) glances {
	if word == "" {
		return 1
	}
	return glanceOf(len(word), word, word)
}

// glanceOf is glance of n bytes of words, the first and the last of which are given.
func glanceOf(n int, first, last string) glances {
	if first == "" || last == "" {
		return 1
	}
	return 1 << ((uint(n) + 3*uint(first[0]) + 5*uint(last[len(last)-1])) % 64)
}

// mentionRank orders the places in a sentence by how salient they make their
// entity.
type mentionRank uint8

const (
	oblique mentionRank = iota // behind a preposition, or within another phrase
	object
	embedded // the subject of a subordinate clause
	subject
)

// setWords sets the words of the entity's name, at least one.
func (e *Entity) setWords(f *foldedName) {
	e.words, e.sound, e.sound1 = f.words, f.sound, f.last
	e.spelt |= f.spelt
}

// maySpell reports whether the name can be one of the entity's, for all that its
// words and sounds at a glance tell: it spares nearly all entities the comparison.
func (e *Entity) maySpell(f *foldedName) bool {
	return e.spelt&f.spelt != 0 || e.sound == f.sound || e.sound1 == f.sound
}

// Certain reports whether the entity is for certain somebody who can speak, not
// just a capitalised word.
func (e *Entity) Certain() bool { return e.sure || e.Entry != nil || len(e.descs) > 0 }

// Likely reports whether the entity is Certain, or a name of several words that the
// article uses again and that nothing shows to be no person's.
func (e *Entity) Likely() bool {
	return e.Certain() || e.Type == quote.Person && e.Named && e.tokens > 1 && e.count > 1
}

// bears reports whether the words can be a shorter form of the entity's name,
// and how good a form: 3 the whole name, 2 its surname, 1 another part.
func (e *Entity) bears(words []string) int {
	if len(e.words) == 0 || len(words) == 0 {
		return 0
	}
	best := bears(e.words, words)
	for _, s := range e.seen {
		best = max(best, bears(s, words))
	}
	return best
}

// bears is Entity.bears for one of the names, full.
func bears(full, words []string) int {
	if len(full) == len(words) && equal(full, words) {
		return 3
	}
	if len(words) > len(full) {
		return 0
	}
	if len(words) == 1 {
		w := words[0]
		if w == full[len(full)-1] {
			return 2
		}
		for _, f := range full {
			if f == w && len(w) > 2 {
				return 1
			}
		}
		return 0
	}
	if equal(full[len(full)-len(words):], words) {
		return 2
	}
	if equal(full[:len(words)], words) {
		return 1
	}
	return 0
}

func equal(a, b []string) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// soundOf is a hash of the consonants of a name's words, letters that can spell
// one sound taken for one, vowels left out: all spellings of a name have the same,
// which spares nearly all pairs of names the full comparison.
func soundOf(words []string) uint32 {
	h := uint32(2166136261)
	for _, w := range words {
		var last byte
		for i := 0; i < len(w); i++ {
			if c := sounds[w[i]]; c != 0 && c != last {
				h = (h ^ uint32(c)) * 16777619
				last = c
			}
		}
		h = (h ^ 0xff) * 16777619 // the end of the word
	}
	return h
}

// sounds classes the letters of folded names; 0 is a vowel or silent.
var sounds = func() (t [256]byte) {
	for class, letters := range []string{"", "bckqszxtgdjpvwf", "l", "m", "n", "r"} {
		for _, c := range letters {
			t[c] = byte(class)
		}
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = byte(c)
	}
	return t
}()

func compatible(a, b lexicon.Gender) bool { return a == 0 || b == 0 || a&b != 0 }

func agrees(a, b lexicon.Number) bool { return a == 0 || b == 0 || a&b != 0 }
