package syntax

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
)

// An Analyzer gives articles their syntax. It keeps its buffers and its cache of
// words from one article to the next, and is not safe for concurrent use.
type Analyzer struct {
	// Whole makes it parse every sentence, also those that it could pass over:
	// see Sentence.
	Whole bool

	lex      *lexicon.Lexicon
	vocab    *vocabulary // of lex, from the first article on
	doc      Doc
	docs     uint64 // articles analysed so far
	toks     []text.Token
	paras    []text.Span
	items    []item
	ends     []int32 // items that may end a sentence
	quotes   []quote.Quotation
	children [][]int32  // by quotation + 1: the quotations directly within
	inside   [][2]int32 // by quotation: its tokens
	starts   []int32    // by paragraph: its first token
	firsts   []int      // by paragraph: its first quotation
}

// NewAnalyzer returns an Analyzer for the language of the lexicon.
func NewAnalyzer(lex *lexicon.Lexicon) *Analyzer {
	return &Analyzer{lex: lex}
}

// An item is what a sentence is made of before chunking: a word or fixed phrase,
// a number, a punctuation mark, or a whole quotation.
type item struct {
	from, to int32
	w        *Word
	quote    int32 // number of the quotation, or -1
	r        rune  // of punctuation, else 0
	flags    text.TokenFlags
	kind     text.TokenKind // Punct also of a quotation
}

// Analyze returns the syntax of an article's body from the byte from on. The
// quotations are those of package spans: sorted, properly nested. The result is
// valid until the next call.
func (a *Analyzer) Analyze(body string, from int, quotes []quote.Quotation) *Doc {
	a.docs++
	if a.vocab == nil { // costs milliseconds that an input without quotations can spare
		a.vocab = newVocabulary(a.lex)
	}
	a.vocab.begin()
	a.quotes = quotes
	d := &a.doc
	d.Body = body
	d.Tokens, d.Paragraphs, d.Sentences = d.Tokens[:0], d.Paragraphs[:0], d.Sentences[:0]
	d.NPs, d.Verbs, d.chunks = d.NPs[:0], d.Verbs[:0], d.chunks[:0]
	d.InQuotation = d.InQuotation[:0]
	a.nest()

	a.paras = a.joinParagraphs(text.Paragraphs(a.paras[:0], body, from))
	top := 0
	starts, firstQuote := a.starts[:0], a.firsts[:0]
	for _, p := range a.paras {
		starts = append(starts, int32(len(d.Tokens)))
		firstQuote = append(firstQuote, top)
		for top < len(a.children[0]) && quotes[a.children[0][top]].Outer.Start < p.End {
			top++
		}
		a.tokenize(p, a.children[0][firstQuote[len(firstQuote)-1]:top])
	}
	starts = append(starts, int32(len(d.Tokens)))
	firstQuote = append(firstQuote, top)
	a.starts, a.firsts = starts, firstQuote

	for i, p := range a.paras {
		n := len(d.Sentences)
		a.region(starts[i], starts[i+1], a.children[0][firstQuote[i]:firstQuote[i+1]], len(d.Paragraphs), -1, a.reachOf(i))
		d.Paragraphs = append(d.Paragraphs, Paragraph{Span: p, Sentences: [2]int{n, len(d.Sentences)}})
		if len(d.Sentences) > n {
			d.Sentences[n].Opens = true
			d.Sentences[len(d.Sentences)-1].Ends = true
		}
	}
	d.Level0 = len(d.Sentences)
	for q := range quotes {
		d.InQuotation = append(d.InQuotation, len(d.Sentences))
		a.region(a.inside[q][0], a.inside[q][1], a.children[q+1], a.paragraphOf(quotes[q].Span.Start), q, reach{})
	}
	d.InQuotation = append(d.InQuotation, len(d.Sentences))
	d.Inside = a.inside
	return d
}

// A reach says which sentences of a paragraph are parsed.
type reach struct {
	// without are the contents that a sentence must have some of; 0: all are parsed.
	without content
	// first and last: the paragraph's first sentence is parsed in any case, its last.
	first, last bool
}

