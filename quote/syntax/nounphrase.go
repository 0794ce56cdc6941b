package syntax

import (
	"strings"

	"dixit/corpus/text"
	"dixit/quote/lexicon"
)

// maxAcronym bounds, in bytes, a noun that is written in capitals.
const maxAcronym = 4

// maxDepth bounds the complements within complements of a noun phrase.
const maxDepth = 5

// startsNP reports whether a noun phrase can begin with a noun or adjective at
// item i.
func (p *parser) startsNP(i int) bool {
	it := p.at(i)
	return it.word() && (it.w.Tags&(lexicon.Noun|lexicon.Adj) != 0 || it.w.IsNoun || it.capital())
}

// nounPhrase reads a noun phrase at item i: determiner, adjectives, noun,
// complements, name. Where top is false it is a complement of another.
func (p *parser) nounPhrase(i int, top bool) (int32, int, bool) {
	start := i
	it := p.at(i)
	if !it.word() && it.kind != text.Number || it.quote >= 0 || it.r != 0 {
		return 0, i, false
	}
	if it.w.opens&opensPhrase == 0 && it.kind == text.Word && it.flags&text.Capital == 0 {
		return 0, i, false // nothing that a phrase begins with: a third of all words
	}
	n := NounPhrase{From: it.from, NounHead: -1}
	// Determiner.
	i = p.determiner(i, &n)
	if n.Det == Indefinite && n.Number == lexicon.Singular { // "un des ouvriers", "une de ses élèves"
		if j := p.partitive(i); j > i {
			i, n.Partitive = j, true
		}
	}
	if low := p.at(i).lower(); n.Det == Definite && i == start+1 && (low == "un" || low == "une") && p.at(start).lower() == "l'" {
		if j := p.partitive(i + 1); j > i+1 { // "l'un de ses conseillers"
			i, n.Det, n.Number, n.Partitive = j, Indefinite, lexicon.Singular, true
		}
	}
	if p.at(i).quote >= 0 || p.at(i).r != 0 || i > start && p.at(i-1).kind == text.Number && p.at(i).w.Is(lexicon.ClosedPrep) {
		return 0, start, false // "depuis avril 2023 | contre l'armée"
	}
	if p.at(i).w.has(traitTitle) && p.honorificAt(i) {
		return p.honorificName(start, i, n)
	}
	if j := p.ageGroup(start, i); j > i {
		n.To, n.Head, n.NounHead = p.at(j-1).to, p.at(j-1).from, p.at(j-1).from
		n.NomFrom, n.NomTo = p.at(start+1).from, n.To
		n.Noun = lexicon.NounForm{Lemma: p.d.Of(n.NomFrom, n.NomTo), Classes: lexicon.NounGroup, Number: lexicon.Plural}
		n.Number = lexicon.Plural
		p.settle(&n)
		return p.np(n), j, true
	}
	if n.Det == NoDet && !p.isName(i) {
		// A bare noun is a phrase where it names a role, a group, a body.
		w := p.at(i).w
		if !(w.IsNoun || w.Tags&lexicon.Noun != 0 && w.Tags&(lexicon.Prep|lexicon.Adv|lexicon.Det|lexicon.Pron|lexicon.Conj) == 0) || p.at(i).kind != text.Word {
			if !(w.Tags&lexicon.Adj != 0 && w.Closed == 0 && p.at(i+1).w.IsNoun && p.at(i+1).w.Tags&lexicon.Finite == 0) {
				return 0, start, false
			}
		}
		if w.Is(lexicon.ClosedWeekday|lexicon.ClosedMonth|lexicon.ClosedTime) || w.Is(lexicon.ClosedPrep) {
			return 0, start, false
		}
		if next := p.at(i + 1); w.Tags&(lexicon.PastPart|lexicon.PresPart) != 0 && !(next.capital() || next.w.Tags&lexicon.Adj != 0 && w.IsNoun) && p.prev() != Prep {
			return 0, start, false // ", arrivé mardi,", ", accusé de …,"
		}
	}
	end := p.body(i, &n, 0)
	if end == i {
		return 0, start, false
	}
	n.To = p.at(end - 1).to
	p.settle(&n)
	return p.np(n), end, true
}

// ageGroup reads people told by their age, whose phrase starts with an article at start and
// goes on at i: "les 18-24 ans", "les plus de 65 ans". It returns the item behind them, i
// where there are none.
func (p *parser) ageGroup(start, i int) int {
	if !p.at(start).word() || p.at(start).lower() != "les" {
		return i
	}
	j := i
	switch {
	case i == start+2 && strings.ContainsAny(p.d.Of(p.at(start+1).from, p.at(start+1).to), "-–"):
	case i == start+1 && p.at(i).word() && p.at(i).w.Lists&lexicon.ListBound != 0 && p.at(i+1).lower() == "de" && p.at(i+2).kind == text.Number:
		j += 3
	default:
		return i
	}
	if !p.at(j).word() || p.at(j).w.Lists&lexicon.ListAge == 0 || p.at(j+1).w.Tags&lexicon.Prep != 0 {
		return i
	}
	return j + 1
}

