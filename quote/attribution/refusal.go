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
	s := signs{v: v, k: k, q: q, clause: &a.sides[q].clause, no: refusal{rule: "no-source"}}
	s.short = !s.clause.finite || !s.clause.leading
	s.entitled = s.short && s.clause.upper && !s.clause.terminal
	// Of two signs that are equally strong, the first is kept.
	s.titles()
	s.impersonals()
	s.names()
	s.terms()
	s.thing()
	s.naming()
	switch v.kind(k - 1) {
	case syntax.Verb:
		s.behindVerb(v.verb(k - 1))
	case syntax.Adjective, syntax.Other, syntax.Adverb:
		s.distance(lexicon.ListSoCalled | lexicon.ListCalled)
	case syntax.NP:
		s.distance(lexicon.ListSoCalled)
		s.behindNoun(v.phrase(k - 1))
	}
	s.published()
	s.callers()
	s.question()
	s.glosses()
	s.links()
	s.fragment()
	if s.clause.mine && !s.clause.upper && (s.no.rule == "name" || s.no.rule == "term" || s.no.rule == "scare") {
		s.no.strength = min(s.no.strength, 0.45) // "ce qu'elle appelait « mes grandes vacances »": somebody's words
	}
	return s.no
}

// signs gathers what speaks against reported words around one quotation.
type signs struct {
	v        *view
	k, q     int
	clause   *clause
	short    bool    // no full clause
	entitled bool    // short, and reads like a title or name: a capital, no full stop
	no       refusal // the strongest sign so far
}

// sign notes a sign, which is kept where it is stronger than all before it.
func (s *signs) sign(rule string, strength float64) {
	if strength > s.no.strength {
		s.no = refusal{rule, strength}
	}
}

// titles looks for the title of a work: "son dernier essai, « … »".
func (s *signs) titles() {
	v, k, c := s.v, s.k, s.clause
	if !c.capital {
		return
	}
	if !c.terminal && v.a.titles[v.a.src.Quotations[s.q].Text] {
		s.sign("title", 0.9)
		if s.short && v.kind(k-1) == syntax.Colon && v.verbless() && c.words > 1 {
			s.sign("title", 0.96) // "Grand prix : « … »"
		}
	}
	if s.entitled && k == 0 && v.kind(1) == syntax.Comma && v.kind(2) == syntax.Prep && v.lower(2) == "de" {
		s.sign("title", 0.85) // "« … », de Jeanne Roux"
	}
	if s.entitled && v.kind(k-1) == syntax.Comma && v.nounAt(k-2, lexicon.NounWork) {
		s.sign("title", 0.96) // "son dernier essai, « … »,"
	}
	if s.short && !c.terminal && v.kind(k+1) == syntax.Comma && v.kind(k-1) == syntax.Comma &&
		v.nounAt(k-2, lexicon.NounDocument) && !v.phrase(k-2).HasName() {
		s.sign("title", 0.96) // "Une pétition, « … », circule"
	}
	if s.entitled && v.kind(k-1) == syntax.Colon && v.nounIn(k-2, lexicon.ListHeading) {
		s.sign("title", 0.97) // "le projet porte un beau titre : « … »"
	}
	if !c.terminal && v.kind(k+1) == syntax.Comma &&
		v.nounAt(k+2, lexicon.NounWork) && v.phrase(k+2).Det != syntax.Definite {
		s.sign("title", 0.97) // "publie « … », un essai"
	}
	if v.kind(k-1) == syntax.Prep && v.author(k-2) {
		s.sign("title", 0.97) // "auteure de « … »"
	}
	if s.entitled && k == 0 && v.finite(1) && v.verb(1).Copula && v.nounAt(2, lexicon.NounWork) {
		s.sign("title", 0.97) // "« … » est un beau livre"
	}
}

// author reports whether a phrase that stands at i calls somebody the author of a work:
// "l'auteure", "la jeune romancière".
func (v *view) author(i int) bool {
	return v.kind(i) == syntax.NP &&
		(v.a.lex.Author(v.phrase(i).Noun.Lemma) || v.a.lex.Author(v.d.Tokens[v.chunks[i].To-1].Lower))
}

// impersonals looks for words that are read or said by nobody in particular: "on peut
// lire : « … »", "« … », dit-on".
func (s *signs) impersonals() {
	v := s.v
	if v.impersonalBefore(s.k) && !v.sourced() && v.holder(s.k) < 0 {
		if v.kind(s.k-1) == syntax.Colon || s.clause.finite || s.clause.upper && v.kind(s.k-1) == syntax.Verb {
			s.sign("impersonal", 0.96)
		} else {
			s.sign("impersonal", 0.45)
		}
	}
	if v.said(s.k) {
		s.sign("impersonal", 0.96)
	}
}

