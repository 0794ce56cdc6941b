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
	words int

	// How it is written.
	upper    bool // begins with a capital letter, not a digit
	capital  bool // begins with a capital letter or a digit
	terminal bool // ends with . ! ? or …

	// Its verbs.
	anyVerb  bool // has a finite verb of whatever subject
	finite   bool // has a finite verb with its subject: a full clause
	leading  bool // the clause begins with the first word
	verbal   bool // begins with its finite verb, the subject outside
	ordered  bool // begins with what could be an imperative: "ne vise personne"
	sentence bool // reads as a sentence of its own

	// How it begins.
	// phrase: begins with a determiner, preposition, pronoun or negation, as
	// reported words do and a term or title set off does not.
	phrase      bool
	participle  bool // begins with a past participle
	infinitive  bool // begins with one: "respecter le dialogue"
	subordinate bool // begins with a conjunction: "si les crédits suivent"
	replies     bool // begins with yes or no

	// Who speaks in it, and to whom.
	alone     bool // says "je": the words of one person
	mine      bool // says "mon", "notre": somebody's words, no name
	addresses bool // says "vous" or "tu"
	request   bool // whom to do what, or what: "toutes les parties à la retenue", "à se taire"

	// What it may name.
	foreign bool // one word in lower case that the lexicon does not know, and no French coinage
	proper  bool // several words with a capital, and none without but those of grammar: a name
}

// clauseOf looks at the words of quotation q.
func (a *Attributor) clauseOf(q int) clause {
	d := a.d
	from, to := d.Inside[q][0], d.Inside[q][1]
	var c clause
	a.lookAtWords(&c, from, to)
	a.lookAtBeginning(&c, from, to)
	c.request = c.request && c.phrase || to-from > 1 && d.Tokens[from].Lower == "à" && d.Tokens[from+1].Tags&lexicon.Inf != 0
	c.lookAtLetters(a.src.Quotations[q].Text)
	a.lookAtVerbs(&c, q)
	c.sentence = c.capital && (c.terminal || c.finite) || c.finite && c.terminal
	return c
}

// lookAtWords notes what any of the words [from, to) may tell: who speaks, and whether they
// are a name.
func (a *Attributor) lookAtWords(c *clause, from, to int32) {
	c.foreign, c.proper = to-from == 1, true
	capitals := 0
	for i := from; i < to; i++ {
		t := &a.d.Tokens[i]
		if t.Kind != text.Word {
			continue
		}
		c.words++
		c.mine = c.mine || t.Word.Is(lexicon.ClosedPossessive) && t.Word.Pronoun.Person == 1
		c.alone = c.alone || t.Lower == "je" || t.Lower == "j'"
		c.addresses = c.addresses || t.Lower == "vous" || t.Lower == "tu"
		c.request = c.request || i > from+1 && (t.Lower == "à" || t.Lower == "au" || t.Lower == "aux")
		c.foreign = c.foreign && t.Word.Unknown() && !t.Token.Is(text.Capital) && t.Lists&lexicon.ListDerived == 0 && strings.Count(t.Lower, "-") < 2
		if t.Token.Is(text.Capital) {
			capitals++
		} else if !t.Word.Is(lexicon.ClosedDeterminer|lexicon.ClosedPrep|lexicon.ClosedConj) && t.Tags&(lexicon.Det|lexicon.Prep|lexicon.Conj) == 0 {
			c.proper = false
		}
	}
	c.proper = c.proper && capitals > 1
}

// lookAtBeginning notes what the first of the words [from, to) tell, adverbs and negations
// passed over: "pas une fois", "très attendu".
func (a *Attributor) lookAtBeginning(c *clause, from, to int32) {
	d := a.d
	c.replies = from < to && d.Tokens[from].Lists&lexicon.ListReply != 0
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
		if i == from && opensSubordinate(w.Lower) {
			c.subordinate = true
		}
		if beginsPhrase(w, to-from > 2) {
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
}

// opensSubordinate reports whether a word may begin a clause that hangs on the sentence:
// "si les crédits suivent", "pour en finir".
func opensSubordinate(low string) bool {
	switch low {
	case "si", "que", "qu'", "parce", "pour", "afin":
		return true
	}
	return false
}

// beginsPhrase reports whether a word begins more than a name or term, as reported words do:
// "les élus", "en colère", "respecter". An adjective does where long says that more than one
// word follows: "inquiet pour la suite", but "grand remplacement".
func beginsPhrase(w *syntax.Word, long bool) bool {
	if w.Is(lexicon.ClosedDeterminer | lexicon.ClosedPossessive | lexicon.ClosedPrep | lexicon.ClosedPersonal | lexicon.ClosedNegation) {
		return true
	}
	if w.Tags&lexicon.Noun != 0 {
		return false
	}
	return w.Tags&(lexicon.Prep|lexicon.Inf) != 0 || long && w.Tags&(lexicon.Adj|lexicon.PastPart) != 0
}

// lookAtLetters notes how the words are written, marks within the marks apart.
func (c *clause) lookAtLetters(body string) {
	first, _ := utf8.DecodeRuneInString(body)
	if !unicode.IsLetter(first) {
		first, _ = utf8.DecodeRuneInString(strings.TrimLeft(body, "«“\"‹„[(…. \u00a0\u202f—–-"))
	}
	c.upper = unicode.IsUpper(first)
	c.capital = c.upper || unicode.IsDigit(first)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(body, "»”\"›)] \u00a0\u202f"))
	c.terminal = strings.ContainsRune(".!?…", last)
}

// lookAtVerbs notes which of the sentences within quotation q is a full clause, and whether
// the first begins with its verb.
func (a *Attributor) lookAtVerbs(c *clause, q int) {
	d := a.d
	for s := d.InQuotation[q]; s < d.InQuotation[q+1]; s++ {
		v := view{a: a, d: d, s: s, chunks: d.Sentences[s].Chunks}
		first := s == d.InQuotation[q]
		for i := range v.chunks {
			if !v.finite(i) {
				continue
			}
			c.anyVerb = true
			g := v.verb(i)
			j := v.subject(i)
			if j < 0 && v.lasts(i) {
				j = 0
			}
			if i == 0 && first && j < 0 {
				c.verbal = true
			}
			imperative := i == 0 && g.Person&lexicon.Fin12 != 0 && (c.capital || d.Tokens[g.Head].Tags&lexicon.Noun == 0) // not "dame de fer"
			inverted := g.Clitic >= 0
			if v.inRelative(i) || j < 0 && !imperative && !inverted {
				continue
			}
			c.finite = true
			c.ordered = c.ordered || imperative && first
			if first && (imperative || inverted || v.opens(j)) {
				c.leading = true
			}
			break
		}
	}
}

// lasts reports whether a stretch of time, with which the clause begins, is the subject of
// the verb at i: "Chaque heure a un prix".
func (v *view) lasts(i int) bool {
	for i--; i > 1 && v.kind(i) == syntax.NP && v.afterPrep(i); {
		i -= 2 // "les années de guerre ont"
	}
	return i == 0 && v.kind(0) == syntax.NP && v.phrase(0).Det != syntax.NoDet && v.temporal(0)
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
			restated := v.kind(i-1) == syntax.Comma && v.phrase(i).Kind == syntax.Pronoun // "le maire, il a dit"
			if !v.afterPrep(j) && !v.temporal(j) && v.kind(j+1) != syntax.Comma && v.kind(j+1) != syntax.Adjective && !restated {
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
	case (r.rule == "repeated" || r.rule == "heading" && r.spoken) && c.anyVerb && c.capital && c.words > 2:
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