// isArticled reports whether a preposition holds an article.
func isArticled(lower string) bool {
	return lower == "au" || lower == "aux" || lower == "du" || lower == "des"
}

// partitive passes over "des", "de ses", "d'entre les" behind "un".
func (p *parser) partitive(i int) int {
	if !p.at(i).word() {
		return i
	}
	switch p.at(i).lower() {
	case "des":
		return i + 1
	case "de", "d'":
		if next := p.at(i + 1); next.word() && next.w.Is(lexicon.ClosedDeterminer|lexicon.ClosedPossessive) {
			return i + 2
		}
	}
	return i
}

func (p *parser) determiner(i int, n *NounPhrase) int {
	articled := false
	for k := 0; k < 3; k++ {
		it := p.at(i)
		if it.kind == text.Number && it.quote < 0 && it.r == 0 {
			if n.Det == NoDet {
				n.Det = Indefinite
			}
			n.Number = lexicon.Plural
			i++
			continue
		}
		if !it.word() || it.capitalInside(p, i) && it.flags&text.Elided == 0 && !p.titleCase(i) {
			return i
		}
		d := it.w.det
		if d == nil {
			if !it.w.Is(lexicon.ClosedDeterminer) || it.to-it.from < 2 {
				return i
			}
			d = &severalWords // "la plupart des"
		}
		if d.kind == article || d.kind == plural {
			if articled {
				return i // "en une | le quotidien"
			}
			articled = true
		}
		switch d.kind {
		case plural:
			if n.Det == Indefinite && n.Number == lexicon.Singular {
				return i // "un | des ouvriers"
			}
		case quantifier:
			if n.Det == NoDet && k > 0 {
				return i
			}
			if !p.startsNP(i+1) && !p.at(i+1).w.Is(lexicon.ClosedDeterminer|lexicon.ClosedPossessive) {
				return i
			}
		}
		if n.Det == NoDet || d.kind != count && d.kind != quantifier {
			n.Det = d.det
		}
		if d.gender != 0 {
			n.Gender = d.gender
		}
		if d.number != 0 {
			n.Number = d.number
		}
		i++
	}
	return i
}

// A nounRun is what has been read of a noun phrase: the nouns, adjectives and name in a row
// before its complements.
type nounRun struct {
	*NounPhrase
	start int // its first item
	noun  int // item of the noun that the phrase is about, -1 before there is one
	depth int // of how many phrases it is within
}

// body reads nouns, adjectives, name and complements from item i and returns the
// item behind them, i where there are none.
func (p *parser) body(i int, n *NounPhrase, depth int) int {
	r := nounRun{n, i, -1, depth}
	end := p.row(i, &r)
	if end == i {
		return i
	}
	if r.noun >= 0 {
		p.noteHead(end, &r)
	} else if n.NameTo == n.NameFrom { // only adjectives: "le plus jeune", "les deux"
		n.Head = p.items[i].from
	}
	return p.complements(end, &r)
}

// row reads the nouns, adjectives and name of a phrase from item i and returns the item
// behind them.
func (p *parser) row(i int, r *nounRun) int {
	for {
		it := p.at(i)
		if it.quote >= 0 || it.r != 0 {
			return i
		}
		if it.kind == text.Number {
			if r.noun < 0 || it.flags&text.SpaceBefore == 0 {
				return i
			}
			i++
			continue
		}
		if it.flags&text.Enclitic != 0 {
			return i
		}
		if p.isName(i) {
			j, goesOn := p.nameInRow(i, r)
			if !goesOn {
				return j
			}
			i = j
			continue
		}
		w := it.w
		if w.has(traitTitle) && p.honorificAt(i) && r.noun >= 0 && r.depth == 0 {
			return p.honorificInRow(i, r)
		}
		if p.endsRow(i, r) {
			return i
		}
		switch {
		case (w.IsNoun || w.Tags&lexicon.Noun != 0) && (r.noun < 0 || p.betterHead(r.noun, i)):
			r.noun = i
			r.Head = it.from
		case w.IsNoun || w.Tags&(lexicon.Noun|lexicon.Adj) != 0 || w.has(traitDemonym):
			// an adjective, or a noun in apposition ("ministre délégué")
		case p.newNoun(i, r):
			r.noun = i // "le streameur"
			r.Head = it.from
		case p.newAdjective(i, r):
			// "le ministère syldave"
		case r.noun >= 0 && p.adverbOfAdjective(i):
			// "le plus ancien"
		default:
			return i
		}
		if w.has(traitDemonym) {
			r.Demonym = w.Demonym
		}
		i++
	}
}

