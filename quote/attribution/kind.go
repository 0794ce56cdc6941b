package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/syntax"
)

// A clause says what a quotation's words are by themselves.
type clause struct {
	words    int
	capital  bool // begins with a capital letter
	terminal bool // ends with . ! ? or …
	finite   bool // has a finite verb with its subject: a full clause
	leading  bool // the clause begins with the first word
	verbal   bool // begins with its finite verb, the subject outside
	// phrase: begins with a determiner, preposition, pronoun or negation, as
	// reported words do and a term or title set off does not.
	phrase      bool
	participle  bool // begins with a past participle
	subordinate bool // begins with a conjunction: "si les crédits suivent"
	anyVerb     bool // has a finite verb of whatever subject
	upper       bool // begins with a capital letter, not a digit
	sentence    bool // reads as a sentence of its own
	foreign     bool // one word in lower case that the lexicon does not know
	alone       bool // says "je": the words of one person
	infinitive  bool // begins with one: "respecter le dialogue"
	ordered     bool // begins with what could be an imperative: "ne vise personne"
	mine        bool // says "mon", "notre": somebody's words, no name
	replies     bool // begins with yes or no
	addresses   bool // says "vous" or "tu"
	proper      bool // several words with a capital, and none without but those of grammar: a name
	request     bool // whom to do what, or what: "toutes les parties à la retenue", "à se taire"
}

// clauseOf looks at the words of quotation q.
func (a *Attributor) clauseOf(q int) clause {
	d := a.d
	from, to := d.Inside[q][0], d.Inside[q][1]
	c := clause{foreign: to-from == 1}
	c.proper = true
	capitals := 0
	c.replies = from < to && d.Tokens[from].Lists&lexicon.ListReply != 0
	for i := from; i < to; i++ {
		if t := &d.Tokens[i]; t.Kind == text.Word {
			c.words++
			c.mine = c.mine || t.Word.Is(lexicon.ClosedPossessive) && t.Word.Pronoun.Person == 1
			c.addresses = c.addresses || t.Lower == "vous" || t.Lower == "tu"
			if t.Token.Is(text.Capital) {
				capitals++
			} else if !t.Word.Is(lexicon.ClosedDeterminer|lexicon.ClosedPrep|lexicon.ClosedConj) && t.Tags&(lexicon.Det|lexicon.Prep|lexicon.Conj) == 0 {
				c.proper = false
			}
			c.request = c.request || i > from+1 && (t.Lower == "à" || t.Lower == "au" || t.Lower == "aux")
			c.foreign = c.foreign && t.Word.Unknown() && !t.Token.Is(text.Capital)
			c.alone = c.alone || t.Lower == "je" || t.Lower == "j'"
		}
	}
	for i := from; i < to && i < from+3; i++ {
		w := d.Tokens[i].Word
		if d.Tokens[i].Kind == text.Punct {
			continue
		}
		c.infinitive = c.infinitive || i == from && w.Tags&lexicon.Inf != 0 && w.Tags&lexicon.Noun == 0
		if w.Tags&lexicon.PastPart != 0 {
			c.participle = true
		} else if w.Lower == "rien" || w.Lower == "pas" {
			c.phrase = i == from
			continue
		}
		if i == from && (w.Lower == "si" || w.Lower == "que" || w.Lower == "qu'" || w.Lower == "parce" || w.Lower == "pour" || w.Lower == "afin") {
			c.subordinate = true
		}
		if w.Is(lexicon.ClosedDeterminer|lexicon.ClosedPossessive|lexicon.ClosedPrep|lexicon.ClosedPersonal|lexicon.ClosedNegation) || w.Tags&lexicon.Prep != 0 && w.Tags&lexicon.Noun == 0 || w.Tags&lexicon.Inf != 0 && w.Tags&lexicon.Noun == 0 || w.Tags&(lexicon.Adj|lexicon.PastPart) != 0 && w.Tags&lexicon.Noun == 0 && to-from > 2 {
			c.phrase = i == from
			break
		}
		if i == from && a.judges(from, to) {
			c.phrase = true
			break
		}
		if w.Tags&lexicon.Adv == 0 {
			break
		}
	}
	c.request = c.request && c.phrase || to-from > 1 && d.Tokens[from].Lower == "à" && d.Tokens[from+1].Tags&lexicon.Inf != 0
	c.proper = c.proper && capitals > 1
	body := a.src.Quotations[q].Text
	first, _ := utf8.DecodeRuneInString(body)
	if !unicode.IsLetter(first) {
		first, _ = utf8.DecodeRuneInString(strings.TrimLeft(body, "«“\"‹„[(…. \u00a0\u202f—–-"))
	}
	c.upper = unicode.IsUpper(first)
	c.capital = c.upper || unicode.IsDigit(first)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(body, "»”\"›)] \u00a0\u202f"))
	c.terminal = strings.ContainsRune(".!?…", last)
	for s := d.InQuotation[q]; s < d.InQuotation[q+1]; s++ {
		v := view{a: a, d: d, s: s, chunks: d.Sentences[s].Chunks}
		for i := range v.chunks {
			if !v.finite(i) {
				continue
			}
			c.anyVerb = true
			g := v.verb(i)
			j := v.subject(i)
			if i == 0 && s == d.InQuotation[q] && j < 0 {
				c.verbal = true
			}
			word := &d.Tokens[g.Head]
			imperative := i == 0 && g.Person&lexicon.Fin12 != 0 && (c.capital || word.Tags&lexicon.Noun == 0) // not "dame de fer"
			inverted := g.Clitic >= 0
			if v.inRelative(i) || j < 0 && !imperative && !inverted {
				continue
			}
			c.finite = true
			c.ordered = c.ordered || imperative && s == d.InQuotation[q]
			if s == d.InQuotation[q] && (imperative || inverted || j >= 0 && v.opens(j)) {
				c.leading = true
			}
			break
		}
	}
	c.sentence = c.capital && (c.terminal || c.finite) || c.finite && c.terminal
	return c
}

