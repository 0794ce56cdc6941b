package archive

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestRanking(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, test := range []struct{ most, n int }{{0, 5}, {1, 1}, {1, 50}, {3, 2}, {3, 3}, {5, 9}, {5, 10}, {5, 11}, {20, 1000}} {
		r := ranking[int]{most: test.most, compare: cmp.Compare[int]}
		var all []int
		for range test.n {
			x := random.IntN(test.n)
			all = append(all, x)
			r.add(x)
		}
		slices.Sort(all)
		if have, want := r.first(), all[:min(test.most, len(all))]; !slices.Equal(have, want) {
			t.Errorf("the first %d of %d: %v, want %v", test.most, test.n, have, want)
		}
	}
}
