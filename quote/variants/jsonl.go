package variants

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"dixit/corpus/text"
	"dixit/quote/alignment"
)

// A line is a variant as JSON. Names and order are a contract with other
// programs.
type line struct {
	Remark     string      `json:"remark"`
	Rank       int         `json:"rank"` // from 1, the most complete first
	Text       string      `json:"text"`
	Reference  bool        `json:"reference"` // whether the others are compared with it
	Fragment   bool        `json:"fragment"`
	Outlets    []string    `json:"outlets"` // the earliest first
	First      string      `json:"first"`   // date of the earliest quotation, "" where none is known
	Last       string      `json:"last"`
	Origin     OriginKind  `json:"origin"`
	Source     string      `json:"source"`    // of a shared wording: who printed it first, "" where dates do not tell
	Of         int         `json:"of"`        // rank of the wording that it edits or is taken from, otherwise 0
	Alignment  []jsonOp    `json:"alignment"` // with the reference, in the order of text
	Quotations []Quotation `json:"quotations"`
}

// A jsonOp is an op with its words. Offsets are bytes, of the reference's text and
// of the variant's.
type jsonOp struct {
	Kind      alignment.OpKind `json:"kind"`
	RefText   string           `json:"ref_text"`
	OtherText string           `json:"text"`
	Ref       text.Span        `json:"ref"`
	Other     text.Span        `json:"span"`
}

func writeJSONL(w io.Writer, v *View) error {
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	ref := v.Variants[v.Reference].Text
	for i := range v.Variants {
		x := &v.Variants[i]
		l := line{
			Remark: v.Remark, Rank: i + 1, Text: x.Text, Reference: i == v.Reference, Fragment: x.Fragment, Outlets: x.Outlets,
			Origin: x.Origin.Kind, Source: x.Origin.Source, Of: x.Origin.Of + 1, Alignment: []jsonOp{}, Quotations: x.Quotations,
		}
		for k := range x.Quotations {
			if q := &x.Quotations[k]; q.moment.known() {
				if l.First == "" {
					l.First = q.Published
				}
				l.Last = q.Published
			}
		}
		for _, op := range x.Ops {
			l.Alignment = append(l.Alignment, jsonOp{op.Kind, op.Ref.Of(ref), op.Other.Of(x.Text), op.Ref, op.Other})
		}
		if err := e.Encode(&l); err != nil {
			return fmt.Errorf("a line of JSON: %w", err)
		}
	}
	return b.Flush()
}
