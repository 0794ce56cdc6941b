package web

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"dixit/cmd/request"
	"dixit/index"
	"dixit/index/query"
)

// A visit is one request of a page.
type visit struct {
	*server
	*locale
	w http.ResponseWriter
	r *http.Request
	// ui is the language that the address asks for, which links then keep; empty
	// where the browser's settings decide.
	ui string
	// asked ends when whoever asked does not wait any more; the context of r also
	// when the time for an answer is over.
	asked context.Context
	// leave ends the work on the request: what is left is to send the answer, at
	// the client's pace.
	leave func()
	// key is under which the answer is kept.
	key string
}

// reply answers with what may be kept.
func (v *visit) reply(contentType string, body []byte) {
	if v.w.Header().Get("ETag") != "" {
		v.kept.add(v.key, keptAnswer{contentType, body})
	}
	v.answer(contentType, body)
}

func (v *visit) answer(contentType string, body []byte) {
	v.leave()
	if v.r.Header.Get("If-None-Match") == "*" && v.w.Header().Get("ETag") != "" {
		v.w.WriteHeader(http.StatusNotModified)
		return
	}
	v.w.Header().Set("Content-Type", contentType)
	_, _ = v.w.Write(body) // the client may be gone
}

// uiParam is the parameter that chooses the language of the pages; "lang" is that
// of articles.
const uiParam = "ui"

// page returns the handler of a page.
func (s *server) page(f func(*visit) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{server: s, w: w, r: r, asked: r.Context(), leave: func() {}}
		v.locale, v.ui = chooseLocale(r)
		h := w.Header()
		h.Add("Vary", "Accept-Language")
		if clean, changed := withoutEmpty(r.URL); changed && !isAPI(r) {
			http.Redirect(w, r, clean, http.StatusSeeOther)
			return
		}
		// What a page shows depends on its address, the language and the state of
		// the archive; whoever has it asks whether it still holds.
		info := s.archive.Info()
		if info.Err != nil {
			v.fail(info.Err)
			return
		}
		tag := fmt.Sprintf(`"%x-%x-%x-%s"`, s.started.UnixMilli(), info.Created.Unix(), info.Generation, v.code)
		h.Set("Cache-Control", "private, no-cache")
		h.Set("ETag", "W/"+tag)
		if strings.Contains(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		v.key = tag + r.URL.RequestURI()
		if kept, ok := s.kept.get(v.key); ok {
			v.answer(kept.contentType, kept.body)
			return
		}
		leave, err := s.gate.enter(r.Context(), s.limits.Wait)
		switch {
		case errors.Is(err, errBusy):
			h.Del("ETag")
			s.turnAway(w, r)
			return
		case err != nil:
			return // nobody waits any more
		}
		defer leave()
		ctx, cancel := context.WithTimeout(r.Context(), s.limits.Answer)
		defer cancel()
		v.leave, v.r = leave, r.WithContext(ctx)
		if err := f(v); err != nil {
			v.fail(err)
		}
	})
}

// withoutEmpty returns an address without the fields of a form that were left
// empty, and whether there were any.
func withoutEmpty(u *url.URL) (string, bool) {
	values, changed := u.Query(), false
	for name, list := range values {
		var kept []string
		for _, value := range list {
			if strings.TrimSpace(value) != "" {
				kept = append(kept, value)
			}
		}
		if len(kept) < len(list) {
			changed = true
			if values[name] = kept; len(kept) == 0 {
				values.Del(name)
			}
		}
	}
	return link(u.EscapedPath(), values), changed
}

