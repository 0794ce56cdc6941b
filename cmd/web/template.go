package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"
)

//go:embed templates
var templateFiles embed.FS

//go:embed assets
var assetFiles embed.FS

// pageNames are the templates of pages; layout.html and the parts go with each.
var pageNames = []string{"search", "article", "remark", "remarks", "speaker", "speakers", "outlet", "outlets", "overview", "error"}

// loadTemplates parses every page in every language, when the first is asked for.
var loadTemplates = sync.OnceFunc(func() {
	for _, l := range locales() {
		shared := template.New("").Funcs(template.FuncMap{
			"t": l.text, "count": l.count, "number": l.number, "date": l.date, "between": l.between, "time": l.timeOfDay, "clock": l.clock, "confidence": l.confidence,
			"within": within, "hits": l.hits, "facets": l.facets, "histogram": l.histogram, "confidenceOf": l.confidenceOf, "spread": l.spreadOf,
		})
		parse := func(t *template.Template, name string) {
			b, err := templateFiles.ReadFile("templates/" + name + ".html")
			if err != nil {
				panic(err) // embedded, so never
			}
			template.Must(t.Parse(l.fill(string(b))))
		}
		parse(shared, "layout")
		parse(shared, "parts")
		l.pages = map[string]*template.Template{}
		for _, name := range pageNames {
			l.pages[name] = template.Must(shared.Clone())
			parse(l.pages[name], name)
		}
	}
})

// plainMessage is where a template has a message as it is.
var plainMessage = regexp.MustCompile(`\{\{t "([a-z0-9.-]+)"\}\}`)

// fill puts the messages into a template that stand there as they are, so that no
// page has to look them up.
func (l *locale) fill(text string) string {
	return plainMessage.ReplaceAllStringFunc(text, func(s string) string {
		return template.HTMLEscapeString(l.text(plainMessage.FindStringSubmatch(s)[1]))
	})
}

func (l *locale) template(name string) *template.Template {
	loadTemplates()
	return l.pages[name]
}

// assets are the files that pages refer to, by a name that changes with their
// content, so that browsers may keep them for ever.
var assets = sync.OnceValue(func() map[string][]byte {
	files := map[string][]byte{}
	list, err := assetFiles.ReadDir("assets")
	if err != nil {
		panic(err) // embedded, so never
	}
	for _, f := range list {
		b, err := assetFiles.ReadFile("assets/" + f.Name())
		if err != nil {
			panic(err)
		}
		files[stamped(f.Name(), b)] = b
	}
	return files
})

// assetNames maps the files' names to those in addresses.
var assetNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for name := range assets() {
		parts := strings.Split(name, ".")
		names[parts[0]+"."+parts[2]] = name
	}
	return names
})

// stamped puts the sum of a file into its name: "style.1f2e3d4c.css".
func stamped(name string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext
}

func assetURL(name string) string { return "/assets/" + assetNames()[name] }

func serveAsset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	b, ok := assets()[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(b)
}
