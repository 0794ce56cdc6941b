package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/agnivade/levenshtein"
	"github.com/blevesearch/bleve/v2/search"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"dixit/index"
	"dixit/index/analysis"
	"dixit/index/query"
)

// scored is a hit by its place in an order: the highest key first, then in the
// order of ingestion.
type scored struct {
	key, score float64
	at         ref
}

func (a scored) compare(b scored) int {
	return cmp.Or(cmp.Compare(b.key, a.key), cmp.Compare(a.at, b.at))
}

// A collection is what visiting all hits of a search brings.
type collection struct {
	top   []scored // the best, in order
	total int      // of documents
	// Where hits of one remark are one: the remarks, and the documents that render
	// none.
	remarks, nobodys, ungrouped int
	facet                       *census // of fieldSet.facets; nil where not asked for
}

// visit calls f for each hit of a searcher.
func visit(ctx context.Context, r bleveindex.IndexReader, s search.Searcher, f func(*search.DocumentMatch) error) error {
	sctx := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0), IndexReader: r}
	for n := 0; ; n++ {
		if n&0x3ff == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		d, err := s.Next(sctx)
		if err != nil {
			return fmt.Errorf("searching the index: %w", err)
		}
		if d == nil {
			return nil
		}
		if err := f(d); err != nil {
			return err
		}
		sctx.DocumentMatchPool.Put(d)
	}
}

