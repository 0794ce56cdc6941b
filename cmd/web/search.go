package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dixit/cmd/request"
	"dixit/index"
)

// facetSize is how many values of a facet a page offers.
const facetSize = 12

type searchPage struct {
	page
	Total       int
	First, Last int // hits of this page, counted from 1
	Hits        []hit
	Quotations  int    // that the hits stand for
	In          string // what these are, where it is not each a remark of its own
	Articles    bool
	All         bool // each quotation, not one for each remark
	Chips       []chip
	Clear       string // the address without filters
	Scopes      []choice
	Sorts       []choice
	Facets      []facet
	Confidences []choice
	Histogram   *histogram
	Since       string
	Until       string
	Hidden      []param // what the form for dates keeps
	Turn        turn
	Exports     []choice
	Missing     []missing
	Wider       []wider
}

// A chip is a filter in force, with the address without it.
type chip struct{ Name, Label, URL string }

// A facet lists the values that hits have, with their numbers.
type facet struct {
	Name   string
	Values []facetValue
}

type facetValue struct {
	Label, URL string
	N          int
	Active     bool
	Share      float64 // of the most frequent value
}

// missing is a value that the archive does not have, and what to try instead.
type missing struct {
	Field, Value string
	Try          []choice
}

// A wider question finds something.
type wider struct {
	Key, URL string
	N        int
}

// search is the page of hits.
func (v *visit) search() error {
	values := v.r.URL.Query()
	req, filter, err := v.ask(values)
	if err != nil {
		return err
	}
	var t turn
	if req.Offset, err = t.to(v, maxDepth, perPage); err != nil {
		return err
	}
	req.Limit = perPage
	all := values.Get("all") == "1" && !req.Articles
	req.Collapse = !all && !req.Articles
	req.Facets, req.FacetSize = true, facetSize
	res, err := v.archive.Search(v.r.Context(), req)
	if err != nil {
		return err
	}
	p := &searchPage{page: v.page(v.text("search.title"), "search"), Total: res.Total, Quotations: res.Quotations, Articles: req.Articles, All: all}
	p.In = v.in(res)
	p.Ask = req.Query
	if req.Query != "" {
		p.Title = req.Query
	}
	kept := without(values, "page", "q")
	for name, list := range kept {
		for _, value := range list {
			if name != uiParam {
				p.Kept = append(p.Kept, param{name, value})
			}
		}
	}
	slices.SortFunc(p.Kept, byParam)
	for name, list := range without(values, "page", "since", "until") {
		for _, value := range list {
			p.Hidden = append(p.Hidden, param{name, value})
		}
	}
	slices.SortFunc(p.Hidden, byParam)
	p.Hits = v.hits(res.Hits)
	p.First, p.Last = req.Offset+1, req.Offset+len(res.Hits)
	if _, err := p.Turn.to(v, res.Total, perPage); err != nil {
		return err
	}
	p.Since, p.Until = req.Filter.Since, req.Filter.Until
	v.offer(p, values, res)
	if res.Total == 0 {
		if err := v.explain(p, values, req, filter, res.Suggestions); err != nil {
			return err
		}
	}
	return v.render("search", p)
}

// in says of how many remarks the quotations are that were found, and how many are
// of none: the number of hits is that of all these.
func (v *visit) in(res *index.Result) string {
	if res.Remarks == 0 || res.Remarks == res.Quotations {
		return ""
	}
	parts := []string{v.count("in.remarks", res.Remarks)}
	if res.Nobodys > 0 {
		parts = append(parts, v.count("in.nobodys", res.Nobodys))
	}
	if res.Ungrouped > 0 {
		parts = append(parts, v.count("in.ungrouped", res.Ungrouped))
	}
	last := len(parts) - 1
	if last == 0 {
		return parts[0]
	}
	return strings.Join(parts[:last], ", ") + v.text("in.and") + parts[last]
}

func byParam(a, b param) int {
	if a.Name != b.Name {
		if a.Name < b.Name {
			return -1
		}
		return 1
	}
	if a.Value < b.Value {
		return -1
	}
	return 1
}

// filterNames are the parameters that restrict hits, in the order in which they are
// shown.
var filterNames = []string{"speaker", "outlet", "kind", "lang", "since", "until", "min-confidence"}

// offer adds what leads to other searches.
func (v *visit) offer(p *searchPage, values url.Values, res *index.Result) {
	to := func(values url.Values) string { return link("/", values) }
	p.Facets = v.facets(res.Facets, values, res.Quotations, to)
	p.Chips, p.Clear = v.chips(values, res.Facets.Speakers, to)
	p.Scopes = []choice{
		{Label: v.text("scope.remarks"), URL: to(without(values, "page", "articles", "all")), Active: !p.Articles && !p.All},
		{Label: v.text("scope.quotations"), URL: to(with(without(values, "articles"), "all", "1")), Active: p.All},
		{Label: v.text("scope.articles"), URL: to(with(without(values, "all"), "articles", "1")), Active: p.Articles},
	}
	chosen := values.Get("sort")
	for _, name := range []string{"relevance", "date", "oldest", "confidence"} {
		next := with(values, "sort", name)
		if name == "relevance" {
			next.Del("sort")
		}
		p.Sorts = append(p.Sorts, choice{Label: v.text("sort." + name), URL: to(next), Active: chosen == name || chosen == "" && name == "relevance"})
	}
	for _, least := range []string{"", "0.5", "0.7", "0.9"} {
		next := without(values, "page", "min-confidence")
		label := v.text("confidence.any")
		if least != "" {
			next.Set("min-confidence", least)
			x, _ := strconv.ParseFloat(least, 64)
			label = v.text("confidence.least", v.confidence(x))
		}
		p.Confidences = append(p.Confidences, choice{Label: label, URL: to(next), Active: values.Get("min-confidence") == least})
	}
	p.Histogram = newHistogram(res.Facets, values, to)
	formats := []string{"csv", "xlsx", "jsonl"}
	if p.Articles {
		formats = []string{"jsonl"} // articles are no rows of a table
	}
	for _, format := range formats {
		p.Exports = append(p.Exports, choice{Label: format, URL: link("/export", with(without(values, uiParam, "sort", "all"), "format", format))})
	}
}

