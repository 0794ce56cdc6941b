package web

import (
	"net/url"
	"time"

	"dixit/index"
)

// A histogram shows how many hits each month has, or each year where there are too
// many months to tell apart.
type histogram struct {
	Bars []bar
	// First, Last and Most are what the axes tell.
	First, Last string
	Most        int
}

type bar struct {
	X, Y, Width, Height float64
	Value               string // "2024-06" or "2024"
	N                   int
	URL                 string
	Active              bool
}

const (
	histogramWidth  = 720
	histogramHeight = 96
	maxBars         = 144
)

// newHistogram draws counts of months, which are in order; each bar leads to the
// parameters with its time alone. It is nil where one bar would be all.
func newHistogram(months []index.Count, values url.Values, to func(url.Values) string) *histogram {
	counts := map[string]int{}
	var first, last time.Time
	for _, m := range months {
		t, err := time.Parse("2006-01", m.Value)
		if err != nil {
			continue // a date that is a year alone, or none
		}
		counts[m.Value] += m.N
		if first.IsZero() {
			first = t
		}
		last = t
	}
	if first.IsZero() {
		return nil
	}
	layout, step := "2006-01", func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }
	if n := 12*(last.Year()-first.Year()) + int(last.Month()-first.Month()) + 1; n > maxBars {
		layout, step = "2006", func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }
		first = time.Date(first.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		byYear := map[string]int{}
		for m, n := range counts {
			byYear[m[:4]] += n
		}
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
	width := histogramWidth / float64(max(len(h.Bars), 12))
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
