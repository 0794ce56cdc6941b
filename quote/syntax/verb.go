package syntax

import (
	"strings"

	"dixit/corpus/text"
	"dixit/quote/lexicon"
)

// maxInserted bounds the items between an auxiliary and its participle.
const maxInserted = 6

// verb reads a verb group at item i: clitics, auxiliary, inserted adverbs,
// participle, dependent infinitive. It reports false where none begins there.
func (p *parser) verb(i int) (int, bool) {
	start := i
	reflexive, object, negative := false, false, false
	for {
		it := p.at(i)
		if !it.word() || it.capital() && p.at(i+1).capital() { // "Me Lise Roux"
			break
		}
		if it.w.has(traitNe) {
			negative = true
		} else if it.w.Is(lexicon.ClosedReflexive) && p.verbFollows(i) {
			switch low := it.lower(); low {
			case "se", "s'":
				reflexive = true
			case "me", "m'", "te", "t'": // of "je", "tu"; else an object: "il m'a répondu"
				last := ""
				if p.prev() == NP {
					last = p.lastPronoun()
				}
				reflexive = last == "je" || last == "j'" || last == "tu"
				object = !reflexive
			default: // nous, vous: reflexive only behind themselves
				switch {
				case i > start || p.prev() == NP && p.lastPronoun() == low:
					reflexive = true
				case p.prev() == NP || p.prev() == Rel || p.at(i+2).word() && p.at(i+2).flags&text.Enclitic != 0:
					object = true // "on nous dit", "nous dit-il"
				default:
					return 0, false
				}
			}
		} else if it.w.Is(lexicon.ClosedClitic) && p.cliticAt(i, start) {
			switch it.lower() {
			case "le", "la", "l'", "les":
				object = true
			}
		} else {
			break
		}
		i++
	}
	it := p.at(i)
	if !it.word() || it.w.Tags&(lexicon.Finite|lexicon.Inf|lexicon.PastPart|lexicon.PresPart|lexicon.Aux) == 0 && len(it.w.Verbs) == 0 {
		return 0, false
	}
	clitics := i > start
	v := VerbGroup{From: p.at(start).from, Clitic: -1, Reflexive: reflexive, Object: object, Negative: negative}
	if p.at(i+1).flags&text.Enclitic == 0 || p.at(i+1).quote >= 0 {
		if !clitics && !p.readsAsVerb(i) {
			return 0, false
		}
	}
	end := i + 1
	if p.at(end).word() && p.at(end).flags&text.Enclitic != 0 {
		v.Clitic = p.at(end).from
		end++
	}
	w := it.w
	v.Head = it.from
	v.Unreal = w.Tags&lexicon.Finite != 0 && w.has(traitUnreal)
	head := w
	switch {
	case w.Tags&lexicon.Aux != 0 && !(w.Tags&lexicon.Noun != 0 && !clitics && p.prev() != NP && p.prev() != Rel && v.Clitic < 0 && w.Tags&lexicon.Finite == 0):
		v.Person = w.Tags & lexicon.Finite
		v.Mood = moodOf(w.Tags)
		etre := w.has(traitEtre)
		if k, ok := p.participle(end); ok {
			end = k + 1
			if p.at(k).lower() == "été" {
				if k2, ok := p.participle(end); ok {
					v.Passive = true
					k, end = k2, k2+1
				} else {
					v.Copula = true
				}
			} else if etre && !reflexive && !p.at(k).w.has(traitMoves) {
				v.Passive = true
			}
			head, v.Head = p.at(k).w, p.at(k).from
			if p.at(end).word() && p.at(end).flags&text.Enclitic != 0 { // "a déclaré-t-il"
				v.Clitic = p.at(end).from
				end++
			}
			p.setCue(&v, head, lexicon.PastPart)
		} else {
			v.Copula = etre
			p.setCue(&v, head, lexicon.Finite)
		}
	case w.Tags&(lexicon.Fin3S|lexicon.Fin3P) == 0 && w.Tags&lexicon.PastPart != 0 && v.Clitic < 0 && !clitics && !(p.prev() == NP && p.lastIsSubjectPronoun()):
		v.Mood = PastParticiple // "remis" rather than "je remis"
		p.setCue(&v, w, lexicon.PastPart)
	case w.Tags&lexicon.Finite != 0 && !(p.prev() == Prep && w.Tags&lexicon.Inf != 0):
		v.Person = w.Tags & lexicon.Finite
		v.Copula = w.has(traitCopula)
		p.setCue(&v, w, lexicon.Finite)
	case w.Tags&lexicon.Inf != 0:
		v.Mood = Infinitive
		p.setCue(&v, w, lexicon.Inf)
	case w.Tags&lexicon.PresPart != 0:
		v.Mood = PresentParticiple
		p.setCue(&v, w, lexicon.PresPart)
	case w.Tags&lexicon.PastPart != 0:
		v.Mood = PastParticiple
		p.setCue(&v, w, lexicon.PastPart)
	default: // a form that only the cue lexicon has
		v.Mood = moodOf(w.Verbs[0].Feat)
		v.Person = w.Verbs[0].Feat & lexicon.Finite
		p.setCue(&v, w, w.Verbs[0].Feat)
	}
	end = p.expression(&v, head, end)
	end = p.dependent(&v, end)
	if last := p.at(end - 1); end > i+1 && last.word() && last.w.Tags&lexicon.Aux != 0 && last.w.Tags&lexicon.Inf != 0 {
		if k, ok := p.participle(end); ok {
			end = k + 1 // "affirme avoir détruit"
		}
	}
	if v.Clitic < 0 && p.at(end).word() && p.at(end).flags&text.Enclitic != 0 {
		v.Clitic = p.at(end).from
		end++
	}
	v.To = p.at(end - 1).to
	if v.Lemma == "" {
		v.Lemma = head.Lower
	}
	p.d.Verbs = append(p.d.Verbs, v)
	p.add(Verb, start, end, int32(len(p.d.Verbs)-1))
	return end, true
}

