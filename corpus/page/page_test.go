package page

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// filler is what makes a test page long enough to have an article.
const filler = `Le conseil municipal de Port-Salant a examiné jeudi soir le budget de la ville, en présence
de nombreux habitants, venus dire leur inquiétude devant la hausse des tarifs de la cantine et du bac.`

const fillerLine = "Le conseil municipal de Port-Salant a examiné jeudi soir le budget de la ville, en présence" +
	" de nombreux habitants, venus dire leur inquiétude devant la hausse des tarifs de la cantine et du bac."

// press is a page as newspapers have it.
const press = `<!DOCTYPE html><html lang="fr-FR"><head><meta charset="utf-8">
<title>Bac : « Pas un euro de plus », promet la maire | La Vigie</title>
<link rel="canonical" href="https://vigie.example/bac">
<meta property="og:site_name" content="La Vigie">
<meta property="og:title" content="Bac&nbsp;: «&nbsp;Pas un euro de plus&nbsp;», promet la maire">
<meta property="og:description" content="La maire de Port-Salant s'engage à geler les tarifs, sans dire comment.">
<meta property="article:published_time" content="2024-06-19T18:02:00+02:00">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
 {"@type":"WebSite","name":"La Vigie"},
 {"@type":["NewsArticle"],"headline":"Bac : « Pas un euro de plus », promet la maire","datePublished":"2024-06-19",
  "author":[{"@type":"Person","name":"Ana Roux"},{"@id":"#leo"}],"publisher":{"@type":"Organization","name":"La Vigie"}},
 {"@id":"#leo","@type":"Person","name":"Léo Petit"}]}</script>
</head><body class="has-sidebar comments-open">
<div id="cookie-consent"><p>Nous et nos partenaires utilisons des « cookies » pour mesurer l'audience du site.</p></div>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/politique">Politique</a></li></ul></nav>
<main><article>
<header><h1>Bac&nbsp;: «&nbsp;Pas un euro de plus&nbsp;», promet la maire</h1>
<p class="article__chapo">La maire de Port-Salant s'engage à geler les tarifs, sans dire comment.</p>
<p class="meta">Par <a rel="author" href="/ana">Ana Roux</a> · <time datetime="2024-06-19T18:02:00+02:00">19 juin</time></p></header>
<figure><img src="bac.jpg" alt="Le bac"><figcaption>La maire, mardi&nbsp;: «&nbsp;Je tiendrai.&nbsp;»</figcaption></figure>
<div class="article-body">
<p>` + filler + `</p>
<p>«&#160;Pas un <em>euro</em> de plus&#160;», a <a href="/x">promis</a> la maire<b>,</b> H&eacute;l&egrave;ne Vidal.</p>
<p class="lire"><a href="/y">Lire aussi : « Le bac coule », une enquête</a></p>
<p>` + filler + `</p>
<h2>« Une blague »</h2>
<div class="remark"><p>Les marins : «&nbsp;On ne lâchera rien, rien du tout.&nbsp;»</p></div>
<p>Lire : <a href="/z">« Rien », le mot de la semaine en rade</a></p>
<p>` + filler + `</p>
<blockquote><p>Nous irons jusqu'au bout.</p><footer>— Marc Leroux, <cite>syndicat des marins</cite></footer></blockquote>
<ul><li>Le tarif du bac reste à «&nbsp;deux euros&nbsp;» pour les habitants ;</li><li>la cantine, à trois euros.</li></ul>
<p>` + filler + `<br>À suivre.</p>
<div class="related-links"><h3>Sur le même sujet</h3><ul><li><a href="/1">« On coule », disent les pêcheurs de la rade</a></li></ul></div>
<p>` + filler + `</p>
</div>
</article>
<section id="comments"><h2>Commentaires</h2><p>Jojo : « C'est une honte, ce bac, et je pèse mes mots, une honte. »</p></section>
</main>
<aside><p>Les plus lus : « Le phare s'éteint »</p></aside>
<footer><p>© La Vigie, tous droits réservés, « le journal du littoral »</p></footer>
</body></html>`

