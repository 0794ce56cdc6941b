package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dixit/cmd/request"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/quote/export"
)

func searchCommand() *cli.Command {
	return &cli.Command{
		Name:      "search",
		Usage:     "search the archive",
		UsageText: "dixit search [flags] QUERY…",
		Description: "Searches the quotations of the archive, or whole articles with --articles.\n\n" +
			"Query: words (all of them), \"a phrase\", OR, NOT or -word, ( ), réexam* and m?diateur,\n" +
			"mediateur~ or ~2 (letters may differ), and fields: exact:réexaminées speaker:merkel\n" +
			"outlet:\"Le Courrier\" kind:direct lang:fr date:2024-01..2024-06 id:… title:… (articles).\n" +
			"Accents, case and inflection do not matter, except behind exact:.\n\n" +
			"Quotations of one remark are one hit, the best of them, with the number of outlets\n" +
			"and wordings; --all shows each.\n\n" +
			"Examples:\n" +
			"  dixit search accord --speaker putin --since 2024-06\n" +
			"  dixit search '\"assistance mutuelle\" OR \"aide réciproque\"' --facets\n" +
			"  dixit search --articles 'climat -nucléaire' --outlet 'Le Courrier' --sort date\n" +
			"  dixit search --count 'speaker:merkel'",
		Flags: slices.Concat(searchFlags(), []cli.Flag{
			&cli.BoolFlag{Name: "all", Usage: "every quotation, not one for each remark", DisableDefaultText: true},
			&cli.BoolFlag{Name: "articles", Usage: "search whole articles", DisableDefaultText: true},
			&cli.StringFlag{Name: "sort", Usage: "relevance, date, oldest or confidence", Value: "relevance"},
			&cli.IntFlag{Name: "limit", Usage: "hits to show", Value: 20},
			&cli.IntFlag{Name: "page", Usage: "which page of hits to show", Value: 1},
			&cli.BoolFlag{Name: "count", Usage: "only the number of hits", DisableDefaultText: true},
			&cli.BoolFlag{Name: "facets", Usage: "the counts by speaker, outlet and month as well", DisableDefaultText: true},
		}, outputFlags()),
		Action: runSearch,
	}
}

func runSearch(c *cli.Context) error {
	req, filter, err := requestOf(c, c.String("sort"))
	if err != nil {
		return err
	}
	if err := paginate(c, &req); err != nil {
		return err
	}
	req.Facets, req.FacetSize = c.Bool("facets"), 15
	if req.Articles && c.Bool("all") {
		return usageError("--all is for quotations, not for --articles")
	}
	req.Collapse = !req.Articles && !c.Bool("all")
	if c.Bool("count") {
		req.Limit, req.Offset = 0, 0
	}
	format, options, err := formatOf(c, searchFormats(req.Articles))
	if err != nil {
		return err
	}
	return withReader(c, func(r index.Reader) error {
		res, err := r.Search(c.Context, req)
		if err != nil {
			return err
		}
		if c.Bool("count") {
			fmt.Fprintln(c.App.Writer, res.Total)
			if res.Total == 0 {
				return suggest(c, r, req, filter, res.Suggestions)
			}
			return nil
		}
		out, err := openOutput(c.String("o"), c.App.Writer)
		if err != nil {
			return err
		}
		defer out.discard()
		if format.Name == "table" {
			showHits(out, res, req, options)
		} else if err := writeHits(format.New(out, options), res.Hits); err != nil {
			return fmt.Errorf("writing %s: %w", format.Name, err)
		}
		if req.Facets {
			to := c.App.ErrWriter
			if format.Name == "table" {
				to = out
			}
			showFacets(to, res.Facets)
		}
		if err := out.commit(); err != nil {
			return err
		}
		if res.Total == 0 {
			return suggest(c, r, req, filter, res.Suggestions)
		}
		tellPage(c, format.Name, &req, len(res.Hits), res.Total)
		return nil
	})
}

// searchFormats are the formats of hits: articles have no rows, but for JSON.
func searchFormats(articles bool) export.Formats {
	if !articles {
		return export.Standard()
	}
	return standardFormats([]string{"table", "jsonl"})
}

// writeHits writes quotations as rows, articles as JSON.
func writeHits(w export.Writer, hits []*index.Hit) error {
	defer export.Abandon(w)
	for _, h := range hits {
		if err := w.Write(h.Article, []export.Row{request.NewRow(h)}); err != nil {
			return err
		}
	}
	return w.Close()
}

