package attribution

import (
	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/syntax"
)

func (v *view) subjectReading(r reading, j int, g *syntax.VerbGroup) (reading, bool) {
	if j < 0 {
		return r, false
	}
	r.entity, r.mention = v.joint(j, g), v.span(j)
	n := v.phrase(j)
	if r.entity < 0 && (n.Form == "je" || n.Form == "j'") && v.d.Sentences[v.s].Within < 0 {
		r.entity = v.a.respondent()
		return r, r.entity >= 0
	}
	if n.Noun.Classes&(lexicon.NounMedia|lexicon.NounOrg) != 0 && !n.HasName() && v.nameLike(j+1) && v.chunks[j+1].To <= g.From {
		r.entity, r.mention = v.marked(j+1), v.span(j+1) // "Le quotidien « Le Courrier » parle"
		return r, r.entity >= 0
	}
	if n.Kind == syntax.Nominal && !n.HasName() && n.Noun.Classes&lexicon.NounSpeech != 0 {
		if e, m := v.within(j); e >= 0 { // "Le discours du maire a porté : « … »"
			r.entity, r.mention = e, m
			return r, true
		}
	}
	if n.Det == syntax.Possessive && n.Kind == syntax.Nominal && n.Noun.Classes&(lexicon.NounSpeech|lexicon.NounDocument) != 0 && g.Classes == 0 {
		e, sure := v.a.res.Pronoun("son", 0, lexicon.Singular, v.when) // "Son verdict tient en une phrase : « … »"
		r.entity = e
		r.score *= 0.6 + 0.4*sure
		return r, e >= 0
	}
	if r.entity >= 0 && v.a.res.Entity(r.entity).Type == quote.Document && v.kind(j+1) == syntax.Rel && v.lower(j+1) == "qui" {
		if e, m := v.within(j); e >= 0 && v.a.res.Entity(e).Type == quote.Person { // "l'avis d'un père qui jugeait"
			r.entity, r.mention = e, m
			return r, true
		}
	}
	if r.entity >= 0 && v.a.res.Entity(r.entity).Type == quote.Document && happens(g) {
		return r, false // "dont le rapport à l'autre se réduit à"
	}
	if c := v.cited(j, g); c >= 0 {
		r.entity, r.mention = v.entity(c), v.span(c)
		r.score *= 0.9
		return r, true
	}
	if c := v.issuer(j, g); c >= 0 {
		r.entity, r.mention = v.entity(c), v.span(c)
		r.score *= 0.95
		return r, true
	}
	if o := v.moved(j, g); o >= 0 {
		r.entity, r.mention = v.entity(o), v.span(o)
		return r, true
	}
	if r.entity < 0 && n.Kind == syntax.Nominal && (g.Classes&lexicon.Show != 0 || g.Classes&lexicon.Say == 0 || g.Unreal || g.Object) && v.antecedes(j, g) {
		return r, false // "une saisie des avoirs, qui exposerait": a thing, of which others speak
	}
	if r.entity < 0 && speaksAnyway(n, g) {
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

// happens reports whether verb g tells, reflexive, what happens to its subject, rather than
// what that says: "le début se récite", but "le canal se demande", "se félicite".
func happens(g *syntax.VerbGroup) bool {
	return g.Reflexive && g.Classes&lexicon.Ask == 0 && (g.Cue == nil || g.Cue.Classes&lexicon.Pronom == 0)
}

// speaksAnyway reports whether phrase n, of no noun known to speak, is a body that the
// lexicon does not know, as verb g has it for its subject: what else would say it?
func speaksAnyway(n *syntax.NounPhrase, g *syntax.VerbGroup) bool {
	const says = lexicon.Say | lexicon.Judge | lexicon.Target
	if happens(g) {
		return false
	}
	return n.Kind == syntax.Nominal && n.Noun.Classes&syntax.Speakable == 0 && g.Classes&says != 0 &&
		(n.Number != lexicon.Plural || g.Classes&(lexicon.Say|lexicon.Ask) != 0)
}

// antecedes reports whether the phrase at j is the antecedent of the relative clause of
// verb g.
func (v *view) antecedes(j int, g *syntax.VerbGroup) bool {
	for b := j + 1; b < len(v.chunks) && v.chunks[b].To <= g.From; b++ {
		if v.kind(b) == syntax.Rel {
			return true
		}
	}
	return false
}

// issuer finds who a document that is the subject at j of verb g comes from: "le
// texte, publié à l'aube par la présidence, évoque"; -1 where that is not said.
func (v *view) issuer(j int, g *syntax.VerbGroup) int {
	if e := v.entity(j); e < 0 || v.a.res.Entity(e).Type != quote.Document || v.a.res.Entity(e).Named {
		return -1
	}
	issued := false
	for b := j + 1; b < len(v.chunks) && v.chunks[b].To <= g.From; b++ {
		switch v.kind(b) {
		case syntax.Verb, syntax.Adjective: // not "saisi par", "cité par"
			issued = false
			for _, f := range v.d.Tokens[v.chunks[b].To-1].Verbs {
				issued = issued || f.Feat&lexicon.PastPart != 0 && f.Verb.Classes&lexicon.Write != 0
			}
		case syntax.Prep:
			if issued && v.agent(b) >= 0 && v.a.res.Entity(v.agent(b)).Type != quote.Document {
				return b + 1
			}
		case syntax.NP, syntax.Comma, syntax.Adverb:
		default:
			return -1
		}
	}
	return -1
}

// moved finds the person whom a thing makes speak: "la formule fait bondir un
// père de famille : « … »".
func (v *view) moved(j int, g *syntax.VerbGroup) int {
	if e := v.entity(j); g.Copula || e >= 0 && v.a.res.Entity(e).Type != quote.Document || v.phrase(j).Kind != syntax.Nominal {
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
		if w := v.d.Tokens[t].Word; w.Lists&lexicon.ListImpersonal != 0 || w.Lower == "y" && g.Classes == 0 && v.d.Tokens[g.Head].Tags&lexicon.Aux != 0 { // "il y a", but "il y réclame"
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
		if j := v.sender(i - 1); j >= 0 {
			r.entity, r.mention, r.score = v.entity(j), v.span(j), 0.9
			return r, true
		}
		return v.subjectReading(r, i-1, g) // "des affiches annonçant « … »"
	}
	if g.Mood == syntax.Infinitive {
		if j := v.perceived(i); j >= 0 {
			return v.subjectReading(r, j, g)
		}
	}
	aside := v.kind(i-1) == syntax.Comma || v.kind(i-1) == syntax.Sub || v.kind(i-1) == syntax.Prep && v.lower(i-1) == "en" && v.kind(i-2) == syntax.Comma // it goes with the main clause
	for j := i - 1; j >= 0; j-- {
		if v.finite(j) && !(aside && v.subordinate(j)) {
			main := v.verb(j)
			if main.Clitic >= 0 || v.inverted(j) {
				x, ok := v.invertedSource(j)
				x.cue = r.cue
				return x, ok
			}
			if v.a.lex.Listed(main.Lemma)&lexicon.ListPassOn != 0 && v.person(j+1) && !v.person(v.subject(j)) { // "a cité le maire, affirmant"
				r.entity, r.mention, r.score = v.entity(j+1), v.span(j+1), 0.9
				return r, true
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
			if s := v.subject(j); s >= 0 { // or before it: "X, qualifiant l'accord de « … », a déclaré"
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

// sender finds who sends or publishes the document at i: "elle envoie à une
// amie un message disant « … »"; -1 where that is not said.
func (v *view) sender(i int) int {
	if n := v.phrase(i); n.HasName() || n.Noun.Classes&(lexicon.NounDocument|lexicon.NounSpeech) == 0 {
		return -1
	}
	if e, _ := v.within(i); e >= 0 {
		return -1 // "la BBC diffuse un message de Lise Roux disant": hers
	}
	for j := i - 1; j > 0; j-- {
		switch v.kind(j) {
		case syntax.Verb:
			if v.finite(j) && v.verb(j).Classes&(lexicon.Write|lexicon.Relay) != 0 {
				if e := v.entity(v.subject(j)); e >= 0 && !v.a.res.Entity(e).Thing && v.a.res.Entity(e).Type != quote.Document {
					return v.subject(j)
				}
			}
			return -1
		case syntax.NP:
			if !v.afterPrep(j) {
				return -1
			}
		case syntax.Prep, syntax.Adverb, syntax.Comma:
		default:
			return -1
		}
	}
	return -1
}

// perceived finds whom somebody sees or hears do what the infinitive at i says: "on y
// voit la cadette, hilare, réclamer « … »"; -1 where it is no such infinitive.
func (v *view) perceived(i int) int {
	for j := i - 1; j > 0; j-- {
		switch v.kind(j) {
		case syntax.NP:
			if v.finite(j-1) && v.d.Tokens[v.verb(j-1).Head].Lists&lexicon.ListPerceive != 0 {
				if v.person(j) {
					return j
				}
				return -1
			}
		case syntax.Comma, syntax.Adjective, syntax.Adverb, syntax.Prep:
		default:
			return -1
		}
	}
	return -1
}

// reporting are the classes of verbs that can hold a fragment in their
// complement.
const reporting = speech | lexicon.Judge | lexicon.Target

// readVerb: X a estimé que … « … ». X a salué un « … ». qualifiant Y de « … ».
func readVerb(v *view, k, q int) (reading, bool) {
	if r, ok := v.classed(k); ok {
		return r, true
	}
	if r, ok := v.judgedBehind(k); ok {
		return r, true
	}
	penalty, whether := 1.0, -1
	for i := k - 1; i >= 0; i-- {
		switch v.kind(i) {
		case syntax.Comp:
			penalty = 1 // all that follows is what is reported
		case syntax.Colon:
			penalty *= 0.9
		case syntax.Sub:
			if v.lower(i) == "pour" && v.kind(i-1) == syntax.Verb && v.verb(i-1).Classes&(lexicon.Say|lexicon.Directive) != 0 {
				penalty = 1 // "a plaidé pour que …": all that follows is what is asked for
				continue
			}
			if v.lower(i) != "comme" && v.lower(i) != "si" {
				penalty *= 0.9
			}
			if v.lower(i) == "si" {
				whether = i
			}
		case syntax.Verb:
			if whether >= 0 && whether <= i+2 && v.verb(i).Classes&lexicon.Ask != 0 {
				penalty = 1 // "a demandé hier si": all that follows is what is asked
			}
			c := v.verb(i).Classes
			if v.closedRelative(i, k) {
				continue
			}
			if v.belongs(i) {
				penalty *= 0.8
				continue
			}
			if calls := c&lexicon.Naming != 0 && v.calls(i, k, q); c&reporting == 0 && !calls {
				penalty = v.beyond(i, penalty)
				continue
			}
			r, left, ok := v.verbBefore(i, k, penalty)
			if ok {
				return r, true
			}
			penalty = left
		}
	}
	return v.verbBehind(k)
}

// belongs reports whether the verb at i says, with its preposition, what something is or does
// rather than what somebody says: "relève de « l'hystérie »", "continue à « jouer »".
func (v *view) belongs(i int) bool {
	if v.a.lex.Listed(v.verb(i).Lemma)&lexicon.ListBelongs == 0 || v.kind(i+1) != syntax.Prep {
		return false
	}
	switch v.lower(i + 1) {
	case "de", "d'", "du", "à", "par":
		return true
	}
	return false
}

// closedRelative reports whether the verb at i stands in a relative clause between commas that
// is over before unit k: "se souvenir de l'an dernier, dont elle se réclame, et « … »".
func (v *view) closedRelative(i, k int) bool {
	rel := v.relativeOf(i)
	if rel < 1 || v.kind(rel-1) != syntax.Comma {
		return false
	}
	for j := i + 1; j+1 < k; j++ {
		if v.kind(j) == syntax.Comma {
			return v.kind(j+1) == syntax.Coord
		}
	}
	return false
}

// classed reads who, behind unit k, calls something by its words with the participle before
// them: "Classé « … » par l'agence".
func (v *view) classed(k int) (reading, bool) {
	e := v.agent(k + 1)
	if e < 0 || v.kind(k-1) != syntax.Adjective || v.d.Tokens[v.chunks[k-1].To-1].Tags&lexicon.PastPart == 0 {
		return reading{}, false
	}
	return reading{entity: e, mention: v.span(k + 2), cue: v.span(k - 1), score: 0.85}, true
}

// verbBefore reads the source of the words at k off the verb at i before them, which reports.
// The penalty is for what stands between the two; where no source is found it is returned
// with the verb's own share, for the verbs further before.
func (v *view) verbBefore(i, k int, penalty float64) (reading, float64, bool) {
	g := v.verb(i)
	r, ok := v.sourceOfVerb(i, k)
	if !ok {
		if g.Mood == syntax.Finite {
			penalty *= 0.85
		}
		return r, penalty, false
	}
	if v.inverted(i) && v.kind(i+1) != syntax.Comp && g.Clitic < 0 && v.subjectBehind(i) < k && v.kind(i-1) == syntax.Comma {
		return r, penalty, false // an incise, which other rules read
	}
	if v.doubtful(i, k, &r) {
		// "X a déclaré que Y n'écartait pas un « … »": X says it
		if h, ok := v.reporterOf(i); ok {
			h.score *= 0.93 * max(penalty, 0.8) // what stands between is reported as well
			return h, penalty, true
		}
	}
	r.score *= 0.93 * penalty
	if g.Classes&lexicon.Show != 0 && g.Classes&(lexicon.Say|lexicon.Think|lexicon.Judge|lexicon.Target) == 0 {
		r.score *= 0.85
	}
	if v.sourcedBefore(i) {
		r.score *= 0.75
	}
	return r, penalty, true
}

// calls reports whether somebody in particular calls something by the words at k, quotation
// q, with the verb of naming at i: "a qualifié la loi de « fourre-tout »", "appelle « mes
// vacances »". A capital, but for a nickname, tells that they are its name.
func (v *view) calls(i, k, q int) bool {
	c := &v.a.sides[q].clause
	if !c.capital || i == k-1 && v.nicknames(i) {
		if v.kind(i+1) == syntax.NP && v.behindObject(i, k) {
			return true
		}
		if (v.clean(i+1, k) || i == k-2 && v.kind(k-1) == syntax.Other) && v.calledBy(i) {
			return true
		}
	}
	return c.mine && v.finite(i) && v.person(v.subject(i)) // "mes vacances" is nobody's name
}

// behindObject reports whether the words at k stand behind the object of the verb of naming
// at i, alone or with what ties them to the verb: "appelle cette loi « … »", "appelle les
// élus à « … »", "nomme cela un « … »".
func (v *view) behindObject(i, k int) bool {
	switch v.kind(k - 1) {
	case syntax.NP:
		return true
	case syntax.Prep:
		return v.lower(k-1) == "à"
	case syntax.Other:
		return i == k-3 && (v.lower(k-1) == "un" || v.lower(k-1) == "une")
	}
	return false
}

// beyond is the penalty for what stands before the verb at i, which reports nothing: another
// clause's verb stands between then.
func (v *view) beyond(i int, penalty float64) float64 {
	if v.verb(i).Mood != syntax.Finite || v.reportedBy(i) {
		return penalty
	}
	penalty *= 0.4
	if v.kind(i-2) == syntax.Coord && v.kind(i-1) == syntax.NP && v.entity(i-1) >= 0 {
		penalty *= 0.6 // with a subject of its own: "et Rome a offert ses « … »"
	}
	return penalty
}

// doubtful reports whether the source that was read off the verb at i for the words at k may
// be only what somebody else speaks of: a verb that need not report, or a source that need
// not speak.
func (v *view) doubtful(i, k int, r *reading) bool {
	g, e := v.verb(i), v.a.res.Entity(r.entity)
	switch {
	case g.Classes&(reporter&^(lexicon.Think|lexicon.Manner)) == 0 || !v.takes(i, k):
		return true
	case g.Modal || g.Unreal || g.Mood != syntax.Finite:
		return true
	case r.pronoun || e.Thing || e.Type == quote.Document:
		return true
	case g.Classes&(reporter&^lexicon.Judge) == 0 && (e.Type == quote.Group || !e.Named):
		return true
	}
	// "X a dit que l'Alliance voyait en lui un « ami »"
	return e.Type != quote.Person && (!e.Named || v.a.lex.Listed(g.Lemma)&lexicon.ListRegard != 0)
}

// verbBehind reads the clause that reports where it stands behind unit k: "Du film, « … »,
// elle dit …".
func (v *view) verbBehind(k int) (reading, bool) {
	for i := k + 1; i < len(v.chunks) && v.kind(i) != syntax.Comp && v.kind(i) != syntax.Rel; i++ {
		if !v.finite(i) {
			continue
		}
		g := v.verb(i)
		if g.Classes&(lexicon.Say|lexicon.Think) == 0 || g.Clitic >= 0 || g.Negative || g.Passive {
			continue
		}
		if j := v.subject(i); j > k && v.kind(k+1) == syntax.Comma {
			return v.subjectReading(reading{cue: v.span(i), score: 0.6}, j, g)
		}
		break
	}
	return reading{}, false
}

// judgedBehind reads who, in the relative clause behind unit k, calls a thing by
// its words: "cette « usine à gaz » que dénoncent les élus".
func (v *view) judgedBehind(k int) (reading, bool) {
	if v.kind(k+1) != syntax.Rel && v.kind(k+1) != syntax.Comp || v.lower(k+1) == "qui" || !v.finite(k+2) || v.kind(k+3) != syntax.NP {
		return reading{}, false
	}
	g := v.verb(k + 2)
	e := v.entity(k + 3)
	if g.Classes&(lexicon.Judge|lexicon.Target) == 0 || g.Clitic >= 0 || e < 0 || v.a.res.Entity(e).Thing {
		return reading{}, false
	}
	return reading{entity: e, mention: v.span(k + 3), cue: v.span(k + 2), score: 0.85}, true
}

// reportedBy reports whether the clause of the verb at i is what an expression with its
// own "que" reports: "fait valoir que ses contrôles ont « doublé »".
func (v *view) reportedBy(i int) bool {
	j := v.subject(i) - 1
	return v.kind(j) == syntax.Verb && v.verb(j).Classes&reporting != 0 && v.endsInThat(j)
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
	if j < 0 || isAnybody(v.phrase(j)) {
		return false
	}
	// What one person or paper calls it is reported, what people call it is a name.
	// The phrase is not resolved here: it may be too soon.
	n := v.phrase(j)
	one := n.HasName() || n.Noun.Classes&(lexicon.NounPerson|lexicon.NounRole) != 0 || n.Form == "il" || n.Form == "elle"
	if one && n.Number != lexicon.Plural && v.verb(i).Object || v.media(j) {
		return true
	}
	if v.kind(j-1) != syntax.Comp && v.kind(j-1) != syntax.Rel {
		return false
	}
	if n.Number == lexicon.Plural && (v.inhabitants(j) || n.Det == syntax.Definite && !n.HasName() && n.Noun.Classes&(lexicon.NounPerson|lexicon.NounRole) != 0) {
		return false // "ce que les Italiens appellent « … »", "les spécialistes"
	}
	f := v.phrase(j).Form
	return f == "il" || f == "elle" || f == "je" || f == "j'" || v.kind(j-2) == syntax.NP && v.phrase(j-2).Form == "ce"
}

// nicknames reports whether somebody gives, with the verb of naming at i, a person who
// has a name already another: "un diplomate l'avait rebaptisée".
func (v *view) nicknames(i int) bool {
	g := v.verb(i)
	return v.finite(i) && g.Classes&lexicon.Naming != 0 && g.Object && !g.Passive && v.calledBy(i)
}

// inhabitants reports whether the phrase at i names the people of a place.
func (v *view) inhabitants(i int) bool {
	for t := v.chunks[i].From; t < v.chunks[i].To; t++ {
		if w := &v.d.Tokens[t]; w.Demonym != nil || w.Token.Is(text.Capital) && w.Word.Lists&lexicon.ListInhabitant != 0 {
			return true
		}
	}
	return false
}

// sourcedBefore reports whether the clause of the verb at i begins with its
// source: "Pour X, l'État a réagi « … »".
func (v *view) sourcedBefore(i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch v.kind(j) {
		case syntax.Source:
			if r, ok := v.sourceAt(j); ok && r.score >= 0.8 && !v.toldOf(j, i+1) && !v.pastRelative(j, i+1) {
				e := v.a.res.Entity(r.entity)
				return v.lower(j) != "du" || e.Named || e.Number != lexicon.Plural || !v.person(v.subject(i)) // not "Du côté des syndicats, Jeanne Roux a dit"
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
	comp, object := false, false
	for j := i - 1; j >= 0; j-- {
		switch v.kind(j) {
		case syntax.Comp, syntax.Colon: // "X avance un argument : le site n'a plus d'« … »"
			// A relative clause, unless the verb has somebody that it is said to:
			// "X salue un plan que Y juge « … »", "X prévient Y que …"
			b := j - 1
			if v.kind(b) == syntax.Comma { // "six diplomates, dont le consul, que Y juge « … »"
				b--
			}
			object = v.kind(j) == syntax.Comp && v.kind(b) == syntax.NP && !v.afterPrep(b) && !v.temporal(b)
			comp = true
		case syntax.Semicolon:
			return reading{}, false
		case syntax.Sub:
			if !comp && v.kind(j-1) == syntax.Comma {
				return reading{}, false // "…, tandis que Y a dit « … »"
			}
		case syntax.Verb:
			if (comp || v.finite(j) && v.endsInThat(j)) && v.verb(j).Classes&(reporter|lexicon.Show|lexicon.Addr|lexicon.Directive) != 0 && (!object || v.verb(j).Classes&lexicon.Addr != 0 || v.inverted(j)) {
				return v.sourceOfVerb(j, i)
			}
		}
	}
	return reading{}, false
}
