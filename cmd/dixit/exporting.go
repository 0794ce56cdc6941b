package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dixit/cmd/request"
	"dixit/index"
	"dixit/quote/export"
)

func exportCommand() *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "write the quotations of the archive to a file",
		UsageText: "dixit export [flags] [QUERY…]",
		Description: "Writes every quotation that the query and the filters let pass, in the order in\n" +
			"which the articles were stored; without either, all. The query is that of search.\n\n" +
			"Examples:\n" +
			"  dixit export -o quotations.jsonl\n" +
			"  dixit export --format csv --bom --speaker merkel -o merkel.csv    opens right in Excel\n" +
			"  dixit export --kind direct -o direct.xlsx                         a workbook\n" +
			"  dixit export accord --since 2024 | jq -r .text",
		Flags: slices.Concat(searchFlags(), outputFlags(), []cli.Flag{
			&cli.BoolFlag{Name: "bom", Usage: "begin csv and tsv with a byte order mark, by which Excel knows UTF-8", DisableDefaultText: true},
		}),
		Action: runExport,
	}
}

func runExport(c *cli.Context) error {
	req, filter, err := requestOf(c, "")
	if err != nil {
		return err
	}
	format, options, err := formatOf(c, export.Standard())
	if err != nil {
		return err
	}
	if c.Bool("bom") && format.Name != "csv" && format.Name != "tsv" {
		return usageError("--bom is for csv and tsv")
	}
	return withReader(c, func(r index.Reader) error {
		out, err := openOutput(c.String("o"), c.App.Writer)
		if err != nil {
			return err
		}
		defer out.discard()
		if c.Bool("bom") {
			if _, err := io.WriteString(out, "\ufeff"); err != nil {
				return fmt.Errorf("writing %s: %w", format.Name, err)
			}
		}
		progress := newProgress(c.App.ErrWriter, out.file != nil || !isTerminal(c.App.Writer))
		defer progress.clear()
		w := format.New(out, options)
		defer export.Abandon(w)
		written, err := request.Write(c.Context, r, req, w, func(written int) { progress.show("%s written", count(written, "quotation")) })
		if err != nil {
			return err
		}
		progress.clear()
		if err := w.Close(); err != nil {
			return fmt.Errorf("writing %s: %w", format.Name, err)
		}
		if err := out.commit(); err != nil {
			return err
		}
		if written == 0 {
			res, err := r.Search(c.Context, req)
			if err != nil {
				return err
			}
			if err := suggest(c, r, req, filter, res.Suggestions); err != nil {
				return err
			}
		}
		where := ""
		if o := c.String("o"); o != "" && o != "-" {
			where = " to " + o
		}
		fmt.Fprintf(c.App.ErrWriter, "%s written%s\n", count(written, "quotation"), strings.ReplaceAll(where, "\n", " "))
		return nil
	})
}