// showHits writes hits for people.
func showHits(w io.Writer, res *index.Result, req index.Request, o export.Options) {
	for i, h := range res.Hits {
		n := req.Offset + i + 1
		if h.Quotation == nil {
			fmt.Fprintf(w, "%d. %s\n", n, marked(h.Article.Title, h.TitleMatches, 0, o.Color))
			if s := request.Passage(h); !s.Empty() {
				fmt.Fprintf(w, "   %s\n", flat(marked(s.Of(h.Article.Body), h.Matches, s.Start, o.Color)))
			}
			fmt.Fprintf(w, "   %s\n\n", joined(h.Article.Outlet, h.Article.Published, h.Article.ID))
			continue
		}
		q := h.Quotation
		fmt.Fprintf(w, "%d. « %s »\n", n, flat(marked(q.Text, h.Matches, q.Span.Start, o.Color)))
		speaker := "(speaker not told)"
		if q.Speaker != nil {
			speaker = q.Speaker.Name
		}
		fmt.Fprintf(w, "   %s\n", joined(speaker, h.Article.Outlet, h.Article.Published, string(q.Kind), fmt.Sprintf("%.2f", q.Confidence), q.ID))
		if r := h.Remark; r != nil && r.Quotations > 1 {
			fmt.Fprintf(w, "   %s\n", joined(count(r.Outlets, "outlet"), count(r.Wordings, "wording"), "remark "+r.ID))
		}
		if o.Explain {
			fmt.Fprintf(w, "   %s\n", joined("rule "+q.Rule, "mention "+q.Mention.Text, "cue "+q.Cue.Text))
		}
		fmt.Fprintln(w)
	}
	if res.Total > 0 {
		fmt.Fprintf(w, "%s", count(res.Quotations, noun(&req)))
		if res.Remarks > 0 && res.Remarks < res.Quotations {
			fmt.Fprintf(w, " in %s", count(res.Remarks, "remark"))
			if res.Nobodys > 0 {
				fmt.Fprintf(w, " and %s or terms", count(res.Nobodys, "title"))
			}
			if res.Ungrouped > 0 {
				fmt.Fprintf(w, ", %s not grouped yet", count(res.Ungrouped, "quotation"))
			}
		}
		fmt.Fprintln(w, shownRange(&req, len(res.Hits), res.Total))
	}
}

// paginate puts the page that the flags ask for into a request.
func paginate(c *cli.Context, req *index.Request) error {
	if c.Int("limit") < 1 || c.Int("page") < 1 {
		return usageError("--limit and --page begin at 1")
	}
	// Bounded so that the product is a number; no archive has so many hits.
	limit, page := min(c.Int("limit"), math.MaxInt32), min(c.Int("page"), math.MaxInt32)
	req.Limit, req.Offset = limit, (page-1)*limit
	return nil
}

// shownRange says which of all there are on a page, "" for all of them.
func shownRange(req *index.Request, n, total int) string {
	if n == 0 || n == total {
		return ""
	}
	return fmt.Sprintf(", here %d to %d", req.Offset+1, req.Offset+n)
}

// tellPage tells, on standard error, that a page with n of all lies behind the last
// one, or, where the format does not say so itself, that there are more.
func tellPage(c *cli.Context, format string, req *index.Request, n, total int) {
	switch {
	case n == 0:
		fmt.Fprintf(c.App.ErrWriter, "dixit: there is no page %d: page %d is the last\n", c.Int("page"), (total+req.Limit-1)/req.Limit)
	case n < total && format != "table":
		fmt.Fprintf(c.App.ErrWriter, "dixit: these are %d to %d of %d; --limit and --page show others\n", req.Offset+1, req.Offset+n, total)
	}
}

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// flat writes a text on one line, without what a terminal might obey.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// marked shows the matches in a text that begins at offset: in colour, otherwise
// between asterisks. Control characters are left out.
func marked(s string, matches []text.Span, offset int, color bool) string {
	open, end := "*", "*"
	if color {
		open, end = "\x1b[1;33m", "\x1b[0m"
	}
	clean := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
				return ' '
			}
			return r
		}, s)
	}
	var b strings.Builder
	at := 0
	for _, m := range matches {
		from, to := m.Start-offset, m.End-offset
		if from < at || to > len(s) {
			continue
		}
		b.WriteString(clean(s[at:from]) + open + clean(s[from:to]) + end)
		at = to
	}
	b.WriteString(clean(s[at:]))
	return b.String()
}

// showFacets writes the counts of all hits.
func showFacets(w io.Writer, f *index.Facets) {
	for _, list := range []struct {
		name   string
		counts []index.Count
	}{{"Speakers", f.Speakers}, {"Outlets", f.Outlets}, {"Kinds", f.Kinds}, {"Languages", f.Langs}, {"Months", f.Months}} {
		if len(list.counts) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s\n", list.name)
		for _, n := range list.counts {
			fmt.Fprintf(w, "%8d  %s\n", n.N, n.Label)
		}
	}
}
