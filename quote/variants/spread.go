package variants

import "slices"

// A Day is one step of how a remark spread.
type Day struct {
	Date        string // "2024-06-27", or less where no more is known; "" for no date
	Appearances []Appearance
	Outlets     int // that had printed the remark by then
}

// An Appearance is a wording in an outlet.
type Appearance struct {
	Outlet  string
	Variant int
	Time    string // "17:42", where it is known
	New     bool   // the outlet had not printed the remark before
}

// spread lists the quotations, the earliest first, by day; an outlet that prints
// one wording several times in a day appears once.
func (v *View) spread(all []Quotation) []Day {
	variant := map[string]int{}
	for i := range v.Variants {
		for _, q := range v.Variants[i].Quotations {
			variant[q.ID] = i
		}
	}
	var days []Day
	seen := map[string]bool{}
	for i := range all {
		q := &all[i]
		if n := len(days); n == 0 || days[n-1].Date != q.moment.date {
			days = append(days, Day{Date: q.moment.date})
		}
		d := &days[len(days)-1]
		a := Appearance{Outlet: q.Outlet, Variant: variant[q.ID], New: !seen[q.Outlet]}
		if !q.moment.instant.IsZero() {
			a.Time = q.moment.instant.Format("15:04")
		}
		seen[q.Outlet] = true
		if !slices.ContainsFunc(d.Appearances, func(b Appearance) bool { return a.Outlet == b.Outlet && a.Variant == b.Variant }) {
			d.Appearances = append(d.Appearances, a)
		}
		d.Outlets = len(seen)
	}
	return days
}

// earliest returns the quotations that no other one certainly precedes, of those
// with a date.
func earliest(all []Quotation) []Quotation {
	var first []Quotation
	for i := range all {
		q := &all[i]
		if q.moment.known() && !slices.ContainsFunc(all, func(o Quotation) bool { return o.moment.before(q.moment) }) {
			first = append(first, *q)
		}
	}
	return first
}
