package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"
)

// policy is what a page may load and run: our own files, and nothing written into
// the page itself, so that no article's text ever runs.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard refuses what no page asks for, and sends with every answer what keeps
// browsers from harm.
func (s *server) guard(hosts []string, next http.Handler) http.Handler {
	names := make([]string, len(hosts))
	for i, host := range hosts {
		names[i] = hostName(host)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		switch {
		case hosts != nil && !slices.Contains(names, hostName(r.Host)):
			s.refuse(w, r, http.StatusMisdirectedRequest, fmt.Sprintf("this server does not answer under the name %q; dixit serve --host adds names", hostName(r.Host)))
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			s.refuse(w, r, http.StatusMethodNotAllowed, "pages can only be read")
		case len(r.RequestURI) > maxURL:
			s.refuse(w, r, http.StatusRequestURITooLong, fmt.Sprintf("the address has more than %d bytes", maxURL))
		case r.ContentLength != 0:
			s.refuse(w, r, http.StatusRequestEntityTooLarge, "requests have no body")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// hostName is the name or address in a Host header, without the port.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return strings.ToLower(name)
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// refuse answers a request that does not reach a page: as a problem where it is one
// of the API, or in plain text.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, status int, detail string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Connection", "close")
	if isAPI(r) {
		writeProblem(w, r, problem{Status: status, Detail: detail})
		return
	}
	http.Error(w, detail, status)
}

// A gate lets so many requests be worked on at a time, in the order in which they
// came, and some wait; the others are turned away at once, so that a flood costs
// little.
type gate struct{ running, waiting chan struct{} }

func newGate(running, waiting int) gate {
	return gate{make(chan struct{}, running), make(chan struct{}, running+waiting)}
}

// enter waits for at most so long. Whoever got in leaves by the function that is
// returned; calling it again does nothing.
func (g gate) enter(ctx context.Context, wait time.Duration) (leave func(), err error) {
	select {
	case g.waiting <- struct{}{}:
	default:
		return nil, errBusy
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case g.running <- struct{}{}:
		return sync.OnceFunc(func() { <-g.running; <-g.waiting }), nil
	case <-timer.C:
		err = errBusy
	case <-ctx.Done():
		err = ctx.Err()
	}
	<-g.waiting
	return nil, err
}

// turnAway answers a request that is one too many.
func (s *server) turnAway(w http.ResponseWriter, r *http.Request) {
	s.metrics.shed.Inc()
	w.Header().Set("Retry-After", "2")
	s.refuse(w, r, http.StatusServiceUnavailable, errBusy.Error())
}

// compress sends text in gzip to those who take it.
func (s *server) compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.CompressionLevel(gzip.BestSpeed))
	if err != nil {
		panic(err) // the options are constant
	}
	return wrap(next)
}

// A watched response remembers what was sent.
type watched struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// userKey is under which a request's context holds where to note the user's name.
type userKey struct{}

// noteUser tells the log who asks.
func noteUser(r *http.Request, name string) {
	if user, ok := r.Context().Value(userKey{}).(*string); ok {
		*user = name
	}
}

// observe logs and counts every request, and answers for a handler that panics. It
// tells which page was asked for, not what was searched: that is the reporter's.
func (s *server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		seen := &watched{ResponseWriter: w}
		user := ""
		r = r.WithContext(context.WithValue(r.Context(), userKey{}, &user))
		s.metrics.inFlight.Inc()
		defer func() {
			s.metrics.inFlight.Dec()
			switch p := recover(); {
			case p == nil:
			case p == http.ErrAbortHandler:
				s.finish(r, seen, user, begin)
				panic(p)
			default:
				s.log.Error("panic", "path", r.URL.Path, "value", fmt.Sprint(p), "stack", string(debug.Stack()))
				if seen.status != 0 {
					panic(http.ErrAbortHandler)
				}
				s.refuse(seen, r, http.StatusInternalServerError, "the server failed; its log tells why")
			}
			s.finish(r, seen, user, begin)
		}()
		next.ServeHTTP(seen, r)
	})
}

func (s *server) finish(r *http.Request, w *watched, user string, begin time.Time) {
	took := time.Since(begin)
	status := w.status
	switch {
	case status == 0 && errors.Is(r.Context().Err(), context.Canceled):
		status = statusGone
	case status == 0:
		status = http.StatusOK
	}
	route := r.Pattern // the last multiplexer's
	if route == "" {
		route = "refused"
	}
	s.metrics.request(route, status, took, w.bytes)
	args := []any{"method", r.Method, "route", route, "status", status, "bytes", w.bytes, "ms", float64(took.Microseconds()) / 1000, "from", r.RemoteAddr}
	if user != "" {
		args = append(args, "user", user)
	}
	s.log.Info("request", args...)
}
