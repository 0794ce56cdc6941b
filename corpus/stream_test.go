package corpus

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"
)

// A repeater reads as n copies of unit, without holding them.
type repeater struct {
	unit string
	n    int
	rest string
}

func (r *repeater) Read(p []byte) (int, error) {
	if r.rest == "" {
		if r.n == 0 {
			return 0, io.EOF
		}
		r.n--
		r.rest = r.unit
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// TestConstantMemory reads streams of some hundred megabytes and watches the heap.
func TestConstantMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 500 MB")
	}
	text := strings.Repeat("Le maire a répété : « Rien. » ", 1000)
	picture := exchange("image/jpeg", strings.Repeat("\x00\x01\x02\x03", 1<<18))
	const size = 150 << 20
	tests := []struct {
		name, unit string
		articles   int // a unit
	}{
		{"jsonl", `{"text":"` + text + `"}` + "\n" + strings.Repeat("\n", 1000), 1},
		{"warc of pictures and pages", strings.Repeat(picture, 4) + exchange("text/html", "<p>Il a dit non."), 1},
		{"an endless line", text, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := size/len(tt.unit) + 1
			var before, now runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var peak uint64
			articles := 0
			for a, err := range Read(context.Background(), []string{"-"}, Options{Stdin: &repeater{unit: tt.unit, n: n}, MaxRecord: 2 << 20}) {
				if err != nil && tt.articles > 0 {
					t.Fatal(err)
				}
				if a != nil {
					articles++
				}
				if articles%50 == 0 {
					runtime.ReadMemStats(&now)
					peak = max(peak, now.HeapAlloc)
				}
			}
			if articles != n*tt.articles {
				t.Errorf("read %d articles, want %d", articles, n*tt.articles)
			}
			if grown := int64(peak) - int64(before.HeapAlloc); grown > 32<<20 {
				t.Errorf("the heap grew by %d MiB", grown>>20)
			}
		})
	}
}

func TestManyFiles(t *testing.T) {
	dir := t.TempDir()
	for i := range 300 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(fmt.Sprint("Article ", i)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	i := 0
	for a, err := range Read(context.Background(), []string{dir}, Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprint("Article ", i); a.Body != want {
			t.Errorf("body %q, want %q", a.Body, want)
		}
		i++
	}
	if i != 300 {
		t.Errorf("read %d articles", i)
	}
}

// FuzzRead reads any bytes as any format.
func FuzzRead(f *testing.F) {
	names := []string{"a.txt", "a.jsonl", "a.html", "a.rss", "a.json", "a.warc", "a"}
	for i, s := range []string{
		"---\ntitle: Un\n---\n date 2024-06 Texte.",
		"{\"text\":\"Un.\"}\n{\"text\":12}\n[\n",
		fmt.Sprintf(vigie, "<meta charset=utf-16>"),
		fmt.Sprintf(rss, "iso-8859-1"),
		`{"version":"https://jsonfeed.org/version/1","items":[{"content_text":"Un"}]}`,
		exchange("text/html", "<p>Il a dit non.") + "junk",
		zip("Texte."),
		"\xff\xfeU\x00n\x00\n\x00",
		"\x1f\x8b\x08\x00",
	} {
		f.Add([]byte(s), uint8(i))
	}
	f.Fuzz(func(t *testing.T, data []byte, kind uint8) {
		name := names[int(kind)%len(names)]
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		for a, err := range Read(context.Background(), []string{path}, Options{MaxRecord: 1 << 20}) {
			if err != nil {
				if !strings.HasPrefix(err.Error(), path+":") || !utf8.ValidString(err.Error()) {
					t.Errorf("message %q", err)
				}
				continue
			}
			if a.ID == "" || a.Source != path || strings.TrimSpace(a.Body) == "" {
				t.Errorf("article %+v", a)
			}
			if a.TextStart < 0 || a.TextStart > len(a.Body) || !utf8.ValidString(a.Body) {
				t.Errorf("text at %d of %q", a.TextStart, a.Body)
			}
		}
	})
}

func FuzzJSONL(f *testing.F) {
	f.Add([]byte(`{"id":1,"published":"2024","text":"\u00e9\ud800 « Non »"}`))
	f.Add([]byte(`{"text":null,"id":{}}`))
	f.Add([]byte("{\"text\":\"caf\xe9\"}"))
	f.Fuzz(func(t *testing.T, line []byte) {
		a, err := article(line)
		if err != nil || !utf8.Valid(line) {
			return
		}
		var want struct{ Text string }
		if err := json.Unmarshal(line, &want); err != nil || a.Body != want.Text {
			t.Errorf("body %q of %q, %v", a.Body, line, err)
		}
	})
}

func FuzzFeed(f *testing.F) {
	f.Add(fmt.Sprintf(rss, "iso-8859-1"))
	f.Add(`<feed><title/><entry><content type="xhtml"><div>Un</div></content><updated>2024</updated></entry></feed>`)
	f.Add(`<rdf:RDF><item><title>&eacute;</title><description><![CDATA[<p>Un]]></description></item></rdf:RDF>`)
	f.Add(`{"version":"https://jsonfeed.org/version/1","items":[{"content_text":"Un","authors":[null]}]}`)
	f.Fuzz(func(t *testing.T, data string) {
		feed, err := parseFeed(data)
		if err != nil {
			return
		}
		for _, item := range feed.Items {
			if a := itemArticle(feed, item); a != nil && (a.Body == "" || !utf8.ValidString(a.Body)) {
				t.Errorf("body %q", a.Body)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("Le maire de Port-Salant a répété : « Nous n’avons rien caché. »\n", 80)
	line := fmt.Sprintf(`{"text":%q}`, text) + "\n"
	page := "<html><body><article><h1>Rien caché</h1>" + strings.Repeat("<p>Le maire de Port-Salant a répété, devant la foule : « Nous n’avons rien caché. »</p>", 60) + "</article></body></html>"
	const size = 8 << 20
	for _, bb := range []struct{ name, file, data string }{
		{"text of 8 MiB", "a.txt", strings.Repeat(text, size/len(text))},
		{"jsonl", "a.jsonl", strings.Repeat(line, size/len(line))},
		{"warc", "a.warc", strings.Repeat(exchange("text/html", page), size/8/len(page))},
		{"html", "a.html", page},
	} {
		b.Run(bb.name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), bb.file)
			if err := os.WriteFile(path, []byte(bb.data), 0o644); err != nil {
				b.Fatal(err)
			}
			benchmark(b, path, len(bb.data))
		})
	}
	b.Run("jsonl.gz", func(b *testing.B) {
		path := filepath.Join(b.TempDir(), "a.jsonl.gz")
		f, err := os.Create(path)
		if err != nil {
			b.Fatal(err)
		}
		z := gzip.NewWriter(f)
		fmt.Fprint(z, strings.Repeat(line, size/len(line)))
		z.Close()
		f.Close()
		benchmark(b, path, size)
	})
	b.Run("folder of small texts", func(b *testing.B) {
		dir := b.TempDir()
		for i := range 500 {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o644); err != nil {
				b.Fatal(err)
			}
		}
		benchmark(b, dir, 500*len(text))
	})
}

func benchmark(b *testing.B, path string, size int) {
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, err := range Read(context.Background(), []string{path}, Options{}) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}
