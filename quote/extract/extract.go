// Package extract is the facade of the quotation pipeline: it runs the stages in
// order on one article.
package extract

import (
	"dixit/corpus"
	"dixit/quote"
)

// An Extractor finds and attributes the quotations of articles. It keeps its
// buffers from one article to the next and is not safe for concurrent use: give
// each goroutine its own.
type Extractor struct{}

// New returns an Extractor.
func New() *Extractor { return &Extractor{} }

// Article returns the article's quotations in order of their place, an outer one
// before those nested in it.
func (e *Extractor) Article(a *corpus.Article) []quote.Quotation { return nil }
