package web

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"dixit/cmd/request"
	"dixit/index"
	"dixit/quote/export"
	"dixit/quote/speakers"
)

// apiRoot is the path of the API; routes below it answer in JSON, errors included.
const apiRoot = "/api/v1"

//go:embed api/openapi.json
var openAPI []byte

// apiRoutes are the operations of the API, by their paths below apiRoot.
var apiRoutes = map[string]func(*visit) error{
	"/quotations":      (*visit).apiQuotations,
	"/quotations/{id}": (*visit).apiQuotation,
	"/articles":        (*visit).apiArticles,
	"/articles/{id}":   (*visit).apiArticle,
	"/remarks":         (*visit).apiRemarks,
	"/remarks/{id}":    (*visit).apiRemark,
	"/speakers":        (*visit).apiSpeakers,
	"/speakers/{id}":   (*visit).apiSpeaker,
	"/outlets":         (*visit).apiOutlets,
	"/outlets/{id}":    (*visit).apiOutlet,
	"/openapi.json":    (*visit).apiDescription,
}

// queryParameters are those that the description has of each operation, by its path
// below apiRoot.
var queryParameters = sync.OnceValue(func() map[string][]string {
	type parameter struct {
		Ref      string `json:"$ref"`
		Name, In string
	}
	var description struct {
		Paths map[string]struct {
			Get struct{ Parameters []parameter }
		}
		Components struct{ Parameters map[string]parameter }
	}
	if err := json.Unmarshal(openAPI, &description); err != nil {
		panic(err) // embedded, so never
	}
	names := map[string][]string{}
	for path, operation := range description.Paths {
		for _, p := range operation.Get.Parameters {
			if ref, ok := strings.CutPrefix(p.Ref, "#/components/parameters/"); ok {
				p = description.Components.Parameters[ref]
			}
			if p.In == "query" {
				names[path] = append(names[path], p.Name)
			}
		}
	}
	return names
})

// strict is an operation that refuses parameters which the description does not
// have: a filter that is misspelt would seem to let everything pass.
func strict(path string, f func(*visit) error) func(*visit) error {
	return func(v *visit) error {
		known := queryParameters()[path]
		for _, name := range slices.Sorted(maps.Keys(v.r.URL.Query())) {
			if slices.Contains(known, name) || name == "id" && strings.HasSuffix(path, "/{id}") && v.r.PathValue("id") == "" {
				continue
			}
			err := errors.New("there is no such parameter; this operation has none")
			if len(known) > 0 {
				err = fmt.Errorf("there is no such parameter; there are %s", strings.Join(known, ", "))
			}
			return &request.Error{Field: name, Err: err}
		}
		return f(v)
	}
}

// A list is a part of what was found.
type list[T any] struct {
	Items []T     `json:"items"`
	Total int     `json:"total"`
	Next  *string `json:"next"` // the address of the following part; null behind the last
}

// An apiArticle is an article; text and quotations are left out in lists.
type apiArticle struct {
	ID         string        `json:"id"`
	Outlet     string        `json:"outlet"`
	Title      string        `json:"title"`
	Byline     string        `json:"byline"`
	Published  string        `json:"published"`
	URL        string        `json:"url"`
	Lang       string        `json:"lang"`
	Passage    string        `json:"passage,omitempty"` // in lists: the paragraph that was found
	Text       *string       `json:"text,omitempty"`
	Quotations *[]export.Row `json:"quotations,omitempty"`
}

// An apiSpeaker is a speaker with the offices that the registry knows.
type apiSpeaker struct {
	request.SpeakerRow
	Roles []apiRole `json:"roles"`
}

type apiRole struct {
	Title string        `json:"title"`
	Of    string        `json:"of"`
	From  speakers.Date `json:"from"`
	To    speakers.Date `json:"to"`
}

// usualLimit is how many items of a list the API returns unless it is told.
const usualLimit = 50

