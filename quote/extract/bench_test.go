package extract

import (
	"os"
	"path/filepath"
	"testing"

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
	for b.Loop() {
		for _, a := range list {
			e.Article(a)
		}
	}
}
