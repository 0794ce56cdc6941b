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
	"strings"
	"testing"

	"dixit/corpus"
	"dixit/quote/evaluation"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A qualitySet is a set of annotated articles and the scores, as F1 or share, under
// which it must not fall.
type qualitySet struct {
	name, gold, articles         string
	detection, attribution, kind float64
}

// qualitySets are the sets in the test data, and last one from outside the
// repository, which is measured where DIXIT_EVAL_DATA has it. A floor is raised
// when the score in quality.golden has risen well above it.
func qualitySets() []qualitySet {
	outside := cmp.Or(os.Getenv("DIXIT_EVAL_DATA"), "../../../shared")
	set := func(name string, detection, attribution, kind float64) qualitySet {
		return qualitySet{name, filepath.Join("testdata", name, "gold.jsonl"), filepath.Join("testdata", name), detection, attribution, kind}
	}
	sample := set("sample", 0.980, 0.900, 0.930)
	sample.articles = "../../corpus/sample"
	return []qualitySet{
		set("domestic", 0.990, 0.920, 0.970),
		set("world", 0.990, 0.935, 0.970),
		set("wires", 0.990, 0.920, 0.955),
		set("press", 0.990, 0.910, 0.960),
		set("features", 0.990, 0.840, 0.960),
		sample,
		set("varied", 0.990, 0.860, 0.960),
		set("fresh", 0.990, 0.865, 0.975),
		{"seeds", filepath.Join(outside, "gold", "seeds.jsonl"), filepath.Join(outside, "seeds"), 0.990, 0.960, 0.990},
	}
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
	for _, set := range qualitySets() {
		t.Run(set.name, func(t *testing.T) {
			report, err := measure(set)
			if set.name == "seeds" && errors.Is(err, fs.ErrNotExist) {
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
			for _, s := range []struct {
				name       string
				got, floor float64
			}{
				{"detection", report.Detection.F1, set.detection},
				{"attribution", report.Attribution.F1, set.attribution},
				{"kind", report.Kind, set.kind},
			} {
				if s.got < s.floor {
					t.Errorf("%s is %.3f, which is under %.3f", s.name, s.got, s.floor)
				}
			}
		})
	}
	if *update {
		var b strings.Builder
		for _, set := range qualitySets() {
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
