package attribution

import (
	"strings"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/mentions"
	"dixit/quote/syntax"
)

// speech are the classes of verbs that introduce words, in an incise or before a
// colon.
const speech = lexicon.Say | lexicon.Think | lexicon.Manner | lexicon.Write | lexicon.Answer | lexicon.Ask | lexicon.Directive | lexicon.Relay | lexicon.Show

// readIncise: « … », a déclaré X. « … », a-t-il ajouté.
func readIncise(v *view, k, _ int) (reading, bool) {
	i := k + 1
	comma := strings.HasSuffix(v.a.src.Quotations[v.chunks[k].Index].Text, ",") // "« … », X a dit" as translated: « … ,» X a dit
	inside := comma
	for {
		switch v.kind(i) {
		case syntax.Comma, syntax.Dash, syntax.Stop:
			if i >= len(v.chunks) {
				return reading{}, false
			}
			comma = true
			i++
			continue
		case syntax.Adverb:
			i++
			continue
		case syntax.Coord:
			if v.kind(i+1) == syntax.Verb && comma && v.verb(i+1).Clitic >= 0 {
				i++
				continue
			}
		case syntax.Prep, syntax.Sub: // "comme l'a rappelé X", "ainsi que le dit X"
			if (v.lower(i) == "comme" || v.lower(i) == "ainsi") && v.kind(i+1) == syntax.Verb && v.inverted(i+1) {
				i++
				continue
			}
		}
		break
	}
	if f := v.kind(i) == syntax.NP && comma && v.finite(i+1); f && v.verb(i+1).Person&(lexicon.Fin3S|lexicon.Fin3P) != 0 && (v.phrase(i).Form == "nous" || v.phrase(i).Form == "vous") {
		i++ // "« … », nous disait Jeanne Roux"
	}
	if v.kind(i) == syntax.NP && comma {
		// "« … », il a ajouté"
		n := v.phrase(i)
		if v.finite(i+1) && v.verb(i+1).Classes&(lexicon.Say|lexicon.Write|lexicon.Manner) != 0 && (inside || n.Kind == syntax.Pronoun || v.kind(i+2) == syntax.Stop) && v.kind(k-1) == syntax.Stop {
			if e := v.joint(i, v.verb(i+1)); e >= 0 {
				return reading{entity: e, mention: v.span(i), cue: v.span(i + 1), score: 0.85, spoken: true}, true
			}
		}
		return reading{}, false
	}
	if !v.finite(i) || !comma && v.articled(k) {
		return reading{}, false
	}
	g := v.verb(i)
	clause := v.a.sides[v.chunks[k].Index].clause
	if j := v.subject(i); g.Clitic < 0 && !inside && j >= 0 && !(v.phrase(j).Number == lexicon.Plural && g.Person == lexicon.Fin3S) {
		return reading{}, false // what parts the verb from its subject: no incise
	}
	if g.Classes&(speech|lexicon.Target|lexicon.Judge) == 0 && !comma && g.Clitic < 0 {
		return reading{}, false
	}
	if !comma && g.Clitic < 0 && !clause.finite && g.Classes&(lexicon.Say|lexicon.Manner|lexicon.Think) == 0 {
		return reading{}, false
	}
	r, ok := v.invertedSource(i)
	if !ok {
		return reading{}, false
	}
	if t := v.a.res.Entity(r.entity); t.Thing && v.complete(k) && !clause.sentence {
		return reading{}, false // "Elle parle de « … », énumère les assiettes"
	}
	if w, ok := v.writtenBefore(i, r); ok {
		return w, true
	}
	r.score *= 0.98
	if g.Classes == 0 {
		// A verb that reports nothing by itself: the inversion does.
		if g.Clitic < 0 && !(clause.finite && v.a.res.Entity(r.entity).Certain()) {
			return reading{}, false
		}
		r.score *= 0.8
	}
	r.spoken = true
	return r, true
}

// witnessed reports whether the verb at i only has reporters vouch for what was said: "…, a
// constaté un journaliste de l'AFP".
func (v *view) witnessed(i int) bool {
	j := v.subjectBehind(i)
	return j >= 0 && v.a.lex.Listed(v.verb(i).Lemma)&lexicon.ListWitness != 0 && v.nounIn(j, lexicon.ListReporter)
}