// newNoun reports whether a word that no dictionary has, at item i, is the noun of a phrase:
// "le streameur", "le jeune streameur".
func (p *parser) newNoun(i int, r *nounRun) bool {
	it := p.at(i)
	return it.unknown() && (r.noun < 0 && r.Det != NoDet || r.noun == i-1 && p.qualifies(r.noun))
}

// newAdjective reports whether a word that no dictionary has, at item i, goes with the noun
// before it: "le ministère syldave".
func (p *parser) newAdjective(i int, r *nounRun) bool {
	it := p.at(i)
	return it.unknown() && r.noun == i-1 && !it.capital()
}

// unknown reports whether an item is a word that no dictionary has.
func (it *item) unknown() bool { return it.kind == text.Word && it.w.Tags == 0 && it.w.Closed == 0 }

// endsRow reports whether the word at item i is behind the row r: a verb, a preposition, a
// participle with its complement.
func (p *parser) endsRow(i int, r *nounRun) bool {
	it := p.at(i)
	w := it.w
	const between = lexicon.ClosedBetween | lexicon.ClosedNegation | lexicon.ClosedWeekday | lexicon.ClosedConj | lexicon.ClosedRelative | lexicon.ClosedPersonal
	if r.noun < 0 {
		if w.Tags&lexicon.Finite != 0 && w.Tags&lexicon.Noun == 0 && !w.IsNoun && r.Det == NoDet && r.depth == 0 && p.prev() != Prep {
			return true
		}
		return w.Is(between) && !w.IsNoun && w.Tags&lexicon.Adj == 0
	}
	// "l'ancien | maire": behind such an adjective stands no verb
	awaitsNoun := r.noun == i-1 && w.Tags&lexicon.Noun != 0 && p.at(r.noun).w.Lists&lexicon.ListPrenominal != 0
	if !awaitsNoun && p.stopsRun(i, r.Gender) {
		return true
	}
	if w.det != nil && w.det.kind == count {
		return true // "appelé le rectorat | onze fois"
	}
	const opens = lexicon.ClosedPrep | lexicon.ClosedSource | lexicon.ClosedDeterminer | lexicon.ClosedPossessive | lexicon.ClosedReflexive | lexicon.ClosedClitic
	if w.Is(opens) && !it.capital() {
		return true
	}
	if w.Tags&lexicon.PastPart != 0 && !w.IsNoun && (p.complemented(i+1) || p.judged(i)) {
		return true // "une déclaration | publiée à l'issue"
	}
	return w.Is(between) && !w.IsNoun
}

// honorificInRow reads the name behind the honorific at item i, which the row's noun has:
// "le ministre M. Roux", but "a dit à la sortie | Me Roux".
func (p *parser) honorificInRow(i int, r *nounRun) int {
	if p.placeOfSaying(i, r.noun) {
		return i
	}
	r.NameFrom = p.at(i + 1).from
	i = p.name(i+1, false)
	r.NameTo = p.at(i - 1).to
	return i
}

// nameInRow reads what is written as a name at item i of a row, and returns the item behind
// it, and whether the row goes on there: behind a name it ends, but a party, "le député LR",
// and the noun that an institution begins with, "le Conseil de sécurité", are none.
func (p *parser) nameInRow(i int, r *nounRun) (int, bool) {
	it := p.at(i)
	w := it.w
	if r.noun >= 0 {
		if p.otherName(i, r) {
			return i, false
		}
		if p.affiliation(i, r.noun) {
			return i + 1, true
		}
	}
	if i == r.start && p.commonNoun(i) && (r.Det != NoDet || r.depth > 0 || isArticled(p.at(i-1).lower())) {
		// "le Conseil de sécurité", "l'Université de Nantes"
		r.noun = i
		r.Head = it.from
		return i + 1, true
	}
	j := i + 1
	if w.Place == nil || p.at(j).capital() && !p.at(j).w.IsGiven && !p.at(j).w.has(traitTitle) && !p.toldTo(i) {
		j = p.name(i, r.depth == 0 && r.noun >= 0 && p.bodyNoun(r.noun))
	}
	if r.NameTo == r.NameFrom {
		r.NameFrom, r.NameTo = it.from, p.at(j-1).to
		r.Given = w.IsGiven && j-i > 1
		if w.IsGiven && r.Gender == 0 {
			r.Gender = w.Given
		}
		if w.Place != nil && j == i+1 {
			r.Place = w.Place
		}
	}
	// An institution's name may go on, "Conseil de sécurité | nationale", and take a
	// complement.
	for w.Place != nil && w.Place.Type == lexicon.OrgPlace && p.adjectiveOfName(j) {
		j++
		r.NameTo = p.at(j - 1).to
	}
	if r.noun < 0 {
		r.Head = p.items[r.start].from
	}
	return j, false
}

