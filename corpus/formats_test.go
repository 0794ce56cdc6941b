package corpus

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// exchange is a WARC record of an HTTP response.
func exchange(contentType, body string) string {
	http := "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\n\r\n" + body
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://vigie.example/un>\r\n"+
		"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(http), http)
}

// vigie is a page; %s is where it declares its charset.
const vigie = `<!DOCTYPE html><html lang="fr"><head>%s<title>Rien caché</title>
<meta property="og:site_name" content="La Vigie"><meta name="author" content="Ana Roux">
<meta property="article:published_time" content="2024-06-19T18:02:00+02:00"></head>
<body><nav><a href="/">Accueil</a></nav><article><h1>Rien caché</h1>
<p>Le maire a répété&nbsp;: «&nbsp;Nous n&rsquo;avons rien caché à l'État.&nbsp;»</p><p>Il a ajouté qu'il était prêt.</p></article></body></html>`

var vigieArticle = Article{
	Outlet: "La Vigie", Title: "Rien caché", Byline: "Ana Roux", Published: "2024-06-19T18:02:00+02:00", Lang: "fr",
	Body: "Rien caché\n\nLe maire a répété\u00a0: «\u00a0Nous n’avons rien caché à l'État.\u00a0»\n\nIl a ajouté qu'il était prêt.",
}

func TestHTML(t *testing.T) {
	bare := fmt.Sprintf(vigie, "")
	latin := fmt.Sprintf(vigie, `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">`)
	for _, tt := range []struct{ name, file, data string }{
		{"utf-8", "a.html", bare},
		{"utf-8 declared as latin-1", "a.html", fmt.Sprintf(vigie, `<meta charset="iso-8859-1">`)},
		{"byte order mark", "a.html", "\ufeff" + bare},
		{"gzipped", "a.htm.gz", zip(bare)},
		{"by content", "a.txt", bare},
		{"behind a comment", "a", "<!-- page -->\n" + bare},
		{"xhtml", "a.xml", `<?xml version="1.0" encoding="utf-8"?>` + bare},
		{"iso-8859-15", "a.html", in(charmap.ISO8859_15, latin)},
		{"windows-1252 undeclared", "a.html", in(charmap.Windows1252, bare)},
		{"utf-16", "a.html", in(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), bare)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(write(t, map[string]string{tt.file: tt.data}), tt.file)
			want := vigieArticle
			want.ID, want.Source = path, path
			if got := one(t, path, Options{Outlet: "Le Cap"}); !reflect.DeepEqual(*got, want) {
				t.Errorf("got  %+v\nwant %+v", *got, want)
			}
		})
	}
	t.Run("fragment by name", func(t *testing.T) {
		path := filepath.Join(write(t, map[string]string{"a.html": "<p>Il a dit : « Non. »</p>"}), "a.html")
		if got := one(t, path, Options{}); got.Body != "Il a dit : « Non. »" {
			t.Errorf("body %q", got.Body)
		}
	})
}

const rss = `<?xml version="1.0" encoding="%s"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>La Vigie</title><link>https://vigie.example</link><language>fr-fr</language>
<item><title>« Rien caché » &amp;amp; rien perdu</title><link>https://vigie.example/1</link><guid isPermaLink="false">v-1</guid>
 <pubDate>mer., 19 juin 2024 18:02:00 +0200</pubDate><dc:creator>Ana Roux</dc:creator>
 <description>Résumé.</description>
 <content:encoded><![CDATA[<p>Le maire a répété&nbsp;: «&nbsp;Rien.&nbsp;»</p><p>La préfète <b>se tait</b>.</p>]]></content:encoded></item>
<item><title>Le bac coule</title><link>https://vigie.example/2</link><pubDate>Wed, 19 Jun 2024 16:00:00 GMT</pubDate>
 <description>Un &lt;i&gt;bac&lt;/i&gt; a coulé.</description></item>
<item><title>Été</title></item>
<item></item>
</channel></rss>`

