// Package corpus reads articles: it turns files, folders and streams in every
// usual form into a sequence of Articles, one at a time, in memory that does not
// grow with the input.
package corpus

import (
	"dixit/corpus/block"
	"dixit/corpus/lang"
)

// An Article is one published text. Every field but ID and Body may be empty:
// readers fill in what the input says and never guess.
type Article struct {
	// ID names the article within a run: the path of a file that holds one
	// article, the record's own identifier (or path#line) in files of several.
	ID string
	// Source is the file that the article was read from ("-" for standard
	// input), and Line the 1-based line or record number within it, 0 where the
	// file is the article.
	Source string
	Line   int

	Outlet string // the publication's name, "Le Courrier du Littoral"
	Title  string
	Byline string
	// Published is the date as precisely as the input gives it: "2024",
	// "2024-06", "2024-06-19" or RFC 3339 with a time.
	Published string
	URL       string
	Lang      string // BCP 47, "fr", "en", "fr-CA"; empty where unknown

	// Body is the text that every span points into: UTF-8, for a plain UTF-8
	// file the file itself byte for byte.
	Body string
	// TextStart is where the article's own words begin in Body: behind front
	// matter or a crawler's date line, otherwise 0. What lies before it is
	// metadata, in which no quotation is looked for.
	TextStart int
	// Blocks are the block quotations that the markup of a page, a feed or
	// Markdown sets off in Body, in order, behind TextStart.
	Blocks []block.Quotation
}

// Language is Lang, or where the input does not give it, the language that the
// text appears to be in, "" where that cannot be told. It looks at the text each
// time it is called, for some 10 µs.
func (a *Article) Language() string {
	if a.Lang != "" {
		return a.Lang
	}
	return lang.Detect(a.Body[a.TextStart:])
}
