package attribution

import (
	"slices"
	"strings"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/mentions"
	"dixit/quote/syntax"
)

// readNested gives the words within a quotation to its speaker's "je".
func readNested(v *view, k, q int) (reading, bool) {
	outer := v.d.Sentences[v.s].Within
	if outer < 0 || v.a.got[outer].entity < 0 {
		return reading{}, false
	}
	for i := k - 1; i >= 0; i-- {
		if !v.finite(i) || v.verb(i).Classes&(reporting|lexicon.Naming) == 0 {
			continue
		}
		j := v.subject(i)
		if j < 0 {
			break
		}
		if f := v.phrase(j).Form; f == "je" || f == "j'" || f == "nous" {
			return reading{entity: v.a.got[outer].entity, mention: v.span(j), cue: v.span(i), score: 0.85, spoken: v.kind(k-1) == syntax.Colon}, true
		}
		break
	}
	return reading{}, false
}

// readContinued: the sentence or paragraph goes on with the words of the speaker
// quoted just before.
func readContinued(v *view, k, q int) (reading, bool) {
	if v.d.Sentences[v.s].Within >= 0 {
		return reading{}, false
	}
	// An earlier quotation of the same sentence, with no other speaker between.
	for i := k - 1; i >= 0; i-- {
		if v.kind(i) == syntax.Quotation {
			p := v.chunks[i].Index
			r := v.a.got[p]
			if r.entity < 0 {
				return reading{}, false
			}
			r.score = 0.85 * min(1, r.score+0.1)
			if v.newSubject(i, k) {
				r.score *= 0.4 // "Oslo suit l'affaire « de près » et Rome offre ses « bons offices »"
			}
			if k-i > 3 {
				r.score *= 0.9
			}
			if v.kind(k+1) == syntax.Source && v.lower(k+1) == "pour" {
				r.score *= 0.6 // "« … », selon lui, « … » pour l'opposition"
			}
			return r, true
		}
	}
	c := v.a.sides[q].clause
	// An earlier sentence of the paragraph.
	para := v.d.Sentences[v.s].Para
	for s := v.s - 1; s >= 0 && v.d.Sentences[s].Para == para; s-- {
		chunks := v.d.Sentences[s].Chunks
		for i := len(chunks) - 1; i >= 0; i-- {
			if chunks[i].Kind == syntax.Quotation {
				r := v.a.got[chunks[i].Index]
				if r.entity < 0 {
					return reading{}, false
				}
				score := 0.55
				if c.sentence && (v.alone(k) || k == 0 && !v.opensIncise(1)) {
					score = 0.9 // a sentence of its own in the marks
				}
				for b := s + 1; b < v.s; b++ {
					score *= 0.85
					if e := v.a.view(b).mainSubject(); e >= 0 && e != r.entity {
						score *= 0.7
					}
				}
				if p := v.a.view(s); !r.spoken && s == v.s-1 {
					if e := p.mainSubject(); e >= 0 && e != r.entity {
						score *= 0.7 // a fragment that the sentence before only cites
					}
				}
				if v.a.asks[chunks[i].Index] {
					score *= 0.5 // a question is answered by somebody else
				}
				if !v.alone(k) {
					// A sentence about somebody else, or one that does something:
					// the marks are rather the journalist's.
					if e := v.mainSubject(); e >= 0 && e != r.entity || e < 0 && v.impersonalMain() {
						score *= 0.5
					} else if e >= 0 {
						score *= 0.8
					}
				}
				r.score = score * min(1, r.score+0.15)
				return r, true
			}
		}
	}
	if v.s > 0 && v.d.Sentences[v.s-1].Para == para {
		// "Le pic est passé, selon l'institut. Le vent « faiblira »": its source goes on.
		p := v.a.view(v.s - 1)
		for i := range p.chunks {
			if p.kind(i) == syntax.Source && p.lower(i) != "pour" {
				if r, ok := p.sourceAt(i); ok && r.score >= 0.9 && v.a.sides[q].clause.verbal {
					r.score = 0.5
					return r, true
				}
			}
		}
	}
	return reading{}, false
}

// opensIncise reports whether at i, behind a quotation, an incise begins, after a
// comma or without one: "« … », entend-on dans la salle".
func (v *view) opensIncise(i int) bool {
	comma := v.kind(i) == syntax.Comma
	if comma {
		i++
	}
	if !v.finite(i) {
		return false
	}
	g := v.verb(i)
	return g.Clitic >= 0 || v.subjectBehind(i) >= 0 && (comma || g.Classes&(lexicon.Say|lexicon.Manner) != 0)
}

