package archive

import (
	"context"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/index/analysis"
	"dixit/index/query"
	"dixit/quote"
)

// A builder translates a request into searchers of the index and into the marks
// that show its words in a text. Searchers are composed by hand rather than by
// the library's query types: its boolean query takes a part that finds nothing
// for one that is not there.
type builder struct {
	ctx      context.Context
	r        bleveindex.IndexReader
	f        fieldSet
	articles bool
	counts   *counters
	an       *analysis.Analyzer
	query    string
	marks    []mark
	scored   bool // the query has words that rank hits
	open     []search.Searcher
	tokens   []analysis.Token // of the text that was read last, reused
}

// Options of searchers: words are scored, filters are not.
var (
	scoredOptions   = search.SearcherOptions{}
	unscoredOptions = search.SearcherOptions{Score: "none"}
)

// maxExpansion bounds the words that one pattern may stand for.
const maxExpansion = 5000

// build returns the searcher of a request.
func (b *builder) build(req *index.Request) (search.Searcher, error) {
	n, err := query.Parse(req.Query)
	if err != nil {
		return nil, err
	}
	var parts []search.Searcher
	if _, all := n.(query.All); !all {
		s, err := b.node(n, true)
		if err != nil {
			return nil, err
		}
		if s == nil {
			return nil, &query.Error{Query: req.Query, Msg: "only words that nearly every text has, or none: nothing to look for"}
		}
		parts = append(parts, s)
	}
	filters, err := b.filters(&req.Filter)
	if err != nil {
		return nil, err
	}
	parts = append(parts, filters...)
	if len(parts) == 0 {
		return b.term(fieldDoc, b.f.doc, unscoredOptions)
	}
	return b.all(parts)
}

// keep remembers a searcher, to be closed with the builder.
func (b *builder) keep(s search.Searcher, err error) (search.Searcher, error) {
	if err != nil {
		return nil, fmt.Errorf("searching the index: %w", err)
	}
	b.open = append(b.open, s)
	return s, nil
}

// close closes the searchers that were made; composed ones close their parts,
// which is harmless twice.
func (b *builder) close() {
	if n := len(b.open); n > 0 {
		b.open[n-1].Close()
	}
}

func (b *builder) options() search.SearcherOptions {
	if b.scored {
		return scoredOptions
	}
	return unscoredOptions
}

func (b *builder) all(parts []search.Searcher) (search.Searcher, error) {
	if len(parts) == 1 {
		return parts[0], nil
	}
	return b.keep(searcher.NewConjunctionSearcher(b.ctx, b.r, parts, b.options()))
}

func (b *builder) any(parts []search.Searcher, o search.SearcherOptions) (search.Searcher, error) {
	if len(parts) == 1 {
		return parts[0], nil
	}
	return b.keep(searcher.NewDisjunctionSearcher(b.ctx, b.r, parts, 1, o))
}

func (b *builder) nothing() (search.Searcher, error) {
	return b.keep(searcher.NewMatchNoneSearcher(b.r))
}

func (b *builder) term(field, term string, o search.SearcherOptions) (search.Searcher, error) {
	return b.keep(searcher.NewTermSearcher(b.ctx, b.r, term, field, 1, o))
}

// terms finds documents with any of the terms.
func (b *builder) terms(field string, terms []string, o search.SearcherOptions) (search.Searcher, error) {
	switch len(terms) {
	case 0:
		return b.nothing()
	case 1:
		return b.term(field, terms[0], o)
	}
	return b.keep(searcher.NewMultiTermSearcher(b.ctx, b.r, terms, field, 1, o, false))
}

// node translates a part of a query. It returns nil for a part that has nothing
// to look for, such as a stop word. Parts that are not positive leave no marks.
func (b *builder) node(n query.Node, positive bool) (search.Searcher, error) {
	switch n := n.(type) {
	case query.All:
		return b.term(fieldDoc, b.f.doc, unscoredOptions)
	case query.Term:
		return b.leaf(n, positive)
	case query.Not:
		return b.and([]query.Node{n}, positive)
	case query.And:
		return b.and(n.Parts, positive)
	case query.Or:
		var parts []search.Searcher
		for _, p := range n.Parts {
			s, err := b.node(p, positive)
			if err != nil {
				return nil, err
			}
			if s != nil {
				parts = append(parts, s)
			}
		}
		if len(parts) == 0 {
			return nil, nil
		}
		return b.any(parts, b.options())
	}
	return nil, fmt.Errorf("unknown part of a query: %T", n)
}

