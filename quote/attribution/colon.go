package attribution

import (
	"strings"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/mentions"
	"dixit/quote/syntax"
)

// readColon: X a déclaré : « … ». X : « … ».
func readColon(v *view, k, q int) (reading, bool) {
	if v.kind(k-1) == syntax.Colon && k >= 1 {
		if list := v.label(k - 1); list&lexicon.ListLabel != 0 {
			return reading{}, false // "Légende : « L'Intrépide » au port"
		} else if list&lexicon.ListOutcome != 0 {
			return v.concluded()
		}
		return v.beforeColon(k - 1)
	}
	// A clause in the marks may follow others that the colon introduced.
	if k != 0 {
		return reading{}, false
	}
	// The colon ends the line before.
	if p, ok := v.lineBefore(); ok && p.kind(len(p.chunks)-1) == syntax.Colon && !p.link() {
		return p.beforeColon(len(p.chunks) - 1)
	}
	return reading{}, false
}

// lineBefore is the last sentence of the paragraph before, where the sentence in
// view opens its own.
func (v *view) lineBefore() (view, bool) {
	if !v.d.Sentences[v.s].Opens || v.s == 0 || v.d.Sentences[v.s].Within >= 0 {
		return view{}, false
	}
	return v.a.view(v.s - 1), true
}

// beforeColon reads the source of what the colon at i introduces: each way in which the
// words before it may tell, the surest first.
func (v *view) beforeColon(i int) (reading, bool) {
	if r, ok := v.announced(i); ok {
		return r, true
	}
	if v.sameAgain(i) {
		e := v.a.lastOf(v.phrase(0).Gender, v.s)
		return reading{entity: e, mention: v.span(0), score: 0.85, spoken: true}, e >= 0
	}
	if r, ok := v.opener(); ok {
		return r, true
	}
	if r, ok := v.answerOf(); ok {
		return r, true
	}
	if r, ok, over := v.reportedBefore(i); ok || over {
		return r, ok
	}
	return v.untoldBefore(i)
}

// untoldBefore reads the source of what the colon at i introduces, where no verb before it
// reports the words.
func (v *view) untoldBefore(i int) (reading, bool) {
	if r, ok := v.goingOn(i); ok {
		return r, true
	}
	if r, ok := v.sourceBefore(i); ok {
		return r, true
	}
	if r, ok := v.reactsBefore(i); ok {
		return r, true
	}
	if r, ok := v.subjectBefore(i); ok {
		return r, true
	}
	if r, ok := v.verdict(i); ok {
		return r, true
	}
	if r, ok := v.namedFirst(i); ok {
		return r, true
	}
	return v.phraseBefore(i)
}

// lastFinite is the last finite verb before unit i, -1 where there is none.
func (v *view) lastFinite(i int) int {
	for i--; i >= 0 && !v.finite(i); i-- {
	}
	return i
}

// announced reads whose words a noun of speech right before the colon at i announces, or
// before a name in apposition there: "une remarque du procureur : « … »", "Réponse de
// Jeanne Roux, maire : « … »".
func (v *view) announced(i int) (reading, bool) {
	if v.kind(i-1) != syntax.NP {
		return reading{}, false
	}
	if v.nounAt(i-1, lexicon.NounSpeech) && !v.phrase(i-1).HasName() {
		if e, m := v.within(i - 1); e >= 0 {
			return reading{entity: e, mention: m, cue: v.span(i - 1), score: 0.9, spoken: true}, true
		}
		if r, ok := v.leaves(i); ok {
			return r, true
		}
	}
	if v.kind(i-2) != syntax.Comma || !v.nounAt(i-3, lexicon.NounSpeech) {
		return reading{}, false
	}
	name := v.phrase(i-1).Kind == syntax.Name
	if e, m := v.within(i - 3); e >= 0 && !name { // "Réponse de Jeanne Roux, maire : « … »"
		return reading{entity: e, mention: m, cue: v.span(i - 3), score: 0.9, spoken: true}, true
	}
	if e := v.entity(i - 1); e >= 0 && name {
		return reading{entity: e, mention: v.span(i - 1), cue: v.span(i - 3), score: 0.9, spoken: true}, true
	}
	return reading{}, false
}

