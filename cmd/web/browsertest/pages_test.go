package browsertest

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	control "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Where JavaScript is switched off, evaluating still tells what the page holds.
const (
	hits    = `document.querySelectorAll(".hit").length`
	heading = `document.querySelector("h1").textContent`
)

func (p *tab) wantHeading(want string) {
	p.Helper()
	if got := eval[string](p, heading); got != want {
		p.Errorf("heading %q, want %q", got, want)
	}
}

// follow clicks a link and waits for its page.
func (p *tab) follow(selector string) {
	p.Helper()
	if _, err := chromedp.RunResponse(p.ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		p.Fatalf("following %s: %v", selector, err)
	}
}

// press presses a key as a keyboard does: whoever prevents it keeps its letter from
// being typed, which chromedp's own KeyEvent sends apart.
func (p *tab) press(key string) {
	p.Helper()
	for _, step := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		event := input.DispatchKeyEventParams{Type: step, Key: key}
		if step == input.DispatchKeyEventTypeKeyDown {
			event.Text = key
		}
		if _, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, event); err != nil {
			p.Fatal(err)
		}
	}
}

func TestSearchAndFacets(t *testing.T) {
	p := open(t, wide, "/")
	p.do(chromedp.SendKeys(chromedp.CSS("#q"), "secours"))
	if _, err := chromedp.RunResponse(p.ctx, chromedp.SendKeys(chromedp.CSS("#q"), kb.Enter)); err != nil {
		t.Fatal(err)
	}
	p.wantHeading("6 citations en 3 propos")
	p.follow(`.tabs a[href*="all=1"]`)
	p.wantHeading("6 citations")
	if n := eval[int](p, hits); n != 6 {
		t.Errorf("%d hits", n)
	}
	p.follow(`.facet a[href*="speaker=ilona-vardek"]`)
	p.wantHeading("5 citations")
	if chips := eval[string](p, `document.querySelector(".chips").textContent`); !strings.Contains(chips, "Ilona Vardek") {
		t.Errorf("chips %q", chips)
	}
	// A new search keeps the filter.
	p.do(chromedp.SetValue(chromedp.CSS("#q"), "blé"))
	if _, err := chromedp.RunResponse(p.ctx, chromedp.Click(chromedp.CSS(".box button"))); err != nil {
		t.Fatal(err)
	}
	if where := eval[string](p, `location.search`); !strings.Contains(where, "speaker=ilona-vardek") || !strings.Contains(where, "q=bl%C3%A9") {
		t.Errorf("address %s", where)
	}
	p.follow(".chips a")
	if where := eval[string](p, `location.search`); where != "?all=1&q=bl%C3%A9" {
		t.Errorf("without the filter: %s", where)
	}
}

func TestHistogram(t *testing.T) {
	p := open(t, wide, "/")
	p.follow(".histogram a:last-of-type")
	if where := eval[string](p, `location.search`); where != "?since=2024-07-01&until=2024-07-01" {
		t.Errorf("a click leads to %s", where)
	}
	// Dragging chooses several days, or months where there are many.
	p = open(t, wide, "/")
	at := eval[[]float64](p, `(() => { const b = [...document.querySelectorAll(".histogram .place")].map((e) => e.getBoundingClientRect()); const f = b[0], l = b[b.length-1]; return [f.x + f.width/2, f.y + 20, l.x + l.width/2, l.y + 20] })()`)
	if _, err := chromedp.RunResponse(p.ctx, chromedp.DragAndDropXY(at[0], at[1], at[2], at[3], 8)); err != nil {
		t.Fatal(err)
	}
	if where := eval[string](p, `location.search`); where != "?since=2024-06-27&until=2024-07-01" {
		t.Errorf("dragging leads to %s", where)
	}
}

