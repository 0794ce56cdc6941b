package attribution

import (
	"strings"

	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/mentions"
	"dixit/quote/syntax"
)

// readSource: Selon X, … « … ». … « … », d'après X.
func readSource(v *view, k, _ int) (reading, bool) {
	best := reading{score: 0}
	for i := range v.chunks {
		if r, ok := v.sourceInside(i); ok && r.score > best.score {
			best = r
		}
		if v.kind(i) != syntax.Source || i > k && v.kind(i+1) == syntax.Rel {
			continue // what stands before "selon lequel" is not its words
		}
		if v.pastRelative(i, k) {
			continue
		}
		if i > k+1 && v.kind(i-1) == syntax.Quotation && v.lower(i) == "pour" {
			continue // "« … » pour l'opposition" is the source of these
		}
		r, ok := v.sourceAt(i)
		if !ok {
			continue
		}
		switch {
		case i == k+1 && v.lower(i) == "pour":
			return r, true // "…, « punitive » pour l'opposition"
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
			if v.toldOf(i, k) {
				r.score *= 0.7
			}
		}
		if r.score > best.score {
			best = r
		}
	}
	best.spoken = v.verbless()
	if best.score == 0 {
		return v.answerBefore(k)
	}
	return best, true
}

// pastRelative reports whether the relative clause that the preposition at i opens is over
// before unit k, where somebody else says something: "les propos de Rome, selon lesquels …, le
// maire a répondu que".
func (v *view) pastRelative(i, k int) bool {
	if v.kind(i+1) != syntax.Rel {
		return false
	}
	for c := i + 2; c+2 < k; c++ {
		if v.kind(c) == syntax.Comma && v.kind(c+1) == syntax.NP && v.finite(c+2) && v.verb(c+2).Classes&speech != 0 && v.subject(c+2) == c+1 {
			return true
		}
	}
	return false
}

// sourceInside reads the source that stands between the auxiliary and the participle of the
// verb at i: "a, selon lui, offert".
func (v *view) sourceInside(i int) (reading, bool) {
	if !v.finite(i) {
		return reading{}, false
	}
	g := v.verb(i)
	for t := g.From + 1; t+1 < g.Head; t++ {
		if w := v.d.Tokens[t+1].Word; v.d.Tokens[t].Word.Is(lexicon.ClosedSource) && w.Is(lexicon.ClosedPersonal) {
			e, sure := v.a.res.Pronoun(w.Lower, w.Pronoun.Gender, w.Pronoun.Number, v.when)
			return reading{entity: e, mention: v.d.SpanOf(t+1, t+2), cue: v.d.SpanOf(t, t+1), score: 0.9 * (0.6 + 0.4*sure)}, e >= 0
		}
	}
	return reading{}, false
}

// answerBefore reads whose answer a colon somewhere before unit k introduces: "Réponse de
// l'intéressé : le texte sera rendu public « avant l'été »."
func (v *view) answerBefore(k int) (reading, bool) {
	if v.kind(0) != syntax.NP || v.phrase(0).HasName() || v.phrase(0).Noun.Classes&lexicon.NounSpeech == 0 {
		return reading{}, false
	}
	for i := 1; i < k-1; i++ {
		switch {
		case v.finite(i):
			return reading{}, false
		case v.kind(i) == syntax.Colon:
			e, m := v.within(0)
			return reading{entity: e, mention: m, cue: v.span(0), score: 0.85}, e >= 0
		}
	}
	return reading{}, false
}

