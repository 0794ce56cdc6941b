package syntax

import (
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
	if p.at(i).quote >= 0 || p.at(i).r != 0 {
		return 0, start, false
	}
	if p.at(i).w.has(traitTitle) && p.honorificAt(i) {
		return p.honorificName(start, i, n)
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

// body reads nouns, adjectives, name and complements from item i and returns the
// item behind them, i where there are none.
func (p *parser) body(i int, n *NounPhrase, depth int) int {
	start := i
	headNoun := -1 // item of the noun that the phrase is about
	for {
		it := p.at(i)
		if it.quote >= 0 || it.r != 0 {
			break
		}
		w := it.w
		if it.kind == text.Number {
			if headNoun < 0 || !(it.flags&text.SpaceBefore != 0) {
				break
			}
			i++
			continue
		}
		if it.flags&text.Enclitic != 0 {
			break
		}
		if p.isName(i) {
			if headNoun >= 0 && n.Det == Indefinite && n.Number == lexicon.Plural && w.IsGiven && p.at(i+1).capital() {
				break // "bat de 47 minutes | Jean Roux"
			}
			if headNoun >= 0 && n.Det == Possessive && w.IsGiven && p.at(i+1).capital() && p.at(headNoun).w.IsNoun && p.at(headNoun).w.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) == 0 {
				break // "à notre rédaction | Jean Roux"
			}
			if headNoun >= 0 && depth == 0 && (n.Det == Possessive || n.Det == NoDet && isArticled(p.at(start-1).lower())) && p.placeOfSaying(i, headNoun) {
				break // "raconte au téléphone | Jeanne Roux"
			}
			if headNoun >= 0 && p.affiliation(i, headNoun) {
				i++
				continue
			}
			common := (w.Tags&lexicon.Noun != 0 && !w.IsGiven || w.IsNoun) && (it.flags&text.AllCaps == 0 || w.IsNoun && len(w.Lower) <= maxAcronym) // "un SMS", "le PDG"
			if i == start && (n.Det != NoDet || depth > 0 || isArticled(p.at(i-1).lower())) && common && w.Place == nil {
				// "le Conseil de sécurité", "l'Université de Nantes"
				headNoun = i
				n.Head = it.from
				i++
				continue
			}
			j := i + 1
			if w.Place == nil || p.at(j).capital() && !p.at(j).w.IsGiven && !p.at(j).w.has(traitTitle) && !p.toldTo(i) {
				j = p.name(i, headNoun >= 0 && p.at(headNoun).w.IsNoun && p.at(headNoun).w.Noun.Classes&(lexicon.NounOrg|lexicon.NounMedia) != 0 && depth == 0)
			} else if w.Place != nil && p.at(j).word() && p.at(j).w.Lower == "et" {
				j = i + 1
			}
			if n.NameTo == n.NameFrom {
				n.NameFrom, n.NameTo = it.from, p.at(j-1).to
				n.Given = w.IsGiven && j-i > 1
				if w.IsGiven && n.Gender == 0 {
					n.Gender = w.Given
				}
				if w.Place != nil && j == i+1 {
					n.Place = w.Place
				}
			}
			i = j
			// A name ends the run; an institution's may go on ("Conseil de
			// sécurité | nationale") and take a complement.
			for w.Place != nil && w.Place.Type == lexicon.OrgPlace && p.at(i).word() && !p.at(i).capital() && p.at(i).w.Tags&lexicon.Adj != 0 && p.at(i).w.Closed == 0 && !p.stopsRun(i, 0) {
				i++
				n.NameTo = p.at(i - 1).to
			}
			if headNoun < 0 {
				n.Head = p.items[start].from
			}
			break
		}
		if w.has(traitTitle) && p.honorificAt(i) && headNoun >= 0 && depth == 0 {
			if p.placeOfSaying(i, headNoun) {
				break // "a dit à la sortie | Me Roux", but "le ministre M. Roux"
			}
			n.NameFrom = p.at(i + 1).from
			i = p.name(i+1, false)
			n.NameTo = p.at(i - 1).to
			break
		}
		if headNoun >= 0 && !(headNoun == i-1 && w.Tags&lexicon.Noun != 0 && p.at(headNoun).w.Lists&lexicon.ListPrenominal != 0) && p.stopsRun(i, n.Gender) {
			break
		}
		if headNoun < 0 && n.Det == NoDet && w.Tags&lexicon.Finite != 0 && !w.IsNoun && depth == 0 && p.prev() != Prep {
			if w.Tags&lexicon.Noun == 0 {
				break
			}
		}
		if headNoun >= 0 && w.det != nil && w.det.kind == count {
			break // "appelé le rectorat | onze fois"
		}
		if headNoun >= 0 && w.Is(lexicon.ClosedPrep|lexicon.ClosedSource|lexicon.ClosedDeterminer|lexicon.ClosedPossessive|lexicon.ClosedReflexive|lexicon.ClosedClitic) && !it.capital() {
			break
		}
		if headNoun >= 0 && w.Tags&lexicon.PastPart != 0 && !w.IsNoun && (p.complemented(i+1) || p.judged(i)) {
			break // "une déclaration | publiée à l'issue"
		}
		isNoun := w.IsNoun || w.Tags&lexicon.Noun != 0
		isAdj := w.Tags&lexicon.Adj != 0 || w.has(traitDemonym) || w.Tags&lexicon.PastPart != 0 && headNoun >= 0 && len(w.Verbs) == 0 && w.Tags&lexicon.Noun != 0
		if w.Is(lexicon.ClosedBetween|lexicon.ClosedNegation|lexicon.ClosedWeekday|lexicon.ClosedConj|lexicon.ClosedRelative|lexicon.ClosedPersonal) && !w.IsNoun {
			if !(headNoun < 0 && w.Tags&lexicon.Adj != 0) {
				break
			}
		}
		switch {
		case isNoun && (headNoun < 0 || p.betterHead(headNoun, i)):
			headNoun = i
			n.Head = it.from
		case isNoun || isAdj:
			// an adjective, or a noun in apposition ("ministre délégué")
		case w.Tags == 0 && w.Closed == 0 && it.kind == text.Word && (headNoun < 0 && n.Det != NoDet || headNoun == i-1 && p.qualifies(headNoun)):
			headNoun = i // a word that no dictionary has: "le streameur"
			n.Head = it.from
		case w.Tags == 0 && w.Closed == 0 && it.kind == text.Word && headNoun == i-1 && !it.capital():
			// an adjective that no dictionary has: "le ministère syldave"
		case headNoun >= 0 && p.adverbOfAdjective(i):
			// "le plus ancien"
		default:
			goto complements
		}
		if w.has(traitDemonym) {
			n.Demonym = w.Demonym
		}
		i++
	}
complements:
	if i == start {
		return start
	}
	if headNoun < 0 && n.NameTo == n.NameFrom {
		// only adjectives: "le plus jeune", "les deux"
		n.Head = p.items[start].from
	}
	if headNoun >= 0 {
		w := p.at(headNoun).w
		n.NounHead = p.at(headNoun).from
		if w.IsNoun {
			n.Noun = w.Noun
		} else {
			n.Noun = lexicon.NounForm{Lemma: w.Lower, Gender: w.Tags.Gender(), Number: w.Tags.Number()}
		}
		n.NomFrom = p.items[start].from
		n.NomTo = p.at(i - 1).to
		if n.Gender == 0 && n.Noun.Gender == lexicon.Epicene {
			n.Gender = p.agreement(start, i, headNoun)
		}
		if n.HasName() {
			n.NomTo = n.NameFrom
			if h := p.at(headNoun); p.institution(headNoun, n) && n.NameFrom == h.to {
				n.NameFrom = h.from // "la Fondation Hirondelle"
			}
		}
	}
	for depth < maxDepth {
		j, ok := p.complement(i, headNoun, n, depth)
		if !ok {
			break
		}
		if n.NomTo > n.NomFrom && !n.HasName() {
			n.NomTo = p.at(j - 1).to
		}
		i = j
		for depth == 0 && p.trailingAdjective(i) { // "la garde d'honneur russe"
			if w := p.at(i).w; w.has(traitDemonym) {
				n.Demonym = w.Demonym
			}
			i++
			if n.NomTo > n.NomFrom && !n.HasName() {
				n.NomTo = p.at(i - 1).to
			}
		}
		if depth == 0 {
			if k, ok := p.trailingName(i, n); ok {
				i = k
				break
			}
		}
	}
	return i
}

// placeOfSaying reports whether the words with their noun at item head, up to the name at
// item i, tell where the verb of saying before them was spoken, so that the name is its
// subject.
func (p *parser) placeOfSaying(i, head int) bool {
	c := p.d.chunks[p.first:]
	if len(c) < 2 || c[len(c)-1].Kind != Prep || c[len(c)-2].Kind != Verb || !p.at(i+1).capital() {
		return false
	}
	if p.at(p.name(i, false)).w.det != nil {
		return false // "explique au stade Jean Bouin le capitaine"
	}
	g := &p.d.Verbs[c[len(c)-2].Index]
	w := p.at(head).w
	return g.Mood == Finite && g.Classes&lexicon.Say != 0 && (!w.IsNoun || w.Noun.Classes&(Speakable|lexicon.NounSpeech) == 0)
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
	return it.capital() && it.flags&text.AllCaps == 0 && head > 0 && p.at(head-1).word() && n.Det == Definite && n.Noun.Classes&(lexicon.NounOrg|lexicon.NounMedia) != 0 && n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) == 0
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
	return it.word() && !it.capital() && (it.w.Is(lexicon.ClosedPrep|lexicon.ClosedTime|lexicon.ClosedWeekday) || it.w.Tags&lexicon.Prep != 0) && it.lower() != "de" && it.lower() != "d'" && it.lower() != "du"
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
		return next.r == ':' && len(w.Verbs) > 0 // "le syndicat écrit : « … »"
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
	role := n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson|lexicon.NounOrg|lexicon.NounMedia) != 0
	j := i
	inner := NounPhrase{NounHead: -1}
	switch it.w.Lower {
	case "de", "d'":
		j++
		j = p.determiner(j, &inner)
		if role && inner.Det == Indefinite && p.at(j).w.Lists&lexicon.ListVoice != 0 {
			return i, false // "répète l'accusé d'une voix sourde"
		}
	case "du", "des":
		j++
		inner.Det = Definite
	case "à", "en", "pour", "chez", "sur", "contre", "dans":
		if !role || depth > 0 && it.w.Lower != "en" {
			return i, false
		}
		switch it.w.Lower {
		case "à", "pour", "dans", "sur":
			// "ministre délégué à la Ville", "envoyé pour l'Ukraine": a role's
			// domain is written with a capital; a place of saying is not its.
			if !p.at(j + 1).w.Is(lexicon.ClosedDeterminer) {
				return i, false
			}
			domain := n.Noun.Classes&lexicon.NounRole != 0 && (p.at(j+2).capital() || it.w.Lower == "à" && p.delegated(i, n))
			if !domain && !(it.w.Lower == "pour" && p.institution(head, n)) { // "le Comité pour la paix"
				return i, false
			}
		case "en":
			if p.at(j+1).w.Lists&lexicon.ListTenure == 0 {
				return i, false
			}
		}
		j++
		j = p.determiner(j, &inner)
	case "au", "aux":
		if p.at(i + 1).w.has(traitDemonym) {
			return i, false // "Le Pape aux Timorais"
		}
		if !p.institution(head, n) && (n.Noun.Classes&lexicon.NounRole == 0 || !p.at(i+1).capital() && !p.delegated(i, n)) {
			return i, false // but "le Haut-Commissariat aux réfugiés"
		}
		j++
	case "et":
		// "ministre de l'Intérieur et des Outre-mer": the coordination of two
		// complements, told from that of two phrases by the preposition.
		next := p.at(i + 1)
		if depth > 0 || !role || !next.word() || next.w.Lower != "des" && next.w.Lower != "du" && next.w.Lower != "de" || !p.hasComplement(n) {
			return i, false
		}
		return p.complement(i+1, head, n, depth)
	default:
		next := p.at(j + 1)
		if it.w.Lists&lexicon.ListDomain == 0 || !role || depth > 0 || !next.word() || !next.w.has(traitContraction) {
			return i, false
		}
		j = p.determiner(j+2, &inner)
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
	if depth == 0 && inner.HasName() && inner.HasNominal() && p.namesHolder(n, &inner) {
		n.NameFrom, n.NameTo, n.Given = inner.NameFrom, inner.NameTo, inner.Given
		n.NomTo = n.NameFrom
		inner.NameFrom, inner.NameTo, inner.Given = 0, 0, false
		p.settle(&inner)
		return end, true
	}
	if inner.HasName() || inner.Noun.Classes != 0 {
		inner.From, inner.To, inner.Inner = p.at(j).from, p.at(end-1).to, true
		p.settle(&inner)
		p.np(inner)
	}
	return end, true
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
	return it.word() && !it.capital() && (it.w.has(traitDemonym) || it.w.Tags&lexicon.Adj != 0 && it.w.Tags&(lexicon.Adv|lexicon.Prep|lexicon.PastPart|lexicon.Finite) == 0 && !it.w.IsNoun) && it.w.Closed == 0 && !p.stopsRun(i, 0)
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
