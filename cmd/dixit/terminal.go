package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"dixit/quote/export"
)

// isTerminal reports whether w (or r) is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// outputFlags are the flags of every command that writes quotations.
func outputFlags() []cli.Flag {
	return append(formatFlags(export.Standard().Names()),
		&cli.BoolFlag{Name: "explain", Usage: "show the rule, mention and cue of each attribution (table, md)", DisableDefaultText: true})
}

// formatFlags are the flags of commands that write one of several formats.
func formatFlags(names []string) []cli.Flag {
	last := len(names) - 1
	return []cli.Flag{
		&cli.StringFlag{Name: "format", Usage: strings.Join(names[:last], ", ") + " or " + names[last], DefaultText: "by the name of the output file; table on a terminal, otherwise jsonl"},
		&cli.StringFlag{Name: "o", Usage: "write to `FILE`, complete or not at all"},
		&cli.StringFlag{Name: "color", Usage: "colours in a table: auto, always or never", Value: "auto"},
	}
}

// standardFormats are those with these names.
func standardFormats(names []string) export.Formats {
	return slices.DeleteFunc(export.Standard(), func(f export.Format) bool { return !slices.Contains(names, f.Name) })
}

// formatOf returns the format that the flags ask for, and how to write it.
func formatOf(c *cli.Context, formats export.Formats) (export.Format, export.Options, error) {
	file := c.String("o")
	onTerminal := (file == "" || file == "-") && isTerminal(c.App.Writer)
	options := export.Options{Explain: c.Bool("explain"), Width: width(c.App.Writer)}
	options.Warn = func(message string) { fmt.Fprintf(c.App.ErrWriter, "dixit: %s\n", message) }
	switch c.String("color") {
	case "auto":
		options.Color = onTerminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	case "always":
		options.Color = true
	case "never":
	default:
		return export.Format{}, options, usageError("--color: %q is neither auto, always nor never", c.String("color"))
	}
	name := c.String("format")
	if name == "" {
		if format, ok := formats.ByFile(file); ok {
			return format, options, nil
		}
		if ext := filepath.Ext(file); ext != "" && file != "-" && !strings.HasPrefix(file, "/dev/") {
			return export.Format{}, options, usageError("-o %s: %s is no format's ending; name one with --format (%s)", file, ext, strings.Join(formats.Names(), ", "))
		}
		if name = "jsonl"; onTerminal {
			name = "table"
		}
	}
	format, err := formats.ByName(name)
	if err != nil {
		if s := closest(name, formats.Names()); s != "" {
			return format, options, usageError("--format: %w; did you mean %s?", err, s)
		}
		return format, options, usageError("--format: %w", err)
	}
	if format.Binary && onTerminal {
		return format, options, usageError("--format %s is not for a terminal: name a file with -o", name)
	}
	return format, options, nil
}

// width is the number of columns to write in: those of the terminal, or COLUMNS
// where that is set, otherwise 0.
func width(w io.Writer) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := w.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil {
			return n
		}
	}
	return 0
}
