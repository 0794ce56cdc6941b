package attribution

import (
	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/mentions"
	"dixit/quote/syntax"
)

// A view is one sentence as the rules see it.
type view struct {
	a      *Attributor
	d      *syntax.Doc
	s      int
	when   int // the sentence of the journalist's text in which it is read
	chunks []syntax.Chunk
}

func (a *Attributor) view(s int) view {
	v := view{a: a, d: a.d, s: s, when: s, chunks: a.d.Sentences[s].Chunks}
	for q := a.d.Sentences[s].Within; q >= 0; {
		v.when = a.sides[q].sentence
		if v.when < 0 {
			v.when = 0
			break
		}
		q = a.d.Sentences[v.when].Within
	}
	return v
}

func (v *view) kind(i int) syntax.ChunkKind {
	if uint(i) >= uint(len(v.chunks)) { // also where i is negative
		return syntax.Stop
	}
	return v.chunks[i].Kind
}

func (v *view) verb(i int) *syntax.VerbGroup    { return &v.d.Verbs[v.chunks[i].Index] }
func (v *view) phrase(i int) *syntax.NounPhrase { return &v.d.NPs[v.chunks[i].Index] }
func (v *view) span(i int) text.Span            { return v.d.SpanOf(v.chunks[i].From, v.chunks[i].To) }
func (v *view) lower(i int) string              { return v.d.Tokens[v.chunks[i].From].Lower }

// nounAt reports whether a phrase whose noun is of one of the classes stands at i.
func (v *view) nounAt(i int, classes lexicon.NounClass) bool {
	return v.kind(i) == syntax.NP && v.phrase(i).Noun.Classes&classes != 0
}

// nounIn reports whether a phrase whose noun is in one of the lists stands at i.
func (v *view) nounIn(i int, lists lexicon.List) bool {
	return v.kind(i) == syntax.NP && v.a.lex.Listed(v.phrase(i).Noun.Lemma)&lists != 0
}

// finite reports whether a finite verb stands at i.
func (v *view) finite(i int) bool {
	return v.kind(i) == syntax.Verb && v.verb(i).Mood == syntax.Finite
}

// mainVerb is the sentence's first finite verb that is in no relative clause, -1
// where there is none.
func (v *view) mainVerb() int {
	for i := range v.chunks {
		if v.finite(i) && !v.inRelative(i) {
			return i
		}
	}
	return -1
}

// A subjectOf says what a phrase is the subject of: 0 for nothing.
type subjectOf uint8

const (
	anyVerb subjectOf = iota + 1
	saying            // a verb of saying: what follows are its words, in marks or not
)

// note resolves the sentence's mentions in reading order.
func (v *view) note() {
	sent := &v.d.Sentences[v.s]
	if cap(v.a.subjects) < len(v.chunks) {
		v.a.subjects = make([]subjectOf, 2*len(v.chunks))
	}
	subjects := v.a.subjects[:len(v.chunks)]
	v.noteSubjects(subjects)
	inner := sent.NPs[0]
	for i, c := range v.chunks {
		switch c.Kind {
		case syntax.NP:
			if v.standsForNobody(i) {
				v.a.res.Nobody(c.Index)
				continue
			}
			for ; inner < int(c.Index); inner++ { // phrases within this one
				if v.d.NPs[inner].Inner && v.d.NPs[inner].From >= c.From {
					v.a.res.Note(int32(inner), v.when, false, false, true)
				}
			}
			v.takesUp(i)
			if b := v.toldFirst(i); b >= 0 {
				v.a.res.Except(v.entity(b), func() { v.a.res.Resolve(c.Index, v.when) })
			}
			if v.a.res.Resolve(c.Index, v.when) < 0 {
				continue // a thing: nearly half of the phrases
			}
			asSubject := subjects[i] != 0 || v.topical(i)
			e := v.a.res.Note(c.Index, v.when, asSubject, asSubject && v.subordinate(i), v.afterPrep(i))
			if subjects[i] == saying {
				v.a.res.Said(e, v.when)
			}
		case syntax.Verb:
			v.predicates(i)
			v.suffers(i)
			if v.verb(i).Clitic >= 0 {
				v.noteClitic(i)
			}
		}
	}
}

// toldFirst is the phrase with which the sentence begins, of whom something is said to, where
// the pronoun at i says it: "À un élu qui l'interrogeait, il a répondu"; -1 where there is none.
func (v *view) toldFirst(i int) int {
	if i < 3 || v.phrase(i).Kind != syntax.Pronoun || v.kind(i-1) != syntax.Comma || v.kind(0) != syntax.Prep || v.kind(1) != syntax.NP || !v.finite(i+1) || v.verb(i+1).Classes&speech == 0 {
		return -1
	}
	switch v.lower(0) {
	case "à", "au", "aux", "a":
		return 1
	}
	return -1
}

