package extract

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"dixit/corpus"
)

// testArticles are the annotated articles of the test data.
func testArticles(tb testing.TB) []*corpus.Article {
	paths, err := filepath.Glob("testdata/*/*.txt")
	if err != nil || len(paths) == 0 {
		tb.Fatal("no test articles", err)
	}
	list := make([]*corpus.Article, len(paths))
	for i, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		list[i] = &corpus.Article{ID: p, Body: string(b), Published: "2024-06-19"}
	}
	return list
}

// BenchmarkArticle runs the whole pipeline, from the scan for marks to
// attribution, on the annotated test articles, on one core.
func BenchmarkArticle(b *testing.B) {
	list := testArticles(b)
	e := New(nil)
	size := 0
	for _, a := range list {
		size += len(a.Body)
		e.Article(a)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	n, start := 0, cpuTime(b)
	for b.Loop() {
		for _, a := range list {
			e.Article(a)
		}
		n++
	}
	b.ReportMetric(float64(size)*float64(n)/(cpuTime(b)-start).Seconds()/1e6, "MB/cpu-s")
}

// cpuTime is what the process has used of the processors so far, the garbage
// collector included: unlike wall time, it says something on a busy machine.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