func TestExtract(t *testing.T) {
	got, err := Extract(press)
	if err != nil {
		t.Fatal(err)
	}
	want := Page{
		Title: "Bac : « Pas un euro de plus », promet la maire", Byline: "Ana Roux, Léo Petit", Outlet: "La Vigie",
		Published: "2024-06-19T18:02:00+02:00", URL: "https://vigie.example/bac", Lang: "fr-FR",
		Body: strings.Join([]string{
			"Bac\u00a0: «\u00a0Pas un euro de plus\u00a0», promet la maire",
			"",
			"La maire de Port-Salant s'engage à geler les tarifs, sans dire comment.",
			"",
			"La maire, mardi\u00a0: «\u00a0Je tiendrai.\u00a0»",
			"",
			fillerLine,
			"",
			"«\u00a0Pas un euro de plus\u00a0», a promis la maire, Hélène Vidal.",
			"",
			fillerLine,
			"",
			"« Une blague »",
			"",
			"Les marins : «\u00a0On ne lâchera rien, rien du tout.\u00a0»",
			"",
			fillerLine,
			"",
			"Nous irons jusqu'au bout.",
			"— Marc Leroux, syndicat des marins",
			"",
			"Le tarif du bac reste à «\u00a0deux euros\u00a0» pour les habitants ;",
			"la cantine, à trois euros.",
			"",
			fillerLine,
			"À suivre.",
			"",
			fillerLine,
		}, "\n"),
	}
	if got.Body != want.Body {
		t.Errorf("body:\n%s\nwant:\n%s", got.Body, want.Body)
	}
	if len(got.Blocks) != 1 || got.Blocks[0].Words.Of(got.Body) != "Nous irons jusqu'au bout." ||
		got.Blocks[0].Author.Of(got.Body) != "Marc Leroux, syndicat des marins" {
		t.Errorf("block quotations: %+v", got.Blocks)
	}
	got.Body, want.Body, got.Blocks = "", "", nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// TestFurniture reads pages whose boxes and menus Readability keeps.
func TestFurniture(t *testing.T) {
	const answer = "Oui. Le directeur de course a parlé d'une « décision de confort ». Je lui réponds qu'il vienne passer une nuit au pied du mât."
	text := "<div class=paragraph>" + answer + "</div>"
	tests := []struct{ name, body, want string }{
		{"newsletter", text + text + text + `<div class=newsletter><p>Recevez notre lettre « La Marée » chaque matin dans votre boîte.</p></div>`,
			answer + "\n\n" + answer + "\n\n" + answer},
		{"menu in a table", "<table><tr><td><a href=a>Accueil</a><br><a href=b>Monde</a></td><td>" + answer + "<br><br>" + answer + "</td></tr></table>",
			answer + "\n\n" + answer},
		{"links within", text + text + "<ul><li><a href=a>Un</a><li><a href=b>Deux</a><li><a href=c>Trois</a></ul>" + text,
			answer + "\n\n" + answer + "\n\n" + answer},
		{"a name that means nothing", "<div class=wrap><p>" + answer + "</p><div class=subscription><p>" + answer + "</p><p>" + answer + "</p></div></div>",
			answer + "\n\n" + answer + "\n\n" + answer},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Extract("<html lang=fr><body><div class=post>" + tt.body + "</div></body></html>")
			if err != nil || got.Body != tt.want {
				t.Errorf("body:\n%s\n%v; want:\n%s", got.Body, err, tt.want)
			}
		})
	}
}

