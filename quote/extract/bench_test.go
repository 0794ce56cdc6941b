package extract

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// newsDensity is how many bytes of news there are to a quotation: about what an
// archive of agency copy and dailies holds, where most articles quote little.
const newsDensity = 570

// newsArticles are the test articles at the density of news: each is filled up
// with paragraphs, from the other articles of its set, that quote nobody, spread
// evenly between its own.
func newsArticles(tb testing.TB) []*corpus.Article {
	list := testArticles(tb)
	e := New(nil)
	plain := map[string][]string{}
	for _, a := range list {
		for line := range strings.Lines(a.Body) {
			if len(line) > 100 && !strings.ContainsAny(line, "«»“”\"") {
				plain[filepath.Dir(a.ID)] = append(plain[filepath.Dir(a.ID)], line)
			}
		}
	}
	at := 0
	for _, a := range list {
		fill, want := plain[filepath.Dir(a.ID)], newsDensity*len(e.Article(a))
		var added []string
		for size := len(a.Body); len(fill) > 0 && size < want; at++ {
			added = append(added, fill[at%len(fill)])
			size += len(fill[at%len(fill)])
		}
		a.Body = interleave(slices.Collect(strings.Lines(a.Body)), added)
	}
	return list
}

// interleave spreads some lines evenly behind those of a text.
func interleave(lines, added []string) string {
	var b strings.Builder
	done := 0
	for i, line := range lines {
		b.WriteString(strings.TrimSuffix(line, "\n") + "\n")
		for ; done < len(added)*(i+1)/len(lines); done++ {
			b.WriteString(strings.TrimSuffix(added[done], "\n") + "\n")
		}
	}
	return b.String()
}

// BenchmarkArticle runs the whole pipeline, from the scan for marks to
// attribution, on one core: on the annotated test articles, which were chosen
// for their many quotations, and on the same at the density of news.
func BenchmarkArticle(b *testing.B) {
	for _, set := range []struct {
		name string
		list []*corpus.Article
	}{{"dense", testArticles(b)}, {"news", newsArticles(b)}} {
		b.Run(set.name, func(b *testing.B) {
			e := New(nil)
			size, found := 0, 0
			for _, a := range set.list {
				size += len(a.Body)
				found += len(e.Article(a))
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			n, start := 0, cpuTime(b)
			for b.Loop() {
				for _, a := range set.list {
					e.Article(a)
				}
				n++
			}
			b.ReportMetric(float64(size)*float64(n)/(cpuTime(b)-start).Seconds()/1e6, "MB/cpu-s")
			b.ReportMetric(float64(found)*1000/float64(size), "quotations/kB")
		})
	}
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
