package request

import (
	"cmp"
	"context"

	"dixit/index"
	"dixit/quote/alignment"
	"dixit/quote/variants"
)

// View returns the view of a remark that the archive has. reference is the ID of
// the quotation to compare with, "" for the wording that suits best; explain asks
// for what explains each quotation's score. The errors are those of
// index.Reader.Remark and of variants.New.
func View(ctx context.Context, r index.Reader, remark, reference string, explain bool) (*variants.View, error) {
	_, hits, err := r.Remark(ctx, remark)
	if err != nil {
		return nil, err
	}
	quotations := make([]variants.Quotation, len(hits))
	for i, h := range hits {
		quotations[i] = variants.Quotation{Row: NewRow(h), Score: h.Membership}
	}
	if explain {
		why(quotations)
	}
	return variants.New(quotations, reference)
}

// why aligns the quotations of a remark with each other, to explain each score.
func why(quotations []variants.Quotation) {
	a := alignment.New()
	for i := range quotations {
		q := &quotations[i]
		aligned := alignment.Quotation{ID: q.ID, Text: q.Text, Outlet: q.Outlet, Doc: q.Doc, Date: q.Published}
		if q.Speaker != nil {
			aligned.Speaker = cmp.Or(q.Speaker.ID, q.Speaker.Name)
		}
		a.Add(aligned)
	}
	a.Group()
	for i := range quotations {
		quotations[i].Why = a.Explain(i)
	}
}