// readShared: Oslo dénonce « … » et Rome « … »: the verb is said once.
func readShared(v *view, k, _ int) (reading, bool) {
	if r, ok := v.gapped(k); ok {
		return r, true
	}
	j := k - 1
	if v.kind(j) == syntax.Prep && (v.lower(j) == "de" || v.lower(j) == "d'") || v.kind(j) == syntax.Other {
		j-- // "et Rome d'une « … »"
	}
	if v.kind(j) != syntax.NP || v.temporal(j) {
		return reading{}, false
	}
	switch v.kind(j - 1) {
	case syntax.Coord, syntax.Comma, syntax.Semicolon:
	default:
		return reading{}, false
	}
	n := v.phrase(j)
	if n.Kind == syntax.Pronoun || !n.HasName() && n.Place == nil && n.Det != syntax.Definite {
		return reading{}, false
	}
	for i := j - 2; i > 0; i-- {
		switch v.kind(i) {
		case syntax.Quotation:
			r := v.a.got[v.chunks[i].Index]
			e := v.entity(j)
			if r.rule != "verb" || r.entity < 0 || e < 0 || e == r.entity {
				return reading{}, false
			}
			if t := v.a.res.Entity(e).Type; t != quote.Person && t != quote.State && t != quote.Organisation {
				return reading{}, false
			}
			return reading{entity: e, mention: v.span(j), cue: r.cue, score: max(0.95, r.score)}, true
		case syntax.Verb, syntax.Colon, syntax.Comp, syntax.Rel:
			return reading{}, false
		}
	}
	return reading{}, false
}

// gapped reads the subject of a clause behind a semicolon that shares the verb before:
// "Jeanne Roux a parlé d'un « accord » ; le maire, d'une « farce »".
func (v *view) gapped(k int) (reading, bool) {
	for i := k - 1; i > 0; i-- {
		switch v.kind(i) {
		case syntax.Semicolon:
			j := v.lastFinite(i)
			if v.kind(i+1) != syntax.NP || v.kind(i+2) != syntax.Comma || j < 0 || v.verb(j).Classes&reporting == 0 {
				return reading{}, false
			}
			e := v.entity(i + 1)
			return reading{entity: e, mention: v.span(i + 1), cue: v.span(j), score: 0.95}, e >= 0
		case syntax.Verb, syntax.Colon, syntax.Quotation:
			return reading{}, false
		}
	}
	return reading{}, false
}

// newSubject reports whether between units i and k a verb stands with a subject of
// its own, which could be the source of what follows.
func (v *view) newSubject(i, k int) bool {
	for j := i + 1; j < k; j++ {
		if v.finite(j) && v.verb(j).Clitic < 0 && !v.inRelative(j) {
			if s := v.subject(j); s > i && v.phrase(s).Kind != syntax.Pronoun && v.entity(s) >= 0 {
				return true
			}
		}
	}
	return false
}

// mainSubject is the person that the sentence's first main verb is about.
func (v view) mainSubject() int32 {
	if i := v.mainVerb(); i >= 0 {
		if j := v.subject(i); j >= 0 {
			if e := v.entity(j); e >= 0 && v.a.res.Entity(e).Type == quote.Person {
				return e
			}
		}
	}
	return mentions.None
}

// impersonalMain reports whether the sentence's first main verb is impersonal: "il
// faut se méfier des « … »".
func (v *view) impersonalMain() bool {
	i := v.mainVerb()
	if i < 0 {
		return false
	}
	j := v.subject(i)
	return j >= 0 && v.standsForNobody(j)
}

// alone reports whether the quotation at k is the whole sentence.
func (v *view) alone(k int) bool {
	for i := 0; i < len(v.chunks); i++ {
		if i > k && v.kind(i) == syntax.Open { // "« … ». (Photo Lise Roux)"
			for i < len(v.chunks) && v.kind(i) != syntax.Close {
				i++
			}
			continue
		}
		if i != k && v.kind(i) != syntax.Stop && v.kind(i) != syntax.Dash && v.kind(i) != syntax.Comma && v.kind(i) != syntax.Other {
			return false
		}
	}
	return true
}