// chips lists the filters in force, and the address without any. named are speakers
// whose names are known.
func (v *visit) chips(values url.Values, named []index.Count, to func(url.Values) string) (list []chip, clear string) {
	for _, name := range filterNames {
		for _, value := range values[name] {
			label := value
			switch name {
			case "speaker":
				if i := slices.IndexFunc(named, func(n index.Count) bool { return n.Value == value }); i >= 0 {
					label = named[i].Label
				} else if e, ok := v.registry.Get(value); ok {
					label = e.Name
				}
			case "kind":
				var kinds []string
				for kind := range strings.SplitSeq(value, ",") {
					kinds = append(kinds, v.text("kind."+strings.ToLower(strings.TrimSpace(kind))))
				}
				label = strings.Join(kinds, ", ")
			case "min-confidence":
				x, _ := strconv.ParseFloat(value, 64) // the search has read it
				label = v.confidence(x)
			case "since", "until":
				label = v.date(value)
			}
			next, _ := toggled(values, name, value)
			list = append(list, chip{Name: name, Label: label, URL: to(next)})
		}
	}
	return list, to(without(values, append([]string{"page"}, filterNames...)...))
}

// facets offers the values that hits have, each with the address of the hits that
// have it as well, or of those without regard to it where it is a filter already.
func (v *visit) facets(f *index.Facets, values url.Values, total int, to func(url.Values) string) []facet {
	var list []facet
	address := to(without(values, "page"))
	for _, f := range []struct {
		name   string
		counts []index.Count
	}{{"speaker", f.Speakers}, {"outlet", f.Outlets}, {"kind", f.Kinds}, {"lang", f.Langs}} {
		x := facet{Name: f.name}
		for _, n := range f.counts {
			if n.Value == "" {
				continue // an article that does not tell its outlet or language
			}
			label := n.Label
			if f.name == "kind" {
				label = v.text("kind." + n.Value)
			}
			v := facetValue{Label: label, N: n.N, Active: slices.Contains(values[f.name], n.Value), Share: float64(n.N) / float64(f.counts[0].N)}
			if v.Active {
				next, _ := toggled(values, f.name, n.Value)
				v.URL = to(next)
			} else {
				v.URL = plus(address, f.name+"="+url.QueryEscape(n.Value))
			}
			x.Values = append(x.Values, v)
		}
		// One value that all hits share offers no choice.
		if len(x.Values) > 1 || len(x.Values) == 1 && (x.Values[0].Active || x.Values[0].N < total) {
			list = append(list, x)
		}
	}
	return list
}

// explain tells why nothing was found, and what would be.
func (v *visit) explain(p *searchPage, values url.Values, req index.Request, filter *request.Filter, list []index.Suggestion) error {
	for _, s := range filter.Missing(list) {
		m := missing{Field: s.Field, Value: s.Value}
		for _, try := range s.Try {
			next := with(values, "q", replaceWord(values.Get("q"), s.Value, try))
			if s.Field != "text" && slices.Contains(values[s.Field], s.Value) {
				next, _ = toggled(values, s.Field, s.Value)
				next.Add(s.Field, try)
			}
			m.Try = append(m.Try, choice{Label: try, URL: link("/", next)})
		}
		p.Missing = append(p.Missing, m)
	}
	try := func(key string, values url.Values) error {
		req, _, err := v.ask(values)
		if err != nil {
			return err
		}
		res, err := v.archive.Search(v.r.Context(), req)
		if err == nil && res.Total > 0 {
			p.Wider = append(p.Wider, wider{Key: key, URL: link("/", values), N: res.Total})
		}
		return err
	}
	if req.Filter.Since != "" || req.Filter.Until != "" {
		if err := try("wider.dates", without(values, "page", "since", "until")); err != nil {
			return err
		}
	}
	if len(p.Chips) > 0 && req.Query != "" {
		if err := try("wider.filters", without(values, append([]string{"page"}, filterNames...)...)); err != nil {
			return err
		}
	}
	if !req.Articles {
		return try("wider.articles", with(without(values, "all"), "articles", "1"))
	}
	return nil
}

// replaceWord puts another word, between quotation marks where it is several, in
// the place of one in a query.
func replaceWord(query, word, by string) string {
	if strings.Contains(by, " ") {
		by = `"` + by + `"`
	}
	if strings.Contains(query, `"`+word+`"`) {
		word = `"` + word + `"`
	}
	return strings.Replace(query, word, by, 1)
}