// otherName reports whether the name at item i, behind the noun of a row, is that of
// somebody else: the subject of a verb, or of the sentence.
func (p *parser) otherName(i int, r *nounRun) bool {
	if p.at(i).w.IsGiven && p.at(i+1).capital() {
		if r.Det == Indefinite && r.Number == lexicon.Plural {
			return true // "bat de 47 minutes | Jean Roux"
		}
		if w := p.at(r.noun).w; r.Det == Possessive && w.IsNoun && w.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) == 0 {
			return true // "à notre rédaction | Jean Roux"
		}
	}
	// "raconte au téléphone | Jeanne Roux"
	return r.depth == 0 && (r.Det == Possessive || r.Det == NoDet && isArticled(p.at(r.start-1).lower())) && p.placeOfSaying(i, r.noun)
}

// commonNoun reports whether the word at item i, written as a name, is a common noun that
// is no place: "Conseil", "PDG".
func (p *parser) commonNoun(i int) bool {
	it := p.at(i)
	w := it.w
	if w.Place != nil || !w.IsNoun && (w.Tags&lexicon.Noun == 0 || w.IsGiven) {
		return false
	}
	return it.flags&text.AllCaps == 0 || w.IsNoun && len(w.Lower) <= maxAcronym // "un SMS", "le PDG"
}

// bodyNoun reports whether the noun at item i is that of an organisation: "groupe".
func (p *parser) bodyNoun(i int) bool {
	w := p.at(i).w
	return w.IsNoun && w.Noun.Classes&(lexicon.NounOrg|lexicon.NounMedia) != 0
}

// adjectiveOfName reports whether an adjective without a capital stands at item i, as part
// of the name before it: "Conseil de sécurité | nationale".
func (p *parser) adjectiveOfName(i int) bool {
	it := p.at(i)
	return it.word() && !it.capital() && it.w.Tags&lexicon.Adj != 0 && it.w.Closed == 0 && !p.stopsRun(i, 0)
}

// noteHead records the noun of a row that ends before item end, and where the description
// stands.
func (p *parser) noteHead(end int, r *nounRun) {
	head := p.at(r.noun)
	w := head.w
	r.NounHead = head.from
	if w.IsNoun {
		r.Noun = w.Noun
	} else {
		r.Noun = lexicon.NounForm{Lemma: w.Lower, Gender: w.Tags.Gender(), Number: w.Tags.Number()}
	}
	r.NomFrom = p.items[r.start].from
	r.NomTo = p.at(end - 1).to
	if r.Gender == 0 && r.Noun.Gender == lexicon.Epicene {
		r.Gender = p.agreement(r.start, end, r.noun)
	}
	if r.HasName() {
		r.NomTo = r.NameFrom
		if p.institution(r.noun, r.NounPhrase) && r.NameFrom == head.to {
			r.NameFrom = head.from // "la Fondation Hirondelle"
		}
	}
}

// complements reads the complements of a row from item i, with the adjectives and the name
// behind them, and returns the item behind: "la garde d'honneur russe".
func (p *parser) complements(i int, r *nounRun) int {
	n := r.NounPhrase
	for r.depth < maxDepth {
		j, ok := p.complement(i, r.noun, n, r.depth)
		if !ok {
			break
		}
		if n.NomTo > n.NomFrom && !n.HasName() {
			n.NomTo = p.at(j - 1).to
		}
		i = j
		if r.depth > 0 {
			continue
		}
		for p.trailingAdjective(i) { // "la garde d'honneur russe"
			if w := p.at(i).w; w.has(traitDemonym) {
				n.Demonym = w.Demonym
			}
			i++
			if n.NomTo > n.NomFrom && !n.HasName() {
				n.NomTo = p.at(i - 1).to
			}
		}
		if k, ok := p.trailingName(i, n); ok {
			return k
		}
	}
	return i
}

// placeOfSaying reports whether the words with their noun at item head, up to the name at
// item i, tell where the verb of saying before them was spoken, so that the name is its
// subject.
func (p *parser) placeOfSaying(i, head int) bool {
	c := p.d.chunks[p.first:]
	if len(c) < 2 || c[len(c)-1].Kind != Prep || c[len(c)-2].Kind != Verb || !(p.at(i+1).capital() || p.at(i).w.IsGiven && p.at(i+1).r == ',') {
		return false
	}
	if p.at(p.name(i, false)).w.det != nil {
		return false // "explique au stade Jean Bouin le capitaine"
	}
	g := &p.d.Verbs[c[len(c)-2].Index]
	w := p.at(head).w
	return g.Mood == Finite && g.Classes&(lexicon.Say|lexicon.Manner) != 0 && (!w.IsNoun || w.Noun.Classes&(Speakable|lexicon.NounSpeech) == 0)
}

