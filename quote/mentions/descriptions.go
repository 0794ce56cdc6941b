package mentions

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/speakers"
	"dixit/quote/syntax"
)

// describe records what a phrase says of its entity.
func (r *Resolver) describe(i int32, n *syntax.NounPhrase) {
	if i == None {
		return
	}
	r.describeAs(i, n, r.desc(n))
}

// describeAs is describe with the phrase's description, which nominal has made.
func (r *Resolver) describeAs(i int32, n *syntax.NounPhrase, d desc) {
	if i == None || d.lemma == "" {
		return
	}
	e := &r.ents[i]
	for i := range e.descs {
		if sameWords(r.d, &e.descs[i], &d, false) {
			return
		}
	}
	e.called |= d.both
	e.descs = append(e.descs, d)
	e.noun |= n.Noun.Classes
	if n.Demonym != nil {
		e.places = append(e.places, n.Demonym.Name)
	}
	if p := r.placeWithin(n); p != nil {
		e.places = append(e.places, p.Name)
	}
	if e.Gender == 0 || e.Gender == lexicon.Epicene {
		if n.Gender == lexicon.Masculine || n.Gender == lexicon.Feminine {
			e.Gender = n.Gender
		}
	}
	if e.Type == quote.Person && n.Noun.Classes&(lexicon.NounOrg|lexicon.NounMedia) != 0 && n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) == 0 {
		e.Type = quote.Organisation
	}
}

// IsA records that entity i is what the phrase np calls it.
func (r *Resolver) IsA(i, np int32) {
	n := &r.d.NPs[np]
	if e := &r.ents[i]; compatible(e.Gender, n.Gender) && r.of[np] == unresolved {
		r.describe(i, n)
		r.of[np] = i
	}
}

// Called records that the article calls entity i by a noun.
func (r *Resolver) Called(i int32, noun lexicon.NounForm) {
	if e := &r.ents[i]; compatible(e.Gender, noun.Gender) {
		d := newDesc(noun.Lemma, false)
		e.descs, e.called, e.noun = append(e.descs, d), e.called|d.both, e.noun|noun.Classes
	}
}

// entitle records what an honorific says of the person that bears it: "Me Roux" is
// an advocate.
func (r *Resolver) entitle(e *Entity, h *lexicon.Honorific) {
	if h == nil || h.Noun == "" || len(e.descs) > 0 {
		return
	}
	d := newDesc(h.Noun, false)
	e.descs, e.called = append(e.descs, d), e.called|d.both
}

func (r *Resolver) desc(n *syntax.NounPhrase) desc {
	to := n.NomTo
	head := n.NounHead + words(n.Noun.Lemma)
	// A noun that is a demonym itself ties nobody: "le cégétiste".
	tied := n.Demonym != nil && (n.NounHead < 0 || r.d.Tokens[n.NounHead].Demonym != n.Demonym) || n.NounHead >= 0 && to > head+1
	if last := to - 1; last == head && n.NounHead >= 0 && r.d.Tokens[last].Word.Unknown() && r.d.Tokens[last].Lists&lexicon.ListInhabitant != 0 {
		tied = true // "le président rochelais"
	}
	if tied && n.Demonym == nil && r.d.Tokens[head].Lower == "de" && r.d.Tokens[head+1].Kind == text.Number {
		tied = false // "le cinéaste de 29 ans"
	}
	return phraseDesc(r.d, n.Noun.Lemma, n.NomFrom, to, tied)
}

// words is how many tokens a noun has that the lexicon knows: "chef de l'état" has four.
func words(noun string) int32 {
	return int32(1 + strings.Count(noun, " ") + strings.Count(noun, "'"))
}

// placeWithin returns the state or body that a description's complement names:
// "le président de la Moldavie".
func (r *Resolver) placeWithin(n *syntax.NounPhrase) *lexicon.Place {
	for k := n.NounHead + 1; k > 0 && k < n.NomTo; k++ {
		if t := &r.d.Tokens[k]; t.Place != nil && t.Token.Is(text.Capital) {
			return t.Place
		}
	}
	return nil
}

// nominal resolves a description: "l'élue", "le maire de Brest".
func (r *Resolver) nominal(np int32, s int) int32 {
	n := &r.d.NPs[np]
	if r.ofReaders(n) {
		return None
	}
	if i := r.countryman(n, s); i >= 0 {
		return i
	}
	capital := n.NounHead >= 0 && r.d.Tokens[n.NounHead].Token.Is(text.Capital) && n.Det == syntax.Definite
	if !capital && !r.speakable(n) {
		return None
	}
	if capital && n.Noun.Classes == 0 && n.NomTo == n.NounHead+1 {
		if i := r.half(r.d.Tokens[n.NounHead].Lower); i >= 0 {
			return i
		}
	}
	d := r.desc(n)
	typ := r.typeOf(n)
	if typ == quote.Person && n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) == 0 {
		typ = quote.Organisation
	}
	if i := r.counterpart(d, n, s); i >= 0 {
		return i
	}
	if n.Det != syntax.Indefinite {
		if i := r.takenUp(d, n, typ, s); i >= 0 {
			return i
		}
	}
	return r.broughtIn(np, d, typ, s)
}