// content is what a sentence far from all quotations can have that matters to them.
type content uint8

const (
	names    content = iota + 1 // a name may be somebody's fuller one, anywhere
	mentions                    // so may whom a quotation further down takes up
)

// reachOf tells the reach of paragraph i. The rules of attribution look at all
// sentences of a quotation's paragraph, at the one before the paragraph and at the
// one behind.
func (a *Analyzer) reachOf(i int) reach {
	if a.Whole || a.quoted(i) {
		return reach{}
	}
	r := reach{without: mentions, first: a.quotedNext(i, -1), last: a.quotedNext(i, +1)}
	if a.firsts[i] == len(a.children[0]) && len(a.children[0]) == len(a.quotes) {
		r.without = names // behind the last quotation, none within another to come
	}
	return r
}

// quoted reports whether paragraph i has quotations.
func (a *Analyzer) quoted(i int) bool { return a.firsts[i] < a.firsts[i+1] }

// quotedNext reports whether the next paragraph from i in a direction that has any
// sentence has quotations.
func (a *Analyzer) quotedNext(i, step int) bool {
	for i += step; i >= 0 && i < len(a.paras); i += step {
		if a.quoted(i) {
			return true
		}
		if a.starts[i] < a.starts[i+1] {
			return false
		}
	}
	return false
}

func (a *Analyzer) paragraphOf(at int) int {
	list := a.doc.Paragraphs
	return sort.Search(len(list)-1, func(i int) bool { return at < list[i].Span.End })
}

// nest lists, for the body and for each quotation, the quotations directly
// within.
func (a *Analyzer) nest() {
	n := len(a.quotes)
	for len(a.children) < n+1 {
		a.children = append(a.children, nil)
	}
	for i := range a.children[:n+1] {
		a.children[i] = a.children[i][:0]
	}
	for i, q := range a.quotes {
		a.children[q.Parent+1] = append(a.children[q.Parent+1], int32(i))
	}
	if cap(a.inside) < n {
		a.inside = make([][2]int32, n)
	}
	a.inside = a.inside[:n]
}

// joinParagraphs makes one paragraph of the lines that a quotation spans.
func (a *Analyzer) joinParagraphs(lines []text.Span) []text.Span {
	out, k := lines[:0], 0
	top := a.children[0]
	for i := 0; i < len(lines); i++ {
		p := lines[i]
		for k < len(top) && a.quotes[top[k]].Outer.Start < p.End {
			for end := a.quotes[top[k]].Outer.End; end > p.End && i+1 < len(lines); {
				i++
				p.End = lines[i].End
			}
			k++
		}
		out = append(out, p)
	}
	return out
}

// tokenize appends the tokens of a span, those of the quotations in it included,
// their marks left out.
func (a *Analyzer) tokenize(span text.Span, quotes []int32) {
	at := span.Start
	for _, q := range quotes {
		outer, inner := a.quotes[q].Outer, a.quotes[q].Span
		a.words(text.Span{Start: at, End: max(at, outer.Start)})
		a.inside[q][0] = int32(len(a.doc.Tokens))
		a.tokenize(inner, a.children[q+1])
		a.inside[q][1] = int32(len(a.doc.Tokens))
		at = max(at, outer.End)
	}
	a.words(text.Span{Start: at, End: max(at, span.End)})
}

func (a *Analyzer) words(span text.Span) {
	d := &a.doc
	a.toks = text.Tokenize(a.toks[:0], d.Body, span)
	n := len(d.Tokens)
	d.Tokens = slices.Grow(d.Tokens, len(a.toks))[:n+len(a.toks)]
	out := d.Tokens[n:]
	lower := false // the token before is a word without a capital
	for i := range a.toks {
		t := &a.toks[i]
		if t.Kind == text.Punct {
			out[i].Token, out[i].Word = *t, &a.vocab.punct
			lower = false
			continue
		}
		w := a.vocab.word(d.Body, int(t.Start), int(t.End))
		if lower && t.Flags&(text.Capital|text.AllCaps) == text.Capital {
			w.midSentence = a.docs
		}
		lower = t.Kind == text.Word && t.Flags&text.Capital == 0
		out[i].Token, out[i].Word = *t, w
	}
}

