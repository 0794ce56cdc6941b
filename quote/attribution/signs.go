package attribution

import (
	"strings"

	"dixit/quote/lexicon"
	"dixit/quote/syntax"
)

// said reports whether an incise behind unit k gives its words to nobody but people in
// general: "« … », dit-on en Orient".
func (v *view) said(k int) bool {
	i := k + 1
	if v.kind(i) == syntax.Comma {
		i++
	}
	if !v.finite(i) {
		return false
	}
	g := v.verb(i)
	if g.Classes&lexicon.Say == 0 || g.Classes&lexicon.Relay != 0 || g.Clitic < 0 || !strings.HasSuffix(v.d.Tokens[g.Clitic].Lower, "on") {
		return false
	}
	_, ok := v.impersonal(i)
	return !ok
}

// impersonalBefore reports whether the words at k are read or heard by nobody in
// particular: "sur lesquelles on peut lire : « … »".
func (v *view) impersonalBefore(k int) bool {
	i := k - 1
	if v.kind(i) == syntax.Colon {
		i--
	}
	for ; i > 0 && i > k-6; i-- {
		switch v.kind(i) {
		case syntax.Verb:
			if !v.finite(i) {
				continue
			}
			j := v.subject(i)
			for v.kind(j) == syntax.NP && (v.phrase(j).Form == "nous" || v.phrase(j).Form == "vous") && v.kind(j-1) == syntax.NP {
				j--
			}
			if j < 0 || v.kind(j-1) == syntax.Sub || !isAnybody(v.phrase(j)) {
				return false
			}
			g := v.verb(i)
			return g.Classes&(speech|lexicon.Naming) != 0 || v.d.Tokens[g.Head].Word.Lists&lexicon.ListPerceive != 0
		case syntax.NP, syntax.Prep, syntax.Adverb:
		default:
			return false
		}
	}
	return false
}

// isAnybody reports whether a phrase is the pronoun that stands for nobody in particular.
func isAnybody(n *syntax.NounPhrase) bool { return n.Form == "on" || n.Form == "l'on" }

// calledSo reports whether "dit" stands before unit i, as in "dite de la".
func (v *view) calledSo(i int) bool {
	if v.chunks[i].From == 0 {
		return false
	}
	return v.d.Tokens[v.chunks[i].From-1].Word.Lists&lexicon.ListCalled != 0
}

// presupposed reports whether unit k is what everybody is taken to know: a definite
// article stands before it, and it is not what a verb says right before.
func (v *view) presupposed(k int) bool {
	i := k - 1
	if i < 0 || v.kind(i) != syntax.Other && v.kind(i) != syntax.Prep {
		return false
	}
	return v.d.Tokens[v.chunks[i].To-1].Word.Definite() && v.kind(i-1) != syntax.Verb
}

// toSomebody reports whether the verb at i says something to whoever follows, with
// "à" as the end of its expression: "a confié à".
func (v *view) toSomebody(i int) bool {
	g := v.verb(i)
	return g.Classes&(lexicon.Say|lexicon.Answer) != 0 && g.To > g.Head+1 && v.d.Tokens[g.To-1].Lower == "à" && v.complete(i)
}

// means reports whether unit k is a word whose meaning is told or asked for, or that
// meaning: "Que veut dire « entier » ?", "Le sigle « ST » signifie « sous-total »".
func (v *view) means(k int) bool {
	i := k - 1
	if v.kind(i) == syntax.Other {
		i--
	}
	if i == 1 && v.finite(i) && (v.kind(0) == syntax.Comp || v.kind(0) == syntax.Rel) && v.asking() {
		return true
	}
	if v.finite(i) && v.a.lex.Listed(v.verb(i).Lemma)&lexicon.ListMean != 0 {
		return v.asking() || v.kind(i-1) == syntax.Quotation || !v.person(v.subject(i)) && !v.a.sides[v.chunks[k].Index].clause.finite
	}
	return v.finite(k+1) && v.a.lex.Listed(v.verb(k+1).Lemma)&lexicon.ListMean != 0
}

// linked reports whether the sentence is a link to another article, whose title
// unit k holds: "À relire : notre enquête « … »".
func (v *view) linked(k int) bool {
	return k > 1 && v.link()
}

// link reports whether the sentence begins as links to other articles do: "À lire", "Lire
// aussi".
func (v *view) link() bool {
	if v.linkAt(v.chunks[0].From) {
		return true
	}
	s := &v.d.Sentences[v.d.Paragraphs[v.d.Sentences[v.s].Para].Sentences[0]]
	return v.d.Sentences[v.s].Within < 0 && len(s.Chunks) > 0 && v.linkAt(s.Chunks[0].From) // "Lire aussi : La guerre. Des avions : « … »"
}

// linkAt reports whether a link to another article begins at a token.
func (v *view) linkAt(from int32) bool {
	if int(from)+1 >= len(v.d.Tokens) {
		return false
	}
	first, second := v.d.Tokens[from].Lower, v.d.Tokens[from+1].Lower
	return first == "à" && v.a.lex.Listed(second)&lexicon.ListRead != 0 || second == "aussi" && v.a.lex.Listed(first)&lexicon.ListRead != 0
}

