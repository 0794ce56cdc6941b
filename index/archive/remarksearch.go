package archive

import (
	"cmp"
	"context"
	"fmt"
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
		var refs []ref // in order, of those that have a remark
		if isEverything(&req) {
			table.each(func(at ref, m membership) {
				if m.remark >= 0 {
					refs = append(refs, at)
				}
			})
		} else {
			err := visit(ctx, r, s.s, func(d *search.DocumentMatch) error {
				at, err := refOf(r, d.IndexInternalID)
				if err == nil && table.at(at).remark >= 0 {
					refs = append(refs, at)
				}
				return err
			})
			if err != nil {
				return err
			}
			slices.Sort(refs)
		}
		matched := map[int32]int{}
		for _, at := range refs {
			matched[table.at(at).remark]++
		}
		ranked := make([]int32, 0, len(matched))
		for m := range matched {
			ranked = append(ranked, m)
		}
		slices.SortFunc(ranked, table.by(order))
		res.Total = len(ranked)
		if res.Total == 0 {
			res.Suggestions, err = s.suggest(&req)
			return err
		}
		from := min(req.Offset, len(ranked))
		page := entries{r: r, table: table}
		for _, m := range ranked[from : from+min(req.Limit, len(ranked)-from)] {
			best, err := page.best(table.membersOf(m), refs, s.builder)
			if err != nil {
				return fmt.Errorf("remark %s: %w", strconv.Quote(table.list[m].key.String()), err)
			}
			res.Remarks = append(res.Remarks, index.RemarkHit{Remark: *table.list[m].remark(), Matched: matched[m], Best: best})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return res, nil
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

// best returns the hit that shows a remark best: of those of its members that are
// among the hits and fit it well, the one with most words.
func (p *entries) best(members, hits []ref, b *builder) (*index.Hit, error) {
	var fit []ref
	for _, at := range members {
		if _, ok := slices.BinarySearch(hits, at); ok {
			fit = append(fit, at)
		}
	}
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
