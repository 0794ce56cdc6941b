//go:build unix

package archive

import (
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/analyzer/custom" // registers the kind
	whole "github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"

	"dixit/index"
	"dixit/index/analysis"
	"dixit/index/synth"
)

// The size of the benchmarked archive; 100000 is the one that the project's
// targets are about. -bench.archive keeps it from one run to the next.
var (
	benchArticles = flag.Int("bench.articles", 3000, "articles in the benchmarked archive")
	benchArchive  = flag.String("bench.archive", "", "folder of the benchmarked archive, made if it is missing")
)

const benchBatch = 300 // as ingest does

func synthesize(g *synth.Generator, n int) []index.Entry {
	out := make([]index.Entry, n)
	for i := range out {
		out[i] = g.Next()
	}
	return out
}

// cpu is the processor time that this process has used.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peak is the largest resident size of this process so far, in megabytes.
func peak() float64 {
	b, _ := os.ReadFile("/proc/self/status")
	for line := range strings.SplitSeq(string(b), "\n") {
		if v, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.Atoi(strings.Fields(v)[0])
			return float64(n) / 1024
		}
	}
	return 0
}

func diskSize(dir string) (n int64) {
	filepath.Walk(dir, func(_ string, st os.FileInfo, err error) error {
		if err == nil && st.Mode().IsRegular() {
			n += st.Size()
		}
		return nil
	})
	return n
}