// leaves reads which person utters the words that the noun of speech before the colon at i
// announces, itself what a verb has for its object: "il a laissé une seule consigne : « … »".
func (v *view) leaves(i int) (reading, bool) {
	j := v.lastFinite(i - 1)
	if j < 0 || v.afterPrep(i-1) {
		return reading{}, false
	}
	r, ok := v.sourceOfVerb(j, i)
	if !ok || v.a.res.Entity(r.entity).Type != quote.Person {
		return reading{}, false
	}
	if o, ok := v.readOut(j, i, r); ok {
		return o, true
	}
	r.score *= 0.88
	r.spoken = true
	return r, true
}

// sameAgain reports whether all that stands before the colon at i says that whoever spoke
// goes on: "Le même : « … »".
func (v *view) sameAgain(i int) bool {
	return i == 1 && v.kind(0) == syntax.NP && v.a.lex.Listed(strings.ToLower(v.span(0).Of(v.d.Body)))&lexicon.ListSame != 0
}

// opener reads the person that a sentence without a verb begins with, set off by a comma:
// "Roux, sans les regarder : « … »", "La maire, sur Radio Valmy : « … »".
func (v *view) opener() (reading, bool) {
	if v.kind(0) != syntax.NP || v.kind(1) != syntax.Comma || !v.verbless() || !v.person(0) {
		return reading{}, false
	}
	if n := v.phrase(0); !n.HasName() && n.Det != syntax.Definite && n.Det != syntax.Demonstrative {
		return reading{}, false
	}
	return reading{entity: v.entity(0), mention: v.span(0), score: 0.9, spoken: true}, true
}

// answerOf reads whose words the noun of speech announces that a sentence without a verb
// begins with: "Réponse de l'intéressé, toujours sur X : « … »".
func (v *view) answerOf() (reading, bool) {
	if !v.verbless() || !v.nounAt(0, lexicon.NounSpeech) || v.phrase(0).HasName() {
		return reading{}, false
	}
	e, m := v.within(0)
	return reading{entity: e, mention: m, cue: v.span(0), score: 0.9, spoken: true}, e >= 0
}

// reportedBefore reads the source of the last verb before the colon at i that can report:
// "Le maire l'a dit hier : « … »". Where it is over without a source none is to be looked
// for: the verb's subject hears the words, or is "je".
func (v *view) reportedBefore(i int) (r reading, ok, over bool) {
	for j := i - 1; j >= 0 && v.kind(j) != syntax.Colon; j-- {
		if v.kind(j) != syntax.Verb {
			continue
		}
		g := v.verb(j)
		if v.finite(j) && v.hears(j) {
			return reading{}, false, true
		}
		if v.finite(j) {
			if r, ok, found := v.foundText(j, i); found {
				return r, ok, true
			}
		}
		if g.Classes == 0 && g.Mood != syntax.Infinitive || v.objectAhead(j) {
			continue
		}
		if i-1 == j+1 && v.kind(i-1) == syntax.NP && v.person(i-1) && v.a.lex.Listed(g.Lemma)&lexicon.ListCites != 0 {
			r = reading{entity: v.entity(i - 1), mention: v.span(i - 1), cue: v.span(j), score: 0.85, spoken: true}
			return r, true, true // "Et d'invoquer Hugo : « … »"
		}
		if g.Classes&lexicon.Say == 0 && v.kind(0) == syntax.Source {
			if r, ok, over := v.setSource(0); over && ok { // "À ses yeux, l'équipe se regarde jouer : « … »"
				r.spoken = true
				return r, true, true
			}
		}
		r, ok = v.sourceOfVerb(j, i)
		if !ok {
			if v.ofSelf(j) || v.ofNobody(j) {
				return reading{}, false, true // "l'an dernier, j'ai demandé : « … »", "d'autres m'ont dit : « … »"
			}
			continue
		}
		r.score *= 0.97
		if o, ok := v.readOut(j, i, r); ok {
			return o, true, true
		}
		if h, ok := v.reporterOf(j); ok && (g.Classes&lexicon.Say == 0 || v.a.res.Entity(r.entity).Type != quote.Person) && v.a.res.Entity(h.entity).Type == quote.Person {
			h.score *= 0.9 // "X a assuré que la France ne fermait pas la porte : « … »"
			h.spoken = true
			return h, true, true
		}
		if g.Classes&speech == 0 {
			r.score *= 0.93
		}
		r.spoken = true
		return r, true, true
	}
	return reading{}, false, false
}

