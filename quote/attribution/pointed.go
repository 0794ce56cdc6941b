package attribution

import (
	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/syntax"
)

// readPointed: the sentence behind a quotation that stands alone points back at it and says
// whose it is: « … » C'est la réponse de X. « … » Ces mots sont ceux de X.
func readPointed(v *view, k, _ int) (reading, bool) {
	if !v.wordless(0, k) || !v.wordless(k+1, len(v.chunks)) || v.s+1 >= v.d.Level0 || v.d.Sentences[v.s].Within >= 0 {
		return reading{}, false
	}
	if !v.d.Sentences[v.s].Opens && v.d.Sentences[v.s+1].Opens {
		return reading{}, false // on the next line only where the quotation has its own
	}
	n := v.a.view(v.s + 1)
	if len(n.chunks) == 0 || n.asking() || n.leadsOn() {
		return reading{}, false
	}
	r, ok := n.pointsBack()
	if !ok || r.entity < 0 {
		return reading{}, false
	}
	if e := v.a.res.Entity(r.entity); e.Type == quote.Document || e.Thing {
		return reading{}, false
	}
	r.score, r.spoken = pointed, true
	return r, true
}

// pointed is the score of words of which the sentence behind says whose they are: it tells
// more than whoever was spoken of before them.
const pointed = 0.92

// leadsOn reports whether the sentence has a colon, and so may tell of words that follow.
func (v *view) leadsOn() bool {
	for i := range v.chunks {
		if v.kind(i) == syntax.Colon {
			return true
		}
	}
	return false
}

// pointsBack reads whose words those before the sentence are, where it says so.
func (v *view) pointsBack() (reading, bool) {
	switch i := v.deictic(); {
	case i > 0 && v.kind(i) == syntax.NP && v.phrase(i).Kind != syntax.Pronoun:
		return v.utterance(i)
	case i > 0:
		return v.manner(i)
	case v.kind(0) != syntax.NP:
		return reading{}, false
	case v.spokenNoun(0):
		return v.utteranceOf()
	case v.kind(1) == syntax.Rel && v.lower(1) == "qui" && v.finite(2) && v.verb(2).Classes&lexicon.Say != 0:
		return v.called(2)
	}
	return reading{}, false
}

// deictic is the unit behind the words with which the sentence points back: "C'est",
// "Telle est", "Voilà", "Ainsi"; -1 where it does not.
func (v *view) deictic() int {
	this := v.kind(0) == syntax.NP && (v.phrase(0).Form == "c'" || v.phrase(0).Form == "ce")
	points := v.d.Tokens[v.chunks[0].From].Lists&lexicon.ListPoints != 0
	copula := v.finite(1) && v.verb(1).Copula
	switch {
	case len(v.chunks) < 3:
	case copula && (this || points) && !v.verb(1).Negative:
		return 2
	case points && !copula:
		return 1
	}
	return -1
}

// spokenNoun reports whether the phrase at i calls what was just said an utterance: "la
// phrase", "ces mots".
func (v *view) spokenNoun(i int) bool {
	n := v.phrase(i)
	return (n.Det == syntax.Definite || n.Det == syntax.Demonstrative) && !n.HasName() && v.wording(n)
}

// utterance reads whose utterance the phrase at i is: "la réponse de X", "le message qu'a
// laissé X", "l'avertissement lancé par X".
func (v *view) utterance(i int) (reading, bool) {
	n := v.phrase(i)
	if n.Det != syntax.Definite || n.HasName() || !v.wording(n) {
		return reading{}, false
	}
	if e, m := v.within(i); e >= 0 {
		return reading{entity: e, mention: m, cue: v.span(i)}, true
	}
	if v.kind(i+1) == syntax.Rel || v.kind(i+1) == syntax.Comp {
		return v.saidIn(i + 1)
	}
	return v.authored(i)
}

// manner reads whose words the sentence says were spoken so, behind the words at which it
// points back: "C'est ainsi que X résume", "C'est par ces mots que X a ouvert la séance",
// "Ainsi parle X", "Voilà ce que répond X".
func (v *view) manner(i int) (reading, bool) {
	if v.kind(i) == syntax.Prep && v.kind(i+1) == syntax.NP && v.spokenNoun(i+1) && v.phrase(i+1).Det == syntax.Demonstrative && v.kind(i+2) == syntax.Comp {
		if j := v.nextFinite(i + 2); j >= 0 {
			return v.doer(j)
		}
		return reading{}, false
	}
	if v.kind(i) != syntax.Verb && v.lower(i) != "comment" && v.lower(i) != "ce" && v.d.Tokens[v.chunks[i].From].Lists&lexicon.ListPoints == 0 {
		return reading{}, false // "Voilà pourquoi", "Ainsi, "
	}
	return v.saidIn(i - 1)
}