// takesUp resolves the pronoun right behind a colon, which stands for what the clause before
// is about: "Le gouvernement tient bon : il ne cédera pas", "Quant au comité, il est net : il".
func (v *view) takesUp(i int) {
	n := v.phrase(i)
	if n.Kind != syntax.Pronoun || !v.finite(i+1) {
		return
	}
	if i > 2 && v.kind(0) == syntax.Prep && v.lower(0) == "quant" && v.kind(1) == syntax.NP && v.kind(i-1) == syntax.Comma {
		v.a.res.TakeUp(v.chunks[i].Index, v.entity(1)) // "Quant à Jeanne Roux, elle résume"
		return
	}
	if v.kind(i-1) != syntax.Colon {
		return
	}
	if j := v.lastFinite(i); j >= 0 {
		if s := v.subject(j); s >= 0 && v.phrase(s).Kind != syntax.Pronoun {
			v.a.res.TakeUp(v.chunks[i].Index, v.entity(s))
		}
	}
}

// topical reports whether the phrase at i is what its sentence is said of, or whose words
// it is, by the preposition before it: "Quant à Jeanne Roux", "selon Jeanne Roux"; or what
// a question without a verb asks about: "Et Jeanne Roux dans tout cela ?"
func (v *view) topical(i int) bool {
	if (i == 0 || i == 1 && v.kind(0) == syntax.Coord) && v.asking() {
		return v.verbless()
	}
	return i > 0 && (v.kind(i-1) == syntax.Source || v.kind(i-1) == syntax.Prep && v.lower(i-1) == "quant")
}

// noteSubjects finds which of the sentence's phrases are the subject of a verb.
func (v *view) noteSubjects(subjects []subjectOf) {
	clear(subjects)
	for i := range v.chunks {
		if v.finite(i) && v.verb(i).Clitic < 0 {
			j := v.subject(i)
			if j < 0 {
				j = v.subjectBehind(i)
			}
			if j < 0 {
				continue
			}
			if v.presents(i, j) {
				j = i + 1
			}
			subjects[j] = max(subjects[j], anyVerb)
			if v.verb(i).Classes&(lexicon.Say|lexicon.Write) != 0 && !v.verb(i).Passive && !v.verb(i).Negative {
				subjects[j] = saying
			}
		}
	}
}

// noteClitic resolves the pronoun behind the verb at i: "a-t-elle dit".
func (v *view) noteClitic(i int) {
	verb := v.verb(i)
	g, n := pronounAgreement(v.d.Tokens[verb.Clitic].Lower)
	form := "-il"
	if verb.Classes&lexicon.Manner != 0 {
		form = "-lui" // only people smile and sigh
	}
	e, sure := int32(mentions.None), 0.95
	if verb.Classes&lexicon.More != 0 {
		e = v.a.res.GoingOn(g, n, v.when)
	}
	if e < 0 && verb.Classes&lexicon.Write != 0 {
		e = v.paperBefore(g)
	}
	if e < 0 && verb.Classes&lexicon.Answer != 0 {
		e, sure = v.answering(form, g, n)
	}
	if e < 0 {
		e, sure = v.a.res.Pronoun(form, g, n, v.when)
	}
	v.a.res.Learn(e, g, sure)
	v.a.clitics[verb.Clitic] = resolved{e, sure}
}

// paperBefore is the paper that the sentence before is about, for the pronoun of one that
// writes: "La Gazette se moque. Le maire, écrit-elle, …"; None where there is none.
func (v *view) paperBefore(g lexicon.Gender) int32 {
	if v.s == 0 || v.d.Sentences[v.s].Within >= 0 || v.d.Sentences[v.s-1].Para != v.d.Sentences[v.s].Para {
		return mentions.None
	}
	p := v.a.view(v.s - 1)
	i := p.mainVerb()
	if i < 0 {
		return mentions.None
	}
	j := p.subject(i)
	if j < 0 || !p.media(j) || p.entity(j) < 0 || p.phrase(j).Gender&g == 0 {
		return mentions.None
	}
	return p.entity(j)
}

// answering resolves the pronoun of who answers: not whom the sentence before has ask or
// tell somebody something. "Un patron lui a dit non. « … », a-t-il répondu." It returns
// None where nobody else is near.
func (v *view) answering(form string, g lexicon.Gender, n lexicon.Number) (int32, float64) {
	if v.s == 0 || v.d.Sentences[v.s].Within >= 0 || v.d.Sentences[v.s-1].Para != v.d.Sentences[v.s].Para {
		return mentions.None, 0
	}
	p := v.a.view(v.s - 1)
	for i := len(p.chunks) - 1; i >= 0; i-- {
		if !p.finite(i) || p.inRelative(i) {
			continue
		}
		j := p.subject(i)
		if j < 0 || p.verb(i).Classes&(lexicon.Say|lexicon.Ask|lexicon.Directive|lexicon.Addr) == 0 || !p.addresses(i) {
			return mentions.None, 0
		}
		v.a.res.InWordsOf(p.entity(j))
		e, sure := v.a.res.Pronoun(form, g, n, v.when)
		v.a.res.InWordsOf(mentions.None)
		return e, sure
	}
	return mentions.None, 0
}

// addresses reports whether the verb at i has a pronoun for whom it is said to: "lui a
// dit", "l'a interrogé".
func (v *view) addresses(i int) bool {
	g := v.verb(i)
	for t := g.From; t < g.Head; t++ {
		if w := v.d.Tokens[t].Word; w.Is(lexicon.ClosedClitic) && w.Pronoun.Person == 3 && !w.Is(lexicon.ClosedReflexive) {
			return true
		}
	}
	return false
}