// writtenBefore reads whose words the source of reading r reads out with the verb at i:
// those of whoever writes in the sentence before. "Leur mère a écrit à la cour. « … », lit
// la présidente."
func (v *view) writtenBefore(i int, r reading) (reading, bool) {
	if c := v.verb(i).Classes; c&lexicon.Relay == 0 || c&lexicon.Say != 0 || v.s == 0 || v.d.Sentences[v.s].Within >= 0 || v.d.Sentences[v.s].Opens {
		return r, false
	}
	p := v.a.view(v.s - 1)
	w := p.mainVerb()
	if w < 0 || p.verb(w).Classes&lexicon.Write == 0 {
		return r, false
	}
	j := p.subject(w)
	if j < 0 || !p.person(j) || p.entity(j) == r.entity {
		return r, false
	}
	return reading{entity: p.entity(j), mention: p.span(j), cue: r.cue, score: 0.85, spoken: true}, true
}

// readInside: « A, calcule-t-elle. B »: the incise stands within the marks.
func readInside(v *view, _, q int) (reading, bool) {
	for s := v.d.InQuotation[q]; s < v.d.InQuotation[q+1]; s++ {
		in := v.a.view(s)
		in.when = v.when
		for i := 1; i < len(in.chunks); i++ {
			if !in.finite(i) || in.kind(i-1) != syntax.Comma || in.verb(i).Classes&(lexicon.Say|lexicon.Manner|lexicon.Answer|lexicon.Write|lexicon.Think) == 0 && !in.breaksOff(i, q) {
				continue
			}
			g := in.verb(i)
			if v.d.Tokens[g.From].Lower == "m'" || v.d.Tokens[g.From].Lower == "me" {
				continue // "Le judo est une folie, m'a-t-il dit. J'ai ri.": told by "me"
			}
			if j := in.subjectBehind(i); g.Clitic < 0 && j > i && in.clean(i+1, j) && (in.kind(j+1) == syntax.Stop || in.kind(j+1) == syntax.Rel || in.kind(j+1) == syntax.Comma || in.kind(j+1) == syntax.Prep) {
				n := in.phrase(j)
				office := (n.Det == syntax.Definite || n.Det == syntax.Demonstrative) && n.Number != lexicon.Plural && n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson) != 0 && in.complete(i-1)
				office = office || n.Kind == syntax.Pronoun && strings.HasPrefix(n.Form, "l'un") // "se défend l'un d'eux"
				if e := in.entity(j); (n.HasName() || office) && e >= 0 && v.a.res.Entity(e).Certain() {
					return reading{entity: e, mention: in.span(j), cue: in.span(i), score: 0.95, spoken: true}, true
				}
			}
			if g.Clitic < 0 || in.kind(i+1) != syntax.Comma && in.kind(i+1) != syntax.Stop && i+1 < len(in.chunks) && in.kind(i+1) != syntax.Adverb && in.kind(i+1) != syntax.Prep {
				continue
			}
			low := v.d.Tokens[g.Clitic].Lower
			if strings.HasSuffix(low, "on") {
				continue
			}
			gender, number := pronounAgreement(low)
			e, sure := v.a.res.Pronoun("-lui", gender, number, v.when)
			if e >= 0 {
				return reading{entity: e, mention: v.a.pronounSpan(g.Clitic), cue: in.span(i), score: 0.95 * (0.6 + 0.4*sure), spoken: true}, true
			}
		}
	}
	return reading{}, false
}

// breaksOff reports whether the verb at i, which is none of speech, with its pronoun
// interrupts somebody who says "je": "Je me trompe, tente-t-il, ou bien …".
func (v *view) breaksOff(i, q int) bool {
	return v.verb(i).Clitic >= 0 && v.a.sides[q].clause.alone && v.complete(i-1) && !v.asking()
}

// asking reports whether the sentence ends with a question mark.
func (v *view) asking() bool {
	last := len(v.chunks) - 1
	return v.kind(last) == syntax.Stop && v.d.Tokens[v.chunks[last].From].Rune == '?'
}

