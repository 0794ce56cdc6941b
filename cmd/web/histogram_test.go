package web

import (
	"net/url"
	"slices"
	"testing"

	"dixit/index"
)

func TestHistogram(t *testing.T) {
	count := func(values ...string) (list []index.Count) {
		for i, v := range values {
			list = append(list, index.Count{Value: v, N: i + 1})
		}
		return list
	}
	to := func(values url.Values) string { return link("/", values) }
	for _, test := range []struct {
		name         string
		months, days []index.Count
		bars         int
		first, last  string
	}{
		{"nothing", nil, nil, 0, "", ""},
		{"no dates", count(""), count(""), 0, "", ""},
		{"a month without days", count("2024-06"), nil, 0, "", ""},
		{"a day", []index.Count{{Value: "2024-06", N: 1}}, count("2024-06-19"), 0, "", ""},
		{"days of a month", []index.Count{{Value: "2024-06", N: 3}}, count("2024-06-19", "2024-06-27"), 9, "2024-06-19", "2024-06-27"},
		{"days of two months", []index.Count{{Value: "2024-06", N: 1}, {Value: "2024-07", N: 2}}, count("2024-06-30", "2024-07-01"), 2, "2024-06-30", "2024-07-01"},
		{"days of months far apart", []index.Count{{Value: "2023-06", N: 1}, {Value: "2024-07", N: 2}}, count("2023-06-30", "2024-07-01"), 14, "2023-06", "2024-07"},
		{"dates without a day among them", []index.Count{{Value: "2024-06", N: 4}, {Value: "2024-07", N: 2}}, count("2024-06", "2024-06-30", "2024-07-01"), 2, "2024-06", "2024-07"},
		{"months", count("2024-01", "2024-05"), nil, 5, "2024-01", "2024-05"},
		{"years", count("1999-01", "2024-05"), nil, 26, "1999", "2024"},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHistogram(&index.Facets{Months: test.months, Days: test.days}, url.Values{"q": {"a&b"}, "since": {"2024"}, "page": {"3"}}, to)
			if test.bars == 0 {
				if h != nil {
					t.Errorf("%+v", h)
				}
				return
			}
			if h == nil || len(h.Bars) != test.bars || h.First != test.first || h.Last != test.last || h.Bars[0].Value != test.first {
				t.Fatalf("%+v", h)
			}
			if want := "/?q=a%26b&since=" + test.first + "&until=" + test.first; h.Bars[0].URL != want {
				t.Errorf("address %s, want %s", h.Bars[0].URL, want)
			}
			if most := slices.MaxFunc(h.Bars, func(a, b bar) int { return a.N - b.N }); h.Most != most.N || most.Height != histogramHeight {
				t.Errorf("the highest of %+v", h)
			}
		})
	}
}
