package syntax

import (
	"dixit/corpus/text"
	"dixit/quote/lexicon"
)

// A parser chunks one sentence.
type parser struct {
	a     *Analyzer
	d     *Doc
	items []item
	first int // number in d.chunks of the sentence's first chunk
	// firstNP is the number in d.NPs of its first phrase. Those before it can have
	// higher tokens: sentences in quotations come behind those around them.
	firstNP int
	para    int
}

func (p *parser) run() {
	p.first, p.firstNP = len(p.d.chunks), len(p.d.NPs)
	for i := 0; i < len(p.items); {
		i = p.chunk(i)
	}
	p.appose()
}

// has reports whether the sentence may have a phrase with a name, or where any
// mention counts, one that can stand for somebody. A name has a capital letter or
// an honorific.
func (p *parser) has(what content) bool {
	for i := range p.items {
		it := &p.items[i]
		if it.flags&text.Capital != 0 && (i > 0 || p.isName(0)) || it.w.has(traitTitle) {
			return true
		}
		if what == mentions && (it.w.has(traitMention) || it.flags&text.Enclitic != 0) {
			return true
		}
	}
	return false
}

func (p *parser) add(kind ChunkKind, i, j int, index int32) {
	p.d.chunks = append(p.d.chunks, Chunk{Kind: kind, From: p.items[i].from, To: p.items[j-1].to, Index: index})
}

// prev is the kind of the chunk before, Stop at the sentence's start.
func (p *parser) prev() ChunkKind {
	if n := len(p.d.chunks); n > p.first {
		return p.d.chunks[n-1].Kind
	}
	return Stop
}

func (p *parser) at(i int) *item {
	if uint(i) >= uint(len(p.items)) { // also where i is negative
		return &none
	}
	return &p.items[i]
}

var none = item{w: &Word{entry: &noEntry}, quote: -1, r: '\n', kind: text.Punct}

func (it *item) lower() string { return it.w.Lower }

func (it *item) word() bool { return it.kind == text.Word }

func (it *item) capital() bool { return it.flags&text.Capital != 0 } // of words alone

// chunk reads the chunk at item i and returns the item behind it.
func (p *parser) chunk(i int) int {
	it := p.at(i)
	switch {
	case it.quote >= 0:
		p.add(Quotation, i, i+1, it.quote)
		return i + 1
	case it.r != 0:
		p.add(punctKind(it, p.at(i+1)), i, i+1, 0)
		return i + 1
	}
	if it.flags&text.Enclitic != 0 {
		return p.enclitic(i)
	}
	w := it.w
	if w.opens&opensItself != 0 {
		if j, ok := p.itself(i); ok {
			return j
		}
	}
	if w.opens&opensVerb != 0 {
		if j, ok := p.verb(i); ok {
			return j
		}
	}
	if w.Is(lexicon.ClosedPersonal) && !it.capitalInside(p, i) {
		if j := p.ago(i); j > i {
			p.add(Adverb, i, j, 0)
			return j
		}
		return p.pronoun(i)
	}
	if n, j, ok := p.nounPhrase(i, true); ok {
		p.add(NP, i, j, n)
		return j
	}
	switch {
	case w.Is(lexicon.ClosedPrep) || w.Tags&lexicon.Prep != 0 || w.has(traitContraction):
		p.add(Prep, i, i+1, 0)
	case w.Is(lexicon.ClosedConj) || w.Tags&lexicon.Conj != 0 && w.Tags&lexicon.Adv == 0:
		p.add(Sub, i, i+1, 0)
	case w.Is(lexicon.ClosedBetween|lexicon.ClosedTime|lexicon.ClosedWeekday|lexicon.ClosedMonth|lexicon.ClosedNegation) || w.Tags&lexicon.Adv != 0:
		p.add(Adverb, i, i+1, 0)
	case w.Tags&(lexicon.Adj|lexicon.PastPart) != 0:
		p.add(Adjective, i, i+1, 0)
	default:
		p.add(Other, i, i+1, 0)
	}
	return i + 1
}

// maxAgo bounds the items of a time past up to its noun.
const maxAgo = 9

// ago reads a time past at item i, "il y a trois semaines". It returns the item behind it, i
// where there is none: of "il y a deux ans que" the verb is the sentence's.
func (p *parser) ago(i int) int {
	if p.at(i).lower() != "il" || p.at(i+1).lower() != "y" || p.at(i+2).lower() != "a" {
		return i
	}
	j := i + 3
	for ; j < i+maxAgo; j++ { // "un peu plus d'un"
		it := p.at(j)
		if it.word() && it.w.Lists&lexicon.ListPeriod != 0 {
			break
		}
		if it.kind != text.Number && !(it.word() && (it.w.Is(lexicon.ClosedDeterminer|lexicon.ClosedBetween|lexicon.ClosedPrep) || it.w.Tags&lexicon.Adv != 0)) {
			return i
		}
	}
	if j == i+3 || j == i+maxAgo {
		return i
	}
	j++
	if low := p.at(j).lower(); p.at(j).word() && (low == "que" || low == "qu'") {
		return i
	}
	return j
}