// toldOf reports whether the relative clause of the source that unit i introduces has
// somebody else say something before unit k: "selon le collectif, dont la présidente réclame « … »".
func (v *view) toldOf(i, k int) bool {
	i += 2
	if v.kind(i) == syntax.Comma {
		i++
	}
	if v.kind(i) != syntax.Rel || v.lower(i) == "qui" { // who speaks is the source itself
		return false
	}
	for ; i < k; i++ {
		if v.finite(i) {
			return v.verb(i).Classes&reporting != 0
		}
	}
	return false
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

// sourceAt reads the source that the preposition at i introduces: "selon le maire".
func (v *view) sourceAt(i int) (reading, bool) {
	if r, ok, over := v.setSource(i); over {
		return r, ok
	}
	j := i + 1
	for v.kind(j) == syntax.Adverb {
		j++
	}
	switch v.kind(j) {
	case syntax.Rel:
		return v.relativeSource(i, j)
	case syntax.NP:
		return v.phraseSource(i, j)
	}
	return reading{cue: v.span(i), score: 1, entity: mentions.None}, false
}

// setSource reads the source that an expression at i of several words tells all by itself,
// which no phrase behind it needs to: "de source policière", "à l'en croire", "selon ses
// propres mots". It is over where the unit at i is such an expression.
func (v *view) setSource(i int) (r reading, ok, over bool) {
	c := v.chunks[i]
	if c.To-c.From < 2 {
		return reading{}, false, false
	}
	r = reading{cue: v.span(i), score: 1, entity: mentions.None}
	second := &v.d.Tokens[c.From+1]
	switch low := v.lower(i); {
	case low == "de" && second.Lists&lexicon.ListUnnamed != 0: // "de source policière"
		r.mention = v.d.SpanOf(c.From+1, c.To)
		r.entity = v.a.res.Anonymous(r.mention.Of(v.d.Body))
		return r, true, true
	case low == "à" && second.Lower == "l'": // "à l'en croire"
		var sure float64
		r.entity, sure = v.a.res.Pronoun("-lui", 0, lexicon.Singular, v.when)
		r.mention, r.score = r.cue, 0.9*(0.6+0.4*sure)
		return r, r.entity >= 0, true
	case second.Lower == "ses" && (low == "à" || low == "a"): // "à ses yeux": not in those of the sentence's subject
		of := int32(mentions.None)
		if m := v.mainVerb(); m >= 0 {
			if j := v.subject(m); j >= 0 {
				of = v.entity(j)
			}
		}
		v.a.res.Except(of, func() { r.entity, _ = v.a.res.Pronoun("son", 0, lexicon.Singular, v.when) })
		r.mention, r.score = r.cue, 0.85
		return r, r.entity >= 0, true
	case second.Lower == "ses": // "selon ses propres mots"
		r.entity, r.mention, r.score = v.ownWords(i), r.cue, 0.85
		return r, r.entity >= 0, true
	}
	return reading{}, false, false
}

// relativeSource reads the source that the relative pronoun at j takes up, behind the
// preposition at i: "l'intersyndicale, pour qui …", "l'avis du rectorat, selon lequel …".
func (v *view) relativeSource(i, j int) (reading, bool) {
	r := reading{cue: v.span(i), score: 1, entity: mentions.None}
	b := v.antecedent(i, v.d.Tokens[v.chunks[j].From].Word)
	if b < 0 {
		return r, false
	}
	r.entity, r.mention, r.score = v.entity(b), v.span(b), 0.97
	if e, m := v.within(b); e >= 0 && (v.lower(j) == "qui" || v.nounAt(b, lexicon.NounSpeech)) && (r.entity < 0 || v.a.res.Entity(r.entity).Type == quote.Document) {
		r.entity, r.mention = e, m // of whom "qui" can be said
	}
	return r, r.entity >= 0
}

// phraseSource reads the source that the phrase at j is or tells, behind the preposition at
// i: "selon le maire", "selon les mots du maire", "dans l'entourage du ministre".
func (v *view) phraseSource(i, j int) (reading, bool) {
	r := reading{cue: v.span(i), score: 1, entity: mentions.None}
	low, n := v.lower(i), v.phrase(j)
	if at := v.chunks[i].To - 2; at >= v.chunks[i].From && v.d.Tokens[at].Lists&lexicon.ListCircle != 0 { // "dans l'entourage du ministre"
		r.mention = v.d.SpanOf(at, n.To)
		r.entity = v.a.res.Anonymous(r.mention.Of(v.d.Body))
		return r, r.entity >= 0
	}
	manifold := low == "pour" || low == "chez" // prepositions of many uses
	r.entity, r.mention = v.entity(j), v.span(j)
	if r.entity < 0 && manifold {
		return r, false
	}
	if first := v.d.Tokens[n.From].Lower; (first == "leur" || first == "leurs") && v.wording(n) { // "selon leur rapport"
		if e, sure := v.a.res.Pronoun("son", 0, lexicon.Plural, v.when); e >= 0 {
			r.entity, r.mention, r.score = e, v.span(j), 0.9*(0.6+0.4*sure)
			return r, true
		}
	}
	if r.entity < 0 || v.wording(n) {
		if e, m := v.within(j); e >= 0 { // "selon les mots du maire"
			r.entity, r.mention = e, m
		} else if n.Det == syntax.Definite && v.a.lex.Saying(n.Noun.Lemma) {
			return r, false // "selon la formule consacrée"
		}
	}
	if c := v.whichCites(j); c >= 0 {
		r.entity, r.mention = v.entity(c), v.span(c)
	}
	if manifold {
		if r.score = v.viewScore(i, j, r.entity); r.score == 0 {
			return r, false
		}
	}
	r.score = v.passedOn(i, j, r)
	return r, r.entity >= 0
}

// whichCites is the phrase that the paper or agency at j is said to cite: "selon la chaîne, qui
// cite un ministre"; -1 where there is none.
func (v *view) whichCites(j int) int {
	if !v.media(j) {
		return -1
	}
	i := j + 1
	if v.kind(i) == syntax.Comma {
		i++
	}
	if v.kind(i) != syntax.Rel || v.lower(i) != "qui" || !v.finite(i+1) || v.a.lex.Listed(v.verb(i+1).Lemma)&lexicon.ListPassOn == 0 || v.kind(i+2) != syntax.NP || v.entity(i+2) < 0 {
		return -1
	}
	return i + 2
}

// wording reports whether phrase n is what somebody says or writes, or how: "les mots",
// "un communiqué".
func (v *view) wording(n *syntax.NounPhrase) bool {
	return n.Noun.Classes&(lexicon.NounSpeech|lexicon.NounDocument) != 0 ||
		n.NounHead >= 0 && v.d.Tokens[n.NounHead].Lists&lexicon.ListWording != 0
}

// viewScore is how surely entity e, the phrase at j, is the source that "pour" or "chez" at i
// introduces, 0 where it is none. The two have many uses, and tell a source only where they
// set off a person or body from the clause: "Pour le maire, c'est « non »".
func (v *view) viewScore(i, j int, e int32) float64 {
	ent, pronoun, next := v.a.res.Entity(e), v.phrase(j).Kind == syntax.Pronoun, v.kind(j+1)
	if ent.Type == quote.Document || pronoun && (next != syntax.Comma || v.lower(i) == "chez") {
		return 0
	}
	if v.kind(i-1) == syntax.Quotation && v.verbless() {
		if v.kind(i-2) == syntax.Comma {
			return 1 // "« Un pas » selon le maire, « un recul » pour l'opposition"
		}
		if ent.Type != quote.State {
			return 0.75 // "« Un recul » pour l'opposition"
		}
	}
	if (i == 0 || i == 1 && v.kind(0) != syntax.NP) && ent.Type == quote.Person && next == syntax.Prep {
		return 0.8 // "Pour Jeanne Roux, chercheuse à Brest, …"
	}
	if before := v.kind(i - 1); i > 0 && before != syntax.Comma && before != syntax.Coord && before != syntax.Comp {
		return 0
	}
	if next != syntax.Comma && next != syntax.Stop && next != syntax.Colon {
		return 0
	}
	switch {
	case v.personSays(j):
		return 0.5 // "Pour la défense, Me Roux a plaidé": on whose behalf
	case i == 0:
		return 0.9
	}
	return 0.8
}

// passedOn is the score of reading r, of the phrase at j behind the preposition at i, less
// what tells that its source only passes on the words of another, or is not sure.
func (v *view) passedOn(i, j int, r reading) float64 {
	n, score := v.phrase(j), r.score
	if strings.HasPrefix(v.lower(i), "par") { // "Moscou, par la voix de son ambassade, a …"
		score *= 0.7
	}
	if r.entity >= 0 {
		deputy := n.Det == syntax.Possessive && n.Noun.Classes&lexicon.NounRole != 0
		if (v.hearsay() || v.a.res.Entity(r.entity).Type == quote.Document || deputy) && v.personReports() {
			score *= 0.5 // "Selon le compte rendu, M. Roux a appelé", "Il a appelé …, d'après sa porte-parole"
		}
	}
	if v.media(j) && !v.verbatim(i) {
		score *= 0.72
		if e := v.mainSubject(); e >= 0 && v.a.res.Entity(e).Named {
			score *= 0.6 // "Selon l'agence, le ministre a …": the agency passes it on
		}
	}
	if n.Kind == syntax.Pronoun {
		_, sure := v.a.res.Pronoun(n.Form, n.Gender, n.Number, v.when)
		score *= 0.6 + 0.4*sure
	}
	return score
}

// verbatim reports whether the preposition at i says that the words are those of the source:
// "selon les mots de".
func (v *view) verbatim(i int) bool {
	for t := v.chunks[i].From; t < v.chunks[i].To; t++ {
		if v.d.Tokens[t].Lists&lexicon.ListWording != 0 {
			return true
		}
	}
	return false
}

// antecedent finds what the relative pronoun behind the preposition at i goes with:
// the phrase before it, for "lequel" one that agrees and is no name; -1 where there is
// none.
func (v *view) antecedent(i int, pronoun *syntax.Word) int {
	b := i - 1
	if v.kind(b) == syntax.Comma {
		b--
	}
	if pronoun.Lower == "qui" { // of "Jeanne Roux, de l'institut Valmy, selon qui" the person
		for b >= 3 && v.kind(b) == syntax.NP && v.afterPrep(b) && !v.person(b) && v.kind(b-2) == syntax.Comma && v.kind(b-3) == syntax.NP && v.person(b-3) {
			b -= 3
		}
		if v.kind(b) != syntax.NP {
			return -1
		}
		return b
	}
	g := pronoun.Pronoun.Gender
	for ; b >= 0 && b > i-8; b-- {
		switch v.kind(b) {
		case syntax.NP:
			if n := v.phrase(b); !n.HasName() && n.Kind != syntax.Pronoun && !v.temporal(b) && (g == 0 || n.Gender == 0 || n.Gender&g != 0) && v.entity(b) >= 0 {
				return b
			}
		case syntax.Quotation, syntax.Colon, syntax.Semicolon:
			return -1
		}
	}
	return -1
}

// ownWords is the person whose words "ses propres mots" behind unit i are: the
// sentence's subject, else the person named last before it, else whoever a pronoun
// would stand for.
func (v *view) ownWords(i int) int32 {
	if e := v.mainSubject(); e >= 0 && v.a.res.Entity(e).Certain() && v.a.res.Entity(e).Named {
		return e
	}
	for j := i - 1; j >= 0; j-- {
		if v.kind(j) != syntax.NP {
			continue
		}
		e := v.entity(j)
		if e < 0 {
			e, _ = v.within(j)
		}
		if e >= 0 && v.a.res.Entity(e).Named && v.a.res.Entity(e).Type == quote.Person {
			return e
		}
	}
	e, _ := v.a.res.Pronoun("son", 0, lexicon.Singular, v.when)
	return e
}

// hearsay reports whether the sentence's first main verb says in the conditional
// what somebody is to have said: "Elle aurait parlé de « … », selon un témoin".
func (v *view) hearsay() bool {
	i := v.mainVerb()
	return i >= 0 && v.d.Tokens[v.verb(i).From].Word.Lists&lexicon.ListHearsay != 0
}

// personReports reports whether the sentence's first main verb is one of speech whose
// subject is a person.
func (v *view) personReports() bool {
	i := v.mainVerb()
	return i >= 0 && v.verb(i).Classes&(reporting|lexicon.Naming) != 0 && v.person(v.subject(i))
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
				if j := v.mainVerb(); (i == 1 || v.kind(i-2) == syntax.Coord) && j > k { // "Au cri de « … », des élus ont défilé"
					if s := v.subject(j); s > k && !v.verb(j).Passive && v.phrase(s).Number == lexicon.Plural {
						e := v.entity(s)
						if e < 0 {
							e = v.a.res.Found(v.chunks[s].Index) // "quelque 200 personnes"
						}
						return reading{entity: e, mention: v.span(s), cue: v.span(i), score: 0.75, spoken: true}, e >= 0
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
