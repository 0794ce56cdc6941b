package attribution

import (
	"sort"
	"strings"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/mentions"
	"dixit/quote/syntax"
)

// A reading says whose words a quotation may hold.
type reading struct {
	rule    string
	entity  int32     // mentions.None: nobody
	mention text.Span // the words that point to the source
	cue     text.Span // the reporting expression
	score   float64   // in [0,1], how far the reading is to be trusted
	pronoun bool      // the mention is a pronoun
	spoken  bool      // the cue presents the words as spoken or written verbatim
}

// A rule is one way in which news text attributes a quotation. Its reader looks
// at quotation q, unit k of the sentence in view.
type rule struct {
	name string
	read func(v *view, k, q int) (reading, bool)
	// overrides is how strong a sign that the marks report nobody's words must
	// be to weaken the rule, in [0,1].
	overrides float64
}

// rules, in order of trust.
var rules = []rule{
	{"label", readLabel, 1},
	{"incise", readIncise, 0.95},
	{"inside", readInside, 0.95},
	{"colon", readColon, 0.95},
	{"signed", readSigned, 0.9},
	{"split", readSplit, 0.95},
	{"incise-far", readFarIncise, 0.6},
	{"verb", readVerb, 0.5},
	{"source", readSource, 0.5},
	{"source-noun", readSourceNoun, 0.5},
	{"headline", readHeadline, 0.5},
	{"caption", readCaption, 0.5},
	{"nested", readNested, 0.5},
	{"continued", readContinued, 0.4},
	{"introduced", readIntroduced, 0.4},
	{"follows", readFollowing, 0.4},
	{"answer", readAnswer, 0.4},
	{"predicate", readPredicate, 0.4},
	{"subject", readSubject, 0.3},
}

// readLabel reads the author's line of a block quotation or the label of a turn.
func readLabel(v *view, _, q int) (reading, bool) {
	if q >= len(v.a.src.Labels) || v.a.src.Labels[q].Empty() {
		return reading{}, false
	}
	label := v.a.src.Labels[q]
	first := sort.Search(v.d.Level0, func(s int) bool { return v.d.Sentences[s].Span.End > label.Start })
	if first == v.d.Level0 {
		return reading{}, false
	}
	from := v.d.Sentences[first].NPs[0]
	for i := from; i < min(len(v.d.NPs), from+8); i++ {
		n := &v.d.NPs[i]
		if at := int(v.d.Tokens[n.From].Start); at >= label.Start && at < label.End {
			if e := v.a.res.Resolve(int32(i), v.when); e >= 0 {
				return reading{entity: e, mention: v.d.SpanOf(n.From, n.To), score: 0.97, spoken: true}, true
			}
		}
	}
	return reading{}, false
}

// speech are the classes of verbs that introduce words, in an incise or before a
// colon.
const speech = lexicon.Say | lexicon.Think | lexicon.Manner | lexicon.Write | lexicon.Answer | lexicon.Ask | lexicon.Directive | lexicon.Relay | lexicon.Show

