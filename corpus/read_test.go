package corpus

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"dixit/corpus/block"
	"dixit/corpus/text"
)

const body = "Le maire de Port-Salant a répété : « Nous n’avons rien caché. »\r\nLa préfète, elle, se tait.\n"

// write writes files into a new folder and returns it.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Le Phare")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func zip(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

func in(enc encoding.Encoding, s string) string {
	out, err := enc.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

// collect reads paths to the end.
func collect(paths []string, opts Options) (articles []*Article, errs []error) {
	for a, err := range Read(context.Background(), paths, opts) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		articles = append(articles, a)
	}
	return articles, errs
}

// one reads the only article in path.
func one(t *testing.T, path string, opts Options) *Article {
	t.Helper()
	articles, errs := collect([]string{path}, opts)
	if len(errs) > 0 || len(articles) != 1 {
		t.Fatalf("read %d articles with errors %v, want one", len(articles), errs)
	}
	return articles[0]
}

func TestPlain(t *testing.T) {
	matter := "---\noutlet: La Vigie\ntitle: Rien caché\ndate: 2024-06-19\nbyline: Ana Roux\nlang: fr_FR\nurl: https://vigie.example/1\n---\n"
	tests := []struct {
		name, file, data string
		want             Article
	}{
		{"utf-8 byte for byte", "a.txt", body, Article{Body: body}},
		{"markdown", "a.md", "# Titre\n\n" + body, Article{Body: "# Titre\n\n" + body}},
		{"block quotation in markdown", "a.md", "Avant.\n\n> Non.\n> — Jo Bar\n", Article{Body: "Avant.\n\n> Non.\n> — Jo Bar\n",
			Blocks: []block.Quotation{{Words: text.Span{Start: 10, End: 14}, Author: text.Span{Start: 21, End: 27}}}}},
		{"no markdown", "a.txt", "Avant.\n\n> Non.\n", Article{Body: "Avant.\n\n> Non.\n"}},
		{"byte order mark", "a.txt", "\ufeff" + body, Article{Body: "\ufeff" + body, TextStart: 3}},
		{"gzipped", "a.txt.gz", zip(body), Article{Body: body}},
		{"gzipped in two members", "a.txt.gz", zip(body) + zip(body), Article{Body: body + body}},
		{"gzipped, not by name", "a.txt", zip(body), Article{Body: body}},
		{"no known extension", "a.article", body, Article{Body: body}},
		{"begins like a picture", "a.txt", "BM Presse annonce : " + body, Article{Body: "BM Presse annonce : " + body}},
		{"windows-1252", "a.txt", in(charmap.Windows1252, body), Article{Body: body}},
		{"utf-16 le", "a.txt", in(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), body), Article{Body: body}},
		{"utf-16 be without mark, gzipped", "a.txt.gz", zip(in(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), body)), Article{Body: body}},
		{"one damaged byte", "a.txt", body + "\xff", Article{Body: body + "?"}},
		{"front matter", "a.md", matter + body, Article{
			Body: matter + body, TextStart: len(matter), Outlet: "La Vigie", Title: "Rien caché",
			Published: "2024-06-19", Byline: "Ana Roux", Lang: "fr-FR", URL: "https://vigie.example/1"}},
		{"date line", "a.txt", " date 2024-06 " + body, Article{Body: " date 2024-06 " + body, TextStart: 14, Published: "2024-06"}},
		{"malformed front matter", "a.txt", "---\ntitle: x\n" + body, Article{Body: "---\ntitle: x\n" + body}},
		{"braces", "a.txt", "{\"Non\", dit-il.}\n" + body, Article{Body: "{\"Non\", dit-il.}\n" + body}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(write(t, map[string]string{tt.file: tt.data}), tt.file)
			tt.want.ID, tt.want.Source = path, path
			if got := one(t, path, Options{}); !reflect.DeepEqual(*got, tt.want) {
				t.Errorf("got  %+v\nwant %+v", *got, tt.want)
			}
		})
	}
}

