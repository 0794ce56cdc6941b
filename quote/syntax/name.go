package syntax

import (
	"dixit/corpus/text"
	"dixit/quote/lexicon"
)

// isName reports whether a capitalised item is (part of) a proper name rather
// than a common word at a sentence's start.
func (p *parser) isName(i int) bool {
	it := p.at(i)
	if !it.capital() {
		return false
	}
	w := it.w
	if w.Place != nil {
		return true
	}
	if w.Closed != 0 && !w.IsGiven && it.flags&text.AllCaps == 0 {
		return false
	}
	if w.IsNoun && w.Noun.Classes&lexicon.NounRole != 0 && !w.IsGiven && it.flags&text.AllCaps == 0 && !p.at(i-1).capital() {
		return false // "l'ancien Premier ministre", "le Président"
	}
	if !p.sentenceStart(i) {
		return true
	}
	if it.flags&text.AllCaps != 0 && len(w.Lower) <= 6 {
		return true
	}
	if !w.Tags.CommonWord() && len(w.Verbs) == 0 && !w.IsNoun {
		return true
	}
	if next := p.at(i + 1); w.Closed == 0 && next.capital() && next.w.Tags == 0 && next.w.Closed == 0 {
		return true // "Xi Jinping"
	}
	if next := p.at(i + 1); w.Closed == 0 && next.w.Closed == 0 && p.at(p.pastParticles(i+1)).capital() && !next.capital() {
		return true // "Lotte van Houten": no phrase goes on with "van"
	}
	if w.IsNoun && w.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson|lexicon.NounOrg) != 0 && !w.IsGiven {
		return false
	}
	if w.IsGiven && (p.at(i+1).capital() || w.Tags&(lexicon.Noun|lexicon.Adj|lexicon.Prep|lexicon.Det|lexicon.Adv) == 0) {
		return true
	}
	if w.IsGiven && p.at(i+1).r == ',' && p.at(i+2).kind == text.Number && p.at(i+3).w.Lists&lexicon.ListAge != 0 {
		return true // "Rose, 34 ans"
	}
	if next := p.at(i + 1); w.Closed == 0 && next.word() && !next.capital() && next.w.Tags&lexicon.Finite != 0 && (next.w.Tags&lexicon.Aux != 0 || len(next.w.Verbs) > 0 && next.w.Tags&(lexicon.Noun|lexicon.Adj) == 0) && w.Tags&(lexicon.Finite|lexicon.Adv|lexicon.Prep|lexicon.Pron|lexicon.Conj) == 0 {
		return true // a bare common noun is no subject: "Grossi a dit"
	}
	return w.midSentence == p.a.docs && w.Tags&(lexicon.Prep|lexicon.Det|lexicon.Pron|lexicon.Conj|lexicon.Adv) == 0
}

// nameLike reports whether the item is a word of a name in the middle of a
// sentence ("Pour" in a title).
func (p *parser) nameLike(i int) bool {
	it := p.at(i)
	return it.capital() && !p.sentenceStart(i)
}

// name reads a proper name at item i: capitalised words, joined by particles; in
// the name of a body (an organisation, a paper) by any. It returns the item behind
// it.
func (p *parser) name(i int, body bool) int {
	j := i + 1
	given := p.at(i).w.IsGiven
	words := 1
	for {
		it := p.at(j)
		if it.capital() && it.w.Is(lexicon.ClosedSource|lexicon.ClosedPersonal) && p.abbreviated(j-1) {
			return j // "Maksim K. | Selon le parquet"
		}
		if it.capital() && it.flags&text.Elided == 0 && (!it.w.has(traitTitle) || given && words == 1 && !p.at(j+1).capital()) {
			if it.w.Place != nil && given && words >= 2 {
				return j
			}
			if !given && (words >= 2 || p.at(i).w.Tags.CommonWord() || p.saidTo()) && it.w.IsGiven && p.surnameAt(j+1) {
				return j // "La Gazette du Grand Fleuve | Jean Roux", "a dit à Vox | Jean Roux"
			}
			j++
			words++
			continue
		}
		if it.r == '&' && p.at(j+1).capital() {
			j += 2
			words++
			continue
		}
		if it.word() && it.w.has(traitParticle) {
			k := j + 1
			for k <= j+2 && p.at(k).word() && p.at(k).w.has(traitParticle) && !p.at(k).capital() {
				k++
			}
			if p.at(k).capital() && (body && !p.at(k).w.has(traitTitle) && !p.at(k).w.IsGiven || p.joins(i, j, k, given, words)) {
				words++
				j = k + 1
				continue
			}
		}
		return j
	}
}

// surnameAt reports whether a surname may begin at item i: "Roux", "de Fontenay".
func (p *parser) surnameAt(i int) bool {
	return p.at(i).capital() || p.at(i).word() && p.at(i).w.has(traitParticle) && p.at(i+1).capital()
}

// pastParticles returns the first item from i on that is no particle.
func (p *parser) pastParticles(i int) int {
	for p.at(i).word() && p.at(i).w.has(traitParticle) && !p.at(i).capital() {
		i++
	}
	return i
}