// part reads which part of a list is asked for.
func (v *visit) part() (offset, limit int, err error) {
	values := v.r.URL.Query()
	if limit, err = whole(values, "limit", usualLimit, 1, maxPerPage); err != nil {
		return 0, 0, err
	}
	offset, err = whole(values, "offset", 0, 0, maxDepth)
	return offset, limit, err
}

// next is the address of what follows a part of a list.
func (v *visit) next(offset, limit, total int) *string {
	if offset+limit >= total || offset+limit > maxDepth {
		return nil
	}
	values := v.r.URL.Query()
	values.Set("offset", strconv.Itoa(offset+limit))
	address := link(v.r.URL.EscapedPath(), values)
	return &address
}

// found answers with a part of the hits of the request.
func (v *visit) found(articles bool) (*index.Result, int, int, error) {
	values := v.r.URL.Query()
	values.Del("articles")
	req, _, err := v.ask(values)
	if err != nil {
		return nil, 0, 0, err
	}
	req.Articles = articles
	if req.Offset, req.Limit, err = v.part(); err != nil {
		return nil, 0, 0, err
	}
	res, err := v.archive.Search(v.r.Context(), req)
	return res, req.Offset, req.Limit, err
}

func (v *visit) apiQuotations() error {
	res, offset, limit, err := v.found(false)
	if err != nil {
		return err
	}
	out := list[export.Row]{Items: []export.Row{}, Total: res.Total, Next: v.next(offset, limit, res.Total)}
	for _, h := range res.Hits {
		out.Items = append(out.Items, request.NewRow(h))
	}
	return v.json(out)
}

func (v *visit) apiQuotation() error {
	h, err := v.archive.Quotation(v.id())
	if err != nil {
		return err
	}
	return v.json(request.NewRow(h))
}

func (v *visit) apiArticles() error {
	res, offset, limit, err := v.found(true)
	if err != nil {
		return err
	}
	out := list[apiArticle]{Items: []apiArticle{}, Total: res.Total, Next: v.next(offset, limit, res.Total)}
	for _, h := range res.Hits {
		a := h.Article
		out.Items = append(out.Items, apiArticle{ID: a.ID, Outlet: a.Outlet, Title: a.Title, Byline: a.Byline, Published: a.Published, URL: a.URL, Lang: a.Lang,
			Passage: request.Passage(h).Of(a.Body)})
	}
	return v.json(out)
}

func (v *visit) apiArticle() error {
	e, err := v.archive.Article(v.id())
	if err != nil {
		return err
	}
	a := e.Article
	rows := request.EntryRows(e)
	return v.json(apiArticle{ID: a.ID, Outlet: a.Outlet, Title: a.Title, Byline: a.Byline, Published: a.Published, URL: a.URL, Lang: a.Lang, Text: &a.Body, Quotations: &rows})
}

// An apiRemark is a remark with its quotations, the earliest first.
type apiRemark struct {
	ID         string          `json:"id"`
	Outlets    int             `json:"outlets"`
	Wordings   int             `json:"wordings"`
	First      string          `json:"first"`
	Last       string          `json:"last"`
	Quotations []apiMembership `json:"quotations"`
}

// An apiMembership is a quotation and how well it fits the remark.
type apiMembership struct {
	export.Row
	Score float64 `json:"score"`
}

func (v *visit) apiRemarks() error {
	values := v.r.URL.Query()
	req, _, err := v.ask(values)
	if err != nil {
		return err
	}
	_, order, err := remarkOrder(values)
	if err != nil {
		return err
	}
	if req.Offset, req.Limit, err = v.part(); err != nil {
		return err
	}
	res, err := v.archive.Remarks(v.r.Context(), req, order)
	if err != nil {
		return err
	}
	out := list[request.RemarkRow]{Items: []request.RemarkRow{}, Total: res.Total, Next: v.next(req.Offset, req.Limit, res.Total)}
	for i := range res.Remarks {
		out.Items = append(out.Items, request.NewRemarkRow(&res.Remarks[i]))
	}
	return v.json(out)
}

