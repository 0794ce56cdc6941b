package alignment

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func quotations(rows []annotated) []Quotation {
	var qs []Quotation
	for _, r := range rows {
		qs = append(qs, Quotation{ID: r.ID, Text: r.Text, Speaker: r.Speaker, Outlet: r.Outlet, Date: r.Date})
	}
	return qs
}

func group(qs []Quotation) map[string]string {
	a := New()
	for _, q := range qs {
		a.Add(q)
	}
	return remarks(a)
}

func remarks(a *Aligner) map[string]string {
	of := map[string]string{}
	for _, m := range a.Group() {
		of[m.ID] = m.Remark
	}
	return of
}

// measure compares remarks found with those annotated: pairwise precision and
// recall, B-cubed precision and recall (Bagga and Baldwin 1998).
func measure(rows []annotated, of map[string]string) (pp, pr, bp, br float64) {
	both, gold, found := map[[2]string]int{}, map[string]int{}, map[string]int{}
	for _, r := range rows {
		both[[2]string{r.Remark, of[r.ID]}]++
		gold[r.Remark]++
		found[of[r.ID]]++
	}
	pairs := func(n int) float64 { return float64(n*(n-1)) / 2 }
	var tp, pn, gn float64
	for k, n := range both {
		tp += pairs(n)
		bp += float64(n*n) / float64(found[k[1]])
		br += float64(n*n) / float64(gold[k[0]])
	}
	for _, n := range found {
		pn += pairs(n)
	}
	for _, n := range gold {
		gn += pairs(n)
	}
	n := float64(len(rows))
	return ratio(tp, pn), ratio(tp, gn), bp / n, br / n
}

func f1(p, r float64) float64 { return ratio(2*p*r, p+r) }

// TestAccuracy measures the aligner on the annotated sets, with all that is known
// of a quotation and with less, and compares with the golden table.
func TestAccuracy(t *testing.T) {
	var out bytes.Buffer
	fmt.Fprintf(&out, "%-28s %6s %6s %6s %6s\n", "set", "pairsP", "pairsR", "pairsF", "B3 F1")
	floors := map[string]float64{"remarks": 0.95, "sample-remarks": 0.93, "tuning": 0.90}
	for _, set := range []string{"remarks", "sample-remarks", "tuning"} {
		for _, known := range []string{"all", "no date", "text only"} {
			rows := readAnnotated(t, "testdata/"+set+".jsonl")
			qs := quotations(rows)
			for i := range qs {
				if known != "all" {
					qs[i].Date, qs[i].Outlet = "", ""
				}
				if known == "text only" {
					qs[i].Speaker = ""
				}
			}
			pp, pr, bp, br := measure(rows, group(qs))
			fmt.Fprintf(&out, "%-28s %6.3f %6.3f %6.3f %6.3f\n", set+", "+known, pp, pr, f1(pp, pr), f1(bp, br))
			if known == "all" && f1(bp, br) < floors[set] {
				t.Errorf("%s: B-cubed F1 %.3f, below %.2f", set, f1(bp, br), floors[set])
			}
		}
	}
	pp, pr, bp, br := measure(generated(t, 3000))
	fmt.Fprintf(&out, "%-28s %6.3f %6.3f %6.3f %6.3f\n", "generated", pp, pr, f1(pp, pr), f1(bp, br))
	golden(t, "testdata/accuracy.golden", out.Bytes())
}

// generated groups rows of the generator.
func generated(t *testing.T, n int) ([]annotated, map[string]string) {
	g := newGenerator(t, 1, n)
	var rows []annotated
	var qs []Quotation
	for range n {
		q, remark := g.next()
		qs = append(qs, q)
		rows = append(rows, annotated{ID: q.ID, Remark: fmt.Sprint(remark)})
	}
	return rows, group(qs)
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs, -update rewrites it:\n%s", path, got)
	}
}

