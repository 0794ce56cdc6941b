package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// described loads the description that the server gives, and checks it.
func described(t *testing.T, h http.Handler) (*openapi3.T, routers.Router) {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(get(t, h, "/api/v1/openapi.json").Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(context.Background()); err != nil {
		t.Fatal(err)
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	return doc, router
}

// Every operation is described, and every answer is as it is described.
func TestAPIIsAsDescribed(t *testing.T) {
	h := application(t)
	doc, router := described(t, h)
	for path := range apiRoutes {
		if doc.Paths.Value(path) == nil {
			t.Errorf("%s is not described", path)
		}
	}
	openapi3filter.RegisterBodyDecoder("application/problem+json", openapi3filter.JSONBodyDecoder)
	first := func(path, key string) string {
		var l struct{ Items []map[string]any }
		if err := json.Unmarshal(get(t, h, apiRoot+path).Body.Bytes(), &l); err != nil || len(l.Items) == 0 {
			t.Fatalf("%s: %v", path, err)
		}
		return l.Items[0][key].(string)
	}
	tested := map[string]bool{}
	for _, test := range []struct {
		path   string
		status int
	}{
		{"/quotations", 200}, {"/quotations?q=digues&limit=1", 200}, {"/quotations?q=digues&limit=1&offset=1", 200}, {"/quotations?q=zebrure", 200},
		{"/quotations?speaker=vasseur&kind=direct&kind=mixed&since=2024&until=2024-12-31&min-confidence=0.1&sort=date&lang=fr&outlet=la+depeche+du+val", 200},
		{"/quotations?q=(digues", 400}, {"/quotations?kind=none", 400}, {"/quotations?since=hier", 400}, {"/quotations?speaker=-", 400},
		{"/quotations/" + first("/quotations", "id"), 200}, {"/quotations/none", 404},
		{"/articles", 200}, {"/articles?q=digues&limit=2", 200}, {"/articles/courrier%2Fport.txt", 200}, {"/articles/https:%2F%2Fval.example%2Fa%2F%2Fb%3Fc=1", 200}, {"/articles/none", 404},
		{"/remarks", 200}, {"/remarks?q=digues&order=wordings&limit=1", 200}, {"/remarks?order=age", 400}, {"/remarks/" + first("/remarks", "id"), 200}, {"/remarks/none", 404},
		{"/speakers", 200}, {"/speakers?name=vass", 200}, {"/speakers?name=nobody", 200}, {"/speakers/" + first("/speakers", "id"), 200}, {"/speakers/none", 404},
		{"/outlets", 200}, {"/outlets?limit=1", 200}, {"/outlets/Le%20Courrier%20des%20Dunes", 200}, {"/outlets/none", 404},
		{"/openapi.json", 200},
	} {
		r := httptest.NewRequest("GET", apiRoot+test.path, nil)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != test.status {
			t.Errorf("%s: status %d: %s", test.path, w.Code, w.Body)
			continue
		}
		route, params, err := router.FindRoute(r)
		if err != nil {
			t.Errorf("%s: %v", test.path, err)
			continue
		}
		tested[route.Path] = true
		in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route}
		if test.status == 200 {
			if err := openapi3filter.ValidateRequest(context.Background(), in); err != nil {
				t.Errorf("%s: the request is not as described: %v", test.path, err)
			}
		}
		out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: w.Code, Header: w.Header(), Body: io.NopCloser(w.Body), Options: &openapi3filter.Options{IncludeResponseStatus: true}}
		if err := openapi3filter.ValidateResponse(context.Background(), out); err != nil {
			t.Errorf("%s: the answer is not as described: %v", test.path, err)
		}
	}
	for path := range doc.Paths.Map() {
		if !tested[path] {
			t.Errorf("%s is described and not tested", path)
		}
	}
}

// Following next gives every item once.
func TestAPIParts(t *testing.T) {
	h := application(t)
	for _, path := range []string{"/quotations?limit=2&sort=date", "/articles?limit=3", "/remarks?limit=2", "/speakers?limit=1", "/outlets?limit=1"} {
		seen := map[string]bool{}
		total := 0
		for next := apiRoot + path; next != ""; {
			var l struct {
				Items []map[string]any
				Total int
				Next  string
			}
			if err := json.Unmarshal(get(t, h, next).Body.Bytes(), &l); err != nil {
				t.Fatal(err)
			}
			for _, item := range l.Items {
				seen[fmt.Sprint(item["id"], item["name"])] = true
			}
			next, total = l.Next, l.Total
		}
		if len(seen) != total || total == 0 {
			t.Errorf("%s: %d of %d", path, len(seen), total)
		}
	}
}

func TestProblems(t *testing.T) {
	o := options()
	archive := stored(t, press...)
	h := Handler(archive, o)
	slowed := o
	slowed.Limits.Answer = time.Millisecond
	busy := Handler(&slow{archive, make(chan struct{}, 9), make(chan struct{})}, slowed)
	for _, test := range []struct {
		name, method, url string
		h                 http.Handler
		status            int
		parameter         string
		position          int
	}{
		{"malformed query", "GET", "/quotations?q=port+(digues", h, 400, "q", 5},
		{"parameter", "GET", "/quotations?kind=none", h, 400, "kind", -1},
		{"limit", "GET", "/quotations?limit=501", h, 400, "limit", -1},
		{"offset", "GET", "/quotations?offset=10001", h, 400, "offset", -1},
		{"a parameter that there is not", "GET", "/quotations?speakers=x", h, 400, "speakers", -1},
		{"a parameter of another operation", "GET", "/outlets?name=x", h, 400, "name", -1},
		{"a parameter of an operation without any", "GET", "/outlets/La%20D%C3%A9p%C3%AAche%20du%20Val?limit=1", h, 400, "limit", -1},
		{"no quotation", "GET", "/quotations/none", h, 404, "", -1},
		{"no operation", "GET", "/nothing", h, 404, "", -1},
		{"method", "POST", "/quotations", h, 405, "", -1},
		{"long address", "GET", "/quotations?q=" + strings.Repeat("x", maxURL), h, 414, "", -1},
		{"slow", "GET", "/quotations?q=x", busy, 503, "", -1},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			test.h.ServeHTTP(w, httptest.NewRequest(test.method, apiRoot+test.url, nil))
			var p problem
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
				t.Fatalf("%v: %s", err, w.Body)
			}
			if w.Code != test.status || p.Status != test.status || w.Header().Get("Content-Type") != "application/problem+json" || p.Title == "" || p.Detail == "" {
				t.Errorf("status %d, %v: %+v", w.Code, w.Header(), p)
			}
			if p.Parameter != test.parameter || (p.Position == nil) != (test.position < 0) || p.Position != nil && *p.Position != test.position {
				t.Errorf("%s", w.Body)
			}
		})
	}
}

// What is no UTF-8 comes out as JSON all the same.
func TestAPIWithBrokenText(t *testing.T) {
	w := get(t, application(t), "/api/v1/articles/hostile")
	var a struct{ Text string }
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || !strings.Contains(a.Text, "octet \ufffd faux") || bytes.Contains(w.Body.Bytes(), []byte("<script")) {
		t.Errorf("%v: %s", err, w.Body)
	}
}