// unreal reports whether a finite form is a future or conditional by its ending.
func unreal(lower string) bool {
	for _, end := range [...]string{"rait", "raient", "rais", "ra", "ront", "rai", "rons"} {
		if strings.HasSuffix(lower, end) {
			return len(lower) > len(end)+2
		}
	}
	return false
}

func moodOf(t lexicon.Tag) Mood {
	switch {
	case t&lexicon.Finite != 0:
		return Finite
	case t&lexicon.Inf != 0:
		return Infinitive
	case t&lexicon.PresPart != 0:
		return PresentParticiple
	}
	return PastParticiple
}

// setCue records what the cue lexicon says of a form in this use.
func (p *parser) setCue(v *VerbGroup, w *Word, feat lexicon.Tag) {
	for i := range w.Verbs {
		f := &w.Verbs[i]
		if f.Feat&feat == 0 {
			continue
		}
		classes := f.Classes &^ lexicon.Light
		if classes&lexicon.Pronom != 0 && !v.Reflexive {
			classes &^= lexicon.Say | lexicon.Think | lexicon.Manner | lexicon.Directive | lexicon.Pronom
		}
		if v.Reflexive && p.a.lex.Listed(f.Verb.Lemma)&lexicon.ListHappens != 0 {
			classes = 0
		}
		if f.Classes&lexicon.Light != 0 {
			classes &= lexicon.Say | lexicon.Think | lexicon.Write | lexicon.Show | lexicon.Judge | lexicon.Naming
		}
		if v.Cue == nil || v.Classes == 0 {
			v.Cue, v.Classes, v.Lemma = f.Verb, classes, f.Verb.Lemma
		}
	}
}

// expression reads the words of an expression that the verb begins ("tirer la
// sonnette d'alarme") and returns the item behind it.
func (p *parser) expression(v *VerbGroup, head *Word, end int) int {
	if head.openers == 0 {
		return end
	}
	first := p.skipInserted(end, 3)
	if head.openers != anyLetters && head.openers&lettersOf(p.at(first).lower()) == 0 {
		return end
	}
	best, bestEnd := lexicon.Class(0), end
	low, word := p.at(first).lower(), p.at(first).word()
	for at := range head.Verbs {
		f := &head.Verbs[at]
		for i := range f.Verb.Expressions {
			e := &f.Verb.Expressions[i]
			if e.Reflexive && !v.Reflexive {
				continue
			}
			if len(e.Words) > 0 && (!word || e.Words[0] != low && e.Words[0] != "_") {
				continue // nearly all of them
			}
			k := first
			ok := true
			for w, word := range e.Words {
				if w > 0 && w == len(e.Words)-1 && e.Complement == lexicon.NoComplement && (p.at(k).r == 0 || p.at(k).r == ',') && (word == "de" || word == "d'") && p.at(k).lower() != word {
					break // "a fait état, mardi, de": its preposition stands further on
				}
				low := p.at(k).lower()
				if !p.at(k).word() || low != word && !(word == "_" && p.at(k).w.Is(lexicon.ClosedDeterminer|lexicon.ClosedPossessive)) {
					ok = false
					break
				}
				k++
			}
			if !ok {
				continue
			}
			switch e.Complement {
			case lexicon.InfComplement:
				if p.at(k).w.Tags&lexicon.Inf == 0 {
					continue
				}
			case lexicon.AdjComplement:
				if p.at(k).quote < 0 && p.at(k).w.Tags&(lexicon.Adj|lexicon.PastPart) == 0 {
					continue
				}
			}
			if k > bestEnd || best == 0 {
				best, bestEnd = e.Classes, max(k, end)
				if v.Cue == nil || v.Classes == 0 {
					v.Cue, v.Lemma = f.Verb, f.Verb.Lemma
				}
			}
		}
	}
	v.Classes |= best
	return bestEnd
}