func TestPairs(t *testing.T) {
	const nina, omar = "Nina Castel", "Omar Perrin"
	for _, c := range []struct {
		name string
		a, b Quotation
		want bool
	}{
		{"equal but for marks and case", Quotation{Text: "Le lac gèlera avant Noël !"}, Quotation{Text: "le lac gelera avant noël"}, true},
		{"a number contradicts", Quotation{Text: "Quarante loups vivent dans ce massif depuis trois hivers"},
			Quotation{Text: "Soixante loups vivent dans ce massif depuis neuf hivers"}, false},
		{"one number in words, one in figures", Quotation{Text: "Quarante loups vivent dans ce massif"},
			Quotation{Text: "40 loups vivent dans ce massif"}, true},
		{"opposite words", Quotation{Text: "La mairie va rouvrir la piscine lundi"}, Quotation{Text: "La mairie va fermer la piscine jeudi"}, false},
		{"nothing but common words", Quotation{Text: "Il faut le faire"}, Quotation{Text: "Il ne faut pas y aller"}, false},
		{"one word, same speaker and day", Quotation{Text: "grotesque", Speaker: nina, Date: "2025-01-03"},
			Quotation{Text: "Ce procès est grotesque, et le juge le sait fort bien", Speaker: nina, Date: "2025-01-03"}, true},
		{"one word, half a year later", Quotation{Text: "grotesque", Speaker: nina, Date: "2025-07-03"},
			Quotation{Text: "Ce procès est grotesque, et le juge le sait fort bien", Speaker: nina, Date: "2025-01-03"}, false},
		{"one word, speaker unknown", Quotation{Text: "grotesque"},
			Quotation{Text: "Ce procès est grotesque, et le juge le sait fort bien", Speaker: nina}, false},
		{"one word, another speaker", Quotation{Text: "grotesque", Speaker: omar, Date: "2025-01-03"},
			Quotation{Text: "Ce procès est grotesque, et le juge le sait fort bien", Speaker: nina, Date: "2025-01-03"}, false},
		{"synonyms, same speaker and day", Quotation{Text: "absurde", Speaker: nina, Date: "2025-01-03"},
			Quotation{Text: "ridicules", Speaker: "Mme Castel", Date: "2025-01-03"}, true},
		{"copy under another name", Quotation{Text: "Les vendanges commenceront dès que le brouillard se lèvera sur les coteaux", Speaker: nina},
			Quotation{Text: "Les vendanges commenceront dès que le brouillard se lèvera sur les coteaux.", Speaker: omar}, true},
		{"like words of another speaker", Quotation{Text: "Les vendanges commenceront tard sur les coteaux du lac", Speaker: nina},
			Quotation{Text: "Les vendanges commenceront bientôt sur les coteaux", Speaker: omar}, false},
		{"no words at all", Quotation{Text: "…"}, Quotation{Text: "?!"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.a.ID, c.b.ID = "a", "b"
			of := group([]Quotation{c.a, c.b})
			if got := of["a"] == of["b"]; got != c.want {
				t.Errorf("one remark: %v, want %v", got, c.want)
			}
		})
	}
}

// A fragment that two different sentences hold ties neither to the other.
func TestFragmentLinksNoGroups(t *testing.T) {
	of := group([]Quotation{
		{ID: "a", Text: "Notre coopération énergétique avec les îles durera cent ans", Speaker: "Nina Castel"},
		{ID: "b", Text: "Sans coopération énergétique, ces barrages ne valent pas le béton qu'on y coule", Speaker: "Nina Castel"},
		{ID: "f", Text: "coopération énergétique", Speaker: "Nina Castel"},
	})
	if of["a"] == of["b"] {
		t.Error("two sentences became one remark through a fragment")
	}
	if of["f"] == of["a"] || of["f"] == of["b"] {
		t.Error("the fragment chose between two equally good hosts")
	}
}

