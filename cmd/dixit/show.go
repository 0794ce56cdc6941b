package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/quote"
)

func showCommand() *cli.Command {
	return &cli.Command{
		Name:      "show",
		Usage:     "print a quotation in its paragraph, or a whole article",
		UsageText: "dixit show [flags] ID",
		Description: "Prints the quotation with this ID inside its paragraph, and why it was attributed\n" +
			"so; or the article with this ID, its quotations marked and listed.\n\n" +
			"Examples:\n" +
			"  dixit show 3f9a6c2b11d0e8a7\n" +
			"  dixit show articles/2024/accord.txt",
		Flags:  []cli.Flag{archiveFlag()},
		Action: runShow,
	}
}

func runShow(c *cli.Context) error {
	if c.NArg() != 1 {
		return usageError("name one quotation or article; see dixit show --help")
	}
	id := c.Args().First()
	return withReader(c, func(r index.Reader) error {
		hit, err := r.Quotation(id)
		if err == nil {
			showQuotation(c.App.Writer, hit, onTerminal(c))
			return nil
		}
		if !errors.Is(err, index.ErrNotFound) {
			return err
		}
		e, err := r.Article(id)
		if errors.Is(err, index.ErrNotFound) {
			if _, _, e := r.Remark(c.Context, id); e == nil {
				return usageError("%s is a remark: dixit variants %s shows it", id, id)
			}
			return fmt.Errorf("quotation or article %q: %w", id, index.ErrNotFound)
		}
		if err == nil {
			showArticle(c.App.Writer, e, onTerminal(c))
		}
		return err
	})
}

func showQuotation(w io.Writer, h *index.Hit, color bool) {
	a, q := h.Article, h.Quotation
	paragraph := q.Span
	for _, p := range text.Paragraphs(nil, a.Body, a.TextStart) {
		if p.Overlaps(q.Span) {
			paragraph = text.Span{Start: min(paragraph.Start, p.Start), End: max(paragraph.End, p.End)}
		}
	}
	heading(w, a)
	fmt.Fprintf(w, "%s\n\n", marked(paragraph.Of(a.Body), []text.Span{q.Span}, paragraph.Start, color))
	attribution(w, q, "")
	if r := h.Remark; r != nil && r.Quotations > 1 {
		fmt.Fprintf(w, "remark      %s\n\n", joined(r.ID, count(r.Quotations, "quotation"), count(r.Outlets, "outlet"), count(r.Wordings, "wording"), period(r)))
	}
}

// period is when a remark was printed, "" where no date is known.
func period(r *index.Remark) string {
	if r.First == r.Last {
		return r.First
	}
	return r.First + " to " + r.Last
}

func showArticle(w io.Writer, e *index.Entry, color bool) {
	a := e.Article
	heading(w, a)
	var outer []text.Span
	for i := range e.Quotations {
		if e.Quotations[i].Parent < 0 {
			outer = append(outer, e.Quotations[i].Span)
		}
	}
	slices.SortFunc(outer, func(x, y text.Span) int { return x.Start - y.Start })
	for _, p := range text.Paragraphs(nil, a.Body, a.TextStart) {
		var here []text.Span
		for _, s := range outer {
			if s = (text.Span{Start: max(s.Start, p.Start), End: min(s.End, p.End)}); !s.Empty() {
				here = append(here, s)
			}
		}
		fmt.Fprintf(w, "%s\n\n", marked(p.Of(a.Body), here, p.Start, color))
	}
	for i := range e.Quotations {
		q := &e.Quotations[i]
		fmt.Fprintf(w, "%d. « %s »\n", i+1, flat(marked(q.Text, nil, 0, false)))
		attribution(w, q, "   ")
	}
}

func heading(w io.Writer, a *corpus.Article) {
	if a.Title != "" {
		fmt.Fprintf(w, "%s\n", flat(marked(a.Title, nil, 0, false)))
	}
	fmt.Fprintf(w, "%s\n\n", joined(a.Outlet, a.Published, a.Byline, a.URL, a.ID))
}

// attribution tells whose words a quotation holds, and why.
func attribution(w io.Writer, q *quote.Quotation, indent string) {
	speaker := "not told"
	if q.Speaker != nil {
		speaker = q.Speaker.Name + " (" + q.Speaker.ID + ")"
	}
	lines := [][2]string{
		{"speaker", speaker}, {"kind", string(q.Kind)}, {"confidence", fmt.Sprintf("%.2f", q.Confidence)},
		{"mention", q.Mention.Text}, {"cue", q.Cue.Text}, {"rule", q.Rule}, {"id", q.ID},
		{"bytes", fmt.Sprintf("%d to %d", q.Span.Start, q.Span.End)},
	}
	for _, l := range lines {
		if l[1] != "" {
			fmt.Fprintf(w, "%s%-11s %s\n", indent, l[0], flat(marked(l[1], nil, 0, false)))
		}
	}
	fmt.Fprintln(w)
}