// TestMovedText reads a page whose text Readability puts into elements of its own.
func TestMovedText(t *testing.T) {
	text := strings.Repeat(fillerLine+" ", 2)
	text = strings.TrimSpace(text)
	got, err := Extract("<html><body><div>" + text + " Menu.</div><article><h1>Le budget</h1><div>" + text + "</div><h2>Suite</h2><div>" + text + "<br><br>« Non », dit-elle.</div></article></body></html>")
	want := "Le budget\n\n" + text + "\n\nSuite\n\n" + text + "\n\n« Non », dit-elle."
	if err != nil || !strings.HasSuffix(got.Body, want) {
		t.Errorf("body:\n%s\n%v; want at its end:\n%s", got.Body, err, want)
	}
}

func TestText(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"empty", "", ""},
		{"no markup", "Il dit : «&nbsp;Non&nbsp;»\net part.", "Il dit : «\u00a0Non\u00a0»\net part."},
		{"less than", "3 < 4 et 5 > 2", "3 < 4 et 5 > 2"},
		{"paragraphs", "<p>Un.</p><p>Deux.</p>", "Un.\n\nDeux."},
		{"white space", "<p> Un \n  <b>deux</b>\ttrois</p>\n", "Un deux trois"},
		{"no-break spaces stay", "<p>«\u202fOui\u202f» &agrave; 3&nbsp;%</p>", "«\u202fOui\u202f» à 3\u00a0%"},
		{"inline elements join", "<p>l<b>’</b>É<i>tat</i>, <span>oui</span> <span>non</span></p>", "l’État, oui non"},
		{"breaks", "<p>Un<br>deux<br/><br>trois</p>", "Un\ndeux\n\ntrois"},
		{"text beside blocks", "<div>Un<p>deux</p>trois</div>", "Un\n\ndeux\n\ntrois"},
		{"list", "<p>Soit :</p><ul><li>un ;</li><li><p>deux.</p></li></ul><p>Fin</p>", "Soit :\n\nun ;\n\ndeux.\n\nFin"},
		{"simple list", "<ol><li>un</li><li>deux</li></ol>", "un\ndeux"},
		{"block quotation, cite inside", "<blockquote>Nous irons. <cite>Jo Bar</cite></blockquote><p>Fin</p>", "Nous irons.\nJo Bar\n\nFin"},
		{"block quotation, cite in paragraph", "<blockquote><p>Nous irons.</p><p><cite>Jo Bar</cite></p></blockquote>", "Nous irons.\nJo Bar"},
		{"figure of a quotation", "<figure><blockquote>Nous irons.</blockquote> <figcaption>Jo Bar</figcaption></figure>", "Nous irons.\nJo Bar"},
		{"work cited within", "<blockquote>Dans <cite>Le Cap</cite>, il ment.</blockquote>", "Dans Le Cap, il ment."},
		{"cite elsewhere", "<p>Il lit <cite>Le Cap</cite></p>", "Il lit Le Cap"},
		{"q", "<p>Il dit <q>non</q>.</p>", "Il dit «\u00a0non\u00a0»."},
		{"hidden", "<p>Un<script>x()</script><style>p{}</style><span style='display: none'>deux</span><!-- trois --></p><p hidden>quatre</p>", "Un"},
		{"soft hyphens", "<p>prési&shy;dent\u200b</p>", "président"},
		{"table", "<table><tr><td>Un</td><td>2</td></tr><tr><td>Deux</td><td>3</td></tr></table>", "Un\n2\nDeux\n3"},
		{"preformatted", "<pre>Un\n\n  deux<b>\n</b>trois</pre>", "Un\ndeux\ntrois"},
		{"blank paragraphs", "<p>Un</p><p>&nbsp;</p><p></p><p>Deux</p>", "Un\n\nDeux"},
		{"related links", "<p>Un.</p><p>À lire aussi</p><ul><li><a href=x>« Deux »</a></li></ul><p>Trois.</p>", "Un.\n\nTrois."},
		{"a sentence like a label", "<p>À lire ce rapport, tout va mal.</p>", "À lire ce rapport, tout va mal."},
		{"a label that is a sentence", "<p>Lire : un plaisir d'hiver.</p>", "Lire : un plaisir d'hiver."},
		{"from a weblog", "<p>Un.</p><p>L’article <a href=x>« Deux »</a> est apparu en premier sur <a href=y>Le Cap</a>.</p>", "Un."},
		{"unclosed", "<p>Un<p>Deux<b>", "Un\n\nDeux"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, _ := Text(tt.in, "fr"); got != tt.want {
				t.Errorf("Text = %q, want %q", got, tt.want)
			}
		})
	}
	if got, _ := Text("<p>He said <q>no</q>.</p>", "en"); got != "He said “no”." {
		t.Errorf("in English: %q", got)
	}
}

