package extract

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dixit/corpus"
	"dixit/quote/evaluation"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A qualitySet is a set of annotated articles.
type qualitySet struct{ name, gold, articles string }

// qualitySets are the sets in the test data, the bundled sample's among them, and one
// from outside the repository, which is measured where DIXIT_EVAL_DATA has it.
func qualitySets(t *testing.T) []qualitySet {
	t.Helper()
	found, err := filepath.Glob("testdata/*/gold.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var sets []qualitySet
	for _, gold := range found {
		dir := filepath.Dir(gold)
		set := qualitySet{filepath.Base(dir), gold, dir}
		if set.name == "sample" {
			set.articles = "../../corpus/sample"
		}
		sets = append(sets, set)
	}
	outside := cmp.Or(os.Getenv("DIXIT_EVAL_DATA"), "../../../shared")
	return append(sets, qualitySet{outsideSet, filepath.Join(outside, "gold", "seeds.jsonl"), filepath.Join(outside, "seeds")})
}

const outsideSet = "seeds"

// A floor holds the scores, as F1 or share, under which a set must not fall. It is
// raised when the set's scores in quality.golden have risen well above it.
type floor struct{ detection, attribution, kind float64 }

var floors = map[string]floor{
	"domestic": {0.990, 0.915, 0.965},
	"world":    {0.990, 0.930, 0.970},
	"wires":    {0.990, 0.915, 0.955},
	"press":    {0.990, 0.910, 0.955},
	"features": {0.990, 0.840, 0.955},
	"sample":   {0.980, 0.895, 0.925},
	"varied":   {0.990, 0.860, 0.960},
	"ordinary": {0.990, 0.865, 0.975},
	"daily":    {0.990, 0.885, 0.955},
	"daily3":   {0.985, 0.820, 0.930},
	"daily2":   {0.990, 0.720, 0.925},
	"unseen1":  {0.990, 0.840, 0.925},
	"crawl":    {0.990, 0.950, 0.955},
	"seeds":    {0.990, 0.960, 0.990},
}

// TestQuality measures the extraction on the annotated articles. testdata/
// quality.golden shows the scores of each set, so that a review of a change shows
// what it does to them; -update writes it anew.
func TestQuality(t *testing.T) {
	const golden = "testdata/quality.golden"
	lines := map[string]string{} // by set
	if b, err := os.ReadFile(golden); err == nil {
		for line := range strings.Lines(string(b)) {
			name, _, _ := strings.Cut(line, " ")
			lines[name] = strings.TrimSuffix(line, "\n")
		}
	} else if !*update {
		t.Fatal(err)
	}
	sets := qualitySets(t)
	for name := range floors {
		if !slices.ContainsFunc(sets, func(s qualitySet) bool { return s.name == name }) {
			t.Errorf("there is a floor for %q, which is no set", name)
		}
	}
	for _, set := range sets {
		t.Run(set.name, func(t *testing.T) {
			report, err := measure(set)
			if set.name == outsideSet && errors.Is(err, fs.ErrNotExist) {
				t.Skip("no articles from outside the repository: ", err)
			}
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("%-9s %s", set.name, report.Line())
			if *update {
				lines[set.name] = got
			} else if got != lines[set.name] {
				t.Errorf("scores differ from %s (go test ./quote/extract -run Quality -update writes it anew):\ngot  %s\nwant %s", golden, got, lines[set.name])
			}
			least := floors[set.name]
			for _, s := range []struct {
				name       string
				got, floor float64
			}{
				{"detection", report.Detection.F1, least.detection},
				{"attribution", report.Attribution.F1, least.attribution},
				{"kind", report.Kind, least.kind},
			} {
				if s.got < s.floor {
					t.Errorf("%s is %.3f, which is under %.3f", s.name, s.got, s.floor)
				}
			}
		})
	}
	if *update {
		var b strings.Builder
		for _, set := range sets {
			if line, ok := lines[set.name]; ok {
				fmt.Fprintln(&b, line)
			}
		}
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// measure extracts the quotations of a set's articles and compares them with the
// annotations.
func measure(set qualitySet) (*evaluation.Report, error) {
	f, err := os.Open(set.gold)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	gold, err := evaluation.ReadGold(f, set.gold)
	if err != nil {
		return nil, err
	}
	scorer := evaluation.New(gold)
	e := New(nil)
	for a, err := range corpus.Read(context.Background(), []string{set.articles}, corpus.Options{}) {
		if err != nil {
			return nil, err
		}
		scorer.Add(a.ID, e.Article(a))
	}
	if missing := scorer.Missing(); len(missing) > 0 {
		return nil, fmt.Errorf("%s: no articles for %q", set.gold, missing)
	}
	return scorer.Report(), nil
}