// agreement is the gender that the adjectives among the items [from, to), all but head,
// show of their noun, 0 where they show none: "l'ancienne juge", "son homologue
// nord-coréenne".
func (p *parser) agreement(from, to, head int) lexicon.Gender {
	for i := from; i < to; i++ {
		w := p.at(i).w
		if i == head || p.at(i).capital() {
			continue
		}
		if w.has(traitDemonym) {
			if _, g, _, ok := p.a.lex.DemonymForm(w.Lower); ok && g != lexicon.Epicene {
				return g
			}
		} else if g := w.Tags.Gender(); w.Tags&lexicon.Adj != 0 && (g == lexicon.Masculine || g == lexicon.Feminine) {
			return g
		}
	}
	return 0
}

// institution reports whether the noun at item head, that of phrase n, is written as part
// of the name of a body.
func (p *parser) institution(head int, n *NounPhrase) bool {
	if head < 0 {
		return false
	}
	it := p.at(head)
	written := it.capital() && it.flags&text.AllCaps == 0 && head > 0 && p.at(head-1).word()
	c := n.Noun.Classes
	return written && n.Det == Definite && c&(lexicon.NounOrg|lexicon.NounMedia) != 0 && c&(lexicon.NounRole|lexicon.NounPerson) == 0
}

// toldTo reports whether the outlet named at item i is what somebody, whose name follows,
// says something to: "a dit à Reuters | Wanjiku Kamau".
func (p *parser) toldTo(i int) bool {
	return p.at(i).w.Place.Type == lexicon.MediaPlace && p.at(i+2).capital() && p.saidTo()
}

// affiliation reports whether the capitals at item i are the party or union of the
// office at item head, not a name: "le député LR", "la déléguée CGT Lise Roux".
func (p *parser) affiliation(i, head int) bool {
	it, noun := p.at(i), p.at(head)
	if it.flags&text.AllCaps == 0 || noun.flags&text.AllCaps != 0 || len(it.w.Lower) < 2 || len(it.w.Lower) > 5 || it.w.IsGiven || !noun.w.IsNoun {
		return false
	}
	c := noun.w.Noun.Classes
	return c&lexicon.NounRole != 0 || c&lexicon.NounPerson != 0 && it.w.Place != nil && it.w.Place.Type == lexicon.OrgPlace
}

// judged reports whether the participle at item i says what the noun is called:
// "un plan qualifié de".
func (p *parser) judged(i int) bool {
	next := p.at(i + 1)
	if !next.word() || next.lower() != "de" && next.lower() != "d'" {
		return false
	}
	for _, f := range p.at(i).w.Verbs {
		if f.Feat&lexicon.PastPart != 0 && f.Verb.Classes&lexicon.Judge != 0 {
			return true
		}
	}
	return false
}

// complemented reports whether what stands at item i is the complement of a
// participle before it.
func (p *parser) complemented(i int) bool {
	it := p.at(i)
	if !it.word() || it.capital() || !it.w.Is(lexicon.ClosedPrep|lexicon.ClosedTime|lexicon.ClosedWeekday) && it.w.Tags&lexicon.Prep == 0 {
		return false
	}
	return it.lower() != "de" && it.lower() != "d'" && it.lower() != "du"
}

// betterHead reports whether the noun at item i rather than the one before it is
// the head: an adjective that is also a noun stands before ("ancien ministre",
// "jeune femme").
func (p *parser) betterHead(head, i int) bool {
	h, w := p.at(head).w, p.at(i).w
	if i != head+1 || h.IsNoun && h.Noun.Classes != 0 && h.Tags&lexicon.Adj == 0 {
		return false
	}
	const speaks = lexicon.NounRole | lexicon.NounPerson | lexicon.NounOrg | lexicon.NounMedia | lexicon.NounDocument
	if h.IsNoun && h.Noun.Classes&speaks != 0 && (w.Tags&lexicon.Adj != 0 || w.has(traitDemonym) && !p.at(i).capital() || w.Tags&lexicon.PastPart != 0 && w.Noun.Classes&speaks == 0) {
		return false // "l'élue écologiste", "une retraitée venue de Brest"
	}
	if h.IsNoun && w.IsNoun && h.Noun.Number&w.Noun.Number == 0 {
		return false // "l'international espoirs": an adjective would agree
	}
	return h.Tags&lexicon.Adj != 0 && (w.IsNoun || w.Tags&lexicon.Adj == 0)
}

// qualifies reports whether the word at item i, which stands behind a determiner, is
// the adjective of an unknown noun behind it: "le jeune streameur", but "le dirigeant
// islamo-libéral".
func (p *parser) qualifies(i int) bool {
	w := p.at(i).w
	if w.Tags&lexicon.Adj == 0 {
		return false
	}
	return !w.IsNoun || w.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson|lexicon.NounOrg) == 0 || w.Lists&lexicon.ListPrenominal != 0
}