// charged reports whether unit k is the offence that somebody is charged with or
// that is looked into: "poursuivi pour « … »".
func (v *view) charged(k int) bool {
	if k == 0 || v.lower(k-1) != "pour" {
		return false
	}
	end := v.chunks[k-1].From
	for t := max(v.chunks[0].From, end-maxCharge); t < end; t++ {
		if v.d.Tokens[t].Word.Lists&lexicon.ListCharge != 0 {
			return true
		}
	}
	return false
}

// maxCharge bounds, in words, how far before the offence the charge is looked for.
const maxCharge = 8

// namingBefore reports whether a participle of naming stands before unit k, with
// at most a complement between: "surnommé par les anciens « … »".
func (v *view) namingBefore(k int) bool {
	for i := k - 1; i >= 0 && i > k-5; i-- {
		switch v.kind(i) {
		case syntax.Adverb, syntax.Prep:
		case syntax.NP:
			if !v.afterPrep(i) {
				return false
			}
		case syntax.Verb, syntax.Adjective:
			t := &v.d.Tokens[v.chunks[i].To-1]
			if v.kind(i) == syntax.Verb && (v.verb(i).Mood != syntax.PastParticiple || v.verb(i).Classes&lexicon.Say != 0) {
				return false
			}
			for _, f := range t.Verbs {
				if f.Feat&lexicon.PastPart != 0 && f.Verb.Classes&lexicon.Naming != 0 {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

// uttered reports whether an article and an adjective stand right before the words at k, as
// what somebody does something with: "approuve d'un simple « oui »".
func (v *view) uttered(k int) bool {
	if v.kind(k-1) != syntax.NP || v.kind(k-2) != syntax.Prep || v.lower(k-2) != "d'" && v.lower(k-2) != "par" || !v.finite(k-3) {
		return false
	}
	n := v.phrase(k - 1)
	return n.Det == syntax.Indefinite && n.Noun.Classes == 0 && v.d.Tokens[n.To-1].Tags&lexicon.Adj != 0
}

// judged reports whether the phrase at i is the object of a verb of judgement:
// "qualifiant l'affaire de « … »".
func (v *view) judged(i int) bool {
	return v.kind(i-1) == syntax.Verb && v.verb(i-1).Classes&lexicon.Judge != 0
}

// onSign reports whether the colon before unit k introduces words that stand on a
// thing: "une banderole : « … »".
func (v *view) onSign(k int) bool {
	if v.kind(k-1) != syntax.Colon {
		return false
	}
	for i := k - 2; i >= 0 && v.kind(i) != syntax.Colon; i-- {
		if v.kind(i) == syntax.NP && v.phrase(i).Kind == syntax.Nominal && v.a.lex.Sign(v.phrase(i).Noun.Lemma) {
			return true
		}
	}
	return false
}

// answered reports whether the last verb before the colon at i has a person say or
// answer what follows, be it on a sign: "Sur une pancarte, un retraité répond : « … »".
func (v *view) answered(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if v.finite(j) {
			s := v.subject(j)
			return v.verb(j).Classes&lexicon.Answer != 0 && s >= 0 && v.phrase(s).Noun.Classes&(lexicon.NounPerson|lexicon.NounRole|lexicon.NounGroup) != 0
		}
	}
	return false
}

// holder finds who bears the sign on which the words at k stand: "des élus
// brandissaient une banderole : « … »"; -1 where nobody does.
func (v *view) holder(k int) int {
	for i := k - 1; i > 0; i-- {
		switch v.kind(i) {
		case syntax.NP:
			if v.phrase(i).Kind != syntax.Nominal || !v.a.lex.Sign(v.phrase(i).Noun.Lemma) || !v.finite(i-1) || v.verb(i-1).Passive {
				continue
			}
			// The subject is not resolved here: it may be too soon.
			j := v.subject(i - 1)
			if j < 0 {
				return -1
			}
			if n := v.phrase(j); n.HasName() || n.Kind == syntax.Pronoun || n.Noun.Classes&(lexicon.NounPerson|lexicon.NounRole|lexicon.NounGroup) != 0 {
				return j
			}
			return -1
		case syntax.Semicolon, syntax.Quotation:
			return -1
		}
	}
	return -1
}

// sourced reports whether the sentence names a source apart from its subject: "Dans
// l'entourage du ministre, on balaie …".
func (v *view) sourced() bool {
	for i := range v.chunks {
		if v.kind(i) == syntax.Source {
			if _, ok := v.sourceAt(i); ok {
				return true
			}
		}
	}
	return false
}

// otherVerb reports whether the sentence has a finite verb apart from that at i.
func (v *view) otherVerb(i int) bool {
	for j := range v.chunks {
		if j != i && v.finite(j) {
			return true
		}
	}
	return false
}