// dependent reads an infinitive that depends on the verb ("a tenu à saluer",
// "vient de déclarer"); where it reports speech, it is what the group means.
func (p *parser) dependent(v *VerbGroup, end int) int {
	if v.Mood == PastParticiple || v.Passive {
		return end
	}
	for range 2 {
		k := p.skipInserted(end, 3)
		if p.at(k).word() && p.at(k).w.has(traitInfinitive) {
			k++
		}
		reflexive := false
		for p.at(k).word() && p.at(k).w.Is(lexicon.ClosedClitic|lexicon.ClosedReflexive) && p.at(k).lower() != "de" {
			if p.at(k).w.Is(lexicon.ClosedReflexive) {
				reflexive = true
			}
			k++
		}
		it := p.at(k)
		if !it.word() || it.w.Tags&lexicon.Inf == 0 || it.w.Tags&lexicon.Noun != 0 && it.w.Tags&lexicon.Det != 0 {
			return end
		}
		if it.w.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) != 0 && p.at(k-1).w.det != nil {
			return end // "répond le conseiller"
		}
		inner := VerbGroup{Reflexive: reflexive}
		p.setCue(&inner, it.w, lexicon.Inf)
		next := p.expression(&inner, it.w, k+1)
		if inner.Classes == 0 && v.Classes != 0 {
			return end // the infinitive is what is said, not how
		}
		v.Head, v.Modal = it.from, true
		v.Cue, v.Classes, v.Lemma = inner.Cue, inner.Classes|v.Classes, inner.Lemma
		if v.Lemma == "" {
			v.Lemma = it.lower()
		}
		v.Copula = false
		end = next
		if inner.Classes != 0 {
			return end
		}
	}
	return end
}

// participle finds the past participle of an auxiliary that ends before item i,
// behind adverbs and short insertions between commas.
func (p *parser) participle(i int) (int, bool) {
	k := p.skipInserted(i, maxInserted)
	if p.at(k).r == ',' { // "a, lui aussi, déclaré"
		for n := 1; n <= maxInserted; n++ {
			if p.at(k+n).r == ',' {
				if p.isParticiple(k + n + 1) {
					return k + n + 1, true
				}
				break
			}
			if p.at(k+n).quote >= 0 || p.at(k+n).r != 0 {
				break
			}
		}
		return 0, false
	}
	return k, p.isParticiple(k)
}

func (p *parser) isParticiple(k int) bool {
	it := p.at(k)
	if it.word() && it.w.Tags == 0 && it.w.Closed == 0 && !it.capital() && (strings.HasSuffix(it.lower(), "é") || strings.HasSuffix(it.lower(), "ée")) {
		return true // of a verb that no dictionary has
	}
	return it.word() && it.w.Tags&lexicon.PastPart != 0 && !it.capitalInside(p, k) && it.w.Tags&lexicon.Det == 0
}

// skipInserted passes over at most n adverbs and time phrases.
func (p *parser) skipInserted(i, n int) int {
	for ; n > 0; n-- {
		it := p.at(i)
		if !it.word() || it.flags&text.Enclitic != 0 {
			return i
		}
		w := it.w
		if w.Is(lexicon.ClosedBetween|lexicon.ClosedNegation|lexicon.ClosedTime) ||
			w.Is(lexicon.ClosedWeekday) && p.at(i+1).quote < 0 ||
			w.Tags&lexicon.Adv != 0 && w.Tags&(lexicon.Noun|lexicon.Det|lexicon.Prep|lexicon.Finite|lexicon.PastPart) == 0 {
			i++
			continue
		}
		return i
	}
	return i
}

