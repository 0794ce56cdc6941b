//go:build unix

package archive

import (
	"context"
	"path/filepath"
	"testing"

	"dixit/index/synth"
)

// BenchmarkGroup groups the quotations of an archive at once, and then those of
// one more batch of articles, which are looked up in the index.
func BenchmarkGroup(b *testing.B) {
	for b.Loop() {
		s, err := Open(filepath.Join(b.TempDir(), "a"), Options{Extractor: "bench"})
		if err != nil {
			b.Fatal(err)
		}
		g := synth.New(1)
		put := func(n int) {
			for done := 0; done < n; done += benchBatch {
				if _, err := s.Put(context.Background(), synthesize(g, min(benchBatch, n-done))); err != nil {
					b.Fatal(err)
				}
			}
		}
		group := func(unit string) {
			before := cpu()
			out, err := s.Group(context.Background(), nil)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64((cpu()-before).Microseconds())/float64(out.Quotations), unit)
		}
		put(*benchArticles)
		group("cpu-us/quotation-at-once")
		put(benchBatch)
		group("cpu-us/quotation-added")
		b.ReportMetric(peak(), "peak-MB")
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
