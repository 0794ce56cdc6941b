package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"dixit/index"
	"dixit/index/archive"
	"dixit/quote/extract"
)

func ingestCommand() *cli.Command {
	return &cli.Command{
		Name:      "ingest",
		Usage:     "read articles into the archive",
		UsageText: "dixit ingest [flags] PATH…",
		Description: "Reads articles from files and folders (- is standard input), extracts their\n" +
			"quotations and stores both. Running it again changes nothing; an article that\n" +
			"has changed replaces its old version; the same text again in the same outlet is\n" +
			"told and not stored. What has been stored stays, whatever happens: a run that\n" +
			"was interrupted goes on where it stopped when it is started again.\n\n" +
			"At its end the quotations are grouped into remarks: those of different articles\n" +
			"that render the same words.\n\n" +
			"Others may search the archive meanwhile.\n\n" +
			"Examples:\n" +
			"  dixit ingest articles/\n" +
			"  dixit ingest --archive press.archive --outlet 'Le Courrier' 2024/*.html crawl.warc.gz\n" +
			"  zcat feed.jsonl.gz | dixit ingest -",
		Flags:  append([]cli.Flag{archiveFlag()}, readingFlags()...),
		Action: runIngest,
	}
}

// A batch is stored when it has so many articles or bytes of text, or is so old.
const (
	batchArticles = 300
	batchBytes    = 2 << 20
	batchAge      = 3 * time.Second
)

// maxTold bounds the copies that are named one by one.
const maxTold = 20

// An ingestion counts what became of the articles.
type ingestion struct {
	fresh, unchanged, replaced, copies, near, failed int
	articles, quotations                             int
}

func runIngest(c *cli.Context) error {
	reading, err := newReading(c, c.Args().Slice())
	if err != nil {
		return err
	}
	spareMemory()
	return ingest(c, reading)
}

// ingest stores what is read, and tells what became of it.
func ingest(c *cli.Context, reading *reading) (err error) {
	store, err := archive.Open(c.String("archive"), archive.Options{Extractor: extract.Version})
	if err != nil {
		return err
	}
	noteExtractor(c, store.Info())
	reading.known = store.Has
	progress := newProgress(c.App.ErrWriter, true)
	defer progress.clear()
	begin := time.Now()

	// Storing goes on beside reading and extracting, one batch behind.
	batches := make(chan []index.Entry, 1)
	stored := make(chan error, 1)
	ctx, cancel := context.WithCancel(c.Context)
	defer cancel()
	var sum ingestion
	go func() {
		var err error
		for b := range batches {
			if err != nil {
				continue
			}
			// A batch that was read is stored even when the run is interrupted.
			if err = sum.store(c, context.WithoutCancel(ctx), store, b, progress, begin); err != nil {
				cancel()
			}
		}
		stored <- err
	}()

	failed := 0
	var readErr error
	var batch []index.Entry
	size, since := 0, time.Now()
	flush := func() {
		if len(batch) > 0 {
			batches <- batch
			batch, size, since = nil, 0, time.Now()
		}
	}
	for a, err := range reading.each(ctx) {
		if err != nil {
			if !inputFailed(c, err) {
				readErr = err
				break
			}
			failed++
			continue
		}
		// The extractor may use its list again.
		batch = append(batch, index.Entry{Article: a.Article, Quotations: slices.Clone(a.quotations)})
		size += len(a.Body)
		if len(batch) >= batchArticles || size >= batchBytes || time.Since(since) >= batchAge {
			flush()
		}
	}
	flush()
	close(batches)
	err = <-stored
	var groups index.Grouping
	var groupErr error
	if err == nil && readErr == nil {
		groups, groupErr = store.Group(c.Context, showGrouping(progress))
	}
	ungrouped := store.Info().Ungrouped
	if e := store.Close(); err == nil && e != nil {
		err = e
	}
	progress.clear()
	sum.failed = failed
	if err == nil || sum.articles > 0 {
		fmt.Fprintln(c.App.ErrWriter, sum.String()+inRemarks(groups))
	}
	if ungrouped > 0 {
		fmt.Fprintf(c.App.ErrWriter, "dixit: %s not grouped into remarks yet: the next ingest does it\n", count(ungrouped, "quotation"))
	}
	switch {
	case err != nil:
		return cannotWork(err)
	case readErr != nil:
		return readErr
	case groupErr != nil:
		return groupErr
	case failed > 0:
		return someFailed()
	}
	return nil
}

// showGrouping shows how far grouping has come.
func showGrouping(p *progress) func(done, total int) {
	begin := time.Now()
	return func(done, total int) {
		p.show("grouping: %d of %s, %s left", done, count(total, "quotation"), left(begin, done, total))
	}
}

// inRemarks says how many remarks there are, if any.
func inRemarks(g index.Grouping) string {
	if g.Remarks == 0 {
		return ""
	}
	return "; " + count(g.Remarks, "remark") + " in all"
}

// store puts a batch and tells what is worth telling.
func (s *ingestion) store(c *cli.Context, ctx context.Context, store index.Store, batch []index.Entry, p *progress, begin time.Time) error {
	outcomes, err := store.Put(ctx, batch)
	if err != nil {
		return err
	}
	for i, o := range outcomes {
		s.articles++
		a := batch[i].Article
		switch o.Status {
		case index.New:
			s.fresh++
		case index.Unchanged:
			s.unchanged++
			continue
		case index.Replaced:
			s.replaced++
		case index.Copy:
			s.copies++
			s.tell(c, p, fmt.Sprintf("%s is the same text as %s in the same outlet: not stored again", a.ID, o.Of))
			continue
		}
		s.quotations += len(batch[i].Quotations)
		if o.Of != "" {
			s.near++
			s.tell(c, p, fmt.Sprintf("%s is nearly the same text as %s in the same outlet: both are stored", a.ID, o.Of))
		}
	}
	seconds := time.Since(begin).Seconds()
	p.show("%s, %s stored, %.0f articles/s", count(s.articles, "article"), count(s.quotations, "quotation"), float64(s.articles)/seconds)
	return nil
}

func (s *ingestion) tell(c *cli.Context, p *progress, message string) {
	switch n := s.copies + s.near; {
	case n <= maxTold:
		p.clear()
		fmt.Fprintf(c.App.ErrWriter, "dixit: %s\n", message)
	case n == maxTold+1:
		p.clear()
		fmt.Fprintln(c.App.ErrWriter, "dixit: more copies are only counted")
	}
}

func (s *ingestion) String() string {
	parts := []string{
		count(s.articles, "article") + ": " + fmt.Sprintf("%d new", s.fresh),
		fmt.Sprintf("%d unchanged", s.unchanged), fmt.Sprintf("%d replaced", s.replaced),
	}
	if s.copies > 0 {
		parts = append(parts, fmt.Sprintf("%d copies not stored", s.copies))
	}
	if s.near > 0 {
		parts = append(parts, fmt.Sprintf("%d near copies", s.near))
	}
	parts = append(parts, fmt.Sprintf("%d failed", s.failed))
	return strings.Join(parts, ", ") + "; " + count(s.quotations, "quotation") + " stored"
}
