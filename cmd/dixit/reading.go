package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"
	"slices"

	"github.com/urfave/cli/v2"

	"dixit/corpus"
	"dixit/quote"
	"dixit/quote/extract"
	"dixit/quote/speakers"
)

// readingFlags are the flags of every command that reads articles and extracts
// their quotations.
func readingFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "outlet", Usage: "outlet of articles that do not name theirs", DefaultText: "the folder's name"},
		&cli.StringFlag{Name: "date", Usage: "date of articles that do not give theirs: 2024, 2024-06 or 2024-06-19"},
		&cli.StringFlag{Name: "speakers", Usage: "`FILE` (YAML) of speakers to add to the built-in registry", EnvVars: []string{"DIXIT_SPEAKERS"}},
		&cli.IntFlag{Name: "jobs", Usage: "articles to work on at a time", Value: runtime.GOMAXPROCS(0), DefaultText: "one a processor"},
	}
}

// A reading is what the reading flags and the arguments ask for.
type reading struct {
	paths    []string
	options  corpus.Options
	registry *speakers.Registry
	jobs     int
	// known, where it is set, tells which articles need no extraction.
	known func(*corpus.Article) bool
}

// newReading checks the reading flags; paths are the inputs.
func newReading(c *cli.Context, paths []string) (*reading, error) {
	if len(paths) == 0 {
		return nil, usageError("name at least one file or folder, or - for standard input; see dixit %s --help", c.Command.Name)
	}
	date, err := speakers.ParseDate(c.String("date"))
	if err != nil {
		return nil, usageError("--date: %w", err)
	}
	r := &reading{
		paths:    paths,
		options:  corpus.Options{Outlet: c.String("outlet"), Date: string(date)},
		registry: speakers.Builtin(),
		jobs:     c.Int("jobs"),
	}
	if r.jobs < 1 {
		return nil, usageError("--jobs: %d is less than 1", r.jobs)
	}
	if file := c.String("speakers"); file != "" {
		if r.registry, err = r.registry.WithFile(file); err != nil {
			return nil, cannotWork(err)
		}
	}
	if slices.Contains(paths, "-") {
		r.options.Stdin = interruptible(c.Context, c.App.Reader)
	}
	return r, nil
}

// newExtractor returns an extractor for one goroutine.
func (r *reading) newExtractor() *extract.Extractor { return extract.New(r.registry) }

// interruptible returns a reader of r whose Read ends with ctx: a Read of a
// terminal or pipe does not.
func interruptible(ctx context.Context, r io.Reader) io.Reader {
	in, out := io.Pipe()
	context.AfterFunc(ctx, func() { out.CloseWithError(ctx.Err()) })
	go func() {
		_, err := io.Copy(out, r)
		out.CloseWithError(err)
	}()
	return in
}

// An extracted article comes with its quotations.
type extracted struct {
	*corpus.Article
	quotations []quote.Quotation
}

// each yields the articles with their quotations, in the order of the input. The
// error is that of one input, and the run goes on, except for the context's error,
// which comes last and does not wait for articles in work. Several goroutines
// extract; at most three articles for each of them are in memory.
func (r *reading) each(ctx context.Context) iter.Seq2[extracted, error] {
	type job struct {
		extracted
		err  error
		done chan struct{}
	}
	return func(yield func(extracted, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()

		queue := make(chan *job, 2*r.jobs) // in the order of the input
		work := make(chan *job)
		for range r.jobs {
			go func() {
				var e *extract.Extractor
				for j := range work {
					if e == nil {
						e = r.newExtractor()
					}
					if r.known == nil || !r.known(j.Article) {
						j.quotations = e.Article(j.Article)
					}
					close(j.done)
				}
			}()
		}
		go func() {
			defer close(queue)
			defer close(work)
			for a, err := range corpus.Read(ctx, r.paths, r.options) {
				j := &job{extracted: extracted{Article: a}, err: err, done: make(chan struct{})}
				select {
				case queue <- j:
				case <-ctx.Done():
					return
				}
				if err != nil {
					close(j.done)
					continue
				}
				select {
				case work <- j:
				case <-ctx.Done():
					return
				}
			}
		}()
		for j := range queue {
			select {
			case <-j.done:
			case <-ctx.Done():
			}
			if ctx.Err() != nil {
				break
			}
			if !yield(j.extracted, j.err) {
				return
			}
		}
		if ctx.Err() != nil {
			yield(extracted{}, ctx.Err())
		}
	}
}

// inputFailed reports whether err is the fault of one input, and if so names it on
// standard error.
func inputFailed(c *cli.Context, err error) bool {
	var input *corpus.InputError
	if !errors.As(err, &input) {
		return false
	}
	fmt.Fprintf(c.App.ErrWriter, "dixit: %v\n", err)
	return true
}