// predicates records what the verb at i says that its subject is: "Jeanne Roux est
// infirmière".
func (v *view) predicates(i int) {
	if !v.finite(i) || !v.verb(i).Copula || v.verb(i).Negative || v.kind(i+1) != syntax.NP {
		return
	}
	n := v.phrase(i + 1)
	if n.Kind != syntax.Nominal || n.HasName() || n.Number == lexicon.Plural || n.Det != syntax.NoDet && n.Det != syntax.Indefinite || n.Noun.Classes&(lexicon.NounPerson|lexicon.NounRole) == 0 {
		return
	}
	if j := v.subject(i); j >= 0 && v.phrase(j).HasName() && v.person(j) {
		v.a.res.IsA(v.entity(j), v.chunks[i+1].Index)
	}
}

// suffers records what the participle at i calls the person before it, who the article
// may go on to call so: "Jean Roux, 38 ans, accusé d'avoir tué", then "l'accusé".
func (v *view) suffers(i int) {
	g := v.verb(i)
	w := v.d.Tokens[g.Head].Word
	if g.Mood != syntax.PastParticiple || !w.IsNoun || w.Noun.Classes&lexicon.NounPerson == 0 || w.Noun.Number == lexicon.Plural || v.kind(i-1) != syntax.Comma {
		return
	}
	j := i - 2
	if v.kind(j) == syntax.NP && v.kind(j-1) == syntax.Comma && v.temporal(j) {
		j -= 2 // an age
	}
	if v.kind(j) == syntax.NP && v.phrase(j).HasName() && v.person(j) {
		v.a.res.Called(v.entity(j), w.Noun)
	}
}

// standsForNobody reports whether the phrase at i is the "il" of an impersonal verb:
// "il faut", "il est cinq heures", "il est vrai que".
func (v *view) standsForNobody(i int) bool {
	if v.phrase(i).Form != "il" {
		return false
	}
	j := i + 1
	for v.kind(j) == syntax.Adverb {
		j++
	}
	if !v.finite(j) {
		return false
	}
	g := v.verb(j)
	if v.impersonalVerb(g) {
		return true
	}
	behind := j + 1
	for v.kind(behind) == syntax.Adverb {
		behind++
	}
	if g.Copula {
		switch v.kind(behind) {
		case syntax.NP:
			return v.temporal(behind) || v.hour(behind)
		case syntax.Adjective: // "il est possible de", but "il est fier de"
			return v.kind(behind+1) == syntax.Comp
		}
	}
	return v.kind(behind) == syntax.Comp && v.d.Tokens[g.Head].Lists&lexicon.ListSeems != 0
}

// hour reports whether the phrase at i is a time of day: "5 heures", "minuit".
func (v *view) hour(i int) bool {
	for t := v.phrase(i).From; t < v.phrase(i).To; t++ {
		if v.d.Tokens[t].Lists&lexicon.ListClock != 0 {
			return true
		}
	}
	return false
}

// presents reports whether the verb at i, whose subject at j stands for nobody,
// brings in the person named behind it: "il y a Lise Roux", "c'est Lise Roux".
func (v *view) presents(i, j int) bool {
	if v.kind(i+1) != syntax.NP || !v.phrase(i+1).HasName() {
		return false
	}
	switch v.phrase(j).Form {
	case "il":
		return v.impersonalVerb(v.verb(i))
	case "c'", "ce":
		return v.verb(i).Copula
	}
	return false
}

// subordinate reports whether the unit at i stands in a subordinate clause.
func (v *view) subordinate(i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch v.kind(j) {
		case syntax.Comp: // "il a fallu que Jeanne Roux se lève" is about her
			return !v.barely(v.lastFinite(j)) && (v.kind(j-2) != syntax.NP || !v.standsForNobody(j-2))
		case syntax.Rel, syntax.Sub:
			return true
		case syntax.Colon:
			return false
		case syntax.Verb:
			if v.finite(j) { // another clause lies between
				return false
			}
		}
	}
	return false
}

// barely reports whether the verb at i leads up to what its "que" tells: "Il venait à peine
// de s'asseoir que Jeanne Roux se levait".
func (v *view) barely(i int) bool {
	if i < 0 {
		return false
	}
	for t := v.chunks[i].From; t < v.chunks[i].To; t++ {
		if v.d.Tokens[t].Lower == "peine" {
			return true
		}
	}
	return false
}

// pronounAgreement reads gender and number off an inverted pronoun: "-t-elle".
func pronounAgreement(low string) (lexicon.Gender, lexicon.Number) {
	n := lexicon.Singular
	if low[len(low)-1] == 's' {
		n = lexicon.Plural
		low = low[:len(low)-1]
	}
	if len(low) >= 4 && low[len(low)-4:] == "elle" {
		return lexicon.Feminine, n
	}
	return lexicon.Masculine, n
}

// afterPrep reports whether the phrase at i is a preposition's.
func (v *view) afterPrep(i int) bool {
	k := v.kind(i - 1)
	return k == syntax.Prep || k == syntax.Source
}

