package mentions

import (
	"slices"

	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/memo"
	"dixit/quote/speakers"
	"dixit/quote/syntax"
)

// A Resolver resolves the mentions of one article after another. It is not safe
// for concurrent use.
type Resolver struct {
	lex  *lexicon.Lexicon
	reg  *speakers.Registry
	d    *syntax.Doc
	date string

	ents     []Entity
	of       []int32                 // by noun phrase: its entity, or unresolved, or none
	folded   *memo.Table[foldedName] // shared: do not modify their words
	spoken   int                     // quotations attributed so far
	lastBy   int32
	known    []knownName
	quoted   bool     // the names being resolved stand in quotations
	compared int      // names of the article compared in full
	not      int32    // whom no pronoun can stand for, or None
	tries    bool     // what is resolved is to be forgotten: see Try
	tried    []int32  // the phrases resolved so
	pairAt   int      // sentence in which "le premier" was resolved, -1 none
	pairOf   [2]int32 // and the two it was told from

	namesakes map[*lexicon.Place]bool // names of capitals, whether they are people's: see namesake
}

const (
	unresolved = -2
	// None is the entity of a phrase that stands for nobody who could speak.
	None = -1
)

// NewResolver returns a Resolver for a language and a registry of speakers.
func NewResolver(lex *lexicon.Lexicon, reg *speakers.Registry) *Resolver {
	fold := func(s string) foldedName { return foldName(reg, s) }
	return &Resolver{lex: lex, reg: reg, folded: memo.New(maxFolded, fold), namesakes: make(map[*lexicon.Place]bool)}
}

// Begin starts on an article: it resolves every name in it. The date is the
// article's, "" where unknown; offices are looked up at it.
func (r *Resolver) Begin(d *syntax.Doc, date string) {
	r.d, r.date = d, date
	clear(r.namesakes)
	r.ents, r.known, r.compared = r.ents[:0], r.known[:0], 0
	r.spoken, r.lastBy, r.pairAt, r.not = 0, None, -1, None
	if cap(r.of) < len(d.NPs) {
		r.of = make([]int32, len(d.NPs)+len(d.NPs)/2)
	}
	r.of = r.of[:len(d.NPs)]
	for i := range r.of {
		r.of[i] = unresolved
	}
	r.names()
}

// Entity returns an entity by its number. The pointer is valid until the next
// mention is resolved.
func (r *Resolver) Entity(i int32) *Entity { return &r.ents[i] }

// maxEntities bounds the entities of an article: each mention is compared with
// all of them, and a list of names can be of any length.
const maxEntities = 600

// Meant returns who entity i turned out to be further down: whoever the article
// names later, or i itself.
func (r *Resolver) Meant(i int32) int32 {
	if s := r.ents[i].same; s >= 0 {
		return s
	}
	return i
}

// add founds an entity. It returns None where the article has too many.
func (r *Resolver) add(e Entity) int32 {
	if len(r.ents) >= maxEntities {
		return None
	}
	e.spoke, e.said, e.first, e.last, e.author, e.same = -1, -1, -1, -1, None, None
	r.ents = append(r.ents, e)
	return int32(len(r.ents) - 1)
}

// Resolve returns the entity that noun phrase np of sentence s stands for, None
// where it is nobody who could be a source. Phrases are to be resolved in
// reading order.
func (r *Resolver) Resolve(np int32, s int) int32 {
	if e := r.of[np]; e != unresolved {
		if e >= 0 && r.ents[e].Type == place {
			return None
		}
		return e
	}
	n := &r.d.NPs[np]
	e := int32(None)
	switch n.Kind {
	case syntax.Pronoun:
		var sure float64
		e, sure = r.Pronoun(n.Form, n.Gender, n.Number, s)
		r.Learn(e, n.Gender, sure)
	default:
		e = r.nominal(np, s)
	}
	r.of[np] = e
	if r.tries {
		r.tried = append(r.tried, np)
	}
	return e
}

// Try calls f, which may resolve phrases before the text has come to them, and
// forgets what they were resolved to.
func (r *Resolver) Try(f func()) {
	known := len(r.ents)
	r.tries, r.tried = true, r.tried[:0]
	f()
	r.tries = false
	for _, np := range r.tried {
		r.of[np] = unresolved
	}
	r.ents = r.ents[:known]
}

// TakeUp records that the phrase np, a pronoun, stands for entity i, if it fits.
func (r *Resolver) TakeUp(np, i int32) {
	if n := &r.d.NPs[np]; i >= 0 && i != r.not && r.fits(&r.ents[i], n.Gender, n.Number) && n.Form != "on" {
		r.of[np] = i
	}
}

// Nobody records that the phrase np, an impersonal "il", stands for nobody.
func (r *Resolver) Nobody(np int32) { r.of[np] = None }

// Note records that the phrase np of sentence s mentions its entity, and where in
// the clause. It returns the entity.
func (r *Resolver) Note(np int32, s int, asSubject, subordinate, afterPrep bool) int32 {
	i := r.Resolve(np, s)
	if i < 0 {
		return i
	}
	e := &r.ents[i]
	rank := object
	if asSubject {
		rank = subject
		if subordinate {
			rank = embedded
		}
	} else if afterPrep || r.d.NPs[np].Inner {
		rank = oblique
	}
	if e.last != s || rank > e.rank {
		e.rank = rank
	}
	if e.first < 0 {
		e.first = s
		r.nameOf(i, s, rank)
	}
	e.last, e.lastNP = s, np
	e.count++
	return i
}

// Learn records the gender that a pronoun shows of the person it stands for, where
// that is certain enough: "Lou Roux … raconte-t-elle".
func (r *Resolver) Learn(i int32, g lexicon.Gender, certainty float64) {
	if i < 0 || certainty < learns || g != lexicon.Masculine && g != lexicon.Feminine {
		return
	}
	if e := &r.ents[i]; e.Type == quote.Person && (e.Gender == 0 || e.Gender == lexicon.Epicene) {
		e.Gender = g
	}
}

// learns is the certainty of a pronoun from which on it tells a gender.
const learns = 0.8

// InWordsOf says whose words the sentences to come are, None for the journalist's:
// their speaker is their "je", not their "il".
func (r *Resolver) InWordsOf(e int32) { r.not = e }

// Except calls f, which may resolve pronouns that do not stand for entity e.
func (r *Resolver) Except(e int32, f func()) {
	not := r.not
	r.not = e
	f()
	r.not = not
}

// Spoke records that an entity is the source of the quotation attributed last.
func (r *Resolver) Spoke(i int32, s int) {
	r.spoken++
	if i >= 0 {
		e := &r.ents[i]
		e.spoke = r.spoken
		e.said = max(e.said, s)
		if s > e.last {
			e.last, e.rank = s, subject
		}
		r.lastBy = i
	}
}

// Said tells that sentence s reports words of entity i, in marks or not: a body
// that has spoken may be taken up by a pronoun as a person is.
func (r *Resolver) Said(i int32, s int) {
	if i >= 0 {
		r.ents[i].said = s
	}
}

// Told reports whether the article has called entity i by a noun, its lemma.
func (r *Resolver) Told(i int32, lemma string) bool {
	return slices.ContainsFunc(r.ents[i].descs, func(d desc) bool { return d.lemma == lemma })
}

// LastSpeaker is the source of the last attributed quotation, or None.
func (r *Resolver) LastSpeaker() int32 { return r.lastBy }