// verbFollows reports whether a verb stands behind item i, other clitics aside.
func (p *parser) verbFollows(i int) bool {
	for k := i + 1; k <= i+3; k++ {
		it := p.at(k)
		if !it.word() {
			return false
		}
		if it.w.Tags&(lexicon.Finite|lexicon.Inf|lexicon.PresPart|lexicon.Aux) != 0 || len(it.w.Verbs) > 0 {
			return true
		}
		if !it.w.Is(lexicon.ClosedClitic | lexicon.ClosedReflexive) {
			return false
		}
	}
	return false
}

// cliticAt decides between an object clitic and a determiner or pronoun.
func (p *parser) cliticAt(i, start int) bool {
	it := p.at(i)
	next := p.at(i + 1)
	if !p.verbFollows(i) {
		return false
	}
	switch it.lower() {
	case "le", "la", "l'", "les":
		if next.capital() {
			return false
		}
		if next.w.Is(lexicon.ClosedNegation | lexicon.ClosedBetween | lexicon.ClosedDeterminer | lexicon.ClosedPrep) {
			return false // "les plus pauvres"
		}
		if next.w.Tags&lexicon.PresPart != 0 && next.w.Tags&lexicon.Noun == 0 && !next.w.IsNoun && len(next.w.Verbs) > 0 {
			return true // "les qualifiant de"
		}
		if p.urges(i) || p.likens(i) {
			return true
		}
		subject := p.prev() == NP && p.lastIsSubjectPronoun() || p.prev() == Rel && p.at(i-1).lower() == "qui" || i > start
		if g := next.w.Tags.Gender(); next.w.Tags&lexicon.Finite != 0 && p.prev() == NP && (it.lower() == "le" && g == lexicon.Feminine || it.lower() == "la" && g == lexicon.Masculine || it.lower() == "les" && next.w.Tags.Number() == lexicon.Singular) {
			return true // "le pays le présente": a determiner would agree
		}
		if next.w.Tags&(lexicon.Noun|lexicon.Adj) == 0 && next.w.Tags&lexicon.Det == 0 {
			return next.w.Tags&(lexicon.Finite|lexicon.Aux|lexicon.Inf|lexicon.PresPart) != 0
		}
		return subject
	case "leur", "en", "nous", "vous":
		if object := p.at(i + 2); it.lower() == "en" && p.prev() == Comma && next.w.Tags&lexicon.Fin3S != 0 && object.word() && object.w.det != nil && object.w.det.det == Indefinite {
			return true // "une voisine, venue à pied, en garde un souvenir"
		}
		if it.lower() == "leur" && next.w.Tags&(lexicon.Finite|lexicon.Aux|lexicon.Inf|lexicon.PresPart) == 0 {
			return false // "se lamente leur chargée de campagne"
		}
		if next.w.Tags&lexicon.Noun != 0 && !(p.prev() == NP && p.lastIsSubjectPronoun()) && i == start {
			return false
		}
		if it.lower() == "en" {
			return next.w.Tags&(lexicon.Finite|lexicon.Aux) != 0 && (p.prev() == NP || p.prev() == Rel || p.prev() == Comma && len(next.w.Verbs) > 0 || i > start)
		}
		return p.prev() == NP || p.prev() == Rel || i > start || it.lower() == "leur"
	case "lui":
		if it.capital() && p.sentenceStart(i) {
			return false // "Lui parle de"
		}
		return p.prev() != Prep && p.prev() != Source
	}
	return true
}

// likens reports whether the article at item i is the object of a verb of judgement, which
// could be a noun, behind its subject: "l'équipe le décrit comme".
func (p *parser) likens(i int) bool {
	w := p.at(i + 1).w
	if w.Tags&lexicon.Fin3S == 0 || p.prev() != NP || p.at(i+2).lower() != "comme" {
		return false
	}
	for _, f := range w.Verbs {
		if f.Feat&lexicon.Fin3S != 0 && f.Verb.Classes&lexicon.Judge != 0 {
			return true
		}
	}
	return false
}

