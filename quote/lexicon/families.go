package lexicon

import (
	"slices"
	"strings"
)

// loadFamilies reads a family of nouns a line, separated by commas, or the general
// nouns that take up each of several that are no kin of each other, a < between
// ("musicien,artiste<pianiste,violoniste"); a leading *
// marks the nouns that take up anybody, a
// leading ~ those that mean the other of two people, a leading ! the things that
// bear nobody's words, a leading = the statements whose author is the source,
// a leading @ those who make works, a leading + what takes up an organisation, a
// leading % ways of putting things.
func (l *Lexicon) loadFamilies(r *reader) {
	l.families = make(map[string][]uint16, 256)
	l.anybody = make(map[string]bool, 32)
	l.bodies = make(map[string]bool, 32)
	l.authors = make(map[string]bool, 16)
	l.statements = make(map[string]bool, 16)
	l.signs = make(map[string]bool, 32)
	l.counterpart = make(map[string]bool, 16)
	l.sayings = make(map[string]bool, 16)
	l.special = make(map[string][]uint16, 256)
	l.general = make(map[string][]uint16, 64)
	for n := uint16(0); r.next(); n++ {
		line := r.word()
		if heads, rest, ok := strings.Cut(line, "<"); ok {
			for noun := range strings.SplitSeq(heads, ",") {
				l.general[noun] = append(l.general[noun], n)
			}
			line = "<" + rest
		}
		general, other, sign := strings.HasPrefix(line, "*"), strings.HasPrefix(line, "~"), strings.HasPrefix(line, "!")
		statement, author := strings.HasPrefix(line, "="), strings.HasPrefix(line, "@")
		body, saying := strings.HasPrefix(line, "+"), strings.HasPrefix(line, "%")
		special := strings.HasPrefix(line, "<")
		line = strings.TrimLeft(line, "*~!=@+%<")
		for noun := range strings.SplitSeq(line, ",") {
			if noun == "" {
				r.fail("an empty noun")
				return
			}
			switch {
			case special:
				l.special[noun] = append(l.special[noun], n)
			case general:
				l.anybody[noun] = true
			case other:
				l.counterpart[noun] = true
			case saying:
				l.sayings[noun] = true
			case body:
				l.bodies[noun] = true
			case author:
				l.authors[noun] = true
			case statement:
				l.statements[noun] = true
			case sign:
				l.signs[noun] = true
			default:
				l.families[noun] = append(l.families[noun], n)
			}
		}
	}
}

// Kin reports whether an article may use the two nouns, given by their lemmas,
// in turn for one person: entraîneur and technicien, maire and élu.
func (l *Lexicon) Kin(a, b string) bool {
	families, general, special := l.families[b], l.general[b], l.special[b] // most nouns have none
	return len(families) > 0 && share(l.families[a], families) ||
		len(special) > 0 && share(l.general[a], special) || len(general) > 0 && share(l.special[a], general)
}

func share(a, b []uint16) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return true
		}
	}
	return false
}

// Counterpart reports whether the noun, with a possessive, means the other of two
// people: "son hôte", "son homologue".
func (l *Lexicon) Counterpart(lemma string) bool { return l.counterpart[lemma] }

// Statement reports whether the noun names a text that gives somebody's words as
// theirs: communiqué, courriel.
func (l *Lexicon) Statement(lemma string) bool { return l.statements[lemma] }

// Author reports whether the noun names who made a work, whose title may follow:
// auteur, réalisateur.
func (l *Lexicon) Author(lemma string) bool { return l.authors[lemma] }

// Saying reports whether the noun names a way of putting things that is nobody's in
// particular: formule, adage.
func (l *Lexicon) Saying(lemma string) bool { return l.sayings[lemma] }

// Body reports whether the noun takes up an organisation of whatever kind: groupe,
// association.
func (l *Lexicon) Body(lemma string) bool { return l.bodies[lemma] }

// Sign reports whether the noun names a thing that words stand on, nobody's in
// particular: banderole, panneau.
func (l *Lexicon) Sign(lemma string) bool { return l.signs[lemma] }

// Anybody reports whether the noun takes up a person of whatever office: femme,
// quadragénaire.
func (l *Lexicon) Anybody(lemma string) bool { return l.anybody[lemma] }
