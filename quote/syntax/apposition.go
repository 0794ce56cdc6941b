package syntax

import (
	"dixit/corpus/text"
	"dixit/quote/lexicon"
)

// appose joins a description and a name that a comma separates: "le ministre,
// Jean Roux,", "Jean Roux, maire de Brest,".
func (p *parser) appose() {
	c := p.d.chunks[p.first:]
	w := 0
	for r := 0; r < len(c); r++ {
		c[w] = c[r]
		if c[r].Kind == NP && r+2 < len(c) && c[r+1].Kind == Comma && c[r+2].Kind == NP {
			at := r + 2
			if p.isAge(c[at]) && r+4 < len(c) && c[r+3].Kind == Comma && c[r+4].Kind == NP {
				at = r + 4 // "Jeanne Roux, 49 ans, maire de Brest,"
			}
			a, b := &p.d.NPs[c[r].Index], &p.d.NPs[c[at].Index]
			adjunct := r > 0 && c[r-1].Kind == Verb && p.d.Verbs[c[r-1].Index].Mood != Finite // "En recevant son hôte, Roux a …"
			afterPrep := adjunct || r > 0 && (c[r-1].Kind == Prep || c[r-1].Kind == Source)
			where := afterPrep && !a.Given && !a.Honorific && b.Det == Indefinite && isLocative(p.d.Tokens[c[r-1].From].Lower) // "À Vaubry, un maire …"
			if !where && !(afterPrep && p.startsClause(c, at)) && p.apposable(a, b, c, at) {
				b.Inner = true
				joinNames(a, b)
				c[w].To = c[at].To
				a.To = b.To
				r = at
			} else if k := p.namedWithin(c[r].Index); k != nil && b.Det != Indefinite && p.apposable(k, b, c, at) {
				b.Inner = true
				joinNames(k, b)
				c[w].To = c[at].To
				a.To, k.To = b.To, b.To
				r = at
			}
		}
		w++
	}
	p.d.chunks = p.d.chunks[:p.first+w]
}

// namedWithin is the name of several words that a thing's phrase np ends with, "un
// texte de Lise Roux"; nil where it does not.
func (p *parser) namedWithin(np int32) *NounPhrase {
	a := &p.d.NPs[np]
	if a.HasName() || !a.HasNominal() || a.Noun.Classes&(lexicon.NounPerson|lexicon.NounRole|lexicon.NounOrg|lexicon.NounMedia|lexicon.NounGroup) != 0 {
		return nil
	}
	for k := int(np) - 1; k >= p.firstNP && p.d.NPs[k].From > a.From; k-- {
		if n := &p.d.NPs[k]; n.To == a.To && n.Kind == Name && n.NameTo-n.NameFrom > 1 && !n.HasNominal() {
			return n
		}
	}
	return nil
}

// isLocative reports whether a preposition says where; "a" is "À" without its accent.
func isLocative(lower string) bool {
	return lower == "à" || lower == "a" || lower == "en" || lower == "dans"
}

// startsClause reports whether the phrase at unit i is the subject of a verb that
// follows and that has no other: "Quant au maire, Roux, lui, dit".
func (p *parser) startsClause(c []Chunk, i int) bool {
	for j := 0; j < i; j++ {
		if c[j].Kind == Verb && p.d.Verbs[c[j].Index].Mood == Finite && !(j > 0 && c[j-1].Kind == Rel) {
			return false
		}
	}
	for j := i + 1; j < len(c); j++ {
		switch c[j].Kind {
		case Verb:
			if p.d.Verbs[c[j].Index].Mood == Finite {
				return true
			}
		case NP:
			named := j == i+2 && c[j-1].Kind == Comma && p.d.NPs[c[j].Index].Kind == Name // "la directrice, Lise Roux, dit"
			if c[j-1].Kind != Prep && c[j-1].Kind != Source && !named {
				return false
			}
		case Rel:
			if c[j-1].Kind != Comma { // "Sur Canal 9, le ministre, qui …, dit"
				return false
			}
			for j+1 < len(c) && !(c[j].Kind == Comma && c[j+1].Kind == Verb) {
				j++
			}
		case Comp, Colon, Semicolon, Quotation:
			return false
		}
	}
	return false
}

// isAge reports whether a unit is an age: "49 ans".
func (p *parser) isAge(c Chunk) bool {
	return c.To-c.From == 2 && p.d.Tokens[c.From].Kind == text.Number && p.d.Tokens[c.From+1].Lists&lexicon.ListAge != 0
}

// apposable reports whether the phrase b, unit at, says who a is.
func (p *parser) apposable(a, b *NounPhrase, c []Chunk, at int) bool {
	person := func(n *NounPhrase) bool {
		return n.HasNominal() && n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson|lexicon.NounMedia) != 0
	}
	if a.Kind == Pronoun || b.Kind == Pronoun || a.Number == lexicon.Plural && b.Number != lexicon.Plural || b.Number == lexicon.Plural && a.Number != lexicon.Plural {
		return false
	}
	closed := at+1 >= len(c)
	if !closed {
		switch c[at+1].Kind {
		case Comma, Stop, Colon, Verb, Open, Close, Dash, Quotation, Rel, Comp, Prep, Adverb:
			closed = true
		case Coord:
			closed = b.Det == NoDet && b.HasNominal()
		}
	}
	if !closed {
		return false
	}
	switch {
	case person(a) && !a.HasName() && a.Place == nil && b.Kind == Name && !b.HasNominal() && b.Place == nil:
		return a.Det == Definite || a.Det == Possessive || a.Det == Indefinite || a.Det == NoDet
	case person(a) && !a.HasName() && a.Det == Possessive && b.HasName() && person(b) && b.Place == nil:
		return true // "son chef, le général Jean Roux"
	case a.HasName() && (a.Place == nil || b.Det == NoDet && b.Noun.Classes&lexicon.NounMedia != 0) && !a.HasNominal() && person(b) && !b.HasName():
		// An enumeration ("Jean Roux, le maire et …") is none.
		if at+1 < len(c) && c[at+1].Kind == Coord && b.Det != NoDet {
			return false
		}
		return true
	case a.HasName() && a.HasNominal() && person(b) && !b.HasName():
		return b.Det == NoDet || b.Det == Indefinite && p.subjectOfNext(c, at) // "le sénateur Jean Roux, un critique de la loi, a"
	}
	return false
}

// subjectOfNext reports whether a comma and a finite verb follow unit i.
func (p *parser) subjectOfNext(c []Chunk, i int) bool {
	return i+2 < len(c) && c[i+1].Kind == Comma && c[i+2].Kind == Verb && p.d.Verbs[c[i+2].Index].Mood == Finite
}

// joinNames makes a the phrase that has both name and description.
func joinNames(a, b *NounPhrase) {
	if !a.HasName() {
		a.NameFrom, a.NameTo, a.Given, a.Honorific = b.NameFrom, b.NameTo, b.Given, b.Honorific
	}
	if !a.HasNominal() {
		a.NomFrom, a.NomTo, a.NounHead, a.Noun = b.NomFrom, b.NomTo, b.NounHead, b.Noun
		a.Demonym = b.Demonym
	}
	if g := a.Gender & b.Gender; g != 0 {
		a.Gender = g
	} else if a.Gender == 0 {
		a.Gender = b.Gender
	}
}
