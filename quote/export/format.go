package export

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"dixit/corpus"
)

// A Writer writes quotations in one format, article by article, holding no more
// than one article.
type Writer interface {
	// Write writes the rows of one article, in order of their place, an outer
	// quotation before those nested in it. Most formats look at the rows alone
	// and write nothing where there is none; only a page that shows articles in
	// full needs the article's body.
	Write(a *corpus.Article, rows []Row) error
	// Close writes what remains. It does not close the writer below.
	Close() error
}

// Abandon removes what a writer that will not be closed keeps outside of memory.
// After Close it does nothing.
func Abandon(w Writer) {
	if a, ok := w.(interface{ Abandon() }); ok {
		a.Abandon()
	}
}

// Options say how a format for people shows quotations. Formats for programs take
// no notice of them, but for Warn.
type Options struct {
	Width   int  // columns of the terminal; 0 is 80
	Color   bool // whether the terminal shows colours
	Explain bool // show the rule and the evidence of each attribution
	// Warn, where it is set, is called with what the output could not take in
	// full.
	Warn func(message string)
}

// A Format is one way of writing quotations.
type Format struct {
	Name string
	// Extensions of files in the format, with the dot.
	Extensions []string
	// Binary formats are not for a terminal.
	Binary bool
	New    func(w io.Writer, o Options) Writer
}

// Formats are formats to choose from.
type Formats []Format

// Standard returns the formats of this package.
func Standard() Formats {
	return Formats{
		{Name: "table", New: newTable},
		{Name: "jsonl", Extensions: []string{".jsonl", ".ndjson"}, New: newJSONL},
		{Name: "csv", Extensions: []string{".csv"}, New: newCSV},
		{Name: "tsv", Extensions: []string{".tsv"}, New: newTSV},
		{Name: "xlsx", Extensions: []string{".xlsx"}, Binary: true, New: newXLSX},
		{Name: "parquet", Extensions: []string{".parquet"}, Binary: true, New: newParquet},
		{Name: "md", Extensions: []string{".md", ".markdown"}, New: newMarkdown},
		{Name: "html", Extensions: []string{".html", ".htm"}, New: newHTML},
	}
}

// Names lists the formats' names.
func (f Formats) Names() []string {
	names := make([]string, len(f))
	for i := range f {
		names[i] = f[i].Name
	}
	return names
}

// ByName returns the format called name; the error names those there are.
func (f Formats) ByName(name string) (Format, error) {
	i := slices.IndexFunc(f, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, fmt.Errorf("unknown format %q; there are %s", name, strings.Join(f.Names(), ", "))
	}
	return f[i], nil
}

// ByFile returns the format that a file of this name is in.
func (f Formats) ByFile(name string) (Format, bool) {
	name = strings.ToLower(name)
	for _, format := range f {
		for _, ext := range format.Extensions {
			if strings.HasSuffix(name, ext) {
				return format, true
			}
		}
	}
	return Format{}, false
}

// buffered is the part that all writers share.
type buffered struct{ *bufio.Writer }

func newBuffered(w io.Writer) buffered { return buffered{bufio.NewWriterSize(w, 32<<10)} }

// Close writes what is buffered.
func (b buffered) Close() error { return b.Flush() }
