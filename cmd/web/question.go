package web

import (
	"fmt"
	"net/url"
	"strconv"

	"dixit/cmd/request"
	"dixit/index"
)

// perPage is how many hits a page of the application shows.
const perPage = 20

// question reads the parameters of a search, which have the names of the flags of
// the commands and, repeated, mean the same.
func question(values url.Values) (*request.Question, error) {
	q := &request.Question{
		Query:    values.Get("q"),
		Speakers: values["speaker"], Outlets: values["outlet"], Kinds: values["kind"], Langs: values["lang"],
		Since: request.Latest(values["since"]), Until: request.Earliest(values["until"]), Sort: values.Get("sort"),
		Articles: values.Get("articles") == "1",
	}
	for i, s := range values["min-confidence"] {
		x, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return nil, &request.Error{Field: "min-confidence", Err: fmt.Errorf("%q is not between 0 and 1", s)}
		}
		if i == 0 {
			q.MinConfidence = x
		}
		q.MinConfidence = max(q.MinConfidence, x)
	}
	return q, nil
}

// ask returns the request of some parameters.
func (s *server) ask(values url.Values) (index.Request, *request.Filter, error) {
	q, err := question(values)
	if err != nil {
		return index.Request{}, nil, err
	}
	return q.Request(s.registry)
}

// whole reads a whole number of at least least.
func whole(values url.Values, name string, usual, least, most int) (int, error) {
	s := values.Get(name)
	if s == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most {
		return 0, &request.Error{Field: name, Err: &rangeError{s, least, most}}
	}
	return n, nil
}

type rangeError struct {
	value       string
	least, most int
}

func (e *rangeError) Error() string {
	return strconv.Quote(e.value) + " is not a whole number from " + strconv.Itoa(e.least) + " to " + strconv.Itoa(e.most)
}

// without returns a copy of parameters without some of them.
func without(values url.Values, names ...string) url.Values {
	kept := url.Values{}
	for name, list := range values {
		kept[name] = append([]string(nil), list...)
	}
	for _, name := range names {
		delete(kept, name)
	}
	return kept
}

// with returns a copy of parameters in which one has a single value; the page
// number goes, since another search begins at its first page.
func with(values url.Values, name, value string) url.Values {
	kept := without(values, "page")
	kept.Set(name, value)
	return kept
}

// toggled returns a copy of parameters in which a value of one is there if it was
// not, and whether it was.
func toggled(values url.Values, name, value string) (url.Values, bool) {
	kept := without(values, "page", name)
	was := false
	for _, have := range values[name] {
		if have == value {
			was = true
		} else {
			kept.Add(name, have)
		}
	}
	if !was {
		kept.Add(name, value)
	}
	return kept, was
}
