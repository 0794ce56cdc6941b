package archive

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"dixit/index"
)

// remark returns a remark and the hits of its quotations by date.
func (v *view) remark(ctx context.Context, id string) (*index.Remark, []*index.Hit, error) {
	var remark *index.Remark
	var hits []*index.Hit
	err := v.readGrouped(func(r bleveindex.IndexReader, table *remarkTable) error {
		n := int32(-1)
		if key, ok := parseKey(id); ok {
			n = table.find(key)
		}
		if n < 0 {
			return notFound(index.ErrNotFound, "remark", id)
		}
		remark = table.list[n].remark()
		page := entries{r: r, table: table}
		for _, at := range table.membersOf(n) {
			if err := ctx.Err(); err != nil {
				return err
			}
			h, err := page.hit(at, nil)
			if err != nil {
				return err
			}
			hits = append(hits, h)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	slices.SortStableFunc(hits, func(a, b *index.Hit) int { return cmp.Compare(moment(a), moment(b)) })
	return remark, hits, nil
}

// moment orders hits by date, those without one last.
func moment(h *index.Hit) string {
	if day, ok := normalDate(h.Article.Published); !ok || day == "" {
		return "~"
	}
	return h.Article.Published
}

// rankedRemarks returns a page of the remarks that the hits of a request render.
func (v *view) rankedRemarks(ctx context.Context, req index.Request, order index.RemarkOrder) (*index.RemarksResult, error) {
	res := &index.RemarksResult{}
	req.Articles, req.Collapse, req.Facets = false, false, false
	err := v.readGrouped(func(r bleveindex.IndexReader, table *remarkTable) error {
		s, err := v.translate(ctx, r, &req)
		if err != nil {
			return err
		}
		defer s.done()
		found := renderings{table: table}
		if isEverything(&req) {
			found.remarks = table.numbers()
		} else if err := v.collectRemarks(ctx, r, s.s, &found); err != nil {
			return err
		}
		res.Total = len(found.remarks)
		if res.Total == 0 {
			res.Suggestions, err = s.suggest(&req)
			return err
		}
		top := ranking[int32]{most: req.Offset + min(req.Limit, math.MaxInt-req.Offset), compare: table.by(order)}
		for _, m := range found.remarks {
			top.add(m)
		}
		ranked := top.first()
		ranked = ranked[min(req.Offset, len(ranked)):]
		members := found.of(ranked)
		page := entries{r: r, table: table}
		for _, m := range ranked {
			best, err := page.best(members[m], s.builder)
			if err != nil {
				return fmt.Errorf("remark %s: %w", strconv.Quote(table.list[m].key.String()), err)
			}
			res.Remarks = append(res.Remarks, index.RemarkHit{Remark: *table.list[m].remark(), Matched: len(members[m]), Best: best})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return res, nil
}

// renderings are the remarks that hits render, each once, and the hits; these are
// nil where every quotation is one.
type renderings struct {
	table   *remarkTable
	remarks []int32
	hits    []rendering
}

type rendering struct {
	at     ref
	remark int32
}

// collectRemarks visits the hits of a searcher.
func (v *view) collectRemarks(ctx context.Context, r bleveindex.IndexReader, s search.Searcher, found *renderings) error {
	docs, err := v.columns.directory(r, found.table)
	if err != nil {
		return err
	}
	seen := newBits(len(found.table.list))
	return visit(ctx, r, s, func(d *search.DocumentMatch) error {
		seg, doc := docs.place(d.IndexInternalID)
		m, err := docs.remark(seg, doc)
		if err != nil || m.remark < 0 {
			return err
		}
		at, err := docs.ref(seg, doc)
		if err != nil {
			return err
		}
		found.hits = append(found.hits, rendering{at, m.remark})
		if seen.add(m.remark) {
			found.remarks = append(found.remarks, m.remark)
		}
		return nil
	})
}

// of returns those of the hits that render some remarks, by remark and in the order
// of ingestion.
func (f *renderings) of(remarks []int32) map[int32][]ref {
	members := make(map[int32][]ref, len(remarks))
	if f.hits == nil {
		for _, m := range remarks {
			members[m] = f.table.membersOf(m)
		}
		return members
	}
	wanted := newBits(len(f.table.list))
	for _, m := range remarks {
		wanted.add(m)
	}
	for _, h := range f.hits {
		if wanted.has(h.remark) {
			members[h.remark] = append(members[h.remark], h.at)
		}
	}
	for _, list := range members {
		slices.Sort(list)
	}
	return members
}

// bits are a set of small numbers.
type bits []uint64

func newBits(n int) bits { return make(bits, (n+63)/64) }

func (b bits) has(n int32) bool { return b[n/64]&(1<<(n%64)) != 0 }

// add reports whether the number was not there yet.
func (b bits) add(n int32) bool {
	if b.has(n) {
		return false
	}
	b[n/64] |= 1 << (n % 64)
	return true
}

// by compares remarks in an order.
func (t *remarkTable) by(order index.RemarkOrder) func(x, y int32) int {
	return func(x, y int32) int {
		a, b := &t.list[x], &t.list[y]
		first := 0
		switch order {
		case index.ByOutlets:
			first = b.outlets - a.outlets
		case index.ByWordings:
			first = b.wordings - a.wordings
		case index.ByNewest:
			first = cmp.Compare(b.first, a.first)
		}
		return cmp.Or(first, b.quotations-a.quotations, cmp.Compare(a.first, b.first), cmp.Compare(a.key, b.key))
	}
}

// mostLoaded bounds the quotations of a remark among which the best is sought.
const mostLoaded = 32

// best returns the hit that shows a remark best: of some of its members, the one
// with most words among those that fit it well.
func (p *entries) best(members []ref, b *builder) (*index.Hit, error) {
	fit := slices.Clone(members)
	slices.SortStableFunc(fit, func(x, y ref) int { return cmp.Compare(p.table.at(y).score, p.table.at(x).score) })
	top := p.table.at(fit[0]).score
	fit = slices.DeleteFunc(fit[:min(len(fit), mostLoaded)], func(at ref) bool { return p.table.at(at).score+wellFitting < top })
	slices.Sort(fit) // to read each article once
	var best *index.Hit
	most := -1
	for _, at := range fit {
		h, err := p.hit(at, b)
		if err != nil {
			return nil, err
		}
		if words := len(strings.Fields(h.Quotation.Text)); words > most {
			best, most = h, words
		}
	}
	return best, nil
}

// wellFitting is by how many thousandths a membership may be less than the best
// and still be a good one.
const wellFitting = 100