// ofReaders reports whether a description is of somebody by those who write or read the
// article: "notre correspondant".
func (r *Resolver) ofReaders(n *syntax.NounPhrase) bool {
	if n.Det != syntax.Possessive {
		return false
	}
	switch r.d.Tokens[n.From].Lower {
	case "notre", "nos", "votre", "vos":
		return true
	}
	return false
}

// countryman finds whom the article calls by where they are from, rather one whom it has
// tied to that state: "la Belge".
func (r *Resolver) countryman(n *syntax.NounPhrase, s int) int32 {
	if n.Det != syntax.Definite && n.Det != syntax.Demonstrative || n.Number == lexicon.Plural || !r.inhabitant(n) {
		return None
	}
	if p := r.demonym(n); p != nil {
		if i := r.mostSalient(n, s, func(e *Entity) bool {
			return slices.Contains(e.places, p.Name) || e.sure && s-e.last <= 1 && r.actsFor(e, p.Name)
		}); i >= 0 {
			return i
		}
		if i := r.mostSalient(n, s, func(e *Entity) bool {
			return r.actsFor(e, p.Name) || e.sure && e.Entry == nil && !slices.ContainsFunc(e.places, r.state)
		}); i >= 0 {
			return i // none of another state
		}
	}
	return r.mostSalient(n, s, func(e *Entity) bool { return e.sure })
}

// speakable reports whether the noun of a description, or the demonym that stands for one,
// is of somebody who may speak: "la ministre", "les Belges", but not "la table belge".
func (r *Resolver) speakable(n *syntax.NounPhrase) bool {
	if n.Noun.Classes&(syntax.Speakable|lexicon.NounSpeech) != 0 {
		return true
	}
	return n.Demonym != nil && (n.NounHead < 0 || r.d.Tokens[n.NounHead].Demonym != nil)
}

// counterpart finds who besides somebody is what they are too: of "son homologue" the other
// named person of the two.
func (r *Resolver) counterpart(d desc, n *syntax.NounPhrase, s int) int32 {
	if n.Det != syntax.Possessive || n.Number == lexicon.Plural || !r.lex.Counterpart(d.lemma) {
		return None
	}
	who, _ := r.Pronoun("son", 0, lexicon.Singular, s)
	if who < 0 {
		return None
	}
	if o := r.Other(who, n.Gender, s); o >= 0 && r.ents[o].Named {
		return o
	}
	return None
}

// takenUp finds whom a description that is not indefinite takes up: the ways in which it
// may, the surest first.
func (r *Resolver) takenUp(d desc, n *syntax.NounPhrase, typ quote.SpeakerType, s int) int32 {
	if r.sameSource(d, n) {
		return r.lastBy
	}
	if n.Number == lexicon.Plural && typ == quote.Group && r.two(n) {
		if i := r.both(s); i >= 0 {
			return i
		}
	}
	if i := r.toldOf(d, n, s); i >= 0 {
		return i
	}
	if i := r.holder(d, n); i >= 0 {
		return i
	}
	if i := r.anaphor(d, n, s); i >= 0 {
		return i
	}
	return r.calledAnew(d, n, typ, s)
}

// sameSource reports whether a description takes up the unnamed source that spoke last: "de
// même source".
func (r *Resolver) sameSource(d desc, n *syntax.NounPhrase) bool {
	same := r.d.Tokens[n.NomFrom].Lower == "même" || n.NomFrom > n.From && r.d.Tokens[n.NomFrom-1].Lower == "même"
	return same && r.lex.Listed(d.lemma)&lexicon.ListUnnamed != 0 && r.lastBy >= 0 && r.ents[r.lastBy].Type != quote.Person
}

// toldOf finds the entity that the article has called by the description, or whom it may
// mean rather.
func (r *Resolver) toldOf(d desc, n *syntax.NounPhrase, s int) int32 {
	i, strong := r.described(d, n, s)
	if i < 0 {
		return None
	}
	if k := r.nearer(i, d, n, s); k >= 0 {
		return k
	}
	if n.NomFrom < n.NomTo && r.d.Tokens[n.NomFrom].Lists&lexicon.ListFormer != 0 && r.ents[i].last < s-1 {
		// "l'ancien président" is who has just been told of, rather than the president
		if k := r.formerly(d, n, s); k >= 0 && r.ents[k].rank == subject {
			return k
		}
	}
	if !strong {
		if k := r.fitting(i, d, n, s); k >= 0 {
			return k
		}
	}
	if e := &r.ents[i]; !e.Named && s-e.last > 3 {
		if k := r.namedSince(i, d, n, s); k >= 0 {
			return k
		}
	}
	return i
}

