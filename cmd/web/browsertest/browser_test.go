package browsertest

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"dixit/cmd/web"
	"dixit/corpus"
	"dixit/index"
	"dixit/index/archive"
	"dixit/quote/extract"
	"dixit/quote/speakers"
)

// server and browser are shared by all tests; browser is nil where there is none.
var (
	server  *httptest.Server
	browser context.Context
)

func TestMain(m *testing.M) {
	flag.Parse()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	path := executable()
	if path == "" {
		return m.Run()
	}
	if *screenshots != "" {
		var err error
		if *screenshots, err = filepath.Abs(*screenshots); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	// Articles are named by their paths, which are to be those of the repository.
	if err := os.Chdir("../../.."); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	dir, err := os.MkdirTemp("", "dixit-browser")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	reader, err := sample(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer reader.Close()
	server = httptest.NewServer(web.Handler(reader, web.Options{Registry: speakers.Builtin(), Log: slog.New(slog.DiscardHandler)}))
	defer server.Close()

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("hide-scrollbars", true), chromedp.Flag("lang", "fr"), chromedp.Flag("accept-lang", "fr"))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	ctx, cancel := chromedp.NewContext(allocator)
	defer cancel()
	if err := chromedp.Do(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "starting the browser:", err)
		return 1
	}
	browser = ctx
	return m.Run()
}

// executable is the browser to test with, or "".
func executable() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// sample makes an archive of the sample corpus, and but for pictures, of an article
// that wishes us harm.
func sample(dir string) (index.Reader, error) {
	store, err := archive.Open(dir, archive.Options{Extractor: extract.Version})
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	extractor := extract.New(speakers.Builtin())
	var entries []index.Entry
	paths := []string{"corpus/sample"}
	if *screenshots == "" {
		paths = append(paths, "cmd/web/browsertest/testdata/hostile.txt")
	}
	for a, err := range corpus.Read(ctx, paths, corpus.Options{}) {
		if err != nil {
			return nil, err
		}
		entries = append(entries, index.Entry{Article: a, Quotations: append(extractor.Article(a)[:0:0], extractor.Article(a)...)})
	}
	if _, err := store.Put(ctx, entries); err != nil {
		return nil, err
	}
	if _, err := store.Group(ctx, nil); err != nil {
		return nil, err
	}
	if err := store.Close(); err != nil {
		return nil, err
	}
	return archive.OpenReader(dir)
}

// A tab is a page of the browser. Whatever its scripts complain about fails the
// test.
type tab struct {
	*testing.T
	ctx context.Context
}

// A view is how a page is looked at.
type view struct {
	width, height int64
	dark          bool
	noScript      bool
}

var (
	wide   = view{width: 1280, height: 900}
	narrow = view{width: 360, height: 780}
)

// open opens a page of the application in a tab of its own. Where there is no
// browser the test is skipped, or fails where one is required.
func open(t *testing.T, v view, path string) *tab {
	t.Helper()
	if browser == nil {
		message := "no browser was found, so nothing is tested in one: install chromium (on Debian: apt-get install chromium)"
		if os.Getenv("DIXIT_REQUIRE_BROWSER") != "" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 60*time.Second)
	t.Cleanup(cancel)
	p := &tab{t, ctx}
	scheme := "light"
	if v.dark {
		scheme = "dark"
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}}
	err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*runtime.EventExceptionThrown); ok {
			t.Errorf("%s: %s", path, e.ExceptionDetails.Text)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(v.width, v.height))
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	if v.noScript {
		if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
			t.Fatal(err)
		}
	}
	p.do(chromedp.Navigate(server.URL + path))
	return p
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.Fatal(err)
	}
}

// eval returns the value of an expression in the page.
func eval[T any](p *tab, expression string) T {
	p.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.Fatalf("%s: %v", expression, err)
	}
	return v
}

// every lists one page of each sort.
func every(t *testing.T) []string {
	t.Helper()
	p := open(t, wide, "/remarks")
	remark := eval[string](p, `document.querySelector(".hit .open").getAttribute("href")`)
	return []string{"/", "/?q=secours", "/?q=detroit&articles=1", "/article/corpus%2Fsample%2F01-agence-meridienne.txt", remark, "/remarks",
		"/speakers", "/speaker/ilona-vardek", "/speaker/jens-stoltenberg", "/outlets", "/outlet/Radio%20Horizon", "/overview"}
}