func TestJSONL(t *testing.T) {
	line := `{"id":"x1","outlet":"La Vigie","title":"Rien","byline":"Ana Roux","published":"2024-06-19T08:00:00+02:00","url":"https://vigie.example/1","lang":"fr","text":"Il dit : « Non. »\r\n\u2026"}`
	full := Article{ID: "x1", Line: 1, Outlet: "La Vigie", Title: "Rien", Byline: "Ana Roux", Published: "2024-06-19T08:00:00+02:00",
		URL: "https://vigie.example/1", Lang: "fr", Body: "Il dit : « Non. »\r\n…"}
	tests := []struct {
		name, file, data string
		want             []Article
	}{
		{"every field", "a.jsonl", line + "\n", []Article{full}},
		{"no final line end", "a.jsonl", line, []Article{full}},
		{"gzipped", "a.jsonl.gz", zip(line + "\n"), []Article{full}},
		{"byte order mark", "a.jsonl", "\ufeff" + line, []Article{full}},
		{"utf-16", "a.jsonl", in(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), line), []Article{full}},
		{"by content", "a", line, []Article{full}},
		{"blank lines and no id", "a.jsonl", "\n\r\n{\"text\":\"Un.\"}\r\n\n{\"text\":\"Deux.\",\"id\":7,\"published\":2024}\n",
			[]Article{{ID: "#3", Line: 3, Body: "Un."}, {ID: "7", Line: 5, Body: "Deux.", Published: "2024"}}},
		{"windows-1252", "a.jsonl", in(charmap.Windows1252, `{"text":"Il a été réélu à l’unanimité."}`), []Article{{ID: "#1", Line: 1, Body: "Il a été réélu à l’unanimité."}}},
		{"date line", "a.jsonl", `{"text":" date 2024-06 Un."}`, []Article{{ID: "#1", Line: 1, Body: " date 2024-06 Un.", TextStart: 14, Published: "2024-06"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkFile(t, tt.file, tt.data, tt.want)
		})
	}
}

// checkFile checks what is read from a file of this name and content. The source
// is filled in, and before an identifier that begins with # as well.
func checkFile(t *testing.T, file, data string, wants []Article) {
	t.Helper()
	path := filepath.Join(write(t, map[string]string{file: data}), file)
	articles, errs := collect([]string{path}, Options{})
	if len(errs) > 0 || len(articles) != len(wants) {
		t.Fatalf("read %d articles with errors %v, want %d", len(articles), errs, len(wants))
	}
	for i, want := range wants {
		want.Source = path
		if strings.HasPrefix(want.ID, "#") {
			want.ID = path + want.ID
		}
		if !reflect.DeepEqual(*articles[i], want) {
			t.Errorf("got  %+v\nwant %+v", *articles[i], want)
		}
	}
}

func TestOnly(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": body, "Le Cap/b.txt": body, "Le Cap/c.txt": body})
	articles, errs := collect([]string{dir}, Options{Only: func(path string) bool { return filepath.Base(path) == "b.txt" }})
	if len(errs) > 0 || len(articles) != 1 || articles[0].Outlet != "Le Cap" {
		t.Errorf("%d articles, errors %v", len(articles), errs)
	}
	if articles, errs := collect([]string{dir}, Options{Only: func(string) bool { return false }}); len(articles)+len(errs) > 0 {
		t.Errorf("none chosen: %d articles, errors %v", len(articles), errs)
	}
}

func TestFolder(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt":               body,
		"a.txt":               "---\noutlet: La Vigie\n---\n" + body,
		"Le Cap/c.txt.gz":     zip(body),
		"Le Cap/lot.jsonl":    `{"id":"x1","text":"Un."}`,
		".cache/d.txt":        body,
		".e.txt":              body,
		"photo.jpg":           "\xff\xd8\xff\xe0\x00\x10JFIF",
		"LICENSE":             "Apache",
		"gold.jsonl":          `{"doc":"a.txt","start":3,"end":5,"text":"..","kind":"direct"}` + "\n",
		"package.json":        "{\n  \"name\": \"x\"\n}\n",
		"settings.json":       `{"name":"x"}`,
		"vide/sans/photo.png": "\x89PNG\r\n",
	})
	if err := os.Symlink("b.txt", filepath.Join(dir, "link.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(".", filepath.Join(dir, "circle.txt")); err != nil {
		t.Fatal(err)
	}
	articles, errs := collect([]string{dir}, Options{})
	if len(errs) > 0 {
		t.Errorf("errors %v", errs)
	}
	var got []string
	for _, a := range articles {
		rel, _ := filepath.Rel(dir, a.Source)
		got = append(got, rel+" "+a.Outlet)
	}
	want := []string{"Le Cap/c.txt.gz Le Cap", "Le Cap/lot.jsonl ", "a.txt La Vigie", "b.txt Le Phare", "link.txt Le Phare"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}

	t.Run("fallbacks", func(t *testing.T) {
		articles, _ := collect([]string{dir}, Options{Outlet: "Le Rivage", Date: "2024-06"})
		for _, a := range articles {
			want := "Le Rivage"
			if filepath.Base(a.Source) == "a.txt" {
				want = "La Vigie"
			}
			if a.Outlet != want || a.Published != "2024-06" {
				t.Errorf("%s: outlet %q, published %q", a.Source, a.Outlet, a.Published)
			}
		}
	})
	t.Run("the working directory", func(t *testing.T) {
		t.Chdir(dir)
		articles, _ := collect([]string{"."}, Options{})
		if len(articles) != 5 || articles[3].Outlet != "Le Phare" || articles[3].ID != "b.txt" {
			t.Errorf("read %d articles, the fourth %+v", len(articles), articles[3])
		}
	})
	t.Run("a file named itself", func(t *testing.T) {
		if a := one(t, filepath.Join(dir, "b.txt"), Options{}); a.Outlet != "" {
			t.Errorf("outlet %q", a.Outlet)
		}
	})
	t.Run("no article", func(t *testing.T) {
		articles, errs := collect([]string{filepath.Join(dir, "vide")}, Options{})
		if len(articles) != 0 || len(errs) != 1 || !strings.Contains(errs[0].Error(), "holds no article") {
			t.Errorf("articles %v, errors %v", articles, errs)
		}
	})
}