// itself reads a word that is a chunk of its own, before it is tried as a verb or
// in a noun phrase. It reports false where the word at item i is none.
func (p *parser) itself(i int) (int, bool) {
	it := p.at(i)
	w := it.w
	switch {
	case w.Is(lexicon.ClosedAnaphor) && !(w.Is(lexicon.ClosedDeterminer) && p.startsNP(i+1)):
		p.pronoun(i)
	case w.Is(lexicon.ClosedSource) && !p.nameLike(i):
		// "pour", "chez" are prepositions first: attribution decides.
		p.add(Source, i, i+1, 0)
	case w.has(traitComp):
		p.add(Comp, i, i+1, 0)
	case w.has(traitCoord):
		p.add(Coord, i, i+1, 0)
	case w.Is(lexicon.ClosedRelative):
		p.add(Rel, i, i+1, 0)
	case p.indefinite(i):
		n := p.np(NounPhrase{From: it.from, To: it.to, Head: it.from, Kind: Pronoun, NounHead: -1, Form: w.Lower, Person: 3})
		p.add(NP, i, i+1, n)
	case w.Lower == "a" && it.capital() && p.sentenceStart(i) && p.at(i+1).flags&text.Enclitic == 0:
		p.add(Prep, i, i+1, 0) // "A Brest", without its accent
	default:
		return i, false
	}
	return i + 1, true
}

func punctKind(it, next *item) ChunkKind {
	switch it.r {
	case ',':
		return Comma
	case ';':
		return Semicolon
	case ':':
		return Colon
	case '–', '—', '-', '―':
		return Dash
	case '(', '[':
		return Open
	case ')', ']':
		return Close
	case '.', '!', '?', '…':
		return Stop
	}
	return Other
}

// np stores a noun phrase and returns its number.
func (p *parser) np(n NounPhrase) int32 {
	p.d.NPs = append(p.d.NPs, n)
	return int32(len(p.d.NPs) - 1)
}

func (p *parser) pronoun(i int) int {
	it := p.at(i)
	c := it.w.Pronoun
	n := p.np(NounPhrase{From: it.from, To: it.to, Head: it.from, Kind: Pronoun, NounHead: -1, Form: it.w.Lower,
		Gender: c.Gender, Number: c.Number, Person: c.Person,
		Strong: p.prev() == Prep || p.prev() == Source})
	p.add(NP, i, i+1, n)
	return i + 1
}

// indefinite reports whether an indefinite pronoun stands at item i as a subject:
// "rien n'est fait", "chacun sait".
func (p *parser) indefinite(i int) bool {
	if !p.at(i).w.has(traitIndefinite) {
		return false
	}
	next := p.at(i + 1)
	if !next.word() {
		return next.r == ',' && p.sentenceStart(i) // "Personne, ou presque, ne dit"
	}
	if next.w.Is(lexicon.ClosedClitic|lexicon.ClosedReflexive) && !next.w.Is(lexicon.ClosedDeterminer) && p.verbFollows(i+1) {
		return true // "certains en rient"
	}
	return next.w.has(traitNe) || next.w.Tags&(lexicon.Finite|lexicon.Aux) != 0 && next.w.Tags&(lexicon.Noun|lexicon.Adj|lexicon.Det|lexicon.Prep) == 0
}

// capitalInside reports whether the item is capitalised inside a sentence, as a
// name is ("Elle", "On" in a title).
func (it *item) capitalInside(p *parser, i int) bool {
	return it.capital() && !p.sentenceStart(i) && it.flags&text.AllCaps == 0 && len(it.w.Lower) > 2
}

// sentenceStart reports whether a capital letter at item i says nothing.
func (p *parser) sentenceStart(i int) bool {
	if i == 0 {
		return true
	}
	prev := p.at(i - 1)
	if prev.quote >= 0 {
		return true
	}
	return prev.r != 0 && prev.r != ',' && prev.r != '(' && prev.r != '\'' && prev.r != '’' && prev.r != '/'
}

// endAt ends chunk c, and the phrases in it, at token to.
func (p *parser) endAt(c *Chunk, to int32) {
	c.To = to
	for k := len(p.d.NPs) - 1; c.Kind == NP && k >= p.firstNP && p.d.NPs[k].From >= c.From; k-- {
		n := &p.d.NPs[k]
		n.From = min(n.From, to-1)
		for _, at := range []*int32{&n.To, &n.NameFrom, &n.NameTo, &n.NomFrom, &n.NomTo} {
			*at = min(*at, to)
		}
		n.Head, n.NounHead = min(n.Head, to-1), min(n.NounHead, to-1)
	}
}

// enclitic handles a subject pronoun behind a word that was not taken for a verb:
// the pronoun proves that it is one ("ironise-t-il" where the verb is unknown).
func (p *parser) enclitic(i int) int {
	v := VerbGroup{Mood: Finite, Clitic: p.at(i).from, From: p.at(i).from, To: p.at(i).to, Head: p.at(i).from, Person: lexicon.Fin3S}
	if n := len(p.d.chunks); i > 0 && n > p.first && p.at(i-1).word() && p.d.chunks[n-1].To == p.at(i).from {
		prev := p.at(i - 1)
		v.From, v.Head = prev.from, prev.from
		v.Lemma = prev.w.Lower
		c := &p.d.chunks[n-1]
		if c.From < prev.from { // "a déclaré-t-il": the verb was read with others
			if c.Kind == Verb {
				p.d.Verbs[c.Index].Clitic = p.at(i).from
				p.d.Verbs[c.Index].To = p.at(i).to
				c.To = p.at(i).to
				return i + 1
			}
			p.endAt(c, prev.from)
		} else {
			p.d.chunks = p.d.chunks[:n-1]
		}
	}
	p.d.Verbs = append(p.d.Verbs, v)
	p.d.chunks = append(p.d.chunks, Chunk{Kind: Verb, From: v.From, To: v.To, Index: int32(len(p.d.Verbs) - 1)})
	return i + 1
}
