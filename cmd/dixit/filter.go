package main

import (
	"errors"

	"github.com/urfave/cli/v2"

	"dixit/cmd/request"
	"dixit/quote/speakers"
)

// filterFlags choose quotations.
func filterFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "speaker", Usage: "only the words of `NAME`: a name in any spelling, an alias, a surname or an id; repeatable"},
		&cli.StringSliceFlag{Name: "kind", Usage: "only quotations of `KIND` direct, mixed or other; repeatable, or separated by commas"},
		&cli.Float64Flag{Name: "min-confidence", Usage: "only attributions of at least this confidence, 0 to 1"},
	}
}

// newFilter reads the filter flags.
func newFilter(c *cli.Context, registry *speakers.Registry) (*request.Filter, error) {
	f, err := request.NewFilter(registry, c.StringSlice("speaker"), c.StringSlice("kind"), c.Float64("min-confidence"))
	return f, flagValueError(err)
}

// flagValueError words the error of a flag's value.
func flagValueError(err error) error {
	var wrong *request.Error
	if errors.As(err, &wrong) {
		return usageError("--%s: %w", wrong.Field, wrong.Err)
	}
	return err
}