// names looks for what somebody or something is called besides its name, or its name:
// "Jeanne Roux, la « dame aux chats »", "Son surnom : « … »".
func (s *signs) names() {
	v, k, c := s.v, s.k, s.clause
	if !s.short {
		return
	}
	if !c.phrase && !c.terminal && s.appositive(k) && v.verbless() {
		s.sign("name", 0.9) // "Jeanne Roux, la « dame aux chats »"
	}
	if !c.phrase && !c.capital && s.byname(k) {
		s.sign("name", 0.87) // "à Marioupol, « perle de la mer d'Azov »,"
	}
	if v.kind(k-1) == syntax.Colon && v.verbless() && v.nounIn(0, lexicon.ListNickname) {
		s.sign("name", 0.96) // "Son surnom : « Mister Digital »"
	}
	if c.proper && v.kind(k-1) == syntax.NP {
		n := v.phrase(k - 1)
		if n.Kind == syntax.Nominal && !n.HasName() && n.Noun.Classes&(lexicon.NounSpeech|lexicon.NounDocument) == 0 {
			s.sign("name", 0.87) // "le navire-école « Amiral Vesselov »"
		}
	}
}

// appositive reports whether the words at k, behind a definite article, stand in apposition
// to a name: "Jeanne Roux, la « dame aux chats »".
func (s *signs) appositive(k int) bool {
	v := s.v
	i := k - 1
	return v.articled(k) && v.kind(i) == syntax.Other && v.d.Tokens[v.chunks[i].To-1].Word.Definite() &&
		v.kind(i-1) == syntax.Comma && v.kind(i-2) == syntax.NP && v.phrase(i-2).HasName()
}

// byname reports whether the words at k are set off behind the name of a place or body,
// no person: "à Marioupol, « perle de la mer d'Azov »,".
func (s *signs) byname(k int) bool {
	v := s.v
	next := v.kind(k + 1)
	return v.kind(k-1) == syntax.Comma && v.kind(k-2) == syntax.NP && v.phrase(k-2).Kind == syntax.Name && v.afterPrep(k-2) && !v.person(k-2) &&
		(next == syntax.Comma || next == syntax.Stop || next == syntax.Open)
}

// terms looks for a word that is set off as such: "le thème « … »", "le mécanisme de
// « … »".
func (s *signs) terms() {
	v, k, c := s.v, s.k, s.clause
	if s.short && v.kind(k-1) == syntax.Colon && v.wordOf(k-1) {
		s.sign("term", 0.97) // "C'est un mot que l'on évite : « faillite »"
	}
	if v.nounIn(k-1, lexicon.ListTheme) {
		s.sign("term", 0.97)
	}
	if c.foreign && (v.kind(k-1) == syntax.Other || v.kind(k-1) == syntax.Prep && v.kind(k-2) == syntax.NP) {
		s.sign("term", 0.6) // "le « culicoïde »", "le mécanisme de « snapback »"
	}
	if s.short && !c.phrase && v.kind(k-1) == syntax.Prep && (v.lower(k-1) == "de" || v.lower(k-1) == "d'") &&
		v.nounAt(k-2, lexicon.NounTerm) && !v.judged(k-2) {
		s.sign("term", 0.6) // "le mécanisme de « … »"
	}
}

// wordOf reports whether the clause before the colon at i only presents a word: "C'est un mot
// qui revient : « … »", "Un mot domine : « … »".
func (v *view) wordOf(i int) bool {
	j := 0
	if v.kind(0) == syntax.NP && v.phrase(0).Kind == syntax.Pronoun && v.finite(1) && v.verb(1).Copula {
		j = 2
	}
	return j < i && v.nounIn(j, lexicon.ListWord) && v.phrase(j).Det == syntax.Indefinite
}

// thing looks for words that stand on a thing which nobody holds: "une banderole : « … »".
func (s *signs) thing() {
	v := s.v
	if v.onSign(s.k) && v.holder(s.k) < 0 && !v.answered(s.k-1) {
		s.sign("sign", 0.96)
	}
}