// saidIn reads who says something by the first finite verb behind unit i, which may stand
// on either side of it.
func (v *view) saidIn(i int) (reading, bool) {
	j := v.nextFinite(i)
	if j < 0 || v.verb(j).Negative || v.verb(j).Classes&speech == 0 && !v.sends(j) {
		return reading{}, false
	}
	return v.doer(j)
}

// sends reports whether the verb at i is one for what is done with a message.
func (v *view) sends(i int) bool {
	return v.a.lex.Listed(v.verb(i).Lemma)&lexicon.ListSends != 0
}

// doer reads the subject of the verb at i, on either side.
func (v *view) doer(i int) (reading, bool) {
	j := v.subject(i)
	if j < 0 || v.phrase(j).Form == "ce" || v.phrase(j).Form == "c'" {
		j = v.subjectBehind(i)
	}
	if j < 0 {
		return reading{}, false
	}
	return reading{entity: v.entity(j), mention: v.span(j), cue: v.span(i)}, true
}

// nextFinite is the first finite verb behind unit i, before any colon or quotation; -1 where
// there is none.
func (v *view) nextFinite(i int) int {
	for i++; i < len(v.chunks); i++ {
		if v.kind(i) == syntax.Quotation || v.kind(i) == syntax.Colon {
			return -1
		}
		if v.finite(i) {
			return i
		}
	}
	return -1
}

// utteranceOf reads whose the utterance is with which the sentence begins: "Cette phrase de
// X", "Ces mots sont ceux de X", "La formule, signée X", "Le message dure dix secondes. X
// l'a envoyé à sa mère."
func (v *view) utteranceOf() (reading, bool) {
	if e, m := v.within(0); e >= 0 {
		// "La réponse de X" may be one that follows.
		return reading{entity: e, mention: m, cue: v.span(0)}, v.phrase(0).Det == syntax.Demonstrative
	}
	if v.finite(1) && v.verb(1).Copula && !v.verb(1).Negative {
		i := 2
		if v.kind(i) == syntax.NP && v.phrase(i).Kind == syntax.Pronoun {
			i++ // "ceux de X"
		}
		if low := v.lower(min(i, len(v.chunks)-1)); v.kind(i) == syntax.Prep && (low == "de" || low == "d'" || low == "du") && v.kind(i+1) == syntax.NP {
			return reading{entity: v.entity(i + 1), mention: v.span(i + 1), cue: v.span(0)}, true
		}
	}
	if r, ok := v.authored(0); ok {
		return r, true
	}
	return v.sent()
}

// authored reads who signed or uttered what the phrase at i is, by a participle behind it:
// "la formule, signée X", "la phrase a été prononcée par X".
func (v *view) authored(i int) (reading, bool) {
	these := v.phrase(i).Det == syntax.Demonstrative
	i++
	if v.kind(i) == syntax.Comma {
		i++
	}
	done := v.kind(i) == syntax.Adjective && v.d.Tokens[v.chunks[i].To-1].Tags&lexicon.PastPart != 0
	if v.kind(i) == syntax.Verb && v.verb(i).Classes&speech != 0 {
		// "La question est tranchée par X" is not of what was said.
		done = v.verb(i).Mood == syntax.PastParticiple || v.verb(i).Passive && these
	}
	i++
	by := v.kind(i) == syntax.Prep && v.lower(i) == "par"
	if by {
		i++
	}
	if !done || v.kind(i) != syntax.NP || !by && v.phrase(i).Kind != syntax.Name {
		return reading{}, false
	}
	return reading{entity: v.entity(i), mention: v.span(i)}, true
}

// sent reads who, in the sentence behind, sent or said what this one tells of.
func (v *view) sent() (reading, bool) {
	if v.s+1 >= v.d.Level0 || v.d.Sentences[v.s+1].Opens {
		return reading{}, false
	}
	n := v.a.view(v.s + 1)
	i := n.mainVerb()
	if i < 0 || n.verb(i).Negative || !n.addresses(i) || n.quotes() {
		return reading{}, false
	}
	if n.verb(i).Classes&(lexicon.Say|lexicon.Write) == 0 && !n.sends(i) {
		return reading{}, false
	}
	j := n.subject(i)
	if j < 0 || !n.phrase(j).HasName() || !n.person(j) {
		return reading{}, false
	}
	return reading{entity: n.entity(j), mention: n.span(j), cue: n.span(i)}, true
}

// called reads the name of who speaks, by the verb at i of a relative clause: "L'homme qui
// parle s'appelle X".
func (v *view) called(i int) (reading, bool) {
	j := v.nextFinite(i)
	if j < 0 || !v.verb(j).Copula && v.verb(j).Classes&lexicon.Naming == 0 || v.kind(j+1) != syntax.NP || !v.phrase(j+1).HasName() || !v.person(j+1) {
		return reading{}, false
	}
	return reading{entity: v.entity(j + 1), mention: v.span(j + 1), cue: v.span(i)}, true
}
