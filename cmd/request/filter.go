// Package request turns what people ask, by the flags of a command or by an
// address of the web application, into requests to an archive, and hits into rows.
package request

import (
	"fmt"
	"slices"
	"strings"

	"dixit/quote"
	"dixit/quote/export"
	"dixit/quote/speakers"
)

// An Error says which part of a question cannot be understood, and why.
type Error struct {
	Field string // the name of the flag or parameter: "kind", "since"
	Err   error
}

func (e *Error) Error() string { return e.Field + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

func wrong(field, format string, args ...any) error {
	return &Error{field, fmt.Errorf(format, args...)}
}

// A Filter chooses quotations; the zero Filter takes all.
type Filter struct {
	Speakers      []Wanted
	Kinds         []quote.Kind
	MinConfidence float64
}

// A Wanted speaker: the name as given, and those of the registry whom it may mean.
type Wanted struct {
	Name    string
	Entries []*speakers.Entry
	folded  string
}

// NewFilter reads a filter: names of speakers, kinds (each perhaps several, with
// commas between them) and the least confidence. The error is an *Error.
func NewFilter(registry *speakers.Registry, names, kinds []string, minConfidence float64) (*Filter, error) {
	f := &Filter{MinConfidence: minConfidence}
	if !(minConfidence >= 0 && minConfidence <= 1) {
		return nil, wrong("min-confidence", "%v is not between 0 and 1", minConfidence)
	}
	for _, list := range kinds {
		for name := range strings.SplitSeq(list, ",") {
			kind := quote.Kind(strings.ToLower(strings.TrimSpace(name)))
			if !slices.Contains(quote.Kinds, kind) {
				return nil, wrong("kind", "%q is neither direct, mixed nor other", name)
			}
			f.Kinds = append(f.Kinds, kind)
		}
	}
	for _, name := range names {
		w := Wanted{Name: name, folded: speakers.Fold(name), Entries: registry.Lookup(name)}
		if w.folded == "" {
			return nil, wrong("speaker", "%q is no name", name)
		}
		if e, ok := registry.Get(name); ok {
			w.Entries = append(slices.Clone(w.Entries), e)
		}
		f.Speakers = append(f.Speakers, w)
	}
	return f, nil
}

// Active reports whether the filter may leave out a quotation.
func (f *Filter) Active() bool {
	return len(f.Speakers) > 0 || len(f.Kinds) > 0 || f.MinConfidence > 0
}

// Takes reports whether the row passes.
func (f *Filter) Takes(r *export.Row) bool {
	if r.Confidence < f.MinConfidence || len(f.Kinds) > 0 && !slices.Contains(f.Kinds, r.Kind) {
		return false
	}
	if len(f.Speakers) == 0 {
		return true
	}
	return r.Speaker != nil && slices.ContainsFunc(f.Speakers, func(w Wanted) bool { return w.is(r.Speaker) })
}

// is reports whether the speaker may be the one who is wanted.
func (w *Wanted) is(s *export.Speaker) bool {
	for _, e := range w.Entries {
		if e.ID == s.ID {
			return true
		}
	}
	name := speakers.Fold(s.Name)
	return w.Name == s.ID || w.folded == name || strings.HasSuffix(name, " "+w.folded) || speakers.SameName(w.Name, s.Name)
}

// checkDate reports a date that is none.
func checkDate(field, date string) error {
	if _, err := speakers.ParseDate(date); err != nil {
		return &Error{field, err}
	}
	return nil
}
