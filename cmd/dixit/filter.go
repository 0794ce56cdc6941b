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
		&cli.Float64SliceFlag{Name: "min-confidence", Usage: "only attributions of at least this `CONFIDENCE`, 0 to 1; repeated, the highest holds"},
	}
}

// newFilter reads the filter flags.
func newFilter(c *cli.Context, registry *speakers.Registry) (*request.Filter, error) {
	f, err := request.NewFilter(registry, c.StringSlice("speaker"), c.StringSlice("kind"), minConfidence(c))
	return f, flagValueError(err)
}

// minConfidence is the highest of the confidences that are asked for, 0 for none.
func minConfidence(c *cli.Context) float64 {
	highest := 0.0
	for i, v := range c.Float64Slice("min-confidence") {
		if i == 0 {
			highest = v
		}
		highest = max(highest, v)
	}
	return highest
}

// flagValueError words the error of a flag's value.
func flagValueError(err error) error {
	var wrong *request.Error
	if errors.As(err, &wrong) {
		return usageError("--%s: %w", wrong.Field, wrong.Err)
	}
	return err
}