// readIntroduced: a quotation that stands alone goes to the person whom the
// sentence before is about.
func readIntroduced(v *view, k, q int) (reading, bool) {
	if !v.alone(k) || v.d.Sentences[v.s].Within >= 0 || v.s == 0 || !v.a.sides[q].clause.sentence {
		return reading{}, false
	}
	s, aside := v.s-1, 1.0
	for s > 0 && v.a.fragment(s) && v.d.Sentences[s-1].Para == v.d.Sentences[v.s].Para && aside > 0.7 {
		s-- // "Jeanne Roux s'arrête. Élégante. « … »"
		aside *= 0.9
	}
	if v.d.Sentences[v.s].Para-v.d.Sentences[s].Para > 1 {
		return reading{}, false
	}
	same := v.d.Sentences[v.s].Para == v.d.Sentences[s].Para
	p := v.a.view(s)
	if !same && v.a.headingLike(v.d.Sentences[s].Para) {
		return reading{}, false
	}
	if p.kind(0) == syntax.Source { // "Pour Lise Roux, la règle est simple : dormir."
		if r, ok := p.sourceAt(0); ok && v.a.res.Entity(r.entity).Type == quote.Person {
			r.score *= 0.8
			if !same {
				r.score *= 0.85
			}
			r.spoken = true
			return r, true
		}
	}
	if p.verbless() && !p.quotes() {
		if e := p.entity(0); e >= 0 && p.phrase(0).HasName() && v.a.res.Entity(e).Type == quote.Person && v.a.res.Entity(e).Certain() {
			// "Lise Roux, hier au port. « … »"
			return reading{entity: e, mention: p.span(0), score: 0.7, spoken: true}, true
		}
		if same && len(p.chunks) <= maxAside && !v.d.Sentences[s].Opens { // "Lise Roux s'arrête. Silence. « … »"
			s--
			p = v.a.view(s)
		}
	}
	if r, ok := p.assuredBehind(); ok { // "Rien n'y fait, assure Lise Roux."
		r.score = 0.75 * aside
		if !same {
			r.score *= 0.85
		}
		return r, true
	}
	// The subject of its main verb.
	for i := p.lastNamed(); i < len(p.chunks); i++ {
		if p.finite(i) && !p.inRelative(i) {
			r, ok := p.sourceOfVerb(i, len(p.chunks)-1)
			if !ok || v.a.res.Entity(r.entity).Type == quote.Document {
				continue
			}
			if e := v.a.res.Entity(r.entity); e.Type != quote.Person {
				if o, ok := p.laterPerson(i); ok {
					r = o // "Le staff a filé, mais Lise Roux s'est arrêtée."
				}
			}
			if e := v.a.res.Entity(r.entity); !e.Likely() || e.Thing {
				return v.told(s)
			}
			if p.relatedSubject(i) && v.a.speaksOf(q, v.a.res.Entity(r.entity).Gender) {
				if o := v.owner(r.entity); o >= 0 {
					r.entity = o // "Son chef a appelé. « Il a bien ri. »"
				}
			}
			r.score = 0.62
			if p.verb(i).Classes&reporting != 0 {
				r.score = 0.75
			}
			r.score *= aside
			if c := p.verb(i).Classes; c&lexicon.Ask != 0 && c&lexicon.Addr != 0 && p.kind(i+1) == syntax.NP && p.person(i+1) && !p.inverted(i) {
				r.entity, r.mention, r.score = p.entity(i+1), p.span(i+1), 0.7 // "La juge interroge Karim Belhadj."
				r.spoken = true
				return r, true
			}
			if p.verb(i).Classes&lexicon.Ask != 0 && (p.verb(i).Classes&lexicon.Say == 0 || p.asked()) {
				if o := v.a.res.Other(r.entity, 0, v.when); o >= 0 {
					r.entity, r.score = o, 0.5
				}
			}
			if !same {
				r.score *= 0.85
			}
			r.spoken = true
			return r, true
		}
	}
	return v.told(s)
}

