package syntax

import (
	"sort"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lexicon"
)

// An Analyzer gives articles their syntax. It keeps its buffers and its cache of
// words from one article to the next, and is not safe for concurrent use.
type Analyzer struct {
	lex      *lexicon.Lexicon
	vocab    *vocabulary // of lex, from the first article on
	doc      Doc
	docs     uint64 // articles analysed so far
	toks     []text.Token
	paras    []text.Span
	items    []item
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
	kind     text.TokenKind
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
		a.region(starts[i], starts[i+1], a.children[0][firstQuote[i]:firstQuote[i+1]], len(d.Paragraphs), -1)
		d.Paragraphs = append(d.Paragraphs, Paragraph{Span: p, Sentences: [2]int{n, len(d.Sentences)}})
		if len(d.Sentences) > n {
			d.Sentences[n].Opens = true
			d.Sentences[len(d.Sentences)-1].Ends = true
		}
	}
	d.Level0 = len(d.Sentences)
	for q := range quotes {
		d.InQuotation = append(d.InQuotation, len(d.Sentences))
		a.region(a.inside[q][0], a.inside[q][1], a.children[q+1], a.paragraphOf(quotes[q].Span.Start), q)
	}
	d.InQuotation = append(d.InQuotation, len(d.Sentences))
	d.Inside = a.inside
	return d
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
	for i, t := range a.toks {
		w := &a.vocab.punct
		if t.Kind != text.Punct {
			w = a.vocab.word(t.Span().Of(d.Body))
			if t.Is(text.Capital) && !t.Is(text.AllCaps) && i > 0 && a.toks[i-1].Kind == text.Word && !a.toks[i-1].Is(text.Capital) {
				w.midSentence = a.docs
			}
		}
		d.Tokens = append(d.Tokens, Token{Token: t, Word: w})
	}
}

// maxSentence bounds a sentence, in items: the rules look at a sentence as a whole
// for each quotation in it, and damaged text can have one of a megabyte.
const maxSentence = 250

// region chunks the sentences of the tokens [from, to), in which the quotations
// stand as units.
func (a *Analyzer) region(from, to int32, quotes []int32, para, within int) {
	a.items = a.items[:0]
	d := &a.doc
	for i := from; ; {
		if len(quotes) > 0 && i >= a.inside[quotes[0]][0] {
			q := quotes[0]
			a.items = append(a.items, item{from: a.inside[q][0], to: a.inside[q][1], quote: q, w: &a.vocab.punct})
			i = a.inside[q][1]
			quotes = quotes[1:]
			continue
		}
		if i >= to {
			break
		}
		limit := to
		if len(quotes) > 0 {
			limit = a.inside[quotes[0]][0]
		}
		t := &d.Tokens[i]
		it := item{from: i, to: i + 1, w: t.Word, quote: -1, r: t.Rune, flags: t.Flags, kind: t.Kind}
		if t.first != 0 && i+1 < limit && a.vocab.pair(t.Word, d.Tokens[i+1].Word) {
			if p, n := a.phraseAt(i, limit); p != nil {
				it.w, it.to = p, i+n
			}
		}
		a.items = append(a.items, it)
		i = it.to
	}
	start := 0
	for i := range a.items {
		it := &a.items[i]
		if (it.r != 0 || it.quote >= 0) && a.endsSentence(i) || i-start >= maxSentence {
			a.sentence(start, i+1, para, within)
			start = i + 1
		}
	}
	a.sentence(start, len(a.items), para, within)
}

// phraseAt returns the longest fixed phrase at token i and its length in tokens.
func (a *Analyzer) phraseAt(i, limit int32) (*Word, int32) {
	toks := a.doc.Tokens
next:
	for _, p := range a.vocab.phrases[pairKey(toks[i].first, toks[i+1].second)] {
		n := int32(len(p.words))
		if i+n > limit || p.name && !toks[i].Token.Is(text.Capital) {
			continue
		}
		for k := int32(2); k < n; k++ {
			if toks[i+k].Kind == text.Punct || toks[i+k].Lower != p.words[k] {
				continue next
			}
		}
		if p.word.Is(lexicon.ClosedAnaphor) && i+n < limit && toks[i+n].Kind == text.Word &&
			(toks[i+n].IsNoun && toks[i+n].Tags&lexicon.Aux == 0 || toks[i+n].Tags&(lexicon.Noun|lexicon.Adj) != 0 && toks[i+n].Tags&(lexicon.Finite|lexicon.Aux|lexicon.Prep|lexicon.Conj) == 0) {
			continue // "la première | ministre"
		}
		if p.word.Is(lexicon.ClosedAnaphor) && i+n+1 < limit && toks[i+n].Tags&lexicon.Noun != 0 && toks[i+n+1].Tags&(lexicon.Aux|lexicon.Finite) != 0 && toks[i+n].Tags&lexicon.Aux == 0 {
			continue // "la première | consigne l'a marqué"
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
		r, _ := utf8.DecodeLastRuneInString(a.quotes[it.quote].Text)
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
		return next.r == '–' || next.r == '—' || next.r == '-' || next.r == '_' || next.r == '•' || next.r == '«'
	case next.kind == text.Number:
		return it.quote < 0 && it.r != '…'
	}
	return next.flags&text.Capital != 0
}

func isTerminal(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }

func (a *Analyzer) sentence(from, to, para, within int) {
	if from >= to {
		return
	}
	d := &a.doc
	items := a.items[from:to]
	n, nps := len(d.chunks), len(d.NPs)
	p := parser{a: a, d: d, items: items, para: para}
	p.run()
	span := text.Span{Start: a.itemSpan(items[0]).Start, End: a.itemSpan(items[len(items)-1]).End}
	d.Sentences = append(d.Sentences, Sentence{Span: span, Chunks: d.chunks[n:len(d.chunks):len(d.chunks)], Para: para, Within: within, NPs: [2]int{nps, len(d.NPs)}})
}

func (a *Analyzer) itemSpan(it item) text.Span {
	if it.quote >= 0 {
		return a.quotes[it.quote].Outer
	}
	return a.doc.SpanOf(it.from, it.to)
}