// maxSentence bounds a sentence, in items: the rules look at a sentence as a whole
// for each quotation in it, and damaged text can have one of a megabyte.
const maxSentence = 250

// region chunks the sentences of the tokens [from, to), in which the quotations
// stand as units.
func (a *Analyzer) region(from, to int32, quotes []int32, para, within int, r reach) {
	a.items, a.ends = a.items[:0], a.ends[:0]
	for _, q := range quotes {
		a.wordItems(from, a.inside[q][0])
		a.ends = append(a.ends, int32(len(a.items)))
		a.items = append(a.items, item{from: a.inside[q][0], to: a.inside[q][1], quote: q, w: &a.vocab.punct, kind: text.Punct})
		from = max(from, a.inside[q][1])
	}
	a.wordItems(from, to)
	start := 0
	for _, at := range a.ends {
		i := int(at)
		for ; i-start > maxSentence; start += maxSentence + 1 {
			a.sentence(start, start+maxSentence+1, para, within, r)
		}
		if i-start == maxSentence || a.endsSentence(i) {
			a.sentence(start, i+1, para, within, r)
			start = i + 1
		}
	}
	for ; len(a.items)-start > maxSentence; start += maxSentence + 1 {
		a.sentence(start, start+maxSentence+1, para, within, r)
	}
	a.sentence(start, len(a.items), para, within, r)
}

// wordItems appends the items of the tokens [from, to), and to the ends those
// after which a sentence may end.
func (a *Analyzer) wordItems(from, to int32) {
	if from >= to {
		return
	}
	toks, n := a.doc.Tokens[:to], len(a.items)
	items := slices.Grow(a.items, int(to-from))[:n+int(to-from)]
	for i := from; i < to; n++ {
		t, it := &toks[i], &items[n]
		it.from, it.to, it.w, it.quote, it.r, it.flags, it.kind = i, i+1, t.Word, -1, t.Rune, t.Flags, t.Kind
		if it.r != 0 && (isTerminal(it.r) || it.r == ')') {
			a.ends = append(a.ends, int32(n))
		}
		first := it.w
		if it.flags&text.Capital != 0 && first.Lower == "a" {
			first = a.vocab.word("à", 0, len("à")) // "A ses yeux": capitals may lack their accent
		}
		if first.first != 0 && it.to < to && a.vocab.pair(first, toks[it.to].Word) {
			if p, n := a.phraseAt(first, i, to); p != nil {
				it.w, it.to = p, i+n
			}
		}
		i = it.to
	}
	a.items = items[:n]
}

// phraseAt returns the longest fixed phrase at token i, which is read as the word first,
// and its length in tokens.
func (a *Analyzer) phraseAt(first *Word, i, limit int32) (*Word, int32) {
	toks := a.doc.Tokens
	list := a.vocab.phrasesOf(first, toks[i+1].Word)
next:
	for at := range list {
		p := &list[at]
		n := int32(len(p.words))
		if i+n > limit || p.name && !toks[i].Token.Is(text.Capital) {
			continue
		}
		for k := int32(2); k < n; k++ {
			if toks[i+k].Kind == text.Punct || toks[i+k].Lower != p.words[k] {
				continue next
			}
		}
		last := &toks[i+n-1]
		if p.word.Is(lexicon.ClosedAnaphor) && !last.IsNoun && i+n < limit && toks[i+n].Kind == text.Word &&
			(toks[i+n].IsNoun && toks[i+n].Tags&lexicon.Aux == 0 || toks[i+n].Tags&(lexicon.Noun|lexicon.Adj) != 0 && toks[i+n].Tags&(lexicon.Finite|lexicon.Aux|lexicon.Prep|lexicon.Conj) == 0) {
			continue // "la première | ministre"
		}
		if p.word.Is(lexicon.ClosedAnaphor) && !last.IsNoun && i+n+1 < limit && toks[i+n].Tags&lexicon.Noun != 0 && toks[i+n+1].Tags&(lexicon.Aux|lexicon.Finite) != 0 && toks[i+n].Tags&lexicon.Aux == 0 {
			continue // "la première | consigne l'a marqué"
		}
		if p.word.Is(lexicon.ClosedAnaphor) && last.IsNoun && i+n < limit && (toks[i+n].Lower == "de" || toks[i+n].Lower == "d'") {
			continue // "l'homme | d'affaires"
		}
		if low := p.word.Lower; (low == "l'un" || low == "l'une") && i+n < limit && (toks[i+n].Lower == "des" || toks[i+n].Lower == "de") {
			continue // "l'un | des ouvriers"
		}
		if p.word.Is(lexicon.ClosedSource) && toks[i+n-1].Word.Is(lexicon.ClosedPersonal) {
			continue // the pronoun of "selon elle" is the source
		}
		return p.word, n
	}
	return nil, 0
}