// nearer finds who at sentence s is nearer than entity i, which the description fits as
// well: one told of before and not one to come, and for "le journal" the one that the
// paragraph is about.
func (r *Resolver) nearer(i int32, d desc, n *syntax.NounPhrase, s int) int32 {
	if d.tied {
		return None
	}
	if r.ents[i].last < 0 && n.Noun.Classes&lexicon.NounRole != 0 {
		if k := r.mostSalient(n, s, func(e *Entity) bool { return r.kin(e, d.lemma) }); k >= 0 {
			return k
		}
	}
	if r.lex.Body(d.lemma) && !r.inParagraph(i, s) {
		if k := r.body(n.Noun.Classes, s); k >= 0 && r.inParagraph(k, s) {
			return k
		}
	}
	return None
}

// fitting finds whom a description fits better that is fuller than what the article has said
// of entity i: for "le président français", where "le président" was said, who holds that
// office, else somebody just named.
func (r *Resolver) fitting(i int32, d desc, n *syntax.NounPhrase, s int) int32 {
	if k := r.holder(d, n); k >= 0 {
		return k
	}
	// "l'entraîneur de Vaubry", where another is "l'entraîneur"
	k := r.mostSalient(n, s, func(e *Entity) bool { return len(e.descs) == 0 && e.sure && e.last == s-1 && e.rank == subject })
	if k >= 0 && r.ents[i].last < s-1 {
		return k
	}
	return None
}

// namedSince finds the person by whose name the article has gone on since it told of entity
// i, unnamed: one who may be called so, or of "Un éleveur perd tout", the headline, whom
// the article is about.
func (r *Resolver) namedSince(i int32, d desc, n *syntax.NounPhrase, s int) int32 {
	since := r.ents[i].last
	if k := r.mostSalient(n, s, func(x *Entity) bool { return x.last > since && r.kin(x, d.lemma) }); k >= 0 {
		return k
	}
	k := r.Principal()
	if k < 0 || !r.headline(i) || len(r.ents[k].descs) > 0 || r.ents[k].Gender != n.Gender || n.Noun.Classes&lexicon.NounPerson == 0 {
		return None
	}
	r.ents[i].same = k
	r.describeAs(k, n, d)
	return k
}

// calledAnew finds whom the article calls by the description for the first time, and records
// that it does; a text that speaks is one by a known author, whatever it is called.
func (r *Resolver) calledAnew(d desc, n *syntax.NounPhrase, typ quote.SpeakerType, s int) int32 {
	i := r.untold(n, s)
	if i < 0 && typ == quote.Document && !d.tied && r.behind(n, lexicon.Say|lexicon.Manner) {
		if w := r.writing(s); w >= 0 {
			return w
		}
	}
	if i < 0 {
		i = r.formerly(d, n, s)
	}
	if i < 0 {
		i = r.headlined(n, s)
	}
	r.describeAs(i, n, d)
	return i
}

// broughtIn adds the entity that phrase np tells of for the first time.
func (r *Resolver) broughtIn(np int32, d desc, typ quote.SpeakerType, s int) int32 {
	n := &r.d.NPs[np]
	i := r.add(Entity{Name: r.descriptiveName(n, s), Type: typ, Gender: n.Gender, Number: n.Number, bare: n.Det == syntax.NoDet})
	r.describeAs(i, n, d)
	if i >= 0 && typ == quote.Document && r.lex.Statement(d.lemma) {
		r.ents[i].author = r.within(np, s)
	}
	return i
}

// descriptiveName is how somebody is listed whom the article only describes: with the noun
// in the singular for "un des ouvriers", and with whose they are for "sa mère".
func (r *Resolver) descriptiveName(n *syntax.NounPhrase, s int) string {
	name := squeeze(r.d.Of(n.NomFrom, n.NomTo))
	if n.Partitive && n.NounHead == n.NomFrom && n.Noun.Lemma != "" && n.Gender != lexicon.Feminine {
		name = n.Noun.Lemma + name[r.d.SpanOf(n.NounHead, n.NounHead+1).Len():]
	}
	if n.Det != syntax.Possessive || n.Noun.Classes&lexicon.NounPerson == 0 && !(n.Number == lexicon.Plural && n.Noun.Classes&(lexicon.NounGroup|lexicon.NounOrg) != 0) {
		return name
	}
	low := r.d.Tokens[n.From].Lower
	if r.not >= 0 && (low == "mon" || low == "ma") {
		if e := &r.ents[r.not]; e.Named && e.sure {
			name += " " + de(e.Name) // of whoever says it
		}
	} else if low != "leur" && low != "leurs" {
		if who, sure := r.Pronoun("son", 0, lexicon.Singular, s); who >= 0 && sure > 0.6 && r.ents[who].Named && r.ents[who].sure {
			name += " " + de(r.ents[who].Name)
		}
	}
	return name
}

