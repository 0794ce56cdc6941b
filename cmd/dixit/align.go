package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/urfave/cli/v2"

	"dixit/quote/alignment"
)

func alignCommand() *cli.Command {
	return &cli.Command{
		Name:      "align",
		Usage:     "group quotations that render the same remark",
		UsageText: "dixit align [flags] FILE.jsonl",
		Description: "Reads quotations (- is standard input), one JSON object a line: id, text, and\n" +
			"where known speaker (a name, null, or an object with a name), outlet, doc, and\n" +
			"date or published. Prints id, remark and score of each, one object a line in the\n" +
			"order of the input: equal remark means the same remark, in whatever words; score\n" +
			"is the probability that the quotation belongs there.\n\n" +
			"Exit code 1 says that some lines could not be read; each is named.\n\n" +
			"Examples:\n" +
			"  dixit align quotations.jsonl\n" +
			"  dixit align --explain quotations.jsonl            why each is in its remark\n" +
			"  dixit extract --format jsonl articles/ | dixit align -",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Usage: "jsonl", Value: "jsonl"},
			&cli.BoolFlag{Name: "explain", Usage: "add the quotation that each fits best, word by word", DisableDefaultText: true},
		},
		Action: runAlign,
	}
}

func runAlign(c *cli.Context) error {
	if f := c.String("format"); f != "jsonl" {
		return usageError("--format: %q is not jsonl", f)
	}
	if c.NArg() != 1 {
		return usageError("align needs one file of quotations: dixit align FILE.jsonl")
	}
	path := c.Args().First()
	in := c.App.Reader
	if path == "-" {
		in = interruptible(c.Context, in)
	} else {
		f, err := os.Open(path)
		if err != nil {
			return cannotWork(err)
		}
		defer f.Close()
		in = f
	}
	damaged, err := align(c.Context, alignOptions{
		file: path, explain: c.Bool("explain"), in: in, out: c.App.Writer, err: c.App.ErrWriter,
	})
	switch {
	case err != nil:
		return err
	case damaged > 0:
		return someFailed()
	}
	return nil
}

type alignOptions struct {
	file    string // names the input in messages
	explain bool
	in      io.Reader
	out     io.Writer
	err     io.Writer
}

// An alignedRow is a line of output.
type alignedRow struct {
	ID     string                 `json:"id"`
	Remark string                 `json:"remark"`
	Score  float64                `json:"score"`
	Why    *alignment.Explanation `json:"why,omitempty"`
}

// align groups the quotations of one input and returns how many of its lines were
// damaged; each of these is named on o.err.
func align(ctx context.Context, o alignOptions) (damaged int, err error) {
	limitMemory()
	a := alignment.New()
	for q, err := range alignment.Read(o.in, o.file) {
		var bad *alignment.RowError
		switch {
		case ctx.Err() != nil:
			return damaged, ctx.Err()
		case errors.As(err, &bad):
			damaged++
			fmt.Fprintf(o.err, "dixit: %v\n", bad)
		case err != nil:
			return damaged, err
		default:
			a.Add(q)
		}
	}
	out := bufio.NewWriterSize(o.out, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for k, m := range a.Group() {
		row := alignedRow{ID: m.ID, Remark: m.Remark, Score: m.Score}
		if o.explain {
			row.Why = a.Explain(k)
		}
		if err := enc.Encode(row); err != nil {
			return damaged, fmt.Errorf("writing: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return damaged, fmt.Errorf("writing: %w", err)
	}
	return damaged, nil
}
