package main

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dixit/cmd/request"
	"dixit/index"
	"dixit/quote"
	"dixit/quote/variants"
)

func variantsCommand() *cli.Command {
	return &cli.Command{
		Name:      "variants",
		Usage:     "show one remark in all its wordings, compared word by word",
		UsageText: "dixit variants [flags] ID|QUERY…",
		Description: "Shows the remark with this ID, or that of the quotation with this ID, or that of\n" +
			"the best hit of a query: its wordings, the most complete first, each against the\n" +
			"reference, which is the full wording most like all others; who printed each, which\n" +
			"outlets share one to the letter, which worded it for themselves, how it spread.\n\n" +
			"The query is that of search, and so are the filters. JSON is one object a wording.\n\n" +
			"Examples:\n" +
			"  dixit variants r4b497ce8effc165\n" +
			"  dixit variants blé otage --speaker vardek\n" +
			"  dixit variants blé --against 196b5bee90a7c3a2    word by word against this one\n" +
			"  dixit variants blé -o blé.html                   a page to print",
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "against", Usage: "compare with the wording of the quotation `ID`"},
			&cli.BoolFlag{Name: "explain", Usage: "show what each quotation shares with another one of the remark, word by word, with weights (table, md, jsonl)", DisableDefaultText: true},
		}, searchFlags(), formatFlags(variants.Formats())),
		Action: runVariants,
	}
}

func runVariants(c *cli.Context) error {
	req, filter, err := requestOf(c, "")
	if err != nil {
		return err
	}
	if req.Query == "" && reflect.DeepEqual(req.Filter, index.Filter{}) {
		return usageError("name a remark or a quotation, or search one: dixit variants ID|QUERY")
	}
	format, options, err := formatOf(c, standardFormats(variants.Formats()))
	if err != nil {
		return err
	}
	return withReader(c, func(r index.Reader) error {
		id, err := remarkOf(c.Context, r, c.Args().Slice())
		if err != nil {
			return err
		}
		filtered := !reflect.DeepEqual(req.Filter, index.Filter{})
		if id != "" && filtered {
			return usageError("%s names one remark: filters go with a query", c.Args().First())
		}
		others := 0
		if id == "" {
			if id, others, err = bestRemark(c.Context, r, req); err != nil {
				return err
			}
		}
		if id == "" {
			return noRemark(c, r, req, filter)
		}
		view, err := request.View(c.Context, r, id, c.String("against"), c.Bool("explain"))
		if errors.Is(err, variants.ErrReference) {
			return usageError("--against: %w", err)
		}
		if err != nil {
			return err
		}
		out, err := openOutput(c.String("o"), c.App.Writer)
		if err != nil {
			return err
		}
		defer out.discard()
		if err := variants.Write(out, format.Name, view, options); err != nil {
			return fmt.Errorf("writing %s: %w", format.Name, err)
		}
		if err := out.commit(); err != nil {
			return err
		}
		if others > 0 {
			tellOthers(c, others, filtered)
		}
		return nil
	})
}

// noRemark tells why a request finds no remark.
func noRemark(c *cli.Context, r index.Reader, req index.Request, f *request.Filter) error {
	res, err := r.Search(c.Context, req)
	if err != nil {
		return err
	}
	if res.Total == 0 {
		return suggest(c, r, req, f, res.Suggestions)
	}
	fmt.Fprintf(c.App.ErrWriter, "dixit: no remark was found: %s, of kind other or not grouped yet\n", count(res.Total, "quotation"))
	return nil
}

// tellOthers tells, on standard error, how many other remarks the query finds, and
// how to see them.
func tellOthers(c *cli.Context, n int, filtered bool) {
	verb, filters := "match", ""
	if n == 1 {
		verb = "matches"
	}
	if filtered {
		filters = ", with the same filters,"
	}
	fmt.Fprintf(c.App.ErrWriter, "dixit: %s %s as well: dixit remarks %s%s lists all\n", count(n, "other remark"), verb, shellWords(c.Args().Slice()), filters)
}

// shellWords writes arguments as a shell takes them.
func shellWords(args []string) string {
	quoted := make([]string, len(args))
	for i, a := range args {
		if quoted[i] = a; strings.ContainsAny(a, " \t\n\"'\\$*?()<>|&;!#`[]{}~") {
			quoted[i] = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
	}
	return strings.Join(quoted, " ")
}

// remarkOf returns the remark that the arguments name, by its ID or by that of a
// quotation, or "" where they are a query.
func remarkOf(ctx context.Context, r index.Reader, args []string) (string, error) {
	if len(args) != 1 {
		return "", nil
	}
	remark, _, err := r.Remark(ctx, args[0])
	if err == nil {
		return remark.ID, nil
	}
	if !errors.Is(err, index.ErrNotFound) {
		return "", err
	}
	hit, err := r.Quotation(args[0])
	switch {
	case errors.Is(err, index.ErrNotFound):
		return "", nil
	case err != nil:
		return "", err
	case hit.Remark != nil:
		return hit.Remark.ID, nil
	case hit.Quotation.Kind == quote.Other:
		return "", usageError("quotation %s renders no remark: it is of kind other, nobody's reported words", args[0])
	}
	return "", cannotWork(fmt.Errorf("quotation %s is not grouped yet: an ingest that ends does that", args[0]))
}

// bestRemark returns the remark of the best hit that has one, "" where none has,
// and how many other remarks the request finds.
func bestRemark(ctx context.Context, r index.Reader, req index.Request) (id string, others int, err error) {
	ranked, err := r.Remarks(ctx, req, index.ByOutlets)
	if err != nil || ranked.Total == 0 {
		return "", 0, err
	}
	req.Collapse = true
	for req.Limit = 20; ; req.Offset += req.Limit {
		res, err := r.Search(ctx, req)
		if err != nil {
			return "", 0, err
		}
		for _, h := range res.Hits {
			if h.Remark != nil {
				return h.Remark.ID, ranked.Total - 1, nil
			}
		}
		if len(res.Hits) < req.Limit {
			return "", 0, nil
		}
	}
}
