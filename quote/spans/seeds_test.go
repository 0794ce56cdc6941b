package spans

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"dixit/corpus/text"
)

// dataDir is where annotated articles lie that are not part of the module:
// DIXIT_EVAL_DATA, or the folder "shared" beside the module's.
func dataDir() string {
	if dir := os.Getenv("DIXIT_EVAL_DATA"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "..", "shared")
}

// core is the form in which two texts are compared: without space and
// punctuation at both ends.
func core(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsPunct(r) || isSpace(r) || r == '"' })
}

// TestAnnotated measures detection on annotated articles, where there are any.
func TestAnnotated(t *testing.T) {
	file, err := os.Open(filepath.Join(dataDir(), "gold", "seeds.jsonl"))
	if err != nil {
		t.Skip("no annotated articles here")
	}
	defer file.Close()
	type row struct {
		Doc        string
		Start, End int
		Text       string
		Optional   bool
	}
	gold := map[string][]row{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		gold[r.Doc] = append(gold[r.Doc], r)
	}
	var hits, misses, extra float64
	for doc, rows := range gold {
		data, err := os.ReadFile(filepath.Join(dataDir(), "seeds", doc))
		if err != nil {
			t.Fatal(err)
		}
		body := string(data)
		found := Find(body, 0)
		used := make([]bool, len(found))
		for _, r := range rows {
			hit := false
			for i, f := range found {
				if !used[i] && f.Inner.Overlaps(text.Span{Start: r.Start, End: r.End}) && core(f.Inner.Of(body)) == core(r.Text) {
					used[i], hit = true, true
					break
				}
			}
			switch {
			case r.Optional:
			case hit:
				hits++
			default:
				misses++
				t.Logf("missed %s@%d %q", doc, r.Start, r.Text)
			}
		}
		for i, f := range found {
			if !used[i] {
				extra++
				t.Logf("extra %s@%d %q", doc, f.Inner.Start, f.Inner.Of(body))
			}
		}
	}
	f1 := 2 * hits / (2*hits + misses + extra)
	t.Logf("%.0f hits, %.0f misses, %.0f extra: F1 %.3f", hits, misses, extra, f1)
	if f1 < 0.99 {
		t.Errorf("detection F1 %.3f", f1)
	}
}