// assuredBehind reads the person whom the sentence's incise has say it, where it has no
// quotation: "La fermeture n'a rien d'un choix, assure Lise Roux, qui dirige le service."
func (v *view) assuredBehind() (reading, bool) {
	if v.quotes() {
		return reading{}, false
	}
	for i := 1; i < len(v.chunks); i++ {
		if !v.finite(i) || v.kind(i-1) != syntax.Comma || v.verb(i).Classes&lexicon.Say == 0 || v.verb(i).Classes&lexicon.Relay != 0 || v.verb(i).Clitic >= 0 || !v.inverted(i) {
			continue
		}
		if j := v.subjectBehind(i); j == i+1 && v.person(j) {
			return reading{entity: v.entity(j), mention: v.span(j), cue: v.span(i), spoken: true}, true
		}
	}
	return reading{}, false
}

// owner is whose relative or colleague entity e is, of whom "son" was said.
func (v *view) owner(e int32) (o int32) {
	v.a.res.Except(e, func() { o, _ = v.a.res.Pronoun("son", 0, lexicon.Singular, v.when) })
	return o
}

// relatedSubject reports whether the subject of the verb at i is somebody of another's, no
// name: "son chef".
func (v *view) relatedSubject(i int) bool {
	j := v.subject(i)
	return j >= 0 && v.phrase(j).Det == syntax.Possessive && !v.phrase(j).HasName()
}

// speaksOf reports whether quotation q has "il" or "elle" of gender g for a subject, or
// somebody to whom something is said.
func (a *Attributor) speaksOf(q int, g lexicon.Gender) bool {
	for s := a.d.InQuotation[q]; s < a.d.InQuotation[q+1]; s++ {
		v := a.view(s)
		for i := range v.chunks {
			if v.kind(i) == syntax.Verb && v.addresses(i) {
				return true // "Je lui ai répondu"
			}
			if v.kind(i) != syntax.NP {
				continue
			}
			if n := v.phrase(i); (n.Form == "il" || n.Form == "elle") && n.Gender == g && !v.standsForNobody(i) {
				return true
			}
		}
	}
	return false
}

// maxAside bounds, in units, a sentence without a verb that may stand between whom
// a quotation is about and the quotation.
const maxAside = 4

// laterPerson reads the person who is the subject of a main clause behind the verb
// at i.
func (v *view) laterPerson(i int) (reading, bool) {
	for i++; i < len(v.chunks); i++ {
		if v.finite(i) && !v.inRelative(i) && !v.subordinate(i) {
			if j := v.subject(i); j >= 0 && v.phrase(j).HasName() && v.person(j) {
				return reading{entity: v.entity(j), mention: v.span(j), cue: v.span(i)}, true
			}
		}
	}
	return reading{}, false
}

// respondent is who is asked in an interview whose answers have no marks, and says
// "je" there: the person whom the article mentions most, where the journalist asks
// on lines of their own; None in other articles.
func (a *Attributor) respondent() int32 {
	if a.asked == 0 {
		a.asked = 1
		questions := 0
		for i := range a.d.Paragraphs {
			if a.question(i) {
				if questions == 0 {
					a.questions = i
				}
				questions++
			}
		}
		if questions >= minQuestions {
			a.asked = 2
		}
	}
	if a.asked == 1 {
		return mentions.None
	}
	return a.res.PrincipalBefore(a.d.Paragraphs[a.questions].Sentences[0])
}

// question reports whether a paragraph is one of the questions of an interview.
func (a *Attributor) question(para int) bool {
	text := strings.TrimRight(a.d.Paragraphs[para].Span.Of(a.src.Body), "* ")
	return strings.HasSuffix(text, "?") && len(text) < maxQuestion
}

// answering is the respondent where sentence s stands in the paragraph behind a
// question: who answers is "je" there, and "il" is somebody else.
func (a *Attributor) answering(s int) int32 {
	para := a.d.Sentences[s].Para
	if s == 0 || a.d.Sentences[s-1].Para != para {
		a.answerer = mentions.None
		if para > 0 && !a.question(para) && a.question(para-1) && a.respondent() >= 0 && a.saysI(para) {
			a.answerer = a.respondent()
		}
	}
	return a.answerer
}

// saysI reports whether a paragraph says "je" or "nous": the questions of an article
// that explains something are answered by whoever writes it.
func (a *Attributor) saysI(para int) bool {
	span, tokens := a.d.Paragraphs[para].Span, a.d.Tokens
	i, _ := slices.BinarySearchFunc(tokens, span.Start, func(t syntax.Token, at int) int { return int(t.Start) - at })
	for ; i < len(tokens) && int(tokens[i].Start) < span.End; i++ {
		if w := tokens[i].Word; w.Is(lexicon.ClosedPersonal|lexicon.ClosedClitic) && w.Pronoun.Person == 1 {
			return true
		}
	}
	return false
}