func TestBlocks(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string // words, then author
	}{
		{"none", "<p>Un.</p><cite>Jo Bar</cite>", nil},
		{"without author", "<p>Un.</p><blockquote><p>Nous irons.</p></blockquote><p>Deux.</p>", []string{"Nous irons.", ""}},
		{"footer", "<blockquote><p>Nous irons.</p><footer>— Jo Bar, <cite>maire</cite></footer></blockquote><p>Deux.</p>", []string{"Nous irons.", "Jo Bar, maire"}},
		{"cite in a line", "<blockquote>Nous irons. <cite>Jo Bar</cite>.</blockquote>", []string{"Nous irons.", "Jo Bar"}},
		{"cite behind paragraphs", "<blockquote><p>Un.</p><p>Deux.</p><p><cite>Jo Bar</cite></p></blockquote>", []string{"Un.\n\nDeux.", "Jo Bar"}},
		{"caption", "<figure><blockquote>Nous irons.</blockquote><figcaption>Jo Bar, <cite>Le Cap</cite></figcaption></figure>", []string{"Nous irons.", "Jo Bar, Le Cap"}},
		{"dash", "<blockquote><p>Nous irons.</p>&mdash; Jo Bar (@jobar) <a href=x>3 mai</a></blockquote>", []string{"Nous irons.", "Jo Bar (@jobar) 3 mai"}},
		{"work cited within", "<blockquote>Dans <cite>Le Cap</cite>, il ment.</blockquote>", []string{"Dans Le Cap, il ment.", ""}},
		{"nested", "<blockquote>Un.<blockquote>Deux.</blockquote>Trois.</blockquote>", []string{"Un.\n\nDeux.\n\nTrois.", ""}},
		{"two", "<blockquote>Un.</blockquote><blockquote>Deux.</blockquote>", []string{"Un.", "", "Deux.", ""}},
		{"empty", "<blockquote> <p></p></blockquote><p>Un.</p>", nil},
		{"a link alone", "<p>Un.</p><blockquote><p>À lire aussi : <a href=x>Deux</a></p></blockquote>", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body, blocks := Text(tt.in, "fr")
			var got []string
			for _, q := range blocks {
				got = append(got, q.Words.Of(body), q.Author.Of(body))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q in %q", got, tt.want, body)
			}
		})
	}
}

