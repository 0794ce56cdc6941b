package alignment

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"dixit/quote/lang/fr/thesaurus"
)

var fit = flag.Bool("fit", false, "fit the weights of the features anew and print them")

type annotated struct {
	ID, Text, Speaker, Outlet, Date, Remark string
}

func readAnnotated(t testing.TB, path string) []annotated {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []annotated
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var r annotated
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		rows = append(rows, r)
	}
	return rows
}

// edited makes wordings of a text that say the same (words dropped, replaced by
// synonyms, clauses swapped) and one that does not (a number changed), the latter
// with false.
func edited(rng *rand.Rand, s string, vocabulary []string) map[string]bool {
	words := strings.Fields(s)
	out := map[string]bool{}
	for range 2 {
		w := append([]string(nil), words...)
		for range 1 + len(w)/8 {
			i := rng.IntN(len(w))
			switch rng.IntN(3) {
			case 0: // drop
				if len(w) > 6 && strings.IndexFunc(w[i], func(r rune) bool { return r >= '0' && r <= '9' }) < 0 {
					w = append(w[:i], w[i+1:]...)
				}
			case 1: // add
				w = append(w[:i], append([]string{vocabulary[rng.IntN(len(vocabulary))]}, w[i:]...)...)
			default: // replace by a synonym
				for range 200 {
					c := vocabulary[rng.IntN(len(vocabulary))]
					if thesaurus.Weight(thesaurus.Links(thesaurus.Find(c)), thesaurus.Find(strings.ToLower(w[i]))) > 0.15 {
						w[i] = c
						break
					}
				}
			}
		}
		out[strings.Join(w, " ")] = true
	}
	if a, b, ok := strings.Cut(strings.TrimSuffix(s, "."), ", "); ok {
		out[b+", "+a] = true
	}
	for i, w := range words {
		if strings.IndexFunc(w, func(r rune) bool { return r >= '0' && r <= '9' }) >= 0 {
			c := append([]string(nil), words...)
			c[i] = fmt.Sprint(rng.IntN(900) + 3)
			out[strings.Join(c, " ")] = false
			break
		}
	}
	return out
}

// TestFit fits the weights of the features by logistic regression on the pairs
// of the tuning set, with an even weight on both classes' totals.
func TestFit(t *testing.T) {
	if !*fit {
		t.Skip("only with -fit")
	}
	rng := rand.New(rand.NewPCG(1, 2))
	rows := readAnnotated(t, "testdata/tuning.jsonl")
	var vocab []string
	for _, r := range rows {
		for _, w := range split(r.Text) {
			if len(w.form) > 4 && !w.name {
				vocab = append(vocab, w.form)
			}
		}
	}
	n := len(rows)
	for _, r := range rows[:n] {
		if len(r.Text) < 60 || r.Speaker != "" {
			continue
		}
		for e, same := range edited(rng, r.Text, vocab) {
			remark := r.Remark
			if !same {
				remark = e
			}
			rows = append(rows, annotated{Text: e, Remark: remark})
		}
	}
	v := newVocabulary()
	items := make([]item, len(rows))
	for i, r := range rows {
		items[i] = v.item(split(r.Text))
		items[i].hash = hash64(items[i].norm)
	}
	s := newScorer(v)
	type example struct {
		x [features]float64
		y float64
	}
	var ex []example
	var pos, neg float64
	for i := range items {
		for j := range i {
			if len(items[i].content) < 1 || len(items[j].content) < 1 || rows[i].Speaker != "" {
				continue
			}
			a, b := &items[i], &items[j]
			if a.hash > b.hash {
				a, b = b, a
			}
			s.match(a, b)
			p := s.features(a, b, s.gramCosine(a, b))
			y := indicator(rows[i].Remark == rows[j].Remark)
			if y == 0 && p.f[fLarger] < 0.15 {
				continue
			}
			if y == 1 {
				pos++
			} else {
				neg++
			}
			ex = append(ex, example{p.f, y})
		}
	}
	// Newton's method with a ridge.
	w := prior
	for range 30 {
		var g [features]float64
		var h [features][features]float64
		for k := range w {
			g[k], h[k][k] = ridge*(prior[k]-w[k]), ridge
		}
		for _, e := range ex {
			z := 0.0
			for k := range w {
				z += w[k] * e.x[k]
			}
			q := 1 / (1 + math.Exp(-z))
			for k := range w {
				g[k] += (e.y - q) * e.x[k]
				for l := range w {
					h[k][l] += q * (1 - q) * e.x[k] * e.x[l]
				}
			}
		}
		for k, d := range solve(h, g) {
			w[k] += d
		}
	}
	fmt.Printf("%v positive, %v negative\n%.2f\n", pos, neg, w)
}

const ridge = 100.0

// prior is where the weights stay for want of evidence.
var prior = [features]float64{
	fBias: -7, fGrams: 6, fSmaller: 5, fLarger: 2, fOrder: 0.7, fLength: -0.8, fEvidence: 1,
	fNumbers: -3, fNames: -1, fNegation: -1, fOpposites: -2,
}

// solve solves hx = g by Gaussian elimination.
func solve(h [features][features]float64, g [features]float64) [features]float64 {
	for k := range g {
		for l := k + 1; l < features; l++ {
			f := h[l][k] / h[k][k]
			for m := k; m < features; m++ {
				h[l][m] -= f * h[k][m]
			}
			g[l] -= f * g[k]
		}
	}
	for k := features - 1; k >= 0; k-- {
		for l := k + 1; l < features; l++ {
			g[k] -= h[k][l] * g[l]
		}
		g[k] /= h[k][k]
	}
	return g
}