// half finds the state that the article tells from another by a point of the compass:
// "le Nord" of "Corée du Nord".
func (r *Resolver) half(point string) int32 {
	for i := range r.ents {
		if e := &r.ents[i]; e.Type == quote.State && len(e.words) > 2 && e.words[len(e.words)-1] == point {
			return int32(i)
		}
	}
	return None
}

// within returns the entity of a phrase that is a complement of phrase np. Phrases
// within another stand right before it.
func (r *Resolver) within(np int32, s int) int32 {
	n := &r.d.NPs[np]
	first := np
	for first > max(0, np-maxWithin) && r.d.NPs[first-1].From > n.From && r.d.NPs[first-1].To <= n.To {
		first--
	}
	for k := first; k < np; k++ {
		if r.d.NPs[k].Inner {
			if e := r.Resolve(k, s); e >= 0 && r.ents[e].Type != quote.Document {
				return e
			}
		}
	}
	return None
}

// maxWithin bounds the phrases within another that are looked at.
const maxWithin = 16

// two reports whether a phrase counts two: "les deux dirigeants".
func (r *Resolver) two(n *syntax.NounPhrase) bool {
	for t := n.From; t < n.Head && t < n.From+3; t++ {
		if r.d.Tokens[t].Lower == "deux" {
			return true
		}
	}
	return false
}

// both joins the two named people most present at sentence s.
func (r *Resolver) both(s int) int32 {
	a, b, first, second := int32(None), int32(None), 0.0, 0.0
	for i := range r.ents {
		e := &r.ents[i]
		if !e.Named || !e.sure || e.Type != quote.Person || e.last < 0 || int32(i) == r.not {
			continue
		}
		switch sc := r.salience(e, s); {
		case sc > first:
			a, b, first, second = int32(i), a, sc, first
		case sc > second:
			b, second = int32(i), sc
		}
	}
	if b < 0 {
		return None
	}
	if r.ents[b].lastNP < r.ents[a].lastNP {
		a, b = b, a
	}
	return r.Join(a, b)
}

// de puts the preposition before a name: "de Jean", "d'Anne".
func de(name string) string {
	if f, _ := utf8.DecodeRuneInString(name); strings.ContainsRune("AEIOUYHÀÂÉÈÊËÎÏÔÙÛ", unicode.ToUpper(f)) {
		return "d'" + name
	}
	return "de " + name
}

// described finds the entity that bears the description, or a fuller one with
// the same head; strong says that the description is no fuller than what the
// article has said of it.
func (r *Resolver) described(d desc, n *syntax.NounPhrase, s int) (best int32, strong bool) {
	best, score := int32(None), 0
	for i := range r.ents {
		e := &r.ents[i]
		if e.called&d.both == 0 || !agrees(e.Number, n.Number) {
			continue
		}
		sc := 0
		for k := range e.descs {
			x := &e.descs[k]
			switch {
			case sameWords(r.d, x, &d, false):
				sc = max(sc, 6)
			case d.lemma != "" && x.lemma == d.lemma && !d.tied:
				sc = max(sc, 4)
			case d.lemma != "" && x.lemma == d.lemma && d.tied && x.tied && sameWords(r.d, x, &d, true):
				sc = max(sc, 5)
			case d.lemma != "" && x.lemma == d.lemma && d.tied && !x.tied && e.Named:
				sc = max(sc, 2)
			}
		}
		if sc == 0 || !compatible(e.Gender, n.Gender) && (sc < 6 || e.last < 0) {
			continue
		}
		if sc == 2 && e.Entry != nil && len(e.Entry.Roles) > 0 {
			continue // whose president Poutine is, the registry knows: see holder
		}
		sc *= 4
		if e.last >= 0 { // the one spoken of last
			sc += max(0, 3-(s-e.last))
		} else if !e.Named {
			continue
		}
		if e.Named {
			sc++
		}
		if sc > score {
			best, score = int32(i), sc
		}
	}
	return best, score >= 4*4
}