func (p *parser) adverbOfAdjective(i int) bool {
	if !p.at(i).w.has(traitDegree) {
		return false
	}
	next := p.at(i + 1)
	return next.word() && (next.w.Tags&(lexicon.Adj) != 0 || next.w.Tags&lexicon.PastPart != 0) && next.w.Tags&lexicon.Prep == 0
}

// saysAlone reports whether the word at item i, behind a noun for a person or body, is a verb
// of saying that takes nothing: "l'agent dément, mais". Its noun or adjective is rarer there.
func (p *parser) saysAlone(i int) bool {
	w, h := p.at(i).w, p.at(i-1).w
	if w.IsNoun || !h.IsNoun || h.Noun.Classes&roleOrBody == 0 {
		return false
	}
	for _, f := range w.Verbs {
		if f.Feat&lexicon.Fin3S != 0 && f.Classes&lexicon.Say != 0 && f.Classes&lexicon.Light == 0 {
			return true
		}
	}
	return false
}

// stopsRun reports whether the word at item i, behind a noun of gender g, is a
// verb.
func (p *parser) stopsRun(i int, g lexicon.Gender) bool {
	w := p.at(i).w
	if w.Tags&lexicon.Aux != 0 && w.Tags&lexicon.Finite != 0 {
		return true
	}
	if w.has(traitDemonym) {
		return false // "anglaise" is a form of a verb too
	}
	if w.Tags&lexicon.Finite == 0 && !(w.Tags&(lexicon.PresPart|lexicon.PastPart) != 0 && len(w.Verbs) > 0) {
		return false
	}
	if w.Tags&(lexicon.Noun|lexicon.Adj) == 0 {
		return true
	}
	next := p.at(i + 1)
	if w.Tags&lexicon.Finite != 0 && (p.emphasised(i+1) || w.Tags&lexicon.Adj == 0 && !w.IsNoun && p.infinitiveBehind(i+1)) {
		return true
	}
	if h := p.at(i - 1).w; w.Tags&lexicon.Fin3S != 0 && len(w.Verbs) > 0 && w.Tags&lexicon.Adj == 0 && !w.IsNoun && h.IsNoun && h.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) != 0 && next.word() {
		return true // "la présidente rêve d'un stade"
	}
	if w.Tags&lexicon.Finite != 0 && w.Tags&lexicon.Noun == 0 && g != 0 && w.Tags.Gender()&g == 0 {
		return true // "le groupe précise": an adjective would agree
	}
	if w.Tags&lexicon.Finite != 0 && w.Tags&lexicon.Adj == 0 && !w.IsNoun && next.word() && next.lower() != "de" && next.lower() != "d'" {
		return true // two nouns in a row are rarer than subject and verb
	}
	if w.Tags&lexicon.Finite != 0 && w.Tags&lexicon.PastPart != 0 && len(w.Verbs) > 0 && next.word() && next.lower() != "par" && next.lower() != "de" && next.lower() != "d'" && next.lower() != "à" {
		return true // "le groupe fait état", "le maire dit vouloir"
	}
	if w.Tags&lexicon.Finite == 0 {
		if w.IsNoun && p.at(i-1).w.Tags&lexicon.Adj != 0 {
			return false // "un bref communiqué « … »"
		}
		return next.quote >= 0 || next.word() && (next.lower() == "par" || next.w.Is(lexicon.ClosedDeterminer) && next.lower() != "de" && w.Tags&lexicon.PresPart != 0)
	}
	if next.quote >= 0 {
		return len(w.Verbs) > 0
	}
	if next.r != 0 {
		return next.r == ':' && len(w.Verbs) > 0 || p.saysAlone(i) // "le syndicat écrit : « … »", "l'agent dément, mais"
	}
	if next.word() {
		n := next.w
		if n.Lower == "que" || n.Lower == "qu'" {
			return true
		}
		if n.Is(lexicon.ClosedDeterminer|lexicon.ClosedPossessive) && n.Lower != "de" && n.Lower != "d'" && (n.Lower != "des" && n.Lower != "du" || len(w.Verbs) > 0 && w.Tags&lexicon.Adj == 0) {
			return true
		}
		if next.flags&text.Enclitic != 0 || n.Is(lexicon.ClosedNegation) {
			return true
		}
		if len(w.Verbs) > 0 && w.Tags&lexicon.Adj == 0 {
			return n.Is(lexicon.ClosedBetween) || n.Tags&lexicon.Prep != 0 && n.Lower != "de" && n.Lower != "d'" || next.capital()
		}
	}
	return false
}

