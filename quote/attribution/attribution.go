// Package attribution decides whose words a quotation holds, and what kind of
// words they are.
//
// It is a list of named rules. Each looks at the quotation as
// one unit in the journalist's sentence around it (package syntax), finds a
// reporting expression and the noun phrase that is its source, and leaves both as
// evidence. Every rule that applies is heard; the best reading decides, and a
// strong reading that names somebody else lowers the confidence.
package attribution

import (
	"strings"

	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/memo"
	"dixit/quote/mentions"
	"dixit/quote/speakers"
	"dixit/quote/syntax"

	"dixit/corpus/text"
)

// A Source is one article with the quotations found in it.
type Source struct {
	Body string
	// From is where the article's own words begin in Body.
	From int
	// Date is the article's date, "" where unknown: offices are looked up at it.
	Date string
	// Quotations have span, text, form and parent; kind and attribution are
	// filled in.
	Quotations []quote.Quotation
	// Labels are, by quotation, the author's line of a block quotation or the
	// label of a turn of speech; empty spans elsewhere.
	Labels []text.Span
}

// An Attributor attributes the quotations of one article after another. It is
// not safe for concurrent use.
type Attributor struct {
	an  *syntax.Analyzer
	lex *lexicon.Lexicon
	res *mentions.Resolver

	src       Source
	d         *syntax.Doc
	got       []reading // by quotation
	sides     []side    // by quotation
	asks      []bool    // by quotation: its cue asks
	answerer  int32     // who answers in the paragraph that is read, or None
	answers   int32     // who is interviewed, or None
	asked     uint8     // whether the article is an interview: 0 not known yet, 1 no, 2 yes
	questions int       // its first paragraph that is a question
	holds     []bool    // by quotation: others are nested in it
	titles    map[string]bool
	clitics   map[int32]resolved
	subjects  []subjectOf // of view.note
	cur       view        // the sentence that the rules are reading
	words     []string
	contents  [][2]int // by quotation: its content words in words; end 0: not listed yet
	slugs     *memo.Table[string]
}

// A resolved pronoun.
type resolved struct {
	entity    int32
	certainty float64
}

// A side says where a quotation stands.
type side struct {
	sentence int // that it is a unit of
	chunk    int // of that sentence
	clause   clause
}

// New returns an Attributor for a language and a registry of speakers.
func New(lex *lexicon.Lexicon, reg *speakers.Registry) *Attributor {
	return &Attributor{
		an:      syntax.NewAnalyzer(lex),
		lex:     lex,
		res:     mentions.NewResolver(lex, reg),
		clitics: make(map[int32]resolved),
		titles:  make(map[string]bool),
		slugs:   memo.New(maxSlugs, speakers.Slug),
	}
}

// Attribute fills in kind and attribution of the article's quotations.
func (a *Attributor) Attribute(src Source) {
	a.src = src
	a.d = a.an.Analyze(src.Body, src.From, src.Quotations)
	a.res.Begin(a.d, src.Date)
	clear(a.clitics)
	clear(a.titles)
	a.answers, a.asked = mentions.None, 0
	n := len(src.Quotations)
	a.got = append(a.got[:0], make([]reading, n)...)
	a.sides = append(a.sides[:0], make([]side, n)...)
	a.asks = append(a.asks[:0], make([]bool, n)...)
	a.holds = append(a.holds[:0], make([]bool, n)...)
	a.words, a.contents = a.words[:0], append(a.contents[:0], make([][2]int, n)...)
	for q := range src.Quotations {
		a.got[q].entity = mentions.None
		if p := src.Quotations[q].Parent; p >= 0 {
			a.holds[p] = true
		}
		a.sides[q] = side{sentence: -1, clause: a.clauseOf(q)}
	}
	for s := range a.d.Sentences {
		for k, c := range a.d.Sentences[s].Chunks {
			if c.Kind == syntax.Quotation {
				a.sides[c.Index].sentence, a.sides[c.Index].chunk = s, k
			}
		}
	}
	a.res.Try(a.findTitles)
	for s := range a.d.Sentences[:a.lastNeeded()] {
		who := a.answering(s)
		a.res.InWordsOf(who)
		a.sentence(s)
		a.nested(s, who)
	}
	a.res.InWordsOf(mentions.None)
	a.headings()
	for q := range src.Quotations {
		a.write(q)
	}
}

// lastNeeded is the end of the journalist's sentences whose mentions matter: who is
// meant by those behind the last quotation makes no difference to any, unless
// quotations within quotations are still to be read.
func (a *Attributor) lastNeeded() int {
	last := 0
	for q := range a.sides {
		if s := a.sides[q].sentence; s >= a.d.Level0 {
			return a.d.Level0
		} else if s >= last {
			last = s + 1
		}
	}
	return last
}

// nested attributes what is quoted within the quotations of sentence s, which are
// read as they stand there: their speakers know what was said before, not behind.
// The sentence itself is in the words of outer.
func (a *Attributor) nested(s int, outer int32) {
	for _, c := range a.d.Sentences[s].Chunks {
		if c.Kind != syntax.Quotation || !a.holds[c.Index] {
			continue
		}
		for i := a.d.InQuotation[c.Index]; i < a.d.InQuotation[c.Index+1]; i++ {
			a.res.InWordsOf(a.got[c.Index].entity)
			a.sentence(i)
			a.nested(i, a.got[c.Index].entity)
		}
		a.res.InWordsOf(outer)
	}
}

