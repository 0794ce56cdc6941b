// Package evaluation measures extraction against annotated articles: how many of
// the quotations were found (detection), how many got the right speaker
// (attribution) and the right kind, by rule and by kind, and whether confidences
// mean what they say.
package evaluation

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"dixit/corpus/text"
	"dixit/quote"
)

// An Annotation is one quotation as a person marked it.
type Annotation struct {
	Doc     string     `json:"doc"` // the article's path or name; its last part counts
	Start   int        `json:"start"`
	End     int        `json:"end"`
	Text    string     `json:"text"`
	Kind    quote.Kind `json:"kind"`
	Speaker *string    `json:"speaker"` // null where there is none
	// Aliases are other right answers than Speaker.
	Aliases []string `json:"aliases"`
	// KindOK are the right kinds where Kind is not the only one.
	KindOK []quote.Kind `json:"kind_ok"`
	// Optional quotations are neither asked for nor punished.
	Optional bool `json:"optional"`
}

// overlaps reports whether the annotation and the span share a byte.
func (a *Annotation) overlaps(s text.Span) bool { return max(a.Start, s.Start) < min(a.End, s.End) }

// speaker is the annotated speaker, empty where there is none.
func (a *Annotation) speaker() string {
	if a.Speaker == nil {
		return ""
	}
	return *a.Speaker
}

// kindRight reports whether k is a right kind.
func (a *Annotation) kindRight(k quote.Kind) bool {
	if len(a.KindOK) > 0 {
		return slices.Contains(a.KindOK, k)
	}
	return k == a.Kind
}

// Gold holds the annotations of a set of articles by the articles' names.
type Gold map[string][]Annotation

// ReadGold reads annotations, one JSON object a line. Errors name the line: the
// whole set is needed, so that the first one ends the reading.
func ReadGold(r io.Reader, name string) (Gold, error) {
	gold := Gold{}
	b := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := b.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		last := err == io.EOF
		if line = bytes.TrimSpace(line); len(line) > 0 {
			var a Annotation
			if err := json.Unmarshal(line, &a); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			if err := a.check(); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			doc := docName(a.Doc)
			gold[doc] = append(gold[doc], a)
		}
		if last {
			break
		}
	}
	if len(gold) == 0 {
		return nil, fmt.Errorf("%s: no annotation in it", name)
	}
	return gold, nil
}

func (a *Annotation) check() error {
	switch {
	case a.Doc == "":
		return errors.New("no doc: the name of the annotated article")
	case a.Start < 0 || a.End < a.Start:
		return fmt.Errorf("start %d and end %d are no span", a.Start, a.End)
	case a.Kind == "" && len(a.KindOK) == 0:
		return errors.New("no kind: direct, mixed or other")
	}
	for _, k := range append(slices.Clone(a.KindOK), a.Kind) {
		if k != "" && !slices.Contains(quote.Kinds, k) {
			return fmt.Errorf("kind %q is neither direct, mixed nor other", k)
		}
	}
	return nil
}

// docName is the last part of a path: what annotations and articles are matched
// by.
func docName(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
