package web

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/net/html"

	"dixit/corpus"
	"dixit/index"
	"dixit/index/archive"
	"dixit/quote/extract"
	"dixit/quote/speakers"
)

// press is what the tests' archive holds.
var press = []*corpus.Article{
	{ID: "courrier/port.txt", Outlet: "Le Courrier des Dunes", Title: "Le port", Published: "2024-06-19T17:42:00+02:00", Lang: "fr", URL: "https://courrier.example/port",
		Body: "« Les digues seront réexaminées avant l'automne », a déclaré Hélène Vasseur, la maire de Port-Ambre. Elle évoque « un chantier de trois ans ».\n"},
	{ID: "courrier/quai.txt", Outlet: "Le Courrier des Dunes", Title: "Le quai", Published: "2024-07-02", Lang: "fr",
		Body: "« Nous ne quitterons pas ce quai », a affirmé Omar Delcourt mardi.\n"},
	{ID: "https://val.example/a//b?c=1", Outlet: "La Dépêche du Val", Title: "Digues", Published: "2024-08-20", Lang: "fr",
		Body: "Hélène Vasseur a déclaré : « Les digues attendront. » Elle a ajouté : « =1+1 est une formule, pas un budget. »\n"},
	{ID: "hostile", Outlet: `<script>window.harmed = 1</script>`, Title: `"><img src=x onerror="window.harmed = 1">`, Lang: `fr" onload="window.harmed=1`, URL: "javascript:window.harmed=1", Byline: "<b>Zoé</b>",
		Body: "« Je n'ai rien dit <script>window.harmed = 1</script> de ces digues », a déclaré Zoé Malfat.\n\nUn octet \xff faux. {{.Secret}} <!-- \n"},
}

// stored returns an archive of the press, or of other articles.
func stored(t testing.TB, articles ...*corpus.Article) index.Reader {
	t.Helper()
	store, err := archive.Memory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	put(t, store, articles...)
	return store
}

