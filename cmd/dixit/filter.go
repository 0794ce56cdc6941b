package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"dixit/quote"
	"dixit/quote/export"
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

// A filter chooses quotations; the zero filter takes all.
type filter struct {
	speakers      []wanted
	kinds         []quote.Kind
	minConfidence float64
}

// A wanted speaker: the name as given, and those of the registry whom it may mean.
type wanted struct {
	name    string
	folded  string
	entries []*speakers.Entry
}

func newFilter(c *cli.Context, registry *speakers.Registry) (*filter, error) {
	f := &filter{minConfidence: c.Float64("min-confidence")}
	if !(f.minConfidence >= 0 && f.minConfidence <= 1) {
		return nil, usageError("--min-confidence: %v is not between 0 and 1", f.minConfidence)
	}
	for _, list := range c.StringSlice("kind") {
		for name := range strings.SplitSeq(list, ",") {
			kind := quote.Kind(strings.ToLower(strings.TrimSpace(name)))
			if !slices.Contains(quote.Kinds, kind) {
				return nil, usageError("--kind: %q is neither direct, mixed nor other", name)
			}
			f.kinds = append(f.kinds, kind)
		}
	}
	for _, name := range c.StringSlice("speaker") {
		w := wanted{name: name, folded: speakers.Fold(name), entries: registry.Lookup(name)}
		if w.folded == "" {
			return nil, usageError("--speaker: %q is no name", name)
		}
		if e, ok := registry.Get(name); ok {
			w.entries = append(slices.Clone(w.entries), e)
		}
		f.speakers = append(f.speakers, w)
	}
	return f, nil
}

// active reports whether the filter may leave out a quotation.
func (f *filter) active() bool {
	return len(f.speakers) > 0 || len(f.kinds) > 0 || f.minConfidence > 0
}

// takes reports whether the row passes.
func (f *filter) takes(r *export.Row) bool {
	if r.Confidence < f.minConfidence || len(f.kinds) > 0 && !slices.Contains(f.kinds, r.Kind) {
		return false
	}
	if len(f.speakers) == 0 {
		return true
	}
	return r.Speaker != nil && slices.ContainsFunc(f.speakers, func(w wanted) bool { return w.is(r.Speaker) })
}

// is reports whether the speaker may be the one who is wanted.
func (w *wanted) is(s *export.Speaker) bool {
	for _, e := range w.entries {
		if e.ID == s.ID {
			return true
		}
	}
	name := speakers.Fold(s.Name)
	return w.name == s.ID || w.folded == name || strings.HasSuffix(name, " "+w.folded) || speakers.SameName(w.name, s.Name)
}