// objectAhead reports whether the verb at i stands in a relative clause whose "que" is its
// object, some thing, so that it has no words for another: "la fresque que ses élèves
// terminent : « … »".
func (v *view) objectAhead(i int) bool {
	if !v.finite(i) {
		return false
	}
	for j := i - 1; j > 0; j-- {
		switch v.kind(j) {
		case syntax.Comp, syntax.Rel:
			if low := v.lower(j); low != "que" && low != "qu'" || v.kind(j-1) != syntax.NP {
				return false
			}
			const speaks = syntax.Speakable | lexicon.NounSpeech
			n := v.phrase(j - 1)
			return n.Kind == syntax.Nominal && !n.HasName() && n.Noun.Classes&speaks == 0 && !v.temporal(j-1)
		case syntax.NP, syntax.Adverb, syntax.Prep:
		default:
			return false
		}
	}
	return false
}

// goingOn reads that who spoke last goes on, where the sentence has no finite verb: "Et
// d'ajouter : « … »", "Puis, se tournant vers le public : « … »".
func (v *view) goingOn(i int) (reading, bool) {
	if !v.verbless() {
		return reading{}, false
	}
	for j := i - 1; j >= 0; j-- {
		if v.kind(j) != syntax.Verb {
			continue
		}
		g := v.verb(j)
		says := g.Mood == syntax.Infinitive && g.Classes&speech != 0
		if says || g.Mood == syntax.PresentParticiple && v.kind(j-1) != syntax.NP {
			if e := v.a.res.LastSpeaker(); e >= 0 {
				return reading{entity: e, cue: v.span(j), score: 0.9, spoken: true}, true
			}
		}
	}
	return reading{}, false
}

// sourceBefore reads the source that a preposition before the colon at i introduces:
// "Selon X : « … »", "Dans un communiqué : « … »".
func (v *view) sourceBefore(i int) (reading, bool) {
	for j := i - 1; j >= 0; j-- {
		if v.kind(j) == syntax.Source {
			if v.kind(j+1) == syntax.NP && v.media(j+1) && v.hearsay() {
				continue // "Il serait allé plus loin, selon le quotidien : « … »"
			}
			if r, ok := v.sourceAt(j); ok {
				r.spoken = true
				return r, true
			}
		}
	}
	return reading{}, false
}

// reactsBefore reads the person right before the colon at i by whom something is said to be
// taken or done: "Le projet a été mal reçu par Jeanne Roux : « … »".
func (v *view) reactsBefore(i int) (reading, bool) {
	e := v.agent(i - 2)
	if e < 0 {
		return reading{}, false
	}
	if t := v.a.res.Entity(e).Type; t != quote.Person && t != quote.Group {
		return reading{}, false
	}
	j := i - 3
	for v.kind(j) == syntax.Adverb || v.kind(j) == syntax.NP && v.afterPrep(j) {
		if v.kind(j) == syntax.NP {
			j-- // "sans joie"
		}
		j--
	}
	done := j >= 0 && v.d.Tokens[v.chunks[j].To-1].Tags&lexicon.PastPart != 0 // "une visite accueillie"
	if v.kind(j) == syntax.Adjective {
		j--
	}
	apposed := done && v.kind(j) == syntax.NP && v.kind(j-1) == syntax.Comma
	if passive := v.finite(j) && v.verb(j).Passive; !passive && !apposed {
		return reading{}, false
	}
	return reading{entity: e, mention: v.span(i - 1), score: 0.8, spoken: true}, true
}

