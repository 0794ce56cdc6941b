package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"dixit/cmd/request"
	"dixit/index"
	"dixit/quote/export"
)

func remarksCommand() *cli.Command {
	return &cli.Command{
		Name:      "remarks",
		Usage:     "list the remarks most printed, or most differently worded",
		UsageText: "dixit remarks [flags] [QUERY…]",
		Description: "Lists the remarks that the quotations found render, each with its best wording, its\n" +
			"speaker, the numbers of outlets, wordings and quotations that render it, and when\n" +
			"it was printed. The query and the filters are those of search; without any, all\n" +
			"remarks of the archive. dixit variants ID shows one.\n\n" +
			"Examples:\n" +
			"  dixit remarks\n" +
			"  dixit remarks --sort wordings --speaker vardek --limit 5\n" +
			"  dixit remarks traité --since 2024-06 --format csv -o traité.csv",
		Flags: slices.Concat(searchFlags(), []cli.Flag{
			&cli.StringFlag{Name: "sort", Usage: "outlets, wordings, quotations (the most first) or newest", Value: "outlets"},
			&cli.IntFlag{Name: "limit", Usage: "remarks to show", Value: 20},
			&cli.IntFlag{Name: "page", Usage: "which page of remarks to show", Value: 1},
		}, formatFlags(remarkFormatNames)),
		Action: runRemarks,
	}
}

var remarkFormatNames = []string{"table", "jsonl", "csv"}

func runRemarks(c *cli.Context) error {
	req, filter, err := requestOf(c, "")
	if err != nil {
		return err
	}
	order, ok := request.RemarkOrders[c.String("sort")]
	if !ok {
		return usageError("--sort: %q is neither outlets, wordings, quotations nor newest", c.String("sort"))
	}
	if err := paginate(c, &req); err != nil {
		return err
	}
	format, options, err := formatOf(c, standardFormats(remarkFormatNames))
	if err != nil {
		return err
	}
	return withReader(c, func(r index.Reader) error {
		res, err := r.Remarks(c.Context, req, order)
		if err != nil {
			return err
		}
		out, err := openOutput(c.String("o"), c.App.Writer)
		if err != nil {
			return err
		}
		defer out.discard()
		if format.Name == "table" {
			showRemarks(out, res, req, options)
		} else if err := request.WriteRemarks(out, format.Name, res.Remarks); err != nil {
			return fmt.Errorf("writing %s: %w", format.Name, err)
		}
		if err := out.commit(); err != nil {
			return err
		}
		if res.Total == 0 {
			return noRemark(c, r, req, filter)
		}
		tellPage(c, format.Name, &req, len(res.Remarks), res.Total)
		return nil
	})
}

// showRemarks writes remarks for people.
func showRemarks(w io.Writer, res *index.RemarksResult, req index.Request, o export.Options) {
	for i := range res.Remarks {
		r := &res.Remarks[i]
		q := r.Best.Quotation
		speaker := "(speaker not told)"
		if q.Speaker != nil {
			speaker = q.Speaker.Name
		}
		fmt.Fprintf(w, "%d. « %s »\n   %s\n   %s\n\n", req.Offset+i+1,
			flat(marked(q.Text, r.Best.Matches, q.Span.Start, o.Color)),
			flat(marked(speaker, nil, 0, false)),
			joined(count(r.Outlets, "outlet"), count(r.Wordings, "wording"), count(r.Quotations, "quotation"), period(&r.Remark), r.ID))
	}
	if res.Total > 0 {
		fmt.Fprintf(w, "%s%s\n", count(res.Total, "remark"), shownRange(&req, len(res.Remarks), res.Total))
	}
}
