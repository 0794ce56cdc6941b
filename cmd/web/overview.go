package web

import (
	"net/url"

	"dixit/index"
)

type overviewPage struct {
	page
	Stats     *index.Stats
	Info      index.Info
	Updated   string
	Histogram *histogram
	Facets    []facet
	Newest    []hit
	// Printed are the remarks that most outlets printed, Worded those of most
	// different wordings.
	Printed, Worded []hit
}

// overview is the page of the archive as a whole.
func (v *visit) overview() error {
	ctx := v.r.Context()
	p := &overviewPage{page: v.page(v.text("nav.overview"), "overview"), Info: v.archive.Info()}
	var err error
	if p.Stats, err = v.archive.Stats(ctx); err != nil {
		return err
	}
	p.Updated = p.Info.Updated.Local().Format("2006-01-02T15:04:05Z07:00")
	res, err := v.archive.Search(ctx, index.Request{Limit: recent, Collapse: true, Sort: index.ByDate, Facets: true, FacetSize: facetSize})
	if err != nil {
		return err
	}
	p.Newest = v.hits(res.Hits)
	if p.Printed, err = v.topRemarks(index.Filter{}, index.ByOutlets, 5); err != nil {
		return err
	}
	if p.Worded, err = v.topRemarks(index.Filter{}, index.ByWordings, 5); err != nil {
		return err
	}
	to := func(values url.Values) string { return v.url("/", values) }
	p.Histogram = newHistogram(res.Facets, nil, to)
	p.Facets = v.facets(res.Facets, nil, res.Quotations, to)
	return v.render("overview", p)
}