// temporal reports whether the phrase at i is a time phrase ("mardi soir", "le 19
// juin", "cette semaine").
func (v *view) temporal(i int) bool {
	n := v.phrase(i)
	if n.Kind == syntax.Pronoun || n.HasName() || n.Noun.Classes&lexicon.NounGroup != 0 {
		return false // "les 18-24 ans" are people
	}
	for t := n.From; t < n.To; t++ {
		if v.d.Tokens[t].Word.Is(lexicon.ClosedWeekday | lexicon.ClosedMonth | lexicon.ClosedTime) {
			return true
		}
	}
	for t := n.From; t < n.To; t++ {
		if v.d.Tokens[t].Word.Lists&lexicon.ListPeriod != 0 {
			return true
		}
		switch v.d.Tokens[t].Lower {
		case "de", "du", "des", "d'":
			return false
		}
	}
	return false
}

// subject finds, to the left of the finite verb at i, the phrase that is its
// subject, -1 where there is none.
func (v *view) subject(i int) int { return v.subjectWithin(i, 4) }

// subjectWithin is subject; depth bounds how many verbs share one: "Jeanne Roux est venue,
// a vu et dit".
func (v *view) subjectWithin(i, depth int) int {
	if depth == 0 {
		return -1
	}
	from := i
	for b := v.inserted(from); b > 0; b = v.inserted(from) {
		from = b
	}
	for j := from - 1; j >= 0; j-- {
		var next step
		switch v.kind(j) {
		case syntax.NP:
			next = v.overPhrase(i, j, depth)
		case syntax.Adverb, syntax.Adjective, syntax.Other, syntax.Comma, syntax.Prep, syntax.Source, syntax.Open:
			continue
		case syntax.Close:
			next = onFrom(v.opening(j))
		case syntax.Dash:
			next = onFrom(v.dashBefore(j))
		case syntax.Rel:
			next = v.overRelative(i, j)
		case syntax.Quotation:
			next = v.overQuotation(j)
		case syntax.Coord:
			next = v.overCoord(j, depth)
		case syntax.Verb:
			next = v.overVerb(i, j, depth)
		default: // Comp, Sub, Colon, Stop
			return -1
		}
		if next.over {
			return next.at
		}
		j = next.at
	}
	return -1
}

// A step says how the search for a verb's subject goes on: to the left of unit at, or,
// where it is over, with what is found there, -1 for no subject.
type step struct {
	at   int
	over bool
}

func onFrom(i int) step { return step{at: i} }
func found(i int) step  { return step{at: i, over: true} }

// opening is the bracket that the one at i closes.
func (v *view) opening(i int) int {
	for i > 0 && v.kind(i) != syntax.Open {
		i--
	}
	return i
}

// dashBefore is the dash that parts an insertion from the sentence together with that at
// i, i where there is none.
func (v *view) dashBefore(i int) int {
	for b := i - 1; b >= 0; b-- {
		if v.kind(b) == syntax.Dash {
			return b
		}
	}
	return i
}

// overPhrase decides about the phrase at j, to the left of the verb at i: it is the verb's
// subject unless a preposition, another verb or the subject itself has it.
func (v *view) overPhrase(i, j, depth int) step {
	if v.afterPrep(j) {
		return onFrom(j - 1) // and the preposition
	}
	if share := v.shareOf(j); share >= 0 {
		return onFrom(share)
	}
	if v.aside(i, j) {
		return onFrom(j)
	}
	if v.kind(j-1) == syntax.Coord && v.kind(j-2) == syntax.NP && v.afterPrep(j-2) {
		// "Une ardoise entre le pain et le vin annonce"
		if b := v.subjectWithin(j-2, depth-1); b >= 0 && !v.verbBetween(b, j) {
			return found(b)
		}
	}
	b := v.governor(j)
	if b < 0 {
		return found(j)
	}
	if !v.finite(b) {
		return onFrom(b)
	}
	if rel := v.relativeOf(b); rel >= 0 {
		return onFrom(rel) // on to its antecedent
	}
	if v.kind(i-1) == syntax.Comma || v.kind(i-1) == syntax.Coord {
		return found(v.subjectWithin(b, depth-1))
	}
	return found(-1)
}

// shareOf returns the preposition before the percentage that the phrase at j is of, -1
// where it is of none: "élu avec 51 % des voix,".
func (v *view) shareOf(j int) int {
	if v.kind(j-1) != syntax.Other || v.d.Tokens[v.chunks[j-1].From].Rune != '%' {
		return -1
	}
	share := j - 1
	for v.kind(share) == syntax.Other {
		share--
	}
	if v.kind(share) != syntax.Prep {
		return -1
	}
	return share
}

// aside reports whether the phrase at j only tells when the verb at i happens, or is said
// of its subject or beside it: "Jeanne Roux, plus prudente,", "Jeanne Roux nous attend".
func (v *view) aside(i, j int) bool {
	n := v.phrase(j)
	apposed := v.kind(j-1) == syntax.Comma && v.kind(j-2) == syntax.NP
	enclosed := v.kind(j-1) == syntax.Comma && v.kind(j+1) == syntax.Comma
	switch {
	case v.temporal(j):
		return true
	case n.Kind == syntax.Nominal && n.Det == syntax.NoDet && v.describing(j):
		return true // "Jeanne Roux, fournisseur de la plupart,", "Jeanne Roux, plus prudente,"
	case apposed && enclosed && !v.afterPrep(j-2) && v.attitude(n):
		return true // "un porte-parole, le visage couvert,"
	case apposed && v.kind(j+1) == syntax.Rel && v.phrase(j-2).HasName() && n.Kind == syntax.Nominal && !n.HasName():
		return true // "Afrika Corps, l'entité qui a pris la suite,"
	case apposed && enclosed && v.d.Tokens[n.From].Kind == text.Number:
		return true // "Le canal Roubanka, 1,2 million d'abonnés,"
	case n.Kind != syntax.Pronoun:
		return false
	case (n.Form == "nous" || n.Form == "vous") && v.kind(i) == syntax.Verb && v.verb(i).Person&lexicon.Fin12 == 0 && v.verb(i).Person != 0:
		return true // "Jeanne Roux nous attend"
	}
	return n.Strong || enclosed && n.Form != "il" // "Son entraîneur, lui, refuse"
}