const (
	minQuestions = 3   // that make an article an interview
	maxQuestion  = 400 // bytes of one
)

// quotes reports whether the sentence has a quotation.
func (v *view) quotes() bool {
	for i := range v.chunks {
		if v.kind(i) == syntax.Quotation {
			return true
		}
	}
	return false
}

// readReply: a quotation that stands alone, just behind a question, is the answer of
// whom the question addresses by name, or else of who spoke last but for who asks; a
// question that stands alone, behind an answer, is asked by who asked before.
func readReply(v *view, k, q int) (reading, bool) {
	if !v.alone(k) || v.d.Sentences[v.s].Within >= 0 {
		return reading{}, false
	}
	p := v.a.spokenBefore(q)
	if p < 0 || v.s-v.a.sides[p].sentence > 2 {
		return reading{}, false
	}
	asks := func(q int) bool { return strings.HasSuffix(v.a.src.Quotations[q].Text, "?") }
	switch {
	case asks(p):
		if e, m := v.a.addressee(p, v.when); e >= 0 {
			return reading{entity: e, mention: m, score: 0.8, spoken: true}, true
		}
	case !asks(q):
		return reading{}, false
	}
	o := v.a.otherBefore(p)
	if o < 0 || !asks(p) && !asks(o) { // no exchange of questions and answers
		return reading{}, false
	}
	score := 0.65
	if v.a.sides[q].clause.replies && v.a.sides[p].clause.addresses {
		score = 0.92 // "Vous vous moquez ? — Non, madame."
	}
	if !asks(p) {
		score = 0.92 // rather than that who answers goes on
	}
	return reading{entity: v.a.got[o].entity, mention: v.a.got[o].mention, score: score, spoken: true}, true
}

// otherBefore is the last quotation before p of a person other than who says p, -1 where
// nobody else has spoken lately.
func (a *Attributor) otherBefore(p int) int {
	last := a.got[p].entity
	for o, n := a.spokenBefore(p), 0; o >= 0 && last >= 0 && n < maxExchange; o, n = a.spokenBefore(o), n+1 {
		if e := a.got[o].entity; e >= 0 && e != last && !a.got[o].mention.Empty() && a.res.Entity(e).Type == quote.Person {
			return o
		}
	}
	return -1
}

// maxExchange bounds how many quotations back who answers has spoken.
const maxExchange = 4

// spokenBefore is the quotation before q that is in none, -1 where there is none.
func (a *Attributor) spokenBefore(q int) int {
	for q--; q >= 0 && a.src.Quotations[q].Parent >= 0; q-- {
	}
	return q
}

// speaksTo reports whether quotation q addresses entity e, who then does not say it: "Il
// faisait jour, monsieur Roux.", "Oui, madame la présidente."
func (a *Attributor) speaksTo(q int, e int32, when int) bool {
	for s := a.d.InQuotation[q]; s < a.d.InQuotation[q+1]; s++ {
		v := a.view(s)
		for i := range v.chunks {
			if v.kind(i) != syntax.NP || v.phrase(i).Det != syntax.NoDet || i > 0 && v.kind(i-1) != syntax.Comma {
				continue
			}
			n, office := v.phrase(i), v.kind(i+1) == syntax.NP
			end := i + 1
			if office {
				end++
			}
			if v.kind(end) != syntax.Comma && v.kind(end) != syntax.Stop {
				continue
			}
			switch {
			case !office && n.Honorific && n.HasName():
				if a.res.Resolve(v.chunks[i].Index, when) == e {
					return true
				}
			case office && v.honorific(i) && v.phrase(i+1).Det == syntax.Definite && v.phrase(i+1).Kind == syntax.Nominal:
				if a.res.Told(e, v.phrase(i+1).Noun.Lemma) {
					return true
				}
			}
		}
	}
	return false
}

// honorific reports whether the phrase at i is no more than a word of address: "madame".
func (v *view) honorific(i int) bool {
	c := v.chunks[i]
	if c.To-c.From != 1 {
		return false
	}
	switch v.d.Tokens[c.From].Lower {
	case "madame", "monsieur", "mesdames", "messieurs":
		return true
	}
	return false
}

