package web

import (
	"html/template"
	"strconv"
	"strings"
)

// Hits, facets and histograms are nearly all of a page, and html/template would
// take more time for them than the search itself. They are written here instead,
// with its rule kept by the compiler: what goes into a page as it is can only be a
// constant of the program, and everything else is escaped.

// A constant is text of the program. No string that is computed converts to it by
// itself, and nothing here converts one.
type constant string

// A piece of a page.
type piece struct{ b []byte }

func (p *piece) html() template.HTML { return template.HTML(p.b) }

// raw writes text of the program, which may be markup.
func (p *piece) raw(s constant) { p.b = append(p.b, s...) }

// text writes any text; it stands for itself between tags and between the double
// marks of an attribute.
func (p *piece) text(s string) {
	from := 0
	for i := 0; i < len(s); i++ {
		var by constant
		switch s[i] {
		case '&':
			by = "&amp;"
		case '<':
			by = "&lt;"
		case '>':
			by = "&gt;"
		case '"':
			by = "&#34;"
		case '\'':
			by = "&#39;"
		case 0:
			by = "\uFFFD"
		default:
			continue
		}
		p.b = append(p.b, s[from:i]...)
		p.raw(by)
		from = i + 1
	}
	p.b = append(p.b, s[from:]...)
}

// attribute writes an attribute; before is its name and what else precedes its
// value: ` lang="`.
func (p *piece) attribute(before constant, value string) {
	p.raw(before)
	p.text(value)
	p.raw(`"`)
}

// href writes the address of a link, which is a page of ours: an address of
// anything else leads nowhere.
func (p *piece) href(address string) {
	if !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") {
		address = "#"
	}
	p.attribute(` href="`, address)
}

// length writes a length in a drawing.
func (p *piece) length(x float64) { p.b = strconv.AppendFloat(p.b, x, 'f', 1, 64) }

// current marks the one of several links that is in force.
func (p *piece) current(active bool) {
	if active {
		p.raw(` aria-current="true"`)
	}
}

// hits writes a list of hits.
func (l *locale) hits(list []hit) template.HTML {
	p := &piece{make([]byte, 0, 1500*len(list))}
	p.raw("<ol class=\"hits\">\n")
	for i := range list {
		p.raw(`<li class="hit `)
		p.text(list[i].Tint)
		p.raw(`">`)
		if list[i].Quotation {
			p.quotation(l, &list[i])
		} else {
			p.article(l, &list[i])
		}
		p.raw("</li>\n")
	}
	p.raw(`</ol>`)
	return p.html()
}

func (p *piece) quotation(l *locale, h *hit) {
	p.raw(`<blockquote`)
	p.lang(h.Lang)
	p.raw(`><a class="open"`)
	p.href(h.URL)
	p.raw(`>«&nbsp;`)
	p.stretches(h.Text)
	p.raw("&nbsp;»</a></blockquote>\n<p class=\"who\">")
	if h.Speaker != "" {
		p.raw(`<a class="speaker"`)
		p.href(h.SpeakerURL)
		p.raw(`>`)
		p.text(h.Speaker)
		p.raw(`</a>`)
	} else {
		p.raw(`<span class="speaker">`)
		p.text(l.text("speaker.unknown"))
		p.raw(`</span>`)
	}
	p.printed(l, h)
	p.raw("</p>\n<p class=\"facts\"><span>")
	p.text(l.text("kind." + string(h.Kind)))
	p.raw(`</span>`)
	p.confidence(l, h.Confidence, h.Unsure)
	if h.Remark != nil {
		p.spread(l, h.Remark)
	}
	p.raw(`<button class="copy" type="button" hidden`)
	p.attribute(` data-copy="`, h.Citation)
	p.attribute(` data-done="`, l.text("copied"))
	p.raw(`>`)
	p.text(l.text("copy"))
	p.raw(`</button></p>`)
}

func (p *piece) article(l *locale, h *hit) {
	p.raw(`<h3`)
	p.lang(h.Lang)
	p.raw(`><a class="open"`)
	p.href(h.URL)
	p.raw(`>`)
	p.stretches(h.Title)
	p.raw("</a></h3>\n<p class=\"passage\"")
	p.lang(h.Lang)
	p.raw(`>`)
	p.stretches(h.Text)
	p.raw("</p>\n<p class=\"who\">")
	p.printed(l, h)
	p.raw(`</p>`)
}

func (p *piece) lang(code string) {
	if code != "" {
		p.attribute(` lang="`, code)
	}
}

func (p *piece) stretches(list []stretch) {
	for _, s := range list {
		if s.Marked {
			p.raw(`<mark>`)
			p.text(s.Text)
			p.raw(`</mark>`)
		} else {
			p.text(s.Text)
		}
	}
}

// printed writes where and when a hit was printed.
func (p *piece) printed(l *locale, h *hit) {
	if h.Outlet != "" {
		p.raw(` <span class="source"><a`)
		p.href(h.OutletURL)
		p.raw(`>`)
		p.text(h.Outlet)
		p.raw(`</a></span>`)
	}
	if h.Published != "" {
		p.attribute(` <time datetime="`, h.Published)
		p.raw(`>`)
		p.text(l.date(h.Published))
		p.raw(`</time>`)
	}
}

