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

// headingLike reports whether a paragraph is a headline, a section heading or a
// caption rather than running text: short, without a full stop.
func (a *Attributor) headingLike(para int) bool {
	p := &a.d.Paragraphs[para]
	if p.Span.Len() > 220 || p.Sentences[1]-p.Sentences[0] > 2 || p.Sentences[1] == p.Sentences[0] {
		return false
	}
	last := &a.d.Sentences[p.Sentences[1]-1]
	if len(last.Chunks) == 0 { // passed over: its last mark tells
		text := strings.TrimSpace(p.Span.Of(a.src.Body))
		return !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, ",")
	}
	c := last.Chunks[len(last.Chunks)-1]
	switch c.Kind {
	case syntax.Stop:
		return a.d.Tokens[c.From].Rune != '.'
	case syntax.Colon, syntax.Comma:
		return false
	case syntax.Quotation:
		if len(last.Chunks) == 1 {
			return !a.sides[c.Index].clause.terminal
		}
		return !strings.HasSuffix(a.src.Quotations[c.Index].Text, ".") // not "Jeanne Roux (gardienne) : « Tout va. »"
	}
	return true
}

// headings gives a fragment in a headline or heading to the speaker of the
// words below that it repeats.
func (a *Attributor) headings() {
	for q := range a.src.Quotations {
		s := a.sides[q].sentence
		if s < 0 || s >= a.d.Level0 {
			continue
		}
		para := a.d.Sentences[s].Para
		heading := a.headingLike(para) && !(a.question(para) && a.respondent() >= 0)
		r := &a.got[q]
		if !heading && r.score >= 0.5 && r.entity >= 0 {
			a.namedBelow(q)
			continue
		}
		if r.rule == "title" || r.rule == "name" || r.rule == "term" {
			if r.score > 0.6 {
				continue
			}
		}
		p, overlap := a.repeated(q, heading)
		if p < 0 {
			if heading || r.entity < 0 && !strings.HasSuffix(a.src.Quotations[q].Text, ".") { // "« Qui paiera ? »"
				a.unrepeated(q)
			}
			continue
		}
		if r.rule == "verb" && r.score >= certain && !a.holdsAll(p, q) {
			continue // the headline says who, and nobody below has the same words
		}
		o := a.got[p]
		score := o.score * (0.6 + 0.35*overlap)
		switch {
		case o.entity == r.entity:
			r.score = max(r.score, min(0.98, score+0.1))
		case score > r.score || r.entity < 0, heading && overlap == 1 && o.score >= certain && a.speaksFor(o.entity, r):
			*r = reading{rule: "repeated", entity: o.entity, mention: o.mention, cue: o.cue, score: score, spoken: a.sides[q].clause.sentence && a.sides[q].clause.finite}
		}
	}
}

// unrepeated gives quotation q, of a heading whose words the article has nowhere else,
// to whom the heading or what stands below it tells.
func (a *Attributor) unrepeated(q int) {
	r := &a.got[q]
	v := a.view(a.sides[q].sentence)
	// The headline of an interview is the words of who answers.
	if e := a.respondent(); v.d.Sentences[v.s].Para == 0 && r.entity < 0 && e >= 0 && a.sides[q].clause.sentence && len(v.chunks) == 1 {
		*r = reading{rule: "answer", entity: e, score: 0.7, spoken: true}
		return
	}
	term := (r.rule == "title" || r.rule == "name" || r.rule == "term") && r.score > 0.5
	if o, ok := a.topped(&v, q); ok && !term && o.score > r.score {
		*r = o
		return
	}
	if r.rule == "subject" && v.asking() {
		*r = reading{rule: "no-source", entity: mentions.None, score: 0.5} // a question about somebody
		return
	}
	if r.entity < 0 || r.rule == "introduced" {
		if o, ok := a.owner(&v, q); ok {
			*r = o
		}
	}
}

// topped reads the name before a colon with which a heading begins, where quotation q
// stands in the clause behind it and the article has the one named speak: "Roux : les
// digues seraient des « passoires »".
func (a *Attributor) topped(v *view, q int) (reading, bool) {
	i := a.sides[q].chunk - 2
	for i > 0 && v.kind(i) != syntax.Colon {
		i--
	}
	b := i - 1
	for b > 1 && v.kind(b) == syntax.NP && v.afterPrep(b) {
		b -= 2 // "Roux à Brest : …"
	}
	if b < 0 || v.kind(b) != syntax.NP || !v.wordless(0, b) || v.afterPrep(b) {
		return reading{}, false
	}
	n := v.phrase(b)
	if n.Kind != syntax.Name || n.Place != nil && n.Place.Type != lexicon.OrgPlace && !slices.Contains(n.Place.Capitals, v.span(b).Of(v.d.Body)) {
		return reading{}, false // "Pologne : les routes sont des « pièges »"
	}
	e := v.entity(b)
	if e < 0 || !a.speaks(e, q) {
		return reading{}, false
	}
	return reading{rule: "heading", entity: e, mention: v.span(b), score: 0.72}, true
}