// collect visits the hits of a searcher: it keeps the best want of them in the
// order of sort and counts the values of the fields in facets. With remarks, it
// keeps only the best hit of each.
func (v *view) collect(ctx context.Context, r bleveindex.IndexReader, s search.Searcher, f fieldSet, sort index.Sort, want int, facets []string, remarks *remarkTable) (*collection, error) {
	c := &collection{}
	if len(facets) > 0 {
		t, err := v.columns.table(r, facets...)
		if err != nil {
			return nil, err
		}
		c.facet = newCensus(t)
	}
	var keys []float64 // of the values by which hits are sorted, by their numbers
	var order *table
	if want > 0 && sort != index.ByRelevance {
		field := f.day
		if sort == index.ByConfidence {
			field = f.conf
		}
		var err error
		if order, err = v.columns.table(r, field); err != nil {
			return nil, err
		}
		for _, term := range order.terms[0] {
			keys = append(keys, sortKey(term, sort))
		}
	}
	docs, err := v.columns.directory(r, remarks)
	if err != nil {
		return nil, err
	}
	top := ranking[scored]{most: want, compare: scored.compare}
	best := map[int32]scored{} // by remark, of those with several quotations
	err = visit(ctx, r, s, func(d *search.DocumentMatch) error {
		c.total++
		seg, doc := docs.place(d.IndexInternalID)
		if c.facet != nil {
			c.facet.add(seg, doc)
		}
		key := d.Score
		if order != nil {
			key = keys[order.number(0, seg, doc)]
		}
		var m rendered
		if remarks != nil {
			var err error
			if m, err = docs.remark(seg, doc); err != nil {
				return err
			}
			switch {
			case m.remark == unremarked:
				c.nobodys++
			case m.remark < 0:
				c.ungrouped++
			case !m.shared:
				c.remarks++
			}
		}
		if !m.shared && (want == 0 || top.cut && key < top.list[want-1].key) {
			return nil
		}
		at, err := docs.ref(seg, doc)
		if err != nil {
			return err
		}
		hit := scored{key, d.Score, at}
		if m.shared {
			if old, ok := best[m.remark]; !ok || hit.compare(old) < 0 {
				best[m.remark] = hit
			}
			return nil
		}
		top.add(hit)
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.remarks += len(best)
	for _, hit := range best {
		top.add(hit)
	}
	c.top = top.first()
	return c, nil
}

// sortKey is a date as the number 20240619, a confidence as its thousandths; what
// has neither comes last.
func sortKey(term string, sort index.Sort) float64 {
	if term == "" {
		return math.Inf(-1)
	}
	n, digits := 0, 0
	for _, c := range []byte(term) {
		if c >= '0' && c <= '9' {
			n = 10*n + int(c-'0')
			digits++
		}
	}
	if sort == index.ByConfidence {
		return float64(n)
	}
	for ; digits < 8; digits++ {
		n *= 10
	}
	if sort == index.ByDateAscending {
		n = -n
	}
	return float64(n)
}

// A searching is a request translated for a reader of the index.
type searching struct {
	*builder
	s search.Searcher
}

func (v *view) translate(ctx context.Context, r bleveindex.IndexReader, req *index.Request) (*searching, error) {
	counts, err := v.counts()
	if err != nil {
		return nil, err
	}
	if req.Limit < 0 || req.Offset < 0 {
		return nil, errors.New("limit and offset of a search cannot be negative")
	}
	b := &builder{ctx: ctx, r: r, f: quotationFields, articles: req.Articles, counts: counts, an: analyzers.Get().(*analysis.Analyzer), query: req.Query}
	if req.Articles {
		b.f = articleFields
	}
	s, err := b.build(req)
	if err != nil {
		b.done()
		return nil, err
	}
	return &searching{b, s}, nil
}

func (b *builder) done() {
	b.close()
	analyzers.Put(b.an)
}

func (v *view) search(ctx context.Context, req index.Request) (*index.Result, error) {
	res := &index.Result{}
	err := v.readGrouped(func(r bleveindex.IndexReader, remarks *remarkTable) error {
		s, err := v.translate(ctx, r, &req)
		if err != nil {
			return err
		}
		defer s.done()
		everything := isEverything(&req)
		sort := req.Sort
		if sort == index.ByRelevance && !s.scored {
			sort = index.ByDate
		}
		want := 0
		if req.Limit > 0 {
			want = req.Limit + min(req.Offset, math.MaxInt-req.Limit)
		}
		var c *collection
		var collapse *remarkTable
		if req.Collapse && !req.Articles {
			collapse = remarks
		}
		var facets []string
		if req.Facets && !everything {
			facets = s.f.facets()
		}
		byDay := facets != nil && ofFewMonths(&req.Filter)
		if byDay {
			facets = append(facets, s.f.day)
		}
		if everything && want == 0 && collapse == nil {
			c = &collection{total: s.counts.total(req.Articles)}
		} else if c, err = v.collect(ctx, r, s.s, s.f, sort, want, facets, collapse); err != nil {
			return err
		}
		res.Total, res.Quotations = c.total, c.total
		if collapse != nil {
			res.Total = c.remarks + c.nobodys + c.ungrouped
			res.Remarks, res.Nobodys, res.Ungrouped = c.remarks, c.nobodys, c.ungrouped
		}
		if req.Facets {
			if everything {
				res.Facets = s.counts.facets(req.Articles, req.FacetSize)
			} else {
				res.Facets = s.facets(c, req.FacetSize)
			}
			switch n := len(res.Facets.Months); {
			case n == 0 || n > index.MaxMonthsByDay:
			case byDay:
				res.Facets.Days = inOrder(c.facet.values(len(facets) - 1))
			default:
				if res.Facets.Days, err = v.days(ctx, r, req); err != nil {
					return err
				}
			}
		}
		page := entries{r: r, table: remarks}
		for _, hit := range c.top[min(req.Offset, len(c.top)):] {
			h, err := page.hit(hit.at, s.builder)
			if err != nil {
				return err
			}
			h.Score = hit.score
			res.Hits = append(res.Hits, h)
		}
		if c.total == 0 {
			res.Suggestions, err = s.suggest(&req)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return res, nil
}

// ofFewMonths reports whether a filter lets so few months pass that the hits may be
// counted by day.
func ofFewMonths(f *index.Filter) bool {
	since, err := time.Parse("2006-01", f.Since[:min(len(f.Since), len("2006-01"))])
	until, e := time.Parse("2006-01", f.Until[:min(len(f.Until), len("2006-01"))])
	return err == nil && e == nil && until.Before(since.AddDate(0, index.MaxMonthsByDay, 0))
}

// days counts the hits of a request by day: a pass of its own, since few requests
// that do not ask for a time have hits of so few months.
func (v *view) days(ctx context.Context, r bleveindex.IndexReader, req index.Request) ([]index.Count, error) {
	s, err := v.translate(ctx, r, &req)
	if err != nil {
		return nil, err
	}
	defer s.done()
	t, err := v.columns.table(r, s.f.day)
	if err != nil {
		return nil, err
	}
	n := newCensus(t)
	err = visit(ctx, r, s.s, func(d *search.DocumentMatch) error {
		n.add(t.place(d.IndexInternalID))
		return nil
	})
	return inOrder(n.values(0)), err
}

// isEverything reports whether a request has neither query nor filter.
func isEverything(req *index.Request) bool {
	f := &req.Filter
	q := strings.TrimSpace(req.Query)
	return (q == "" || q == "*") && len(f.Speakers)+len(f.Outlets)+len(f.Kinds)+len(f.Langs) == 0 &&
		f.Since == "" && f.Until == "" && f.MinConfidence <= 0
}

func (s *searching) facets(c *collection, size int) *index.Facets {
	return &index.Facets{
		Speakers: top(c.facet.values(0), size, s.counts.names().labels),
		Outlets:  top(c.facet.values(1), size, nil),
		Kinds:    top(c.facet.values(2), size, nil),
		Langs:    top(c.facet.values(3), size, nil),
		Months:   inOrder(c.facet.values(4)),
	}
}

// entries reads hits; it remembers the last article, since neighbouring hits
// often share one.
type entries struct {
	r      bleveindex.IndexReader
	table  *remarkTable
	seq    uint64
	last   *index.Entry
	tokens []analysis.Token // of the last text, reused
}

func (p *entries) hit(at ref, b *builder) (*index.Hit, error) {
	if p.last == nil || p.seq != at.seq() {
		e, err := entry(p.r, at.seq())
		if errors.Is(err, index.ErrNotFound) {
			err = &index.DamageError{What: fmt.Sprintf("article number %d", at.seq()), Msg: "has quotations but no text", Lost: true}
		}
		if err != nil {
			return nil, err
		}
		p.last, p.seq = e, at.seq()
	}
	h := &index.Hit{Article: p.last.Article}
	if n := at.quotation(); n > 0 {
		if n > len(p.last.Quotations) {
			return nil, &index.DamageError{What: "article " + p.last.Article.ID, Msg: fmt.Sprintf("the index has a quotation %d, the article %d", n, len(p.last.Quotations))}
		}
		h.Quotation = &p.last.Quotations[n-1]
		if m := p.table.at(at); m.remark >= 0 {
			h.Remark, h.Membership = p.table.list[m.remark].remark(), float64(m.score)/alone
		}
	}
	if b == nil || len(b.marks) == 0 {
		return h, nil
	}
	body, offset := h.Article.Body, 0
	if h.Quotation != nil {
		body, offset = h.Quotation.Text, h.Quotation.Span.Start
	}
	p.tokens = b.an.Tokens(p.tokens[:0], body)
	h.Matches = spans(b.marks, p.tokens, false, offset)
	if h.Quotation == nil {
		p.tokens = b.an.Tokens(p.tokens[:0], h.Article.Title)
		h.TitleMatches = spans(b.marks, p.tokens, true, 0)
	}
	return h, nil
}

// iterate yields the hits of a request in the order of ingestion.
func (v *view) iterate(ctx context.Context, req index.Request) iter.Seq2[*index.Hit, error] {
	return func(yield func(*index.Hit, error) bool) {
		stopped := false
		err := v.readGrouped(func(r bleveindex.IndexReader, remarks *remarkTable) error {
			s, err := v.translate(ctx, r, &req)
			if err != nil {
				return err
			}
			defer s.done()
			var refs []ref
			err = visit(ctx, r, s.s, func(d *search.DocumentMatch) error {
				at, err := refOf(r, d.IndexInternalID)
				refs = append(refs, at)
				return err
			})
			if err != nil {
				return err
			}
			slices.Sort(refs)
			page := entries{r: r, table: remarks}
			for _, at := range refs {
				if err := ctx.Err(); err != nil {
					return err
				}
				h, err := page.hit(at, s.builder)
				if err != nil {
					return err
				}
				if !yieldOutside(yield, h) {
					stopped = true
					return nil
				}
			}
			return nil
		})
		if err != nil && !stopped {
			yield(nil, err)
		}
	}
}

// yieldOutside calls yield so that a panic of the loop's body is not taken for
// damage of the archive.
func yieldOutside(yield func(*index.Hit, error) bool, h *index.Hit) bool {
	defer func() {
		if p := recover(); p != nil {
			panic(foreign{p})
		}
	}()
	return yield(h, nil)
}

// suggest names the values of a request without hits that are not there, and what
// resembles them.
func (s *searching) suggest(req *index.Request) ([]index.Suggestion, error) {
	var out []index.Suggestion
	offer := func(field, value string, try []string) {
		out = append(out, index.Suggestion{Field: field, Value: value, Try: try})
	}
	speaker := func(v string) {
		if len(s.matchSpeakers(v)) == 0 {
			offer("speaker", v, s.similarSpeakers(v))
		}
	}
	outlet := func(v string) {
		if len(s.matchOutlets(v)) == 0 {
			offer("outlet", v, similar(v, s.counts.values(countArticleOutlet)))
		}
	}
	for _, v := range req.Filter.Speakers {
		speaker(v)
	}
	for _, v := range req.Filter.Outlets {
		outlet(v)
	}
	n, err := query.Parse(req.Query)
	if err != nil {
		return nil, err
	}
	var walk func(query.Node) error
	walk = func(n query.Node) error {
		switch n := n.(type) {
		case query.And:
			for _, p := range n.Parts {
				if err := walk(p); err != nil {
					return err
				}
			}
		case query.Or:
			for _, p := range n.Parts {
				if err := walk(p); err != nil {
					return err
				}
			}
		case query.Term:
			if n.Mode != query.Word && n.Mode != query.Phrase {
				return nil
			}
			switch n.Field {
			case "speaker":
				speaker(n.Text)
			case "outlet":
				outlet(n.Text)
			case "text", "exact":
				for _, t := range s.an.Tokens(nil, n.Text) {
					known, err := s.knowsWord(n.Field, t)
					if err != nil {
						return err
					}
					if known {
						continue
					}
					try, err := s.similarWords(t)
					if err != nil {
						return err
					}
					offer("text", n.Text[t.Start:t.End], try)
				}
			}
		}
		return nil
	}
	return out, walk(n)
}

const maxSuggestions = 5

// knowsWord reports whether a word is in the index. Those that everything has are
// not looked up.
func (s *searching) knowsWord(field string, t analysis.Token) (bool, error) {
	if t.Stop {
		return true, nil
	}
	name, term := s.f.stem, t.Stem
	if field == "exact" {
		name, term = s.f.exact, t.Exact
	}
	_, err := lookup(s.r, name, term)
	if errors.Is(err, index.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// similarWords returns words of the index that resemble one that is not there.
func (s *searching) similarWords(t analysis.Token) ([]string, error) {
	distance := 1
	if len(t.Exact) > 5 {
		distance = 2
	}
	words, err := s.expandFuzzy(s.f.exact, t.Exact, distance)
	return similar(t.Exact, words), err
}

// similarSpeakers returns names of speakers that resemble a name, or a word of
// it.
func (s *searching) similarSpeakers(value string) []string {
	want := strings.Join(foldWords(s.an, value), " ")
	best := map[string]candidate{}
	s.counts.eachName(func(id, name string, n int, full bool) {
		if !full || name == "" {
			return
		}
		folded := strings.ToLower(analysis.Fold(name))
		d := distance(want, folded)
		for _, w := range strings.Fields(folded) {
			d = min(d, distance(want, w))
		}
		if d > closeness(want) {
			return
		}
		if c, ok := best[id]; !ok || d < c.d || d == c.d && (n > c.n || n == c.n && name < c.name) {
			best[id] = candidate{name, d, n}
		}
	})
	var list []candidate
	for _, c := range best {
		list = append(list, c)
	}
	return closest(list)
}

// similar returns the values that resemble one, the closest first.
func similar(value string, all []string) []string {
	want := strings.ToLower(analysis.Fold(value))
	var list []candidate
	for _, v := range all {
		folded := strings.ToLower(analysis.Fold(v))
		d := distance(want, folded)
		for _, w := range strings.Fields(folded) {
			if len(w) > 3 {
				d = min(d, distance(want, w)+1)
			}
		}
		if d <= closeness(want) {
			list = append(list, candidate{name: v, d: d})
		}
	}
	return closest(list)
}

// A candidate is a value that might have been meant.
type candidate struct {
	name string
	d    int // edit distance from what was written
	n    int // its quotations, as far as they count
}

// closest returns the likeliest candidates, the closest and most quoted first.
func closest(list []candidate) []string {
	slices.SortFunc(list, func(a, b candidate) int {
		return cmp.Or(a.d-b.d, b.n-a.n, strings.Compare(a.name, b.name))
	})
	var out []string
	for _, c := range list[:min(len(list), maxSuggestions)] {
		out = append(out, c.name)
	}
	return out
}

// closeness is how many letters of a name may differ.
func closeness(name string) int { return max(1, min(3, len(name)/3)) }

// distance is the edit distance of two names, or a large number where their
// lengths alone rule out that they are close.
func distance(a, b string) int {
	if d := len(a) - len(b); d > 4 || d < -4 {
		return math.MaxInt32
	}
	return levenshtein.ComputeDistance(a, b)
}

func (v *view) stats(info index.Info) (*index.Stats, error) {
	c, err := v.counts()
	if err != nil {
		return nil, err
	}
	s := &index.Stats{Articles: info.Articles, Quotations: info.Quotations, Facets: *c.facets(false, 0)}
	c.mu.RLock()
	defer c.mu.RUnlock()
	remarks, err := v.remarks()
	if err != nil {
		return nil, err
	}
	s.Remarks = len(remarks.list)
	for i := range remarks.list {
		if remarks.list[i].outlets > 1 {
			s.Reprinted++
		}
	}
	s.Speakers, s.Outlets, s.BodyBytes = len(c.n[countSpeaker]), len(c.n[countArticleOutlet]), c.bodyBytes
	return s, nil
}

func (v *view) article(id string) (*index.Entry, error) {
	var e *index.Entry
	err := v.readGrouped(func(r bleveindex.IndexReader, table *remarkTable) error {
		at, err := lookup(r, articleFields.id, keyword(id))
		if err != nil {
			return notFound(err, "article", id)
		}
		if e, err = entry(r, at.seq()); err != nil {
			return err
		}
		if e.Article.ID != id {
			return notFound(index.ErrNotFound, "article", id)
		}
		e.Remarks = make([]*index.Remark, len(e.Quotations))
		for i := range e.Remarks {
			if m := table.at(makeRef(at.seq(), i+1)); m.remark >= 0 {
				e.Remarks[i] = table.list[m.remark].remark()
			}
		}
		return nil
	})
	return e, err
}

func (v *view) quotation(id string) (*index.Hit, error) {
	var h *index.Hit
	err := v.readGrouped(func(r bleveindex.IndexReader, remarks *remarkTable) error {
		at, err := lookup(r, fieldID, keyword(id))
		if err != nil {
			return notFound(err, "quotation", id)
		}
		page := entries{r: r, table: remarks}
		h, err = page.hit(at, nil)
		return err
	})
	return h, err
}

func notFound(err error, what, id string) error {
	if errors.Is(err, index.ErrNotFound) {
		return fmt.Errorf("%s %s is %w", what, strconv.Quote(id), index.ErrNotFound)
	}
	return err
}