func (v *visit) apiRemark() error {
	r, hits, err := v.archive.Remark(v.r.Context(), v.id())
	if err != nil {
		return err
	}
	out := apiRemark{ID: r.ID, Outlets: r.Outlets, Wordings: r.Wordings, First: r.First, Last: r.Last, Quotations: []apiMembership{}}
	for _, h := range hits {
		out.Quotations = append(out.Quotations, apiMembership{request.NewRow(h), h.Membership})
	}
	return v.json(out)
}

func (v *visit) apiSpeakers() error {
	l, err := v.list()
	if err != nil {
		return err
	}
	return listed(v, named(l.speakers, v.r.URL.Query().Get("name")), request.NewSpeakerRow)
}

// listed answers with a part of a list, each of which has a row.
func listed[T, R any](v *visit, all []*T, row func(*T) R) error {
	offset, limit, err := v.part()
	if err != nil {
		return err
	}
	out := list[R]{Items: []R{}, Total: len(all), Next: v.next(offset, limit, len(all))}
	for _, x := range all[min(offset, len(all)):min(offset+limit, len(all))] {
		out.Items = append(out.Items, row(x))
	}
	return v.json(out)
}

func (v *visit) apiSpeaker() error {
	l, err := v.list()
	if err != nil {
		return err
	}
	info := l.speaker[v.id()]
	if info == nil {
		return index.ErrNotFound
	}
	out := apiSpeaker{SpeakerRow: request.NewSpeakerRow(info), Roles: []apiRole{}}
	if e, ok := v.registry.Get(info.ID); ok {
		for _, r := range e.Roles {
			out.Roles = append(out.Roles, apiRole{r.Title, r.Of, r.From, r.To})
		}
	}
	return v.json(out)
}

func (v *visit) apiOutlets() error {
	l, err := v.list()
	if err != nil {
		return err
	}
	all := make([]*index.OutletInfo, len(l.outlets))
	for i := range all {
		all[i] = &l.outlets[i]
	}
	return listed(v, all, request.NewOutletRow)
}

func (v *visit) apiOutlet() error {
	l, err := v.list()
	if err != nil {
		return err
	}
	info := l.outlet[v.id()]
	if info == nil {
		return index.ErrNotFound
	}
	return v.json(request.NewOutletRow(info))
}

func (v *visit) apiDescription() error {
	v.answer("application/json", openAPI)
	return nil
}

// json answers with a value.
func (v *visit) json(value any) error {
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(value); err != nil {
		return fmt.Errorf("encoding an answer: %w", err)
	}
	v.reply("application/json", b.Bytes())
	return nil
}

// A problem tells of an error as RFC 9457 has it.
type problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail,omitempty"`
	Instance  string `json:"instance"`
	Parameter string `json:"parameter,omitempty"` // the one that is wrong
	Position  *int   `json:"position,omitempty"`  // the byte of the query that is
}

// writeProblem answers with a problem.
func writeProblem(w http.ResponseWriter, r *http.Request, p problem) {
	p.Type, p.Title, p.Instance = "about:blank", http.StatusText(p.Status), r.URL.EscapedPath()
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the client may be gone
}

// isAPI reports whether a request is answered in JSON.
func isAPI(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, apiRoot+"/") }

// failAPI answers with what is wrong, for programs.
func (v *visit) failAPI(t trouble) {
	p := problem{Status: t.status, Parameter: t.field}
	switch {
	case t.query != nil:
		p.Detail, p.Position = t.query.Msg, &t.query.Pos
	case t.field != "":
		p.Detail = errors.Unwrap(t.err).Error()
	case t.status == http.StatusNotFound:
		p.Detail = "the archive has nothing of this name"
	case t.away:
		p.Detail = "the archive is not there: its folder was moved or removed"
	case t.status == http.StatusServiceUnavailable:
		p.Detail = fmt.Sprintf("the answer took longer than %s, or too much is asked at once", v.limits.Answer.Round(time.Millisecond))
	case t.status >= 500:
		p.Detail = "the server's log tells why"
	}
	writeProblem(v.w, v.r, p)
}