func (p *piece) confidence(l *locale, x float64, unsure bool) {
	p.raw(`<span class="confidence`)
	if unsure {
		p.raw(` unsure`)
	}
	p.attribute(`" title="`, l.text("confidence.help"))
	p.raw(`><span class="hidden">`)
	p.text(l.text("confidence"))
	p.raw(`</span> `)
	p.text(l.confidence(x))
	if unsure {
		p.raw(` · `)
		p.text(l.text("confidence.check"))
	}
	p.raw(`</span>`)
}

// spread leads to a remark, and says how far it spread.
func (p *piece) spread(l *locale, r *remark) {
	p.raw(`<a class="spread"`)
	p.href(r.URL)
	p.raw(`>`)
	p.text(l.count("outlets", r.Outlets))
	p.raw(`, `)
	p.text(l.count("wordings", r.Wordings))
	p.raw(`</a>`)
}

// The same for templates.
func (l *locale) confidenceOf(n *note) template.HTML {
	p := &piece{}
	p.confidence(l, n.Confidence, n.Unsure)
	return p.html()
}

func (l *locale) spreadOf(r *remark) template.HTML {
	p := &piece{}
	p.spread(l, r)
	return p.html()
}

// facets writes the values that narrow a search down.
func (l *locale) facets(list []facet) template.HTML {
	p := &piece{make([]byte, 0, 8<<10)}
	for _, f := range list {
		p.raw("\n<h2>")
		p.text(l.text("facet." + f.Name))
		p.raw("</h2>\n<ul class=\"facet\">")
		for i := range f.Values {
			v := &f.Values[i]
			p.raw("\n<li><a")
			p.href(v.URL)
			p.current(v.Active)
			p.raw(`><span class="label">`)
			p.text(v.Label)
			p.raw(`</span> <span class="n">`)
			p.text(l.number(v.N))
			p.raw(`</span></a><meter aria-hidden="true" value="`)
			p.b = strconv.AppendFloat(p.b, v.Share, 'f', 3, 64)
			p.raw(`"></meter></li>`)
		}
		p.raw("\n</ul>")
	}
	return p.html()
}

// histogram writes a histogram, and for those who do not see it the same as a list.
func (l *locale) histogram(h *histogram) template.HTML {
	p := &piece{make([]byte, 0, 500*len(h.Bars))}
	p.raw("<figure class=\"histogram\">\n<svg viewBox=\"0 0 ")
	p.b = strconv.AppendInt(p.b, histogramWidth, 10)
	p.raw(` `)
	p.b = strconv.AppendInt(p.b, histogramHeight, 10)
	p.raw(`" preserveAspectRatio="none" aria-hidden="true" focusable="false"`)
	p.attribute(` data-since="`, h.First)
	p.attribute(` data-until="`, h.Last)
	p.raw(`>`)
	for i := range h.Bars {
		p.bar(l, &h.Bars[i])
	}
	p.raw("\n</svg>\n<figcaption><span>")
	p.text(l.date(h.First))
	p.raw(`</span><span class="most">`)
	p.text(l.text("histogram.most", l.number(h.Most)))
	p.raw(`</span><span>`)
	p.text(l.date(h.Last))
	p.raw("</span></figcaption>\n<details><summary>")
	p.text(l.text("histogram.list"))
	p.raw("</summary>\n<ul class=\"months\">")
	for i := range h.Bars {
		b := &h.Bars[i]
		if b.N == 0 {
			continue
		}
		p.raw("\n<li><a")
		p.href(b.URL)
		p.current(b.Active)
		p.raw(`>`)
		p.text(l.date(b.Value))
		p.raw(`</a> <span class="n">`)
		p.text(l.number(b.N))
		p.raw(`</span></li>`)
	}
	p.raw("\n</ul>\n</details>\n</figure>")
	return p.html()
}

// widestBar is how wide a bar gets where there are few.
const widestBar = 72

// bar draws a bar, a little narrower than its place, all of which leads on so that
// small ones can be hit.
func (p *piece) bar(l *locale, b *bar) {
	p.raw("\n<a")
	p.href(b.URL)
	p.attribute(` tabindex="-1" data-value="`, b.Value)
	if b.Active {
		p.raw(` class="active"`)
	}
	p.raw(`><title>`)
	p.text(l.date(b.Value))
	p.raw(` — `)
	p.text(l.number(b.N))
	p.raw(`</title><path class="place" d="M`)
	p.length(b.X)
	p.raw(` 0h`)
	p.length(b.Width)
	p.raw(`v`)
	p.b = strconv.AppendInt(p.b, histogramHeight, 10)
	p.raw(`h-`)
	p.length(b.Width)
	p.raw(`z"/>`)
	if b.N > 0 {
		width := min(b.Width-min(2, b.Width/5), widestBar)
		p.raw(`<path class="bar" d="M`)
		p.length(b.X + (b.Width-width)/2)
		p.raw(` `)
		p.length(b.Y)
		p.raw(`h`)
		p.length(width)
		p.raw(`v`)
		p.length(b.Height)
		p.raw(`h-`)
		p.length(width)
		p.raw(`z"/>`)
	}
	p.raw(`</a>`)
}