// subjectBefore reads the subject of whatever verb stands before the colon at i: "Le maire
// est furieux : « … »".
func (v *view) subjectBefore(i int) (reading, bool) {
	for j := v.lastFinite(i); j >= 0; j = v.lastFinite(j) {
		if r, ok := v.sourceOfVerb(j, i); ok {
			r.score *= 0.85
			r.spoken = true
			return r, true
		}
	}
	return reading{}, false
}

// foundText reads whose text it is that the subject of the verb at j comes upon, before the
// colon at i: somebody's who is told of, not the subject's. "Sur son téléphone, la police a
// retrouvé un message : « … »". It is found where the verb is one of finding.
func (v *view) foundText(j, i int) (r reading, ok, found bool) {
	if v.a.lex.Listed(v.verb(j).Lemma)&lexicon.ListFinds == 0 {
		return reading{}, false, false
	}
	text := -1
	for k := j + 1; k < i; k++ {
		if v.nounAt(k, lexicon.NounSpeech|lexicon.NounDocument) {
			text = k
			break
		}
	}
	if text < 0 {
		return reading{}, false, false
	}
	if e, m := v.within(text); e >= 0 {
		return reading{entity: e, mention: m, cue: v.span(text), score: 0.85, spoken: true}, true, true
	}
	finder := int32(mentions.None)
	if s := v.subject(j); s >= 0 {
		finder = v.entity(s)
	}
	e := v.owner(finder)
	return reading{entity: e, mention: v.span(text), cue: v.span(text), score: 0.6, spoken: true}, e >= 0, true
}

// verdict reads a bare noun of speech before the colon at i, which is of who answers the
// question before, else of who spoke last: "Verdict : « … »".
func (v *view) verdict(i int) (reading, bool) {
	if i != 1 || v.kind(0) != syntax.NP || v.phrase(0).Det != syntax.NoDet {
		return reading{}, false
	}
	word := v.chunks[0].To-v.chunks[0].From == 1 && v.d.Tokens[v.chunks[0].From].Noun.Classes&lexicon.NounSpeech != 0
	if n := v.phrase(0); !word && (n.Noun.Classes&lexicon.NounSpeech == 0 || n.HasName()) {
		return reading{}, false
	}
	if _, m := v.within(0); !m.Empty() {
		return reading{}, false
	}
	if r, ok := v.replying(i); ok {
		return r, true
	}
	return v.concluded()
}

// concluded reads that what a bare noun and a colon introduce is of who spoke last: "Verdict : « … »".
func (v *view) concluded() (reading, bool) {
	e := v.a.res.LastSpeaker()
	return reading{entity: e, cue: v.span(0), score: 0.7, spoken: true}, e >= 0
}

// label is the lists of the bare noun that is all the sentence has before the colon at i,
// but for an adjective: "Objectif affiché : « … »".
func (v *view) label(i int) lexicon.List {
	if i != 1 || v.kind(0) != syntax.NP || v.phrase(0).HasName() || v.chunks[0].To-v.chunks[0].From > 2 {
		return 0
	}
	return v.d.Tokens[v.chunks[0].From].Lists
}

// namedFirst reads the person whose name comes first, where the sentence has no verb:
// "Jeanne Roux, maire de Brest, lundi soir : « … »".
func (v *view) namedFirst(i int) (reading, bool) {
	first := i // behind another colon: "Brest-Lens : 1-0. Paul Ney (gardien) : « … »"
	for first > 0 && v.kind(first-1) != syntax.Colon && v.kind(first-1) != syntax.Quotation {
		first--
	}
	for v.kind(first) != syntax.NP && first < i {
		first++
	}
	if first < i && v.phrase(first).HasName() && v.person(first) && v.verbless() {
		return reading{entity: v.entity(first), mention: v.span(first), score: 0.9, spoken: true}, true
	}
	return reading{}, false
}

