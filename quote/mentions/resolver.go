package mentions

import (
	"strings"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
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

	ents   []Entity
	of     []int32 // by noun phrase: its entity, or unresolved, or none
	folded map[string]string
	spoken int // quotations attributed so far
	lastBy int32
}

const (
	unresolved = -2
	// None is the entity of a phrase that stands for nobody who could speak.
	None = -1
)

// NewResolver returns a Resolver for a language and a registry of speakers.
func NewResolver(lex *lexicon.Lexicon, reg *speakers.Registry) *Resolver {
	return &Resolver{lex: lex, reg: reg, folded: make(map[string]string, 1024)}
}

// Begin starts on an article: it resolves every name in it. The date is the
// article's, "" where unknown; offices are looked up at it.
func (r *Resolver) Begin(d *syntax.Doc, date string) {
	r.d, r.date = d, date
	r.ents = r.ents[:0]
	r.spoken, r.lastBy = 0, None
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

// fold is speakers.Fold with a cache: an article's words recur.
func (r *Resolver) fold(s string) string {
	if f, ok := r.folded[s]; ok {
		return f
	}
	f := speakers.Fold(s)
	if len(r.folded) < 1<<16 {
		r.folded[strings.Clone(s)] = f
	}
	return f
}

// names makes the entities that the article names: those of several words
// first, so that a surname finds its full form wherever it stands.
func (r *Resolver) names() {
	for i := range r.d.NPs {
		if n := &r.d.NPs[i]; n.HasName() && n.NameTo-n.NameFrom > 1 {
			r.of[i] = r.named(n)
		}
	}
	for i := range r.d.NPs {
		if n := &r.d.NPs[i]; n.HasName() && n.NameTo-n.NameFrom == 1 {
			r.of[i] = r.named(n)
		}
	}
	for i := range r.d.NPs {
		if n := &r.d.NPs[i]; r.of[i] >= 0 && n.HasNominal() {
			r.describe(r.of[i], n)
		}
	}
}

func (r *Resolver) nameText(n *syntax.NounPhrase) string {
	return strings.Join(strings.Fields(r.d.Of(n.NameFrom, n.NameTo)), " ")
}

// named returns the entity of a phrase with a name.
func (r *Resolver) named(n *syntax.NounPhrase) int32 {
	name := r.nameText(n)
	words := strings.Fields(r.fold(name))
	if len(words) == 0 {
		return None
	}
	typ := r.typeOf(n)
	best, score := int32(None), 0
	for i := range r.ents {
		e := &r.ents[i]
		if e.Type != typ && (n.Given || n.Honorific || e.Type == quote.State || typ == quote.State) {
			continue
		}
		if !compatible(e.Gender, n.Gender) && (n.Honorific || n.Given) {
			continue
		}
		s := 3 * e.bears(words)
		if s == 0 && sameName(e.words, words) {
			s = 8
		}
		if s == 0 && len(words) == 1 && len(e.words) > 1 && sameName(e.words[len(e.words)-1:], words) {
			s = 5
		}
		if s == 0 && len(words) > 1 && len(e.words) == 1 && (e.words[0] == words[len(words)-1]) {
			s = 5
		}
		if s > 0 && e.Gender != 0 && n.Gender == e.Gender {
			s++
		}
		if s > score {
			best, score = int32(i), s
		}
	}
	if best == None {
		best = r.add(Entity{Name: name, words: words, Named: true, Type: typ, Gender: n.Gender, Number: n.Number})
		e := &r.ents[best]
		e.Entry = r.entry(words, name, typ)
		if e.Entry != nil && e.Gender == 0 {
			e.Gender = genderOf(e.Entry.Gender)
		}
		// Another spelling of somebody the registry knows is the same person.
		if e.Entry != nil {
			for i := range r.ents[:best] {
				if r.ents[i].Entry == e.Entry {
					r.ents = r.ents[:best]
					r.also(int32(i), words, name)
					return int32(i)
				}
			}
		}
		return best
	}
	r.also(best, words, name)
	if e := &r.ents[best]; e.Gender == 0 || n.Honorific {
		e.Gender = n.Gender
	}
	return best
}

// also records another form of an entity's name, and keeps the fuller as Name.
func (r *Resolver) also(i int32, words []string, name string) {
	e := &r.ents[i]
	if len(words) > len(e.words) {
		e.seen = append(e.seen, e.words)
		e.words, e.Name = words, name
	} else if e.bears(words) == 0 {
		e.seen = append(e.seen, words)
	}
}

// entry looks a name up in the registry. A bare surname is taken for somebody
// there only where one entry alone has it.
func (r *Resolver) entry(words []string, name string, typ quote.SpeakerType) *speakers.Entry {
	if found := r.reg.Lookup(name); len(found) == 1 {
		if len(words) > 1 || found[0].Type != quote.Person || len(r.reg.BySurname(name)) <= 1 {
			return found[0]
		}
	}
	if len(words) == 1 && typ == quote.Person {
		if found := r.reg.BySurname(name); len(found) == 1 {
			return found[0]
		}
	}
	return nil
}

func genderOf(g quote.Gender) lexicon.Gender {
	switch g {
	case quote.Masculine:
		return lexicon.Masculine
	case quote.Feminine:
		return lexicon.Feminine
	}
	return 0
}

func (r *Resolver) add(e Entity) int32 {
	e.spoke, e.last = -1, -1
	r.ents = append(r.ents, e)
	return int32(len(r.ents) - 1)
}

// typeOf says what kind of entity a phrase stands for.
func (r *Resolver) typeOf(n *syntax.NounPhrase) quote.SpeakerType {
	if n.Place != nil {
		if n.Place.Type == lexicon.OrgPlace || n.Place.Type == lexicon.MediaPlace {
			return quote.Organisation
		}
		return quote.State
	}
	if n.Honorific || n.Given {
		return quote.Person
	}
	c := n.Noun.Classes
	switch {
	case n.HasNominal() && c&(lexicon.NounRole|lexicon.NounPerson) != 0:
		if n.Number == lexicon.Plural {
			return quote.Group
		}
		return quote.Person
	case n.HasNominal() && c&(lexicon.NounOrg|lexicon.NounMedia) != 0:
		return quote.Organisation
	case n.HasNominal() && c&lexicon.NounGroup != 0:
		return quote.Group
	case n.HasNominal() && c&(lexicon.NounDocument|lexicon.NounSpeech) != 0:
		return quote.Document
	}
	if n.HasName() && (n.NameTo-n.NameFrom == 1 && r.d.Tokens[n.NameFrom].Token.Is(text.AllCaps) || n.Det == syntax.Definite) {
		return quote.Organisation
	}
	return quote.Person
}

// describe records what a phrase says of its entity.
func (r *Resolver) describe(i int32, n *syntax.NounPhrase) {
	e := &r.ents[i]
	d := r.desc(n)
	if d.lemma == "" {
		return
	}
	for _, x := range e.descs {
		if x.full == d.full {
			return
		}
	}
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

func (r *Resolver) desc(n *syntax.NounPhrase) desc {
	to := n.NomTo
	full := r.fold(strings.Join(strings.Fields(r.d.Of(n.NomFrom, to)), " "))
	return desc{lemma: n.Noun.Lemma, full: full, tied: n.Demonym != nil || n.NounHead >= 0 && to > n.NounHead+2}
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

// Resolve returns the entity that noun phrase np of sentence s stands for, None
// where it is nobody who could be a source. Phrases are to be resolved in
// reading order.
func (r *Resolver) Resolve(np int32, s int) int32 {
	if r.of[np] != unresolved {
		return r.of[np]
	}
	n := &r.d.NPs[np]
	e := int32(None)
	switch n.Kind {
	case syntax.Pronoun:
		e, _ = r.Pronoun(n.Form, n.Gender, n.Number, s)
	default:
		e = r.nominal(n, s)
	}
	r.of[np] = e
	return e
}

// Note records that the phrase np of sentence s mentions its entity, and where in
// the clause. It returns the entity.
func (r *Resolver) Note(np int32, s int, asSubject, afterPrep bool) int32 {
	i := r.Resolve(np, s)
	if i < 0 {
		return i
	}
	e := &r.ents[i]
	rank := object
	if asSubject {
		rank = subject
	} else if afterPrep || r.d.NPs[np].Inner {
		rank = oblique
	}
	if e.last != s || rank > e.rank {
		e.rank = rank
	}
	e.last, e.lastNP = s, np
	e.count++
	return i
}

// Spoke records that an entity is the source of the quotation attributed last.
func (r *Resolver) Spoke(i int32, s int) {
	r.spoken++
	if i >= 0 {
		e := &r.ents[i]
		e.spoke = r.spoken
		if s > e.last {
			e.last, e.rank = s, subject
		}
		r.lastBy = i
	}
}

// LastSpeaker is the source of the last attributed quotation, or None.
func (r *Resolver) LastSpeaker() int32 { return r.lastBy }

// speakable reports whether a noun can head a phrase that speaks.
const speakable = lexicon.NounRole | lexicon.NounPerson | lexicon.NounGroup | lexicon.NounOrg | lexicon.NounMedia | lexicon.NounDocument

// nominal resolves a description.
func (r *Resolver) nominal(n *syntax.NounPhrase, s int) int32 {
	d := r.desc(n)
	classes := n.Noun.Classes
	capital := n.NounHead >= 0 && r.d.Tokens[n.NounHead].Token.Is(text.Capital) && n.Det == syntax.Definite
	if classes&(speakable|lexicon.NounSpeech) == 0 && !capital {
		if n.Demonym == nil || n.NounHead >= 0 && r.d.Tokens[n.NounHead].Demonym == nil {
			return None
		}
	}
	definite := n.Det != syntax.Indefinite
	typ := r.typeOf(n)
	if typ == quote.Person && classes&(lexicon.NounRole|lexicon.NounPerson) == 0 {
		typ = quote.Organisation
	}
	if definite {
		if i := r.described(d, n, s); i >= 0 {
			return i
		}
		if i := r.holder(d, n); i >= 0 {
			return i
		}
		if i := r.anaphor(d, n, s); i >= 0 {
			return i
		}
	}
	name := strings.Join(strings.Fields(r.d.Of(n.NomFrom, n.NomTo)), " ")
	i := r.add(Entity{Name: name, Type: typ, Gender: n.Gender, Number: n.Number})
	r.describe(i, n)
	return i
}

// described finds the entity that bears the description, or a fuller one with
// the same head.
func (r *Resolver) described(d desc, n *syntax.NounPhrase, s int) int32 {
	best, score := int32(None), 0
	for i := range r.ents {
		e := &r.ents[i]
		if !agrees(e.Number, n.Number) {
			continue
		}
		sc := 0
		for _, x := range e.descs {
			switch {
			case x.full == d.full:
				sc = max(sc, 6)
			case d.lemma != "" && x.lemma == d.lemma && !d.tied:
				sc = max(sc, 4)
			case d.lemma != "" && x.lemma == d.lemma && d.tied && (x.tied && (strings.HasPrefix(x.full, d.full) || strings.HasPrefix(d.full, x.full))):
				sc = max(sc, 5)
			case d.lemma != "" && x.lemma == d.lemma && d.tied && !x.tied && e.Named:
				sc = max(sc, 2)
			}
		}
		if sc == 0 || !compatible(e.Gender, n.Gender) && sc < 6 {
			continue
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
	return best
}

// holder finds who held the described office at the article's date.
func (r *Resolver) holder(d desc, n *syntax.NounPhrase) int32 {
	if d.lemma == "" || n.Noun.Classes&lexicon.NounRole == 0 && n.Noun.Classes&lexicon.NounPerson == 0 {
		return None
	}
	place := n.Demonym
	if place == nil {
		place = r.placeWithin(n)
	}
	if place == nil {
		return None
	}
	title := r.d.Of(n.NomFrom, n.NounHead+1)
	for k := n.NounHead + 1; k < n.NomTo; k++ { // "secrétaire général", "ministre … des Affaires étrangères"
		t := &r.d.Tokens[k]
		if t.Place != nil && t.Token.Is(text.Capital) {
			break
		}
		if t.Demonym == nil {
			title += " " + r.d.Of(k, k+1)
		}
	}
	entry, ok := r.reg.Holder(strings.TrimSpace(title), place.Name, r.date)
	if ok {
		for i := range r.ents {
			if r.ents[i].Entry == entry {
				return int32(i)
			}
		}
	}
	// Nobody the registry can tell: a named person tied to the same state.
	best := int32(None)
	for i := range r.ents {
		e := &r.ents[i]
		if !e.Named || e.Type != quote.Person || !compatible(e.Gender, n.Gender) {
			continue
		}
		for _, p := range e.places {
			if p == place.Name && leads(e, d.lemma) && (best == None || e.last > r.ents[best].last) {
				best = int32(i)
			}
		}
	}
	if best == None && ok {
		name := strings.Join(strings.Fields(r.d.Of(n.NomFrom, n.NomTo)), " ")
		best = r.add(Entity{Name: name, Type: quote.Person, Gender: genderOf(entry.Gender), Number: lexicon.Singular, Entry: entry})
		r.describe(best, n)
	}
	return best
}

// leads reports whether an entity can be called by a general word for a state's
// leader or official.
func leads(e *Entity, lemma string) bool {
	switch lemma {
	case "dirigeant", "leader", "chef", "homme", "numéro", "responsable", "chancelier", "président", "monarque", "souverain", "diplomate", "chef d'état", "chef de l'état", "homme fort":
	default:
		return false
	}
	for _, d := range e.descs {
		switch d.lemma {
		case "président", "dirigeant", "leader", "chef", "roi", "premier ministre", "chancelier", "ministre", "chef d'état", "émir", "sultan", "prince":
			return true
		}
	}
	return len(e.descs) == 0
}

// anaphor resolves a description that takes up somebody named before: "l'élue",
// "le quadragénaire", "ce technicien".
func (r *Resolver) anaphor(d desc, n *syntax.NounPhrase, s int) int32 {
	c := n.Noun.Classes
	if d.tied && n.Det != syntax.Demonstrative || n.Number == lexicon.Plural || n.Det == syntax.Possessive || n.Det == syntax.NoDet {
		return None
	}
	person := c&(lexicon.NounPerson|lexicon.NounRole) != 0
	if !person {
		return None
	}
	best, score := int32(None), 0.0
	for i := range r.ents {
		e := &r.ents[i]
		if !e.Named || e.Type != quote.Person || e.last < 0 || s-e.last > 4 || !compatible(e.Gender, n.Gender) {
			continue
		}
		if c&lexicon.NounPerson == 0 && len(e.descs) > 0 {
			// An office that the article gave to nobody: somebody else, unless
			// the person has none yet.
			continue
		}
		if sc := r.salience(e, s); sc > score {
			best, score = int32(i), sc
		}
	}
	return best
}

// salience rates how present an entity is to the reader at sentence s.
func (r *Resolver) salience(e *Entity, s int) float64 {
	gap := s - e.last
	if e.last < 0 || gap < 0 || gap > 12 {
		return 0
	}
	sc := 6.0 / float64(1+gap)
	switch e.rank {
	case subject:
		sc += 2.5
	case object:
		sc += 0.7
	}
	if e.spoke >= 0 {
		if recent := r.spoken - e.spoke; recent == 0 {
			sc += 2.5
		} else if recent < 4 {
			sc += 1.0 / float64(recent)
		}
	}
	if e.Type == quote.Person {
		sc += 1
	}
	if gap > 2 {
		sc *= 0.7
	}
	return sc
}

// Pronoun resolves a pronoun of sentence s by its form, gender, number and
// salience. The certainty, in (0,1], is small where two entities are about
// as likely.
func (r *Resolver) Pronoun(form string, g lexicon.Gender, num lexicon.Number, s int) (int32, float64) {
	switch form {
	case "ce dernier", "celui-ci", "cette dernière", "celle-ci", "ces derniers", "ces dernières", "ceux-ci", "celles-ci":
		return r.latter(g, num, s)
	case "on", "ce", "c'", "cela", "ça", "ceci", "je", "j'", "nous", "vous", "tu", "celui", "celle", "ceux", "celles", "l'un", "l'une", "l'autre", "me", "te", "se", "moi", "toi":
		return None, 0
	}
	best, second := -1.0, -1.0
	who := int32(None)
	for i := range r.ents {
		e := &r.ents[i]
		if !r.fits(e, g, num) {
			continue
		}
		sc := r.salience(e, s)
		if sc <= 0 {
			continue
		}
		if e.Gender == 0 && g != 0 {
			sc--
		}
		if e.Type != quote.Person && num != lexicon.Plural {
			sc -= 2.5
		}
		if sc > best {
			who, best, second = int32(i), sc, best
		} else if sc > second {
			second = sc
		}
	}
	if who == None {
		return None, 0
	}
	if second <= 0 {
		return who, 1
	}
	return who, min(1, 0.55+0.45*(best-second)/best*2)
}

func (r *Resolver) fits(e *Entity, g lexicon.Gender, num lexicon.Number) bool {
	if !compatible(e.Gender, g) || e.Type == quote.Document {
		return false
	}
	plural := e.Number == lexicon.Plural
	if num == lexicon.Plural {
		return plural || e.Type == quote.Group
	}
	return !plural
}

// latter resolves "ce dernier": the person mentioned last.
func (r *Resolver) latter(g lexicon.Gender, num lexicon.Number, s int) (int32, float64) {
	who := int32(None)
	for i := range r.ents {
		e := &r.ents[i]
		if e.last < 0 || s-e.last > 3 || !r.fits(e, g, num) {
			continue
		}
		if who == None || e.lastNP > r.ents[who].lastNP {
			who = int32(i)
		}
	}
	return who, 0.8
}

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
	name := strings.Join(strings.Fields(r.d.Of(n.NomFrom, n.NomTo)), " ")
	r.of[np] = r.add(Entity{Name: name, Type: quote.Organisation, Gender: n.Gender, Number: n.Number})
	r.describe(r.of[np], n)
	return r.of[np]
}

// Anonymous returns the entity of a source that is a phrase of its own: "source
// policière".
func (r *Resolver) Anonymous(name string) int32 {
	for i := range r.ents {
		if r.ents[i].Name == name {
			return int32(i)
		}
	}
	return r.add(Entity{Name: name, Type: quote.Group})
}