func TestKeyboard(t *testing.T) {
	p := open(t, wide, "/?q=secours&all=1")
	active := func() string { return eval[string](p, `document.activeElement.id || document.activeElement.className`) }
	p.press("/")
	if active() != "q" {
		t.Errorf("/ leads to %q", active())
	}
	if value := eval[string](p, `document.getElementById("q").value`); value != "secours" {
		t.Errorf("/ was typed: %q", value)
	}
	p.do(chromedp.Blur(chromedp.CSS("#q")), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"))
	if here := eval[bool](p, `document.activeElement === document.querySelectorAll(".hit .open")[1]`); !here {
		t.Errorf("j, j, j, k lead to %q", active())
	}
	outline := eval[string](p, `getComputedStyle(document.activeElement).outlineStyle`)
	if outline == "none" {
		t.Error("the focus cannot be seen")
	}
	if _, err := chromedp.RunResponse(p.ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	if open := eval[int](p, `document.querySelectorAll(".notes details[open]").length`); open != 1 {
		t.Errorf("%d notes are open where one quotation was come from", open)
	}
	// The first stop of the tabulator skips to the content.
	p = open(t, wide, "/?q=secours")
	p.do(chromedp.KeyEvent(kb.Tab))
	if active() != "skip" {
		t.Errorf("the first stop is %q", active())
	}
	p.do(chromedp.KeyEvent(kb.Enter))
	if active() != "main" {
		t.Errorf("skipping leads to %q", active())
	}
}

func TestNotes(t *testing.T) {
	for name, v := range map[string]view{"with JavaScript": wide, "without": {width: 1280, height: 900, noScript: true}} {
		t.Run(name, func(t *testing.T) {
			p := open(t, v, "/article/corpus%2Fsample%2F01-agence-meridienne.txt")
			p.do(chromedp.Click(chromedp.CSS("mark sup a")), chromedp.WaitVisible(chromedp.CSS(".notes details[open] dl")))
			if text := eval[string](p, `document.querySelector(".notes details[open]").innerText`); !strings.Contains(text, "règle") {
				t.Errorf("the note says %q", text)
			}
		})
	}
}

func TestRemark(t *testing.T) {
	for name, v := range map[string]view{"with JavaScript": wide, "without": {width: 1280, height: 900, noScript: true}} {
		t.Run(name, func(t *testing.T) {
			p := open(t, v, "/?q=secours&speaker=ilona-vardek")
			p.follow(".hit .spread")
			first := eval[string](p, heading)
			if n := eval[int](p, `document.querySelectorAll(".variant").length`); n < 3 {
				t.Fatalf("%d wordings", n)
			}
			if n := eval[int](p, `document.querySelectorAll(".sides .synonym, .sides .replaced, .sides .missing").length`); n == 0 {
				t.Error("no difference is marked")
			}
			if n := eval[int](p, `document.querySelectorAll(".timeline li").length`); n < 3 {
				t.Errorf("the timeline has %d lines", n)
			}
			// Another wording becomes the reference.
			wording := eval[string](p, `document.querySelector("#v2 .words:not(.side)").innerText`)
			p.follow("#v2 .use")
			second := eval[string](p, heading)
			if second == first || !strings.Contains(wording, strings.Fields(second)[2]) {
				t.Errorf("the reference was %q and is %q, want %q", first, second, wording)
			}
			if text := eval[string](p, `document.querySelector(".reference").innerText`); !strings.Contains(text, second) {
				t.Errorf("the reference is not marked: %q", text)
			}
			// The passage is one click away.
			p.do(chromedp.Click(chromedp.CSS(".printed summary")), chromedp.WaitVisible(chromedp.CSS(".printed .passage")))
		})
	}
}

func TestSuggestions(t *testing.T) {
	p := open(t, wide, "/")
	p.do(chromedp.SendKeys(chromedp.CSS("#q"), "blé vard"), chromedp.WaitVisible(chromedp.CSS(".suggestions [role=option]")), chromedp.SendKeys(chromedp.CSS("#q"), kb.ArrowDown))
	if chosen := eval[string](p, `document.getElementById(document.getElementById("q").getAttribute("aria-activedescendant")).innerText`); !strings.Contains(chosen, "Ilona Vardek") {
		t.Errorf("suggested: %q", chosen)
	}
	if _, err := chromedp.RunResponse(p.ctx, chromedp.SendKeys(chromedp.CSS("#q"), kb.Enter)); err != nil {
		t.Fatal(err)
	}
	if where := eval[string](p, `location.search`); where != "?q=bl%C3%A9&speaker=ilona-vardek" {
		t.Errorf("address %s", where)
	}
}

func TestCopy(t *testing.T) {
	p := open(t, wide, "/?q=secours")
	p.do(chromedp.Evaluate[chromedp.Void](`Object.defineProperty(navigator.clipboard, "writeText", {value: async (text) => { window.copied = text; }}), 0`, chromedp.EvalIgnoreExceptions))
	p.do(chromedp.Click(chromedp.CSS(".hit .copy")))
	if text := eval[string](p, `window.copied`); !strings.Contains(text, "— Ilona Vardek (Agence Méridienne, ") || !strings.Contains(text, "27 juin 2024, https://") {
		t.Errorf("copied: %q", text)
	}
	if label := eval[string](p, `document.querySelector(".hit .copy").textContent`); label != "Copié" {
		t.Errorf("the button says %q", label)
	}
}

func TestDownload(t *testing.T) {
	p := open(t, wide, "/?q=secours")
	dir := t.TempDir()
	if _, err := chromedp.CallBrowser(p.ctx, control.SetDownloadBehavior, control.SetDownloadBehaviorParams{Behavior: control.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir}); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Click(chromedp.CSS(`.exports a[href*="format=csv"]`)))
	path := filepath.Join(dir, "dixit-secours.csv")
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		b, err := os.ReadFile(path)
		if err == nil {
			rows, err := csv.NewReader(strings.NewReader(string(b))).ReadAll()
			if err != nil || len(rows) != 7 {
				t.Errorf("%d rows, %v", len(rows), err)
			}
			return
		}
		if time.Now().After(end) {
			t.Fatal("nothing was downloaded")
		}
	}
}