// cited finds whom the subject at j of verb g passes on the words of: "l'agence,
// citant le préfet"; -1 where it speaks for itself.
func (v *view) cited(j int, g *syntax.VerbGroup) int {
	if g.Classes&lexicon.Relay == 0 && !v.media(j) {
		return -1 // "a lancé le maire, citant la Cour des comptes"
	}
	b := j + 1
	if v.kind(b) == syntax.Comma {
		b++
	}
	if v.kind(b) != syntax.Verb || v.verb(b).Mood != syntax.PresentParticiple || v.a.lex.Listed(v.verb(b).Lemma)&lexicon.ListPassOn == 0 || v.entity(b+1) < 0 {
		return -1
	}
	return b + 1
}

// unresolved reads the cue of quotation unit k whose subject is a pronoun that
// stands for nobody in the article: somebody's words, though not whose.
func (v *view) unresolved(k int) (reading, bool) {
	r := reading{entity: mentions.None, rule: "unresolved", score: 0.6, spoken: true}
	behind := k + 1
	if v.kind(behind) == syntax.Comma {
		behind++
	}
	if v.finite(behind) && v.verb(behind).Clitic >= 0 && v.verb(behind).Classes&speech != 0 {
		r.cue, r.mention = v.span(behind), v.a.pronounSpan(v.verb(behind).Clitic)
		return r, true
	}
	for i := k - 1; i > 0; i-- {
		if v.finite(i) && v.toldThat(i, k) {
			r.cue = v.span(i)
			return r, true
		}
	}
	for i := k - 1; i > 0; i-- {
		if v.finite(i) {
			j := v.subject(i)
			r.cue, r.spoken = v.span(i), v.kind(k-1) == syntax.Colon
			if before := v.kind(k - 1); i < k-1 && before != syntax.Comp && before != syntax.Colon {
				return r, false // "il parle souvent de « … »" may name a thing
			}
			if j < 0 || v.phrase(j).Kind != syntax.Pronoun || v.phrase(j).Form == "on" || v.phrase(j).Form == "l'on" || v.verb(i).Classes&reporting == 0 || !v.takes(i, k) || v.phrase(j).Form == "il" && v.impersonalVerb(v.verb(i)) {
				return r, false
			}
			r.mention = v.span(j)
			return r, true
		}
	}
	return r, false
}

// toldThat reports whether nobody in particular says, with the verb at i and "que",
// what unit k is part of: "On m'a répondu que", "Il y est écrit que".
func (v *view) toldThat(i, k int) bool {
	g, j := v.verb(i), v.subject(i)
	if j < 0 {
		return false
	}
	told := v.d.Tokens[g.From].Word.Is(lexicon.ClosedClitic | lexicon.ClosedReflexive | lexicon.ClosedPersonal) // "m'a"
	f := v.phrase(j).Form
	nobody := told && (f == "on" || f == "l'on") || g.Passive && f == "il"
	if !nobody || g.Classes&(lexicon.Say|lexicon.Write|lexicon.Answer) == 0 {
		return false
	}
	for i++; i < k; i++ {
		if v.kind(i) == syntax.Comp {
			return true
		}
	}
	return false
}