func TestDamaged(t *testing.T) {
	var lines strings.Builder
	for i := 1; i <= 20; i++ {
		if i == 17 {
			lines.WriteString("{\"text\": \"Coupé\n")
			continue
		}
		fmt.Fprintf(&lines, "{\"text\": \"Article %d.\"}\n", i)
	}
	gz := zip(strings.Repeat(lines.String(), 500))
	flipped := []byte(zip(body))
	flipped[len(flipped)-6] ^= 0xFF
	tests := []struct {
		name, file, data string
		articles         int    // read in spite of it
		line             int    // of the error
		want             string // in the message
		opts             Options
	}{
		{name: "empty", file: "a.txt", data: "", want: "it is empty"},
		{name: "blank", file: "a.txt", data: " \n\ufeff"[:2], want: "it is empty"},
		{name: "front matter alone", file: "a.txt", data: "---\ntitle: Un\n---\n \n", want: "no text"},
		{name: "date line alone", file: "a.jsonl", data: `{"text":" date 2024-06 "}`, line: 1, want: "no text"},
		{name: "empty jsonl", file: "a.jsonl", data: "\n\n", want: "it is empty"},
		{name: "empty gzip", file: "a.txt.gz", data: zip(""), want: "it is empty"},
		{name: "binary", file: "a.txt", data: strings.Repeat("\x00\x01\x02\x9f", 99), want: "binary data"},
		{name: "picture", file: "a.html", data: "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", want: "image/png"},
		{name: "pdf", file: "a.pdf", data: "%PDF-1.7\nstream", want: "application/pdf"},
		{name: "gzip header", file: "a.txt.gz", data: "\x1f\x8b\x08", want: "ends too early"},
		{name: "truncated text", file: "a.txt.gz", data: zip(body)[:60], want: "ends too early"},
		{name: "checksum", file: "a.txt.gz", data: string(flipped), want: "damaged"},
		{name: "line 17", file: "a.jsonl", data: lines.String(), articles: 19, line: 17, want: "not valid JSON"},
		{name: "last line", file: "a.jsonl", data: "{\"text\":\"Un.\"}\n{\"tex", articles: 1, line: 2, want: "not valid JSON"},
		{name: "no text", file: "a.jsonl", data: "{\"text\":\"Un.\"}\n{\"texte\":\"Deux.\"}\n", articles: 1, line: 2, want: `no "text"`},
		{name: "blank text", file: "a.jsonl", data: "{\"text\":\" \"}", line: 1, want: "is empty"},
		{name: "text of another type", file: "a.jsonl", data: "{\"text\":12}", line: 1, want: `"text" must be a string`},
		{name: "no object", file: "a.jsonl", data: "12\n{\"text\":\"Un.\"}", articles: 1, line: 1, want: "must be a JSON object"},
		{name: "array", file: "a.jsonl", data: "[{\"text\":\"Un.\"}]", want: "JSON array"},
		{name: "array over lines", file: "a.jsonl", data: "[\n{\"text\":\"Un.\"}\n]", want: "JSON array"},
		{name: "quotations", file: "a.jsonl", data: `{"doc":"a","start":0,"end":2,"text":"ab"}`, want: "quotations"},
		{name: "other json", file: "a.json", data: "{\n\"a\": 1\n}", want: "neither an RSS"},
		{name: "other xml", file: "a.xml", data: "<?xml version='1.0'?><urlset></urlset>", want: "neither an RSS"},
		{name: "feed with a null author", file: "a.json", data: `{"version":"https://jsonfeed.org/version/1","items":[{"content_text":"Un","authors":[null]}]}`, want: "the feed is damaged"},
		{name: "feed without items", file: "a.xml", data: "<rss version='2.0'><channel><title>x</title></channel></rss>", want: "no item"},
		{name: "feed cut short", file: "a.xml", data: "<rss version='2.0'><channel><item><title>Un", want: "the feed is damaged"},
		{name: "page without text", file: "a.html", data: "<html><body><script>x()</script></body></html>", want: "no article text"},
		{name: "page too deep", file: "a.html", data: "<html>" + strings.Repeat("<div>", 2000), want: "cannot be parsed"},
		{name: "page too large", file: "a.html", data: "<html>" + strings.Repeat("<p>Un.</p>", 1<<20), want: "larger than 8 MiB"},
		{name: "warc cut short", file: "a.warc", data: exchange("text/html", "<p>Il a dit non.") + "WARC/1.0\r\nContent-Length: 10\r\n\r\nabc", articles: 1, line: 2, want: "ends within a record"},
		{name: "warc with junk", file: "a.warc", data: exchange("text/html", "<p>Il a dit non.") + "junk\r\n" + exchange("text/html", "<p>Il a dit oui."), articles: 2, line: 2, want: "not a WARC record"},
		{name: "warc with a page too deep", file: "a.warc", data: exchange("text/html", strings.Repeat("<div>", 2000)) + exchange("text/html", "<p>Il a dit oui."), articles: 1, line: 1, want: "cannot be parsed"},
		{name: "warc with a large page", file: "a.warc", data: exchange("text/html", strings.Repeat("<p>x", 1<<19)) + exchange("text/html", "<p>Il a dit oui."),
			articles: 1, line: 1, want: "the record is larger than 1 MiB", opts: Options{MaxRecord: 1 << 20}},
		{name: "warc truncated", file: "a.warc.gz", data: zip(exchange("text/html", "<p>Il a dit non.")) + zip(exchange("text/html", "<p>Il a dit oui."))[:80], articles: 1, line: 2, want: "ends too early"},
		{name: "long line", file: "a.jsonl", data: "{\"text\":\"Un.\"}\n{\"text\":\"" + strings.Repeat("x", 3<<20) + "\"}\n{\"text\":\"Trois.\"}\n",
			articles: 2, line: 2, want: "larger than 1 MiB", opts: Options{MaxRecord: 1 << 20}},
		{name: "long file", file: "a.txt", data: strings.Repeat("x", 3<<20), want: "larger than 1 MiB", opts: Options{MaxRecord: 1 << 20}},
		{name: "long gzip", file: "a.txt.gz", data: zip(strings.Repeat("x", 3<<20)), want: "larger than 1 MiB", opts: Options{MaxRecord: 1 << 20, MaxRatio: 2000}},
		{name: "bomb", file: "a.jsonl.gz", data: zip("{\"text\":\"Un.\"}\n" + strings.Repeat("\n", 8<<20)), articles: 1, want: "more than 200 times", opts: Options{MaxRecord: 1 << 20}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{tt.file: tt.data, "z.txt": body})
			path := filepath.Join(dir, tt.file)
			articles, errs := collect([]string{path, filepath.Join(dir, "z.txt")}, tt.opts)
			if len(articles) != tt.articles+1 || articles[len(articles)-1].Body != body {
				t.Errorf("read %d articles, want %d and the next file's", len(articles), tt.articles)
			}
			if len(errs) != 1 {
				t.Fatalf("errors %v, want one", errs)
			}
			var e *InputError
			if !errors.As(errs[0], &e) || e.Path != path || tt.line > 0 && e.Line != tt.line || !strings.Contains(e.Error(), tt.want) {
				t.Errorf("error %q at line %d, want %q at %d", e, e.Line, tt.want, tt.line)
			}
			if strings.Contains(e.Err.Error(), path) {
				t.Errorf("the path stands twice in %q", e)
			}
		})
	}

	t.Run("truncated jsonl", func(t *testing.T) {
		dir := write(t, map[string]string{"a.jsonl.gz": gz[:len(gz)*9/10]})
		articles, errs := collect([]string{filepath.Join(dir, "a.jsonl.gz")}, Options{})
		last := errs[len(errs)-1]
		if len(articles) == 0 || !strings.Contains(last.Error(), "ends too early") || !errors.Is(last, io.ErrUnexpectedEOF) {
			t.Errorf("read %d articles, last error %v", len(articles), last)
		}
		if len(errs) != maxComplaints+2 {
			t.Errorf("%d errors, want %d for bad lines, one for the others and one for the end", len(errs), maxComplaints)
		}
	})
	t.Run("missing", func(t *testing.T) {
		_, errs := collect([]string{filepath.Join(t.TempDir(), "a.txt")}, Options{})
		if len(errs) != 1 || !errors.Is(errs[0], fs.ErrNotExist) || !strings.Contains(errs[0].Error(), "no such file") {
			t.Errorf("errors %v", errs)
		}
	})
	t.Run("dangling link in a folder", func(t *testing.T) {
		dir := write(t, map[string]string{"a.txt": body})
		if err := os.Symlink("nowhere", filepath.Join(dir, "b.txt")); err != nil {
			t.Fatal(err)
		}
		articles, errs := collect([]string{dir}, Options{})
		if len(articles) != 1 || len(errs) != 1 || !errors.Is(errs[0], fs.ErrNotExist) {
			t.Errorf("articles %v, errors %v", articles, errs)
		}
	})
	t.Run("no permission", func(t *testing.T) {
		if os.Geteuid() == 0 {
			t.Skip("every file may be read")
		}
		dir := write(t, map[string]string{"a.txt": body, "b.txt": body})
		if err := os.Chmod(filepath.Join(dir, "a.txt"), 0); err != nil {
			t.Fatal(err)
		}
		articles, errs := collect([]string{dir}, Options{})
		if len(articles) != 1 || len(errs) != 1 || !errors.Is(errs[0], fs.ErrPermission) {
			t.Errorf("articles %v, errors %v", articles, errs)
		}
	})
}

