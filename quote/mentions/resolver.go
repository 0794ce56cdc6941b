package mentions

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

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

	ents     []Entity
	of       []int32 // by noun phrase: its entity, or unresolved, or none
	folded   map[string]foldedName
	spoken   int // quotations attributed so far
	lastBy   int32
	known    []knownName
	compared int      // names of the article compared in full
	not      int32    // whom no pronoun can stand for, or None
	pairAt   int      // sentence in which "le premier" was resolved, -1 none
	pairOf   [2]int32 // and the two it was told from
}

const (
	unresolved = -2
	// None is the entity of a phrase that stands for nobody who could speak.
	None = -1
)

// NewResolver returns a Resolver for a language and a registry of speakers.
func NewResolver(lex *lexicon.Lexicon, reg *speakers.Registry) *Resolver {
	return &Resolver{lex: lex, reg: reg, folded: make(map[string]foldedName, 1024)}
}

// Begin starts on an article: it resolves every name in it. The date is the
// article's, "" where unknown; offices are looked up at it.
func (r *Resolver) Begin(d *syntax.Doc, date string) {
	r.d, r.date = d, date
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

// A foldedName is a name or description as speakers.Fold spells it.
type foldedName struct {
	full        string
	words       []string
	sound, last uint32            // of words, of the last of them: see soundOf
	found       []*speakers.Entry // of the registry, that bear the name
}

// maxFolded bounds the spellings kept from one article to the next.
const maxFolded = 1 << 14

// fold is speakers.Fold with a cache: an article's words recur. The result is
// shared: do not modify its words.
func (r *Resolver) fold(s string) foldedName {
	if f, ok := r.folded[s]; ok {
		return f
	}
	if len(r.folded) >= maxFolded {
		clear(r.folded)
	}
	full := speakers.Fold(s)
	f := foldedName{full: full, words: strings.Fields(full), found: r.reg.Lookup(full)}
	if n := len(f.words); n > 0 {
		f.sound, f.last = soundOf(f.words), soundOf(f.words[n-1:])
	}
	r.folded[strings.Clone(s)] = f
	return f
}

// names makes the entities that the article names: those of several words
// first, so that a surname finds its full form wherever it stands.
func (r *Resolver) names() {
	// The journalist's own names come before those in quotations.
	own := len(r.d.NPs)
	if r.d.Level0 < len(r.d.Sentences) {
		own = r.d.Sentences[r.d.Level0].NPs[0]
	}
	for _, part := range [...][2]int{{0, own}, {own, len(r.d.NPs)}} {
		for i := part[0]; i < part[1]; i++ {
			if n := &r.d.NPs[i]; n.HasName() && n.NameTo-n.NameFrom > 1 {
				r.of[i] = r.named(n)
			}
		}
		for i := part[0]; i < part[1]; i++ {
			if n := &r.d.NPs[i]; n.HasName() && n.NameTo-n.NameFrom == 1 && !(n.Det == syntax.Definite && r.inhabitant(n)) {
				if r.pair(n) {
					r.of[i] = None
					continue
				}
				r.of[i] = r.named(n)
			}
		}
	}
	for i := range r.d.NPs {
		n := &r.d.NPs[i]
		if r.of[i] < 0 {
			continue
		}
		e := &r.ents[r.of[i]]
		if n.Given || n.Honorific || e.Entry != nil || r.personal(n) || n.Place == nil && r.d.Tokens[n.NameFrom].IsGiven && r.d.Tokens[n.NameFrom].Tags&lexicon.Noun == 0 || n.HasNominal() && n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) != 0 {
			e.sure = true
		} else if r.locative(n) {
			e.place++
		} else {
			e.other++
		}
		if n.HasNominal() {
			r.describe(r.of[i], n)
		}
	}
	for i := range r.ents {
		// A town: "à Vaubry", and nothing that a person would have.
		if e := &r.ents[i]; !e.sure && e.Type == quote.Person && (e.place > 0 && len(e.words) <= 3 || len(e.words) > 1 && (e.words[0] == "saint" || e.words[0] == "sainte")) {
			e.Type = place
		}
	}
}

