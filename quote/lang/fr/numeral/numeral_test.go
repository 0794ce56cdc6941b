package numeral

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in   string
		want float64
		n    int
	}{
		{"dix sept drones", 17, 2},
		{"quatre vingts centimètres", 80, 2},
		{"quatre vingt dix neuf", 99, 4},
		{"soixante et onze", 71, 3},
		{"vingt et un ans", 21, 3},
		{"deux cents personnes", 200, 2},
		{"deux cent cinquante mille", 250000, 4},
		{"mille neuf cent trente et un", 1931, 6},
		{"dix milliards de dollars", 1e10, 2},
		{"340 millions d", 340e6, 2},
		{"9 000 véhicules", 9000, 2},
		{"1 200 000 euros", 1200000, 3},
		{"130.000 euros", 130000, 1},
		{"3,75 %", 3.75, 1},
		{"34 et 51 ans", 34, 1},
		{"2008 300 morts", 2008, 1},
		{"26 cents", 26, 1},
		{"6 mio de dollars", 6e6, 2},
		{"4,4 md", 4.4e9, 2},
		{"douze et demi", 12.5, 3},
		{"un homme", 0, 0},
		{"un 5", 0, 0},
		{"une centaine", 0, 0},
		{"trois deux", 3, 1},
		{"cent", 100, 1},
		{"million", 0, 0},
		{"et un", 0, 0},
		{"le", 0, 0},
		{"", 0, 0},
	} {
		t.Run(c.in, func(t *testing.T) {
			got, n := Parse(strings.Fields(c.in))
			if got != c.want || n != c.n {
				t.Errorf("got %v in %d tokens, want %v in %d", got, n, c.want, c.n)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add("deux cent et un mille 3 000 4,5")
	f.Add("1.2.3 ,, .")
	f.Fuzz(func(t *testing.T, s string) {
		tokens := strings.Fields(s)
		if _, n := Parse(tokens); n < 0 || n > len(tokens) {
			t.Errorf("%d tokens of %d", n, len(tokens))
		}
	})
}