// findTitles notes the words that some place of the article marks for certain as
// a title or name: they are one wherever they stand.
func (a *Attributor) findTitles() {
	for q := range a.src.Quotations {
		side := &a.sides[q]
		if side.sentence < 0 {
			continue
		}
		v := a.view(side.sentence)
		if no := a.refusal(&v, side.chunk, q); no.strength >= 0.85 && no.rule != "impersonal" && no.rule != "sign" {
			a.titles[a.src.Quotations[q].Text] = true
		}
	}
}

// sentence resolves the mentions of a sentence and attributes its quotations.
func (a *Attributor) sentence(s int) {
	a.cur = a.view(s)
	v := &a.cur
	v.note()
	if !v.quotes() {
		return
	}
	for k, c := range v.chunks {
		if c.Kind == syntax.Quotation {
			a.decide(v, k, int(c.Index))
		}
	}
}

// decide hears every rule on quotation q, unit k of the sentence, and keeps the
// best reading.
func (a *Attributor) decide(v *view, k, q int) {
	var best reading
	best.entity = mentions.None
	second := 0.0
	hear := func(r reading) {
		if r.entity < 0 {
			return
		}
		switch {
		case r.score > best.score:
			if best.entity >= 0 && best.entity != r.entity {
				second = best.score
			}
			best = r
		case r.entity != best.entity && r.score > second:
			second = r.score
		}
	}
	no := a.refusal(v, k, q)
	for _, rule := range rules {
		if r, ok := rule.read(v, k, q); ok {
			r.rule = rule.name
			if rule.overrides <= 0.4 && r.entity >= 0 && a.speaksTo(q, r.entity, v.when) {
				r = a.spokenTo(r, v)
			}
			if no.strength > rule.overrides {
				r.score *= 0.2
			}
			if rule.overrides <= 0.4 && r.entity >= 0 && a.sides[q].clause.alone && a.res.Entity(r.entity).Number == lexicon.Plural {
				r.score *= 0.6 // several do not say "je"
			}
			hear(r)
		}
	}
	if best.score < threshold {
		best = reading{entity: mentions.None, rule: no.rule, score: max(no.strength, 0.5)}
		if no.strength < 0.5 {
			if r, ok := v.unresolved(k); ok {
				best = r
			}
		}
	} else if second > 0 {
		// Two readings that are close halve the certainty at most.
		best.score *= 1 - 0.5*second/best.score*second
	}
	if best.entity >= 0 {
		if !best.itself {
			best.entity = a.res.Author(best.entity, v.when)
		}
		if a.res.Sign(best.entity) {
			if r, ok := readBearer(v, k, q); ok {
				r.rule = "bearer"
				best = r
			} else {
				best = reading{entity: mentions.None, rule: "sign", score: 0.8}
			}
		}
	}
	a.got[q] = best
	a.asks[q] = v.askedAt(best.cue, strings.HasSuffix(a.src.Quotations[q].Text, "?"))
	if v.d.Sentences[v.s].Within < 0 {
		a.res.Spoke(best.entity, v.s)
	}
}

// spokenTo is the reading that somebody else than the entity of r says the words, which
// address that entity.
func (a *Attributor) spokenTo(r reading, v *view) reading {
	o := reading{rule: r.rule, entity: a.res.Other(r.entity, 0, v.when), score: 0.8 * r.score, spoken: r.spoken}
	if o.entity < 0 {
		return o
	}
	np := a.res.LastMention(o.entity, v.s)
	if np == nil {
		return reading{entity: mentions.None}
	}
	o.mention = a.d.SpanOf(np.From, np.To)
	return o
}

// threshold is the score under which a reading is not given at all.
const threshold = 0.3

// write turns the reading of quotation q into its attribution.
func (a *Attributor) write(q int) {
	r := &a.got[q]
	qn := &a.src.Quotations[q]
	qn.Kind = a.kind(q, r)
	qn.Rule = r.rule
	qn.Confidence = confidence(r)
	if r.entity < 0 || qn.Kind == quote.Other {
		return
	}
	e := a.res.Entity(a.res.Meant(r.entity))
	s := &quote.Speaker{Name: e.Name, Type: e.Type, Gender: genderOf(e.Gender)}
	if e.Entry != nil {
		s.ID = e.Entry.ID
	} else {
		s.ID = a.slugs.Get(e.Name)
	}
	qn.Speaker = s
	qn.Mention = a.evidence(r.mention)
	qn.Cue = a.evidence(r.cue)
}

func (a *Attributor) evidence(s text.Span) quote.Evidence {
	if s.Empty() {
		return quote.Evidence{}
	}
	return quote.Evidence{Text: s.Of(a.src.Body), Span: s}
}

// maxSlugs bounds the identifiers kept from one article to the next.
const maxSlugs = 1 << 13

func genderOf(g lexicon.Gender) quote.Gender {
	switch g {
	case lexicon.Masculine:
		return quote.Masculine
	case lexicon.Feminine:
		return quote.Feminine
	}
	return quote.UnknownGender
}
