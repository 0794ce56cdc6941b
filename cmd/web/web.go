// Package web is the newsroom's application over an archive: pages that a server
// renders and that need no JavaScript, an API beside them, and exports of what the
// pages show. It reads an archive through index.Reader and nothing else.
package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"time"

	"dixit/index"
	"dixit/quote/speakers"
)

// Options of a server.
type Options struct {
	// Registry knows the speakers' other names and their offices.
	Registry *speakers.Registry
	// Users, where it is set, are asked for their passwords.
	Users *Users
	// Hosts are the names under which the server answers; nil for any. Without
	// users it should be those of this machine alone, so that no page of another
	// site can read the archive through a browser that is tricked about names.
	Hosts []string
	// Log is told of every request, without what was asked.
	Log    *slog.Logger
	Limits Limits
}

// Limits keep a server answering. The zero Limits are the usual ones.
type Limits struct {
	// Running requests are worked on at a time, usually two for each processor, since
	// more would only make each other slower; Waiting ones wait for their turn, and
	// those beyond are turned away.
	Running, Waiting int
	// Exports that are worked on at a time, and Downloads that are sent.
	Exports, Downloads int
	// Wait is for how long a request may wait until it runs, Answer how long it
	// may take, Export how long an export may, and Stall how long a client may take
	// nothing of one.
	Wait, Answer, Export, Stall time.Duration
}

// Fixed limits: far beyond what pages ask for.
const (
	maxURL     = 8 << 10 // bytes
	maxPerPage = 500     // hits
	maxDepth   = 10_000  // hits before those of a page
)

func (l Limits) orUsual() Limits {
	usual := Limits{Running: max(4, 2*runtime.GOMAXPROCS(0)), Waiting: 256, Exports: 2, Downloads: 32, Wait: 5 * time.Second, Answer: 20 * time.Second, Export: 10 * time.Minute, Stall: 30 * time.Second}
	for _, f := range []struct{ have, usual *int }{{&l.Running, &usual.Running}, {&l.Waiting, &usual.Waiting}, {&l.Exports, &usual.Exports}, {&l.Downloads, &usual.Downloads}} {
		if *f.have == 0 {
			*f.have = *f.usual
		}
	}
	for _, f := range []struct{ have, usual *time.Duration }{{&l.Wait, &usual.Wait}, {&l.Answer, &usual.Answer}, {&l.Export, &usual.Export}, {&l.Stall, &usual.Stall}} {
		if *f.have == 0 {
			*f.have = *f.usual
		}
	}
	return l
}

// A server answers the requests of one archive.
type server struct {
	archive   index.Reader
	registry  *speakers.Registry
	log       *slog.Logger
	limits    Limits
	catalogue catalogue
	metrics   *metrics
	started   time.Time
	kept      *kept
	gate      gate
	exports   chan struct{} // a token for each export that is worked on
	downloads chan struct{} // and for each that is not sent yet
}

// Handler returns the whole application over an archive, which must stay open as
// long as requests are served.
func Handler(archive index.Reader, o Options) http.Handler {
	s := &server{archive: archive, registry: o.Registry, log: o.Log, limits: o.Limits.orUsual(), started: time.Now()}
	s.metrics = newMetrics(archive)
	s.kept, s.gate = newKept(), newGate(s.limits.Running, s.limits.Waiting)
	s.catalogue.archive = archive
	s.exports, s.downloads = make(chan struct{}, s.limits.Exports), make(chan struct{}, s.limits.Downloads)

	pages := http.NewServeMux()
	for pattern, h := range map[string]func(*visit) error{
		"/{$}":            (*visit).search,
		"/article/{id}":   (*visit).article,
		"/quotation/{id}": (*visit).quotation,
		"/speakers":       (*visit).speakers,
		"/speaker/{id}":   (*visit).speaker,
		"/outlets":        (*visit).outlets,
		"/outlet/{id}":    (*visit).outlet,
		"/remark/{id}":    (*visit).remark,
		"/remarks":        (*visit).remarks,
		"/overview":       (*visit).overview,
		"/export":         (*visit).export,
	} {
		route(pages, pattern, s.page(h))
	}
	for path, h := range apiRoutes {
		route(pages, apiRoot+path, s.page(strict(path, h)))
	}
	pages.Handle("/", s.page(func(*visit) error { return index.ErrNotFound }))

	mux := http.NewServeMux()
	mux.Handle("GET /assets/{name}", s.compress(http.HandlerFunc(serveAsset)))
	mux.Handle("GET /metrics", s.metrics.handler())
	mux.Handle("/", s.compress(pages))

	outer := http.NewServeMux()
	outer.Handle("GET /healthz", http.HandlerFunc(s.health))
	outer.Handle("/", s.login(o.Users, mux))
	return s.observe(s.guard(o.Hosts, outer))
}

// route adds a page. One that takes an identifier from its path takes it from a
// parameter as well, see named.
func route(pages *http.ServeMux, pattern string, h http.Handler) {
	pages.Handle("GET "+pattern, h)
	if folder, ok := strings.CutSuffix(pattern, "{id}"); ok {
		pages.Handle("GET "+folder+"{$}", h)
	}
}

// health says whether the archive can be read.
func (s *server) health(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if err := s.archive.Info().Err; err != nil {
		s.log.Error("the archive cannot be read", "error", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprintln(w, "the archive cannot be read")
		return
	}
	fmt.Fprintln(w, "ok")
}
