package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dixit/quote/export"
)

func extractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "print the quotations of articles, with their speakers",
		UsageText: "dixit extract [flags] PATH…",
		Description: "Reads articles from files and folders (- is standard input) and prints every\n" +
			"quotation with its speaker, the rule and evidence of the attribution, and its\n" +
			"confidence: the probability that speaker and kind are right.\n\n" +
			"Kinds: direct (a full clause of the speaker's words), mixed (a fragment in the\n" +
			"journalist's sentence), other (a title, name or term: nobody's reported words).\n\n" +
			"Exit code 1 says that some inputs could not be read; each is named.\n\n" +
			"Examples:\n" +
			"  dixit extract article.txt                         a table on the terminal\n" +
			"  dixit extract --explain article.html              with the reason of each attribution\n" +
			"  dixit extract --format csv -o q.csv articles/     for a spreadsheet\n" +
			"  dixit extract -o check.html articles/*.txt        the articles, quotations marked\n" +
			"  dixit extract --speaker Poutine --kind direct,mixed archive.jsonl.gz\n" +
			"  curl -s https://example.org/a.html | dixit extract - | jq -r .speaker.name",
		Flags:  slices.Concat(outputFlags(), filterFlags(), readingFlags()),
		Action: runExtract,
	}
}

func runExtract(c *cli.Context) error {
	ctx, cancel := context.WithCancel(c.Context)
	defer cancel()
	c.Context = ctx

	format, options, err := formatOf(c, export.Standard())
	if err != nil {
		return err
	}
	reading, err := newReading(c, c.Args().Slice())
	if err != nil {
		return err
	}
	filter, err := newFilter(c, reading.registry)
	if err != nil {
		return err
	}
	out, err := openOutput(c.String("o"), c.App.Writer)
	if err != nil {
		return err
	}
	defer out.discard()

	writer := format.New(out, options)
	defer export.Abandon(writer)
	progress := newProgress(c.App.ErrWriter, out.file != nil || !isTerminal(c.App.Writer))
	defer progress.clear()
	var sum summary
	var rows []export.Row
	for a, err := range reading.each(ctx) {
		if err != nil {
			progress.clear()
			if !inputFailed(c, err) {
				return err
			}
			sum.failed++
			continue
		}
		rows = rows[:0]
		for i := range a.quotations {
			if row := export.NewRow(a.Article, &a.quotations[i]); filter.Takes(&row) {
				rows = append(rows, row)
			}
		}
		if len(rows) > 0 || !filter.Active() {
			if err := writer.Write(a.Article, rows); err != nil {
				cancel()
				return fmt.Errorf("writing %s: %w", format.Name, err)
			}
		}
		sum.add(rows)
		progress.show("%s, %s", count(sum.articles, "article"), count(sum.quotations, "quotation"))
	}
	progress.clear()
	if err := writer.Close(); err != nil {
		return fmt.Errorf("writing %s: %w", format.Name, err)
	}
	if err := out.commit(); err != nil {
		return err
	}
	if isTerminal(c.App.ErrWriter) {
		if out.file == nil && isTerminal(c.App.Writer) {
			fmt.Fprintln(c.App.ErrWriter)
		}
		fmt.Fprintln(c.App.ErrWriter, &sum)
	}
	if sum.failed > 0 {
		return someFailed()
	}
	return nil
}

// A summary counts what was done.
type summary struct {
	articles, quotations, attributed, failed int
}

func (s *summary) add(rows []export.Row) {
	s.articles++
	s.quotations += len(rows)
	for i := range rows {
		if rows[i].Speaker != nil {
			s.attributed++
		}
	}
}

func (s *summary) String() string {
	parts := []string{count(s.articles, "article"), count(s.quotations, "quotation"), fmt.Sprintf("%d with a speaker", s.attributed)}
	if s.failed > 0 {
		parts = append(parts, count(s.failed, "input")+" failed")
	}
	return strings.Join(parts, ", ")
}
