package web

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
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

// export sends everything that a search finds, the remarks of a list, or the
// quotations of one article (doc) or remark, as a file.
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
	name := fileName(values.Get("q"), values.Get("doc")+values.Get("remark"), req)
	var write func(ctx context.Context, w io.Writer) error
	// What can go wrong with the question does so before anything is sent.
	switch doc, remark := values.Get("doc"), values.Get("remark"); {
	case values.Get("remarks") == "1":
		name += "-remarks"
		write, err = v.remarksFile(format.Name, req)
	case doc != "":
		article, e := v.archive.Article(doc)
		if err = e; err == nil {
			write = rowsFile(format, request.EntryRows(article))
		}
	case remark != "":
		rows, e := v.rowsOf(remark)
		write, err = rowsFile(format, rows), e
	default:
		_, err = v.archive.Search(v.r.Context(), req)
		write = func(ctx context.Context, w io.Writer) error {
			f := format.New(w, export.Options{})
			defer export.Abandon(f)
			if _, err := request.Write(ctx, v.archive, req, f, nil); err != nil {
				return err
			}
			return f.Close()
		}
	}
	if err != nil {
		return err
	}
	return v.send(name, format.Name, write)
}

// rowsFile writes rows, which may be of several articles: the formats here look at
// rows alone.
func rowsFile(format export.Format, rows []export.Row) func(context.Context, io.Writer) error {
	return func(_ context.Context, w io.Writer) error {
		f := format.New(w, export.Options{})
		defer export.Abandon(f)
		if err := f.Write(nil, rows); err != nil {
			return err
		}
		return f.Close()
	}
}

// remarksFile writes the remarks that the pages of their list show.
func (v *visit) remarksFile(format string, req index.Request) (func(context.Context, io.Writer) error, error) {
	_, order, err := remarkOrder(v.r.URL.Query())
	if err == nil && !slices.Contains(request.RemarkFormats, format) {
		err = &request.Error{Field: "format", Err: fmt.Errorf("remarks are written as csv or jsonl, not as %q", format)}
	}
	if err == nil {
		_, err = v.archive.Remarks(v.r.Context(), req, order)
	}
	return func(ctx context.Context, w io.Writer) error {
		req.Limit = maxDepth
		res, err := v.archive.Remarks(ctx, req, order)
		if err != nil {
			return err
		}
		return request.WriteRemarks(w, format, res.Remarks)
	}, err
}

// send answers with a file.
func (v *visit) send(name, format string, write func(context.Context, io.Writer) error) error {
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
	h := v.w.Header()
	h.Set("Content-Type", exportTypes[format])
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.%s"`, name, format))
	file := bufio.NewWriterSize(&download{v.w, v.exports, v.limits.Stall}, downloadStep)
	if format == "csv" {
		// By this mark Excel knows UTF-8.
		_, _ = file.WriteString("\ufeff") // Flush has the error
	}
	err := write(ctx, file)
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