// build ingests n articles and reports what it took, generating aside.
func build(b *testing.B, dir string, n int) {
	s, err := Open(dir, Options{Extractor: "bench"})
	if err != nil {
		b.Fatal(err)
	}
	g := synth.New(1)
	var used time.Duration
	start := time.Now()
	var text int64
	for done := 0; done < n; done += benchBatch {
		batch := synthesize(g, min(benchBatch, n-done))
		for _, e := range batch {
			text += int64(len(e.Article.Body))
		}
		before := cpu()
		if _, err := s.Put(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
		used += cpu() - before
	}
	before := cpu()
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	used += cpu() - before
	b.ReportMetric(used.Seconds()*1e6/float64(n), "cpu-us/article")
	b.ReportMetric(float64(n)/time.Since(start).Seconds(), "articles/s")
	b.ReportMetric(float64(diskSize(dir))/float64(text), "size/text")
	b.ReportMetric(peak(), "peak-MB")
	b.Logf("%d articles: %.1f CPU s, %.1f s, %.1f MB of text, %.1f MB on disk, peak %.0f MB",
		n, used.Seconds(), time.Since(start).Seconds(), float64(text)/1e6, float64(diskSize(dir))/1e6, peak())
}

// groupAll groups the quotations of an archive and reports what it took.
func groupAll(b *testing.B, dir string) {
	s, err := Open(dir, Options{Extractor: "bench"})
	if err != nil {
		b.Fatal(err)
	}
	before, start := cpu(), time.Now()
	g, err := s.Group(context.Background(), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d quotations grouped into %d remarks: %.1f CPU s, %.1f s, peak %.0f MB, %.1f MB on disk",
		g.Quotations, g.Remarks, (cpu() - before).Seconds(), time.Since(start).Seconds(), peak(), float64(diskSize(dir))/1e6)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkIngest(b *testing.B) {
	for b.Loop() {
		build(b, filepath.Join(b.TempDir(), "a"), *benchArticles)
	}
}

// BenchmarkPlainBleve indexes the same documents with bleve alone: the same
// fields, analysed by its own chain, in batches of the same size.
func BenchmarkPlainBleve(b *testing.B) {
	for b.Loop() {
		idx, err := bleve.NewUsing(filepath.Join(b.TempDir(), "i"), plainMapping(b), scorch.Name, scorch.Name, nil)
		if err != nil {
			b.Fatal(err)
		}
		g := synth.New(1)
		var used time.Duration
		for done := 0; done < *benchArticles; done += benchBatch {
			batch := idx.NewBatch()
			for _, e := range synthesize(g, min(benchBatch, *benchArticles-done)) {
				for id, doc := range plainDocuments(&e) {
					if err := batch.Index(id, doc); err != nil {
						b.Fatal(err)
					}
				}
			}
			before := cpu()
			if err := idx.Batch(batch); err != nil {
				b.Fatal(err)
			}
			used += cpu() - before
		}
		before := cpu()
		if err := idx.Close(); err != nil {
			b.Fatal(err)
		}
		used += cpu() - before
		b.ReportMetric(used.Seconds()*1e6/float64(*benchArticles), "cpu-us/article")
		b.ReportMetric(peak(), "peak-MB")
	}
}

func plainMapping(b *testing.B) *mapping.IndexMappingImpl {
	m := bleve.NewIndexMapping()
	for name, filters := range map[string][]string{
		"stem":  {lowercase.Name, fr.ElisionName, fr.StopName, fr.LightStemmerName},
		"exact": {lowercase.Name, fr.ElisionName, fr.StopName},
	} {
		err := m.AddCustomAnalyzer(name, map[string]any{"type": "custom", "tokenizer": unicode.Name, "token_filters": filters})
		if err != nil {
			b.Fatal(err)
		}
	}
	doc := bleve.NewDocumentStaticMapping()
	text := func(field, analyzer string) {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.DocValues, f.IncludeTermVectors = analyzer, false, false, false, false
		f.SkipFreqNorm = analyzer == "exact"
		doc.AddFieldMappingsAt(field, f)
	}
	text(fieldStem, "stem")
	text(fieldExact, "exact")
	text("Q", "stem")
	text("X", "exact")
	text("T", "stem")
	text("Y", "exact")
	for _, name := range []string{"s", "o", "k", "l", "m", "d", "c", "S", "O", "K", "L", "M", "D", "C", "i", "I", "t"} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.IncludeTermVectors, f.SkipFreqNorm = whole.Name, false, false, false, true
		f.DocValues = false
		doc.AddFieldMappingsAt(name, f)
	}
	stored := bleve.NewTextFieldMapping()
	stored.Index, stored.Store, stored.IncludeInAll, stored.DocValues = false, true, false, false
	doc.AddFieldMappingsAt(fieldRecord, stored)
	m.DefaultMapping = doc
	return m
}

func plainDocuments(e *index.Entry) map[string]any {
	a := e.Article
	speakers, kinds := quoted(e)
	docs := map[string]any{a.ID: map[string]any{
		"Q": a.Body, "X": a.Title + "\n" + a.Body, "T": a.Title, "Y": a.Title, "I": a.ID, "t": "a", "O": a.Outlet, "L": "fr", "M": a.Published[:7], "D": a.Published,
		"S": speakers, "K": kinds, "C": "0900", fieldRecord: a.Body,
	}}
	for i := range e.Quotations {
		q := &e.Quotations[i]
		d := map[string]any{
			"q": q.Text, "x": q.Text, "i": q.ID, "t": "q", "o": a.Outlet, "l": "fr", "m": a.Published[:7], "d": a.Published,
			"k": string(q.Kind), "c": thousandths(q.Confidence),
		}
		if q.Speaker != nil {
			d["s"] = q.Speaker.ID
		}
		docs[q.ID] = d
	}
	return docs
}

var benched struct {
	sync.Mutex
	dir string
}

// benchReader opens the archive that the queries run on.
func benchReader(b *testing.B) index.Reader {
	benched.Lock()
	defer benched.Unlock()
	if benched.dir == "" {
		dir := *benchArchive
		if dir == "" {
			tmp, err := os.MkdirTemp("", "dixit-bench-*")
			if err != nil {
				b.Fatal(err)
			}
			dir = filepath.Join(tmp, "a")
			removeLater = tmp
		}
		if _, err := os.Stat(filepath.Join(dir, manifestName)); err != nil {
			build(b, dir, *benchArticles)
			groupAll(b, dir)
		}
		benched.dir = dir
	}
	r, err := OpenReader(benched.dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { r.Close() })
	return r
}

var removeLater string

func BenchmarkOpen(b *testing.B) {
	benchReader(b)
	for b.Loop() {
		r, err := OpenReader(benched.dir)
		if err != nil {
			b.Fatal(err)
		}
		r.Close()
	}
}

// requests of the kinds that people make, with words and speakers by frequency.
func requests(r *rand.Rand) map[string]index.Request {
	// Ranks by their logarithm: as often among the first ten as among the next
	// ninety.
	rank := func(n int) int { return int(math.Exp(r.Float64()*math.Log(float64(n)))) - 1 }
	an := analysis.New()
	word := func() string {
		for {
			if w := synth.Word(rank(5000)); !an.Term(w).Stop {
				return w
			}
		}
	}
	speaker := []string{synth.Speaker(rank(synth.Speakers))}
	two := word() + " " + word()
	return map[string]index.Request{
		"word":            {Query: word(), Limit: 20},
		"two words":       {Query: two, Limit: 20},
		"speaker":         {Query: two, Filter: index.Filter{Speakers: speaker}, Limit: 20},
		"speaker, facets": {Query: two, Filter: index.Filter{Speakers: speaker}, Limit: 20, Facets: true, FacetSize: 20},
		"words, facets":   {Query: two, Limit: 20, Facets: true, FacetSize: 20},
		"all facets":      {Facets: true, FacetSize: 20},
		"phrase":          {Query: `"` + two + `"`, Limit: 20},
		"article phrase":  {Query: `"` + two + `"`, Articles: true, Limit: 20},
		"articles":        {Query: two, Articles: true, Limit: 20},
		"fuzzy":           {Query: word() + "~", Limit: 20},
		"wildcard":        {Query: string([]rune(word() + "tion")[:4]) + "*", Limit: 20},
		"90 days":         {Query: word(), Filter: index.Filter{Since: "2020-03-10", Until: "2020-06-08"}, Limit: 20},
		"by date":         {Query: word(), Sort: index.ByDate, Limit: 20},
		"by remark":       {Query: two, Filter: index.Filter{Speakers: speaker}, Limit: 20, Collapse: true},
		"words by remark": {Query: two, Limit: 20, Collapse: true},
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, name := range slices.Sorted(func(yield func(string) bool) {
		for k := range requests(rand.New(rand.NewPCG(1, 1))) {
			if !yield(k) {
				return
			}
		}
	}) {
		b.Run(name, func(b *testing.B) {
			s := benchReader(b)
			r := rand.New(rand.NewPCG(7, 7))
			var took []time.Duration
			for b.Loop() {
				req := requests(r)[name]
				start := time.Now()
				if _, err := s.Search(context.Background(), req); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

// BenchmarkClients is 16 clients at once with requests of all kinds.
func BenchmarkClients(b *testing.B) {
	s := benchReader(b)
	b.SetParallelism(max(1, 16/runtime.GOMAXPROCS(0)))
	var seed sync.Mutex
	n := uint64(0)
	start := time.Now()
	b.RunParallel(func(pb *testing.PB) {
		seed.Lock()
		n++
		r := rand.New(rand.NewPCG(n, 3))
		seed.Unlock()
		kinds := []string{"word", "two words", "speaker", "speaker, facets", "all facets", "phrase", "fuzzy", "wildcard", "by date", "articles"}
		for pb.Next() {
			if _, err := s.Search(context.Background(), requests(r)[kinds[r.IntN(len(kinds))]]); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/time.Since(start).Seconds(), "queries/s")
}

func BenchmarkIterate(b *testing.B) {
	s := benchReader(b)
	for b.Loop() {
		n := 0
		start := time.Now()
		for _, err := range s.Iterate(context.Background(), index.Request{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		b.ReportMetric(float64(n)/time.Since(start).Seconds(), "rows/s")
	}
}

func BenchmarkSpeakers(b *testing.B) {
	s := benchReader(b)
	for b.Loop() {
		if _, err := s.Speakers(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	s := benchReader(b)
	for b.Loop() {
		if p, err := s.Check(context.Background(), nil); err != nil || len(p) > 0 {
			b.Fatal(fmt.Sprint(p, err))
		}
	}
}