// holder finds who held the described office at the article's date: of "le président
// moldave" the one whom the registry knows.
func (r *Resolver) holder(d desc, n *syntax.NounPhrase) int32 {
	if d.lemma == "" || n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) == 0 {
		return None
	}
	place := n.Demonym
	if place == nil {
		place = r.placeWithin(n)
	}
	if place == nil {
		return r.holderByName(d, n)
	}
	holders := r.reg.Holders(r.officeTitle(n), place.Name, r.date)
	if i := r.heldBy(holders); i >= 0 {
		return i
	}
	if i := r.leaderOf(place, d, n); i >= 0 {
		return i
	}
	if len(holders) != 1 {
		return None
	}
	entry := holders[0]
	name := squeeze(r.d.Of(n.NomFrom, n.NomTo))
	i := r.add(Entity{Name: name, Type: quote.Person, Gender: lexicalGender(entry.Gender), Number: lexicon.Singular, Entry: entry})
	r.describe(i, n)
	return i
}

// holderByName finds who holds an office that the registry knows by its whole name: "maire
// de Brest".
func (r *Resolver) holderByName(d desc, n *syntax.NounPhrase) int32 {
	if !d.tied {
		return None
	}
	entry, ok := r.reg.Holder(squeeze(r.d.Of(n.NomFrom, n.NomTo)), "", r.date)
	if !ok {
		return None
	}
	return r.entityOf(entry)
}

// officeTitle is what the described office is called, without whose it is: "secrétaire
// général", "ministre des Affaires étrangères".
func (r *Resolver) officeTitle(n *syntax.NounPhrase) string {
	title := r.d.Of(n.NomFrom, n.NounHead+1)
	for k := n.NounHead + 1; k < n.NomTo; k++ {
		t := &r.d.Tokens[k]
		if t.Place != nil && t.Token.Is(text.Capital) {
			break
		}
		if t.Demonym == nil {
			title += " " + r.d.Of(k, k+1)
		}
	}
	return strings.TrimSpace(title)
}

// entityOf is the entity that the registry has as an entry.
func (r *Resolver) entityOf(entry *speakers.Entry) int32 {
	for i := range r.ents {
		if r.ents[i].Entry == entry {
			return int32(i)
		}
	}
	return None
}

// heldBy is the entity that holds an office: of several holders the one whom alone the
// article names.
func (r *Resolver) heldBy(holders []*speakers.Entry) int32 {
	if len(holders) == 1 {
		return r.entityOf(holders[0])
	}
	one := int32(None)
	for _, h := range holders {
		for i := range r.ents {
			if r.ents[i].Entry == h && r.ents[i].Named && int32(i) != one {
				if one != None {
					one = None
					break
				}
				one = int32(i)
			}
		}
	}
	return one
}

// leaderOf finds the named person, tied by the article to the same state, who leads it, where
// the registry can tell nobody.
func (r *Resolver) leaderOf(place *lexicon.Place, d desc, n *syntax.NounPhrase) int32 {
	best := int32(None)
	for i := range r.ents {
		e := &r.ents[i]
		if !e.Named || e.Type != quote.Person || !compatible(e.Gender, n.Gender) {
			continue
		}
		for _, p := range e.places {
			if p == place.Name && (r.leads(e, d.lemma) || r.opposite(e, n)) && (best == None || e.last > r.ents[best].last) {
				best = int32(i)
			}
		}
	}
	return best
}

// opposite reports whether the article has called an entity the counterpart of somebody, so
// that it holds an office like theirs: "son homologue égyptien", then "le ministre égyptien".
func (r *Resolver) opposite(e *Entity, n *syntax.NounPhrase) bool {
	return n.Noun.Classes&lexicon.NounRole != 0 && slices.ContainsFunc(e.descs, func(x desc) bool { return r.lex.Counterpart(x.lemma) })
}

// leads reports whether an entity can be called by a general word for a state's
// leader or official.
func (r *Resolver) leads(e *Entity, lemma string) bool {
	if r.lex.Listed(lemma)&lexicon.ListRuler == 0 {
		return false
	}
	for _, d := range e.descs {
		if r.lex.Listed(d.lemma)&lexicon.ListReigns != 0 {
			return true
		}
	}
	return len(e.descs) == 0
}

