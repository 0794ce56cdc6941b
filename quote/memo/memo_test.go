package memo

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	computed := 0
	table := New(3, func(s string) string {
		computed++
		return strings.ToUpper(s)
	})
	for _, step := range []struct {
		name, ask, want string
		computed        int
	}{
		{"first", "a", "A", 1},
		{"remembered", "a", "A", 1},
		{"second", "b", "B", 2},
		{"empty", "", "", 3},
		{"full: all is forgotten", "d", "D", 4},
		{"forgotten", "a", "A", 5},
		{"kept since", "d", "D", 5},
	} {
		if got := table.Get(step.ask); got != step.want || computed != step.computed {
			t.Errorf("%s: Get(%q) = %q after %d computations, want %q after %d", step.name, step.ask, got, computed, step.want, step.computed)
		}
		if table.Len() > 3 {
			t.Errorf("%s: %d values, more than 3", step.name, table.Len())
		}
	}
}
