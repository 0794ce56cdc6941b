package request

import (
	"slices"

	"dixit/index"
	"dixit/quote/speakers"
)

// A Question is what someone asks of an archive, in their words.
type Question struct {
	Query         string
	Speakers      []string // names in any spelling, aliases, surnames or identifiers
	Outlets       []string
	Kinds         []string
	Langs         []string
	Since, Until  string
	MinConfidence float64
	Sort          string // a key of Sorts, or empty for relevance
	Articles      bool
}

// Sorts are the names of the orders of hits.
var Sorts = map[string]index.Sort{"relevance": index.ByRelevance, "date": index.ByDate, "oldest": index.ByDateAscending, "confidence": index.ByConfidence}

// Request returns the request that a question makes, and the filter in it. The
// error is an *Error; whether the query is well formed only a search tells.
func (q *Question) Request(registry *speakers.Registry) (index.Request, *Filter, error) {
	req := index.Request{Query: q.Query, Articles: q.Articles}
	f, err := NewFilter(registry, q.Speakers, q.Kinds, q.MinConfidence)
	if err != nil {
		return req, nil, err
	}
	for _, w := range f.Speakers {
		// The archive knows names as articles print them, the registry all others.
		req.Filter.Speakers = append(req.Filter.Speakers, w.Name)
		for _, e := range w.Entries {
			req.Filter.Speakers = append(req.Filter.Speakers, e.ID)
		}
	}
	if err := checkDate("since", q.Since); err != nil {
		return req, nil, err
	}
	if err := checkDate("until", q.Until); err != nil {
		return req, nil, err
	}
	if q.Sort != "" {
		var ok bool
		if req.Sort, ok = Sorts[q.Sort]; !ok {
			return req, nil, wrong("sort", "%q is neither relevance, date, oldest nor confidence", q.Sort)
		}
	}
	req.Filter.Kinds, req.Filter.MinConfidence = f.Kinds, f.MinConfidence
	req.Filter.Outlets, req.Filter.Langs = q.Outlets, q.Langs
	req.Filter.Since, req.Filter.Until = q.Since, q.Until
	return req, f, nil
}

// Latest returns the date that begins last of several that all limit what is
// looked for from below, and "" for none. A string that is no date comes before
// any that is one, so that Request tells of it.
func Latest(dates []string) string {
	return narrowest(dates, "-01-01", func(a, b string) bool { return a > b })
}

// Earliest is Latest for dates that limit from above: the one that ends first.
func Earliest(dates []string) string {
	return narrowest(dates, "-99-99", func(a, b string) bool { return a < b })
}

func narrowest(dates []string, rest string, narrower func(a, b string) bool) string {
	best, full := "", ""
	for _, d := range dates {
		if _, err := speakers.ParseDate(d); err != nil {
			return d
		}
		day := d + rest[min(len(rest), max(0, len(d)-len("2024"))):]
		if best == "" || narrower(day, full) {
			best, full = d, day
		}
	}
	return best
}

// Missing returns those of a search's suggestions that tell something: a speaker
// who was asked for stands in the request under a name and, where the registry has
// it, under identifiers, of which one is enough.
func (f *Filter) Missing(list []index.Suggestion) []index.Suggestion {
	missing := func(value string) bool {
		return slices.ContainsFunc(list, func(s index.Suggestion) bool { return s.Field == "speaker" && s.Value == value })
	}
	silent := map[string]bool{}
	for _, w := range f.Speakers {
		for _, e := range w.Entries {
			silent[e.ID] = e.ID != w.Name
			if !missing(e.ID) {
				silent[w.Name] = true
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(s index.Suggestion) bool { return s.Field == "speaker" && silent[s.Value] })
}
