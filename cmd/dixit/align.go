package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"dixit/quote/alignment"

	"github.com/urfave/cli/v2"
)

type alignOptions struct {
	File    string // names the input in messages
	Explain bool
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
}

func alignCommand() *cli.Command {
	return &cli.Command{
		Name:      "align",
		Usage:     "group quotations that render the same remark",
		ArgsUsage: "FILE.jsonl",
		Description: `Reads quotations, one JSON object a line: id, text, and where known speaker
(a name, null, or an object with a name), outlet, date. Writes id, remark and
score of each, one a line, in the order of the input: equal remark means the
same remark, whatever words render it. "-" reads standard input.

Example:
   dixit extract --format jsonl articles/ | dixit align -`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Value: "jsonl", Usage: "output format: jsonl"},
			&cli.BoolFlag{Name: "explain", Usage: "add to each row why: the quotation it fits best, word by word"},
		},
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return cli.Exit("align: give one file, or - for standard input", 2)
			}
			if f := c.String("format"); f != "jsonl" {
				return cli.Exit(fmt.Sprintf("align: unknown format %q, try jsonl", f), 2)
			}
			o := alignOptions{File: c.Args().First(), Explain: c.Bool("explain"),
				In: c.App.Reader, Out: c.App.Writer, Err: c.App.ErrWriter}
			if o.File != "-" {
				f, err := os.Open(o.File)
				if err != nil {
					return cli.Exit(fmt.Sprintf("align: %v", err), 1)
				}
				defer f.Close()
				o.In = f
			}
			damaged, err := runAlign(o)
			if err != nil {
				return cli.Exit(fmt.Sprintf("align: %v", err), 1)
			}
			if damaged > 0 {
				return cli.Exit("", 1)
			}
			return nil
		},
	}
}

type alignedRow struct {
	ID     string                 `json:"id"`
	Remark string                 `json:"remark"`
	Score  float64                `json:"score"`
	Why    *alignment.Explanation `json:"why,omitempty"`
}

// runAlign groups the quotations of one input and returns how many of its lines
// were damaged; each of these is named on o.Err.
func runAlign(o alignOptions) (damaged int, err error) {
	// A million quotations fit well below this; without a limit garbage doubles it.
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(1600 << 20))
	a := alignment.New()
	for q, err := range alignment.Read(o.In, o.File) {
		var bad *alignment.RowError
		switch {
		case errors.As(err, &bad):
			damaged++
			fmt.Fprintln(o.Err, bad)
		case err != nil:
			return damaged, err
		default:
			a.Add(q)
		}
	}
	out := bufio.NewWriterSize(o.Out, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for k, m := range a.Group() {
		row := alignedRow{ID: m.ID, Remark: m.Remark, Score: m.Score}
		if o.Explain {
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