// addressee is whom quotation q addresses by name in its first words: "Monsieur
// Roux, …"
func (a *Attributor) addressee(q, when int) (int32, text.Span) {
	if a.d.InQuotation[q] == a.d.InQuotation[q+1] {
		return mentions.None, text.Span{}
	}
	in := a.view(a.d.InQuotation[q])
	if in.kind(0) != syntax.NP || in.kind(1) != syntax.Comma || !in.phrase(0).HasName() || in.phrase(0).Det != syntax.NoDet {
		return mentions.None, text.Span{}
	}
	e := a.res.Resolve(in.chunks[0].Index, when)
	if e < 0 || a.res.Entity(e).Type != quote.Person {
		return mentions.None, text.Span{}
	}
	return e, in.span(0)
}

// told reads who tells what happened, in the sentence before sentence s of its
// paragraph: "Lise Roux raconte la suite. L'eau est montée. « … »"
func (v *view) told(s int) (reading, bool) {
	if v.d.Sentences[s].Opens || v.d.Sentences[v.s].Para != v.d.Sentences[s].Para {
		return reading{}, false
	}
	p := v.a.view(s - 1)
	i := p.mainVerb()
	if i < 0 {
		return reading{}, false
	}
	r, ok := p.sourceOfVerb(i, len(p.chunks)-1)
	if !ok || p.verb(i).Classes&lexicon.Say == 0 || v.a.res.Entity(r.entity).Type != quote.Person {
		return reading{}, false
	}
	r.score, r.spoken = 0.6, true
	return r, true
}

// lastNamed is the verb of the sentence's last main clause where that has somebody
// named for its subject behind "et", "mais" or a semicolon, 0 elsewhere: "Le jury est
// sorti, mais Jeanne Roux s'est arrêtée."
func (v *view) lastNamed() int {
	for i := len(v.chunks) - 1; i > 0; i-- {
		if !v.finite(i) || v.inRelative(i) || v.subordinate(i) {
			continue
		}
		j := v.subject(i)
		if j < 2 || !v.phrase(j).HasName() || !v.person(j) || !v.verbBetween(-1, j) {
			return 0
		}
		if k := v.kind(j - 1); k == syntax.Coord || k == syntax.Semicolon {
			return i
		}
		return 0
	}
	return 0
}

// fragment reports whether sentence s has no verb, nobody who could speak and no
// quotation: "Élégante.", "Au fond, sous le tilleul."
func (a *Attributor) fragment(s int) bool {
	p := a.view(s)
	for i, c := range p.chunks {
		switch c.Kind {
		case syntax.Quotation, syntax.Verb, syntax.Source, syntax.Colon:
			return false
		case syntax.NP:
			if e := p.entity(i); e >= 0 && a.res.Entity(e).Type == quote.Person {
				return false
			}
		}
	}
	return true
}

// asked reports whether the sentence has a quotation whose words were a question.
func (v *view) asked() bool {
	for i, c := range v.chunks {
		if v.kind(i) == syntax.Quotation && v.a.asks[c.Index] {
			return true
		}
	}
	return false
}

// readFollowing: a quotation that opens a paragraph goes to the person whom the
// sentence behind introduces.
func readFollowing(v *view, k, q int) (reading, bool) {
	if !v.alone(k) || v.s+1 >= v.d.Level0 || v.d.Sentences[v.s].Within >= 0 || !v.a.sides[q].clause.sentence {
		return reading{}, false
	}
	next := &v.d.Sentences[v.s+1]
	if next.Para != v.d.Sentences[v.s].Para {
		return reading{}, false
	}
	n := v.a.view(v.s + 1)
	for i := range n.chunks {
		if n.finite(i) && !n.inRelative(i) {
			j := n.subject(i)
			if j < 0 {
				return reading{}, false
			}
			ph := n.phrase(j)
			if ph.Kind == syntax.Pronoun {
				return reading{}, false
			}
			e := n.entity(j)
			if e < 0 {
				return reading{}, false
			}
			ent := v.a.res.Entity(e)
			if ent.Type != quote.Person {
				return reading{}, false
			}
			score := 0.55
			if ent.Named && v.d.Sentences[v.s].Opens {
				score = 0.68
			}
			return reading{entity: e, mention: n.span(j), score: score, spoken: true}, true
		}
	}
	return reading{}, false
}

// before is the unit in front of k, a parenthesis passed over.
func (v *view) before(k int) int {
	k--
	if v.kind(k) == syntax.Close {
		for k > 0 && v.kind(k) != syntax.Open {
			k--
		}
		k--
	}
	return k
}

