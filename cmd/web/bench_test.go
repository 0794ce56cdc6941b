package web

import (
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dixit/index"
	"dixit/index/archive"
	"dixit/index/synth"
)

// The size of the benchmarked archive, as in package archive: 100000 is the one
// that the project's target is about. -bench.archive keeps it between runs.
var (
	benchArticles = flag.Int("bench.articles", 3000, "articles in the benchmarked archive")
	benchArchive  = flag.String("bench.archive", "", "folder of the benchmarked archive, made if it is missing")
)

// benchReader opens the benchmarked archive.
func benchReader(b *testing.B) index.Reader {
	dir := *benchArchive
	if dir == "" {
		dir = filepath.Join(b.TempDir(), "a")
	}
	if _, err := os.Stat(dir); err != nil {
		store, err := archive.Open(dir, archive.Options{Extractor: "bench"})
		if err != nil {
			b.Fatal(err)
		}
		g := synth.New(1)
		const batch = 300
		for done := 0; done < *benchArticles; done += batch {
			entries := make([]index.Entry, min(batch, *benchArticles-done))
			for i := range entries {
				entries[i] = g.Next()
			}
			if _, err := store.Put(context.Background(), entries); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := store.Group(context.Background(), nil); err != nil {
			b.Fatal(err)
		}
		if err := store.Close(); err != nil {
			b.Fatal(err)
		}
	}
	r, err := archive.OpenReader(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { r.Close() })
	return r
}

// clients is how many ask at once.
const clients = 16

// kinds are the pages of which the benchmark measures each alone.
var kinds = []string{"search", "search by speaker", "search of a month by date", "search of a phrase", "search in articles", "second page", "search of frequent words", "article", "quotation's article", "remark", "speaker", "outlet", "start", "overview"}

// A word that more than one in so many quotations has is a frequent one: the "après"
// and "cette" of the synthetic articles, for which a reader seldom looks.
const frequent = 20

// mix is what readers ask for, of each hundred pages so many: searches of two words
// of a quotation first, seldom of frequent ones, some with a speaker, in a month, of a phrase or in whole
// articles, now and then their second page; the articles and remarks that they lead
// to; a speaker, an outlet; seldom the start and the archive as a whole.
var mix = map[string]int{
	"search": 18, "search of frequent words": 2, "search by speaker": 10, "search of a month by date": 5, "search of a phrase": 5, "search in articles": 3, "second page": 7,
	"article": 5, "quotation's article": 15, "remark": 12, "speaker": 8, "outlet": 4, "start": 4, "overview": 2,
}

// BenchmarkPages lets 16 clients ask for pages of one kind or of the mix, one after
// the other without a pause, no address again before hundreds of others: but for
// those of the start, the archive and the few outlets, no answer is one that was
// kept. It reports the time within which 95 of 100 have their answer, how many bytes
// one transfers, and the processor time it takes, the clients' included.
func BenchmarkPages(b *testing.B) {
	reader := benchReader(b)
	server := httptest.NewServer(Handler(reader, options()))
	defer server.Close()
	addresses := sampleAddresses(b, reader, server.URL)
	for _, kind := range append([]string{"mix"}, kinds...) {
		list := addresses[kind]
		b.Run(kind, func(b *testing.B) {
			var mu sync.Mutex
			var took []time.Duration
			size, next := int64(0), 0
			before := processorTime(b)
			var wg sync.WaitGroup
			for range clients {
				wg.Go(func() {
					client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
					for {
						mu.Lock()
						i := next
						next++
						mu.Unlock()
						if i >= b.N {
							return
						}
						begin := time.Now()
						n, err := fetch(client, server.URL+list[i%len(list)])
						d := time.Since(begin)
						mu.Lock()
						if err != nil {
							b.Errorf("%s: %v", list[i%len(list)], err)
						}
						took = append(took, d)
						size = max(size, n)
						mu.Unlock()
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64((processorTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/page")
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
			b.ReportMetric(float64(size)/1000, "max-kB")
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

// processorTime is that of the process so far: clients, server and the collection
// of garbage.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// fetch returns how many bytes a page transfers.
func fetch(client *http.Client, url string) (int64, error) {
	r, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return 0, err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	resp, err := client.Do(r)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	n, err := io.Copy(io.Discard, resp.Body)
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("status %d", resp.StatusCode)
	}
	return n, err
}

// sampleAddresses returns addresses of pages by their kind: searches for words of a
// quotation of the archive, its article, speaker, outlet and remark.
func sampleAddresses(b *testing.B, r index.Reader, base string) map[string][]string {
	b.Helper()
	list := map[string][]string{"start": {"/"}, "overview": {"/overview"}}
	random := rand.New(rand.NewPCG(1, 2))
	word := regexp.MustCompile(`\pL{5,}`)
	seen := map[string]bool{}
	add := func(kind, path string, values url.Values) {
		if address := link(path, values); !seen[address] {
			seen[address] = true
			list[kind] = append(list[kind], address)
		}
	}
	known := map[string]bool{}
	common := func(word string) bool {
		is, ok := known[word]
		if !ok {
			res, err := r.Search(context.Background(), index.Request{Query: word})
			is = err != nil || res.Total*frequent > r.Info().Quotations // the error is for stop words
			known[word] = is
		}
		return is
	}
	for range 6000 {
		id := fmt.Sprintf("synth-%07d", random.IntN(r.Info().Articles))
		e, err := r.Article(id)
		if errors.Is(err, index.ErrNotFound) {
			continue // an archive that was not made here may have others
		}
		if err != nil {
			b.Fatal(err)
		}
		q := &e.Quotations[random.IntN(len(e.Quotations))]
		words := word.FindAllString(q.Text, -1)
		if len(words) < 2 {
			continue
		}
		i := random.IntN(len(words) - 1)
		two := words[i] + " " + words[i+1]
		if common(words[i]) || common(words[i+1]) {
			add("search of frequent words", "/", url.Values{"q": {two}})
			continue
		}
		// Each quotation for one kind of search, so that none is asked for twice.
		switch month := e.Article.Published[:len("2024-06")]; random.IntN(5) {
		case 0:
			add("search in articles", "/", url.Values{"q": {two}, "articles": {"1"}})
		case 1:
			add("search of a month by date", "/", url.Values{"q": {words[i]}, "since": {month}, "until": {month}, "sort": {"date"}})
		case 2:
			if at := strings.Fields(q.Text); len(at) > 2 {
				add("search of a phrase", "/", url.Values{"q": {`"` + strings.Join(at[:3], " ") + `"`}})
			}
		case 3:
			add("second page", "/", url.Values{"q": {two}, "page": {"2"}})
		default:
			add("search", "/", url.Values{"q": {two}})
		}
		add("article", "/article/"+id, nil)
		add("quotation's article", "/article/"+id, url.Values{"from": {q.ID}})
		add("outlet", "/outlet/"+url.PathEscape(e.Article.Outlet), nil)
		if q.Speaker != nil {
			add("search by speaker", "/", url.Values{"q": {words[i]}, "speaker": {q.Speaker.ID}})
			add("speaker", "/speaker/"+q.Speaker.ID, nil)
		}
	}
	for _, order := range []index.RemarkOrder{index.ByQuotations, index.ByNewest} {
		res, err := r.Remarks(context.Background(), index.Request{Limit: 1000}, order)
		if err != nil {
			b.Fatal(err)
		}
		for i := range res.Remarks {
			add("remark", "/remark/"+res.Remarks[i].ID, nil)
		}
	}
	for _, kind := range kinds {
		of := list[kind]
		random.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
		for i := range 40 * mix[kind] {
			list["mix"] = append(list["mix"], of[i%len(of)])
		}
	}
	all := list["mix"]
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	// What is read of the archive once, when it is first needed.
	client := &http.Client{}
	for _, address := range []string{"/speakers", "/?q=a*", "/?q=a*&sort=date", "/?q=a*&articles=1"} {
		if _, err := fetch(client, base+address); err != nil {
			b.Fatal(err)
		}
	}
	return list
}

// BenchmarkFirstPage reports what a browser transfers for the first page: the page
// and all that it refers to.
func BenchmarkFirstPage(b *testing.B) {
	server := httptest.NewServer(Handler(benchReader(b), options()))
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	total := int64(0)
	for b.Loop() {
		r, err := http.NewRequest("GET", server.URL+"/", nil)
		if err != nil {
			b.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", "gzip")
		resp, err := client.Do(r)
		if err != nil {
			b.Fatal(err)
		}
		counted := &counter{Reader: resp.Body}
		unzipped, err := gzip.NewReader(counted)
		if err != nil {
			b.Fatal(err)
		}
		page, err := io.ReadAll(unzipped)
		resp.Body.Close()
		if err != nil {
			b.Fatal(err)
		}
		total = counted.n
		for _, asset := range regexp.MustCompile(`/assets/[\w.]+`).FindAllString(string(page), -1) {
			n, err := fetch(client, server.URL+asset)
			if err != nil {
				b.Fatal(err)
			}
			total += n
		}
	}
	b.ReportMetric(float64(total)/1000, "kB")
}

// A counter counts what is read.
type counter struct {
	io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}