// complement reads "de la région", "des Affaires étrangères", "à la Ville" behind
// a noun phrase.
func (p *parser) complement(i, head int, n *NounPhrase, depth int) (int, bool) {
	it := p.at(i)
	if !it.word() {
		return i, false
	}
	if it.w.Lower == "et" {
		if depth > 0 || !p.sharesOffice(i, n) {
			return i, false
		}
		return p.complement(i+1, head, n, depth)
	}
	inner := NounPhrase{NounHead: -1}
	j, ok := p.opensComplement(i, head, n, &inner, depth)
	if !ok {
		return i, false
	}
	next := p.at(j)
	if next.quote >= 0 || next.r != 0 || !(next.word() || next.kind == text.Number) {
		return i, false
	}
	if next.w.Tags&lexicon.Inf != 0 && next.w.Tags&lexicon.Noun == 0 {
		return i, false
	}
	if next.w.has(traitTitle) && p.honorificAt(j) {
		k, end, ok := p.honorificName(j, j, inner)
		if ok {
			p.d.NPs[k].Inner = true
		}
		return end, ok
	}
	if next.w.Is(lexicon.ClosedPersonal|lexicon.ClosedAnaphor) && inner.Det == NoDet {
		c := next.w.Pronoun
		p.np(NounPhrase{From: next.from, To: next.to, Head: next.from, Kind: Pronoun, NounHead: -1, Form: next.w.Lower,
			Gender: c.Gender, Number: c.Number, Person: c.Person, Strong: true, Inner: true})
		return j + 1, true
	}
	if inner.Det == NoDet && !p.startsNP(j) && next.kind != text.Number {
		return i, false
	}
	end := p.body(j, &inner, depth+1)
	if end == j {
		return i, false
	}
	p.noteInner(j, end, n, &inner, depth)
	return end, true
}

// roleOrBody are the nouns of those who have a domain.
const roleOrBody = lexicon.NounRole | lexicon.NounPerson | lexicon.NounOrg | lexicon.NounMedia

// opensComplement reads what the complement inner of phrase n, whose noun is item head,
// begins with: the preposition at item i, and the determiner. It returns the item behind.
func (p *parser) opensComplement(i, head int, n, inner *NounPhrase, depth int) (int, bool) {
	it := p.at(i)
	role := n.Noun.Classes&roleOrBody != 0
	switch it.w.Lower {
	case "de", "d'":
		j := p.determiner(i+1, inner)
		// "répète l'accusé | d'une voix sourde"
		return j, !role || inner.Det != Indefinite || p.at(j).w.Lists&lexicon.ListVoice == 0
	case "du", "des":
		inner.Det = Definite
		return i + 1, true
	case "à", "en", "pour", "chez", "sur", "contre", "dans":
		if !role || depth > 0 && it.w.Lower != "en" || !p.domain(i, head, n) {
			return i, false
		}
		return p.determiner(i+1, inner), true
	case "au", "aux":
		if p.at(i + 1).w.has(traitDemonym) {
			return i, false // "Le Pape aux Timorais"
		}
		office := n.Noun.Classes&lexicon.NounRole != 0 && (p.at(i+1).capital() || p.delegated(i, n))
		return i + 1, office || p.institution(head, n) // "le Haut-Commissariat aux réfugiés"
	}
	if it.to-it.from == 2 && p.d.Tokens[it.from].Lists&lexicon.ListDomain != 0 && role && depth == 0 && p.prev() != Verb {
		j := p.determiner(i+1, inner) // "auprès de l'ONU", but "dit le maire auprès de l'AFP"
		return j, p.at(j).w.Place == nil || p.at(j).w.Place.Type != lexicon.MediaPlace
	}
	next := p.at(i + 1) // "chargé de la"
	if it.w.Lists&lexicon.ListDomain == 0 || !role || depth > 0 || !next.word() || !next.w.has(traitContraction) {
		return i, false
	}
	return p.determiner(i+2, inner), true
}

// domain reports whether the preposition at item i brings in the domain of phrase n, whose
// noun is item head: "ministre délégué à la Ville", "envoyé pour l'Ukraine". A role's domain
// is written with a capital; a place of saying is not its.
func (p *parser) domain(i, head int, n *NounPhrase) bool {
	it, next := p.at(i), p.at(i+1)
	switch it.w.Lower {
	case "à", "pour", "dans", "sur":
		if !next.w.Is(lexicon.ClosedDeterminer) {
			return false
		}
		capital, deputy := p.at(i+2).capital(), it.w.Lower == "à" && p.delegated(i, n)
		if n.Noun.Classes&lexicon.NounRole != 0 && (capital || deputy) || capital && deputy {
			return true // "ministre à la Ville", "adjointe à la ville", "secrétaire à la Défense"
		}
		return it.w.Lower == "pour" && p.institution(head, n) // "le Comité pour la paix"
	case "en":
		return next.w.Lists&lexicon.ListTenure != 0
	}
	return true
}