// link returns the address of a path, which is escaped, with some parameters.
func link(path string, values url.Values) string {
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// plus returns an address with one more parameter, written as addresses have it.
func plus(address, parameter string) string {
	if strings.Contains(address, "?") {
		return address + "&" + parameter
	}
	return address + "?" + parameter
}

// url returns the address of a page in the language of the visit.
func (v *visit) url(path string, values url.Values) string {
	if v.ui != "" {
		kept := url.Values{uiParam: {v.ui}}
		for name, list := range values {
			kept[name] = list
		}
		values = kept
	}
	return link(path, values)
}

// named is the address of a page about one thing. Names that a path cannot hold,
// since browsers take them for steps between folders, go into a parameter.
func (v *visit) named(folder, name string, values url.Values) string {
	if name == "." || name == ".." {
		return v.url(folder, with(values, "id", name))
	}
	return v.url(folder+url.PathEscape(name), values)
}

// id is the name of what a page is about.
func (v *visit) id() string { return cmp.Or(v.r.PathValue("id"), v.r.URL.Query().Get("id")) }

// Addresses of pages.
func (v *visit) articleURL(id, quotation string) string {
	if quotation == "" {
		return v.named("/article/", id, nil)
	}
	return v.named("/article/", id, url.Values{"from": {quotation}}) + "#q-" + quotation
}

func (v *visit) speakerURL(id string) string { return v.named("/speaker/", id, nil) }

// outletURL is empty for the outlet of articles that name none.
func (v *visit) outletURL(name string) string {
	if name == "" {
		return ""
	}
	return v.named("/outlet/", name, nil)
}

// A page is what every page shows around its own content.
type page struct {
	v     *visit
	Title string
	Here  string // the name of the page in the navigation
	// Ask is what stands in the search box, and Kept the parameters that a new
	// search keeps.
	Ask  string
	Kept []param
}

type param struct{ Name, Value string }

func (v *visit) page(title, here string) page {
	p := page{v: v, Title: title, Here: here}
	if v.ui != "" {
		p.Kept = []param{{uiParam, v.ui}}
	}
	return p
}

// within is a page that searches among what one filter lets pass.
func within(p interface{ about() page }, name, value string) page {
	inner := p.about()
	inner.Kept = append(slices.Clone(inner.Kept), param{name, value})
	return inner
}

func (p page) about() page { return p }

// Lang is the language of the page.
func (p page) Lang() string { return p.v.code }

// URL is the address of a page of the application; path may have a query.
func (p page) URL(path string) string {
	path, query, _ := strings.Cut(path, "?")
	values, _ := url.ParseQuery(query) // written in our templates
	return p.v.url(path, values)
}

// Asset is the address of a file that goes with the pages.
func (p page) Asset(name string) string { return assetURL(name) }

// A choice is one of several, each with its address.
type choice struct {
	Label, URL, Lang string
	Active           bool
}

// Languages are the same page in each language.
func (p page) Languages() []choice {
	var list []choice
	for _, l := range locales() {
		values := p.v.r.URL.Query()
		values.Set(uiParam, l.code)
		list = append(list, choice{Label: l.name, Lang: l.code, URL: link(p.v.r.URL.EscapedPath(), values), Active: l == p.v.locale})
	}
	return list
}

// render answers with a page.
func (v *visit) render(name string, data any) error {
	body, err := v.rendered(name, data)
	if err == nil {
		v.reply(htmlType, body)
	}
	return err
}

const htmlType = "text/html; charset=utf-8"

func (v *visit) rendered(name string, data any) ([]byte, error) {
	var b bytes.Buffer
	if err := v.template(name).ExecuteTemplate(&b, "page", data); err != nil {
		return nil, fmt.Errorf("rendering %s: %w", name, err)
	}
	if utf8.Valid(b.Bytes()) {
		return b.Bytes(), nil
	}
	return bytes.ToValidUTF8(b.Bytes(), []byte("\uFFFD")), nil
}

// A trouble is what is told of a request that failed.
type trouble struct {
	status int
	// field is the parameter that is wrong; pos, where it is not negative, the
	// place in the query that is.
	field string
	query *query.Error
	away  bool // the archive is not there
	err   error
}

// troubleOf says what an error means to whoever asked.
func troubleOf(err error) trouble {
	t := trouble{status: http.StatusInternalServerError, err: err}
	var field *request.Error
	switch {
	case errors.As(err, &t.query):
		t.status, t.field = http.StatusBadRequest, "q"
	case errors.As(err, &field):
		t.status, t.field = http.StatusBadRequest, field.Field
	case errors.Is(err, index.ErrNotFound):
		t.status = http.StatusNotFound
	case errors.Is(err, errBusy), errors.Is(err, context.DeadlineExceeded):
		t.status = http.StatusServiceUnavailable
	case errors.Is(err, index.ErrNoArchive):
		t.status, t.away = http.StatusServiceUnavailable, true
	case errors.Is(err, context.Canceled):
		t.status = statusGone
	}
	return t
}

// statusGone is logged for a client that did not wait for the answer.
const statusGone = 499

// errBusy turns away what is too much.
var errBusy = errors.New("too many requests at once")

// fail answers with a page or, for programs, a problem that says what is wrong.
func (v *visit) fail(err error) {
	t := troubleOf(err)
	h := v.w.Header()
	h.Del("ETag")
	h.Set("Cache-Control", "no-store")
	if t.status == http.StatusServiceUnavailable {
		h.Set("Retry-After", "2")
	}
	if t.status >= 500 {
		v.log.Error("no answer", "path", v.r.URL.Path, "error", err)
	}
	if isAPI(v.r) {
		v.failAPI(t)
		return
	}
	data := struct {
		page
		Status  int
		Message string
		// Before and Behind are the query around the place that is wrong.
		Before, Behind     string
		Detail, DetailLang string
	}{page: v.page(v.text(fmt.Sprintf("error.%d", t.status)), ""), Status: t.status}
	data.Ask = v.r.URL.Query().Get("q")
	switch {
	case t.away:
		data.Title, data.Message = v.text("error.away"), v.text("error.away.help")
	case t.query != nil:
		data.Message = v.text("error.query")
		data.Before, data.Behind = t.query.Query[:t.query.Pos], t.query.Query[t.query.Pos:]
		data.Detail, data.DetailLang = v.problem(t.query.Msg)
	case t.field != "":
		data.Message = v.text("error.field", t.field)
		data.Detail, data.DetailLang = v.problem(errors.Unwrap(t.err).Error())
	default:
		data.Message = v.text(fmt.Sprintf("error.%d.help", t.status))
	}
	body, err := v.rendered("error", data)
	if err != nil {
		v.log.Error("no error page", "error", err)
		body = []byte(http.StatusText(t.status))
	}
	h.Set("Content-Type", htmlType)
	v.w.WriteHeader(t.status)
	_, _ = v.w.Write(body)
}