func TestExplain(t *testing.T) {
	err := explain(&fs.PathError{Op: "open", Path: "a.txt", Err: fs.ErrPermission})
	if err.Error() != "no permission to read it" || !errors.Is(err, fs.ErrPermission) {
		t.Errorf("explain = %q", err)
	}
}

func TestLanguage(t *testing.T) {
	french := "---\ntitle: The state of the bay and of the people\n---\nLe maire a dit que la ville ne cache rien et que les habitants le savent."
	for name, tt := range map[string]struct {
		a    Article
		want string
	}{
		"given":    {Article{Lang: "fr-CA", Body: "He said no to all of them and that was it."}, "fr-CA"},
		"detected": {Article{Body: french, TextStart: 51}, "fr"},
		"neither":  {Article{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tt.a.Language(); got != tt.want {
				t.Errorf("Language = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestStdin(t *testing.T) {
	for name, tt := range map[string]struct {
		data string
		want Article
	}{
		"text":    {body, Article{ID: "-", Source: "-", Body: body}},
		"gzipped": {zip(body), Article{ID: "-", Source: "-", Body: body}},
		"jsonl":   {"{\"text\":\"Un.\"}\n", Article{ID: "-#1", Source: "-", Line: 1, Body: "Un."}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := one(t, "-", Options{Stdin: strings.NewReader(tt.data)}); !reflect.DeepEqual(*got, tt.want) {
				t.Errorf("got %+v", *got)
			}
		})
	}
}

func TestStdinError(t *testing.T) {
	_, errs := collect([]string{"-"}, Options{Stdin: strings.NewReader("{\"text\":1}\n")})
	if len(errs) != 1 || !strings.HasPrefix(errs[0].Error(), "standard input:1: ") {
		t.Errorf("errors %v", errs)
	}
}

func TestStop(t *testing.T) {
	dir := write(t, map[string]string{"a.jsonl": strings.Repeat("{\"text\":\"Un.\"}\n", 10), "b.txt": body})
	t.Run("by the caller", func(t *testing.T) {
		n := 0
		for range Read(context.Background(), []string{dir}, Options{}) {
			if n++; n == 3 {
				break
			}
		}
		if n != 3 {
			t.Errorf("yielded %d times", n)
		}
	})
	t.Run("by the context", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		var last error
		n := 0
		for _, err := range Read(ctx, []string{dir}, Options{}) {
			last = err
			if n++; n == 3 {
				cancel()
			}
		}
		if n != 4 || last != context.Canceled {
			t.Errorf("yielded %d times, last error %v", n, last)
		}
	})
}
