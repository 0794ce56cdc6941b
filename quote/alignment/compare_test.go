package alignment

import (
	"fmt"
	"strings"
	"testing"

	"dixit/corpus/text"
)

func render(ref, other string) string {
	var b strings.Builder
	for _, o := range Compare(ref, other) {
		r, w := o.Ref.Of(ref), o.Other.Of(other)
		switch o.Kind {
		case Same:
			fmt.Fprintf(&b, "%s ", w)
		case Added:
			fmt.Fprintf(&b, "{+%s} ", w)
		case Missing:
			fmt.Fprintf(&b, "{-%s} ", r)
		case Moved:
			fmt.Fprintf(&b, "{^%s} ", w)
		case Similar:
			fmt.Fprintf(&b, "{%s~%s} ", r, w)
		case Replaced:
			fmt.Fprintf(&b, "{%s→%s} ", r, w)
		}
	}
	return strings.TrimSpace(b.String())
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ name, ref, other, want string }{
		{"equal but for marks", "Le port sera bloqué.", "le port sera bloqué", "le port sera bloqué"},
		{"inflection", "une promesse inspirée par le maire", "des promesses inspirées par le maire",
			"{une~des} {promesse~promesses} {inspirée~inspirées} par le maire"},
		{"synonym", "une aide réciproque", "une assistance mutuelle", "une {aide~assistance} {réciproque~mutuelle}"},
		{"replaced", "le port sera bloqué lundi", "le port sera fleuri lundi", "le port sera {bloqué→fleuri} lundi"},
		{"added and missing", "nous partirons demain avec eux", "nous partirons avec eux tous", "nous partirons {-demain} avec eux {+tous}"},
		{"moved", "cet hiver, nous ne couperons pas le gaz", "nous ne couperons pas le gaz cet hiver",
			"nous ne couperons pas le gaz {^cet hiver}"},
		{"numbers", "dix-sept drones abattus", "17 drones abattus", "17 drones abattus"},
		{"other number", "17 drones abattus", "19 drones abattus", "{17→19} drones abattus"},
		{"nothing in common", "soit", "jamais", "{soit→jamais}"},
		{"one empty", "", "jamais", "{+jamais}"},
		{"both empty", "…", " ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := render(c.ref, c.other); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// checkOps reports an error unless every word of both texts is in exactly one op
// and the ops follow the order of other.
func checkOps(ref, other string) error {
	inRef, last := map[int]int{}, 0
	inOther := map[int]int{}
	count := func(n map[int]int, words []word, s text.Span) {
		for i, w := range words {
			if s.Contains(w.span) {
				n[i]++
			}
		}
	}
	r, o := split(ref), split(other)
	for _, op := range Compare(ref, other) {
		if op.Ref.Start < 0 || op.Ref.End > len(ref) || op.Other.End > len(other) || op.Other.Start < last {
			return fmt.Errorf("op %+v after %d", op, last)
		}
		last = op.Other.End
		count(inRef, r, op.Ref)
		count(inOther, o, op.Other)
	}
	for i, w := range r {
		if inRef[i] != 1 {
			return fmt.Errorf("word %q of the reference is in %d ops", w.form, inRef[i])
		}
	}
	for j, w := range o {
		if inOther[j] != 1 {
			return fmt.Errorf("word %q of the other is in %d ops", w.form, inOther[j])
		}
	}
	return nil
}

func TestCompareCoversTestdata(t *testing.T) {
	rows := readAnnotated(t, "testdata/remarks.jsonl")
	for i, x := range rows {
		for _, y := range rows[:i] {
			if x.Speaker == y.Speaker {
				if err := checkOps(x.Text, y.Text); err != nil {
					t.Fatalf("%s, %s: %v", x.ID, y.ID, err)
				}
			}
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("cet hiver, nous ne couperons pas le gaz", "le gaz, nous ne le couperons pas cet hiver-là")
	f.Add("a b a b c", "b a c b a")
	f.Add("\xff œ 3,5 \u0301", "12 et demi 6 M€")
	f.Fuzz(func(t *testing.T, ref, other string) {
		if len(ref)+len(other) > 2000 {
			return
		}
		if err := checkOps(ref, other); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkCompare(b *testing.B) {
	rows := readAnnotated(b, "testdata/remarks.jsonl")
	for i := 0; b.Loop(); i++ {
		Compare(rows[i%len(rows)].Text, rows[(i+1)%len(rows)].Text)
	}
}