// readIncise: « … », a déclaré X. « … », a-t-il ajouté.
func readIncise(v *view, k, _ int) (reading, bool) {
	i := k + 1
	comma := false
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
	if v.kind(i) == syntax.NP && comma {
		// "« … », il a ajouté"
		n := v.phrase(i)
		if v.finite(i+1) && v.verb(i+1).Classes&lexicon.Say != 0 && (n.Kind == syntax.Pronoun || v.kind(i+2) == syntax.Stop) && v.kind(k-1) == syntax.Stop {
			if e := v.joint(i, v.verb(i+1)); e >= 0 {
				return reading{entity: e, mention: v.span(i), cue: v.span(i + 1), score: 0.85, spoken: true}, true
			}
		}
		return reading{}, false
	}
	if !v.finite(i) {
		return reading{}, false
	}
	g := v.verb(i)
	clause := v.a.sides[v.chunks[k].Index].clause
	if g.Clitic < 0 && v.subject(i) >= 0 {
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

// readInside: « A, calcule-t-elle. B »: the incise stands within the marks.
func readInside(v *view, _, q int) (reading, bool) {
	for s := v.d.InQuotation[q]; s < v.d.InQuotation[q+1]; s++ {
		in := v.a.view(s)
		in.when = v.when
		for i := 1; i < len(in.chunks); i++ {
			if !in.finite(i) || in.kind(i-1) != syntax.Comma || in.verb(i).Classes&(lexicon.Say|lexicon.Manner|lexicon.Answer) == 0 {
				continue
			}
			g := in.verb(i)
			if j := in.subjectBehind(i); g.Clitic < 0 && j == i+1 && in.phrase(j).HasName() && (in.kind(j+1) == syntax.Stop || in.kind(j+1) == syntax.Comma) {
				if e := in.entity(j); e >= 0 && v.a.res.Entity(e).Certain() {
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

// invertedSource reads the subject behind the verb at i: an inverted pronoun or
// a phrase.
func (v *view) invertedSource(i int) (reading, bool) {
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
		if g.Clitic < 0 {
			j := v.subjectBehind(i)
			// "…, a accusé le maire de « … »" has an object there, not a subject
			if j < 0 || j+1 < len(v.chunks) && v.kind(j+1) != syntax.Comma && v.kind(j+1) != syntax.Stop && v.kind(j+1) != syntax.Prep && v.kind(j+1) != syntax.Dash && v.kind(j+1) != syntax.Adverb && v.kind(j+1) != syntax.Rel && v.kind(j+1) != syntax.Close && v.kind(j+1) != syntax.Coord {
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
		r.score *= 0.93
		if i < k { // the sentence goes on behind the incise
			r.score *= 0.93
		}
		return r, true
	}
	return reading{}, false
}

// readColon: X a déclaré : « … ». X : « … ».
func readColon(v *view, k, q int) (reading, bool) {
	if v.kind(k-1) == syntax.Colon && k >= 1 {
		return v.beforeColon(k - 1)
	}
	// A clause in the marks may follow others that the colon introduced.
	if k != 0 {
		return reading{}, false
	}
	// The colon ends the line before.
	if p, ok := v.lineBefore(); ok && p.kind(len(p.chunks)-1) == syntax.Colon {
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

// beforeColon reads the source of what the colon at i introduces.
func (v *view) beforeColon(i int) (reading, bool) {
	// "… une remarque du procureur : « … »"
	if v.kind(i-1) == syntax.NP {
		n := v.phrase(i - 1)
		if n.Noun.Classes&lexicon.NounSpeech != 0 && !n.HasName() {
			if e, m := v.within(i - 1); e >= 0 {
				return reading{entity: e, mention: m, cue: v.span(i - 1), score: 0.9, spoken: true}, true
			}
			for j := i - 2; j >= 0; j-- { // "il a laissé une seule consigne : « … »"
				if v.finite(j) && !v.afterPrep(i-1) {
					if r, ok := v.sourceOfVerb(j, i); ok && v.a.res.Entity(r.entity).Type == quote.Person {
						r.score *= 0.88
						r.spoken = true
						return r, true
					}
					break
				}
			}
		}
		if v.kind(i-2) == syntax.Comma && v.kind(i-3) == syntax.NP && v.phrase(i-3).Noun.Classes&lexicon.NounSpeech != 0 {
			if e, m := v.within(i - 3); e >= 0 && n.Kind != syntax.Name { // "Réponse de Jeanne Roux, maire : « … »"
				return reading{entity: e, mention: m, cue: v.span(i - 3), score: 0.9, spoken: true}, true
			}
			if e := v.entity(i - 1); e >= 0 && n.Kind == syntax.Name {
				return reading{entity: e, mention: v.span(i - 1), cue: v.span(i - 3), score: 0.9, spoken: true}, true
			}
		}
	}
	// The last finite verb that reports.
	for j := i - 1; j >= 0; j-- {
		if v.kind(j) == syntax.Colon {
			break
		}
		if v.kind(j) != syntax.Verb {
			continue
		}
		g := v.verb(j)
		if g.Classes == 0 && g.Mood != syntax.Infinitive {
			continue
		}
		r, ok := v.sourceOfVerb(j, i)
		if !ok {
			continue
		}
		r.score *= 0.97
		if g.Classes&speech == 0 {
			r.score *= 0.93
		}
		r.spoken = true
		return r, true
	}
	// "Et d'ajouter : « … »", "Puis, se tournant vers …": who spoke last goes on.
	for j := i - 1; j >= 0 && v.verbless(); j-- {
		if v.kind(j) == syntax.Verb && (v.verb(j).Mood == syntax.Infinitive && v.verb(j).Classes&speech != 0 || v.verb(j).Mood == syntax.PresentParticiple && v.kind(j-1) != syntax.NP) {
			if e := v.a.res.LastSpeaker(); e >= 0 {
				return reading{entity: e, cue: v.span(j), score: 0.9, spoken: true}, true
			}
		}
	}
	// "Selon X : « … »", "Dans un communiqué : « … »"
	for j := i - 1; j >= 0; j-- {
		if v.kind(j) == syntax.Source {
			if r, ok := v.sourceAt(j); ok {
				r.spoken = true
				return r, true
			}
		}
	}
	// The subject of whatever verb there is: "Le maire est furieux : « … »".
	for j := i - 1; j >= 0; j-- {
		if v.finite(j) {
			if r, ok := v.sourceOfVerb(j, i); ok {
				r.score *= 0.85
				r.spoken = true
				return r, true
			}
		}
	}
	// "Verdict : « … »": of who spoke last.
	if i == 1 && v.kind(0) == syntax.NP && v.phrase(0).Det == syntax.NoDet && v.phrase(0).Noun.Classes&lexicon.NounSpeech != 0 && !v.phrase(0).HasName() {
		if _, m := v.within(0); m.Empty() {
			if e := v.a.res.LastSpeaker(); e >= 0 {
				return reading{entity: e, cue: v.span(0), score: 0.7, spoken: true}, true
			}
		}
	}
	// "Jeanne Roux, maire de Brest, lundi soir : « … »"
	if v.kind(0) == syntax.NP && v.phrase(0).HasName() && v.person(0) && v.verbless() {
		return reading{entity: v.entity(0), mention: v.span(0), score: 0.9, spoken: true}, true
	}
	// "X : « … »", "Réaction de X : « … »"
	for j := i - 1; j >= 0; j-- {
		if v.kind(j) == syntax.NP {
			n := v.phrase(j)
			if n.Noun.Classes&(lexicon.NounSpeech|lexicon.NounDocument) != 0 {
				if e, m := v.within(j); e >= 0 {
					return reading{entity: e, mention: m, cue: v.span(j), score: 0.88, spoken: true}, true
				}
			}
			if low := v.d.Tokens[max(0, v.chunks[j].From-1)].Lower; low == "à" || low == "au" || low == "aux" {
				continue // whom the words are said to
			}
			if n.Det == syntax.Possessive && n.Noun.Classes&(mentions.Speakable&^lexicon.NounDocument) == 0 { // "Sa crainte : « … »"
				if e, sure := v.a.res.Pronoun("son", 0, lexicon.Singular, v.when); e >= 0 {
					return reading{entity: e, mention: v.span(j), score: 0.8 * (0.6 + 0.4*sure), spoken: true}, true
				}
			}
			if n.Noun.Classes&lexicon.NounSpeech != 0 && n.Noun.Classes&mentions.Speakable == 0 && !n.HasName() {
				continue // "la question du coût : « … »"
			}
			if e := v.entity(j); e >= 0 {
				sc := 0.9
				if v.afterPrep(j) {
					sc = 0.7
				}
				return reading{entity: e, mention: v.span(j), score: sc, spoken: true}, true
			}
		}
	}
	return reading{}, false
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
		return r, false
	case g.Clitic >= 0:
		return v.invertedSource(i)
	case g.Mood == syntax.Finite:
		j = v.subject(i)
		if j >= 0 && (v.phrase(j).Form == "on" || v.phrase(j).Form == "l'on") {
			return v.bodyOf(i)
		}
		if j < 0 {
			if !v.inverted(i) && v.kind(i-1) != syntax.Rel {
				return r, false
			}
			if v.kind(i-1) == syntax.Rel && v.lower(i-1) == "qui" {
				return r, false
			}
			return v.invertedSource(i)
		}
	case g.Mood == syntax.Infinitive && v.kind(i-1) == syntax.Prep && (v.lower(i-1) == "de" || v.lower(i-1) == "d'") && v.kind(i-2) == syntax.NP && !v.afterPrep(i-2) && (v.phrase(i-2).Det != syntax.NoDet || v.phrase(i-2).HasName()) && v.narrative(i-2):
		j = i - 2 // "Et X de conclure"
	case g.Mood == syntax.Infinitive && v.verbless(): // "Et de rappeler que « … »"
		r.entity = v.a.res.LastSpeaker()
		r.score = 0.85
		return r, r.entity >= 0
	default:
		return v.controller(i)
	}
	return v.subjectReading(r, j, g)
}

// bodyOf reads the body in whose house "on" speaks: "Au ministère, on assure …".
func (v *view) bodyOf(i int) (reading, bool) {
	for j := range v.chunks[:i] {
		if v.kind(j) == syntax.NP && v.afterPrep(j) {
			if e := v.entity(j); e >= 0 && v.a.res.Entity(e).Type == quote.Organisation {
				return reading{entity: e, mention: v.span(j), cue: v.span(i), score: 0.85}, true
			}
		}
	}
	return reading{}, false
}

// agent is the entity of the phrase behind a "par" at b.
func (v *view) agent(b int) int32 {
	if v.kind(b) != syntax.Prep || v.lower(b) != "par" {
		return mentions.None
	}
	return v.entity(b + 1)
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

func (v *view) subjectReading(r reading, j int, g *syntax.VerbGroup) (reading, bool) {
	if j < 0 {
		return r, false
	}
	r.entity, r.mention = v.joint(j, g), v.span(j)
	n := v.phrase(j)
	if n.Kind == syntax.Nominal && !n.HasName() && n.Noun.Classes&lexicon.NounSpeech != 0 {
		if e, m := v.within(j); e >= 0 { // "Le discours du maire a porté : « … »"
			r.entity, r.mention = e, m
			return r, true
		}
	}
	if o := v.moved(j, g); o >= 0 {
		r.entity, r.mention = v.entity(o), v.span(o)
		return r, true
	}
	if r.entity < 0 && n.Kind == syntax.Nominal && (n.Number != lexicon.Plural || g.Classes&(lexicon.Say|lexicon.Ask) != 0) && n.Noun.Classes&mentions.Speakable == 0 && g.Classes&(lexicon.Say|lexicon.Think|lexicon.Judge|lexicon.Target) != 0 {
		// A body that the lexicon does not know: what else would say it?
		r.entity = v.a.res.Found(v.chunks[j].Index)
		r.score *= 0.6
		if g.Classes&(lexicon.Say|lexicon.Think) == 0 {
			r.score *= 0.75
		}
	}
	if n.Kind == syntax.Pronoun {
		if n.Form == "il" && v.impersonalVerb(g) {
			return r, false
		}
		_, sure := v.a.res.Pronoun(n.Form, n.Gender, n.Number, v.when)
		r.score *= 0.6 + 0.4*sure
		r.pronoun = true
	}
	if r.entity >= 0 && g.Classes&lexicon.Relay != 0 && g.Classes&lexicon.Say == 0 {
		r.score *= 0.6
	}
	return r, r.entity >= 0
}

// moved finds the person whom a thing makes speak: "la formule fait bondir un
// père de famille : « … »".
func (v *view) moved(j int, g *syntax.VerbGroup) int {
	if e := v.entity(j); e >= 0 && v.a.res.Entity(e).Type != quote.Document || v.phrase(j).Kind != syntax.Nominal {
		return -1
	}
	for o := j + 1; o < len(v.chunks); o++ {
		if v.kind(o) == syntax.NP && v.chunks[o].From >= g.To {
			if !v.afterPrep(o) && v.person(o) {
				return o
			}
			return -1
		}
	}
	return -1
}

// impersonalVerb reports whether the "il" of a verb stands for nobody: "il faut",
// "il y a", "il s'agit".
func (v *view) impersonalVerb(g *syntax.VerbGroup) bool {
	for t := g.From; t < g.To; t++ {
		switch v.d.Tokens[t].Lower {
		case "faut", "fallait", "faudra", "faudrait", "fallu", "agit", "agissait", "agira", "pleut", "y":
			return true
		}
	}
	return false
}

// controller reads the subject of a participle or infinitive: that of the finite
// verb it depends on.
func (v *view) controller(i int) (reading, bool) {
	r := reading{cue: v.span(i), score: 0.97}
	g := v.verb(i)
	if g.Mood == syntax.PresentParticiple && v.kind(i-1) == syntax.NP && !v.afterPrep(i-1) {
		return v.subjectReading(r, i-1, g) // "des affiches annonçant « … »"
	}
	aside := v.kind(i-1) == syntax.Comma || v.kind(i-1) == syntax.Prep && v.lower(i-1) == "en" // it goes with the main clause
	for j := i - 1; j >= 0; j-- {
		if v.finite(j) && !(aside && v.subordinate(j)) {
			main := v.verb(j)
			if main.Clitic >= 0 || v.inverted(j) {
				x, ok := v.invertedSource(j)
				x.cue = r.cue
				return x, ok
			}
			both := *g
			both.Person = main.Person
			return v.subjectReading(r, v.subject(j), &both)
		}
		if v.kind(j) == syntax.Colon {
			break
		}
	}
	// at the sentence's start: "Qualifiant l'accord de « … », X a déclaré"
	for j := i + 1; j < len(v.chunks); j++ {
		if v.finite(j) && !v.inRelative(j) {
			if s := v.subject(j); s > i {
				return v.subjectReading(r, s, g)
			}
			if x, ok := v.invertedSource(j); ok {
				x.cue = r.cue
				return x, true
			}
		}
	}
	return r, false
}

// reporting are the classes of verbs that can hold a fragment in their
// complement.
const reporting = speech | lexicon.Judge | lexicon.Target

// readVerb: X a estimé que … « … ». X a salué un « … ». qualifiant Y de « … ».
func readVerb(v *view, k, q int) (reading, bool) {
	if e := v.agent(k + 1); e >= 0 && v.kind(k-1) == syntax.Adjective && v.d.Tokens[v.chunks[k-1].To-1].Tags&lexicon.PastPart != 0 {
		// "Classé « … » par l'agence"
		return reading{entity: e, mention: v.span(k + 2), cue: v.span(k - 1), score: 0.85}, true
	}
	penalty := 1.0
	for i := k - 1; i >= 0; i-- {
		switch v.kind(i) {
		case syntax.Comp:
			penalty = 1 // all that follows is what is reported
			continue
		case syntax.Colon:
			penalty *= 0.9
			continue
		case syntax.Sub:
			if v.lower(i) != "comme" && v.lower(i) != "si" {
				penalty *= 0.9
			}
			continue
		case syntax.Verb:
		default:
			continue
		}
		g := v.verb(i)
		calls := g.Classes&lexicon.Naming != 0 && !v.a.sides[q].clause.capital &&
			(v.kind(i+1) == syntax.NP && (v.kind(k-1) == syntax.NP || v.kind(k-1) == syntax.Prep && v.lower(k-1) == "à") || i == k-1 && v.calledBy(i))
		if g.Classes&reporting == 0 && !calls {
			if g.Mood == syntax.Finite {
				penalty *= 0.4 // another clause's verb stands between
			}
			continue
		}
		r, ok := v.sourceOfVerb(i, k)
		if !ok {
			if g.Mood == syntax.Finite {
				penalty *= 0.85
			}
			continue
		}
		if v.inverted(i) && v.kind(i+1) != syntax.Comp && g.Clitic < 0 && v.subjectBehind(i) < k && v.kind(i-1) == syntax.Comma {
			// an incise, which other rules read
			continue
		}
		weak := g.Classes&(reporter&^(lexicon.Think|lexicon.Manner)) == 0 || v.a.res.Entity(r.entity).Type == quote.Document || !v.takes(i, k) || g.Modal || g.Unreal || v.a.res.Entity(r.entity).Thing || g.Mood != syntax.Finite || r.pronoun
		if t := v.a.res.Entity(r.entity); g.Classes&(reporter&^lexicon.Judge) == 0 && (t.Type == quote.Group || !t.Named) {
			weak = true
		}
		if weak {
			// "X a déclaré que Y n'écartait pas un « … »": X says it
			if h, ok := v.reporterOf(i); ok {
				h.score *= 0.93 * penalty
				return h, true
			}
		}
		r.score *= 0.93 * penalty
		if g.Classes&(lexicon.Show) != 0 && g.Classes&(lexicon.Say|lexicon.Think|lexicon.Judge|lexicon.Target) == 0 {
			r.score *= 0.85
		}
		if v.sourcedBefore(i) {
			r.score *= 0.75
		}
		return r, true
	}
	// The clause that reports stands behind: "Du film, « … », elle dit …".
	for i := k + 1; i < len(v.chunks); i++ {
		if v.finite(i) && v.verb(i).Classes&(lexicon.Say|lexicon.Think) != 0 && v.verb(i).Clitic < 0 {
			if j := v.subject(i); j > k && v.kind(k+1) == syntax.Comma {
				r, ok := v.subjectReading(reading{cue: v.span(i), score: 0.6}, j, v.verb(i))
				return r, ok
			}
			break
		}
	}
	return reading{}, false
}

// takes reports whether what the verb at i reports can begin right behind it and
// reach unit k: "que", a colon, the marks, or for a judgement its object.
func (v *view) takes(i, k int) bool {
	for j := i + 1; j <= k; j++ {
		switch v.kind(j) {
		case syntax.Comp, syntax.Colon, syntax.Quotation:
			return true
		case syntax.Adverb, syntax.Prep, syntax.Source:
		case syntax.NP:
			if !v.afterPrep(j) {
				return v.verb(i).Classes&(lexicon.Judge|lexicon.Addr) != 0
			}
		default:
			return false
		}
	}
	return false
}

// calledBy reports whether the verb of naming at i says what somebody calls a
// thing: "ce qu'il appelle « … »".
func (v *view) calledBy(i int) bool {
	j := v.subject(i)
	if j < 0 || v.phrase(j).Form == "on" || v.phrase(j).Form == "l'on" {
		return false
	}
	if v.kind(j-1) != syntax.Comp && v.kind(j-1) != syntax.Rel {
		return false
	}
	f := v.phrase(j).Form
	return f == "il" || f == "elle" || f == "je" || f == "j'" || v.kind(j-2) == syntax.NP && v.phrase(j-2).Form == "ce"
}

// sourcedBefore reports whether the clause of the verb at i begins with its
// source: "Pour X, l'État a réagi « … »".
func (v *view) sourcedBefore(i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch v.kind(j) {
		case syntax.Source:
			if r, ok := v.sourceAt(j); ok && r.score >= 0.8 {
				return true
			}
		case syntax.Comp, syntax.Colon:
			return false
		}
	}
	return false
}

// reporter are the classes of verbs whose subject gives the words of a clause.
const reporter = lexicon.Say | lexicon.Think | lexicon.Write | lexicon.Judge | lexicon.Answer | lexicon.Ask | lexicon.Manner

// reporterOf reads the source of the clause, introduced by "que" or a colon, that
// the verb at i stands in.
func (v *view) reporterOf(i int) (reading, bool) {
	comp := false
	for j := i - 1; j >= 0; j-- {
		switch v.kind(j) {
		case syntax.Comp, syntax.Colon: // "X avance un argument : le site n'a plus d'« … »"
			comp = true
		case syntax.Semicolon:
			return reading{}, false
		case syntax.Verb:
			if comp && v.verb(j).Classes&(reporter|lexicon.Show|lexicon.Addr|lexicon.Directive) != 0 {
				return v.sourceOfVerb(j, i)
			}
		}
	}
	return reading{}, false
}

// readSource: Selon X, … « … ». … « … », d'après X.
func readSource(v *view, k, _ int) (reading, bool) {
	best := reading{score: 0}
	for i := range v.chunks {
		if v.kind(i) != syntax.Source {
			continue
		}
		r, ok := v.sourceAt(i)
		if !ok {
			continue
		}
		switch {
		case i > k && i-k <= 3:
			r.score *= 0.95
		case i > k:
			r.score *= 0.85
			for j := k + 1; j < i; j++ {
				if v.kind(j) == syntax.Comp || v.kind(j) == syntax.Quotation {
					r.score *= 0.9
				}
			}
		default:
			r.score *= 0.93
		}
		if r.score > best.score {
			best = r
		}
	}
	best.spoken = v.verbless()
	return best, best.score > 0
}

// verbless reports whether the sentence has no finite verb of its own, so that
// the quotation is its clause.
func (v *view) verbless() bool {
	for i := range v.chunks {
		if v.finite(i) {
			return false
		}
	}
	return true
}

// sourceAt reads the source that the preposition at i introduces.
func (v *view) sourceAt(i int) (reading, bool) {
	r := reading{cue: v.span(i), score: 1, entity: mentions.None}
	low := v.d.Tokens[v.chunks[i].From].Lower
	words := v.chunks[i].To - v.chunks[i].From
	if words > 1 && low == "de" && v.d.Tokens[v.chunks[i].From+1].Lower == "source" || low == "de" && words > 1 && v.d.Tokens[v.chunks[i].From+1].Lower == "sources" {
		s := v.d.SpanOf(v.chunks[i].From+1, v.chunks[i].To)
		r.entity, r.mention = v.a.res.Anonymous(s.Of(v.d.Body)), s
		return r, true
	}
	j := i + 1
	for v.kind(j) == syntax.Adverb {
		j++
	}
	if v.kind(j) == syntax.Rel && v.lower(j) == "qui" { // "l'intersyndicale, pour qui le groupe …"
		b := i - 1
		if v.kind(b) == syntax.Comma {
			b--
		}
		r.entity = v.entity(b)
		if r.entity >= 0 {
			r.mention, r.score = v.span(b), 0.97
		}
		return r, r.entity >= 0
	}
	if v.kind(j) != syntax.NP {
		return r, false
	}
	n := v.phrase(j)
	r.entity, r.mention = v.entity(j), v.span(j)
	if r.entity < 0 && (low == "pour" || low == "chez") {
		return r, false
	}
	if r.entity < 0 || n.Noun.Classes&(lexicon.NounSpeech|lexicon.NounDocument) != 0 || n.NounHead >= 0 && (v.d.Tokens[n.NounHead].Lower == "mots" || v.d.Tokens[n.NounHead].Lower == "termes") {
		if e, m := v.within(j); e >= 0 { // "selon les mots du maire"
			r.entity, r.mention = e, m
		}
	}
	switch low {
	case "pour", "chez":
		// A preposition of many uses: a source only where it sets off a person
		// or body from the clause.
		e := r.entity
		if e < 0 {
			return r, false
		}
		ent := v.a.res.Entity(e)
		if low == "chez" && n.Kind == syntax.Pronoun {
			return r, false
		}
		if ent.Type == quote.Document || n.Kind == syntax.Pronoun && v.kind(j+1) != syntax.Comma {
			return r, false
		}
		if v.kind(i-1) == syntax.Quotation && v.verbless() && ent.Type != quote.Document && ent.Type != quote.State {
			r.score = 0.75 // "« Un recul » pour l'opposition"
			break
		}
		starts := i == 0 || v.kind(i-1) == syntax.Comma || v.kind(i-1) == syntax.Coord || v.kind(i-1) == syntax.Comp
		if (i == 0 || i == 1 && v.kind(0) != syntax.NP) && ent.Type == quote.Person && v.kind(j+1) == syntax.Prep {
			r.score = 0.8 // "Pour Jeanne Roux, chercheuse à Brest, …"
			break
		}
		if !starts || v.kind(j+1) != syntax.Comma && v.kind(j+1) != syntax.Stop && v.kind(j+1) != syntax.Colon {
			return r, false
		}
		r.score = 0.8
		if i == 0 {
			r.score = 0.9
		}
		if v.personSays(j) {
			r.score = 0.5 // "Pour la défense, Me Roux a plaidé": on whose behalf
		}
	}
	if strings.HasPrefix(low, "par") { // "Moscou, par la voix de son ambassade, a …"
		r.score *= 0.7
	}
	if v.media(j) {
		r.score *= 0.72
		if e := v.mainSubject(); e >= 0 && v.a.res.Entity(e).Named {
			r.score *= 0.6 // "Selon l'agence, le ministre a …": the agency passes it on
		}
	}
	if n.Kind == syntax.Pronoun {
		_, sure := v.a.res.Pronoun(n.Form, n.Gender, n.Number, v.when)
		r.score *= 0.6 + 0.4*sure
	}
	return r, r.entity >= 0
}

// personSays reports whether behind unit i a named person is the subject of a
// verb of saying.
func (v *view) personSays(i int) bool {
	for j := i + 1; j < len(v.chunks); j++ {
		if v.finite(j) && v.verb(j).Classes&(lexicon.Say|lexicon.Judge|lexicon.Write) != 0 {
			s := v.subject(j)
			if s <= i {
				return false
			}
			e := v.entity(s)
			return e >= 0 && v.a.res.Entity(e).Named && v.a.res.Entity(e).Type == quote.Person
		}
	}
	return false
}

// readSourceNoun: l'appel de X à « … ». Dans un communiqué, X … « … ». Les propos
// de X, « … », ont choqué.
func readSourceNoun(v *view, k, _ int) (reading, bool) {
	for i := k - 1; i >= 0 && i >= k-5; i-- {
		switch v.kind(i) {
		case syntax.NP:
			n := v.phrase(i)
			if n.Noun.Classes&lexicon.NounSpeech == 0 || n.Noun.Classes&(lexicon.NounRole|lexicon.NounPerson|lexicon.NounOrg) != 0 {
				continue
			}
			if e, m := v.within(i); e >= 0 {
				return reading{entity: e, mention: m, cue: v.span(i), score: 0.8 - 0.05*float64(k-1-i)}, true
			}
			if n.Det == syntax.Possessive { // "sa promesse de « … »"
				e, sure := v.a.res.Pronoun("son", 0, lexicon.Singular, v.when)
				if e >= 0 {
					return reading{entity: e, mention: v.span(i), cue: v.span(i), score: 0.6 * (0.5 + 0.5*sure)}, true
				}
			}
			if v.afterPrep(i) { // "a défilé aux cris de « … »"
				for j := i - 1; j >= 0; j-- {
					if v.finite(j) {
						r, ok := v.sourceOfVerb(j, k)
						r.cue = v.span(i)
						r.score *= 0.7
						return r, ok
					}
				}
			}
		case syntax.Verb, syntax.Comp, syntax.Colon:
			return reading{}, false
		}
	}
	// "… « … », dans un communiqué de X"
	return reading{}, false
}

// readHeadline: « … » : X promet. « … », X
func readHeadline(v *view, k, _ int) (reading, bool) {
	if v.kind(k+1) != syntax.Colon || k+1 >= len(v.chunks) {
		return reading{}, false
	}
	for j := k + 2; j < len(v.chunks); j++ {
		switch v.kind(j) {
		case syntax.NP:
			if v.afterPrep(j) {
				continue
			}
			if n := v.phrase(j); n.Noun.Classes&lexicon.NounSpeech != 0 && !n.HasName() {
				e, m := v.within(j) // "« … » : la réponse du maire"
				return reading{entity: e, mention: m, cue: v.span(j), score: 0.85, spoken: true}, e >= 0
			}
			if v.phrase(j).Form == "c'" || v.phrase(j).Form == "ce" {
				continue
			}
			if e := v.entity(j); e >= 0 {
				return reading{entity: e, mention: v.span(j), score: 0.85, spoken: true}, true
			}
			return reading{}, false
		case syntax.Source:
			if r, ok := v.sourceAt(j); ok {
				return r, true
			}
		case syntax.Verb:
			if v.finite(j) && !v.verb(j).Copula {
				return reading{}, false
			}
		}
	}
	return reading{}, false
}

// readCaption: X « pas inquiet », without a verb, in a headline.
func readCaption(v *view, k, _ int) (reading, bool) {
	if v.kind(k-1) != syntax.NP || v.afterPrep(k-1) || !v.a.headingLike(v.d.Sentences[v.s].Para) {
		return reading{}, false
	}
	if !v.verbless() {
		return reading{}, false
	}
	e := v.entity(k - 1)
	if e < 0 || v.a.res.Entity(e).Type == quote.Document {
		return reading{}, false
	}
	return reading{entity: e, mention: v.span(k - 1), score: 0.6}, true
}

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
			if k-i > 3 {
				r.score *= 0.9
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
				if c.sentence && (v.alone(k) || k == 0) {
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
					if e := v.mainSubject(); e >= 0 && e != r.entity {
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
	return reading{}, false
}

// mainSubject is the person that the sentence's first main verb is about.
func (v view) mainSubject() int32 {
	for i := range v.chunks {
		if v.finite(i) && !v.inRelative(i) {
			if j := v.subject(i); j >= 0 {
				if e := v.entity(j); e >= 0 && v.a.res.Entity(e).Type == quote.Person {
					return e
				}
			}
			return mentions.None
		}
	}
	return mentions.None
}

// alone reports whether the quotation at k is the whole sentence.
func (v *view) alone(k int) bool {
	for i := range v.chunks {
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
	s := v.s - 1
	if v.d.Sentences[v.s].Para-v.d.Sentences[s].Para > 1 {
		return reading{}, false
	}
	same := v.d.Sentences[v.s].Para == v.d.Sentences[s].Para
	p := v.a.view(s)
	if !same && v.a.headingLike(v.d.Sentences[s].Para) {
		return reading{}, false
	}
	// The subject of its main verb.
	for i := range p.chunks {
		if p.finite(i) && !p.inRelative(i) {
			r, ok := p.sourceOfVerb(i, len(p.chunks)-1)
			if !ok || v.a.res.Entity(r.entity).Type == quote.Document {
				continue
			}
			if e := v.a.res.Entity(r.entity); !e.Certain() || e.Thing {
				return reading{}, false
			}
			r.score = 0.62
			if p.verb(i).Classes&reporting != 0 {
				r.score = 0.75
			}
			if c := p.verb(i).Classes; c&lexicon.Ask != 0 && c&lexicon.Addr != 0 && p.kind(i+1) == syntax.NP && p.person(i+1) {
				r.entity, r.mention, r.score = p.entity(i+1), p.span(i+1), 0.7 // "La juge interroge Karim Belhadj."
				r.spoken = true
				return r, true
			}
			if p.verb(i).Classes&lexicon.Ask != 0 && (p.verb(i).Classes&lexicon.Say == 0 || p.asked()) {
				if o := v.a.res.Other(r.entity, v.when); o >= 0 {
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
	return reading{}, false
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
	switch {
	case v.kind(v.before(k)) == syntax.NP && !v.afterPrep(v.before(k)) && c.verbal:
		if e := v.entity(v.before(k)); e >= 0 {
			return reading{entity: e, mention: v.span(v.before(k)), score: 0.5}, true
		}
	case v.finite(k-1) && c.participle && v.d.Tokens[v.verb(k-1).Head].Tags&lexicon.Aux != 0:
		if r, ok := v.sourceOfVerb(k-1, k); ok {
			r.cue = text.Span{}
			r.score *= 0.5
			return r, true
		}
	}
	return reading{}, false
}

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
			return reading{}, false
		}
		if v.a.res.Entity(r.entity).Type == quote.Document {
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

// readSigned: a quotation on a line of its own above its author's: « … » / Jeanne
// Roux, pêcheuse.
func readSigned(v *view, k, q int) (reading, bool) {
	if !v.alone(k) || v.s+1 >= v.d.Level0 || v.d.Sentences[v.s].Within >= 0 {
		return reading{}, false
	}
	next := &v.d.Sentences[v.s+1]
	n := v.a.view(v.s + 1)
	if !next.Opens || !next.Ends || next.Span.Len() > 120 || !n.verbless() || n.kind(0) != syntax.NP && n.kind(0) != syntax.Dash {
		return reading{}, false
	}
	i := 0
	if n.kind(0) == syntax.Dash {
		i = 1
	}
	last := n.kind(len(n.chunks) - 1)
	if n.kind(i) != syntax.NP || !n.phrase(i).HasName() || last == syntax.Stop || last == syntax.Quotation || last == syntax.Colon {
		return reading{}, false
	}
	e := n.entity(i)
	if e < 0 || v.a.res.Entity(e).Type != quote.Person || !v.a.res.Entity(e).Certain() {
		return reading{}, false
	}
	return reading{entity: e, mention: n.span(i), score: 0.9, spoken: true}, true
}

// readAnswer: a quotation that stands alone below a question of the journalist's is
// the words of who is interviewed: who answered last, or else the person that the
// article mentions most.
func readAnswer(v *view, k, q int) (reading, bool) {
	p, ok := v.lineBefore()
	if !ok || !v.alone(k) || !v.a.sides[q].clause.sentence {
		return reading{}, false
	}
	last := len(p.chunks) - 1
	if p.kind(last) != syntax.Stop || v.d.Tokens[p.chunks[last].From].Rune != '?' {
		return reading{}, false
	}
	e := v.a.res.LastSpeaker()
	if e < 0 || v.a.res.Entity(e).Type != quote.Person {
		e = v.a.res.Principal()
	}
	if e < 0 {
		return reading{}, false
	}
	return reading{entity: e, score: 0.7, spoken: true}, true
}