func (b *builder) and(nodes []query.Node, positive bool) (search.Searcher, error) {
	var must, not []search.Searcher
	for _, n := range nodes {
		list := &must
		sign := positive
		if neg, ok := n.(query.Not); ok {
			n, list, sign = neg.Part, &not, !positive
		}
		s, err := b.node(n, sign)
		if err != nil {
			return nil, err
		}
		if s != nil {
			*list = append(*list, s)
		}
	}
	if len(must)+len(not) == 0 {
		return nil, nil
	}
	if len(must) == 0 {
		s, err := b.term(fieldDoc, b.f.doc, unscoredOptions)
		if err != nil {
			return nil, err
		}
		must = append(must, s)
	}
	s, err := b.all(must)
	if err != nil || len(not) == 0 {
		return s, err
	}
	without, err := b.any(not, unscoredOptions)
	if err != nil {
		return nil, err
	}
	return b.keep(searcher.NewBooleanSearcher(b.ctx, b.r, s, nil, without, b.options()))
}

func (b *builder) leaf(t query.Term, positive bool) (search.Searcher, error) {
	switch t.Field {
	case "text", "exact", "title":
		return b.words(t, positive)
	case "speaker":
		return b.valued(t, b.f.speaker, b.matchSpeakers)
	case "outlet":
		return b.valued(t, b.f.outlet, b.matchOutlets)
	case "lang":
		return b.valued(t, b.f.lang, func(v string) []string { return []string{foldLang(v)} })
	case "kind":
		return b.valued(t, b.f.kind, func(v string) []string { return []string{strings.ToLower(v)} })
	case "id":
		return b.valued(t, b.f.id, func(v string) []string { return []string{keyword(v)} })
	case "date":
		since, until, ok := strings.Cut(t.Text, "..")
		if !ok {
			until = since
		}
		s, err := b.dates(since, until)
		if err != nil {
			return nil, &query.Error{Query: b.query, Pos: t.Pos, Msg: err.Error()}
		}
		return s, nil
	}
	return nil, &query.Error{Query: b.query, Pos: t.Pos, Msg: fmt.Sprintf("no field %q", t.Field)}
}

// valued finds documents by a field of whole values.
func (b *builder) valued(t query.Term, field string, match func(string) []string) (search.Searcher, error) {
	switch t.Mode {
	case query.Wildcard:
		terms, err := b.expandPattern(field, t, false)
		if err != nil {
			return nil, err
		}
		return b.terms(field, terms, unscoredOptions)
	case query.Fuzzy:
		return nil, &query.Error{Query: b.query, Pos: t.Pos, Msg: "~ is for words of the text"}
	}
	if field == b.f.kind && !slices.Contains(quote.Kinds, quote.Kind(strings.ToLower(t.Text))) {
		return nil, &query.Error{Query: b.query, Pos: t.Pos, Msg: fmt.Sprintf("no kind %q: there are direct, mixed and other", t.Text)}
	}
	return b.terms(field, match(t.Text), unscoredOptions)
}

