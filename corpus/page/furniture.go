package page

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// within reports whether the line is in an element of one of the names, below top.
func (l *line) within(top *html.Node, names ...string) bool {
	for n := l.block; n != nil && n != top; n = n.Parent {
		if slices.Contains(names, n.Data) {
			return true
		}
	}
	return false
}

// inQuotation reports whether the line is part of a block quotation or of its
// attribution.
func (l *line) inQuotation() bool { return l.within(nil, "blockquote") }

// furniture reports whether the line belongs to what surrounds an article:
// menus, boxes, forms, notices. Only elements below top count, because the whole
// page may well be called "with-sidebar".
func (l *line) furniture(top *html.Node) bool {
	for n := l.block; n != nil && n != top; n = n.Parent {
		switch n.DataAtom {
		case atom.Nav, atom.Aside, atom.Dialog, atom.Menu:
			return true
		case atom.Footer:
			if !l.inQuotation() {
				return true
			}
		case atom.Body, atom.Html, atom.Article, atom.Main:
			// Their names speak of the page.
			continue
		}
		switch strings.ToLower(attr(n, "role")) {
		case "navigation", "complementary", "dialog", "alertdialog", "menu", "menubar", "contentinfo", "search":
			return true
		}
		if slices.ContainsFunc(names(n), func(s string) bool { return boxNames[s] || frameNames[s] }) {
			return true
		}
	}
	return false
}

// boxed reports whether the line is in a box, below top, that never holds text of
// the article.
func (l *line) boxed(top *html.Node) bool {
	for n := l.block; n != nil && n != top; n = n.Parent {
		switch n.DataAtom {
		case atom.Nav, atom.Dialog:
			return true
		case atom.Body, atom.Html, atom.Article, atom.Main:
			continue
		}
		if slices.ContainsFunc(names(n), func(s string) bool { return boxNames[s] }) {
			return true
		}
	}
	return false
}

// Words of class names and ids: of boxes that say what they are, and of the frame
// of a page, whose names articles bear too.
var (
	boxNames = wordSet(`related relateds recommended recommendation recommendations recirculation taboola outbrain
		newsletter newsletters comments commentaires disqus cookie cookies consent rgpd gdpr
		paywall subscribe subscription abonnement breadcrumb breadcrumbs share sharing partage`)
	frameNames = wordSet(`ad ads advert advertisement advertising pub publicite sponsor sponsored
		nav navbar navigation menu ariane sidebar widget trending popular partager social reseaux
		comment commentaire promo abonnes popup modal tags keywords pagination copyright legal login search`)
)

func wordSet(s string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(s) {
		set[word] = true
	}
	return set
}

// names are the words in the class, id and itemprop of an element, in lower case:
// "articleBody related-links" is article, body, related and links.
func names(n *html.Node) []string {
	var all []string
	for _, key := range []string{"class", "id", "itemprop", "data-testid"} {
		value := attr(n, key)
		start := 0
		for i, r := range value {
			upper := unicode.IsUpper(r) && i > start && !unicode.IsUpper(rune(value[i-1]))
			if letter := unicode.IsLetter(r); !letter || upper {
				if i > start {
					all = append(all, strings.ToLower(value[start:i]))
				}
				start = i
				if !letter {
					start = i + len(string(r))
				}
			}
		}
		if start < len(value) {
			all = append(all, strings.ToLower(value[start:]))
		}
	}
	return all
}

// standfirst reports whether a line between the headline and the text introduces
// the article: by its name, by being the page's description, or by being a whole
// sentence set as a paragraph.
func (l *line) standfirst(m *meta) bool {
	for n, up := l.block, 0; n != nil && up < 3; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.Body || n.DataAtom == atom.Article || n.DataAtom == atom.Main {
			break
		}
		if slices.ContainsFunc(names(n), func(s string) bool { return standfirstNames[s] }) && len(l.text) > 40 {
			return true
		}
	}
	text := squash(l.text)
	if description := squash(m.description); len(text) > 40 && description != "" &&
		(strings.HasPrefix(description, text) || strings.HasPrefix(text, strings.TrimRight(description, "…"))) {
		return true
	}
	switch l.block.DataAtom {
	case atom.P, atom.H2, atom.Figcaption:
		return l.block.DataAtom == atom.Figcaption || len(l.text) > 80 && strings.HasSuffix(strings.TrimRight(l.text, "\u00a0 »”\""), ".")
	}
	return false
}

