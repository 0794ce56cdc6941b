package mentions

import (
	"slices"
	"strings"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/speakers"
	"dixit/quote/syntax"
)

// A foldedName is a name or description as speakers.Fold spells it.
type foldedName struct {
	full        string
	words       []string
	spelt       glances           // of words
	sound, last uint32            // of words, of the last of them: see soundOf
	found       []*speakers.Entry // of the registry, that bear the name
}

// maxFolded bounds the spellings kept from one article to the next.
const maxFolded = 1 << 14

// foldName is speakers.Fold with what follows from it.
func foldName(reg *speakers.Registry, s string) foldedName {
	full := speakers.Fold(s)
	f := foldedName{full: full, words: strings.Fields(full), found: reg.Lookup(full)}
	if n := len(f.words); n > 0 {
		f.sound, f.last = soundOf(f.words), soundOf(f.words[n-1:])
		for _, w := range f.words {
			f.spelt |= glance(w)
		}
	}
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
	for i := range r.d.NPs {
		if n := &r.d.NPs[i]; n.Place != nil && r.namesake(n) {
			n.Place = nil
		}
	}
	for _, part := range [...][2]int{{0, own}, {own, len(r.d.NPs)}} {
		r.quoted = part[0] == own
		for i := part[0]; i < part[1]; i++ {
			if n := &r.d.NPs[i]; n.HasName() && n.NameTo-n.NameFrom > 1 {
				r.of[i] = r.named(n, r.nameText(n))
			}
		}
		for i := part[0]; i < part[1]; i++ {
			if n := &r.d.NPs[i]; n.HasName() && n.NameTo-n.NameFrom == 1 && !(n.Det == syntax.Definite && r.inhabitant(n)) {
				name := r.nameText(n)
				if r.pair(name) {
					r.of[i] = None
					continue
				}
				r.of[i] = r.named(n, name)
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
		} else if n.Honorific && n.From < n.NameFrom {
			r.entitle(e, r.d.Tokens[n.NameFrom-1].Honorific)
		}
	}
	for i := range r.ents {
		// A town: "à Vaubry", and nothing that a person would have.
		if e := &r.ents[i]; !e.sure && e.Type == quote.Person && (e.place > 0 && len(e.words) <= 3 || len(e.words) > 1 && r.lex.Listed(e.words[0])&lexicon.ListSaint != 0) {
			e.Type = place
		}
	}
}

// namesake reports whether the name of a capital is that of a person: a given name too,
// where the article says nothing else of the state and nothing happens there. "Sofia,
// elle, a démissionné."
func (r *Resolver) namesake(n *syntax.NounPhrase) bool {
	name := r.d.Tokens[n.NameFrom].Word
	if !name.IsGiven || n.Det != syntax.NoDet || n.NameTo-n.NameFrom != 1 {
		return false
	}
	person, known := r.namesakes[n.Place]
	if !known { // the whole article is asked but once for each
		person = r.placeless(name, n.Place)
		r.namesakes[n.Place] = person
	}
	return person
}

// placeless reports whether the article has no other name of a state than one, and has
// nothing happen there.
func (r *Resolver) placeless(name *syntax.Word, state *lexicon.Place) bool {
	for i := range r.d.Tokens {
		t := &r.d.Tokens[i]
		if t.Word != name && (t.Place == state || t.Demonym == state) {
			return false
		}
		if t.Word == name && i > 0 && r.d.Tokens[i-1].Word.Is(lexicon.ClosedPrep) {
			return false
		}
	}
	return true
}

// personal reports whether a bare name has what only a person's has: an age, a
// verb of saying before it.
func (r *Resolver) personal(n *syntax.NounPhrase) bool {
	t := r.d.Tokens
	if int(n.To)+2 < len(t) && t[n.To].Rune == ',' && t[n.To+1].Kind == text.Number && t[n.To+2].Lists&lexicon.ListAge != 0 {
		return true
	}
	if n.Kind == syntax.Name && n.Det == syntax.NoDet && n.Place == nil && int(n.To) < len(t) && t[n.To].Kind == text.Word && !t[n.NameFrom].Token.Is(text.AllCaps) {
		for _, f := range t[n.To].Verbs { // "Roux explique"
			if f.Feat&lexicon.Fin3S != 0 && f.Verb.Classes&lexicon.Say != 0 && t[n.To].Tags&lexicon.Noun == 0 {
				return true
			}
		}
	}
	return n.From == n.NameFrom && r.behind(n, lexicon.Say|lexicon.Manner)
}

// behind reports whether a verb of one of the classes stands right before the phrase, as
// before the subject of an incise.
func (r *Resolver) behind(n *syntax.NounPhrase, classes lexicon.Class) bool {
	if n.From == 0 {
		return false
	}
	t := &r.d.Tokens[n.From-1]
	for _, f := range t.Verbs {
		if f.Feat&(lexicon.Fin3S|lexicon.PastPart) != 0 && f.Verb.Classes&classes != 0 && t.Kind == text.Word {
			return true
		}
	}
	return false
}

// place is the type of an entity that is where something is, not who speaks.
const place quote.SpeakerType = "place"

// locative reports whether a bare name stands as a place does: "à Brest", "en
// Bretagne", "de Brest" alone is no sign.
func (r *Resolver) locative(n *syntax.NounPhrase) bool {
	if n.HasNominal() && n.NounHead >= 0 && n.Noun.Classes == 0 &&
		(r.d.Tokens[n.NounHead].Lists&lexicon.ListSite != 0 || strings.ContainsAny(r.nameText(n), "0123456789")) {
		return true // "le quartier Vaubry", "une feuille A4"
	}
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
		return n.From > 1 && r.d.Tokens[n.From-2].Lists&lexicon.ListLocality != 0
	}
	return false
}

