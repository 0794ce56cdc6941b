package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dixit/quote/evaluation"
)

func evalCommand() *cli.Command {
	return &cli.Command{
		Name:      "eval",
		Usage:     "measure the accuracy on annotated articles",
		UsageText: "dixit eval [flags] GOLD.jsonl PATH…",
		Description: "Extracts the quotations of the articles in PATH… and compares them with the\n" +
			"annotations in GOLD.jsonl, one object a line:\n\n" +
			"  {\"doc\": \"file name\", \"start\": 957, \"end\": 999, \"text\": \"…\", \"kind\": \"direct\",\n" +
			"   \"speaker\": \"Name\" or null, \"aliases\": [\"other right answers\"]}\n\n" +
			"start and end are byte offsets; kind_ok lists other right kinds, and optional\n" +
			"spans count neither way. The output ends with a line of scores: detection of\n" +
			"spans, attribution to speakers (precision, recall, F1) and the share of right\n" +
			"kinds. With -v every error is listed before.\n\n" +
			"Examples:\n" +
			"  dixit eval gold.jsonl articles/\n" +
			"  dixit eval -v gold.jsonl articles/ | grep SPEAKER\n" +
			"  dixit eval --format json gold.jsonl articles/ | jq .attribution.f1",
		Flags: slices.Concat([]cli.Flag{
			&cli.BoolFlag{Name: "v", Usage: "list each error", DisableDefaultText: true},
			&cli.StringFlag{Name: "format", Usage: "text or json", Value: "text"},
		}, readingFlags()),
		Action: runEval,
	}
}

func runEval(c *cli.Context) error {
	format := c.String("format")
	if format != "text" && format != "json" {
		return usageError("--format: %q is neither text nor json", format)
	}
	if c.NArg() < 2 {
		return usageError("eval needs a file of annotations and the articles: dixit eval GOLD.jsonl PATH…")
	}
	gold, err := readGold(c.Args().First())
	if err != nil {
		return cannotWork(err)
	}
	reading, err := newReading(c, c.Args().Tail())
	if err != nil {
		return err
	}
	scorer := evaluation.New(gold)
	failed := false
	for a, err := range reading.each(c.Context) {
		if err != nil {
			if !inputFailed(c, err) {
				return err
			}
			failed = true
			continue
		}
		scorer.Add(a.ID, a.quotations)
	}
	if missing := scorer.Missing(); len(missing) > 0 {
		fmt.Fprintf(c.App.ErrWriter, "dixit: %s of %s not among the articles, all their quotations count as missed: %s\n",
			count(len(missing), "annotated document"), c.Args().First(), strings.Join(missing, ", "))
		failed = true
	}
	report := scorer.Report()
	if format == "json" {
		e := json.NewEncoder(c.App.Writer)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		err = e.Encode(report)
	} else {
		err = report.WriteText(c.App.Writer, c.Bool("v"))
	}
	if err != nil {
		return err
	}
	if failed {
		return someFailed()
	}
	return nil
}

func readGold(path string) (evaluation.Gold, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return evaluation.ReadGold(f, path)
}
