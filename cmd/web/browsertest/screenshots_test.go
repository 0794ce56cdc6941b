package browsertest

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// With -screenshots the pages are taken down in a folder; make screenshots does it
// for the README, and with -every in each size and colour to look at.
var (
	screenshots = flag.String("screenshots", "", "folder to put screenshots of the pages into")
	everyView   = flag.Bool("every", false, "take every page wide and narrow, light and dark")
)

func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("-screenshots names no folder")
	}
	pages := []struct{ name, path string }{
		{"search", "/?q=secours"},
		{"article", "/article/corpus%2Fsample%2F01-agence-meridienne.txt"},
		{"everything", "/"},
		{"nothing", "/?q=secour~2+zebrure&speaker=Putine"},
		{"malformed", "/?q=(secours"},
		{"articles", "/?q=detroit&articles=1"},
		{"speaker", "/speaker/ilona-vardek"},
		{"known", "/speaker/jens-stoltenberg"},
		{"speakers", "/speakers"},
		{"outlet", "/outlet/Radio%20Horizon"},
		{"outlets", "/outlets"},
		{"overview", "/overview"},
		{"remarks", "/remarks"},
	}
	first := open(t, wide, "/remarks")
	pages = append(pages, struct{ name, path string }{"remark", eval[string](first, `document.querySelector(".hit .open").getAttribute("href")`)})
	for _, page := range pages {
		for name, v := range map[string]view{"": wide, "-dark": {width: 1280, height: 900, dark: true}, "-narrow": narrow, "-narrow-dark": {width: 390, height: 844, dark: true}} {
			if name != "" && !*everyView {
				continue
			}
			p := open(t, v, page.path)
			picture, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(*screenshots, page.name+name+".png"), picture, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