// naming looks for a verb of naming that does not stand right before the words:
// "surnommé par les anciens « … »", "se fait appeler les « … »", "dit de « … »".
func (s *signs) naming() {
	v, k := s.v, s.k
	if v.namingBefore(k) {
		s.sign("name", 0.97)
	}
	if !s.short {
		return
	}
	switch v.kind(k - 1) {
	case syntax.Other:
		if v.kind(k-2) == syntax.Prep && v.calledSo(k-2) {
			s.sign("name", 0.96) // "la stratégie dite de la « … »"
		}
		if v.kind(k-2) == syntax.Verb && v.verb(k-2).Classes&lexicon.Naming != 0 && v.verb(k-2).To == v.verb(k-2).Head+1 &&
			!v.calledBy(k-2) && !s.clause.request {
			s.sign("name", 0.96) // "se fait appeler les « … »"
		}
	case syntax.Prep:
		if v.calledSo(k - 1) {
			s.sign("name", 0.96) // "dit de « … »"
		}
	}
}

// behindVerb looks for what verb g, right before the words, calls something: "surnommé
// « … »", "au modèle dit « … »".
func (s *signs) behindVerb(g *syntax.VerbGroup) {
	v, k, c := s.v, s.k, s.clause
	if s.dubbed(g) {
		if g.Mood == syntax.PastParticiple && g.Classes&lexicon.Say == 0 {
			s.sign("name", 0.97)
		} else if g.Mood == syntax.PastParticiple || g.Passive || g.Classes&(lexicon.Say|lexicon.Write) == 0 {
			s.sign("name", 0.9)
		}
	}
	if !s.short || g.Reflexive || g.To-g.From != 1 || v.a.lex.Listed(g.Lemma)&lexicon.ListDub == 0 {
		return
	}
	if v.kind(k-2) == syntax.NP && v.phrase(k-2).Kind != syntax.Pronoun && (v.afterPrep(k-2) || v.entity(k-2) < 0) {
		s.sign("name", 0.97) // "au modèle dit « … »"
	}
	if s.dubbedAside() {
		s.sign("name", 0.93) // "Jean Roux, dit « Papa », est mort", "Le décret dit « travail » entre en vigueur"
	}
	if !c.infinitive && (v.kind(k-2) == syntax.Comma && v.otherVerb(k-1) || g.Mood == syntax.PastParticiple) && v.subjectAfter(k, g) < 0 {
		s.sign("name", 0.7)
	}
}

// dubbed reports whether the words are what verb g, of naming and right before them, calls
// something, and not what one person calls it or what it calls for: "appelle à".
func (s *signs) dubbed(g *syntax.VerbGroup) bool {
	v := s.v
	bare := g.To == g.Head+1 || g.Clitic >= 0 // no preposition of an expression: "appelle à"
	if v.kind(s.k-2) == syntax.Prep && v.lower(s.k-2) == "sans" {
		return false // "vise, sans les nommer, « … »"
	}
	return bare && !v.calledBy(s.k-1) && !s.clause.request && !(v.kind(s.k+1) == syntax.Prep && v.lower(s.k+1) == "à") &&
		(g.Classes&lexicon.Naming != 0 || g.Cue != nil && g.Cue.Classes&lexicon.Naming != 0)
}

// dubbedAside reports whether the verb right before the words only adds what somebody or
// something is called to a sentence that goes on: "Jean Roux, dit « Papa », est mort".
func (s *signs) dubbedAside() bool {
	v, k := s.v, s.k
	switch v.kind(k - 2) {
	case syntax.Comma:
		return v.kind(k-3) == syntax.NP && v.phrase(k-3).HasName() && v.kind(k+1) == syntax.Comma
	case syntax.NP:
		return v.phrase(k-2).Kind == syntax.Nominal && v.finite(k+1)
	}
	return false
}

// distance looks for a word right before the marks, of one of the lists, by which the
// writer keeps at a distance from them: "soi-disant".
func (s *signs) distance(lists lexicon.List) {
	v := s.v
	if v.d.Tokens[v.chunks[s.k-1].To-1].Word.Lists&lists != 0 {
		s.sign("scare", 0.9)
	}
}

