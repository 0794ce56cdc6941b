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
	"strings"

	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/speakers"
)

// An Entity is one person, body, state, document or group of an article.
type Entity struct {
	// Name is the most complete form that the article gives: the longest name,
	// or for an entity never named the longest description, without article.
	Name   string
	Type   quote.SpeakerType
	Gender lexicon.Gender // as far as known; 0 unknown
	Number lexicon.Number
	Entry  *speakers.Entry // of the registry, or nil
	Named  bool            // the article gives a proper name

	words  []string    // of Name, folded, where Named
	descs  []desc      // the descriptions that the article gave
	places []string    // states that a description tied it to
	seen   [][]string  // other names, folded
	last   int         // sentence of its last mention
	lastNP int32       // and that mention
	rank   mentionRank // of that mention
	spoke  int         // number of the last quotation it spoke, -1 none
	count  int         // mentions so far
	noun   lexicon.NounClass
	author int32 // of a document: whose words it holds, or None
	Thing  bool  // its noun names nothing that speaks: taken for a source by its place
	sure   bool  // a person for certain: an honorific, a given name, an office
	place  int   // times its bare name stood behind a locative preposition
	other  int   // times it stood elsewhere
}

// A desc is a description by a common noun.
type desc struct {
	lemma string // of its head
	full  string // folded, without determiner
	tied  bool   // has a complement or demonym that says whose
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

// surname is the last word of the entity's name.
func (e *Entity) surname() string {
	if len(e.words) == 0 {
		return ""
	}
	return e.words[len(e.words)-1]
}

// Certain reports whether the entity is for certain somebody who can speak, not
// just a capitalised word.
func (e *Entity) Certain() bool { return e.sure || e.Entry != nil || len(e.descs) > 0 }

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

// sameName reports whether two folded names are spellings of one name.
func sameName(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 || len(a) != len(b) {
		return false
	}
	return speakers.SameName(strings.Join(a, " "), strings.Join(b, " "))
}

func compatible(a, b lexicon.Gender) bool { return a == 0 || b == 0 || a&b != 0 }

func agrees(a, b lexicon.Number) bool { return a == 0 || b == 0 || a&b != 0 }