// A fragment follows the full quotation that arrives after it.
func TestFragmentIsPlacedAnew(t *testing.T) {
	a := New()
	a.Add(Quotation{ID: "f", Text: "une promesse de papier mâché", Speaker: "Nina Castel"})
	before := remarks(a)
	a.Add(Quotation{ID: "full", Text: "Ce plan de relance n'est qu'une promesse de papier mâché qui fondra sous la pluie", Speaker: "Nina Castel"})
	after := remarks(a)
	if before["f"] == "" || after["f"] != after["full"] {
		t.Errorf("before %v, after %v", before, after)
	}
}

func drawQuotations(t *rapid.T, g *generator) []Quotation {
	n := rapid.IntRange(2, 60).Draw(t, "rows")
	seed := rapid.Uint64().Draw(t, "seed")
	// A corpus of its own, with few remarks so that many quotations meet.
	local := *g
	local.rng = rand.New(rand.NewPCG(seed, 3))
	local.words = rand.NewZipf(local.rng, 1.1, 20, uint64(len(local.lexicon)-1))
	local.remarks = rand.NewZipf(local.rng, 1.05, 5, uint64(n/3+1))
	local.n = 0
	var qs []Quotation
	for range n {
		q, _ := local.next()
		qs = append(qs, q)
	}
	return qs
}

// The remarks do not depend on the order in which quotations come, nor on the
// batches they come in.
func TestOrderAndBatches(t *testing.T) {
	g := newGenerator(t, 1, 1000)
	rapid.Check(t, func(t *rapid.T) {
		qs := drawQuotations(t, g)
		want := group(qs)
		shuffled := rapid.Permutation(qs).Draw(t, "order")
		a := New()
		for _, q := range shuffled {
			a.Add(q)
			if rapid.IntRange(0, 9).Draw(t, "group now") == 0 {
				a.Group()
			}
		}
		got := remarks(a)
		for id, r := range want {
			if got[id] != r {
				t.Fatalf("quotation %s: %s in one order, %s in another", id, r, got[id])
			}
		}
	})
}

// What nothing new touches keeps its remark's identifier.
func TestUntouchedRemarksStay(t *testing.T) {
	rows := readAnnotated(t, "testdata/remarks.jsonl")
	a := New()
	for _, q := range quotations(rows) {
		a.Add(q)
	}
	before := remarks(a)
	a.Add(Quotation{ID: "new", Text: "Les glaciers du Caucase auront disparu avant la fin du siècle"})
	after := remarks(a)
	for id, r := range before {
		if after[id] != r {
			t.Errorf("%s moved from %s to %s", id, r, after[id])
		}
	}
}

// The candidate step finds nearly all pairs that comparing all with all finds,
// and nearly all annotated ones.
func TestCandidateRecall(t *testing.T) {
	for _, set := range []string{"remarks", "tuning"} {
		rows := readAnnotated(t, "testdata/"+set+".jsonl")
		of, found := candidateRecall(rows)
		if found < 0.99 {
			t.Errorf("%s: %.4f of the pairs that compare as one remark are candidates, %.4f of the annotated", set, found, of)
		}
	}
}

// candidateRecall returns the share of annotated pairs, and of pairs that the
// scores take for one remark, that the index proposes.
func candidateRecall(rows []annotated) (annotatedPairs, scoredPairs float64) {
	a := New()
	for _, q := range quotations(rows) {
		a.Add(q)
	}
	n := int32(len(a.items))
	a.index.add(a, 0, n)
	s, c := newScorer(a.v), newCollector(int(n))
	var gold, goldFound, same, sameFound float64
	remarksOf := make([][]string, n)
	for k, r := range a.rows {
		remarksOf[r.item] = append(remarksOf[r.item], rows[k].Remark)
	}
	for i := range n {
		found := map[int32]bool{}
		for _, j := range a.index.candidates(a, c, i, nil) {
			found[j] = true
		}
		for j := range i {
			if remarksOf[i][0] == remarksOf[j][0] {
				gold++
				goldFound += indicator(found[j])
			}
			if r := a.relate(s, i, j); r.same >= join || r.fragment >= join {
				same++
				sameFound += indicator(found[j])
			}
		}
	}
	return ratio(goldFound, gold), ratio(sameFound, same)
}

