package attribution

import (
	"strings"

	"dixit/quote/lexicon"
	"dixit/quote/syntax"
)

// A refusal is a sign that marks set off nobody's reported words.
type refusal struct {
	rule     string
	strength float64 // in [0,1]
}

// refusal looks for signs of a title, name, nickname, term or distance around
// quotation q, unit k of the sentence.
func (a *Attributor) refusal(v *view, k, q int) refusal {
	c := a.sides[q].clause
	no := refusal{rule: "no-source"}
	sign := func(rule string, strength float64) {
		if strength > no.strength {
			no = refusal{rule, strength}
		}
	}
	short := !c.finite || !c.leading
	if a.titles[a.src.Quotations[q].Text] && c.capital && !c.terminal {
		sign("title", 0.9)
		if short && v.kind(k-1) == syntax.Colon && v.verbless() && c.words > 1 {
			sign("title", 0.96) // "Grand prix : « … »"
		}
	}
	if short && c.upper && !c.terminal && k == 0 && v.kind(1) == syntax.Comma && v.kind(2) == syntax.Prep && v.lower(2) == "de" {
		sign("title", 0.85) // "« … », de Jeanne Roux"
	}
	if short && c.upper && !c.terminal && v.kind(k-1) == syntax.Comma && v.kind(k-2) == syntax.NP && v.phrase(k-2).Noun.Classes&lexicon.NounWork != 0 {
		sign("title", 0.96) // "son dernier essai, « … »,"
	}
	if short && c.capital && !c.terminal && v.kind(k+1) == syntax.Comma && v.kind(k-1) == syntax.Comma && v.kind(k-2) == syntax.NP && !v.phrase(k-2).HasName() && v.phrase(k-2).Noun.Classes&lexicon.NounDocument != 0 {
		sign("title", 0.96) // "Une pétition, « … », circule"
	}
	if c.capital && v.kind(k+1) == syntax.Comma && v.kind(k+2) == syntax.NP && v.phrase(k+2).Noun.Classes&lexicon.NounWork != 0 && v.phrase(k+2).Det != syntax.Definite && !c.terminal {
		sign("title", 0.97) // "publie « … », un essai"
	}
	if v.kind(k-1) == syntax.Prep && v.kind(k-2) == syntax.NP && c.capital && (v.a.lex.Author(v.phrase(k-2).Noun.Lemma) || v.a.lex.Author(v.d.Tokens[v.chunks[k-2].To-1].Lower)) {
		sign("title", 0.97) // "auteure de « … »"
	}
	if v.kind(k-1) == syntax.NP && v.a.lex.Listed(v.phrase(k-1).Noun.Lemma)&lexicon.ListTheme != 0 {
		sign("term", 0.97)
	}
	if v.impersonalBefore(k) && !v.sourced() && v.holder(k) < 0 {
		if v.kind(k-1) == syntax.Colon || c.finite || c.upper && v.kind(k-1) == syntax.Verb {
			sign("impersonal", 0.96)
		} else {
			sign("impersonal", 0.45)
		}
	}
	if v.said(k) {
		sign("impersonal", 0.96)
	}
	if i := k - 1; short && !c.phrase && !c.terminal && v.articled(k) && v.kind(i) == syntax.Other && v.kind(i-1) == syntax.Comma && v.kind(i-2) == syntax.NP && v.phrase(i-2).HasName() && v.d.Tokens[v.chunks[i].To-1].Word.Definite() && v.verbless() {
		sign("name", 0.9) // "Jeanne Roux, la « dame aux chats »"
	}
	if next := v.kind(k + 1); short && !c.phrase && !c.capital && v.kind(k-1) == syntax.Comma && v.kind(k-2) == syntax.NP && v.phrase(k-2).Kind == syntax.Name && v.afterPrep(k-2) && !v.person(k-2) && (next == syntax.Comma || next == syntax.Stop || next == syntax.Open) {
		sign("name", 0.87) // "à Marioupol, « perle de la mer d'Azov »,"
	}
	if short && v.kind(k-1) == syntax.Colon && v.verbless() && v.kind(0) == syntax.NP && v.a.lex.Listed(v.phrase(0).Noun.Lemma)&lexicon.ListNickname != 0 {
		sign("name", 0.96) // "Son surnom : « Mister Digital »"
	}
	if short && c.proper && v.kind(k-1) == syntax.NP && v.phrase(k-1).Kind == syntax.Nominal && !v.phrase(k-1).HasName() && v.phrase(k-1).Noun.Classes&(lexicon.NounSpeech|lexicon.NounDocument) == 0 {
		sign("name", 0.87) // "le navire-école « Amiral Vesselov »"
	}
	if k == 0 && short && c.upper && !c.terminal && v.finite(1) && v.verb(1).Copula && v.kind(2) == syntax.NP && v.phrase(2).Noun.Classes&lexicon.NounWork != 0 {
		sign("title", 0.97) // "« … » est un beau livre"
	}
	if c.foreign && (v.kind(k-1) == syntax.Other || v.kind(k-1) == syntax.Prep && v.kind(k-2) == syntax.NP) {
		sign("term", 0.6) // "le « culicoïde »", "le mécanisme de « snapback »"
	}
	if v.onSign(k) && v.holder(k) < 0 && !v.answered(k-1) {
		sign("sign", 0.96)
	}
	if v.namingBefore(k) {
		sign("name", 0.97)
	}
	if short && v.kind(k-1) == syntax.Prep && (v.lower(k-1) == "de" || v.lower(k-1) == "d'") && v.kind(k-2) == syntax.NP && v.phrase(k-2).Noun.Classes&lexicon.NounTerm != 0 && !c.phrase && !v.judged(k-2) {
		sign("term", 0.6) // "le mécanisme de « … »"
	}
	if n := v.chunks[k].From; short && k > 0 {
		// the two words before: "se fait appeler les « … »", "dit de « … »"
		b := k - 1
		if v.kind(b) == syntax.Other || v.kind(b) == syntax.Prep {
			b--
		}
		if v.kind(k-1) == syntax.Other && v.kind(k-2) == syntax.Prep && v.calledSo(k-2) {
			sign("name", 0.96) // "la stratégie dite de la « … »"
		}
		if b != k-1 && v.kind(b) == syntax.Verb && v.verb(b).Classes&lexicon.Naming != 0 && v.verb(b).To == v.verb(b).Head+1 && v.kind(k-1) == syntax.Other && !v.calledBy(b) && !c.request {
			sign("name", 0.96)
		}
		if v.kind(k-1) == syntax.Prep && n >= 2 {
			if v.calledSo(k - 1) {
				sign("name", 0.96)
			}
		}
	}
	if short && c.upper && !c.terminal && c.words <= 8 && v.kind(k-1) == syntax.Prep && !(v.kind(k-2) == syntax.NP && v.phrase(k-2).Noun.Classes&lexicon.NounSpeech != 0) {
		sign("title", 0.96) // "auteur de « … »", "dans « … »"
	}
	if v.kind(k+1) == syntax.Comma && (v.kind(k+2) == syntax.Prep || v.kind(k+2) == syntax.Sub) && v.lower(k+2) == "comme" && v.kind(k+3) == syntax.Verb && v.verb(k+3).Classes&lexicon.Naming != 0 {
		sign("name", 0.96) // "« … », comme l'appellent ses amis"
	}
	switch v.kind(k - 1) {
	case syntax.Verb:
		g := v.verb(k - 1)
		bare := g.To == g.Head+1 || g.Clitic >= 0 // no preposition of an expression: "appelle à"
		if bare && !v.calledBy(k-1) && !c.request && !(v.kind(k+1) == syntax.Prep && v.lower(k+1) == "à") && (g.Classes&lexicon.Naming != 0 || g.Cue != nil && g.Cue.Classes&lexicon.Naming != 0) {
			if g.Mood == syntax.PastParticiple && g.Classes&lexicon.Say == 0 {
				sign("name", 0.97)
			} else if g.Mood == syntax.PastParticiple || g.Passive || g.Classes&(lexicon.Say|lexicon.Write) == 0 {
				sign("name", 0.9)
			}
		}
		dubs := short && !g.Reflexive && v.a.lex.Listed(g.Lemma)&lexicon.ListDub != 0
		if dubs && g.To-g.From == 1 && v.kind(k-2) == syntax.NP && v.phrase(k-2).Kind != syntax.Pronoun && (v.afterPrep(k-2) || v.entity(k-2) < 0) {
			sign("name", 0.97) // "au modèle dit « … »"
		}
		if dubs && !c.infinitive && g.To-g.From == 1 && (v.kind(k-2) == syntax.Comma && v.otherVerb(k-1) || g.Mood == syntax.PastParticiple) && v.subjectAfter(k, g) < 0 {
			sign("name", 0.7)
		}
	case syntax.Adjective, syntax.Other, syntax.Adverb:
		if v.d.Tokens[v.chunks[k-1].To-1].Word.Lists&(lexicon.ListSoCalled|lexicon.ListCalled) != 0 {
			sign("scare", 0.9)
		}
	case syntax.NP:
		n := v.phrase(k - 1)
		if v.d.Tokens[v.chunks[k-1].To-1].Word.Lists&lexicon.ListSoCalled != 0 {
			sign("scare", 0.9)
		}
		if short || c.words < 6 {
			switch {
			case n.Noun.Classes&lexicon.NounWork != 0 && !n.HasName():
				if c.capital {
					sign("title", 0.9)
				} else {
					sign("title", 0.45)
				}
			case n.Noun.Classes&lexicon.NounTerm != 0 && !n.HasName():
				if c.capital {
					sign("term", 0.85)
				} else if v.a.lex.Listed(n.Noun.Lemma)&lexicon.ListWord != 0 && !v.judged(k-1) {
					sign("term", 0.52)
				} else if c.phrase {
					sign("term", 0.29) // "une réforme « ferme et juste »"
				} else {
					sign("term", 0.45)
				}
			case n.Noun.Classes&(lexicon.NounOrg|lexicon.NounMedia) != 0 && !n.HasName() && c.capital:
				sign("name", 0.85)
			case n.Kind == syntax.Name && v.kind(k+1) == syntax.NP && v.phrase(k+1).Kind == syntax.Name:
				sign("name", 0.9)
			case c.verbal && !v.verbBetween(-1, k): // "le maire « ne dit pas non »"
			case n.HasNominal() && n.Noun.Classes&(lexicon.NounSpeech|lexicon.NounDocument) == 0 && !n.HasName() && n.To == v.chunks[k].From:
				strength := 0.45
				if c.phrase {
					strength = 0.29
				}
				sign("term", strength) // a noun directly before names what it is
			}
		}
	}
	if short && c.upper && !c.terminal && c.words <= 8 && k > 0 && v.kind(k-1) != syntax.Colon && !(v.kind(k-1) == syntax.Verb && v.nicknames(k-1)) {
		b := k - 1
		if v.kind(b) == syntax.Other || v.kind(b) == syntax.Prep && v.lower(b) == "des" {
			b-- // "ont scandé des « … »"
		}
		for v.kind(b) == syntax.NP && v.kind(b-1) == syntax.Prep {
			b -= 2 // "a écrit en haut de la page « … »"
		}
		if v.kind(b) == syntax.Verb && v.verb(b).Classes&lexicon.Write != 0 && (v.verb(b).Classes&lexicon.Say == 0 || v.verb(b).Classes&lexicon.Relay != 0) && c.words > 1 {
			sign("title", 0.8) // "publie « Les Vents contraires »"
		} else if v.kind(b) == syntax.Verb && v.verb(b).Classes&(lexicon.Say|lexicon.Write|lexicon.Manner) != 0 {
			sign("title", 0.45)
		} else {
			sign("title", 0.55)
		}
	}
	if short && v.kind(k-1) == syntax.Coord && v.lower(k-1) == "ou" && (v.kind(k-2) == syntax.NP || v.kind(k-2) == syntax.Comma && v.kind(k-3) == syntax.NP) {
		sign("term", 0.9) // "un écran de choix, ou « choice screen »"
	}
	if k > 0 && v.kind(k-1) == syntax.NP && c.words <= 3 && (v.phrase(k-1).Form == "on" || v.phrase(k-1).Form == "l'on") {
		sign("scare", 0.9) // "on n'y travaille plus, on « délivre »"
	}
	if v.kind(k-1) == syntax.NP && v.afterPrep(k-1) && v.lower(k-2) == "à" && v.kind(k+1) == syntax.Comma && strings.HasSuffix(v.a.src.Quotations[q].Text, "?") {
		sign("sign", 0.96) // "À la question « … ? », ils répondent"
	}
	if short && c.upper && !c.terminal && c.words <= maxMarkedName && v.kind(k-1) == syntax.Verb && v.toSomebody(k-1) {
		sign("name", 0.96) // "avait-elle confié à « Horizons »"
	}
	if v.kind(k+1) == syntax.Comma && v.kind(k+2) == syntax.NP && v.phrase(k+2).Det == syntax.Indefinite && v.a.lex.Listed(v.phrase(k+2).Noun.Lemma)&lexicon.ListNotion != 0 && short && !c.capital {
		sign("term", 0.9) // "« … », une notion que personne ne définit"
	}
	if short && !c.capital && !c.phrase && c.words <= maxMarkedName && v.presupposed(k) {
		sign("term", 0.44) // "un décret sur la « consigne »"
	}
	if i := k + 2; v.kind(k+1) == syntax.Comma && v.kind(i) == syntax.Source && v.kind(i+1) == syntax.NP && v.phrase(i+1).Det == syntax.Definite && v.a.lex.Saying(v.phrase(i+1).Noun.Lemma) && !v.phrase(i+1).HasName() {
		sign("term", 0.45) // "« … », selon la formule consacrée"
	}
	if n := k + 2; short && v.kind(k+1) == syntax.Comma && v.kind(n) == syntax.NP && v.phrase(n).Det == syntax.NoDet && v.kind(n+1) != syntax.Comp && v.a.lex.Listed(v.phrase(n).Noun.Lemma)&(lexicon.ListWord|lexicon.ListNotion) != 0 {
		sign("term", 0.9) // "Cette « refonte », terme préféré ici"
	}
	if short && v.means(k) {
		sign("term", 0.9)
	}
	if short && c.capital && !c.terminal && v.linked(k) {
		sign("title", 0.9)
	}
	if short && v.charged(k) {
		sign("term", 0.49) // "une enquête pour « mise en danger »"
	}
	if short && v.kind(k-1) == syntax.Open {
		sign("term", 0.6)
	}
	if short && c.words <= 3 && !c.capital && !c.phrase {
		sign("scare", 0.35)
		if k <= 1 && v.finite(k+1) && v.kind(k-1) != syntax.NP {
			sign("scare", 0.45) // "Les « … » ont": what the sentence is about
		}
	}
	if c.mine && !c.upper && (no.rule == "name" || no.rule == "term" || no.rule == "scare") {
		no.strength = min(no.strength, 0.45) // "ce qu'elle appelait « mes grandes vacances »": somebody's words
	}
	return no
}