func put(t testing.TB, store index.Store, articles ...*corpus.Article) {
	t.Helper()
	e := extract.New(speakers.Builtin())
	var entries []index.Entry
	for _, a := range articles {
		entries = append(entries, index.Entry{Article: a, Quotations: append(e.Article(a)[:0:0], e.Article(a)...)})
	}
	if _, err := store.Put(context.Background(), entries); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Group(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
}

func options() Options {
	return Options{Registry: speakers.Builtin(), Log: slog.New(slog.DiscardHandler)}
}

func application(t testing.TB) http.Handler { return Handler(stored(t, press...), options()) }

// get asks for an address, with headers in pairs.
func get(t testing.TB, h http.Handler, url string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest("GET", url, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	if host := r.Header.Get("Host"); host != "" {
		r.Host = host
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPages(t *testing.T) {
	h := application(t)
	tests := []struct {
		name, url string
		status    int
		want      []string
	}{
		{"everything", "/", 200, []string{"6 citations", "Hélène Vasseur", "août 2024"}},
		{"words", "/?q=reexaminer", 200, []string{"1 citation", "<mark>réexaminées</mark>"}},
		{"a speaker by another spelling", "/?speaker=vasseur", 200, []string{"4 citations"}},
		{"a month", "/?since=2024-06&until=2024-06", 200, []string{"2 citations", "Depuis"}},
		{"whole articles", "/?q=digues&articles=1", 200, []string{"3 articles", "<mark>digues</mark>"}},
		{"English", "/?q=reexaminer&ui=en", 200, []string{"1 quotation<", `lang="en"`, "/article/courrier%2Fport.txt?from="}},
		{"nothing", "/?q=zebrure", 200, []string{"Rien trouvé", "« zebrure »"}},
		{"a misspelt speaker", "/?speaker=Vaseur", 200, []string{"speaker=H%C3%A9l%C3%A8ne&#43;Vasseur"}},
		{"a malformed query", "/?q=(digues", 400, []string{"Demande mal comprise", "<mark>(digues</mark>"}},
		{"no kind", "/?kind=indirect", 400, []string{"« kind »"}},
		{"no number", "/?page=x", 400, []string{"« page »"}},
		{"too deep", "/?page=501", 400, []string{"« page »"}},
		{"a late page", "/?page=9", 200, []string{"vient après la dernière", `rel="prev" href="/"`}},
		{"a late page of speakers", "/speakers?page=9", 200, []string{"vient après la dernière", `rel="prev" href="/speakers"`}},
		{"a late page of remarks", "/remarks?page=9", 200, []string{"vient après la dernière", `rel="prev" href="/remarks"`}},
		{"kinds and a confidence in force", "/?kind=direct,mixed&min-confidence=0.5", 200, []string{"</span> directe, fragment <", "</span> 0,50 <"}},
		{"an article", "/article/courrier%2Fport.txt", 200, []string{"Le port", "17\u00a0h\u00a042", "19\u00a0juin 2024", "la maire de Port-Ambre"}},
		{"an article with a strange name", "/article/https:%2F%2Fval.example%2Fa%2F%2Fb%3Fc=1", 200, []string{"Digues"}},
		{"a speaker", "/speaker/helene-vasseur", 200, []string{"Hélène Vasseur", "4 citations", "la maire de Port-Ambre", `name="speaker" value="helene-vasseur"`, "Voir les 4"}},
		{"no speaker", "/speaker/none", 404, []string{"Introuvable"}},
		{"an outlet", "/outlet/Le%20Courrier%20des%20Dunes", 200, []string{"2 articles", "3 citations", "Omar Delcourt"}},
		{"no outlet", "/outlet/none", 404, []string{"Introuvable"}},
		{"speakers", "/speakers", 200, []string{"3 intervenants", "/speaker/omar-delcourt"}},
		{"speakers by name", "/speakers?name=delc", 200, []string{"1 intervenant<", "Omar Delcourt"}},
		{"outlets", "/outlets", 200, []string{"3 médias", "La Dépêche du Val", "<td class=\"when\">du 19\u00a0juin 2024 au 2\u00a0juillet 2024</td>", ">20\u00a0août 2024</td>"}},
		{"the archive", "/overview", 200, []string{"<b>4</b> articles", "<b>6</b> citations", "ce quai"}},
		{"no article", "/article/none", 404, []string{"Introuvable"}},
		{"no page", "/nowhere", 404, []string{"Introuvable"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := get(t, h, test.url, "Accept-Language", "fr-CA")
			if w.Code != test.status {
				t.Errorf("status %d", w.Code)
			}
			body := strings.ReplaceAll(w.Body.String(), "«\u00a0", "« ")
			body = strings.ReplaceAll(body, "\u00a0»", " »")
			for _, want := range test.want {
				if !strings.Contains(body, want) {
					t.Errorf("no %q in\n%s", want, body)
				}
			}
			if _, err := html.Parse(w.Body); err != nil {
				t.Error(err)
			}
		})
	}
}

// Limits that are repeated all hold, in whatever order, as with the commands.
func TestRepeatedLimits(t *testing.T) {
	h := application(t)
	count := func(query string) (l struct{ Total int }) {
		t.Helper()
		if err := json.Unmarshal(get(t, h, apiRoot+"/quotations?"+query).Body.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		return l
	}
	everything := count("")
	for name, test := range map[string]struct{ wide, narrow string }{
		"since":      {"since=2024", "since=2024-08"},
		"until":      {"until=2024", "until=2024-06"},
		"confidence": {"min-confidence=0.1", "min-confidence=0.9"},
	} {
		want := count(test.narrow)
		if want.Total == 0 || want == everything {
			t.Fatalf("%s: %s does not narrow", name, test.narrow)
		}
		for _, query := range []string{test.wide + "&" + test.narrow, test.narrow + "&" + test.wide} {
			if have := count(query); have != want {
				t.Errorf("%s: %s finds %d, %s alone %d", name, query, have.Total, test.narrow, want.Total)
			}
		}
	}
}

// A page of an article that wishes us harm holds its text, and nothing of it as
// markup.
func TestHostileText(t *testing.T) {
	h := application(t)
	for _, url := range []string{"/", "/?q=digues", "/?q=digues&articles=1", "/article/hostile", "/outlets", "/outlet/%3Cscript%3Ewindow.harmed%20=%201%3C%2Fscript%3E", "/speakers", "/overview", "/speakers?name=%22%3E%3Cimg%20src%3Dx%3E", "/?q=%3Cscript%3E", "/?speaker=%22%3E%3Cimg%20src%3Dx%3E", "/?q=(%3Cimg%20src%3Dx%3E"} {
		w := get(t, h, url)
		if !strings.HasPrefix(w.Header().Get("Content-Security-Policy"), "default-src 'none'; script-src 'self';") {
			t.Errorf("%s: policy %q", url, w.Header().Get("Content-Security-Policy"))
		}
		doc, err := html.Parse(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "img" || n.Data == "b" && n.Parent.Data == "p" || n.Data == "style" {
				t.Errorf("%s: an element %s", url, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.HasPrefix(a.Val, "javascript:") {
					t.Errorf("%s: <%s %s=%q>", url, n.Data, a.Key, a.Val)
				}
			}
			if n.Data == "script" && (n.FirstChild != nil || len(n.Attr) == 0) {
				t.Errorf("%s: a script inside the page", url)
			}
		}
	}
}

func TestMessages(t *testing.T) {
	fr, en := locales()[0], locales()[1]
	for key, m := range fr.messages {
		if m == "" || en.messages[key] == "" || strings.Count(m, "%s") != strings.Count(en.messages[key], "%s") {
			t.Errorf("%s: %q and %q", key, m, en.messages[key])
		}
	}
	used := regexp.MustCompile(`\b(?:t|count) "([a-z0-9.-]+)"|v\.text\("([a-z0-9.-]+)"`)
	files, _ := filepath.Glob("templates/*.html")
	sources, _ := filepath.Glob("*.go")
	for _, name := range append(files, sources...) {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range used.FindAllStringSubmatch(string(b), -1) {
			if key := m[1] + m[2]; fr.messages[key] == "" && !strings.HasSuffix(key, ".") {
				t.Errorf("%s: there is no message %q", name, key)
			}
		}
	}
}

// Whatever the packages that read requests may say is there in French.
func TestProblemsInFrench(t *testing.T) {
	fr := locales()[0]
	for _, source := range []struct{ file, format string }{
		{"../../index/query/query.go", `p\.err\([^,]+, ("[^"]*"|\x60[^\x60]*\x60)`},
		{"../../index/archive/translate.go", `(?:Msg: (?:fmt\.Sprintf\()?|Errorf\()("(?:~|title|this pattern|only words|no kind|no field|%q is not a date)[^"]*")`},
		{"../request/filter.go", `wrong\("[^"]*", ("[^"]*")`}, {"../request/question.go", `wrong\("[^"]*", ("[^"]*")`},
		{"../../quote/speakers/date.go", `Errorf\(("date [^"]*")`}, {"remarks.go", `Errorf\(("[^"]*")`}, {"question.go", `Errorf\(("[^"]*")`},
	} {
		b, err := os.ReadFile(source.file)
		if err != nil {
			t.Fatal(err)
		}
		formats := regexp.MustCompile(source.format).FindAllStringSubmatch(string(b), -1)
		if len(formats) == 0 {
			t.Errorf("%s: says nothing", source.file)
		}
		for _, m := range formats {
			said := strings.NewReplacer("%q", `"x"`, "%d", "7", "%s", "y", "%v", "0.5").Replace(strings.Trim(m[1], "\"`"))
			if text, lang := fr.problem(said); lang != "" || text == said || strings.Contains(text, "%") {
				t.Errorf("%s: %s: %q", source.file, m[1], text)
			}
		}
	}
	h := application(t)
	for url, want := range map[string]string{
		"/?q=(digues": "cette parenthèse n’est pas fermée", `/?q=lieu:"x"`: "il n’y a pas de champ «\u00a0lieu\u00a0»\u202f; les champs sont text", "/?q=a+OR": "il faut un terme à droite de OR",
		"/?since=hier": "«\u00a0hier\u00a0» n’est pas une date", "/?kind=indirect": "«\u00a0indirect\u00a0» n’est ni direct", "/?min-confidence=x": "«\u00a0x\u00a0» n’est pas entre 0 et 1",
		"/?min-confidence=2": "2 n’est pas entre 0 et 1", "/?page=0": "«\u00a00\u00a0» n’est pas un nombre entier de 1 à 500", "/?sort=age": "n’est ni relevance", "/remarks?order=age": "n’est ni outlets", "/export?format=exe": "il n’y a pas de format",
		"/export?format=table": "le format «\u00a0table\u00a0» ne se télécharge pas", "/export?format=csv&articles=1": "seul jsonl", "/?q=title:x": "pour la recherche d’articles", `/?q=kind:x`: "il n’y a pas de genre",
	} {
		body := get(t, h, strings.ReplaceAll(url, `"`, "%22")).Body.String()
		if !strings.Contains(body, want) || strings.Contains(body, `<p lang="en">`) {
			t.Errorf("%s: no %q in %s", url, want, body[strings.Index(body, "<main"):])
		}
		if body := get(t, h, strings.ReplaceAll(url, `"`, "%22"), "Accept-Language", "en").Body.String(); strings.Contains(body, want) || strings.Contains(body, `<p lang="en">`) {
			t.Errorf("%s in English: %s", url, body[strings.Index(body, "<main"):])
		}
	}
}

func TestLocale(t *testing.T) {
	fr, en := locales()[0], locales()[1]
	for _, test := range []struct{ in, fr, en string }{
		{"2024", "2024", "2024"}, {"2024-06", "juin 2024", "June 2024"}, {"2024-07-01", "1er\u00a0juillet 2024", "1\u00a0July 2024"},
		{"2024-06-19T17:42:00+02:00", "19\u00a0juin 2024", "19\u00a0June 2024"}, {"", "", ""}, {"hier", "hier", "hier"}, {"2024-13-01", "2024-13-01", "2024-13-01"},
	} {
		if got := fr.date(test.in); got != test.fr {
			t.Errorf("%q: %q", test.in, got)
		}
		if got := en.date(test.in); got != test.en {
			t.Errorf("%q: %q", test.in, got)
		}
	}
	for n, want := range map[int]string{0: "0 citation", 1: "1 citation", 2: "2 citations", 1234567: "1\u202f234\u202f567 citations"} {
		if got := fr.count("quotations", n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	if got := en.count("quotations", 0); got != "0 quotations" {
		t.Error(got)
	}
}

func TestCaching(t *testing.T) {
	store, err := archive.Memory()
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	put(t, store, press[0])
	h := Handler(store, options())
	first := get(t, h, "/")
	tag := first.Header().Get("ETag")
	if again := get(t, h, "/", "If-None-Match", tag); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("unchanged: status %d, %d bytes", again.Code, again.Body.Len())
	}
	if other := get(t, h, "/", "If-None-Match", tag, "Accept-Language", "en"); other.Code != http.StatusOK {
		t.Errorf("another language: status %d", other.Code)
	}
	for _, url := range []string{"/", "/", "/?q=automne"} { // made, kept, made
		if any := get(t, h, url, "If-None-Match", "*"); any.Code != http.StatusNotModified || any.Body.Len() > 0 {
			t.Errorf("%s, whatever there is: status %d, %d bytes", url, any.Code, any.Body.Len())
		}
	}
	if none := get(t, h, "/speaker/none", "If-None-Match", "*"); none.Code != http.StatusNotFound {
		t.Errorf("what is not there, whatever there is: status %d", none.Code)
	}
	put(t, store, press[1])
	if changed := get(t, h, "/", "If-None-Match", tag); changed.Code != http.StatusOK || !strings.Contains(changed.Body.String(), "ce quai") {
		t.Errorf("changed: status %d", changed.Code)
	}
	style := regexp.MustCompile(`/assets/style\.\w+\.css`).FindString(first.Body.String())
	if w := get(t, h, style); w.Code != 200 || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") {
		t.Errorf("%s: status %d, %v", style, w.Code, w.Header())
	}
	if w := get(t, h, "/assets/style.css"); w.Code != 404 {
		t.Errorf("an asset without its sum: %d", w.Code)
	}
	if w := get(t, h, "/", "Accept-Encoding", "gzip"); w.Header().Get("Content-Encoding") != "gzip" {
		t.Errorf("not compressed: %v", w.Header())
	}
	if w := get(t, h, "/?q=&since=&speaker=vasseur"); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/?speaker=vasseur" {
		t.Errorf("empty fields: %d %s", w.Code, w.Header().Get("Location"))
	}
}

func TestExport(t *testing.T) {
	h := application(t)
	w := get(t, h, "/export?q=digues&format=csv")
	if w.Code != 200 || w.Header().Get("Content-Disposition") != `attachment; filename="dixit-digues.csv"` {
		t.Fatalf("status %d, %v", w.Code, w.Header())
	}
	body, bom := bytes.CutPrefix(w.Body.Bytes(), []byte("\ufeff"))
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil || !bom || len(rows) != 4 {
		t.Errorf("%d rows, mark %v, %v", len(rows), bom, err)
	}
	if w := get(t, h, "/export?q=formule&format=csv"); !strings.Contains(w.Body.String(), "'=1+1") {
		t.Errorf("a formula: %s", w.Body)
	}
	if w := get(t, h, "/export?speaker=vasseur&format=jsonl"); strings.Count(w.Body.String(), "\n") != 4 {
		t.Errorf("jsonl: %s", w.Body)
	}
	if w := get(t, h, "/export?format=xlsx"); !bytes.HasPrefix(w.Body.Bytes(), []byte("PK")) {
		t.Error("xlsx: no workbook")
	}
	if w := get(t, h, "/export?doc=courrier%2Fport.txt&format=jsonl"); strings.Count(w.Body.String(), "\n") != 2 {
		t.Errorf("one article: %s", w.Body)
	}
	for url, status := range map[string]int{"/export?format=exe": 400, "/export?format=table": 400, "/export?q=(&format=csv": 400, "/export?doc=none&format=csv": 404, "/export?articles=1&format=csv": 400} {
		if w := get(t, h, url); w.Code != status || w.Header().Get("Content-Disposition") != "" {
			t.Errorf("%s: status %d, %v", url, w.Code, w.Header())
		}
	}
}

func TestGuard(t *testing.T) {
	o := options()
	o.Hosts = []string{"localhost", "127.0.0.1", "::1", "News.Example:443"}
	h := Handler(stored(t, press...), o)
	for _, test := range []struct {
		name, method, url, host string
		body                    string
		status                  int
	}{
		{"our name", "GET", "/", "localhost:8080", "", 200},
		{"our address", "GET", "/", "[::1]:8080", "", 200},
		{"a name in other case", "GET", "/", "news.example", "", 200},
		{"another name", "GET", "/", "evil.example", "", http.StatusMisdirectedRequest},
		{"head", "HEAD", "/", "localhost", "", 200},
		{"post", "POST", "/", "localhost", "", http.StatusMethodNotAllowed},
		{"a body", "GET", "/", "localhost", "x", http.StatusRequestEntityTooLarge},
		{"a long address", "GET", "/?q=" + strings.Repeat("x", maxURL), "localhost", "", http.StatusRequestURITooLong},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequest(test.method, test.url, strings.NewReader(test.body))
			r.Host = test.host
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != test.status {
				t.Errorf("status %d", w.Code)
			}
		})
	}
}

// A slow archive answers when it is told to.
type slow struct {
	index.Reader
	enter, leave chan struct{}
}

func (s *slow) Search(ctx context.Context, req index.Request) (*index.Result, error) {
	s.enter <- struct{}{}
	select {
	case <-s.leave:
		return s.Reader.Search(ctx, req)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func TestShedding(t *testing.T) {
	archive := &slow{stored(t, press[0]), make(chan struct{}, 99), make(chan struct{})}
	o := options()
	o.Limits = Limits{Running: 2, Waiting: 1, Wait: time.Minute, Answer: time.Minute}
	h := Handler(archive, o)
	var answers sync.WaitGroup
	codes := make(chan int, 99)
	ask := func() { answers.Go(func() { codes <- get(t, h, "/").Code }) }
	ask()
	ask()
	<-archive.enter
	<-archive.enter // two run
	for range 5 {
		ask() // of these one waits
	}
	for range 4 {
		if code := <-codes; code != http.StatusServiceUnavailable {
			t.Errorf("turned away with %d", code)
		}
	}
	close(archive.leave)
	answers.Wait()
	close(codes)
	n := 0
	for code := range codes {
		if code != http.StatusOK {
			t.Errorf("answered with %d", code)
		}
		n++
	}
	if n != 3 {
		t.Errorf("%d answered", n)
	}
	metrics := get(t, h, "/metrics").Body.String()
	for _, want := range []string{"dixit_http_requests_shed_total 4", `dixit_http_requests_total{route="GET /{$}",status="200"} 3`, "dixit_archive_articles 1"} {
		if !strings.Contains(metrics, want) {
			t.Errorf("no %q in the metrics", want)
		}
	}
}

func TestTimeLimit(t *testing.T) {
	archive := &slow{stored(t, press[0]), make(chan struct{}, 9), make(chan struct{})}
	o := options()
	o.Limits.Answer = 10 * time.Millisecond
	if w := get(t, Handler(archive, o), "/"); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || w.Header().Get("ETag") != "" {
		t.Errorf("status %d, %v", w.Code, w.Header())
	}
}

func TestLogin(t *testing.T) {
	hash, err := bcrypt.GenerateFromPassword([]byte("lune : 12"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(content string) string {
		path := filepath.Join(dir, "users")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	o := options()
	if o.Users, err = ReadUsers(write("# newsroom\n\nana:" + string(hash) + "\n")); err != nil {
		t.Fatal(err)
	}
	h := Handler(stored(t, press...), o)
	for _, test := range []struct {
		name, url, user, password string
		status                    int
	}{
		{"nobody", "/", "", "", 401}, {"right", "/", "ana", "lune : 12", 200}, {"right again", "/", "ana", "lune : 12", 200},
		{"wrong", "/", "ana", "lune", 401}, {"unknown", "/", "bob", "lune : 12", 401},
		{"metrics", "/metrics", "", "", 401}, {"assets", "/assets/x", "", "", 401}, {"health", "/healthz", "", "", 200},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequest("GET", test.url, nil)
			if test.user != "" {
				r.SetBasicAuth(test.user, test.password)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != test.status || (w.Code == 401) != strings.HasPrefix(w.Header().Get("WWW-Authenticate"), "Basic ") {
				t.Errorf("status %d, %v", w.Code, w.Header())
			}
		})
	}
	t.Run("a flood of passwords", func(t *testing.T) {
		o.Limits.Wait = 10 * time.Millisecond
		h := Handler(stored(t, press...), o)
		for range cap(o.Users.comparing) {
			o.Users.comparing <- struct{}{}
			defer func() { <-o.Users.comparing }()
		}
		for password, status := range map[string]int{"lune : 12": 200, "lune": 503} { // the first is known from before
			r := httptest.NewRequest("GET", "/", nil)
			r.SetBasicAuth("ana", password)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != status {
				t.Errorf("%s: status %d", password, w.Code)
			}
		}
	})
	for name, content := range map[string]string{
		"empty": "", "no colon": "ana\n", "another hash": "ana:{SHA}xyz\n", "twice": "ana:" + string(hash) + "\nana:" + string(hash) + "\n",
	} {
		if _, err := ReadUsers(write(content)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := ReadUsers(filepath.Join(dir, "none")); err == nil {
		t.Error("no file: no error")
	}
}

// The log tells who asked for which page, not what was searched for.
func TestLog(t *testing.T) {
	var log bytes.Buffer
	o := options()
	o.Log = slog.New(slog.NewJSONHandler(&log, nil))
	h := Handler(stored(t, press...), o)
	get(t, h, "/?q=digues")
	get(t, h, "/article/courrier%2Fport.txt")
	if s := log.String(); strings.Contains(s, "digues") || strings.Contains(s, "courrier") || !strings.Contains(s, `"route":"GET /{$}","status":200`) {
		t.Error(s)
	}
}

func TestStretches(t *testing.T) {
	long := strings.Repeat("é", 500)
	if got := stretches(long, 0, nil, maxShown-1); len(got) != 2 || !utf8.ValidString(got[0].Text) || !strings.HasPrefix(long, got[0].Text) {
		t.Errorf("%v", got)
	}
}

// Clients that take nothing of what they asked for hold up nobody.
func TestSlowDownloads(t *testing.T) {
	var articles []*corpus.Article
	for i := range 40 {
		a := *press[0]
		a.ID, a.Title = fmt.Sprint("long-", i), strings.Repeat(a.Title, 10_000)
		a.Body = fmt.Sprintf("%s Le chapitre %d.\n", strings.TrimSpace(a.Body), i)
		articles = append(articles, &a)
	}
	o := options()
	o.Limits = Limits{Exports: 1, Downloads: 3, Stall: time.Minute}
	server := httptest.NewServer(Handler(stored(t, articles...), o))
	defer server.Close()
	// Both fill what the system keeps for a connection and are read no further.
	for range 2 {
		c, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if err := c.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(c, "GET /export?format=jsonl HTTP/1.1\r\nHost: x\r\n\r\n")
		if _, err := io.ReadFull(c, make([]byte, 4)); err != nil {
			t.Fatal(err)
		}
	}
	resp, err := (&http.Client{Timeout: 20 * time.Second}).Get(server.URL + "/export?format=jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK || bytes.Count(b, []byte("\n")) != 80 {
		t.Errorf("a third: status %d, %d rows, %v", resp.StatusCode, bytes.Count(b, []byte("\n")), err)
	}
}

// Browsers take "." and ".." in a path for steps between folders.
func TestNamesOfDots(t *testing.T) {
	var articles []*corpus.Article
	for _, name := range []string{".", ".."} {
		a := *press[0]
		a.ID, a.Outlet = name, name
		articles = append(articles, &a)
	}
	server := httptest.NewServer(Handler(stored(t, articles...), options()))
	defer server.Close()
	for _, test := range []struct{ path, want string }{
		{"/outlets", `href="/outlet/?id=.."`}, {"/outlet/?id=..", "<h1>..</h1>"}, {"/outlet/?id=.&ui=en", "<h1>.</h1>"},
		{"/?q=digues", `href="/article/?from=`}, {"/article/?id=..", "<code>..</code>"}, {"/api/v1/outlets/?id=..", `"name":".."`}, {"/api/v1/articles/?id=.", `"id":"."`},
	} {
		resp, err := http.Get(server.URL + test.path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(b), test.want) {
			t.Errorf("%s: status %d, no %q", test.path, resp.StatusCode, test.want)
		}
	}
	for _, path := range []string{"/outlet/", "/article/", "/speaker/", "/remark/"} {
		if w := get(t, Handler(stored(t, press...), options()), path); w.Code != http.StatusNotFound {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}

// While the archive's folder is away every page says so, and none is older than it
// says.
func TestArchiveAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	store, err := archive.Open(dir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	put(t, store, press...)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := archive.OpenReader(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	h := Handler(r, options())
	addresses := []string{"/", "/?q=digues", "/overview", "/outlets", "/export?format=csv", "/healthz", "/api/v1/quotations"}
	want := func(status int) {
		t.Helper()
		for _, address := range addresses {
			if w := get(t, h, address); w.Code != status {
				t.Errorf("%s: status %d, want %d", address, w.Code, status)
			}
		}
	}
	want(http.StatusOK)
	tag := get(t, h, "/").Header().Get("ETag")
	if err := os.Rename(dir, dir+".away"); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); get(t, h, "/healthz").Code == http.StatusOK; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nobody notices that the archive is away")
		}
	}
	want(http.StatusServiceUnavailable)
	if w := get(t, h, "/", "If-None-Match", tag); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "L’archive n’est pas là") {
		t.Errorf("status %d, %s", w.Code, w.Body)
	}
	if err := os.Rename(dir+".away", dir); err != nil {
		t.Fatal(err)
	}
	want(http.StatusOK)
}