// readPredicate: Le maire « ne dit pas non ». Le comité a « pris note ». The marks
// hold the verb of the sentence.
func readPredicate(v *view, k, q int) (reading, bool) {
	c := v.a.sides[q].clause
	for i := k - 2; i > 0; i-- {
		if v.finite(i) && v.toldThat(i, k) {
			return reading{}, false // "On nous disait que Rome était « isolée »"
		}
	}
	switch {
	case v.kind(v.before(k)) == syntax.NP && !v.afterPrep(v.before(k)) && c.verbal:
		if e := v.entity(v.before(k)); e >= 0 {
			return reading{entity: e, mention: v.span(v.before(k)), score: predicated}, true
		}
	case v.finite(k-1) && c.participle && v.d.Tokens[v.verb(k-1).Head].Tags&lexicon.Aux != 0:
		if r, ok := v.sourceOfVerb(k-1, k); ok {
			r.cue = text.Span{}
			r.score *= predicated
			return r, true
		}
	}
	return reading{}, false
}

// predicated is the score where the marks hold what the sentence says of somebody,
// more than that of who was quoted in the sentence before.
const predicated = 0.62

// readSubject: the quotation's own sentence is about somebody who can speak.
func readSubject(v *view, k, q int) (reading, bool) {
	if v.d.Sentences[v.s].Within >= 0 {
		return reading{}, false
	}
	for i := k - 1; i >= 0; i-- {
		if !v.finite(i) || v.inRelative(i) {
			continue
		}
		r, ok := v.sourceOfVerb(i, k)
		if !ok {
			r, ok = v.explains(i)
		}
		if !ok || v.a.res.Entity(r.entity).Type == quote.Document {
			return reading{}, false
		}
		r.cue = text.Span{}
		if v.a.sides[q].clause.phrase {
			r.score *= 0.5
		} else {
			r.score *= 0.42
		}
		return r, true
	}
	return reading{}, false
}

// explains reads the person before the colon that the clause of the verb at i, which is about
// nobody, comes behind: "Le maire n'en démord pas : 2 %, c'est « bien assez »".
func (v *view) explains(i int) (reading, bool) {
	j := v.subject(i)
	if j < 0 {
		return reading{}, false
	}
	switch v.phrase(j).Form {
	case "c'", "ce", "cela", "ça":
	default:
		return reading{}, false
	}
	for c := j - 1; c > 0; c-- {
		switch v.kind(c) {
		case syntax.Colon:
			r, ok := v.subjectBefore(c)
			return r, ok && v.a.res.Entity(r.entity).Type == quote.Person
		case syntax.Quotation, syntax.Semicolon, syntax.Verb:
			return reading{}, false
		}
	}
	return reading{}, false
}

// readTopic: a sentence between marks that nothing introduces goes to the person of
// whom its paragraph speaks.
func readTopic(v *view, k, q int) (reading, bool) {
	if !v.alone(k) || v.d.Sentences[v.s].Within >= 0 || v.s == 0 || !v.a.sides[q].clause.sentence || !v.a.sides[q].clause.terminal {
		return reading{}, false
	}
	e, sure := v.a.res.Pronoun("-lui", 0, lexicon.Singular, v.when)
	if e < 0 {
		return reading{}, false
	}
	np := v.a.res.LastMention(e, v.s)
	if np == nil {
		return reading{}, false
	}
	return reading{entity: e, mention: v.d.SpanOf(np.From, np.To), score: 0.5 * (0.6 + 0.4*sure), spoken: true}, true
}

// readSigned: a quotation on a line of its own above its author's: « … » / Jeanne
// Roux, pêcheuse.
func readSigned(v *view, k, q int) (reading, bool) {
	if !v.alone(k) || v.s+1 >= v.d.Level0 || v.d.Sentences[v.s].Within >= 0 {
		return reading{}, false
	}
	next := &v.d.Sentences[v.s+1]
	n := v.a.view(v.s + 1)
	// On the next line, or behind it where the quotation opens its own.
	if !next.Opens && !v.d.Sentences[v.s].Opens || !next.Ends || next.Span.Len() > 120 || !n.verbless() || n.kind(0) != syntax.NP && n.kind(0) != syntax.Dash {
		return reading{}, false
	}
	i := 0
	if n.kind(0) == syntax.Dash {
		i = 1
	}
	last := n.kind(len(n.chunks) - 1)
	if n.kind(i) != syntax.NP || !n.phrase(i).HasName() || last == syntax.Stop && n.kind(i+1) != syntax.Comma || last == syntax.Quotation || last == syntax.Colon {
		return reading{}, false
	}
	e := n.entity(i)
	if e < 0 || v.a.res.Entity(e).Type != quote.Person || !v.a.res.Entity(e).Certain() {
		return reading{}, false
	}
	return reading{entity: e, mention: n.span(i), score: 0.9, spoken: true}, true
}