// anaphor resolves a description that takes up somebody named before: "l'élue",
// "le quadragénaire", "ce technicien".
func (r *Resolver) anaphor(d desc, n *syntax.NounPhrase, s int) int32 {
	c := n.Noun.Classes
	if n.Number == lexicon.Plural || n.Det == syntax.NoDet {
		return None
	}
	if d.tied && n.Det == syntax.Definite && n.Demonym != nil && n.NounHead >= 0 && r.placeWithin(n) == nil && !r.d.Tokens[n.NounHead].Token.Is(text.Capital) {
		return r.national(d, n, s)
	}
	if d.tied && n.Det != syntax.Demonstrative {
		return None
	}
	person := c&(lexicon.NounPerson|lexicon.NounRole) != 0
	if !person {
		if c&(lexicon.NounOrg|lexicon.NounMedia) != 0 && n.Det == syntax.Definite && r.lex.Body(d.lemma) {
			return r.body(c, s)
		}
		return None
	}
	if n.Det == syntax.Possessive { // "son coach", of whom "son entraîneur, Paul Roux" was said
		return r.mostSalient(n, s, func(e *Entity) bool { return r.kin(e, d.lemma) })
	}
	if n.Det == syntax.Demonstrative {
		return r.pointedAt(n, s)
	}
	if r.lex.Anybody(d.lemma) && r.d.Sentences[s].Opens { // "L'homme avait deux passions."
		if i := r.theme(n.Gender, lexicon.Singular, s); i >= 0 && r.ents[i].last >= 0 {
			return i
		}
	}
	if r.lex.Anybody(d.lemma) || r.d.Tokens[n.NomFrom].Lists&lexicon.ListFormer != 0 {
		return r.mostSalient(n, s, func(*Entity) bool { return true })
	}
	// A noun that the article may use for what it called the person before, rather one in
	// office than one who was.
	i := r.salientWithin(farKin, n, s, func(e *Entity) bool { return r.kin(e, d.lemma) && !r.retired(e, d.lemma) })
	if i < 0 {
		i = r.salientWithin(farKin, n, s, func(e *Entity) bool { return r.kin(e, d.lemma) })
	}
	if i >= 0 {
		if !r.inParagraph(i, s) { // rather whom the sentence before was about, of whom nothing has been said
			if k := r.mostSalient(n, s, func(e *Entity) bool {
				return len(e.descs) == 0 && e.Entry == nil && e.sure && e.tokens > 1 && s-e.last == 1 && e.rank == subject && r.d.Sentences[e.last].Para == r.d.Sentences[s].Para
			}); k >= 0 {
				return k
			}
		}
		return i
	}
	// Somebody of whom the article has said nothing yet but the name. In a new
	// paragraph it is only whom the article is about, and by no office.
	about := r.Principal()
	if c&lexicon.NounRole != 0 {
		about = None
	}
	return r.mostSalient(n, s, func(e *Entity) bool {
		return len(e.descs) == 0 && s > e.last && s-e.last <= 2 && e.sure &&
			(r.d.Sentences[e.last].Para == r.d.Sentences[s].Para || about >= 0 && e == &r.ents[about])
	})
}

// national finds whom the paragraph has just told of, and now calls by what they are and
// by their state, of which it had said nothing: "l'officier kazakh", "le groupe américain".
func (r *Resolver) national(d desc, n *syntax.NounPhrase, s int) int32 {
	if r.lex.Body(d.lemma) {
		if k := r.body(n.Noun.Classes, s); k >= 0 && s-r.ents[k].last == 1 && r.inParagraph(k, s) {
			return k
		}
		return None
	}
	return r.mostSalient(n, s, func(e *Entity) bool {
		return e.sure && s-e.last == 1 && e.rank == subject && !r.another(e) && r.d.Sentences[e.last].Para == r.d.Sentences[s].Para &&
			(len(e.places) == 0 && e.Entry == nil || r.actsFor(e, n.Demonym.Name)) && r.kin(e, d.lemma)
	})
}

// another reports whether the text has told of some other person since it told of e.
func (r *Resolver) another(e *Entity) bool {
	for i := range r.ents {
		if x := &r.ents[i]; x.Type == quote.Person && x.last >= e.last && x.lastNP > e.lastNP {
			return true
		}
	}
	return false
}

// untold finds the person whom the paragraph has just brought in by a full name
// without saying who that is: the office named next is theirs. "C'est Jeanne Roux
// qui a pris la parole. L'adjointe aux finances …"
func (r *Resolver) untold(n *syntax.NounPhrase, s int) int32 {
	if n.Det != syntax.Definite || n.Number == lexicon.Plural || n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) == 0 {
		return None
	}
	return r.mostSalient(n, s, func(e *Entity) bool {
		return len(e.descs) == 0 && e.Entry == nil && e.sure && e.tokens > 1 && s > e.last && s-e.last <= 2 &&
			e.first >= 0 && r.d.Sentences[e.first].Para == r.d.Sentences[s].Para
	})
}

// writing finds the text by a known author that was told of last: "le texte" of what was
// called a message.
func (r *Resolver) writing(s int) int32 {
	last := int32(None)
	for i := range r.ents {
		e := &r.ents[i]
		if e.Type == quote.Document && e.author >= 0 && e.last >= 0 && s-e.last <= 3 && (last == None || e.lastNP > r.ents[last].lastNP) {
			last = int32(i)
		}
	}
	return last
}