func TestFeed(t *testing.T) {
	rssWant := []Article{
		{ID: "v-1", Line: 1, Outlet: "La Vigie", Title: "« Rien caché » & rien perdu", Byline: "Ana Roux", Published: "2024-06-19T18:02:00+02:00",
			URL: "https://vigie.example/1", Lang: "fr-FR", Body: "« Rien caché » & rien perdu\n\nLe maire a répété\u00a0: «\u00a0Rien.\u00a0»\n\nLa préfète se tait."},
		{ID: "https://vigie.example/2", Line: 2, Outlet: "La Vigie", Title: "Le bac coule", Published: "2024-06-19T16:00:00Z",
			URL: "https://vigie.example/2", Lang: "fr-FR", Body: "Le bac coule\n\nUn bac a coulé."},
		{ID: "#3", Line: 3, Outlet: "La Vigie", Title: "Été", Lang: "fr-FR", Body: "Été"},
	}
	atom := `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Cap</title><entry><id>urn:1</id><title type="html">&lt;b&gt;Non&lt;/b&gt;</title>
<link href="https://cap.example/1"/><updated>2024-06-19T18:02:00+02:00</updated><author><name>Léo Petit</name></author>
<content type="html">&lt;p&gt;Il a dit non.&lt;/p&gt;</content></entry></feed>`
	jsonFeed := `{"version":"https://jsonfeed.org/version/1.1","title":"Le Cap","language":"fr","items":[
{"id":"1","url":"https://cap.example/1","title":"Non","content_text":"Il a dit non.\nEt oui.","date_published":"2024-06-19T18:02:00+02:00","authors":[{"name":"Léo Petit"}]}]}`
	capWant := Article{Line: 1, Outlet: "Le Cap", Title: "Non", Byline: "Léo Petit", Published: "2024-06-19T18:02:00+02:00", URL: "https://cap.example/1", Lang: "fr"}
	atomWant, jsonWant := capWant, capWant
	atomWant.ID, atomWant.Body = "urn:1", "Non\n\nIl a dit non."
	jsonWant.ID, jsonWant.Body = "1", "Non\n\nIl a dit non.\nEt oui."

	for _, tt := range []struct {
		name, file, data string
		want             []Article
	}{
		{"rss", "a.rss", fmt.Sprintf(rss, "utf-8"), rssWant},
		{"rss by content, gzipped", "a.txt", zip(fmt.Sprintf(rss, "utf-8")), rssWant},
		{"rss in latin-1", "a.xml", in(charmap.ISO8859_1, fmt.Sprintf(rss, "iso-8859-1")), rssWant},
		{"rss in undeclared latin-1", "a.xml", in(charmap.ISO8859_1, strings.Replace(fmt.Sprintf(rss, ""), ` encoding=""`, "", 1)), rssWant},
		{"rss in utf-8 declared as latin-1", "a.xml", fmt.Sprintf(rss, "iso-8859-1"), rssWant},
		{"rss in utf-16", "a.xml", in(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), fmt.Sprintf(rss, "utf-16")), rssWant},
		{"atom", "a.atom", atom, []Article{atomWant}},
		{"json", "a.json", jsonFeed, []Article{jsonWant}},
		{"json on one line", "a.jsonl", strings.ReplaceAll(jsonFeed, "\n", ""), []Article{jsonWant}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			checkFile(t, tt.file, tt.data, tt.want)
		})
	}
}

func TestWARC(t *testing.T) {
	page := fmt.Sprintf(vigie, "")
	members := []string{
		"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n",
		exchange("image/png", "\x89PNG\x00"),
		exchange("text/html", page),
		strings.Replace(exchange("text/html", page), "200 OK", "404 No", 1),
		exchange("text/html; charset=iso-8859-1", in(charmap.Windows1252, page)),
		exchange("text/html", "<html><body></body></html>"),
		"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:uuid:7>\r\nWARC-Target-URI: https://vigie.example/un\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nIl a dit non.\r\n\r\n",
	}
	var zipped strings.Builder
	for _, m := range members {
		zipped.WriteString(zip(m))
	}
	for _, tt := range []struct{ name, file, data string }{
		{"plain", "a.warc", strings.Join(members, "")},
		{"a member each", "a.warc.gz", zipped.String()},
		{"one member", "a.warc.gz", zip(strings.Join(members, ""))},
		{"by content", "a", zipped.String()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(write(t, map[string]string{tt.file: tt.data}), tt.file)
			articles, errs := collect([]string{path}, Options{})
			if len(errs) > 0 || len(articles) != 3 {
				t.Fatalf("read %d articles with errors %v", len(articles), errs)
			}
			for i, line := range []int{3, 5} {
				want := vigieArticle
				want.ID, want.Source, want.Line, want.URL = fmt.Sprintf("%s#%d", path, line), path, line, "https://vigie.example/un"
				if !reflect.DeepEqual(*articles[i], want) {
					t.Errorf("got  %+v\nwant %+v", *articles[i], want)
				}
			}
			want := Article{ID: "urn:uuid:7", Source: path, Line: 7, URL: "https://vigie.example/un", Body: "Il a dit non."}
			if !reflect.DeepEqual(*articles[2], want) {
				t.Errorf("got  %+v\nwant %+v", *articles[2], want)
			}
		})
	}
}
