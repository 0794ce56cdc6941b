package mentions

import (
	"strings"

	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/syntax"
)

// Join returns an entity that stands for several: "Roux et Martin".
func (r *Resolver) Join(a, b int32) int32 {
	x, y := &r.ents[a], &r.ents[b]
	name := x.Name + " et " + y.Name
	for i := range r.ents {
		if r.ents[i].Name == name {
			return int32(i)
		}
	}
	return r.add(Entity{Name: name, Type: quote.Group, Number: lexicon.Plural, Named: x.Named && y.Named})
}

// Other returns the person of the gender, 0 for any, most present at sentence s
// apart from e: who answers when e has asked.
func (r *Resolver) Other(e int32, g lexicon.Gender, s int) int32 {
	best, score := int32(None), 0.0
	for i := range r.ents {
		x := &r.ents[i]
		if int32(i) == e || x.Type != quote.Person || x.last < 0 || !compatible(x.Gender, g) {
			continue
		}
		sc := r.salience(x, s)
		if sc > 0 && x.said >= 0 {
			sc += 2 // who takes part speaks
		}
		if sc > score {
			best, score = int32(i), sc
		}
	}
	return best
}

// LastMention returns the phrase with which the paragraph of sentence s, before it,
// mentioned entity i last, nil where it did not.
func (r *Resolver) LastMention(i int32, s int) *syntax.NounPhrase {
	e := &r.ents[i]
	if e.count == 0 || e.last < 0 || e.last >= s || r.d.Sentences[e.last].Para != r.d.Sentences[s].Para {
		return nil
	}
	return &r.d.NPs[e.lastNP]
}

// Principal is the named person whom the article has mentioned most, None where
// there is nobody.
func (r *Resolver) Principal() int32 {
	return r.principal(func(*Entity) bool { return true })
}

// PrincipalBefore is the Principal among those whom the article names before sentence s,
// or of all where it names nobody there.
func (r *Resolver) PrincipalBefore(s int) int32 {
	if i := r.principal(func(e *Entity) bool { return e.first >= 0 && e.first < s }); i >= 0 {
		return i
	}
	return r.Principal()
}

func (r *Resolver) principal(among func(*Entity) bool) int32 {
	best := int32(None)
	for i := range r.ents {
		e := &r.ents[i]
		if (best == None || e.count > r.ents[best].count) && e.Named && e.Type == quote.Person && e.Certain() && among(e) {
			best = int32(i)
		}
	}
	return best
}

// Found returns the entity of a phrase that must be a source, by its place in
// the sentence, although its noun does not say that it can speak.
func (r *Resolver) Found(np int32) int32 {
	if r.of[np] >= 0 {
		return r.of[np]
	}
	n := &r.d.NPs[np]
	if n.Kind == syntax.Pronoun || n.NomTo <= n.NomFrom {
		return None
	}
	name := squeeze(r.d.Of(n.NomFrom, n.NomTo))
	if r.tries {
		r.tried = append(r.tried, np)
	}
	r.of[np] = r.add(Entity{Name: name, Type: quote.Organisation, Gender: n.Gender, Number: n.Number, Thing: true})
	r.describe(r.of[np], n)
	return r.of[np]
}

// Sign reports whether the entity is a thing that words stand on and that are
// nobody's in particular: a banner, a signboard.
func (r *Resolver) Sign(i int32) bool {
	e := &r.ents[i]
	return !e.Named && len(e.descs) > 0 && r.lex.Sign(e.descs[0].lemma)
}

// Author returns whose words a document holds: whom its description names ("le
// communiqué du ministère"), and for a statement without, the body mentioned
// last. It returns the entity itself where the article does not tell.
func (r *Resolver) Author(i int32, s int) int32 {
	e := &r.ents[i]
	if e.Type != quote.Document || len(e.descs) == 0 {
		return i
	}
	if e.author >= 0 {
		return e.author
	}
	if !r.lex.Statement(e.descs[0].lemma) {
		return i
	}
	best := i
	for k := range r.ents {
		x := &r.ents[k]
		if x.Type != quote.Organisation && x.Type != quote.State || x.last < 0 || s-x.last > 4 || x.Thing || x.rank == oblique && x.spoke < 0 || !x.Certain() && x.Type != quote.State || e.first >= 0 && x.first > e.first {
			continue // or of whom the text has told only since
		}
		if best == i || x.lastNP > r.ents[best].lastNP {
			best = int32(k)
		}
	}
	return best
}

// Marked returns the entity of a body whose name stands between marks: "Le
// Courrier".
func (r *Resolver) Marked(name string) int32 {
	for i := range r.ents {
		if r.ents[i].Name == name {
			return int32(i)
		}
	}
	return r.add(Entity{Name: name, Type: quote.Organisation, Named: true})
}

// Anonymous returns the entity of a source that is a phrase of its own: "source
// policière".
func (r *Resolver) Anonymous(name string) int32 {
	for i := range r.ents {
		if r.ents[i].Name == name {
			return int32(i)
		}
	}
	i := r.add(Entity{Name: name, Type: quote.Group})
	if i == None {
		return None
	}
	lemma, _, _ := strings.Cut(r.folded.Get(name).full, " ")
	d := newDesc(lemma, true)
	r.ents[i].descs, r.ents[i].called = []desc{d}, d.both
	return i
}