// personal reports whether a bare name has what only a person's has: an age, a
// verb of saying before it.
func (r *Resolver) personal(n *syntax.NounPhrase) bool {
	t := r.d.Tokens
	if int(n.To)+2 < len(t) && t[n.To].Rune == ',' && t[n.To+1].Kind == text.Number && t[n.To+2].Lower == "ans" {
		return true
	}
	if n.From > 0 && n.From == n.NameFrom {
		for _, f := range t[n.From-1].Verbs {
			if f.Feat&(lexicon.Fin3S|lexicon.PastPart) != 0 && f.Verb.Classes&(lexicon.Say|lexicon.Manner) != 0 && t[n.From-1].Kind == text.Word {
				return true
			}
		}
	}
	return false
}

// place is the type of an entity that is where something is, not who speaks.
const place quote.SpeakerType = "place"

// locative reports whether a bare name stands as a place does: "à Brest", "en
// Bretagne", "de Brest" alone is no sign.
func (r *Resolver) locative(n *syntax.NounPhrase) bool {
	if n.From == 0 || n.From != n.NameFrom {
		return false
	}
	p := &r.d.Tokens[n.From-1]
	if p.Kind == text.Punct {
		return false
	}
	switch p.Lower {
	case "à", "en", "vers", "près":
		// "dit à Marc": what is said is said to a person
		if n.From > 1 {
			if prev := &r.d.Tokens[n.From-2]; p.Lower == "à" && len(prev.Verbs) > 0 && prev.Tags&(lexicon.Finite|lexicon.PastPart|lexicon.Inf) != 0 && prev.Tags&lexicon.Noun == 0 {
				return false
			}
		}
		return true
	case "de", "d'":
		if n.From > 1 {
			prev := r.d.Tokens[n.From-2].Lower
			return prev == "près" || prev == "ville" || prev == "commune" || prev == "région" || prev == "autour" || prev == "gare" || prev == "mairie" || prev == "habitants"
		}
	}
	return false
}

// pair reports whether a hyphenated name is that of two people: "le sommet
// Poutine-Kim".
func (r *Resolver) pair(n *syntax.NounPhrase) bool {
	a, b, ok := strings.Cut(r.nameText(n), "-")
	if !ok {
		return false
	}
	one, two := int32(None), int32(None)
	for i := range r.ents {
		e := &r.ents[i]
		if one == None && e.bears(r.fold(a).words) > 0 {
			one = int32(i)
		} else if two == None && e.bears(r.fold(b).words) > 0 {
			two = int32(i)
		}
	}
	return one != None && two != None
}

func (r *Resolver) nameText(n *syntax.NounPhrase) string {
	return squeeze(r.d.Of(n.NameFrom, n.NameTo))
}