// sharesOffice reports whether the "et" at item i adds a complement to that of phrase n:
// "ministre de l'Intérieur et des Outre-mer". The preposition tells the two from two
// phrases.
func (p *parser) sharesOffice(i int, n *NounPhrase) bool {
	next := p.at(i + 1)
	if n.Noun.Classes&roleOrBody == 0 || !next.word() || !p.hasComplement(n) {
		return false
	}
	return next.w.Lower == "des" || next.w.Lower == "du" || next.w.Lower == "de"
}

// noteInner records the complement inner, items [j, end), of phrase n, unless its name is
// that of who holds the office n: then the name goes to n.
func (p *parser) noteInner(j, end int, n, inner *NounPhrase, depth int) {
	if depth == 0 && inner.HasName() && inner.HasNominal() && p.namesHolder(n, inner) {
		n.NameFrom, n.NameTo, n.Given = inner.NameFrom, inner.NameTo, inner.Given
		n.NomTo = n.NameFrom
		inner.NameFrom, inner.NameTo, inner.Given = 0, 0, false
		p.settle(inner)
		return
	}
	if inner.HasName() || inner.Noun.Classes != 0 {
		inner.From, inner.To, inner.Inner = p.at(j).from, p.at(end-1).to, true
		p.settle(inner)
		p.np(*inner)
	}
}

// namesHolder reports whether the name behind an office's domain is that of who
// holds it: "le ministre des Transports Kang Hyun-taek", but "le directeur du
// groupe Armor".
func (p *parser) namesHolder(office, domain *NounPhrase) bool {
	first := &p.d.Tokens[domain.NameFrom]
	// "la porte-parole de la diplomatie russe Jeanne Roux", "l'historien de l'art Jean Roux"
	apart := first.IsGiven && (domain.Demonym != nil && domain.NameFrom > domain.NounHead+1 || domain.Noun.Classes == 0)
	return (first.IsGiven || !first.Tags.CommonWord()) && !office.HasName() && office.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) != 0 &&
		domain.NounHead >= 0 && (p.d.Tokens[domain.NounHead].Token.Is(text.Capital) || apart) &&
		(domain.Noun.Classes&^lexicon.NounGroup == 0 || first.IsGiven && !p.a.lex.Body(domain.Noun.Lemma)) && p.d.Tokens[domain.NounHead].Lists&lexicon.ListPrenominal == 0 &&
		domain.NameFrom > domain.NounHead && domain.NameTo-domain.NameFrom > 1
}

// trailingAdjective reports whether an adjective stands at item i, behind a
// complement.
func (p *parser) trailingAdjective(i int) bool {
	it := p.at(i)
	if !it.word() || it.capital() || it.w.Closed != 0 {
		return false
	}
	const other = lexicon.Adv | lexicon.Prep | lexicon.PastPart | lexicon.Finite
	adjective := it.w.Tags&lexicon.Adj != 0 && it.w.Tags&other == 0 && !it.w.IsNoun // and nothing else
	return (adjective || it.w.has(traitDemonym)) && !p.stopsRun(i, 0)
}

// delegated reports whether the office that ends before item i takes its domain
// with "à": "adjointe aux sports", "ministre déléguée à la ville".
func (p *parser) delegated(i int, n *NounPhrase) bool {
	return p.at(i-1).w.Lists&lexicon.ListDelegated != 0 || p.a.lex.Listed(n.Noun.Lemma)&lexicon.ListDeputy != 0
}

func (p *parser) hasComplement(n *NounPhrase) bool { return n.NomTo > n.NounHead+2 }

// settle derives kind, gender and number of a phrase that has been read.
func (p *parser) settle(n *NounPhrase) {
	switch {
	case n.HasNominal():
		n.Kind = Nominal
		if g := n.Noun.Gender; n.Gender == 0 {
			n.Gender = g
		} else if n.Gender&g != 0 && g != 0 {
			n.Gender &= g
		}
		if n.Number == 0 {
			n.Number = n.Noun.Number
		}
		if n.Partitive {
			n.Number = lexicon.Singular
		}
		if n.HasName() && n.Given && n.Gender == 0 {
			n.Gender = p.d.Tokens[n.NameFrom].Given
		}
	case n.HasName():
		n.Kind = Name
		n.Head = n.NameFrom
		if n.Place != nil {
			if n.Gender == 0 {
				n.Gender = n.Place.Gender
			}
			n.Number = n.Place.Number
		}
		if n.Number == 0 {
			n.Number = lexicon.Singular
		}
	default:
		n.Kind = Nominal
		n.NomFrom, n.NomTo = n.Head, n.To
	}
}