// behindNoun looks for what phrase n, right before the words, tells them to be: "le film
// « … »", "le mot « … »", "l'association « … »".
func (s *signs) behindNoun(n *syntax.NounPhrase) {
	v, k, c := s.v, s.k, s.clause
	if v.uttered(k) {
		return
	}
	if s.short || c.words < 6 {
		switch {
		case n.Noun.Classes&lexicon.NounWork != 0 && !n.HasName():
			if c.capital {
				s.sign("title", 0.9)
			} else {
				s.sign("title", 0.45)
			}
		case n.Noun.Classes&lexicon.NounTerm != 0 && !n.HasName():
			s.sign("term", s.termStrength(n))
		case n.Noun.Classes&(lexicon.NounOrg|lexicon.NounMedia) != 0 && !n.HasName() && c.capital:
			s.sign("name", 0.85)
		case n.Kind == syntax.Name && v.kind(k+1) == syntax.NP && v.phrase(k+1).Kind == syntax.Name:
			s.sign("name", 0.9)
		case c.verbal && (v.kind(k-2) == syntax.Comp || !v.verbBetween(-1, k)): // "le maire « ne dit pas non »"
		case n.HasNominal() && n.Noun.Classes&(lexicon.NounSpeech|lexicon.NounDocument) == 0 && !n.HasName() && n.To == v.chunks[k].From:
			strength := 0.45
			if c.phrase {
				strength = 0.29
			}
			s.sign("term", strength) // a noun directly before names what it is
		}
	}
	if c.words <= 3 && isAnybody(n) {
		s.sign("scare", 0.9) // "on n'y travaille plus, on « délivre »"
	}
}

// termStrength is how surely the words right behind phrase n are the term that its noun
// announces: "la mention « Vu »" more than "une réforme « ferme et juste »".
func (s *signs) termStrength(n *syntax.NounPhrase) float64 {
	v := s.v
	switch {
	case s.clause.capital:
		return 0.85
	case v.a.lex.Listed(n.Noun.Lemma)&lexicon.ListWord != 0 && !v.judged(s.k-1):
		return 0.52
	case s.clause.phrase:
		return 0.29 // "une réforme « ferme et juste »"
	}
	return 0.45
}

// published looks for a title by its capital alone, and by the verb before it: "auteur de
// « … »", "publie « Les Vents contraires »".
func (s *signs) published() {
	v, k, c := s.v, s.k, s.clause
	if !s.entitled || c.words > maxTitle || k == 0 {
		return
	}
	if s.characterised(k) {
		return
	}
	if v.kind(k-1) == syntax.Prep && !(v.lower(k-1) == "des" && v.kind(s.verbOver(k)) == syntax.Verb) && !v.nounAt(k-2, lexicon.NounSpeech) || v.kind(k-1) == syntax.Source && v.lower(k-1) == "pour" {
		s.sign("title", 0.96) // "auteur de « … »", "dans « … »", "prix du roman pour « … »"
	}
	if v.kind(k-1) == syntax.Colon || v.kind(k-1) == syntax.Verb && v.nicknames(k-1) {
		return
	}
	b := s.verbOver(k)
	if v.kind(b) != syntax.Verb {
		s.sign("title", 0.55)
		return
	}
	switch does := v.verb(b).Classes; {
	case does&lexicon.Write != 0 && (does&lexicon.Say == 0 || does&lexicon.Relay != 0) && c.words > 1,
		v.a.lex.Listed(v.verb(b).Lemma)&lexicon.ListRead != 0 && c.words > 1:
		s.sign("title", 0.8) // "publie « Les Vents contraires »", "relit « Les Vents contraires »"
	case does&(lexicon.Say|lexicon.Write|lexicon.Manner) != 0:
		s.sign("title", 0.45)
	default:
		s.sign("title", 0.55)
	}
}

// characterised reports whether the words at k are what somebody says that something is or
// becomes: "a qualifié le texte de « Grande Farce »", "juge qu'il se mue en « Grande Farce »".
func (s *signs) characterised(k int) bool {
	v := s.v
	if v.kind(k-1) != syntax.Prep {
		return false
	}
	low := v.lower(k - 1)
	for i := k - 2; i >= 0; i-- {
		if v.kind(i) == syntax.Comp && low == "en" {
			return i > 0 && v.kind(i-1) == syntax.Verb && v.verb(i-1).Classes&(lexicon.Say|lexicon.Think) != 0
		}
		if v.kind(i) == syntax.Verb && (low == "de" || low == "d'") {
			return v.verb(i).Classes&(lexicon.Judge|lexicon.Addr) == lexicon.Judge|lexicon.Addr
		}
	}
	return false
}

// maxTitle bounds the words of a title that only its capital shows.
const maxTitle = 8

// verbOver is the unit before the words at k, but for an article and for phrases with
// their prepositions: the verb, if it is one, whose object they are.
func (s *signs) verbOver(k int) int {
	v := s.v
	b := k - 1
	article := func() bool { return v.kind(b) == syntax.Other || v.kind(b) == syntax.Prep && v.lower(b) == "des" }
	if article() {
		b-- // "ont scandé des « … »"
	}
	for (v.kind(b) == syntax.Coord || v.kind(b) == syntax.Comma) && v.kind(b-1) == syntax.Quotation {
		b -= 2 // "et des « … »"
		if article() {
			b--
		}
	}
	for v.kind(b) == syntax.NP && v.kind(b-1) == syntax.Prep {
		b -= 2 // "a écrit en haut de la page « … »"
	}
	return b
}