// formerly finds the person whom the sentence before was about, where the article goes
// on with what they once were, or with where they sit: "l'ancien maire de Vaubry", "le
// locataire de l'Élysée". Who is new to an article is not brought in so.
func (r *Resolver) formerly(d desc, n *syntax.NounPhrase, s int) int32 {
	if n.Det != syntax.Definite || n.Number == lexicon.Plural || n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) == 0 || r.d.Sentences[s].Opens {
		return None
	}
	if r.d.Tokens[n.NomFrom].Lists&lexicon.ListFormer == 0 && r.lex.Listed(d.lemma)&lexicon.ListRecast == 0 {
		return None
	}
	return r.mostSalient(n, s, func(e *Entity) bool { return e.sure && e.last == s-1 && e.rank >= embedded })
}

// headlined finds the person whom alone the headline names, and the first lines below by
// the office that nobody else in the article has: "Delmas promet … Le ministre des Ports
// a défendu …".
func (r *Resolver) headlined(n *syntax.NounPhrase, s int) int32 {
	sent := &r.d.Sentences[s]
	if n.Det != syntax.Definite || n.Number == lexicon.Plural || n.Noun.Classes&lexicon.NounRole == 0 {
		return None
	}
	if sent.Para < 1 || sent.Para > 2 || !r.hasHeadline() || !sent.Opens || n.From != sent.Chunks[0].From {
		return None // not the first words of the first lines
	}
	who := int32(None)
	for i := range r.ents {
		e := &r.ents[i]
		if e.last < 0 || !e.Named || e.Type != quote.Person {
			continue
		}
		if who != None || !r.inHeadline(e) || len(e.descs) > 0 || e.Entry != nil || !e.sure && e.tokens < 2 || !compatible(e.Gender, n.Gender) {
			return None
		}
		who = int32(i)
	}
	return who
}

// hasHeadline reports whether the article's first line is no sentence with its full stop.
func (r *Resolver) hasHeadline() bool {
	text := strings.TrimSpace(r.d.Paragraphs[0].Span.Of(r.d.Body))
	return text != "" && !strings.HasSuffix(text, ".")
}

// nameOf takes the given name, with which sentence s first mentions entity i, for that
// of the relative whom the paragraph has just brought in: "C'est sa mère qui a appelé.
// « … » Odile a couru."
func (r *Resolver) nameOf(i int32, s int, rank mentionRank) {
	e := &r.ents[i]
	if rank != subject || !e.Named || !e.sure || e.tokens != 1 || len(e.descs) > 0 || e.Gender == 0 {
		return
	}
	for k := range r.ents {
		u := &r.ents[k]
		if u.Named || u.Type != quote.Person || u.last < 0 || s-u.last > 2 || u.Gender != e.Gender || u.same >= 0 ||
			r.d.Sentences[u.last].Para != r.d.Sentences[s].Para || len(u.descs) == 0 || r.lex.Listed(u.descs[0].lemma)&lexicon.ListRelative == 0 {
			continue
		}
		u.same = i
		e.descs, e.called, e.noun = append(e.descs, u.descs...), e.called|u.called, e.noun|u.noun
		return
	}
}

// headline reports whether the article's first line alone has mentioned entity i.
func (r *Resolver) headline(i int32) bool {
	e := &r.ents[i]
	return e.last >= 0 && r.d.Sentences[e.last].Para == 0 && e.Type == quote.Person
}

// body finds the named organisation most present at sentence s: what "le groupe",
// "l'association" take up, but "le journal" none that the article has called something else.
func (r *Resolver) body(classes lexicon.NounClass, s int) int32 {
	best, score := int32(None), 0.0
	for i := range r.ents {
		e := &r.ents[i]
		if !e.Named || e.Entry != nil && e.Entry.Type == quote.Person || e.last < 0 || s-e.last > 10 || classes&lexicon.NounMedia != 0 && e.noun != 0 && e.noun&lexicon.NounMedia == 0 {
			continue
		}
		told := r.inParagraph(int32(i), s) && e.rank == subject
		spoke := (len(e.descs) == 0 || told) && e.said >= 0 && s-e.said <= 2 || told && s-e.last == 1
		if e.Type != quote.Organisation || !spoke && !(len(e.descs) == 0 && e.tokens > 1 && r.inHeadline(e)) && !slices.ContainsFunc(e.descs, func(x desc) bool { return r.lex.Body(x.lemma) }) {
			continue
		}
		if sc := r.salience(e, s); sc > score {
			best, score = int32(i), sc
		}
	}
	return best
}

// inParagraph reports whether the paragraph of sentence s has mentioned entity i.
func (r *Resolver) inParagraph(i int32, s int) bool {
	e := &r.ents[i]
	return e.last >= 0 && r.d.Sentences[e.last].Para == r.d.Sentences[s].Para
}