// saidTo reports whether the last chunks are a verb of saying and a preposition, so that what
// follows is whom something is said to, and perhaps by whom.
func (p *parser) saidTo() bool {
	c := p.d.chunks[p.first:]
	last := len(c) - 1
	apart := last > 0 && c[last].Kind == Prep
	if apart {
		last--
	}
	if last < 0 || c[last].Kind != Verb {
		return false
	}
	g := &p.d.Verbs[c[last].Index]
	return g.Mood == Finite && g.Classes&lexicon.Say != 0 && (apart || g.To > g.Head+1) // "a confié à" is one
}

// abbreviated reports whether the word at item i ends in a full stop: "K."
func (p *parser) abbreviated(i int) bool {
	return p.d.Body[p.d.Tokens[p.at(i).to-1].End-1] == '.'
}

// joins decides whether the particles [j, k) belong to the name that begins at i
// or begin a complement: "Dominique de Villepin", but "Anne Roux de la CGT".
func (p *parser) joins(i, j, k int, given bool, words int) bool {
	switch p.at(j).w.Lower {
	case "de", "du", "d'", "des":
		next := p.at(k)
		return given && words == 1 && next.w.Place == nil && next.flags&text.AllCaps == 0 && p.at(i).w.Tags&lexicon.Noun == 0 ||
			given && words == 1 && next.w.Place == nil && (next.flags&text.AllCaps == 0)
	case "la", "le", "e", "y", "do", "da", "al", "el", "ben":
		return words <= 3 && (given || p.at(i).w.Tags == 0)
	}
	return true
}

// titleCase reports whether a capitalised determiner opens a name or heading
// ("Le Monde" in mid-sentence).
func (p *parser) titleCase(i int) bool { return p.at(i + 1).capital() }

func (p *parser) honorificAt(i int) bool {
	next := p.at(i + 1)
	return next.capital() || p.at(i).capital() && next.word() && next.w.has(traitParticle) && p.at(i+2).capital() ||
		next.word() && p.at(i+1).w.IsNoun && p.at(i+1).w.Noun.Classes&lexicon.NounRole != 0
}

// honorificName reads "M. Roux", "Mme la ministre", "Me de Lavigne".
func (p *parser) honorificName(start, i int, n NounPhrase) (int32, int, bool) {
	h := p.at(i).w.Honorific
	n.Honorific = true
	n.Gender, n.Number = h.Gender, h.Number
	i++
	for p.at(i).w.has(traitTitle) && p.honorificAt(i) { // "Mme le Pr Roux"
		i++
	}
	k := p.pastParticles(i)
	if !p.at(k).capital() {
		end := p.body(p.determiner(i, &n), &n, 0)
		if end <= i {
			return 0, start, false
		}
		n.To = p.at(end - 1).to
		n.Gender = h.Gender
		p.settle(&n)
		return p.np(n), end, true
	}
	end := p.name(k, false)
	if n.Number == lexicon.Plural { // "MM. Roux et Martin" is read by attribution as two
		n.Number = lexicon.Plural
	}
	n.Kind, n.Head = Name, p.at(i).from
	n.NameFrom, n.NameTo = p.at(i).from, p.at(end-1).to
	n.Given = p.at(k).w.IsGiven && end-k > 1
	if n.Given && n.Gender != lexicon.Masculine && n.Gender != lexicon.Feminine { // "Me Samia Roux"
		n.Gender = p.at(k).w.Given
	}
	n.From, n.To = p.at(start).from, n.NameTo
	return p.np(n), end, true
}

// trailingName reads a name that stands right behind a description's complement:
// "le patron de la région Jean Roux". A name that runs on from a capitalised
// complement ("maire de Lyon Jean Roux") is cut where a given name begins.
func (p *parser) trailingName(i int, n *NounPhrase) (int, bool) {
	if n.HasName() || n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson|lexicon.NounOrg|lexicon.NounMedia|lexicon.NounWork|lexicon.NounDocument) == 0 {
		return i, false
	}
	person := n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) != 0
	if !person && p.d.Tokens[n.NounHead].Token.Is(text.Capital) && p.at(i).w.IsGiven && p.at(i+1).capital() {
		return i, false // "confie à La Gazette du Centre | Jean Roux"
	}
	if p.isName(i) && p.at(i).capital() && i > 0 {
		end := p.name(i, n.Noun.Classes&(lexicon.NounOrg|lexicon.NounMedia) != 0)
		n.NameFrom, n.NameTo = p.at(i).from, p.at(end-1).to
		n.Given = p.at(i).w.IsGiven && end-i > 1
		n.NomTo = n.NameFrom
		return end, true
	}
	if !person {
		return i, false
	}
	// Look back into the complement for "… Lyon | Jean Roux".
	k := i
	for k > 0 && p.at(k-1).capital() {
		k--
	}
	for s := k + 1; s < i-0; s++ {
		if p.at(s).w.IsGiven && s+1 < i && s > k && p.at(s-1).capital() {
			n.NameFrom, n.NameTo = p.at(s).from, p.at(i-1).to
			n.Given = true
			n.NomTo = n.NameFrom
			return i, true
		}
	}
	return i, false
}