// phraseBefore reads the last phrase before the colon at i that is somebody, or tells whose
// words they are: "X : « … »", "Réaction de X : « … »", "Sa crainte : « … »".
func (v *view) phraseBefore(i int) (reading, bool) {
	for j := i - 1; j >= 0; j-- {
		if v.kind(j) != syntax.NP {
			continue
		}
		n := v.phrase(j)
		if n.Noun.Classes&(lexicon.NounSpeech|lexicon.NounDocument) != 0 {
			if e, m := v.within(j); e >= 0 {
				return reading{entity: e, mention: m, cue: v.span(j), score: 0.88, spoken: true}, true
			}
		}
		if low := v.d.Tokens[max(0, v.chunks[j].From-1)].Lower; low == "à" || low == "au" || low == "aux" {
			continue // whom the words are said to
		}
		if n.Det == syntax.Possessive && n.Noun.Classes&(syntax.Speakable&^lexicon.NounDocument) == 0 { // "Sa crainte : « … »"
			if e, sure := v.a.res.Pronoun("son", 0, lexicon.Singular, v.when); e >= 0 {
				return reading{entity: e, mention: v.span(j), score: 0.8 * (0.6 + 0.4*sure), spoken: true}, true
			}
		}
		if n.Noun.Classes&lexicon.NounSpeech != 0 && n.Noun.Classes&syntax.Speakable == 0 && !n.HasName() {
			continue // "la question du coût : « … »"
		}
		if e := v.entity(j); e >= 0 {
			score := 0.9
			if v.afterPrep(j) {
				score = 0.7
			}
			return reading{entity: e, mention: v.span(j), score: score, spoken: true}, true
		}
	}
	return v.messageOf(i)
}

// messageOf reads whose the text is that a sentence without a verb presents: that of whom the
// sentences before are about. "Et un dernier message à sa compagne : « … »"
func (v *view) messageOf(i int) (reading, bool) {
	if !v.verbless() {
		return reading{}, false
	}
	for j := 0; j < min(i, 2); j++ {
		if v.nounAt(j, lexicon.NounSpeech) && v.phrase(j).Det == syntax.Indefinite {
			e, sure := v.a.res.Pronoun("son", 0, lexicon.Singular, v.when)
			return reading{entity: e, mention: v.span(j), cue: v.span(j), score: 0.7 * (0.6 + 0.4*sure), spoken: true}, e >= 0
		}
	}
	return reading{}, false
}

// replying reads who answers the question quoted last, behind the colon at i: whoever
// spoke before it. "« Que leur dites-vous ? », lance une élue. Réponse : « Rien. »"
func (v *view) replying(i int) (reading, bool) {
	if v.kind(i+1) != syntax.Quotation {
		return reading{}, false
	}
	p := v.a.spokenBefore(int(v.chunks[i+1].Index))
	if p < 0 || !strings.HasSuffix(v.a.src.Quotations[p].Text, "?") {
		return reading{}, false
	}
	if o := v.a.otherBefore(p); o >= 0 && !v.a.toOthers(p) {
		return reading{entity: v.a.got[o].entity, mention: v.a.got[o].mention, cue: v.span(0), score: 0.75, spoken: true}, true
	}
	return reading{}, false
}

// toOthers reports whether the sentence of quotation p says, behind it, to whom it is
// said: "« … ? », demande Jeanne Roux aux élus".
func (a *Attributor) toOthers(p int) bool {
	v := a.view(a.sides[p].sentence)
	for i := a.sides[p].chunk + 1; i < len(v.chunks); i++ {
		if v.kind(i) == syntax.Prep && (v.lower(i) == "à" || v.lower(i) == "au" || v.lower(i) == "aux") {
			return true
		}
	}
	return false
}

// hears reports whether the verb at i says that its subject hears or sees the words
// of somebody else.
func (v *view) hears(i int) bool {
	g := v.verb(i)
	return v.d.Tokens[g.Head].Word.Lists&lexicon.ListPerceive != 0 && !g.Modal && g.Classes&(lexicon.Say|lexicon.Write|lexicon.Relay|lexicon.Directive) == 0
}

// ofSelf reports whether the verb at i has "je" or "nous" for its subject, and
// speaks: whoever they are, nobody else before it says the words.
func (v *view) ofSelf(i int) bool {
	if !v.finite(i) || v.verb(i).Classes&(speech&^lexicon.Show) == 0 {
		return false
	}
	j := v.subject(i)
	if j < 0 {
		return false
	}
	f := v.phrase(j).Form
	return f == "je" || f == "j'" || f == "nous" && v.verb(i).Person&lexicon.Fin3S == 0
}