// endsSentence reports whether a sentence ends behind item i, a mark or a
// quotation.
func (a *Analyzer) endsSentence(i int) bool {
	it := &a.items[i]
	var terminal bool
	switch {
	case it.quote >= 0:
		r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(a.quotes[it.quote].Text, innerMarks))
		terminal = isTerminal(r)
	case it.r != 0:
		terminal = isTerminal(it.r) || it.r == ')' && i > 0 && isTerminal(a.items[i-1].r)
	}
	if !terminal || i+1 == len(a.items) {
		return false
	}
	next := &a.items[i+1]
	switch {
	case next.quote >= 0:
		return true
	case next.r != 0:
		switch next.r {
		case '–', '—', '-', '_', '•', '«', '“', '"': // the marks re-open a quotation's next paragraph
			return true
		}
		return false
	case next.kind == text.Number:
		return it.quote < 0 && it.r != '…'
	}
	return next.flags&text.Capital != 0
}

// innerMarks may close a quotation's last sentence, as a quotation in it does.
const innerMarks = "»”\"›’' \u00a0\u202f"

func isTerminal(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }

func (a *Analyzer) sentence(from, to, para, within int, r reach) {
	if from >= to {
		return
	}
	d := &a.doc
	items := a.items[from:to]
	n, nps := len(d.chunks), len(d.NPs)
	p := parser{a: a, d: d, items: items, para: para}
	lowerShouted(items)
	if r.without == 0 || r.first && from == 0 || r.last && to == len(a.items) || p.has(r.without) {
		p.run()
	}
	span := text.Span{Start: a.itemSpan(items[0]).Start, End: a.itemSpan(items[len(items)-1]).End}
	d.Sentences = append(d.Sentences, Sentence{Span: span, Chunks: d.chunks[n:len(d.chunks):len(d.chunks)], Para: para, Within: within, NPs: [2]int{nps, len(d.NPs)}})
}

// lowerShouted takes the capitals from the common words of a sentence that has nothing but
// capitals, as in "LE MAIRE PROMET DES LITS", so that they do not pass for names.
func lowerShouted(items []item) {
	shouted := 0
	for i := range items {
		it := &items[i]
		if it.kind != text.Word || it.to-it.from > 1 {
			continue
		}
		if it.flags&text.Capital == 0 {
			return
		}
		if it.flags&text.AllCaps != 0 {
			shouted++
		}
	}
	if shouted < 3 {
		return
	}
	for i := range items {
		w := items[i].w
		if items[i].kind == text.Word && w.Place == nil && !w.IsGiven && (w.Closed != 0 || w.IsNoun || len(w.Verbs) > 0 || w.Tags.CommonWord()) {
			items[i].flags &^= text.Capital | text.AllCaps
		}
	}
}

func (a *Analyzer) itemSpan(it item) text.Span {
	if it.quote >= 0 {
		return a.quotes[it.quote].Outer
	}
	return a.doc.SpanOf(it.from, it.to)
}