// Nothing in an article runs, and nothing of it becomes markup.
func TestHostileArticle(t *testing.T) {
	for _, path := range []string{"/?q=dit+OR+texte+OR+suite", "/?q=dit&articles=1", "/article/cmd%2Fweb%2Fbrowsertest%2Ftestdata%2Fhostile.txt", "/?outlet=%3Cscript%3Ewindow.harmed=1%3C/script%3E"} {
		p := open(t, wide, path)
		if eval[bool](p, `window.harmed !== undefined || document.querySelectorAll("main img, main svg[onload], main script, main b[onmouseover], a[href^='javascript']").length > 0`) {
			t.Errorf("%s: the article's markup is in force", path)
		}
		if path[:9] == "/article/" && !strings.Contains(eval[string](p, `document.querySelector("main").innerText`), "<script>window.harmed = 1</script>") {
			t.Errorf("%s: the article's text is not shown as it is", path)
		}
	}
}

func TestLanguages(t *testing.T) {
	p := open(t, wide, "/?q=secours")
	p.wantHeading("6 citations en 3 propos")
	p.follow(`.languages a[lang="en"]`)
	p.wantHeading("6 quotations in 3 remarks")
	if lang := eval[string](p, `document.documentElement.lang`); lang != "en" {
		t.Errorf("language %q", lang)
	}
	// The choice stays.
	p.follow(".hit .open")
	if text := eval[string](p, `document.querySelector("nav.sections").innerText`); !strings.Contains(text, "Quotations") {
		t.Errorf("behind a link: %q", text)
	}
}

func TestNarrowScreen(t *testing.T) {
	for _, path := range append(every(t), "/?q=zebrure", "/?q=(secours") {
		p := open(t, narrow, path)
		if over := eval[int](p, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("%s: %d pixels wider than the screen", path, over)
		}
		// Targets are large enough for a finger; links within a text need not be.
		small := eval[[]string](p, `[...document.querySelectorAll("a, button, summary, input:not([type=hidden])")]
			.filter((e) => e.checkVisibility() && !e.closest("p, blockquote, h1, h3, sup, svg, .skip, dd") && e.getBoundingClientRect().height < 43.5)
			.map((e) => e.outerHTML.slice(0, 120))`)
		if len(small) > 0 {
			t.Errorf("%s: too small for a finger: %s", path, strings.Join(small, "\n"))
		}
	}
}

// Paper has what was found and where, in dark letters, and nothing to click.
func TestPrint(t *testing.T) {
	p := open(t, view{width: 800, height: 1000, dark: true}, "/?q=secours")
	media := emulation.SetEmulatedMediaParams{Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	seen := func(selector string) bool {
		return eval[bool](p, `[...document.querySelectorAll("`+selector+`")].some((e) => e.checkVisibility())`)
	}
	for selector, want := range map[string]bool{".hit blockquote": true, ".hit .who": true, ".hit time": true, "h1": true, "nav": false, "form": false, ".filters": false, "button": false, ".exports": false} {
		if seen(selector) != want {
			t.Errorf("%s is on paper: %v", selector, !want)
		}
	}
	dark := eval[bool](p, `[...document.querySelectorAll("main *")].filter((e) => e.checkVisibility()).every((e) => { const [r, g, b] = getComputedStyle(e).color.match(/\d+/g).map(Number); return .2126*r + .7152*g + .0722*b < 150; })`)
	if !dark {
		t.Error("pale letters on white paper")
	}
}

func TestWithoutJavaScript(t *testing.T) {
	p := open(t, view{width: 1280, height: 900, noScript: true}, "/?q=secours&all=1")
	p.wantHeading("6 citations")
	if n := eval[int](p, hits); n != 6 {
		t.Errorf("%d hits", n)
	}
	p.follow(`.facet a[href*="speaker=gaspard-lemoing"]`)
	p.wantHeading("1 citation")
	p.follow(".hit .open")
	if n := eval[int](p, `document.querySelectorAll(".notes details[open]").length`); n != 1 {
		t.Errorf("%d open notes", n)
	}
	if shown := eval[bool](p, `[...document.querySelectorAll("[data-copy]")].some((e) => e.checkVisibility())`); shown {
		t.Error("a button that does nothing is shown")
	}
}