// ofNobody reports whether the verb at i says something, with nobody in particular for its
// subject: "certains", "d'autres".
func (v *view) ofNobody(i int) bool {
	if !v.finite(i) || v.verb(i).Classes&lexicon.Say == 0 {
		return false
	}
	j := v.subject(i)
	return j >= 0 && v.phrase(j).Kind == syntax.Pronoun && syntax.IndefinitePronoun(v.phrase(j).Form)
}

// lastOf is who spoke last before sentence s, among those of a gender.
func (a *Attributor) lastOf(g lexicon.Gender, s int) int32 {
	for q := len(a.got) - 1; q >= 0; q-- {
		e := a.got[q].entity
		if at := a.sides[q].sentence; at < 0 || at >= s || e < 0 {
			continue
		}
		if has := a.res.Entity(e).Gender; has == 0 || g == 0 || has&g != 0 {
			return e
		}
	}
	return mentions.None
}

// readOut reads whose words the person of reading r reads out, with the verb at j
// before the colon at i: "La présidente relit ses déclarations : « … »".
func (v *view) readOut(j, i int, r reading) (reading, bool) {
	if v.verb(j).Classes&lexicon.Relay == 0 {
		return r, false
	}
	what, score := j+1, 0.75
	if says := v.verb(j).Classes&lexicon.Say != 0; says || what >= i || v.kind(what) != syntax.NP {
		what, score = v.subject(j)-2, 0.9 // "… a ses sentences, qu'elle récite : « … »"
		if v.kind(what+1) != syntax.Comp && v.kind(what+1) != syntax.Rel {
			return r, false
		}
		if v.kind(what) == syntax.Comma {
			what--
		}
	}
	if v.kind(what) != syntax.NP {
		return r, false
	}
	if e, m := v.within(what); e >= 0 && e != r.entity && v.a.res.Entity(e).Type == quote.Person {
		return reading{entity: e, mention: m, cue: r.cue, score: 0.75, spoken: true}, true // "Il lit la lettre de Lise Roux : « … »"
	}
	if low := v.lower(what); v.phrase(what).Noun.Classes&(lexicon.NounSpeech|lexicon.NounDocument) == 0 || low != "ses" && low != "sa" && low != "son" {
		return r, false
	}
	e := v.a.res.Other(r.entity, 0, v.when)
	return reading{entity: e, mention: v.span(what), cue: r.cue, score: score, spoken: true}, e >= 0
}

// within returns the entity that the phrase at i has as a complement: of "l'appel
// du maire" the mayor.
func (v *view) within(i int) (int32, text.Span) {
	c := v.chunks[i]
	sent := &v.d.Sentences[v.s]
	for n := sent.NPs[0]; n < int(c.Index); n++ {
		p := &v.d.NPs[n]
		if p.Inner && p.From > c.From && p.To <= c.To {
			if e := v.a.res.Resolve(int32(n), v.when); e >= 0 {
				return e, v.d.SpanOf(p.From, p.To)
			}
		}
	}
	return mentions.None, text.Span{}
}

