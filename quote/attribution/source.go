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
		if v.kind(i) != syntax.Source || i > k && v.kind(i+1) == syntax.Rel {
			continue // what stands before "selon lequel" is not its words
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
	if words > 1 && low == "de" && v.d.Tokens[v.chunks[i].From+1].Lists&lexicon.ListUnnamed != 0 {
		s := v.d.SpanOf(v.chunks[i].From+1, v.chunks[i].To)
		r.entity, r.mention = v.a.res.Anonymous(s.Of(v.d.Body)), s
		return r, true
	}
	if low == "à" && words > 1 && v.d.Tokens[v.chunks[i].From+1].Lower == "l'" { // "à l'en croire"
		var sure float64
		r.entity, sure = v.a.res.Pronoun("-lui", 0, lexicon.Singular, v.when)
		r.mention, r.score = r.cue, 0.9*(0.6+0.4*sure)
		return r, r.entity >= 0
	}
	if words > 1 && v.d.Tokens[v.chunks[i].From+1].Lower == "ses" { // "selon ses propres mots"
		r.entity, r.mention, r.score = v.ownWords(i), r.cue, 0.85
		return r, r.entity >= 0
	}
	j := i + 1
	for v.kind(j) == syntax.Adverb {
		j++
	}
	if v.kind(j) == syntax.Rel { // "l'intersyndicale, pour qui …", "l'avis du rectorat, selon lequel …"
		b := v.antecedent(i, v.d.Tokens[v.chunks[j].From].Word)
		if b < 0 {
			return r, false
		}
		r.entity, r.mention, r.score = v.entity(b), v.span(b), 0.97
		if e, m := v.within(b); e >= 0 && v.lower(j) == "qui" && (r.entity < 0 || v.a.res.Entity(r.entity).Type == quote.Document) {
			r.entity, r.mention = e, m // of whom "qui" can be said
		}
		return r, r.entity >= 0
	}
	if v.kind(j) != syntax.NP {
		return r, false
	}
	n := v.phrase(j)
	if at := v.chunks[i].To - 2; words > 1 && v.d.Tokens[at].Lists&lexicon.ListCircle != 0 { // "dans l'entourage du ministre"
		r.mention = v.d.SpanOf(at, n.To)
		r.entity = v.a.res.Anonymous(r.mention.Of(v.d.Body))
		return r, r.entity >= 0
	}
	r.entity, r.mention = v.entity(j), v.span(j)
	if r.entity < 0 && (low == "pour" || low == "chez") {
		return r, false
	}
	if r.entity < 0 || n.Noun.Classes&(lexicon.NounSpeech|lexicon.NounDocument) != 0 || n.NounHead >= 0 && v.d.Tokens[n.NounHead].Lists&lexicon.ListWording != 0 {
		if e, m := v.within(j); e >= 0 { // "selon les mots du maire"
			r.entity, r.mention = e, m
		} else if n.Det == syntax.Definite && v.a.lex.Saying(n.Noun.Lemma) {
			return r, false // "selon la formule consacrée"
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
		if v.kind(i-1) == syntax.Quotation && v.kind(i-2) == syntax.Comma && v.verbless() && ent.Type != quote.Document {
			r.score = 1 // "« Un pas » selon le maire, « un recul » pour l'opposition"
			break
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
	if r.entity >= 0 && (v.hearsay() || v.a.res.Entity(r.entity).Type == quote.Document || n.Det == syntax.Possessive && n.Noun.Classes&lexicon.NounRole != 0) && v.personReports() {
		r.score *= 0.5 // "Selon le compte rendu, M. Roux a appelé", "Il a appelé …, d'après sa porte-parole"
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
				if j := v.mainVerb(); i == 1 && j > k { // "Au cri de « … », des élus ont défilé"
					if s := v.subject(j); s > k && !v.verb(j).Passive && v.phrase(s).Number == lexicon.Plural {
						e := v.entity(s)
						if e < 0 && v.phrase(s).Number == lexicon.Plural {
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