// speaks reports whether some quotation not far from q is for certain of entity e.
func (a *Attributor) speaks(e int32, q int) bool {
	for p := max(0, q-maxRepeat); p < min(len(a.got), q+maxRepeat); p++ {
		if a.got[p].entity == e && a.got[p].score >= certain {
			return true
		}
	}
	return false
}

// wordless reports whether the units [from, to) are but marks, numbers and times: "20:15 -".
func (v *view) wordless(from, to int) bool {
	for i := from; i < to; i++ {
		switch v.kind(i) {
		case syntax.Colon, syntax.Dash, syntax.Comma, syntax.Stop:
		case syntax.Other:
			if v.d.Tokens[v.chunks[i].From].Kind == text.Word {
				return false
			}
		case syntax.NP:
			if !v.hour(i) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// owner reads whose words a heading is that has nothing but quotation q, by the paragraph
// below it: whom its first sentence quotes, lets say something or is about, where that is
// but one.
func (a *Attributor) owner(v *view, q int) (reading, bool) {
	para := v.d.Sentences[v.s].Para + 1
	if !v.onlyLine(a.sides[q].chunk) || para >= len(v.d.Paragraphs) || a.headingLike(para) || a.termBelow(q) {
		return reading{}, false
	}
	c := &a.sides[q].clause
	clause := c.finite || c.anyVerb && c.words > 2
	first, end := v.d.Paragraphs[para].Sentences[0], v.d.Paragraphs[para].Sentences[1]
	if first == end || !clause && c.proper {
		return reading{}, false
	}
	f := a.view(first)
	if !clause && f.nounAt(0, lexicon.NounWork|lexicon.NounTerm) {
		return reading{}, false // the heading is a title: "La pièce sera jouée jeudi."
	}
	about, says := f.about()
	r, several := a.quotedIn(first, first+1)
	score := 0.6
	switch {
	case several || r.entity >= 0:
	case clause && says:
		r = about
	default:
		r, several = a.quotedIn(first, end)
		score = 0.5
		if r.entity < 0 && clause && about.entity >= 0 && a.res.Entity(about.entity).Likely() {
			r, score = about, 0.45
		}
	}
	if several || r.entity < 0 || about.entity >= 0 && r.entity != about.entity {
		return reading{}, false
	}
	return reading{rule: "heading", entity: r.entity, mention: r.mention, cue: r.cue, score: score, spoken: clause}, true
}

// onlyLine reports whether the quotation at k is all that its paragraph has, but for a time
// and marks.
func (v *view) onlyLine(k int) bool {
	s := &v.d.Sentences[v.s]
	return s.Opens && s.Ends && v.wordless(0, k) && v.wordless(k+1, len(v.chunks))
}

// about reads the person who is the subject of the sentence's main verb, and whether the
// sentence tells what they say: "Jeanne Roux demande si".
func (v *view) about() (r reading, says bool) {
	nobody := reading{entity: mentions.None}
	i := v.mainVerb()
	if i < 0 {
		return nobody, false
	}
	r, ok := v.sourceOfVerb(i, len(v.chunks)-1)
	if !ok || v.a.res.Entity(r.entity).Type != quote.Person {
		return nobody, false
	}
	if v.verb(i).Classes&speech != 0 {
		for j := i + 1; j < len(v.chunks) && !v.finite(j); j++ {
			says = says || v.kind(j) == syntax.Comp || v.kind(j) == syntax.Sub
		}
	}
	return r, says
}

// quotedIn reads who is quoted in the sentences [from, to), and whether that is more than
// one.
func (a *Attributor) quotedIn(from, to int) (r reading, several bool) {
	r.entity = mentions.None
	for s := from; s < to; s++ {
		for _, c := range a.d.Sentences[s].Chunks {
			if c.Kind != syntax.Quotation {
				continue
			}
			switch o := &a.got[c.Index]; {
			case o.entity < 0 || o.score < likely:
			case r.entity < 0:
				r = *o
			case r.entity != o.entity:
				return r, true
			}
		}
	}
	return r, false
}

// termBelow reports whether the words of quotation q stand again below, between marks, as
// nobody's: a term or a title.
func (a *Attributor) termBelow(q int) bool {
	for p := q + 1; p < min(len(a.got), q+maxTerm); p++ {
		if a.got[p].entity < 0 && a.holdsAll(p, q) {
			return true
		}
	}
	return false
}

// maxTerm bounds how many quotations below a heading its term is looked for.
const maxTerm = 12

// namedBelow gives quotation q, of somebody whom its sentence only describes, to the
// person named where the article has the same words again.
func (a *Attributor) namedBelow(q int) {
	r := &a.got[q]
	e := a.res.Entity(r.entity)
	if e.Named || e.Type != quote.Person || a.sides[q].clause.words < 3 {
		return
	}
	for p := q + 1; p < min(len(a.src.Quotations), q+maxRepeat); p++ {
		o := &a.got[p]
		if o.entity < 0 || o.score < certain || a.src.Quotations[p].Text != a.src.Quotations[q].Text {
			continue
		}
		if other := a.res.Entity(o.entity); other.Named && other.Type == quote.Person && (e.Gender == 0 || other.Gender == 0 || e.Gender&other.Gender != 0) {
			*r = reading{rule: "repeated", entity: o.entity, mention: o.mention, cue: o.cue, score: o.score * 0.95, spoken: r.spoken}
			return
		}
	}
}

// holdsAll reports whether quotation p has the very words of q, not only words akin.
func (a *Attributor) holdsAll(p, q int) bool {
	other := a.content(p)
	for _, w := range a.content(q) {
		if !slices.Contains(other, w) {
			return false
		}
	}
	return true
}

// speaksFor reports whether a person who is quoted below says what a headline puts
// into the mouth of a state, a body or a thing: "la Norvane et la Sarvie signent un
// traité « historique »".
func (a *Attributor) speaksFor(person int32, r *reading) bool {
	e := a.res.Entity(r.entity)
	if e.Type == quote.Person && !e.Named {
		return a.res.Entity(person).Named // "« … » : un éleveur perd tout", and his name below
	}
	people := e.Type == quote.Person || e.Type == quote.Group && !e.Named
	return !r.spoken && !people && a.res.Entity(person).Type == quote.Person
}

// likely is the score from which on somebody below may be whom a heading quotes.
const likely = 0.5

// certain is the score from which on a speaker below is sure enough for that.
const certain = 0.7

// repeated finds the attributed quotation that repeats most of the content words
// of quotation q, and what share of them. It prefers one below and near.
func (a *Attributor) repeated(q int, heading bool) (int, float64) {
	words := a.content(q)
	if len(words) == 0 {
		return -1, 0
	}
	best, share, rank := -1, 0.0, 0.0
	for p := max(0, q-maxRepeat); p < min(len(a.src.Quotations), q+maxRepeat); p++ {
		if p == q || a.got[p].entity < 0 || a.got[p].rule == "repeated" || a.src.Quotations[p].Parent >= 0 {
			continue
		}
		if ps := a.sides[p].sentence; ps < 0 || !heading && len(words) < 2 || heading && a.headingLike(a.d.Sentences[ps].Para) {
			continue
		}
		n := 0
		other := a.content(p)
		for _, w := range words {
			for _, o := range other {
				if akin(w, o) {
					n++
					break
				}
			}
		}
		s := float64(n) / float64(len(words))
		if s < 0.5 || !heading && s < 0.8 {
			continue
		}
		r := s
		if p > q {
			r += 0.2 / float64(p-q)
		}
		if r > rank {
			best, share, rank = p, s, r
		}
	}
	return best, share
}

// maxRepeat bounds how many quotations away a repetition is looked for.
const maxRepeat = 150

// maxContent bounds the words compared of one quotation.
const maxContent = 40

// content lists the words of a quotation that carry meaning, hyphens taken for
// spaces. A quotation is compared with many: its words are listed once.
func (a *Attributor) content(q int) []string {
	if at := a.contents[q]; at[1] > 0 {
		return a.words[at[0]:at[1]:at[1]]
	}
	from := len(a.words)
	out := a.words
	for i := a.d.Inside[q][0]; i < a.d.Inside[q][1] && len(out)-from < maxContent; i++ {
		t := &a.d.Tokens[i]
		if t.Kind == text.Punct || t.Word.Is(lexicon.ClosedDeterminer|lexicon.ClosedPossessive|lexicon.ClosedPrep|lexicon.ClosedConj|lexicon.ClosedPersonal|lexicon.ClosedRelative|lexicon.ClosedNegation|lexicon.ClosedReflexive|lexicon.ClosedClitic) || t.Tags&lexicon.Aux != 0 {
			continue
		}
		for w, rest := "", t.Lower; rest != ""; {
			if w, rest, _ = strings.Cut(rest, "-"); len(w) > 2 {
				out = append(out, w)
			}
		}
	}
	a.words, a.contents[q] = out, [2]int{from, len(out)}
	return out[from:len(out):len(out)]
}

// akin reports whether two words, neither empty, are forms of one: they share all
// but a short ending.
func akin(a, b string) bool {
	if a[0] != b[0] {
		return false // most pairs
	}
	if a == b {
		return true
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n >= 5 && n*10 >= 7*max(len(a), len(b)) || n >= 4 && n+2 >= len(a) && n+2 >= len(b)
}
