package browsertest

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAccessibility lets axe-core look at every page. DIXIT_AXE names its file
// axe.min.js, which .ci/run fetches: it is under the MPL and not part of dixit.
func TestAccessibility(t *testing.T) {
	path := os.Getenv("DIXIT_AXE")
	if path == "" {
		message := "DIXIT_AXE does not name axe.min.js, so accessibility is not checked: npm pack axe-core fetches it, .ci/run does so"
		if os.Getenv("DIXIT_REQUIRE_BROWSER") != "" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// A page made worse shows that the check works.
	p := open(t, wide, "/")
	p.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("label[for=q]").remove(), document.getElementById("q").removeAttribute("placeholder"), document.querySelector("h1").style.color = "#eee", 0`, chromedp.EvalIgnoreExceptions))
	if findings := p.check(string(axe)); len(findings) < 2 {
		t.Errorf("a field without a label and pale letters are no findings: %v", findings)
	}
	views := map[string]view{"light": wide, "dark": {width: 1280, height: 900, dark: true}, "narrow": narrow}
	for name, v := range views {
		t.Run(name, func(t *testing.T) {
			for _, path := range append(every(t), "/?q=zebrure", "/?q=(secours", "/?q=secours&ui=en") {
				p := open(t, v, path)
				findings := p.check(string(axe))
				if len(findings) > 0 {
					t.Errorf("%s:\n%s", path, strings.Join(findings, "\n"))
				}
			}
		})
	}
}

// check returns what axe-core finds serious in a page.
func (p *tab) check(axe string) []string {
	p.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](axe, chromedp.EvalIgnoreExceptions))
	findings, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](`axe.run(document, {resultTypes: ["violations"]}).then((r) => r.violations
		.filter((v) => v.impact === "serious" || v.impact === "critical")
		.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.html.slice(0, 160) + " " + n.failureSummary.replaceAll("\n", " "))))`, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatal(err)
	}
	return findings
}