// callers looks for a name that the sentence tells by who uses it or who is spoken to:
// "« … », comme l'appellent ses amis".
func (s *signs) callers() {
	v, k := s.v, s.k
	if v.kind(k+1) == syntax.Comma && (v.kind(k+2) == syntax.Prep || v.kind(k+2) == syntax.Sub) && v.lower(k+2) == "comme" &&
		v.kind(k+3) == syntax.Verb && v.verb(k+3).Classes&lexicon.Naming != 0 {
		s.sign("name", 0.96) // "« … », comme l'appellent ses amis"
	}
	if s.entitled && s.clause.words <= maxMarkedName && v.kind(k-1) == syntax.Verb && v.toSomebody(k-1) {
		s.sign("name", 0.96) // "avait-elle confié à « Horizons »"
	}
}

// question looks for a question that is put to many, not asked by somebody: "À la
// question « … ? », ils répondent".
func (s *signs) question() {
	v, k := s.v, s.k
	if v.kind(k-1) == syntax.NP && v.afterPrep(k-1) && v.lower(k-2) == "à" && v.kind(k+1) == syntax.Comma &&
		strings.HasSuffix(v.a.src.Quotations[s.q].Text, "?") {
		s.sign("sign", 0.96)
	}
}

// glosses looks for a term that the sentence explains, translates or takes to be known:
// "« … », une notion que personne ne définit".
func (s *signs) glosses() {
	v, k, c := s.v, s.k, s.clause
	if s.short && v.kind(k-1) == syntax.Coord && v.lower(k-1) == "ou" &&
		(v.kind(k-2) == syntax.NP || v.kind(k-2) == syntax.Comma && v.kind(k-3) == syntax.NP) {
		s.sign("term", 0.9) // "un écran de choix, ou « choice screen »"
	}
	if s.short && !c.capital && v.kind(k+1) == syntax.Comma &&
		v.nounIn(k+2, lexicon.ListNotion) && v.phrase(k+2).Det == syntax.Indefinite {
		s.sign("term", 0.9) // "« … », une notion que personne ne définit"
	}
	if s.short && !c.capital && !c.phrase && c.words <= maxMarkedName && v.presupposed(k) {
		s.sign("term", 0.44) // "un décret sur la « consigne »"
	}
	if v.kind(k+1) == syntax.Comma && v.kind(k+2) == syntax.Source && v.commonplace(k+3) {
		s.sign("term", 0.45) // "« … », selon la formule consacrée"
	}
	if s.short && v.kind(k+1) == syntax.Comma && v.nounIn(k+2, lexicon.ListWord|lexicon.ListNotion) &&
		v.phrase(k+2).Det == syntax.NoDet && v.kind(k+3) != syntax.Comp {
		s.sign("term", 0.9) // "Cette « refonte », terme préféré ici"
	}
	if s.short && v.means(k) {
		s.sign("term", 0.9)
	}
	if s.short && v.charged(k) {
		s.sign("term", 0.49) // "une enquête pour « mise en danger »"
	}
	if s.short && v.kind(k-1) == syntax.Open {
		s.sign("term", 0.6) // "le fonds commun (« pool »)"
	}
}

// commonplace reports whether the phrase at i is a way of putting things that is nobody's:
// "la formule consacrée".
func (v *view) commonplace(i int) bool {
	if v.kind(i) != syntax.NP {
		return false
	}
	n := v.phrase(i)
	return n.Det == syntax.Definite && v.a.lex.Saying(n.Noun.Lemma) && !n.HasName()
}

// links looks for the title of another article: "À relire : notre enquête « … »".
func (s *signs) links() {
	v := s.v
	if s.clause.capital && !s.clause.terminal && v.linked(s.k) && (s.short || !v.linkAt(v.chunks[0].From)) {
		s.sign("title", 0.97)
	}
}

// fragment looks for a word or two that the writer only keeps at a distance: "Les « … »
// ont".
func (s *signs) fragment() {
	v := s.v
	if !s.short || s.clause.words > 3 || s.clause.capital || s.clause.phrase {
		return
	}
	s.sign("scare", 0.35)
	if s.k <= 1 && v.finite(s.k+1) && v.kind(s.k-1) != syntax.NP {
		s.sign("scare", 0.45) // "Les « … » ont": what the sentence is about
	}
}
