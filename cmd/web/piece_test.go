package web

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dixit/index"
	"dixit/quote"
)

// lists writes everything that is not written by a template, with s wherever a text
// is not ours.
func lists(s string) string {
	fr := locales()[0]
	hits := []hit{
		{ID: s, URL: "/" + s, Lang: s, Text: []stretch{{s, false}, {s, true}}, Quotation: true, Speaker: s, SpeakerURL: "/" + s, Tint: "c1", Kind: quote.Direct,
			Outlet: s, OutletURL: "/" + s, Published: s, Citation: s, Remark: &remark{Remark: index.Remark{ID: s, Outlets: 2, Wordings: 3}, URL: "/" + s}},
		{ID: s, URL: s, Lang: s, Title: []stretch{{s, false}, {s, true}}, Text: []stretch{{s, true}}, Outlet: s, OutletURL: s, Published: s},
	}
	f := []facet{{Name: "outlet", Values: []facetValue{{Label: s, URL: "/" + s, N: 2, Active: true, Share: 1}}}}
	h := &histogram{First: s, Last: s, Most: 2, Bars: []bar{{Value: s, N: 1, URL: "/" + s}, {Value: s, URL: s, Active: true}}}
	return string(fr.hits(hits) + fr.facets(f) + fr.histogram(h))
}

// shape is what a page has of elements and names of attributes, and texts are what
// it has beside that.
func shape(t testing.TB, page string) (shape string, texts []string) {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			texts = append(texts, n.Data)
			continue
		}
		b.WriteString("<" + n.Data)
		for _, a := range n.Attr {
			b.WriteString(" " + a.Key)
			texts = append(texts, a.Val)
		}
	}
	return b.String(), texts
}

var harmful = []string{
	"x", `"><img src=x onerror="window.harmed = 1">`, `' onload='x`, "<script>harm()</script>", "&lt;b&gt; &amp &#34;", "</title></svg></a><b>", "<!-- ", "\x00<\xff>", "javascript:harm()", "/evil.example", "{{.}}",
}

func TestHarmfulText(t *testing.T) {
	want, _ := shape(t, lists("x"))
	for _, s := range harmful {
		have, texts := shape(t, lists(s))
		if have != want {
			t.Errorf("%q changes the page:\n%s\n%s", s, have, want)
		}
		if seen := strings.ReplaceAll(s, "\x00", "\uFFFD"); strings.Count(strings.Join(texts, "\x01"), seen) < 20 {
			t.Errorf("%q is not shown as it is: %q", s, texts)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range harmful {
		f.Add(s)
	}
	want, _ := shape(f, lists("x"))
	f.Fuzz(func(t *testing.T, s string) {
		if s == "" {
			t.Skip("what is empty is left out")
		}
		if have, _ := shape(t, lists(s)); have != want {
			t.Errorf("%q changes the page:\n%s\n%s", s, have, want)
		}
	})
}

func TestHref(t *testing.T) {
	for address, want := range map[string]string{
		"/?a=1&b=2": ` href="/?a=1&amp;b=2"`, "/article/x#q-1": ` href="/article/x#q-1"`, "": ` href="#"`,
		"javascript:harm()": ` href="#"`, "//evil.example": ` href="#"`, "https://evil.example": ` href="#"`, "?q=1": ` href="#"`,
	} {
		p := &piece{}
		p.href(address)
		if have := string(p.b); have != want {
			t.Errorf("%q: %s", address, have)
		}
	}
}