func TestExplain(t *testing.T) {
	a := New()
	a.Add(Quotation{ID: "a", Text: "Nos glaciers auront disparu avant la fin du siècle"})
	a.Add(Quotation{ID: "b", Text: "Les glaciers disparaîtront avant la fin de ce siècle"})
	a.Add(Quotation{ID: "c", Text: "Le conseil municipal se réunira mardi"})
	a.Group()
	e := a.Explain(1)
	if e == nil || e.With != "a" || e.As != "wording" || e.Score < 0.5 {
		t.Fatalf("%+v", e)
	}
	words := map[string]string{}
	for _, w := range e.Words {
		words[w.Word] = w.Partner
	}
	if words["disparaitront"] != "disparu" || words["glaciers"] != "glaciers" {
		t.Errorf("words %v", words)
	}
	if a.Explain(2) != nil {
		t.Error("a quotation that stands alone has an explanation")
	}
}

func TestScoresAreProbabilities(t *testing.T) {
	a := New()
	for _, q := range quotations(readAnnotated(t, "testdata/remarks.jsonl")) {
		a.Add(q)
	}
	for _, m := range a.Group() {
		if m.Score < 0 || m.Score > 1 || m.Remark == "" {
			t.Errorf("%+v", m)
		}
	}
}

func TestRead(t *testing.T) {
	const in = "\uFEFF" + `{"id": 7, "text": "un", "speaker": null}

{"id": "b", "text": "deux", "speaker": {"id": "x", "name": "Nina Castel"}, "published": "2025-02-01", "outlet": "Le Phare"}
{"id": "c"}
not json
{"text": "sans id"}
{"id": "d", "text": "trois", "speaker": ["?"]}
{"id": "e", "text": "", "speaker": "Nina", "date": "2025"}`
	var got []Quotation
	var bad []string
	for q, err := range Read(strings.NewReader(in), "f.jsonl") {
		var e *RowError
		if errors.As(err, &e) {
			bad = append(bad, fmt.Sprintf("%s:%d", e.File, e.Line))
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, q)
	}
	want := []Quotation{
		{ID: "7", Text: "un"},
		{ID: "b", Text: "deux", Speaker: "Nina Castel", Outlet: "Le Phare", Date: "2025-02-01"},
		{ID: "e", Speaker: "Nina", Date: "2025"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
	if want := []string{"f.jsonl:4", "f.jsonl:5", "f.jsonl:6", "f.jsonl:7"}; !slices.Equal(bad, want) {
		t.Errorf("bad lines %v, want %v", bad, want)
	}
}

func TestReadLongLine(t *testing.T) {
	in := `{"id": "a", "text": "` + strings.Repeat("x", maxLine) + "\"}\n" + `{"id": "b", "text": "court"}`
	n, bad := 0, 0
	for q, err := range Read(strings.NewReader(in), "f") {
		if err != nil {
			bad++
		} else if n++; q.ID != "b" {
			t.Errorf("read %s", q.ID)
		}
	}
	if n != 1 || bad != 1 {
		t.Errorf("%d rows, %d bad", n, bad)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"id": "a", "text": "un deux", "speaker": {"name": 3}}`))
	f.Add([]byte("\uFEFF{\n{\"id\":1e400,\"text\":\"\\ud800\"}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		a := New()
		n := 0
		for q, err := range Read(bytes.NewReader(b), "fuzz") {
			if err == nil {
				a.Add(q)
				n++
			}
		}
		if got := len(a.Group()); got != n {
			t.Errorf("%d memberships of %d rows", got, n)
		}
	})
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"L'été, 3,5 M€ et demi", "quatre-vingt-dix 000", "\xff\u0301é", "12 ans et demi"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, w := range split(s) {
			if w.span.Start < last || w.span.End <= w.span.Start || w.span.End > len(s) {
				t.Fatalf("span %v after %d of %d bytes", w.span, last, len(s))
			}
			last = w.span.End
		}
	})
}
