package web

import (
	"cmp"
	"fmt"
	"net/url"

	"dixit/cmd/request"
	"dixit/index"
)

// A remark is what a hit renders.
type remark struct {
	index.Remark
	URL string
}

func (v *visit) remarkURL(id string) string { return v.url("/remark/"+url.PathEscape(id), nil) }

// orders are the names of the orders of remarks as they are offered, the usual one
// first.
var orders = []string{"outlets", "wordings", "quotations", "newest"}

// remarkOrder reads the order of remarks that is asked for.
func remarkOrder(values url.Values) (name string, order index.RemarkOrder, err error) {
	name = cmp.Or(values.Get("order"), orders[0])
	order, ok := request.RemarkOrders[name]
	if !ok {
		return "", 0, &request.Error{Field: "order", Err: fmt.Errorf("%q is neither outlets, wordings, quotations nor newest", name)}
	}
	return name, order, nil
}

// remarksOf prepares remarks for a list, as hits that lead to them.
func (v *visit) remarksOf(list []index.RemarkHit) []hit {
	best := make([]*index.Hit, len(list))
	for i := range list {
		best[i] = list[i].Best
	}
	hits := v.hits(best)
	for i := range list {
		hits[i].URL = v.remarkURL(list[i].ID)
		hits[i].Remark = &remark{list[i].Remark, hits[i].URL}
	}
	return hits
}

// topRemarks returns the first remarks of a filter in an order, of those that
// several outlets printed.
func (v *visit) topRemarks(filter index.Filter, order index.RemarkOrder, n int) ([]hit, error) {
	res, err := v.archive.Remarks(v.r.Context(), index.Request{Filter: filter, Limit: n}, order)
	if err != nil {
		return nil, err
	}
	list := res.Remarks
	for i := range list {
		if list[i].Quotations < 2 {
			list = list[:i]
			break
		}
	}
	return v.remarksOf(list), nil
}

type remarksPage struct {
	page
	Total   int
	List    []hit
	Orders  []choice
	Chips   []chip
	Clear   string
	Turn    turn
	Exports []choice
	// Exported is how many remarks an export holds: as many as pages show.
	Exported int
}

// remarks is the list of remarks that a search renders.
func (v *visit) remarks() error {
	values := v.r.URL.Query()
	req, _, err := v.ask(values)
	if err != nil {
		return err
	}
	chosen, order, err := remarkOrder(values)
	if err != nil {
		return err
	}
	p := &remarksPage{page: v.page(v.text("nav.remarks"), "remarks")}
	if req.Offset, err = p.Turn.to(v, maxDepth, perPage); err != nil {
		return err
	}
	req.Limit = perPage
	res, err := v.archive.Remarks(v.r.Context(), req, order)
	if err != nil {
		return err
	}
	p.Total = res.Total
	if _, err = p.Turn.to(v, res.Total, perPage); err != nil {
		return err
	}
	p.List = v.remarksOf(res.Remarks)
	for _, o := range orders {
		p.Orders = append(p.Orders, choice{Label: v.text("order." + o), URL: link("/remarks", with(values, "order", o)), Active: o == chosen})
	}
	to := func(values url.Values) string { return link("/remarks", values) }
	p.Chips, p.Clear = v.chips(values, nil, to)
	p.Ask = req.Query
	p.Exported = min(p.Total, maxDepth)
	for _, format := range request.RemarkFormats {
		p.Exports = append(p.Exports, choice{Label: format, URL: link("/export", with(with(without(values, uiParam), "remarks", "1"), "format", format))})
	}
	return v.render("remarks", p)
}
