package variants

import "slices"

// A Day is one step of how a remark spread.
type Day struct {
	Date        string // "2024-06-27", or less where no more is known; "" for no date
	Appearances []Appearance
	Outlets     int // that had printed the remark by then
}

// An Appearance is the remark in an outlet on a day.
type Appearance struct {
	Outlet   string
	Variants []int  // each once, the earliest first
	Time     string // of the first, "17:42", "" where that is not known
	New      bool   // the outlet had not printed the remark before
}

// spread lists the quotations, the earliest first, by day and outlet.
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
		k := slices.IndexFunc(d.Appearances, func(a Appearance) bool { return a.Outlet == q.Outlet })
		if k < 0 {
			k = len(d.Appearances)
			d.Appearances = append(d.Appearances, Appearance{Outlet: q.Outlet, New: !seen[q.Outlet]})
			if !q.moment.instant.IsZero() {
				d.Appearances[k].Time = q.moment.instant.Format("15:04")
			}
		}
		seen[q.Outlet] = true
		if a := &d.Appearances[k]; !slices.Contains(a.Variants, variant[q.ID]) {
			a.Variants = append(a.Variants, variant[q.ID])
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