// sourceOfVerb reads the source of words that the verb at i reports: its
// subject, found by its mood and voice.
func (v *view) sourceOfVerb(i, k int) (reading, bool) {
	g := v.verb(i)
	r := reading{cue: v.span(i), score: 1, entity: mentions.None}
	j := -1
	switch {
	case g.Passive || g.Mood == syntax.PastParticiple:
		// the agent: "qualifié de « … » par X", the words' own before the verb's
		for b := k + 1; b+1 < len(v.chunks) && !v.finite(b) && v.kind(b) != syntax.Comp && v.kind(b) != syntax.Quotation; b++ {
			if e := v.agent(b); e >= 0 {
				r.entity, r.mention = e, v.span(b+1)
				return r, true
			}
		}
		for b := i + 1; b+1 < k; b++ {
			if e := v.agent(b); e >= 0 && (g.Passive || v.kind(k-1) == syntax.Prep) {
				r.entity, r.mention = e, v.span(b+1)
				return r, true
			}
		}
		if v.d.Tokens[g.From].Lower == "y" && g.Passive { // "La Russie y est décrite comme une « menace »"
			return v.readTherein(i)
		}
		return r, false
	case g.Clitic >= 0:
		return v.invertedSource(i)
	case g.Mood == syntax.Finite:
		j = v.subject(i)
		if s := v.answersBehind(i); s >= 0 {
			j = s
		}
		if j >= 0 && isAnybody(v.phrase(j)) {
			return v.bodyOf(i)
		}
		if j < 0 {
			if o := v.markedBefore(i); o >= 0 {
				r.entity, r.mention, r.score = v.marked(o), v.span(o), 0.9
				return r, true
			}
			if !v.inverted(i) && v.kind(i-1) != syntax.Rel {
				return r, false
			}
			if v.kind(i-1) == syntax.Rel && v.lower(i-1) == "qui" || i == 0 && g.Modal {
				return r, false // "Reste à savoir si le pacte …"
			}
			return v.invertedSource(i)
		}
	case g.Mood == syntax.Infinitive && v.narrates(i):
		j = i - 2 // "Et X de conclure"
	case g.Mood == syntax.Infinitive && v.tasked(i): // "l'occasion pour X de rappeler", "a permis à X de dénoncer"
		j = i - 2
	case g.Mood == syntax.Infinitive && (v.verbless() || v.goesOn(i) && v.kind(k) != syntax.Colon): // "Et de rappeler que « … »"
		r.entity = v.a.res.LastSpeaker()
		r.score = 0.85
		return r, r.entity >= 0
	default:
		return v.controller(i)
	}
	return v.subjectReading(r, j, g)
}

// goesOn reports whether the sentence begins with the infinitive at i, which tells what somebody
// does next: "Et d'ajouter que les Européens sont « loin »".
func (v *view) goesOn(i int) bool {
	first := 0
	if v.kind(0) == syntax.Coord {
		first = 1
	}
	return i == first+1 && v.kind(first) == syntax.Prep && (v.lower(first) == "de" || v.lower(first) == "d'")
}

// markedBefore finds the name between marks that is the subject of the verb at i:
// "Le « Courrier » écrit"; -1 where there is none.
func (v *view) markedBefore(i int) int {
	if c := v.verb(i).Classes; c&(lexicon.Say|lexicon.Write|lexicon.Target|lexicon.Judge) == 0 || c&lexicon.Show != 0 {
		return -1 // "Le « Plan bleu » prévoit"
	}
	j := i - 1
	for v.kind(j) == syntax.Adverb || v.kind(j) == syntax.NP && v.kind(j-1) == syntax.Prep {
		if v.kind(j) == syntax.NP {
			j--
		}
		j--
	}
	if v.nameLike(j) && (j == 0 || v.articled(j) && (j == 1 || v.kind(j-2) == syntax.Sub || v.kind(j-2) == syntax.Comma || v.kind(j-2) == syntax.Coord)) {
		return j
	}
	return -1
}

// nameLike reports whether the quotation at i reads like a name: a few words, the
// first with a capital, and no sentence.
func (v *view) nameLike(i int) bool {
	if i < 0 || v.kind(i) != syntax.Quotation {
		return false
	}
	c := &v.a.sides[v.chunks[i].Index].clause
	return c.upper && !c.terminal && !c.finite && c.words <= maxMarkedName
}

// maxMarkedName bounds the words of a name between marks.
const maxMarkedName = 5

// marked is the body whose name stands between marks at i.
func (v *view) marked(i int) int32 {
	return v.a.res.Marked(v.a.src.Quotations[v.chunks[i].Index].Text)
}

// answersBehind finds the person who, behind the verb at i and a clause before it,
// answers or says what a colon introduces: "Elle a tort, lui répond Lise Roux : « … »";
// -1 where nobody does.
func (v *view) answersBehind(i int) int {
	g := v.verb(i)
	if g.Classes&(lexicon.Say|lexicon.Answer) == 0 || g.Classes&(lexicon.Addr|lexicon.Judge|lexicon.Target) != 0 || v.kind(i-1) != syntax.Comma || !v.complete(i-1) {
		return -1
	}
	if s := i + 1; v.kind(s) == syntax.NP && v.phrase(s).HasName() && v.person(s) {
		return s
	}
	return -1
}

