package web

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"dixit/cmd/request"
	"dixit/index"
	"dixit/quote/export"
	"dixit/quote/speakers"
)

// exportTypes are the media types of the formats that can be downloaded.
var exportTypes = map[string]string{
	"csv":     "text/csv; charset=utf-8",
	"tsv":     "text/tab-separated-values; charset=utf-8",
	"xlsx":    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"jsonl":   "application/x-ndjson; charset=utf-8",
	"parquet": "application/vnd.apache.parquet",
	"md":      "text/markdown; charset=utf-8",
}

// export sends everything that a search finds, or the quotations of one article
// (doc) or remark, as a file.
func (v *visit) export() error {
	values := v.r.URL.Query()
	format, err := export.Standard().ByName(values.Get("format"))
	if err == nil && exportTypes[format.Name] == "" {
		err = fmt.Errorf("%q cannot be downloaded", format.Name)
	}
	if err != nil {
		return &request.Error{Field: "format", Err: err}
	}
	req, _, err := v.ask(values)
	if err != nil {
		return err
	}
	if req.Articles && format.Name != "jsonl" {
		return &request.Error{Field: "format", Err: errors.New("articles are no rows of a table: jsonl alone holds them")}
	}
	doc, remark := values.Get("doc"), values.Get("remark")
	var rows []export.Row
	if doc != "" {
		article, err := v.archive.Article(doc)
		if err != nil {
			return err
		}
		rows = request.EntryRows(article)
	} else if remark != "" {
		if rows, err = v.rowsOf(remark); err != nil {
			return err
		}
	} else if _, err := v.archive.Search(v.r.Context(), req); err != nil {
		return err // before anything is sent
	}
	select {
	case v.downloads <- struct{}{}:
		defer func() { <-v.downloads }()
	default:
		return errBusy
	}
	v.leave()
	// An export may take longer than a page.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(v.r.Context()), v.limits.Export)
	defer cancel()
	stop := context.AfterFunc(v.asked, cancel)
	defer stop()
	select {
	case v.exports <- struct{}{}:
		defer func() { <-v.exports }()
	case <-ctx.Done():
		return ctx.Err()
	}
	file := bufio.NewWriterSize(&download{v.w, v.exports, v.limits.Stall}, downloadStep)

	h := v.w.Header()
	h.Set("Content-Type", exportTypes[format.Name])
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.%s"`, fileName(values.Get("q"), doc+remark, req), format.Name))
	if format.Name == "csv" {
		// By this mark Excel knows UTF-8.
		_, _ = file.WriteString("\ufeff") // Flush has the error
	}
	w := format.New(file, export.Options{})
	defer export.Abandon(w)
	if doc != "" || remark != "" {
		// The formats here look at rows alone, so that those of several articles can
		// be written at once.
		err = w.Write(nil, rows)
	} else {
		_, err = request.Write(ctx, v.archive, req, w, nil)
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = file.Flush()
	}
	if err != nil {
		// What was sent cannot be taken back: break off, so that nobody takes a part
		// for the whole.
		v.log.Error("an export broke off", "error", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

// A download sends a file at the client's pace: meanwhile others have its place
// among the exports that are worked on. A client that takes nothing for a while is
// left.
type download struct {
	http.ResponseWriter
	exports chan struct{}
	stall   time.Duration
}

// downloadStep is how many bytes are sent at a time.
const downloadStep = 64 << 10

func (d *download) Write(b []byte) (int, error) {
	<-d.exports
	defer func() { d.exports <- struct{}{} }()
	_ = http.NewResponseController(d.ResponseWriter).SetWriteDeadline(time.Now().Add(d.stall)) // not every writer has one
	return d.ResponseWriter.Write(b)
}

// fileName names a file after what is in it.
func fileName(query, id string, req index.Request) string {
	parts := []string{"dixit"}
	for _, s := range append([]string{query, id}, req.Filter.Speakers[:min(1, len(req.Filter.Speakers))]...) {
		if slug := speakers.Slug(s); slug != "" {
			parts = append(parts, slug[:min(len(slug), 40)])
		}
	}
	return strings.Trim(strings.Join(parts, "-"), "-")
}