// urges reports whether the article at item i is the object of a verb, which could be a
// noun, that has an infinitive behind it and is the sentence's first: "La présidente,
// Jeanne Roux, l'invite à s'asseoir".
func (p *parser) urges(i int) bool {
	w := p.at(i + 1).w
	if w.Tags&lexicon.Fin3S == 0 || len(w.Verbs) == 0 || p.prev() != NP && p.prev() != Comma || !p.at(i+2).w.has(traitInfinitive) {
		return false
	}
	inf := p.at(i + 3)
	if inf.w.Is(lexicon.ClosedReflexive | lexicon.ClosedClitic) {
		inf = p.at(i + 4)
	}
	if inf.w.Tags&lexicon.Inf == 0 || inf.w.Tags&lexicon.Noun != 0 {
		return false
	}
	for _, c := range p.d.chunks[p.first:] {
		if c.Kind == Verb && p.d.Verbs[c.Index].Mood == Finite {
			return false
		}
	}
	return true
}

func (p *parser) lastPronoun() string {
	c := p.d.chunks[len(p.d.chunks)-1]
	if c.Kind != NP || p.d.NPs[c.Index].Kind != Pronoun {
		return ""
	}
	return p.d.Tokens[c.From].Lower
}

func (p *parser) lastIsSubjectPronoun() bool {
	c := &p.d.chunks[len(p.d.chunks)-1]
	return p.d.Tokens[c.From].has(traitSubject) && c.Kind == NP && p.d.NPs[c.Index].Kind == Pronoun
}

// readsAsVerb decides whether a word that can be a verb is one, from the words
// next to it.
func (p *parser) readsAsVerb(i int) bool {
	it := p.at(i)
	w, t := it.w, it.w.Tags
	prev, next := p.prev(), p.at(i+1)
	if it.capital() && !p.sentenceStart(i) {
		return false
	}
	if it.capital() && (w.IsGiven || w.midSentence == p.a.docs || next.capital() && t&lexicon.PresPart == 0) {
		return false
	}
	if w.Closed&^(lexicon.ClosedBetween|lexicon.ClosedTime) != 0 && t&lexicon.Aux == 0 && len(w.Verbs) == 0 {
		return false
	}
	if t&(lexicon.Prep|lexicon.Det|lexicon.Conj|lexicon.Pron) != 0 && t&lexicon.Aux == 0 && len(w.Verbs) == 0 {
		return false
	}
	if w.Is(lexicon.ClosedPrep|lexicon.ClosedSource|lexicon.ClosedConj|lexicon.ClosedBetween) || t&(lexicon.Adv|lexicon.Prep) != 0 && t&lexicon.PresPart != 0 {
		// "contre", "entre", "maintenant" are verbs only behind a pronoun
		if t&lexicon.Aux == 0 && !(prev == NP && p.lastIsSubjectPronoun()) {
			return false
		}
	}
	nominal := t&(lexicon.Noun|lexicon.Adj) != 0
	finite := t&lexicon.Finite != 0
	if prev == Prep || prev == Source {
		return t&lexicon.Inf != 0 && !(w.IsNoun && t&lexicon.Noun != 0) || t&lexicon.PresPart != 0 && (!nominal || len(w.Verbs) > 0 && p.at(i-1).lower() == "en")
	}
	if !nominal {
		return true
	}
	if prev == NP && (p.lastIsSubjectPronoun()) || prev == Rel {
		return finite || t&lexicon.Aux != 0
	}
	if t&lexicon.Aux != 0 {
		return true
	}
	if !finite {
		// a participle or present participle that is an adjective or noun too
		if t&lexicon.PresPart != 0 && len(w.Verbs) > 0 {
			return next.word() && (next.w.Tags&lexicon.Det != 0 || next.w.Is(lexicon.ClosedDeterminer|lexicon.ClosedPossessive) || next.lower() == "que" || next.lower() == "qu'" || next.capital()) || next.quote >= 0
		}
		return t&lexicon.PastPart != 0 && len(w.Verbs) > 0 && ((next.quote >= 0 || p.judged(i)) && prev != Stop || next.lower() == "par")
	}
	if it.capital() && p.sentenceStart(i) {
		return false
	}
	if p.emphasised(i+1) || (prev == NP || prev == Comma || prev == Close) && p.infinitiveBehind(i+1) {
		return true
	}
	if prev == NP && p.beginsExpression(i) {
		return true // "le groupe fait état de"
	}
	// a word that is a noun or adjective as well as a finite verb
	if next.quote >= 0 || next.r == ':' {
		return prev != Stop
	}
	if next.r != 0 && prev == NP && p.saysAlone(i) {
		return true // "le maire dément, mais"
	}
	if next.word() {
		n := next.w
		switch {
		case next.capital(), n.Lower == "que", n.Lower == "qu'", n.has(traitTitle):
			return true
		case n.Is(lexicon.ClosedDeterminer|lexicon.ClosedPossessive|lexicon.ClosedPersonal) || n.Tags&lexicon.Det != 0:
			return n.Lower != "de" && n.Lower != "d'" && n.Lower != "du" && n.Lower != "des" || len(w.Verbs) > 0 && (prev == NP || prev == Comma && p.subjectWaits(2))
		case n.Is(lexicon.ClosedBetween | lexicon.ClosedNegation | lexicon.ClosedAnaphor | lexicon.ClosedReflexive),
			n.Tags&lexicon.Inf != 0 && (prev == NP || prev == Quotation || prev == Comma && (len(w.Verbs) > 0 || p.subjectWaits(2))) && (n.Tags&lexicon.Noun == 0 || n.Tags&lexicon.Aux != 0):
			return true
		case n.Is(lexicon.ClosedPrep) || n.Tags&lexicon.Prep != 0:
			return prev == NP && (t&lexicon.Noun == 0 || len(w.Verbs) > 0 && n.Lower != "de" && n.Lower != "d'" && p.subjectWaits(1)) || prev == Quotation || prev == Comma && len(w.Verbs) > 0
		case n.IsNoun && n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) != 0:
			return prev == Comma || prev == Quotation
		case n.Tags&(lexicon.Adj|lexicon.Adv) != 0:
			return (prev == NP || prev == Comma && n.Tags&lexicon.Adv != 0) && len(w.Verbs) > 0
		}
		return false
	}
	if prev == Comma && w.IsNoun && next.r == '\n' {
		return false // "Odile Favre, juge"
	}
	if prev == Comma && next.r == ',' && len(p.d.chunks)-2 >= p.first && p.d.chunks[len(p.d.chunks)-2].Kind == Quotation {
		return len(w.Verbs) > 0 // "« … », dit, les yeux rouges, la patronne"
	}
	return (prev == NP || prev == Comma || prev == Quotation) && len(w.Verbs) > 0 && (next.r != ',' || prev == NP && t&lexicon.Fin3S != 0 && p.subjectWaits(1))
}