// invertedSource reads the subject behind the verb at i: an inverted pronoun or
// a phrase.
func (v *view) invertedSource(i int) (reading, bool) {
	if v.witnessed(i) {
		return reading{}, false
	}
	g := v.verb(i)
	r := reading{cue: v.span(i), score: 1}
	if g.Clitic >= 0 {
		low := v.d.Tokens[g.Clitic].Lower
		if low == "-on" || low == "-t-on" || low == "-t'on" {
			return v.impersonal(i)
		}
		c := v.a.clitics[g.Clitic]
		r.entity, r.mention = c.entity, v.a.pronounSpan(g.Clitic)
		r.score = 0.5 + 0.5*c.certainty
		return r, c.entity >= 0
	}
	j := v.subjectBehind(i)
	if j < 0 {
		if g.Classes&(lexicon.Say|lexicon.Write) != 0 && v.incise(i) && v.nameLike(i+1) { // "« … », écrit « Le Courrier »"
			r.entity, r.mention, r.score = v.marked(i+1), v.span(i+1), 0.9
			return r, r.entity >= 0
		}
		return r, false
	}
	r.entity, r.mention = v.joint(j, g), v.span(j)
	if r.entity < 0 && v.phrase(j).Kind == syntax.Nominal && v.incise(i) {
		// In an incise only a source can be the subject: what else would speak?
		if g.Classes == 0 {
			return r, false
		}
		r.entity = v.a.res.Found(v.chunks[j].Index)
		r.score = 0.8
	}
	if n := v.phrase(j); n.Kind == syntax.Pronoun {
		r.score = 0.85
		if (n.Form == "celui" || n.Form == "celle") && v.kind(j+1) == syntax.Rel { // "confie celle qui préside"
			e, sure := v.a.res.Pronoun("-lui", n.Gender, n.Number, v.when)
			r.entity, r.score = e, 0.7*(0.6+0.4*sure)
		}
	}
	if c := v.cited(j, g); c >= 0 {
		r.entity, r.mention, r.score = v.entity(c), v.span(c), 0.9
		return r, r.entity >= 0
	}
	if g.Classes&lexicon.Relay != 0 && (g.Classes&lexicon.Say == 0 || v.mainSubject() >= 0) {
		r.score *= 0.55 // who passes words on is a source only where nobody else is
	}
	if v.media(j) {
		r.score *= 0.85
	}
	return r, r.entity >= 0
}

// incise reports whether the verb at i opens an incise rather than a clause that
// "que" or a relative introduces.
func (v *view) incise(i int) bool {
	k := v.kind(i - 1)
	return k == syntax.Comma || k == syntax.Quotation || k == syntax.Dash || k == syntax.Stop || k == syntax.Adverb
}

// pronounSpan is the place of an inverted pronoun, hyphens and the "t" of euphony
// left out.
func (a *Attributor) pronounSpan(clitic int32) text.Span {
	s := a.d.SpanOf(clitic, clitic+1)
	w := s.Of(a.d.Body)
	for _, p := range [...]string{"elles", "elle", "ils", "il", "on"} {
		if strings.HasSuffix(w, p) {
			s.Start = s.End - len(p)
			break
		}
	}
	return s
}

// media reports whether the phrase at i is an agency or an outlet.
func (v *view) media(i int) bool {
	n := v.phrase(i)
	return n.Noun.Classes&lexicon.NounMedia != 0 || n.Place != nil && n.Place.Type == lexicon.MediaPlace
}

// impersonal reads the place of "lit-on dans le communiqué", "indique-t-on au
// ministère" as the source.
func (v *view) impersonal(i int) (reading, bool) {
	if v.d.Tokens[v.chunks[i].From].Lower == "y" {
		return v.readThere(i)
	}
	for j := i + 1; j < len(v.chunks) && j < i+6; j++ {
		switch v.kind(j) {
		case syntax.NP:
			if e := v.entity(j); e >= 0 && v.afterPrep(j) {
				return reading{entity: e, mention: v.span(j), cue: v.span(i), score: 0.8}, true
			}
			if e, m := v.within(j); e >= 0 && v.afterPrep(j) { // "au siège de la banque"
				return reading{entity: e, mention: m, cue: v.span(i), score: 0.75}, true
			}
			return reading{}, false
		case syntax.Prep, syntax.Source, syntax.Adverb, syntax.Verb:
			if v.kind(j) == syntax.Source {
				if r, ok := v.sourceAt(j); ok {
					r.cue, r.score = v.span(i), 0.8
					return r, true
				}
			}
		default:
			return reading{}, false
		}
	}
	return reading{}, false
}

// readThere reads the document or body told of last, in the sentence before, as the
// source of "y lit-on", "y répond-on".
func (v *view) readThere(i int) (reading, bool) {
	for s := v.s; s >= max(0, v.s-1); s-- {
		p := v.a.view(s)
		for j := len(p.chunks) - 1; j >= 0; j-- {
			if s == v.s && j >= i {
				continue
			}
			if e := p.entity(j); e >= 0 {
				if t := v.a.res.Entity(e).Type; t == quote.Document || t == quote.Organisation && !v.a.res.Entity(e).Thing {
					return reading{entity: e, mention: p.span(j), cue: v.span(i), score: 0.75}, true
				}
			}
		}
	}
	return reading{}, false
}