// pair reports whether a hyphenated name is that of two people: "le sommet
// Poutine-Kim".
func (r *Resolver) pair(name string) bool {
	a, b, ok := strings.Cut(name, "-")
	if !ok {
		return false
	}
	first, second := r.folded.Get(a), r.folded.Get(b)
	one, two := false, false
	for i := range r.ents {
		e := &r.ents[i]
		if !one && e.spelt&first.spelt != 0 && e.bears(first.words) > 0 {
			one = true
		} else if !two && e.spelt&second.spelt != 0 && e.bears(second.words) > 0 {
			two = true
		}
	}
	return one && two
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

// named returns the entity of a phrase with that name.
func (r *Resolver) named(n *syntax.NounPhrase, name string) int32 {
	typ := r.typeOf(n)
	for i := range r.known { // an article repeats its names
		if k := &r.known[i]; k.name == name && k.typ == typ && k.gender == n.Gender && k.sure == (n.Given || n.Honorific) {
			return k.entity
		}
	}
	f := r.folded.Get(name)
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
	return speakers.SameFolded(a, b)
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
	// In somebody's words a capital may begin a sentence: "Rendez-nous Jeanne".
	fuller := !r.quoted || n.Given || n.Honorific
	best, score := int32(None), 0
	for i := range r.ents {
		e := &r.ents[i]
		if !e.maySpell(f) {
			continue
		}
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
			e.Gender = lexicalGender(e.Entry.Gender)
		}
		// Another spelling of somebody the registry knows is the same person.
		if e.Entry != nil {
			for i := range r.ents[:best] {
				if r.ents[i].Entry == e.Entry {
					r.ents = r.ents[:best]
					r.also(int32(i), f, name, fuller)
					return int32(i)
				}
			}
		}
		return best
	}
	r.also(best, f, name, fuller)
	if e := &r.ents[best]; e.Gender == 0 || n.Honorific {
		e.Gender = n.Gender
	}
	return best
}

// also records another form of an entity's name, and keeps the longer as Name where
// that can be a fuller one.
func (r *Resolver) also(i int32, f *foldedName, name string, fuller bool) {
	e, words := &r.ents[i], f.words
	if len(words) > len(e.words) && fuller {
		e.seen = append(e.seen, e.words)
		e.Name, e.tokens = name, max(e.tokens, 2)
		e.setWords(f)
	} else if len(words) > 1 && slices.Equal(words, e.words) && e.Name == strings.ToUpper(e.Name) {
		e.Name = name // "LUC NEY" of a headline
	} else if e.bears(words) == 0 {
		e.seen = append(e.seen, words)
		e.spelt |= f.spelt
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

func lexicalGender(g quote.Gender) lexicon.Gender {
	switch g {
	case quote.Masculine:
		return lexicon.Masculine
	case quote.Feminine:
		return lexicon.Feminine
	}
	return 0
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
