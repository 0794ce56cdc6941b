package web

import (
	"net/url"

	"dixit/cmd/request"
	"dixit/index"
	"dixit/quote/speakers"
)

// recent is how many quotations the page of a speaker or outlet shows.
const recent = 8

type speakerPage struct {
	page
	Name    string
	ID      string
	Aliases []string
	Roles   []speakers.Role
	Info    index.SpeakerInfo
	Profile profile
}

// A profile is what is shown of someone or something that hits have in common.
type profile struct {
	Field, Value string // the filter
	Histogram    *histogram
	Facets       []facet
	Hits         []hit
	Total        int
	All          string // the address of all of them
	Printed      []hit  // the remarks that most outlets printed
	AllRemarks   string // the address of all of these
}

// maxAliases is how many of a speaker's names a page shows.
const maxAliases = 16

// speaker is the page of someone who is quoted.
func (v *visit) speaker() error {
	id := v.id()
	l, err := v.list()
	if err != nil {
		return err
	}
	info := l.speaker[id]
	if info == nil {
		return index.ErrNotFound
	}
	p := &speakerPage{page: v.page(info.Name, "speakers"), Name: info.Name, ID: id, Info: *info, Aliases: info.Aliases[:min(len(info.Aliases), maxAliases)]}
	if e, ok := v.registry.Get(id); ok {
		p.Roles = e.Roles
	}
	if p.Profile, err = v.profile("speaker", id); err != nil {
		return err
	}
	return v.render("speaker", p)
}

type outletPage struct {
	page
	Name    string
	Info    index.OutletInfo
	Profile profile
}

// outlet is the page of a publication.
func (v *visit) outlet() error {
	l, err := v.list()
	if err != nil {
		return err
	}
	info := l.outlet[v.id()]
	if info == nil || info.Name == "" {
		return index.ErrNotFound
	}
	p := &outletPage{page: v.page(info.Name, "outlets"), Name: info.Name, Info: *info}
	if p.Profile, err = v.profile("outlet", info.Name); err != nil {
		return err
	}
	return v.render("outlet", p)
}

// profile sums up the quotations that a filter with one value lets pass.
func (v *visit) profile(field, value string) (profile, error) {
	values := url.Values{field: {value}}
	p := profile{Field: field, Value: value, All: v.url("/", values)}
	req := index.Request{Limit: recent, Sort: index.ByDate, Facets: true, FacetSize: facetSize}
	if field == "speaker" {
		req.Filter.Speakers = []string{value}
	} else {
		req.Filter.Outlets = []string{value}
	}
	req.Collapse = true
	res, err := v.archive.Search(v.r.Context(), req)
	if err != nil {
		return p, err
	}
	if p.Printed, err = v.topRemarks(req.Filter, index.ByOutlets, 5); err != nil {
		return p, err
	}
	p.AllRemarks = v.url("/remarks", values)
	p.Total, p.Hits = res.Quotations, v.hits(res.Hits)
	to := func(values url.Values) string { return v.url("/", values) }
	p.Histogram = newHistogram(res.Facets, values, to)
	for _, f := range v.facets(res.Facets, values, res.Quotations, to) {
		if f.Name != field {
			p.Facets = append(p.Facets, f)
		}
	}
	return p, nil
}

type speakersPage struct {
	page
	Name  string // what is looked for
	List  []speakerLine
	Total int
	Turn  turn
}

type speakerLine struct {
	index.SpeakerInfo
	URL string
}

// perList is how many lines a page of a list has.
const perList = 100

// speakers is the list of everyone who is quoted.
func (v *visit) speakers() error {
	l, err := v.list()
	if err != nil {
		return err
	}
	values := v.r.URL.Query()
	p := &speakersPage{page: v.page(v.text("nav.speakers"), "speakers"), Name: values.Get("name")}
	found := named(l.speakers, p.Name)
	p.Total = len(found)
	from, err := p.Turn.to(v, len(found), perList)
	if err != nil {
		return err
	}
	for _, s := range found[from:min(from+perList, len(found))] {
		p.List = append(p.List, speakerLine{*s, v.speakerURL(s.ID)})
	}
	return v.render("speakers", p)
}

// named returns the speakers who have a name.
func named(list []index.SpeakerInfo, name string) []*index.SpeakerInfo {
	found := make([]*index.SpeakerInfo, 0, len(list))
	for i := range list {
		if name == "" || request.Named(&list[i], name) {
			found = append(found, &list[i])
		}
	}
	return found
}

type outletsPage struct {
	page
	List []outletLine
}

type outletLine struct {
	index.OutletInfo
	URL string
}

// outlets is the list of publications.
func (v *visit) outlets() error {
	l, err := v.list()
	if err != nil {
		return err
	}
	p := &outletsPage{page: v.page(v.text("nav.outlets"), "outlets")}
	for _, o := range l.outlets {
		p.List = append(p.List, outletLine{o, v.outletURL(o.Name)})
	}
	return v.render("outlets", p)
}
