package attribution

import (
	"sort"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
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
	itself  bool      // a document is the source, whoever wrote it
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

// rules, in the order in which they are heard; of two readings that are equally
// sure, the first is kept.
var rules = []rule{
	{"label", readLabel, 1},
	{"incise", readIncise, 0.95},
	{"inside", readInside, 0.95},
	{"colon", readColon, 0.95},
	{"bearer", readBearer, 0.5},
	{"signed", readSigned, 0.9},
	{"split", readSplit, 0.95},
	{"bracket", readBracket, 0.6},
	{"gloss", readGloss, 0.95},
	{"incise-far", readFarIncise, 0.6},
	{"shared", readShared, 0.5},
	{"verb", readVerb, 0.5},
	{"source", readSource, 0.5},
	{"source-noun", readSourceNoun, 0.5},
	{"headline", readHeadline, 0.5},
	{"caption", readCaption, 0.5},
	{"nested", readNested, 0.5},
	{"continued", readContinued, 0.4},
	{"pointed", readPointed, 0.5},
	{"introduced", readIntroduced, 0.4},
	{"follows", readFollowing, 0.4},
	{"titled", readTitled, 0.4},
	{"answer", readAnswer, 0.4},
	{"reply", readReply, 0.4},
	{"predicate", readPredicate, 0.4},
	{"topic", readTopic, 0.4},
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

// readBearer: des élus brandissaient une banderole : « … »
func readBearer(v *view, k, _ int) (reading, bool) {
	j := v.holder(k)
	if j < 0 || v.entity(j) < 0 {
		return reading{}, false
	}
	return reading{entity: v.entity(j), mention: v.span(j), score: 0.8, spoken: true}, true
}

// readHeadline: « … » : X promet. « … », X
func readHeadline(v *view, k, q int) (reading, bool) {
	if n := k + 2; v.kind(k+1) == syntax.Comma && v.kind(n) == syntax.NP && v.phrase(n).Det == syntax.Definite && v.phrase(n).Noun.Classes&lexicon.NounSpeech != 0 && !v.phrase(n).HasName() {
		e, m := v.within(n) // "« … », le cri des habitants"
		return reading{entity: e, mention: m, cue: v.span(n), score: 0.92, spoken: true}, e >= 0
	}
	if v.kind(k+1) != syntax.Colon || k+1 >= len(v.chunks) {
		return reading{}, false
	}
	if n := k + 4; v.kind(n) == syntax.NP && v.kind(n-1) == syntax.Verb && v.verb(n-1).Copula && v.kind(n+1) == syntax.Comp && v.kind(n+2) == syntax.NP && v.entity(n+2) >= 0 && v.media(n+2) {
		return reading{entity: v.entity(n + 2), mention: v.span(n + 2), cue: v.span(n), score: 0.9, spoken: v.a.sides[q].clause.finite}, true // "« … » : c'est le titre que le journal"
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

// readBracket: « … » (Jeanne Roux, maire de Brest).
func readBracket(v *view, k, q int) (reading, bool) {
	c := &v.a.sides[q].clause
	if v.kind(k+1) != syntax.Open || v.kind(k+2) != syntax.NP || c.capital && !c.finite { // "« La Peste » (Camus)"
		return reading{}, false
	}
	if end := v.kind(k + 3); end != syntax.Close && end != syntax.Comma {
		return reading{}, false
	}
	e := v.entity(k + 2)
	if e < 0 || !v.phrase(k+2).HasName() || !v.person(k+2) {
		return reading{}, false
	}
	return reading{entity: e, mention: v.span(k + 2), score: 0.9, spoken: true}, true
}

// readGloss: « … » (« … » in another language): the words before, said again.
func readGloss(v *view, k, _ int) (reading, bool) {
	if v.kind(k-1) != syntax.Open || v.kind(k+1) != syntax.Close || k < 2 || v.kind(k-2) != syntax.Quotation {
		return reading{}, false
	}
	r := v.a.got[v.chunks[k-2].Index]
	r.score *= 0.95
	return r, r.entity >= 0 && !r.mention.Empty()
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
