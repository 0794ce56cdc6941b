package web

import (
	"net/url"
	"time"

	"dixit/index"
)

// A histogram shows how many hits each month has, or each day where there are few
// months, or each year where there are too many to tell apart.
type histogram struct {
	Bars []bar
	// First, Last and Most are what the axes tell.
	First, Last string
	Most        int
}

type bar struct {
	X, Y, Width, Height float64
	Value               string // "2024-06-19", "2024-06" or "2024"
	N                   int
	URL                 string
	Active              bool
}

const (
	histogramWidth  = 720
	histogramHeight = 96
	maxBars         = 144
)

// newHistogram draws the counts of hits by time; each bar leads to the parameters
// with its time alone. It is nil where one bar would be all.
func newHistogram(f *index.Facets, values url.Values, to func(url.Values) string) *histogram {
	layout, step := "2006-01", func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }
	counts, first, last, total := dated(f.Months, layout)
	if days, from, until, n := dated(f.Days, "2006-01-02"); len(days) > 1 && n == total && until.Sub(from) < maxBars*24*time.Hour {
		layout, step = "2006-01-02", func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }
		counts, first, last = days, from, until
	}
	if len(counts) == 0 {
		return nil
	}
	if n := 12*(last.Year()-first.Year()) + int(last.Month()-first.Month()) + 1; n > maxBars {
		byYear := map[string]int{}
		for value, n := range counts {
			byYear[value[:4]] += n
		}
		layout, step = "2006", func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }
		counts = byYear
		first = time.Date(max(first.Year(), last.Year()-maxBars+1), 1, 1, 0, 0, 0, 0, time.UTC)
	}
	h := &histogram{First: first.Format(layout), Last: last.Format(layout)}
	since, until := values.Get("since"), values.Get("until")
	address := to(without(values, "page", "since", "until"))
	for t := first; !t.After(last); t = step(t) {
		value := t.Format(layout)
		h.Bars = append(h.Bars, bar{Value: value, N: counts[value], URL: plus(address, "since="+value+"&until="+value), Active: since == value && until == value})
		h.Most = max(h.Most, counts[value])
	}
	if len(h.Bars) < 2 {
		return nil
	}
	width := histogramWidth / float64(len(h.Bars))
	for i := range h.Bars {
		b := &h.Bars[i]
		b.X, b.Width = float64(i)*width, width
		if b.N > 0 {
			b.Height = max(2, float64(b.N)/float64(h.Most)*histogramHeight)
		}
		b.Y = histogramHeight - b.Height
	}
	return h
}

// dated returns the counts that have a date as precise as a layout, in whose order
// they are, and their first and last date and sum.
func dated(list []index.Count, layout string) (counts map[string]int, first, last time.Time, total int) {
	counts = map[string]int{}
	for _, c := range list {
		t, err := time.Parse(layout, c.Value)
		if err != nil {
			continue
		}
		if len(counts) == 0 {
			first = t
		}
		counts[c.Value], last = c.N, t
		total += c.N
	}
	return counts, first, last, total
}
