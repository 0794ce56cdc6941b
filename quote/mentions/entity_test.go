package mentions

import (
	"strings"
	"testing"

	"dixit/quote/speakers"
)

// TestSoundOf checks that the cheap test lets nearly every pair pass that the full
// comparison joins, over the names and aliases of the registry.
func TestSoundOf(t *testing.T) {
	var names []string
	for i, e := range speakers.Builtin().Entries() {
		if i%7 == 0 { // a part: the full comparison is slow
			names = append(names, e.Name)
		}
		names = append(names, e.Aliases...)
	}
	words := map[string]bool{}
	for _, n := range names {
		for _, w := range strings.Fields(speakers.Fold(n)) {
			words[w] = true
		}
	}
	var list []string
	for w := range words {
		list = append(list, w)
	}
	same, missed := 0, 0
	for i, a := range list {
		for _, b := range list[:i] {
			if a[0] != b[0] && len(a) != len(b) {
				continue // nearly all pairs; the rest is a fair sample
			}
			if speakers.SameName(a, b) {
				same++
				if soundOf([]string{a}) != soundOf([]string{b}) {
					missed++
					t.Logf("%s, %s", a, b)
				}
			}
		}
	}
	if same == 0 || missed*50 > same {
		t.Errorf("the cheap test misses %d of %d pairs", missed, same)
	}
}

func TestSoundOfWords(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		same       bool
	}{
		{"vowels", "volodymyr zelensky", "volodimir zelenski", true},
		{"doubled letters", "anne roussel", "ane rousel", true},
		{"another name", "anne roussel", "anne morel", false},
		{"words apart", "jean roux", "jeanroux", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := soundOf(strings.Fields(c.a)) == soundOf(strings.Fields(c.b)); got != c.same {
				t.Errorf("%s and %s sound alike: %v, want %v", c.a, c.b, got, c.same)
			}
		})
	}
}