// said reports whether an incise behind unit k gives its words to nobody but people in
// general: "« … », dit-on en Orient".
func (v *view) said(k int) bool {
	i := k + 1
	if v.kind(i) == syntax.Comma {
		i++
	}
	if !v.finite(i) || v.verb(i).Clitic < 0 || v.verb(i).Classes&lexicon.Say == 0 || v.verb(i).Classes&lexicon.Relay != 0 || !strings.HasSuffix(v.d.Tokens[v.verb(i).Clitic].Lower, "on") {
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
			return j >= 0 && v.kind(j-1) != syntax.Sub && (v.phrase(j).Form == "on" || v.phrase(j).Form == "l'on") && (v.verb(i).Classes&(speech|lexicon.Naming) != 0 || v.d.Tokens[v.verb(i).Head].Word.Lists&lexicon.ListPerceive != 0)
		case syntax.NP, syntax.Prep, syntax.Adverb:
		default:
			return false
		}
	}
	return false
}

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

// link reports whether the sentence begins as links to other articles do: "À lire".
func (v *view) link() bool {
	from := v.chunks[0].From
	return v.lower(0) == "à" && int(from)+1 < len(v.d.Tokens) && v.a.lex.Listed(v.d.Tokens[from+1].Lower)&lexicon.ListRead != 0
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
			if j := v.subject(i - 1); j >= 0 && (v.phrase(j).HasName() || v.phrase(j).Kind == syntax.Pronoun || v.phrase(j).Noun.Classes&(lexicon.NounPerson|lexicon.NounRole|lexicon.NounGroup) != 0) {
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