var standfirstNames = wordSet(`chapo chapeau chapô standfirst intro introduction lead lede dek excerpt
	subtitle subhead subheading sous surtitle description summary accroche`)

// Labels of links to other articles, squashed, and lines that are never text.
var (
	relatedLabels = []string{
		"lireaussi", "àlireaussi", "alireaussi", "lireégalement", "àlireégalement", "alireégalement",
		"voiraussi", "àvoiraussi", "avoiraussi", "àlire", "alire", "àécouteraussi", "àécouter", "écouteraussi",
		"lirenotre", "lireledécryptage", "lirelarticle", "lireencore", "pourallerplusloin", "surlemêmesujet",
		"àretrouveraussi", "retrouvezaussi", "notredossier", "nosarticles", "articlesliés", "readalso", "readmore", "seealso",
	}
	noticeLines = wordSet(`publicité publicite advertisement partager partagez partagercetarticle commentaires commenter
		newsletter newsletters lasuiteaprèscettepublicité lasuiteaprèslapublicité abonnezvous senabonner sabonner
		seconnecter imprimer copierlelien envoyerparmail réagir lirelasuite ajouteràvosfavoris`)
)

// related reports whether the line points to another article.
func (l *line) related() bool {
	if len(l.text) > 400 {
		return false
	}
	text := squash(l.text)
	if noticeLines[text] || strings.Contains(text, "estapparuenpremiersur") || strings.Contains(text, "appearedfirston") {
		return true
	}
	if l.linked*2 > len(l.text) && (labelled(l.text, "lire") || labelled(l.text, "voir")) {
		return true
	}
	for _, label := range relatedLabels {
		rest, ok := strings.CutPrefix(text, label)
		if !ok {
			continue
		}
		if rest == "" || l.linked*2 > len(l.text) || labelled(l.text, label) {
			return true
		}
	}
	return false
}

// labelled reports whether text begins with the letters of label and, right behind
// them, a sign that sets a label off: "Lire aussi : …", "À lire aussi | …".
func labelled(text, label string) bool {
	for i, r := range text {
		if label == "" {
			return strings.ContainsRune(":|>→►▶–—", firstVisible(text[i:]))
		}
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		var ok bool
		if label, ok = strings.CutPrefix(label, string(unicode.ToLower(r))); !ok {
			return false
		}
	}
	return false
}

// firstVisible is the first rune of s that is no space.
func firstVisible(s string) rune {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			return r
		}
	}
	return unicode.ReplacementChar
}

// drop takes lines out of the kept ones: those that point elsewhere, with the
// links that follow them, menus, and boxes that say that they are none of the
// article.
func drop(lines []line) {
	following := false
	for i := range lines {
		l := &lines[i]
		switch {
		case l.related():
			following = l.linked*2 < len(l.text)
			l.kept = false
		case following && l.isLink():
			l.kept = false
		default:
			following = false
		}
	}
	dropMenus(lines)
	dropBoxes(lines)
}

// dropMenus takes out links that stand alone, where they come first or last or in
// threes.
func dropMenus(lines []line) {
	run := -1 // first kept line of a run of links
	length := 0
	first := true
	end := func(to int, last bool) {
		if run >= 0 && (first || last || length >= 3) {
			for j := run; j < to; j++ {
				lines[j].kept = false
			}
		}
		run, length = -1, 0
	}
	for i := range lines {
		switch l := &lines[i]; {
		case !l.kept:
		case l.isLink() && !l.heading():
			if run < 0 {
				run = i
			}
			length++
		default:
			end(i, false)
			first = false
		}
	}
	if !first {
		end(len(lines), true)
	}
}

// dropBoxes takes out boxes within the text, unless they are much of it: then
// their names do not mean what they say.
func dropBoxes(lines []line) {
	top := commonAncestor(lines)
	var boxed []int
	size, all := 0, 0
	for i := range lines {
		if !lines[i].kept {
			continue
		}
		all += len(lines[i].text)
		if lines[i].boxed(top) {
			boxed = append(boxed, i)
			size += len(lines[i].text)
		}
	}
	if size*3 > all {
		return
	}
	for _, i := range boxed {
		lines[i].kept = false
	}
}

// isLink reports whether all of the line is a link.
func (l *line) isLink() bool { return l.linked*10 >= len(l.text)*9 }

// heading reports whether the line is a heading.
func (l *line) heading() bool {
	switch l.block.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