// squeeze makes every run of white space one space.
func squeeze(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == ' ' && i+1 < len(s) && s[i+1] == ' ' || c == 0xC2 || c == 0xE2 {
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// named returns the entity of a phrase with a name.
func (r *Resolver) named(n *syntax.NounPhrase) int32 {
	name := r.nameText(n)
	typ := r.typeOf(n)
	for i := range r.known { // an article repeats its names
		if k := &r.known[i]; k.name == name && k.typ == typ && k.gender == n.Gender && k.sure == (n.Given || n.Honorific) {
			return k.entity
		}
	}
	f := r.fold(name)
	if len(f.words) == 0 {
		return None
	}
	e := r.identify(n, name, &f, typ)
	if len(r.known) < maxEntities {
		r.known = append(r.known, knownName{name, typ, n.Gender, n.Given || n.Honorific, e})
	}
	return e
}

// maxCompared bounds the full comparisons of names in an article.
const maxCompared = 2000

// sameName reports whether two folded names that sound alike (see soundOf) are
// spellings of one name.
func (r *Resolver) sameName(a, b []string) bool {
	if len(a) == 0 || len(a) != len(b) || r.compared >= maxCompared {
		return false
	}
	r.compared++
	return speakers.SameName(strings.Join(a, " "), strings.Join(b, " "))
}

// A knownName is a name that has been resolved in the article.
type knownName struct {
	name   string
	typ    quote.SpeakerType
	gender lexicon.Gender
	sure   bool // of a person, by a given name or honorific
	entity int32
}

// identify finds the entity that a name belongs to, or founds one.
func (r *Resolver) identify(n *syntax.NounPhrase, name string, f *foldedName, typ quote.SpeakerType) int32 {
	words := f.words
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
		if s == 0 && e.sound == f.sound && r.sameName(e.words, words) {
			s = 8
		}
		if s == 0 && len(words) == 1 && len(e.words) > 1 && e.sound1 == f.sound && r.sameName(e.words[len(e.words)-1:], words) {
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
		best = r.add(Entity{Name: name, tokens: n.NameTo - n.NameFrom, Named: true, Type: typ, Gender: n.Gender, Number: n.Number})
		if best == None {
			return None
		}
		e := &r.ents[best]
		e.setWords(f)
		e.Entry = r.entry(f, typ)
		if e.Entry != nil && e.Gender == 0 {
			e.Gender = genderOf(e.Entry.Gender)
		}
		// Another spelling of somebody the registry knows is the same person.
		if e.Entry != nil {
			for i := range r.ents[:best] {
				if r.ents[i].Entry == e.Entry {
					r.ents = r.ents[:best]
					r.also(int32(i), f, name)
					return int32(i)
				}
			}
		}
		return best
	}
	r.also(best, f, name)
	if e := &r.ents[best]; e.Gender == 0 || n.Honorific {
		e.Gender = n.Gender
	}
	return best
}

// also records another form of an entity's name, and keeps the fuller as Name.
func (r *Resolver) also(i int32, f *foldedName, name string) {
	e, words := &r.ents[i], f.words
	if len(words) > len(e.words) {
		e.seen = append(e.seen, e.words)
		e.Name, e.tokens = name, max(e.tokens, 2)
		e.setWords(f)
	} else if e.bears(words) == 0 {
		e.seen = append(e.seen, words)
	}
}

// entry picks who bears the name in the registry. A bare surname is taken for somebody
// there only where one entry alone has it.
func (r *Resolver) entry(f *foldedName, typ quote.SpeakerType) *speakers.Entry {
	if len(f.found) == 0 {
		return nil // a surname would be found as well
	}
	if len(f.found) == 1 {
		if len(f.words) > 1 || f.found[0].Type != quote.Person || len(r.reg.BySurname(f.full)) <= 1 {
			return f.found[0]
		}
	}
	if len(f.words) == 1 && typ == quote.Person {
		if found := r.reg.BySurname(f.full); len(found) == 1 {
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

// maxEntities bounds the entities of an article: each mention is compared with
// all of them, and a list of names can be of any length.
const maxEntities = 600

// add founds an entity. It returns None where the article has too many.
func (r *Resolver) add(e Entity) int32 {
	if len(r.ents) >= maxEntities {
		return None
	}
	e.spoke, e.last, e.author = -1, -1, None
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
	full := speakers.Fold(r.d.Of(n.NomFrom, to)) // few recur in another article: no cache
	tied := n.Demonym != nil || n.NounHead >= 0 && to > n.NounHead+2
	if tied && n.Demonym == nil && r.d.Tokens[n.NounHead+1].Lower == "de" && r.d.Tokens[n.NounHead+2].Kind == text.Number {
		tied = false // "le cinéaste de 29 ans"
	}
	return desc{lemma: n.Noun.Lemma, full: full, tied: tied}
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
		e, _ = r.Pronoun(n.Form, n.Gender, n.Number, s)
	default:
		e = r.nominal(n, s)
	}
	r.of[np] = e
	return e
}

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
	e.last, e.lastNP = s, np
	e.count++
	return i
}

// InWordsOf says whose words the sentences to come are, None for the journalist's:
// their speaker is their "je", not their "il".
func (r *Resolver) InWordsOf(e int32) { r.not = e }

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

// Speakable are the classes of nouns that can head a phrase that speaks.
const Speakable = lexicon.NounRole | lexicon.NounPerson | lexicon.NounGroup | lexicon.NounOrg | lexicon.NounMedia | lexicon.NounDocument

// nominal resolves a description.
func (r *Resolver) nominal(n *syntax.NounPhrase, s int) int32 {
	classes := n.Noun.Classes
	if low := r.d.Tokens[n.From].Lower; n.Det == syntax.Possessive && (low == "notre" || low == "nos" || low == "votre" || low == "vos") {
		return None // "notre correspondant": who writes or reads
	}
	if n.Det == syntax.Definite && n.Number != lexicon.Plural && r.inhabitant(n) {
		if p := r.demonym(n); p != nil {
			if i := r.mostSalient(n, s, func(e *Entity) bool { return slices.Contains(e.places, p.Name) }); i >= 0 {
				return i
			}
		}
		if i := r.mostSalient(n, s, func(*Entity) bool { return true }); i >= 0 {
			return i
		}
	}
	capital := n.NounHead >= 0 && r.d.Tokens[n.NounHead].Token.Is(text.Capital) && n.Det == syntax.Definite
	if classes&(Speakable|lexicon.NounSpeech) == 0 && !capital {
		if n.Demonym == nil || n.NounHead >= 0 && r.d.Tokens[n.NounHead].Demonym == nil {
			return None
		}
	}
	d := r.desc(n)
	definite := n.Det != syntax.Indefinite
	typ := r.typeOf(n)
	if typ == quote.Person && classes&(lexicon.NounRole|lexicon.NounPerson) == 0 {
		typ = quote.Organisation
	}
	if n.Det == syntax.Possessive && n.Number != lexicon.Plural && r.lex.Counterpart(d.lemma) {
		if who, _ := r.Pronoun("son", 0, lexicon.Singular, s); who >= 0 {
			if o := r.Other(who, s); o >= 0 && r.ents[o].Named && compatible(r.ents[o].Gender, n.Gender) {
				return o
			}
		}
	}
	if definite && d.lemma == "source" && r.d.Tokens[n.NomFrom].Lower == "même" && r.lastBy >= 0 && r.ents[r.lastBy].Type != quote.Person {
		return r.lastBy
	}
	if definite && n.Number == lexicon.Plural && typ == quote.Group && r.two(n) {
		if i := r.both(s); i >= 0 {
			return i
		}
	}
	if definite {
		if i := r.described(d, n, s); i >= 0 {
			if e := &r.ents[i]; !e.Named && s-e.last > 3 {
				// A name that the text has come to since may be meant.
				if k := r.mostSalient(n, s, func(x *Entity) bool { return r.kin(x, d.lemma) }); k >= 0 && r.ents[k].last > r.ents[i].last {
					return k
				}
			}
			return i
		}
		if i := r.holder(d, n); i >= 0 {
			return i
		}
		if i := r.anaphor(d, n, s); i >= 0 {
			return i
		}
	}
	name := squeeze(r.d.Of(n.NomFrom, n.NomTo))
	if n.Partitive && n.NounHead == n.NomFrom && n.Noun.Lemma != "" && n.Gender != lexicon.Feminine {
		name = n.Noun.Lemma + name[r.d.SpanOf(n.NounHead, n.NounHead+1).Len():]
	}
	if low := r.d.Tokens[n.From].Lower; n.Det == syntax.Possessive && classes&lexicon.NounPerson != 0 && low != "leur" && low != "leurs" {
		if who, sure := r.Pronoun("son", 0, lexicon.Singular, s); who >= 0 && sure > 0.6 && r.ents[who].Named && r.ents[who].sure {
			name += " " + de(r.ents[who].Name)
		}
	}
	i := r.add(Entity{Name: name, Type: typ, Gender: n.Gender, Number: n.Number})
	r.describeAs(i, n, d)
	if i >= 0 && typ == quote.Document && r.lex.Statement(d.lemma) {
		r.ents[i].author = r.within(n, s)
	}
	return i
}

// within returns the entity of a phrase that is a complement of n.
func (r *Resolver) within(n *syntax.NounPhrase, s int) int32 {
	at := sort.Search(len(r.d.NPs), func(k int) bool { return r.d.NPs[k].To > n.From })
	for k := at; k < min(len(r.d.NPs), at+16); k++ {
		p := &r.d.NPs[k]
		if p.Inner && p.From > n.From && p.To <= n.To {
			if e := r.Resolve(int32(k), s); e >= 0 && r.ents[e].Type != quote.Document {
				return e
			}
		}
	}
	return None
}

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
		if !e.Named || e.Type != quote.Person || e.last < 0 {
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
		// The registry may know the office by its whole name: "maire de Brest".
		if !d.tied {
			return None
		}
		entry, ok := r.reg.Holder(squeeze(r.d.Of(n.NomFrom, n.NomTo)), "", r.date)
		if !ok {
			return None
		}
		for i := range r.ents {
			if r.ents[i].Entry == entry {
				return int32(i)
			}
		}
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
	// Of those who ever held it, the one that the article names.
	if !ok {
		one := int32(None)
		for _, h := range r.reg.Holders(strings.TrimSpace(title), place.Name, r.date) {
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
		if one != None {
			return one
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
		name := squeeze(r.d.Of(n.NomFrom, n.NomTo))
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
	if d.tied && n.Det != syntax.Demonstrative || n.Number == lexicon.Plural || n.Det == syntax.NoDet {
		return None
	}
	person := c&(lexicon.NounPerson|lexicon.NounRole) != 0
	if !person {
		if c&(lexicon.NounOrg|lexicon.NounMedia) != 0 && n.Det == syntax.Definite && r.lex.Body(d.lemma) {
			return r.body(s)
		}
		return None
	}
	if n.Det == syntax.Possessive { // "son coach", of whom "son entraîneur, Paul Roux" was said
		return r.mostSalient(n, s, func(e *Entity) bool { return r.kin(e, d.lemma) })
	}
	former := r.d.Tokens[n.NomFrom].Lower
	if r.lex.Anybody(d.lemma) || n.Det == syntax.Demonstrative || former == "ancien" || former == "ancienne" {
		return r.mostSalient(n, s, func(*Entity) bool { return true })
	}
	// A noun that the article may use for what it called the person before.
	if i := r.mostSalient(n, s, func(e *Entity) bool { return r.kin(e, d.lemma) }); i >= 0 {
		return i
	}
	// Somebody of whom the article has said nothing yet but the name.
	return r.mostSalient(n, s, func(e *Entity) bool { return len(e.descs) == 0 && s > e.last && s-e.last <= 2 && e.sure })
}

// body finds the named organisation most present at sentence s: what "le groupe",
// "l'association" take up.
func (r *Resolver) body(s int) int32 {
	best, score := int32(None), 0.0
	for i := range r.ents {
		e := &r.ents[i]
		if !e.Named || e.Entry != nil && e.Entry.Type == quote.Person || e.last < 0 || s-e.last > 10 {
			continue
		}
		if e.Type != quote.Organisation || !slices.ContainsFunc(e.descs, func(x desc) bool { return r.lex.Body(x.lemma) }) {
			continue
		}
		if sc := r.salience(e, s); sc > score {
			best, score = int32(i), sc
		}
	}
	return best
}

// kin reports whether a noun may take up what the article has called the entity.
func (r *Resolver) kin(e *Entity, lemma string) bool {
	for _, x := range e.descs {
		if r.lex.Kin(x.lemma, lemma) {
			return true
		}
	}
	if e.Entry != nil { // what the registry calls them
		for _, role := range e.Entry.Roles {
			if title := strings.ToLower(role.Title); title == lemma || r.lex.Kin(title, lemma) {
				return true
			}
		}
	}
	return false
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
	if t.Demonym != nil {
		return true
	}
	for _, end := range [...]string{"ien", "ienne", "ais", "aise", "ois", "oise", "éen", "éenne"} {
		if strings.HasSuffix(t.Lower, end) && len(t.Lower) > len(end)+3 {
			return true
		}
	}
	return false
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

// mostSalient finds the named person most present at sentence s who agrees with
// the phrase and of whom ok holds.
func (r *Resolver) mostSalient(n *syntax.NounPhrase, s int, ok func(*Entity) bool) int32 {
	best, score := int32(None), 0.0
	for i := range r.ents {
		e := &r.ents[i]
		if !e.Named || e.Type != quote.Person || e.last < 0 || s-e.last > 6 || !compatible(e.Gender, n.Gender) || !ok(e) {
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
	if e.last < 0 || gap < 0 || gap > 20 {
		return 0
	}
	sc := 6.0 / float64(1+gap)
	switch e.rank {
	case subject:
		sc += 3
	case embedded:
		sc += 1.2
	case object:
		sc += 0.7
	}
	if e.spoke >= 0 {
		if recent := r.spoken - e.spoke; recent == 0 {
			sc += 2
		} else if recent < 4 {
			sc += 1.0 / float64(recent)
		}
	}
	if e.last < len(r.d.Sentences) && s < len(r.d.Sentences) && r.d.Sentences[e.last].Para == r.d.Sentences[s].Para {
		sc += 2
	}
	if e.Type == quote.Person {
		sc++
		if e.Named && !e.sure {
			sc -= 1.5
		}
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
	case "le premier", "la première", "le second", "la seconde":
		return r.ordinal(strings.HasSuffix(form, "premier") || strings.HasSuffix(form, "première"), g, s)
	case "on", "ce", "c'", "cela", "ça", "ceci", "je", "j'", "nous", "vous", "tu", "celui", "celle", "ceux", "celles", "l'un", "l'une", "l'autre", "me", "te", "se", "moi", "toi",
		"rien", "personne", "tout", "tous", "toutes", "chacun", "chacune", "aucun", "aucune", "certains", "certaines", "beaucoup", "plusieurs", "quelqu'un", "quiconque", "autrui":
		return None, 0
	}
	best, second := -1.0, -1.0
	who := int32(None)
	spared := int32(None) // "l'intéressé" is whom the last speaker spoke of
	if strings.HasPrefix(form, "l'intéressé") {
		spared = r.lastBy
	}
	people := false // "l'intéressé", "la jeune femme", "-lui": nothing but a person
	switch form {
	case "il", "elle", "ils", "elles", "lui", "eux", "son", "-il", "celui-là", "celle-là":
	default:
		people = true
	}
	for i := range r.ents {
		e := &r.ents[i]
		if int32(i) == r.not || int32(i) == spared || !r.fits(e, g, num) || people && e.Type != quote.Person && e.Type != quote.Group {
			continue
		}
		sc := r.salience(e, s)
		if sc <= 0 || e.Type == quote.Person && !e.Certain() && e.tokens < 2 && e.spoke < 0 {
			continue
		}
		if !e.Named {
			sc -= 0.8
		}
		if !e.Named && e.rank < subject {
			sc--
			if e.last == s && e.count == 1 {
				sc -= 3 // "À un journaliste qui …, il a répondu"
			}
		}
		if e.Gender == 0 && g != 0 {
			sc--
		}
		if e.Type != quote.Person && num != lexicon.Plural {
			// A body is taken up by "il" where it was what the text was about.
			if !(form[0] != '-' && e.rank >= embedded && s-e.last <= 1) {
				sc -= 2.5
				if e.spoke < 0 || form[0] == '-' {
					sc -= 1.5
				}
			}
		}
		if form[0] != '-' && e.rank == subject && s-e.last == 1 && r.d.Sentences[e.last].Para == r.d.Sentences[s].Para {
			sc += 2
		}
		if sc > best {
			who, best, second = int32(i), sc, best
		} else if sc > second {
			second = sc
		}
	}
	if num == lexicon.Plural && (who == None || r.ents[who].Type != quote.Group || s-r.ents[who].last > 2) {
		if b := r.both(s); b >= 0 {
			return b, 0.7
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
	if !compatible(e.Gender, g) || e.Type == quote.Document || e.Type == place {
		return false
	}
	plural := e.Number == lexicon.Plural
	if num == lexicon.Plural {
		return plural || e.Type == quote.Group
	}
	return !plural
}

// ordinal resolves "le premier" and "le second": of the two people mentioned last.
func (r *Resolver) ordinal(first bool, g lexicon.Gender, s int) (int32, float64) {
	a, b := int32(None), int32(None)      // the last, the one before
	if r.pairAt >= 0 && s-r.pairAt <= 1 { // the other of a pair just begun
		a, b = r.pairOf[1], r.pairOf[0]
	} else {
		a, b = r.lastTwo(s)
		r.pairAt, r.pairOf = s, [2]int32{b, a}
	}
	if b == None {
		return None, 0
	}
	if first {
		a = b
	}
	if !compatible(r.ents[a].Gender, g) {
		return None, 0
	}
	return a, 0.7
}

// lastTwo are the two people mentioned last before sentence s, the last first.
func (r *Resolver) lastTwo(s int) (a, b int32) {
	a, b = None, None
	for i := range r.ents {
		e := &r.ents[i]
		if e.last < 0 || s-e.last > 4 || e.Type != quote.Person {
			continue
		}
		switch {
		case a == None || e.lastNP > r.ents[a].lastNP:
			a, b = int32(i), a
		case b == None || e.lastNP > r.ents[b].lastNP:
			b = int32(i)
		}
	}
	return a, b
}

// latter resolves "ce dernier": the person mentioned last.
func (r *Resolver) latter(g lexicon.Gender, num lexicon.Number, s int) (int32, float64) {
	who, sure := int32(None), false
	for i := range r.ents {
		e := &r.ents[i]
		if e.last < 0 || s-e.last > 3 || !r.fits(e, g, num) {
			continue
		}
		known := e.Gender == lexicon.Masculine || e.Gender == lexicon.Feminine
		if who == None || known && !sure || known == sure && e.lastNP > r.ents[who].lastNP {
			who, sure = int32(i), known
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

// Other returns the named person most present at sentence s apart from e: who
// answers when e has asked.
func (r *Resolver) Other(e int32, s int) int32 {
	best, score := int32(None), 0.0
	for i := range r.ents {
		x := &r.ents[i]
		if int32(i) == e || x.Type != quote.Person || x.last < 0 {
			continue
		}
		if sc := r.salience(x, s); sc > score {
			best, score = int32(i), sc
		}
	}
	return best
}

// Principal is the named person whom the article has mentioned most, None where
// there is nobody.
func (r *Resolver) Principal() int32 {
	best := int32(None)
	for i := range r.ents {
		e := &r.ents[i]
		if e.Named && e.Type == quote.Person && e.Certain() && (best == None || e.count > r.ents[best].count) {
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
		if x.Type != quote.Organisation && x.Type != quote.State || x.last < 0 || s-x.last > 4 || x.Thing || !x.Certain() && x.Type != quote.State {
			continue
		}
		if best == i || x.lastNP > r.ents[best].lastNP {
			best = int32(k)
		}
	}
	return best
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
	full := r.fold(name).full
	lemma, _, _ := strings.Cut(full, " ")
	r.ents[i].descs = []desc{{lemma: lemma, full: full, tied: true}}
	return i
}