func TestMeta(t *testing.T) {
	tests := []struct {
		name, head, body string
		want             Page
	}{
		{"document title without the outlet's name", `<title>Le bac coule - La Vigie</title><meta property="og:site_name" content="La Vigie">`, "",
			Page{Title: "Le bac coule", Outlet: "La Vigie"}},
		{"line ends within JSON strings", "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Un\ndeux\"}</script>", "",
			Page{Title: "Un deux"}},
		{"list of objects", `<script type="application/ld+json">[{"@type":"BreadcrumbList","name":"x"},{"@type":"ReportageNewsArticle","headline":"Un","author":"Par Ana Roux","inLanguage":"fr"}]</script>`, "",
			Page{Title: "Un", Byline: "Ana Roux", Lang: "fr"}},
		{"broken JSON-LD", `<script type="application/ld+json">{"@type":</script><meta property="og:title" content="Un">`, "", Page{Title: "Un"}},
		{"not an article", `<script type="application/ld+json">{"@type":"Product","name":"x"}</script>`, "", Page{}},
		{"author is a link", `<meta property="article:author" content="https://x.example/ana"><meta name="author" content="Ana Roux">`, "", Page{Byline: "Ana Roux"}},
		{"author by class", "", `<div class="entry-author"><a href=x>Par Ana Roux</a></div>`, Page{Byline: "Ana Roux", Body: "Par Ana Roux"}},
		{"time in the text", ``, `<time datetime="2024-06-18T07:00">mardi</time> <time class="published" datetime="2024-06-19T18:02:00+02:00">mercredi</time>`,
			Page{Published: "2024-06-19T18:02:00+02:00", Body: "mardi mercredi"}},
		{"time of publication without a value", ``, `<time datetime="2024-06-18">mardi</time> <time pubdate datetime="2024-06-19">mercredi</time>`,
			Page{Published: "2024-06-19", Body: "mardi mercredi"}},
		{"day and time", `<meta name="date" content="2024-06-19"><meta name="pubdate" content="2024-06-19T08:00:00Z">`, "", Page{Published: "2024-06-19T08:00:00Z"}},
		{"relative canonical link", `<link rel="canonical" href="/x"><meta property="og:url" content="https://x.example/x">`, "", Page{URL: "https://x.example/x"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Extract("<!doctype html><html><head>" + tt.head + "</head><body><article>" + tt.body + "</article></body></html>")
			if err != nil {
				t.Fatal(err)
			}
			if tt.want.Body == "" {
				tt.want.Body = tt.want.Title
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got  %+v\nwant %+v", got, tt.want)
			}
		})
	}
	t.Run("text stated as data", func(t *testing.T) {
		got, err := Extract(`<html><head><script type="application/ld+json">{"@type":"Article","headline":"Un","articleBody":"` +
			strings.Repeat("Le conseil a voté. ", 30) + `\nFin."}</script></head><body><p>Abonnez-vous pour lire la suite.</p></body></html>`)
		if err != nil || !strings.HasPrefix(got.Body, "Un\n\nLe conseil") || !strings.HasSuffix(got.Body, "\nFin.") {
			t.Errorf("body %q, %v", got.Body, err)
		}
	})
}

func FuzzExtract(f *testing.F) {
	f.Add(press)
	f.Add("<p>Un<blockquote><cite><q></cite><pre>\n<br><br><table><td>")
	f.Add(`<script type="application/ld+json">{"@graph":[{"@type":"Article","author":[["x"]],"mainEntityOfPage":{"@id":1}}]}</script>`)
	f.Fuzz(func(t *testing.T, doc string) {
		doc = strings.ToValidUTF8(doc, "?")
		p, err := Extract(doc)
		if err == nil && !utf8.ValidString(p.Body) {
			t.Errorf("body is not UTF-8: %q", p.Body)
		}
		if strings.Contains(p.Body, "\n\n\n") && strings.Contains(doc, "<") {
			t.Errorf("two blank lines in %q", p.Body)
		}
		Text(doc, "")
	})
}

func BenchmarkExtract(b *testing.B) {
	many := func(s string) string { return strings.Repeat(s, (1<<20)/len(s)) }
	for _, bb := range []struct{ name, doc string }{
		{"press", press},
		{"one word", many("x")},
		{"marks", "<p>" + many("«")},
		{"paragraphs", many("<p>« Oui », dit-il, « peut-être », et il part.</p>")},
		{"cites", "<blockquote>" + many("<cite></cite>")},
		{"unclosed links", many("<a>x")},
		{"unclosed formatting", many("<p><b><i>x")},
		{"breaks", many("x<br>")},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(bb.doc)))
			for b.Loop() {
				if _, err := Extract(bb.doc); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