// kin reports whether a noun may take up what the article has called the entity.
func (r *Resolver) kin(e *Entity, lemma string) bool {
	first, _, _ := strings.Cut(lemma, " ") // of "directeur général", "milieu de terrain"
	for _, x := range e.descs {
		head, _, _ := strings.Cut(x.lemma, " ")
		if r.lex.Kin(x.lemma, lemma) || head != x.lemma && r.lex.Kin(head, lemma) || first != lemma && r.lex.Kin(head, first) {
			return true
		}
	}
	if e.Entry != nil { // what the registry calls them
		ruler := r.lex.Listed(lemma)&lexicon.ListRuler != 0
		for _, role := range e.Entry.Roles {
			if ruler && !r.state(role.Of) {
				continue // "le chef de l'État" is not who leads a party
			}
			if title := strings.ToLower(role.Title); title == lemma || r.lex.Kin(title, lemma) {
				return true
			}
		}
	}
	return false
}

// retired reports whether the registry has an entity hold no office any more that a noun may
// take up, though others: for "le chef de l'État" one who was president before.
func (r *Resolver) retired(e *Entity, lemma string) bool {
	if e.Entry == nil || len(e.descs) > 0 {
		return false
	}
	ended, goesOn := false, false
	for _, role := range e.Entry.Roles {
		over := role.To != "" && (r.date == "" || string(role.To) < r.date)
		if title := strings.ToLower(role.Title); title == lemma || r.lex.Kin(title, lemma) {
			if !over {
				return false
			}
			ended = true
		} else if !over {
			goesOn = true
		}
	}
	return ended && goesOn
}

// actsFor reports whether the article, or the registry, ties an entity to a state.
func (r *Resolver) actsFor(e *Entity, state string) bool {
	if slices.Contains(e.places, state) {
		return true
	}
	return e.Entry != nil && slices.ContainsFunc(e.Entry.Roles, func(role speakers.Role) bool { return role.Of == state })
}

// state reports whether a name is that of a state.
func (r *Resolver) state(name string) bool {
	p, ok := r.lex.Place(strings.ToLower(name))
	return ok && p.Type == lexicon.StatePlace
}

// inhabitant reports whether a phrase calls somebody by where they are from:
// "la Belge", "l'ancien Sochalien".
func (r *Resolver) inhabitant(n *syntax.NounPhrase) bool {
	at := n.NounHead
	if n.HasName() && n.NameTo-n.NameFrom == 1 {
		at = n.NameFrom
	}
	if at < 0 {
		return false
	}
	t := &r.d.Tokens[at]
	if !t.Token.Is(text.Capital) || t.IsGiven {
		return false
	}
	if p := t.Place; p != nil && (p.Article == "" || p.Article == r.d.Tokens[n.From].Lower || r.d.Tokens[n.From].Token.Is(text.Elided)) {
		return false // "la Suisse", but "le Suisse"
	}
	return t.Demonym != nil || t.Word.Lists&lexicon.ListInhabitant != 0
}

// demonym is the state of an inhabitant's name.
func (r *Resolver) demonym(n *syntax.NounPhrase) *lexicon.Place {
	if n.Demonym != nil {
		return n.Demonym
	}
	if n.NounHead >= 0 {
		return r.d.Tokens[n.NounHead].Demonym
	}
	return r.d.Tokens[n.NameFrom].Demonym
}

// pointedAt finds whom "ce retraité" takes up: the named person most present at
// sentence s, or somebody whom the sentence before brought in without a name.
func (r *Resolver) pointedAt(n *syntax.NounPhrase, s int) int32 {
	best := r.mostSalient(n, s, func(*Entity) bool { return true })
	for i := range r.ents {
		e := &r.ents[i]
		if e.Named || e.Type != quote.Person || e.last < 0 || s-e.last > 1 || e.rank < embedded || e.Number == lexicon.Plural || !compatible(e.Gender, n.Gender) {
			continue
		}
		if best == None || e.lastNP > r.ents[best].lastNP {
			best = int32(i)
		}
	}
	return best
}

// mostSalient finds the named person most present at sentence s who agrees with
// the phrase and of whom ok holds.
func (r *Resolver) mostSalient(n *syntax.NounPhrase, s int, ok func(*Entity) bool) int32 {
	return r.salientWithin(6, n, s, ok)
}

// farKin is how many sentences back somebody is looked for whom a noun may well call.
const farKin = 14

// salientWithin is mostSalient of those mentioned in the last sentences, far of them.
func (r *Resolver) salientWithin(far int, n *syntax.NounPhrase, s int, ok func(*Entity) bool) int32 {
	best, score := int32(None), 0.0
	for i := range r.ents {
		e := &r.ents[i]
		if e.last < 0 || s-e.last > far || !e.Named || e.Type != quote.Person || !compatible(e.Gender, n.Gender) {
			continue
		}
		if sc := r.salience(e, s); sc > score && ok(e) {
			best, score = int32(i), sc
		}
	}
	return best
}