// subjectWaits reports whether the phrase that is the last chunk but back is one with a
// name that no preposition stands before and no verb has followed yet: it still lacks
// its verb.
func (p *parser) subjectWaits(back int) bool {
	c := p.d.chunks[p.first:]
	at := len(c) - back
	if at < 0 || c[at].Kind != NP || !p.d.NPs[c[at].Index].HasName() || at > 0 && (c[at-1].Kind == Prep || c[at-1].Kind == Source) {
		return false
	}
	for i := range c {
		if c[i].Kind == Verb && p.d.Verbs[c[i].Index].Mood == Finite {
			return false
		}
	}
	return true
}

// emphasised reports whether a pronoun that stresses the subject of a verb just read
// stands at item i, and an object behind it: "le syndicat demande, lui, un report".
func (p *parser) emphasised(i int) bool {
	if p.at(i).r != ',' || p.at(i+2).r != ',' {
		return false
	}
	switch p.at(i + 1).lower() {
	case "elle", "lui", "elles", "eux":
	default:
		return false
	}
	object := p.at(i + 3)
	return object.quote >= 0 || object.word() && (object.w.det != nil || object.w.Is(lexicon.ClosedDeterminer|lexicon.ClosedPossessive|lexicon.ClosedPrep) || object.lower() == "que" || object.lower() == "qu'")
}

// infinitiveBehind reports whether "de" and an infinitive stand at item i.
func (p *parser) infinitiveBehind(i int) bool {
	if low := p.at(i).lower(); low != "de" && low != "d'" {
		return false
	}
	w := p.at(i + 1).w
	return p.at(i+1).word() && w.Tags&lexicon.Inf != 0 && w.Tags&lexicon.Noun == 0 && !w.IsNoun
}

// beginsExpression reports whether the words behind item i make an expression
// of it.
func (p *parser) beginsExpression(i int) bool {
	next := p.at(i + 1)
	if p.at(i).w.openers&lettersOf(next.lower()) == 0 {
		return false
	}
	for _, f := range p.at(i).w.Verbs {
		for k := range f.Verb.Expressions {
			e := &f.Verb.Expressions[k]
			if len(e.Words) > 0 && !e.Reflexive && next.word() && e.Words[0] == next.lower() && e.Words[0] != "de" && e.Words[0] != "d'" {
				return true
			}
		}
	}
	return false
}
