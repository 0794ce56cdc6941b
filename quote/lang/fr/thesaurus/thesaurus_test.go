package thesaurus

import "testing"

func TestWeight(t *testing.T) {
	for _, c := range []struct {
		a, b     string
		min, max float64
	}{
		{"absurde", "ridicule", 0.1, 1},
		{"aide", "assistance", 0.1, 1},
		{"mutuel", "réciproque", 0.1, 1},
		{"traité", "pacte", 0.1, 1},
		{"honteux", "scandaleux", 0.1, 1},
		{"aide", "voleur", 0, 0},
		{"guerre", "paix", 0, 0},
		{"soutien", "soutien", 0, 0},
		{"soutien", "zzyzx", 0, 0},
		{"zzyzx", "zzyzx", 0, 0},
	} {
		t.Run(c.a+"/"+c.b, func(t *testing.T) {
			ab, ba := weight(c.a, c.b), weight(c.b, c.a)
			if ab != ba {
				t.Errorf("%v one way, %v the other", ab, ba)
			}
			if ab < c.min || ab > c.max {
				t.Errorf("weight %v, want %v to %v", ab, c.min, c.max)
			}
		})
	}
}

func weight(a, b string) float64 { return Weight(Links(Find(a)), Find(b)) }

// Every list in the packed data is sound: within bounds, ascending, mutual.
func TestData(t *testing.T) {
	var all []Word
	it, err := words().Iterator(nil, nil)
	for ; err == nil; err = it.Next() {
		_, v := it.Current()
		all = append(all, Word{number: uint32(v>>32) + 1, offset: uint32(v)})
	}
	if len(all) < 20000 {
		t.Fatalf("%d words", len(all))
	}
	for i, a := range all {
		if a.number != uint32(i)+1 {
			t.Fatalf("word %d has number %d", i, a.number)
		}
		for k, l := range Links(a) {
			if k > 0 && l.number <= Links(a)[k-1].number || int(l.number) > len(all) {
				t.Fatalf("links of word %d: %v", a.number, Links(a))
			}
			if back := Weight(Links(all[l.number-1]), a); back != float64(l.weight) {
				t.Errorf("words %d and %d: %v one way, %v the other", a.number, l.number, l.weight, back)
			}
		}
	}
}

func TestOpposed(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"nord", "sud", true},
		{"mardi", "jeudi", true},
		{"réduction", "hausse", true},
		{"hausse", "augmentation", false},
		{"nord", "mardi", false},
		{"zzyzx", "nord", false},
	} {
		if Opposed(c.a, c.b) != c.want || Opposed(c.b, c.a) != c.want {
			t.Errorf("Opposed(%q, %q) is not %v", c.a, c.b, c.want)
		}
	}
}

func BenchmarkWeight(b *testing.B) {
	x, y := Links(Find("aide")), Find("soutien")
	for b.Loop() {
		Weight(x, y)
	}
}
