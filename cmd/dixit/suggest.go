package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"dixit/cmd/request"
	"dixit/index"
)

// suggest tells, on standard error, why a request may have found nothing and what
// would: list is what the search itself suggests.
func suggest(c *cli.Context, r index.Reader, req index.Request, f *request.Filter, list []index.Suggestion) error {
	fmt.Fprintln(c.App.ErrWriter, "dixit: nothing was found")
	found, err := wider(c, r, req)
	if err != nil {
		return err
	}
	for _, h := range append(unknown(&req, f, list), found...) {
		fmt.Fprintln(c.App.ErrWriter, "  "+h)
	}
	return nil
}

// unknown returns a line for each value that the archive does not have.
func unknown(req *index.Request, f *request.Filter, list []index.Suggestion) []string {
	var lines []string
	for _, s := range f.Missing(list) {
		what, others := s.Field, ""
		switch s.Field {
		case "speaker":
			others = "; dixit speakers lists all"
		case "outlet":
			others = "; dixit outlets lists all"
		default:
			what = "word"
			others = " in any quotation"
			if req.Articles {
				others = " in any article"
			}
		}
		if len(s.Try) > 0 {
			others = "; did you mean " + strings.Join(s.Try, ", ") + "?"
		}
		lines = append(lines, fmt.Sprintf("no %s %q%s", what, s.Value, others))
	}
	return lines
}

// wider returns a line for each wider request that finds something.
func wider(c *cli.Context, r index.Reader, req index.Request) ([]string, error) {
	req.Limit, req.Offset, req.Facets = 0, 0, false
	var lines []string
	try := func(format string, req index.Request) error {
		res, err := r.Search(c.Context, req)
		if err != nil || res.Total == 0 {
			return err
		}
		lines = append(lines, fmt.Sprintf(format, count(res.Total, noun(&req))))
		return nil
	}
	if f := &req.Filter; f.Since != "" || f.Until != "" {
		always := req
		always.Filter.Since, always.Filter.Until = "", ""
		if err := try("without the dates: %s", always); err != nil {
			return nil, err
		}
	}
	if req.Query != "" {
		all := req
		all.Filter = index.Filter{}
		if err := try("without the filters: %s", all); err != nil {
			return nil, err
		}
	}
	if !req.Articles {
		articles := req
		articles.Articles = true
		if err := try("in whole articles: %s (dixit search --articles)", articles); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// noun is what a request finds.
func noun(req *index.Request) string {
	if req.Articles {
		return "article"
	}
	return "quotation"
}