// readTherein reads the document told of in the sentences before as the source of what the
// verb at i says is in it: "Ils ont adopté un texte. Rome y est décrite comme un « ami »."
func (v *view) readTherein(i int) (reading, bool) {
	for s := v.s - 1; s >= max(0, v.s-2) && v.d.Sentences[s].Para == v.d.Sentences[v.s].Para; s-- {
		p := v.a.view(s)
		for j := len(p.chunks) - 1; j >= 0; j-- {
			if e := p.entity(j); e >= 0 && v.a.res.Entity(e).Type == quote.Document {
				return reading{entity: e, mention: p.span(j), cue: v.span(i), score: 0.75, itself: true}, true
			}
		}
	}
	return reading{}, false
}

// readSplit: « A », a dit X, « B ».
func readSplit(v *view, k, _ int) (reading, bool) {
	seen := false
	for i := k - 1; i >= 0; i-- {
		switch v.kind(i) {
		case syntax.Verb:
			if !v.finite(i) || seen || !v.inverted(i) || v.verb(i).Classes&(speech|lexicon.Target) == 0 {
				return reading{}, false
			}
			seen = true
		case syntax.Quotation:
			if k := v.kind(k - 1); k != syntax.Comma && k != syntax.Dash && k != syntax.Close {
				return reading{}, false // "… », a-t-il confié à « Thalie »"
			}
			if r := v.a.got[v.chunks[i].Index]; seen && r.rule == "incise" && r.entity >= 0 {
				r.score *= 0.97
				r.rule = ""
				return r, true
			}
			return reading{}, false
		case syntax.Comp, syntax.Colon, syntax.Rel, syntax.Semicolon:
			return reading{}, false
		}
	}
	return reading{}, false
}

// readFarIncise: La loi « … » et « … », a déclaré X.
func readFarIncise(v *view, k, _ int) (reading, bool) {
	from := 0
	for i := k - 1; i > 0; i-- {
		if v.kind(i) == syntax.Semicolon {
			from = i
			break
		}
	}
	for i := from; i < len(v.chunks); i++ {
		if i > k && v.kind(i) == syntax.Semicolon {
			break
		}
		if !v.finite(i) || v.kind(i-1) != syntax.Comma && v.kind(i-1) != syntax.Dash && !(v.kind(i-1) == syntax.Adverb && v.kind(i-2) == syntax.Comma) {
			continue
		}
		g := v.verb(i)
		if g.Classes&speech == 0 || !v.inverted(i) {
			continue
		}
		if i < k && v.complete(i-1) && !v.verbBetween(i, k) {
			continue // "« … », dit-elle devant les élus du groupe « … »"
		}
		if g.Clitic < 0 {
			j := v.subjectBehind(i)
			// "…, a accusé le maire de « … »" has an object there, not a subject
			if j < 0 || j+1 < len(v.chunks) && v.kind(j+1) != syntax.Comma && v.kind(j+1) != syntax.Stop && v.kind(j+1) != syntax.Prep && v.kind(j+1) != syntax.Dash && v.kind(j+1) != syntax.Adverb && v.kind(j+1) != syntax.Rel && v.kind(j+1) != syntax.Open && v.kind(j+1) != syntax.Close && v.kind(j+1) != syntax.Coord {
				continue
			}
			if g.Classes&(lexicon.Say|lexicon.Think|lexicon.Write|lexicon.Manner|lexicon.Answer|lexicon.Relay|lexicon.Show) == 0 {
				continue
			}
			if v.subject(i) >= 0 && v.kind(i+1) != syntax.NP {
				continue
			}
		}
		r, ok := v.invertedSource(i)
		if !ok {
			continue
		}
		if v.a.res.Entity(r.entity).Thing {
			continue // "Elle parle de « … », énumère les assiettes"
		}
		r.score *= 0.93
		if i < k { // the sentence goes on behind the incise
			r.score *= 0.93
		}
		return r, true
	}
	return reading{}, false
}