// words finds documents by words of their text or title.
func (b *builder) words(t query.Term, positive bool) (search.Searcher, error) {
	if t.Field == "title" && !b.articles {
		return nil, &query.Error{Query: b.query, Pos: t.Pos, Msg: "title: is for the search of articles"}
	}
	m := mark{exact: t.Field == "exact", body: t.Field != "title", title: b.articles}
	switch t.Mode {
	case query.Wildcard:
		field := b.f.exact
		if t.Field == "title" {
			field = fieldTitleExact
		}
		m.exact = true
		terms, err := b.expandPattern(field, t, true)
		if err != nil {
			return nil, err
		}
		return b.expanded(m, field, terms, unscoredOptions, positive)
	case query.Fuzzy:
		tokens := b.an.Tokens(nil, t.Text)
		if len(tokens) == 0 {
			return nil, nil
		}
		if len(tokens) > 1 {
			return nil, &query.Error{Query: b.query, Pos: t.Pos, Msg: "~ stands behind single words only"}
		}
		field, word, o := b.f.stem, tokens[0].Stem, scoredOptions
		switch t.Field {
		case "exact":
			field, word, o = b.f.exact, tokens[0].Exact, unscoredOptions
		case "title":
			field = fieldTitle
		}
		terms, err := b.expandFuzzy(field, word, t.Distance)
		if err != nil {
			return nil, err
		}
		return b.expanded(m, field, terms, o, positive)
	}

	tokens := b.an.Tokens(nil, t.Text)
	for len(tokens) > 0 && tokens[0].Stop {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && tokens[len(tokens)-1].Stop {
		tokens = tokens[:len(tokens)-1]
	}
	if len(tokens) == 0 {
		return nil, nil
	}
	words := make([]string, 0, len(tokens))
	for _, tok := range tokens {
		word := tok.Stem
		if m.exact {
			word = tok.Exact
		}
		if tok.Stop {
			m.slots = append(m.slots, nil)
			continue
		}
		m.slots = append(m.slots, slot{word: {}})
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	if positive {
		b.marks = append(b.marks, m)
	}
	if !m.exact {
		b.scored = true
	}
	parts := make([]search.Searcher, len(words))
	for i, w := range words {
		var err error
		if parts[i], err = b.word(t.Field, w); err != nil {
			return nil, err
		}
	}
	s, err := b.all(parts)
	if err != nil || len(tokens) == 1 {
		return s, err
	}
	return b.keep(b.phrase(s, m, newPhrase(tokens)))
}

// word finds documents with a stem or an exact form.
func (b *builder) word(field, term string) (search.Searcher, error) {
	switch field {
	case "exact":
		return b.term(b.f.exact, term, unscoredOptions)
	case "title":
		return b.term(fieldTitle, term, scoredOptions)
	}
	return b.term(b.f.stem, term, scoredOptions)
}

// expanded finds documents with any of the terms that a pattern stands for.
func (b *builder) expanded(m mark, field string, terms []string, o search.SearcherOptions, positive bool) (search.Searcher, error) {
	if positive {
		s := make(slot, len(terms))
		for _, t := range terms {
			s[t] = struct{}{}
		}
		m.slots = []slot{s}
		b.marks = append(b.marks, m)
	}
	if o.Score == "" && len(terms) > 0 {
		b.scored = true
	}
	return b.terms(field, terms, o)
}

// phrase narrows the hits of s, which have all words of a phrase, to those where
// it stands. Trails tell for most; the text is read where they do not.
func (b *builder) phrase(s search.Searcher, m mark, p phrase) (search.Searcher, error) {
	all, err := segmentsOf(b.r)
	if err != nil {
		return nil, err
	}
	return searcher.NewFilteringSearcher(b.ctx, s, func(_ *search.SearchContext, d *search.DocumentMatch) bool {
		err := b.ctx.Err()
		found := perhaps
		var a *corpus.Article
		var damaged error
		if err == nil {
			err = all.stored(d.IndexInternalID, func(field string, value []byte) bool {
				switch field {
				case fieldTrail:
					if m.body {
						found = p.in(value)
					}
					if m.exact {
						found = min(found, perhaps)
					}
				case fieldRecord:
					a, damaged = decodeArticle(value)
				}
				return found == perhaps
			})
		}
		if err = errors.Join(err, damaged); err == nil && found == perhaps {
			found, err = b.inText(d.IndexInternalID, a, &m)
		}
		if err != nil {
			panic(abort{err})
		}
		return found == stands
	}), nil
}

// inText looks for a mark in the text of a document, whose article is a, or nil
// for a quotation.
func (b *builder) inText(id bleveindex.IndexInternalID, a *corpus.Article, m *mark) (verdict, error) {
	var texts []string
	if a != nil {
		if m.title {
			texts = append(texts, a.Title)
		}
		if m.body {
			texts = append(texts, a.Body[a.TextStart:])
		}
	} else {
		at, err := refOf(b.r, id)
		if err != nil {
			return absent, err
		}
		e, err := entry(b.r, at.seq())
		if err != nil {
			return absent, err
		}
		if n := at.quotation(); n > 0 && n <= len(e.Quotations) {
			texts = append(texts, e.Quotations[n-1].Text)
		}
	}
	for _, t := range texts {
		b.tokens = b.an.Tokens(b.tokens[:0], t)
		if m.find(b.tokens) {
			return stands, nil
		}
	}
	return absent, nil
}

// expandPattern returns the terms of a field that a pattern stands for. In the
// text and title a letter without an accent stands for all its accents; the exact
// field is matched to the letter but for case, values to the letter.
func (b *builder) expandPattern(field string, t query.Term, word bool) ([]string, error) {
	var re strings.Builder
	for i, r := range t.Text {
		if word {
			r = unicode.ToLower(r)
		}
		switch {
		case r == '*' && !t.Literal[i]:
			re.WriteString(".*")
		case r == '?' && !t.Literal[i]:
			re.WriteByte('.')
		case word && t.Field != "exact" && accents[r] != "":
			re.WriteString("[" + string(r) + accents[r] + "]")
		default:
			re.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
	rr, ok := b.r.(bleveindex.IndexReaderRegexp)
	if !ok {
		return nil, fmt.Errorf("searching the index: no patterns")
	}
	dict, err := rr.FieldDictRegexp(field, re.String())
	if err != nil {
		return nil, &query.Error{Query: b.query, Pos: t.Pos, Msg: "this pattern is too complicated"}
	}
	terms, err := drain(dict)
	if len(terms) > maxExpansion {
		return nil, &query.Error{Query: b.query, Pos: t.Pos, Msg: fmt.Sprintf("this pattern stands for more than %d words: add letters", maxExpansion)}
	}
	return terms, err
}

// accents are the accented forms that a plain letter stands for in a pattern.
var accents = map[rune]string{
	'a': "àâäáãå", 'c': "çč", 'e': "éèêë", 'i': "îïíì", 'n': "ñ", 'o': "ôöóòõø", 's': "šş", 'u': "ùûüú", 'y': "ÿý", 'z': "žż",
}

func (b *builder) expandFuzzy(field, word string, distance int) ([]string, error) {
	fr, ok := b.r.(bleveindex.IndexReaderFuzzy)
	if !ok {
		return nil, fmt.Errorf("searching the index: no fuzzy words")
	}
	dict, err := fr.FieldDictFuzzy(field, word, distance, "")
	if err != nil {
		return nil, fmt.Errorf("searching the index: %w", err)
	}
	terms, err := drain(dict)
	return terms[:min(len(terms), maxExpansion)], err
}

// drain reads the terms of a dictionary, at most one more than maxExpansion, and
// closes it.
func drain(dict bleveindex.FieldDict) ([]string, error) {
	defer dict.Close()
	var terms []string
	for len(terms) <= maxExpansion {
		e, err := dict.Next()
		if err != nil {
			return nil, fmt.Errorf("reading the index: %w", err)
		}
		if e == nil {
			break
		}
		terms = append(terms, strings.Clone(e.Term))
	}
	return terms, nil
}

// filters translates a filter into searchers that must all agree.
func (b *builder) filters(f *index.Filter) ([]search.Searcher, error) {
	var parts []search.Searcher
	add := func(s search.Searcher, err error) error {
		if err == nil {
			parts = append(parts, s)
		}
		return err
	}
	each := func(values []string, match func(string) []string) []string {
		var out []string
		for _, v := range values {
			out = append(out, match(v)...)
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	if len(f.Speakers) > 0 {
		if err := add(b.terms(b.f.speaker, each(f.Speakers, b.matchSpeakers), unscoredOptions)); err != nil {
			return nil, err
		}
	}
	if len(f.Outlets) > 0 {
		if err := add(b.terms(b.f.outlet, each(f.Outlets, b.matchOutlets), unscoredOptions)); err != nil {
			return nil, err
		}
	}
	if len(f.Langs) > 0 {
		langs := each(f.Langs, func(v string) []string { return []string{foldLang(v)} })
		if err := add(b.terms(b.f.lang, langs, unscoredOptions)); err != nil {
			return nil, err
		}
	}
	if len(f.Kinds) > 0 {
		var kinds []string
		for _, k := range f.Kinds {
			if !slices.Contains(quote.Kinds, k) {
				return nil, fmt.Errorf("no kind %q: there are direct, mixed and other", k)
			}
			kinds = append(kinds, string(k))
		}
		if err := add(b.terms(b.f.kind, kinds, unscoredOptions)); err != nil {
			return nil, err
		}
	}
	if f.Since != "" || f.Until != "" {
		if err := add(b.dates(f.Since, f.Until)); err != nil {
			return nil, err
		}
	}
	if f.MinConfidence > 0 {
		from := fmt.Sprintf("%04d", int(math.Ceil(math.Min(f.MinConfidence, 2)*1000-1e-6)))
		dict, err := b.r.FieldDictRange(b.f.conf, []byte(from), []byte("9999"))
		if err != nil {
			return nil, fmt.Errorf("reading the index: %w", err)
		}
		terms, err := drain(dict)
		if err != nil {
			return nil, err
		}
		if err := add(b.terms(b.f.conf, terms, unscoredOptions)); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// dates finds documents of a range of dates: whole months by their month, the
// others by their days. A document that is dated by month or year passes where
// all of it lies in the range.
func (b *builder) dates(since, until string) (search.Searcher, error) {
	for _, d := range [...]*string{&since, &until} {
		if *d == "" {
			continue
		}
		n, ok := normalDate(*d)
		if !ok {
			return nil, fmt.Errorf("%q is not a date: write 2024, 2024-06 or 2024-06-19", *d)
		}
		*d = n
	}
	within := func(period string) bool {
		return (since == "" || period+"-01-01"[min(len(period)-4, 6):] >= since+"-01-01"[min(len(since)-4, 6):]) &&
			(until == "" || period+"-99-99"[min(len(period)-4, 6):] <= until+"-99-99"[min(len(until)-4, 6):])
	}
	overlaps := func(period string) bool {
		return (since == "" || period+"-99-99"[min(len(period)-4, 6):] >= since) &&
			(until == "" || period <= until+"-99-99"[min(len(until)-4, 6):])
	}
	kept := countMonth // the index would take as long to list them as to search
	if b.articles {
		kept = countArticleMonth
	}
	var months, days []string
	for _, p := range b.counts.values(kept) {
		switch {
		case within(p):
			months = append(months, p)
		case overlaps(p):
			dict, err := b.r.FieldDictPrefix(b.f.day, []byte(p))
			if err != nil {
				return nil, fmt.Errorf("reading the index: %w", err)
			}
			terms, err := drain(dict)
			if err != nil {
				return nil, err
			}
			for _, d := range terms {
				if within(d) {
					days = append(days, d)
				}
			}
		}
	}
	slices.Sort(days)
	var parts []search.Searcher
	if len(months) > 0 {
		s, err := b.terms(b.f.month, months, unscoredOptions)
		if err != nil {
			return nil, err
		}
		parts = append(parts, s)
	}
	if days = slices.Compact(days); len(days) > 0 {
		s, err := b.terms(b.f.day, days, unscoredOptions)
		if err != nil {
			return nil, err
		}
		parts = append(parts, s)
	}
	if len(parts) == 0 {
		return b.nothing()
	}
	return b.any(parts, unscoredOptions)
}

// matchSpeakers returns the identifiers that a speaker's identifier or name
// stands for.
func (b *builder) matchSpeakers(value string) []string {
	b.counts.mu.RLock()
	known := b.counts.n[countSpeaker][value] > 0
	b.counts.mu.RUnlock()
	if known {
		return []string{value}
	}
	return b.counts.names().find(foldWords(b.an, value))
}

// matchOutlets returns the publications of a name, accents, case and articles
// aside.
func (b *builder) matchOutlets(value string) []string {
	want := b.foldOutlet(value)
	var out []string
	for _, o := range b.counts.values(countArticleOutlet) {
		if o == value || want != "" && b.foldOutlet(o) == want {
			out = append(out, keyword(o))
		}
	}
	return out
}

// foldOutlet is the form in which names of publications are compared: articles
// and prepositions are left out, unless there is nothing else.
func (b *builder) foldOutlet(name string) string {
	var words, all []string
	for _, t := range b.an.Tokens(nil, name) {
		all = append(all, analysis.Fold(t.Exact))
		if !t.Stop {
			words = append(words, analysis.Fold(t.Exact))
		}
	}
	if len(words) == 0 {
		words = all
	}
	return strings.Join(words, " ")
}

// A slot is the terms that may stand at a place of a phrase; nil is any word.
type slot map[string]struct{}

// A mark shows where the words of a query stand in a text.
type mark struct {
	exact       bool // slots hold exact forms, otherwise stems
	body, title bool // where it may stand
	slots       []slot
}

// at reports whether the mark stands at tokens[i:].
func (m *mark) at(tokens []analysis.Token, i int) bool {
	if i+len(m.slots) > len(tokens) {
		return false
	}
	for j, s := range m.slots {
		if s == nil {
			continue
		}
		t := &tokens[i+j]
		term := t.Stem
		if m.exact {
			term = t.Exact
		}
		if _, ok := s[term]; !ok || t.Stop {
			return false
		}
	}
	return true
}

func (m *mark) find(tokens []analysis.Token) bool {
	for i := range tokens {
		if m.at(tokens, i) {
			return true
		}
	}
	return false
}

// spans returns where the marks stand among the tokens of a text, in order and
// without overlaps, moved by offset.
func spans(marks []mark, tokens []analysis.Token, title bool, offset int) []text.Span {
	var out []text.Span
	for i := range tokens {
		for j := range marks {
			m := &marks[j]
			if title && !m.title || !title && !m.body || !m.at(tokens, i) {
				continue
			}
			s := text.Span{Start: offset + tokens[i].Start, End: offset + tokens[i+len(m.slots)-1].End}
			if n := len(out); n > 0 && s.Start < out[n-1].End {
				out[n-1].End = max(out[n-1].End, s.End)
				continue
			}
			out = append(out, s)
		}
	}
	return out
}
