package web

import (
	"fmt"
	"net/url"
	"strconv"
	"time"

	"dixit/index"
)

// A histogram shows how many hits each month has, or each year where there are too
// many months to tell apart.
type histogram struct {
	Width, Height int
	Bars          []bar
	Ticks         []tick
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

// A tick names a year below the bars.
type tick struct {
	X     float64
	Label string
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
	h := &histogram{Width: histogramWidth, Height: histogramHeight, First: first.Format(layout), Last: last.Format(layout)}
	for t := first; !t.After(last); t = step(t) {
		value := t.Format(layout)
		chosen := with(with(values, "since", value), "until", value)
		h.Bars = append(h.Bars, bar{Value: value, N: counts[value], URL: to(chosen), Active: values.Get("since") == value && values.Get("until") == value})
		h.Most = max(h.Most, counts[value])
	}
	if len(h.Bars) < 2 {
		return nil
	}
	width := float64(h.Width) / float64(max(len(h.Bars), 12))
	lastTick := -100.0
	for i := range h.Bars {
		b := &h.Bars[i]
		b.X, b.Width = float64(i)*width, width
		if b.N > 0 {
			b.Height = max(2, float64(b.N)/float64(h.Most)*float64(h.Height))
		}
		b.Y = float64(h.Height) - b.Height
		if year := b.Value[:4]; (i == 0 || year != h.Bars[i-1].Value[:4]) && b.X-lastTick > 44 {
			h.Ticks = append(h.Ticks, tick{b.X, year})
			lastTick = b.X
		}
	}
	return h
}

// Shape is a bar's outline, a little narrower than its place.
func (b bar) Shape() string {
	gap := min(2, b.Width/5)
	return fmt.Sprintf("M%s %sh%sv%sh-%sz", short(b.X+gap/2), short(b.Y), short(b.Width-gap), short(b.Height), short(b.Width-gap))
}

// Place is all of a bar's room, so that small ones can be hit.
func (b bar) Place() string {
	return fmt.Sprintf("M%s 0h%sv%dh-%sz", short(b.X), short(b.Width), histogramHeight, short(b.Width))
}

func short(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