// readTitled: a quotation below a line that is somebody's name: Le plus déçu : Paul
// Ney (Brest) / « … »
func readTitled(v *view, k, q int) (reading, bool) {
	p, ok := v.lineBefore()
	if !ok || !v.alone(k) || !v.a.sides[q].clause.sentence {
		return reading{}, false
	}
	line := &v.d.Sentences[p.s]
	last := p.before(len(p.chunks)) // but for a club, a party between brackets
	if !line.Opens || line.Span.Len() > 120 || p.kind(last-1) != syntax.Colon && !p.verbless() {
		return reading{}, false
	}
	if p.kind(last) != syntax.NP || p.afterPrep(last) || !p.phrase(last).HasName() || !p.person(last) || !v.a.res.Entity(p.entity(last)).Certain() {
		return reading{}, false
	}
	return reading{entity: p.entity(last), mention: p.span(last), score: 0.75, spoken: true}, true
}

// addressed reports whether the journalist speaks to somebody in a paragraph that
// is short: "Vous écrivez que tout va mal."
func (a *Attributor) addressed(para int) bool {
	p := &a.d.Paragraphs[para]
	if p.Span.Len() > 400 {
		return false
	}
	for s := p.Sentences[0]; s < p.Sentences[1]; s++ {
		for _, c := range a.d.Sentences[s].Chunks {
			if c.Kind != syntax.NP {
				continue
			}
			n := &a.d.NPs[c.Index]
			if low := a.d.Tokens[n.From].Lower; n.Form == "vous" || n.Det == syntax.Possessive && (low == "votre" || low == "vos") {
				return true
			}
		}
	}
	return false
}

// interviewed is the one person whom the heading above the question in view names:
// "Trois questions à Jeanne Roux, juriste".
func (v *view) interviewed() int32 {
	first := v.d.Paragraphs[v.d.Sentences[v.s].Para].Sentences[0]
	if first == 0 || !v.a.headingLike(v.d.Sentences[first-1].Para) {
		return mentions.None
	}
	h := v.a.view(first - 1)
	if !h.verbless() {
		return mentions.None
	}
	who := int32(mentions.None)
	for n := v.d.Sentences[h.s].NPs[0]; n < v.d.Sentences[h.s].NPs[1]; n++ {
		at := v.d.NPs[n].From
		if !v.d.NPs[n].HasName() || at > 0 && v.d.Tokens[at-1].Lower == "par" { // "propos recueillis par"
			continue
		}
		e := v.a.res.Resolve(int32(n), v.when)
		if e < 0 || v.a.res.Entity(e).Type != quote.Person || !v.a.res.Entity(e).Certain() || e == who {
			continue
		}
		if who >= 0 {
			return mentions.None
		}
		who = e
	}
	return who
}

// readAnswer: a quotation that stands alone below a question of the journalist's is
// the words of who is interviewed: who answered last, or else who has spoken just
// now, or the person that the article mentions most.
func readAnswer(v *view, k, q int) (reading, bool) {
	p, ok := v.lineBefore()
	if !ok || !v.alone(k) || !v.a.sides[q].clause.sentence {
		return reading{}, false
	}
	if !p.asking() && !v.a.addressed(v.d.Sentences[p.s].Para) {
		return reading{}, false
	}
	e := v.a.answers
	if who := p.interviewed(); who >= 0 {
		e = who
	}
	if e < 0 {
		if e = v.a.res.LastSpeaker(); e < 0 || v.a.res.Entity(e).Type != quote.Person || !v.a.res.Entity(e).Named {
			e = v.a.res.Principal()
		}
	}
	if e < 0 {
		return reading{}, false
	}
	v.a.answers = e
	return reading{entity: e, score: 0.7, spoken: true}, true
}