// describing reports whether a comma parts the phrase at j from one before it, with at
// most adverbs and adjectives between.
func (v *view) describing(j int) bool {
	b := j - 1
	for v.kind(b) == syntax.Adverb || v.kind(b) == syntax.Adjective {
		b--
	}
	if v.kind(b) == syntax.Coord {
		return v.setOffBefore(b) // "Jeanne Roux, arrivée de Kiev en mai et serveuse à Brest,"
	}
	if v.kind(b) == syntax.Comma && v.kind(b-1) == syntax.Close {
		b = v.opening(b - 1) // "Le Conseil du thé (CT), régulateur de la filière,"
		return v.kind(b-1) == syntax.NP
	}
	return v.kind(b) == syntax.Comma && v.kind(b-1) == syntax.NP
}

// setOffBefore reports whether a participle or adjective that is set off stands before unit i,
// with nothing but what goes with it between.
func (v *view) setOffBefore(i int) bool {
	for b := i - 1; b > 1; b-- {
		switch v.kind(b) {
		case syntax.Adjective:
			if v.setOff(b) {
				return true
			}
		case syntax.Verb:
			return v.verb(b).Mood == syntax.PastParticiple && v.setOff(b)
		case syntax.Prep, syntax.Adverb, syntax.Other:
		case syntax.NP:
			if !v.afterPrep(b) {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// attitude reports whether phrase n may tell how somebody looks or stands, as its noun
// names nobody and no place: "le visage couvert".
func (v *view) attitude(n *syntax.NounPhrase) bool {
	return n.Kind == syntax.Nominal && n.Det == syntax.Definite && n.Noun.Classes == 0 && n.Demonym == nil && n.Place == nil
}

// governor returns the verb that the phrase at j is the object of, be it that of a relative
// clause or a participle which the subject has, -1 where it is none's: "la mairie qui gère
// le stade annonce".
func (v *view) governor(j int) int {
	b := j - 1
	for {
		if v.kind(b) == syntax.Adverb || v.kind(b) == syntax.Adjective {
			b--
		} else if v.kind(b) == syntax.NP && v.afterPrep(b) {
			b -= 2
		} else {
			break
		}
	}
	if v.kind(b) != syntax.Verb || v.finite(b) && v.inverted(b) || v.phrase(j).Kind == syntax.Pronoun || b == j-1 && v.endsInThat(b) {
		return -1
	}
	return b
}

// overRelative decides about the relative pronoun at j, to the left of the verb at i: its
// antecedent is the subject of the relative's own verb.
func (v *view) overRelative(i, j int) step {
	if low := v.lower(j); low != "qui" && low != "lequel" && low != "laquelle" {
		return onFrom(j)
	}
	b := v.antecedentBefore(j)
	if b < 0 {
		return onFrom(j)
	}
	if j != i-1 && !v.clean(j+1, i) {
		return onFrom(b + 1)
	}
	// of "X, chercheuse à l'institut, qui dit" the person
	if n := v.phrase(b); v.kind(b-1) == syntax.Coord && v.kind(b-2) == syntax.NP && n.Kind == syntax.Name && !n.Given && n.NameTo-n.NameFrom == 1 && n.Det == syntax.NoDet &&
		v.verb(i).Person&lexicon.Fin3P == 0 && v.phrase(b-2).Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) != 0 {
		b -= 2 // "cet élu du parti Ordre et Justice, qui"
	}
	for v.kind(b-1) == syntax.Prep && v.kind(b-2) == syntax.NP && (!v.person(b) && !v.nounAt(b, lexicon.NounSpeech) || v.lower(b-1) == "en") {
		b -= 2
	}
	return found(b)
}

// antecedentBefore is the phrase that the relative pronoun at j takes up, -1 where none
// stands before it: of "Lise Roux, 49 ans, qui" the name.
func (v *view) antecedentBefore(j int) int {
	b := j - 1
	if v.kind(b) == syntax.Comma && v.kind(b-1) == syntax.Quotation && v.kind(b-2) == syntax.Comma && v.kind(b-3) == syntax.NP {
		b -= 3 // "le rapport, « L'Eau qui manque », qui"
	}
	if v.number(b) && v.kind(b-1) == syntax.Prep {
		b -= 2 // "une note de 2018 qui"
	}
	for v.kind(b) == syntax.Comma || v.kind(b) == syntax.Adverb || v.kind(b) == syntax.Close {
		if v.kind(b) == syntax.Close {
			b = v.opening(b)
		}
		b--
	}
	if b >= 2 && v.kind(b) == syntax.NP && v.temporal(b) && v.kind(b-1) == syntax.Comma {
		b -= 2 // "Jeanne Roux, 49 ans, qui"
	}
	if v.kind(b) == syntax.NP && v.kind(b-1) == syntax.Coord && v.kind(b-2) == syntax.NP &&
		v.phrase(b).Det == syntax.NoDet && !v.phrase(b).HasName() && v.phrase(b-2).HasName() {
		b -= 2 // "Lise Roux, infirmière et porte-parole du collectif, qui"
	}
	if v.kind(b) != syntax.NP {
		return -1
	}
	return b
}

// overQuotation decides about the quotation at j: of "« … », a déclaré" nothing to the left
// is the subject, but of "Le « plan » prévoit".
func (v *view) overQuotation(j int) step {
	if v.kind(j+1) == syntax.Comma {
		return found(v.around(j))
	}
	return onFrom(j)
}

// overCoord decides about the conjunction at j: the verb behind it shares the subject of
// the verb before: "Jeanne Roux est venue et a dit".
func (v *view) overCoord(j, depth int) step {
	from := j - 1
	if c := v.asideClause(from); c >= 0 {
		from = c
	}
	for b := from; b >= 0 && v.kind(b) != syntax.Colon && v.kind(b) != syntax.Stop; b-- {
		if v.finite(b) {
			return found(v.sharedSubject(b, depth))
		}
	}
	return onFrom(j)
}

// asideClause is the comma that opens the subordinate clause which the comma at i closes, behind
// another verb: "Jeanne Roux est venue, alors qu'il neigeait, et a dit"; -1 where there is none.
func (v *view) asideClause(i int) int {
	if v.kind(i) != syntax.Comma {
		return -1
	}
	for j := i - 1; j > 1; j-- {
		switch v.kind(j) {
		case syntax.Sub:
			if v.kind(j-1) == syntax.Comma && v.lastFinite(j) >= 0 {
				return j - 1
			}
			return -1
		case syntax.Comma, syntax.Comp, syntax.Colon, syntax.Semicolon, syntax.Quotation:
			return -1
		}
	}
	return -1
}

// overVerb decides about another verb at j, to the left of that at i: the two share their
// subject where a comma parts them.
func (v *view) overVerb(i, j, depth int) step {
	if !v.finite(j) {
		return onFrom(j)
	}
	if rel := v.relativeOf(j); rel >= 0 {
		return onFrom(rel)
	}
	if rel := v.objectRelative(j); rel >= 0 {
		return onFrom(rel)
	}
	if v.kind(i-1) == syntax.Comma || v.kind(j+1) == syntax.Comma {
		return found(v.sharedSubject(j, depth))
	}
	return found(-1)
}

// objectRelative is the "que" of the relative clause of the verb at i, behind the sentence's
// first phrase, where nothing can have a "que" for what it says: "Un élu que personne ne
// connaît approuve"; -1 where there is none.
func (v *view) objectRelative(i int) int {
	for j := i - 1; j > 0; j-- {
		switch v.kind(j) {
		case syntax.Comp:
			if v.kind(j-1) == syntax.NP && v.lastFinite(j) < 0 {
				return j
			}
			return -1
		case syntax.NP, syntax.Adverb, syntax.Adjective, syntax.Prep:
		default:
			return -1
		}
	}
	return -1
}

// sharedSubject is the subject of the verb at i, on whichever side, for another verb.
func (v *view) sharedSubject(i, depth int) int {
	if v.inverted(i) {
		return v.subjectBehind(i)
	}
	return v.subjectWithin(i, depth-1)
}

// endsInThat reports whether the verb at i was read with its "que", as an expression:
// "fait valoir que".
func (v *view) endsInThat(i int) bool {
	low := v.d.Tokens[v.verb(i).To-1].Lower
	return low == "que" || low == "qu'"
}

// inserted returns the comma that opens the clause inserted, between commas,
// before unit i: "Jeanne Roux, dont Paul Ney dit du mal, annonce"; -1 where there
// is none.
func (v *view) inserted(i int) int {
	e := i - 1
	for v.kind(e) == syntax.Adverb {
		e--
	}
	if v.kind(e) != syntax.Comma {
		return -1
	}
	finite := false
	for j := e - 1; j > 1; j-- {
		switch v.kind(j) {
		case syntax.Verb:
			finite = finite || v.finite(j)
		case syntax.Rel, syntax.Comp, syntax.Sub:
			b := j - 1
			for v.kind(b) == syntax.Prep || v.kind(b) == syntax.Adverb {
				b--
			}
			if finite && v.kind(b) == syntax.Comma && v.kind(b-1) == syntax.NP {
				return b
			}
			if b = v.participleBefore(j); finite && b >= 0 {
				return b - 1
			}
		case syntax.Colon, syntax.Semicolon, syntax.Stop:
			return -1
		}
	}
	return -1
}

// participleBefore is the participle set off behind a phrase that the clause which opens at i
// depends on: "Jeanne Roux, interrogée pour savoir si"; -1 where there is none.
func (v *view) participleBefore(i int) int {
	for b := i - 1; b > 1; b-- {
		switch v.kind(b) {
		case syntax.Adjective:
			if v.setOff(b) {
				return b
			}
		case syntax.Verb:
			if v.finite(b) {
				return -1
			}
			if v.verb(b).Mood == syntax.PastParticiple && v.setOff(b) {
				return b
			}
		case syntax.Prep, syntax.Source, syntax.Adverb, syntax.Sub:
		case syntax.NP:
			if !v.afterPrep(b) {
				return -1
			}
		default:
			return -1
		}
	}
	return -1
}

// person reports whether the phrase at i is a person.
func (v *view) person(i int) bool {
	e := v.entity(i)
	return e >= 0 && v.a.res.Entity(e).Type == quote.Person
}

// around finds the phrase that a quotation at i, set between commas with its
// relative or participle, parts from its verb: "Roux, qui n'a « rien vu », exige".
func (v *view) around(i int) int {
	if v.kind(i-1) == syntax.Comma && i == 2 && v.kind(0) == syntax.NP && v.phrase(0).Kind == syntax.Nominal && v.phrase(0).Noun.Classes&(lexicon.NounPerson|lexicon.NounRole) == 0 {
		return 0 // "Une pétition, « … », a recueilli"
	}
	for j := i - 1; j > 0; j-- {
		switch v.kind(j) {
		case syntax.Rel:
			if v.kind(j-1) == syntax.Comma && v.kind(j-2) == syntax.NP {
				return j - 2
			}
			return -1
		case syntax.Verb:
			if m := v.verb(j).Mood; (m == syntax.PresentParticiple || m == syntax.PastParticiple) && v.setOff(j) {
				return j - 2
			}
			if v.finite(j) && v.relativeOf(j) < 0 {
				return -1
			}
		case syntax.Adjective:
			if v.setOff(j) {
				return j - 2
			}
		case syntax.Comp, syntax.Colon, syntax.Semicolon, syntax.Quotation:
			return -1
		}
	}
	return -1
}

// setOff reports whether the participle at i is set off by a comma from the phrase
// that it goes with, which begins the clause.
func (v *view) setOff(i int) bool {
	return v.kind(i-1) == syntax.Comma && v.kind(i-2) == syntax.NP && !v.complete(i-1)
}

// clean reports whether only adverbs and the like stand in [from, to).
func (v *view) clean(from, to int) bool {
	for i := from; i < to; i++ {
		switch v.kind(i) {
		case syntax.Adverb, syntax.Comma, syntax.Prep, syntax.Adjective:
		case syntax.NP:
			if !v.afterPrep(i) && !v.temporal(i) {
				return false
			}
		default:
			if !v.number(i) {
				return false
			}
		}
	}
	return true
}

// number reports whether a bare number stands at i: a year.
func (v *view) number(i int) bool {
	return i >= 0 && v.kind(i) == syntax.Other && v.d.Tokens[v.chunks[i].From].Kind == text.Number
}

// relativeOf returns the pronoun of the relative clause that the verb at i is the
// verb of, -1 where it is none's.
func (v *view) relativeOf(i int) int {
	for j := i - 1; j >= 0; j-- {
		switch v.kind(j) {
		case syntax.Rel:
			return j
		case syntax.NP, syntax.Adverb, syntax.Adjective, syntax.Prep:
		default:
			return -1
		}
	}
	return -1
}

func (v *view) inRelative(i int) bool { return v.relativeOf(i) >= 0 }

// inverted reports whether the finite verb at i stands before its subject: an
// inverted pronoun, or a phrase behind it and none before it in its clause.
func (v *view) inverted(i int) bool {
	g := v.verb(i)
	if g.Clitic >= 0 {
		return true
	}
	if g.Mood != syntax.Finite {
		return false
	}
	j := i - 1
	for v.kind(j) == syntax.Adverb {
		j--
	}
	switch v.kind(j) {
	case syntax.Comma, syntax.Dash:
		// What stands before is a clause of its own, or else the subject with
		// what was inserted behind it.
		if k := v.kind(j - 2); v.kind(j-1) == syntax.NP && (k == syntax.Sub || k == syntax.Comp) && v.apposed(j-1) {
			return false // "après que Jeanne Roux, maire de Vaubry, a menacé"
		}
		s := v.subjectBehind(i)
		if s < 0 || g.Classes == 0 {
			return false
		}
		if !v.complete(j) {
			// "La mairie, a répondu Jean Roux, n'a …"
			return s == i+1 && v.kind(s+1) == syntax.Comma && g.Classes&lexicon.Say != 0 && v.phrase(s).Kind != syntax.Pronoun && v.person(s) && v.otherFinite(s+1)
		}
		e := v.entity(s)
		return e >= 0 && !v.a.res.Entity(e).Thing || v.kind(j-1) == syntax.Quotation
	case syntax.Quotation:
		return !v.articled(j) && v.subjectBehind(i) >= 0
	case syntax.Stop, syntax.Comp, syntax.Open, syntax.Colon, syntax.Sub:
		return v.subjectBehind(i) >= 0
	case syntax.Prep: // "comme l'a dit X"
		return v.lower(j) == "comme" && v.subjectBehind(i) >= 0
	}
	return false
}

// apposed reports whether the phrase at i holds another in apposition, behind a comma.
func (v *view) apposed(i int) bool {
	for t := v.chunks[i].From; t < v.chunks[i].To; t++ {
		if v.d.Tokens[t].Rune == ',' {
			return true
		}
	}
	return false
}

// articled reports whether an article stands before the quotation at i, which is
// then a noun: "Le « plan bleu » prévoit".
func (v *view) articled(i int) bool {
	return i > 0 && v.kind(i-1) == syntax.Other && v.d.Tokens[v.chunks[i-1].To-1].Word.Is(lexicon.ClosedDeterminer)
}

// verbBetween reports whether a finite verb stands in (from, to).
func (v *view) verbBetween(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if v.finite(i) {
			return true
		}
	}
	return false
}

// otherFinite reports whether a finite verb stands behind unit i.
func (v *view) otherFinite(i int) bool { return v.verbBetween(i, len(v.chunks)) }

// complete reports whether a clause with its verb, or a quotation, ends before i.
func (v *view) complete(i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch v.kind(j) {
		case syntax.Quotation:
			return true
		case syntax.Verb:
			if v.finite(j) && !v.inRelative(j) {
				return true
			}
		case syntax.Colon:
			return false
		}
	}
	return false
}

// subjectBehind finds, to the right of the verb at i, the phrase that is its
// subject: the first that is no preposition's.
func (v *view) subjectBehind(i int) int { return v.subjectAfter(i, v.verb(i)) }

// subjectAfter finds the subject of verb g to the right of unit i, which may be a
// quotation that stands between: "dit « oui » la maire".
func (v *view) subjectAfter(i int, g *syntax.VerbGroup) int {
	commas := 0
	for j := i + 1; j < len(v.chunks); j++ {
		switch v.kind(j) {
		case syntax.NP:
			if v.afterPrep(j) || v.temporal(j) || j == i+1 && v.kind(i) == syntax.Verb && v.endsInPrep(g) {
				continue
			}
			if v.kind(j-1) == syntax.Comma && commas == 1 && v.phrase(j).Kind == syntax.Pronoun {
				return -1
			}
			if v.kind(j-1) == syntax.Comma && v.kind(j+1) == syntax.Comma && v.kind(j+2) == syntax.NP && v.entity(j) < 0 {
				continue // "dit, les yeux rouges, la patronne"
			}
			if g.Person == lexicon.Fin3P && v.phrase(j).Number == lexicon.Singular && v.kind(j+1) != syntax.Coord && v.kind(j+1) != syntax.Comma && v.phrase(j).Noun.Classes&lexicon.NounGroup == 0 {
				return -1 // "exigent un repreneur"
			}
			return j
		case syntax.Prep, syntax.Source, syntax.Adverb, syntax.Adjective:
		case syntax.Other: // "s'extasie au petit-déjeuner une touriste"
			if v.kind(j-1) != syntax.Prep {
				return -1
			}
		case syntax.Open:
			for j < len(v.chunks)-1 && v.kind(j) != syntax.Close {
				j++
			}
		case syntax.Comma:
			if commas++; commas > 2 {
				return -1
			}
		case syntax.Verb:
			// "a dit, en regardant la salle, le maire"
			if v.verb(j).Mood == syntax.Finite || commas == 0 && v.kind(j-1) != syntax.Prep {
				return -1
			}
			if v.kind(j+1) == syntax.NP && v.verb(j).Classes&lexicon.Manner == 0 { // "a dit en pleurant Lise Roux"
				j++
			}
		default:
			return -1
		}
	}
	return -1
}

// endsInPrep reports whether the preposition of what stands behind verb g was read with
// the verb, as that of an expression: "confie à".
func (v *view) endsInPrep(g *syntax.VerbGroup) bool {
	if g.To <= g.Head+1 {
		return false
	}
	low := v.d.Tokens[g.To-1].Lower
	return low == "à" || low == "de" || low == "d'"
}

// entity is the entity of the phrase at i, None where it cannot speak.
func (v *view) entity(i int) int32 {
	if i < 0 || v.kind(i) != syntax.NP {
		return mentions.None
	}
	return v.a.res.Resolve(v.chunks[i].Index, v.when)
}

// joint is the entity of a subject that may be coordinated: "Roux et Martin".
func (v *view) joint(i int, g *syntax.VerbGroup) int32 {
	e := v.entity(i)
	if e < 0 || g == nil || g.Person&lexicon.Fin3P == 0 || g.Person&lexicon.Fin3S != 0 || v.phrase(i).Number == lexicon.Plural {
		return e
	}
	if v.kind(i-1) == syntax.Coord && v.kind(i-2) == syntax.NP {
		if o := v.entity(i - 2); o >= 0 && o != e {
			return v.a.res.Join(o, e)
		}
	}
	if v.kind(i+1) == syntax.Coord && v.kind(i+2) == syntax.NP {
		if o := v.entity(i + 2); o >= 0 && o != e {
			return v.a.res.Join(e, o)
		}
	}
	return e
}

// askedAt reports whether the cue at a place of the sentence is a verb of asking;
// question says that the words are a question.
func (v *view) askedAt(cue text.Span, question bool) bool {
	for i := range v.chunks {
		if v.kind(i) == syntax.Verb && v.span(i) == cue {
			c := v.verb(i).Classes
			return c&lexicon.Ask != 0 && (c&lexicon.Directive == 0 || question)
		}
	}
	return false
}
