package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"dixit/index"
	"dixit/index/archive"
	"dixit/quote/extract"
	"dixit/quote/speakers"
)

func checkCommand() *cli.Command {
	return &cli.Command{
		Name:      "check",
		Usage:     "verify that nothing in the archive is damaged",
		UsageText: "dixit check [flags]",
		Description: "Reads the whole archive and holds files, articles, quotations and index against\n" +
			"each other and the checksums they were stored with. Exit code 3 says that\n" +
			"something is damaged; each thing is named.\n\nExamples:\n  dixit check\n  dixit check --archive press.archive",
		Flags:  []cli.Flag{archiveFlag()},
		Action: runCheck,
	}
}

func runCheck(c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	return withReader(c, func(r index.Reader) error {
		progress := newProgress(c.App.ErrWriter, true)
		defer progress.clear()
		begin := time.Now()
		problems, err := r.Check(c.Context, func(done, total int) {
			progress.show("%s of %d checked, %s left", count(done, "article"), total, left(begin, done, total))
		})
		if err != nil {
			return err
		}
		progress.clear()
		for _, p := range problems {
			fmt.Fprintf(c.App.ErrWriter, "dixit: %s\n", p)
		}
		if len(problems) > 0 {
			return cannotWork(fmt.Errorf("%s found: dixit reindex rebuilds the index from the stored articles; what it cannot read, the sources restore", count(len(problems), "problem")))
		}
		info := r.Info()
		fmt.Fprintf(c.App.ErrWriter, "%s and %s: all as they were stored\n", count(info.Articles, "article"), count(info.Quotations, "quotation"))
		return nil
	})
}

// left estimates the time that is left of work.
func left(begin time.Time, done, total int) time.Duration {
	if done == 0 {
		return 0
	}
	return (time.Since(begin) / time.Duration(done) * time.Duration(total-done)).Round(time.Second)
}

func reindexCommand() *cli.Command {
	return &cli.Command{
		Name:      "reindex",
		Usage:     "rebuild the archive from its stored articles",
		UsageText: "dixit reindex [flags]",
		Description: "Extracts the quotations of all stored articles again and builds a new index, which\n" +
			"takes the place of the old one when it is complete: after a new version of dixit\n" +
			"or of the speakers' file, or to repair a damaged archive. Searching goes on\n" +
			"meanwhile. Exit code 1 says that some articles could not be read; each is named.\n\n" +
			"Examples:\n  dixit reindex\n  dixit reindex --archive press.archive",
		Flags: []cli.Flag{
			archiveFlag(),
			&cli.StringFlag{Name: "speakers", Usage: "`FILE` (YAML) of speakers to add to the built-in registry", EnvVars: []string{"DIXIT_SPEAKERS"}},
		},
		Action: runReindex,
	}
}

func runReindex(c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	registry := speakers.Builtin()
	if file := c.String("speakers"); file != "" {
		var err error
		if registry, err = registry.WithFile(file); err != nil {
			return cannotWork(err)
		}
	}
	spareMemory()
	extractor := extract.New(registry)
	progress := newProgress(c.App.ErrWriter, true)
	defer progress.clear()
	begin := time.Now()
	res, err := archive.Reindex(c.Context, c.String("archive"), archive.Options{Extractor: extract.Version},
		func(e *index.Entry) (*index.Entry, error) {
			return &index.Entry{Article: e.Article, Quotations: append(e.Quotations[:0:0], extractor.Article(e.Article)...)}, nil
		},
		func(done, total int) {
			progress.show("%s of %d, %s left", count(done, "article"), total, left(begin, done, total))
		})
	progress.clear()
	if err != nil {
		if errors.Is(err, index.ErrDamaged) {
			return cannotWork(err)
		}
		return archiveError(c, err)
	}
	for _, p := range res.Lost {
		fmt.Fprintf(c.App.ErrWriter, "dixit: lost: %s\n", p)
	}
	fmt.Fprintf(c.App.ErrWriter, "%s with %s\n", count(res.Articles, "article"), count(res.Quotations, "quotation"))
	if len(res.Lost) > 0 {
		return someFailed()
	}
	return nil
}
