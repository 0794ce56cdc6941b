package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dixit/cmd/request"
	"dixit/index"
	"dixit/index/archive"
	"dixit/index/query"
	"dixit/quote/extract"
	"dixit/quote/speakers"
)

func archiveFlag() cli.Flag {
	return &cli.StringFlag{Name: "archive", Usage: "`FOLDER` of the archive", Value: "dixit.archive", EnvVars: []string{"DIXIT_ARCHIVE"}}
}

// withReader opens the archive for reading and calls f with it.
func withReader(c *cli.Context, f func(index.Reader) error) (err error) {
	r, err := archive.OpenReader(c.String("archive"))
	if err != nil {
		return archiveError(c, err)
	}
	defer func() {
		if e := r.Close(); err == nil && e != nil {
			err = cannotWork(e)
		}
	}()
	noteExtractor(c, r.Info())
	return archiveError(c, f(r))
}

// makeArchive makes an empty archive where there is none.
func makeArchive(path string) error {
	r, err := archive.OpenReader(path)
	if err == nil {
		return r.Close()
	}
	if !errors.Is(err, index.ErrNoArchive) {
		return err
	}
	store, err := archive.Open(path, archive.Options{Extractor: extract.Version})
	if err != nil {
		return err
	}
	return store.Close()
}

// noteExtractor tells where an archive was made by other rules than today's.
func noteExtractor(c *cli.Context, info index.Info) {
	if len(info.Extractors) == 0 || slices.Equal(info.Extractors, []string{extract.Version}) {
		return
	}
	fmt.Fprintf(c.App.ErrWriter, "dixit: quotations of this archive were found by version %s of the extractor, this is version %s: dixit reindex brings them up to date\n",
		strings.Join(info.Extractors, " and "), extract.Version)
}

// archiveError gives an error of the archive its exit code: a malformed query is
// wrong usage.
func archiveError(c *cli.Context, err error) error {
	var bad *query.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &bad):
		return usageError("%w\n%s", bad, indent(bad.Caret()))
	case errors.Is(err, index.ErrNotFound):
		return &exitError{exitUsage, err}
	}
	return err
}

func indent(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") }

// searchFlags choose what is searched in an archive.
func searchFlags() []cli.Flag {
	return append(filterFlags(),
		&cli.StringSliceFlag{Name: "outlet", Usage: "only what `NAME` printed; repeatable"},
		&cli.StringSliceFlag{Name: "lang", Usage: "only articles in `LANGUAGE`, as fr; repeatable"},
		&cli.StringSliceFlag{Name: "since", Usage: "only articles from `DATE` on: 2024, 2024-06 or 2024-06-19; repeated, the latest holds"},
		&cli.StringSliceFlag{Name: "until", Usage: "only articles up to `DATE`, included; repeated, the earliest holds"},
		&cli.StringFlag{Name: "speakers", Usage: "`FILE` (YAML) of speakers to add to the built-in registry", EnvVars: []string{"DIXIT_SPEAKERS"}},
		archiveFlag(),
	)
}

// requestOf returns the request that the search flags and arguments make, with its
// hits in an order of package request, and the filter in it.
func requestOf(c *cli.Context, sort string) (index.Request, *request.Filter, error) {
	registry := speakers.Builtin()
	if file := c.String("speakers"); file != "" {
		var err error
		if registry, err = registry.WithFile(file); err != nil {
			return index.Request{}, nil, cannotWork(err)
		}
	}
	q := request.Question{
		Query:    strings.Join(c.Args().Slice(), " "),
		Speakers: c.StringSlice("speaker"), Outlets: c.StringSlice("outlet"), Kinds: c.StringSlice("kind"), Langs: c.StringSlice("lang"),
		Since: request.Latest(c.StringSlice("since")), Until: request.Earliest(c.StringSlice("until")), MinConfidence: minConfidence(c),
		Sort: sort, Articles: c.Bool("articles"),
	}
	req, f, err := q.Request(registry)
	return req, f, flagValueError(err)
}

// spareMemory makes the collector work more often: storing articles allocates
// much and keeps little, and gives up a few hundredths of its speed for a third
// of its memory. Who sets GOGC knows better.
func spareMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50)
	}
	limitMemory()
}

// limitMemory bounds the memory that garbage may take. A million quotations can be
// grouped well below the limit; without it garbage doubles what they need. Who sets
// GOMEMLIMIT knows better.
func limitMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(1600 << 20)
	}
}

// table writes rows in columns, the first line as their heads.
func table(c *cli.Context, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, cell := range r {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	for _, r := range rows {
		var b strings.Builder
		for i, cell := range r {
			if i == len(r)-1 {
				b.WriteString(cell)
				break
			}
			b.WriteString(cell + strings.Repeat(" ", widths[i]-len([]rune(cell))+2))
		}
		fmt.Fprintln(c.App.Writer, strings.TrimRight(b.String(), " "))
	}
}

// onTerminal reports whether standard output may show colours.
func onTerminal(c *cli.Context) bool {
	return isTerminal(c.App.Writer) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// noArguments refuses arguments of a command that would do nothing with them.
func noArguments(c *cli.Context) error {
	if c.NArg() > 0 {
		return usageError("%s takes no arguments; --archive names the archive", c.Command.Name)
	}
	return nil
}
