package evaluation

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// Line gives the scores on one line.
func (r *Report) Line() string {
	d, a := r.Detection, r.Attribution
	return fmt.Sprintf("spans %d  detection P %.3f R %.3f F1 %.3f  attribution P %.3f R %.3f F1 %.3f  kind %.3f",
		r.Spans, d.Precision, d.Recall, d.F1, a.Precision, a.Recall, a.F1, r.Kind)
}

// WriteText writes the report for people: the errors, if asked for, the tables by
// kind, by rule and of confidences, and the scores on the last line.
func (r *Report) WriteText(w io.Writer, errors bool) error {
	var b strings.Builder
	if errors {
		for _, e := range r.Errors {
			fmt.Fprintln(&b, e)
		}
		if len(r.Errors) > 0 {
			b.WriteByte('\n')
		}
	}
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	table := func(rows int, head string) bool {
		if rows > 0 {
			fmt.Fprintln(t, head)
		}
		return rows > 0
	}
	// A cell that is the last of its line is aligned left, the others right.
	if table(len(r.ByKind), "annotated\tfound\tkind right\tspeakers\tspeaker right\t  kind") {
		for _, k := range r.ByKind {
			fmt.Fprintf(t, "%d\t%s\t%s\t%d\t%s\t  %s\n", k.Gold, share(k.Found, k.Gold), share(k.Right, k.Found), k.Speakers, share(k.Speaker, k.Speakers), k.Kind)
		}
		_ = t.Flush()
		b.WriteByte('\n')
	}
	if table(len(r.ByRule), "decided\tannotated\tkind right\tnamed\tspeaker right\t  rule") {
		for _, k := range r.ByRule {
			all := k.Found + k.Extra
			fmt.Fprintf(t, "%d\t%s\t%s\t%d\t%s\t  %s\n", all, share(k.Found, all), share(k.Kind, k.Found), k.Named, share(k.Speaker, k.Named), cmp.Or(k.Rule, "(none)"))
		}
		_ = t.Flush()
		b.WriteByte('\n')
	}
	if table(len(r.Calibration), "spans\tmean\tright\t  confidence") {
		for _, c := range r.Calibration {
			fmt.Fprintf(t, "%d\t%.2f\t%.2f\t  %.1f to %.1f\n", c.Count, c.Confidence, c.Right, c.From, c.To)
		}
		_ = t.Flush()
		fmt.Fprintf(&b, "calibration error %.3f\n\n", r.CalibrationError)
	}
	fmt.Fprintln(&b, r.Line())
	_, err := io.WriteString(w, b.String())
	return err
}

// share is a of b in percent.
func share(a, b int) string {
	if b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*ratio(a, b))
}