// judges reports whether the words [from, to) say what something is like, as a
// name or term does not: two adjectives, or one with its complement.
func (a *Attributor) judges(from, to int32) bool {
	if to-from < 3 {
		return false
	}
	first, second := &a.d.Tokens[from], &a.d.Tokens[from+1]
	if first.Kind != text.Word || first.Token.Is(text.Capital) || first.Tags&(lexicon.Adj|lexicon.PastPart) == 0 {
		return false
	}
	return second.Rune == ',' || second.Word.Is(lexicon.ClosedConj) || second.Tags&lexicon.Conj != 0 || second.Lower == "à" || second.Lower == "jusqu'"
}

// opens reports whether the phrase at i is its clause's first, but for adverbs,
// conjunctions and phrases with a preposition.
func (v *view) opens(i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch v.kind(j) {
		case syntax.Adverb, syntax.Comma, syntax.Coord, syntax.Sub, syntax.Prep, syntax.Stop, syntax.Dash, syntax.Source, syntax.Adjective:
		case syntax.NP:
			if !v.afterPrep(j) && !v.temporal(j) && v.kind(j+1) != syntax.Comma && v.kind(j+1) != syntax.Adjective && !(i > 0 && v.kind(i-1) == syntax.Comma && v.phrase(i).Kind == syntax.Pronoun) {
				return false
			}
		case syntax.Comp:
		default:
			return false
		}
	}
	return true
}

// subjectOutside reports whether right before quotation q stands what can be the subject
// of the verb that it begins with: "le document « ne vise personne »".
func (a *Attributor) subjectOutside(q int) bool {
	side := a.sides[q]
	if side.sentence < 0 {
		return false
	}
	v := a.view(side.sentence)
	b := v.before(side.chunk)
	return v.kind(b) == syntax.NP && !v.afterPrep(b)
}

// kind decides what the words of quotation q are, given the reading of their
// source.
func (a *Attributor) kind(q int, r *reading) quote.Kind {
	c := a.sides[q].clause
	form := a.src.Quotations[q].Form
	if form != quote.Marked {
		return quote.Direct
	}
	if r.entity < 0 && r.rule != "unresolved" {
		if (r.rule == "title" || r.rule == "name" || r.rule == "term") && r.score > 0.85 {
			return quote.Other // though a sentence: "intitulé « Qui sommes-nous ? »"
		}
		// Words without a source are still reported where they are a sentence.
		if r.rule == "impersonal" && c.upper && r.score > 0.9 {
			return quote.Direct
		}
		if c.sentence && c.finite && (c.words > 3 || r.rule == "impersonal" || r.rule == "sign") {
			return quote.Direct
		}
		return quote.Other
	}
	switch {
	case c.subordinate && !c.capital, c.ordered && !c.capital && a.subjectOutside(q):
		return quote.Mixed
	case c.finite && c.leading && (c.capital || r.spoken):
		return quote.Direct
	case r.rule == "repeated" && c.anyVerb && c.capital && c.words > 2:
		return quote.Direct
	case c.finite && c.capital && c.terminal:
		return quote.Direct
	case c.upper && c.terminal && c.words > 3:
		return quote.Direct
	case c.finite && c.sentence:
		return quote.Direct
	case r.spoken && c.capital && (c.words >= 3 || c.terminal):
		return quote.Direct
	case r.spoken && c.terminal && c.words >= 2:
		return quote.Direct
	}
	return quote.Mixed
}