// tasked reports whether the infinitive at i is what somebody before it may or has
// to do: "l'occasion pour X de", "a permis à X de".
func (v *view) tasked(i int) bool {
	if v.kind(i-1) != syntax.Prep || v.lower(i-1) != "de" && v.lower(i-1) != "d'" || v.kind(i-2) != syntax.NP || !v.afterPrep(i-2) || !v.person(i-2) {
		return false
	}
	switch v.lower(i - 3) {
	case "pour":
		return true
	case "à", "au":
		return v.finite(i-4) && v.verb(i-4).Classes&lexicon.Directive != 0 && v.verb(i-4).Classes&lexicon.Say == 0
	}
	return false
}

// bodyOf reads the body in whose house "on" speaks, or the document in which "on" reads:
// "Au ministère, on assure …", "C'est à l'ONU, où l'on promet …", "Un rapport a fuité. On y
// lit que …".
func (v *view) bodyOf(i int) (reading, bool) {
	if g := v.verb(i); v.d.Tokens[g.From].Lower == "y" && g.Classes&(lexicon.Write|lexicon.Relay) != 0 {
		return v.readTherein(i)
	}
	if j := v.subject(i); v.kind(j-1) == syntax.Rel || v.kind(j-1) == syntax.Other && v.kind(j-2) == syntax.Rel {
		for v.kind(j) != syntax.Rel {
			j--
		}
		if r, ok := v.where(j, i); ok {
			return r, true
		}
	}
	for j := range v.chunks[:i] {
		if v.kind(j) == syntax.NP && v.afterPrep(j) {
			if e := v.entity(j); e >= 0 && v.a.res.Entity(e).Type == quote.Organisation {
				return reading{entity: e, mention: v.span(j), cue: v.span(i), score: 0.85}, true
			}
		}
	}
	return reading{}, false
}

// where reads the body that the "où" at j takes up as the source of the verb at i: "la table
// de l'ONU, où l'on promet".
func (v *view) where(j, i int) (reading, bool) {
	b := v.antecedentBefore(j)
	if b < 0 || v.lower(j) != "où" || v.phrase(b).Det == syntax.Indefinite { // "un pays où l'on dit"
		return reading{}, false
	}
	e, m := v.entity(b), v.span(b)
	if n := v.phrase(b); n.Kind == syntax.Name && n.Place == nil {
		return reading{}, false // "au-delà du Dniestr, où l'on"
	}
	if e < 0 {
		e, m = v.within(b)
	}
	if e < 0 {
		return reading{}, false
	}
	if who := v.a.res.Entity(e); who.Type != quote.Organisation && !(who.Type == quote.State && who.Named) {
		return reading{}, false
	}
	return reading{entity: e, mention: m, cue: v.span(i), score: 0.85}, true
}

// agent is the entity of the phrase behind a "par" at b.
func (v *view) agent(b int) int32 {
	if v.kind(b) != syntax.Prep || v.lower(b) != "par" {
		return mentions.None
	}
	return v.entity(b + 1)
}

// narrates reports whether the infinitive at i tells what somebody before it does: "Et X de
// conclure".
func (v *view) narrates(i int) bool {
	if v.kind(i-1) != syntax.Prep || v.lower(i-1) != "de" && v.lower(i-1) != "d'" || v.kind(i-2) != syntax.NP || v.afterPrep(i-2) {
		return false
	}
	n := v.phrase(i - 2)
	return (n.Det != syntax.NoDet || n.HasName()) && v.narrative(i-2)
}

// narrative reports whether the phrase at i opens an infinitive of narration ("Et
// le maire de conclure").
func (v *view) narrative(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if v.finite(j) {
			return v.kind(i-1) == syntax.Coord || v.kind(i-1) == syntax.Comma
		}
	}
	return true
}
