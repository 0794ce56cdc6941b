// Package index says what an archive is: every article in full and every
// quotation, stored together, searchable at once. Package archive keeps one in a
// folder; any other store must pass the suite of package indextest.
package index

import (
	"context"
	"iter"
	"time"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/quote"
)

// An Entry is an article with its quotations in order of their place.
type Entry struct {
	Article    *corpus.Article
	Quotations []quote.Quotation
	// Remarks are what the quotations render, one for each, nil where Hit.Remark
	// would be. A Reader fills it in; Put does not heed it.
	Remarks []*Remark
}

// A Reader answers questions about an archive. Its methods may be called by many
// goroutines at once. Each sees one state of the archive: every article with all
// its quotations or without any. A later call may see a later state, never an
// earlier one.
//
// Every method returns an error that wraps ErrDamaged where the stored data is
// not what was written, and ErrClosed behind Close.
type Reader interface {
	// Article returns a stored article by its ID, or ErrNotFound.
	Article(id string) (*Entry, error)
	// Quotation returns the hit for a quotation's ID, or ErrNotFound.
	Quotation(id string) (*Hit, error)
	// Remark returns a remark with the hits of its quotations, by date, the
	// earliest first and those without a date last; or ErrNotFound.
	Remark(ctx context.Context, id string) (*Remark, []*Hit, error)
	// Remarks returns a page of the remarks that the hits of a request render,
	// and their number. The request's Articles, Collapse, Sort and Facets are
	// not heeded.
	Remarks(ctx context.Context, req Request, order RemarkOrder) (*RemarksResult, error)
	// Search returns a page of the hits, their number and, where asked for,
	// their facets. A malformed query is a *query.Error.
	Search(ctx context.Context, req Request) (*Result, error)
	// Iterate yields every hit of a request, whatever its Limit and Offset, in
	// the order in which articles were first stored and quotations stand in
	// them; Sort is not heeded. It holds one article in memory and a few bytes
	// for each hit. It ends with the first error.
	Iterate(ctx context.Context, req Request) iter.Seq2[*Hit, error]
	// Speakers lists everyone who is quoted, the most quoted first.
	Speakers(ctx context.Context) ([]SpeakerInfo, error)
	// Outlets lists the publications, the one with most articles first.
	Outlets(ctx context.Context) ([]OutletInfo, error)
	// Stats counts what is there.
	Stats(ctx context.Context) (*Stats, error)
	// Check reads everything and reports what does not agree: articles with the
	// checksum they were stored with, quotations with the bytes of their spans,
	// the index with the articles. progress, which may be nil, is told how many
	// of the articles have been read. The error is for what keeps Check from
	// looking, not for what it finds.
	Check(ctx context.Context, progress func(done, total int)) ([]Problem, error)
	// Info describes the archive as a whole, as of now.
	Info() Info
	// Close frees what the reader holds. Calls that run are waited for.
	Close() error
}

// A Store is a Reader that also writes. An archive has at most one open Store,
// whatever the process; there may be many Readers beside it.
type Store interface {
	Reader
	// Put stores entries, each as one: an article and its quotations appear
	// together. When Put returns without an error everything it reports is
	// durable, survives the end of the process at any moment, and is visible to
	// this Store and to Readers in other processes (which look for news about
	// once a second). When it returns an error or is killed, all of its entries
	// or none are there.
	//
	// Outcomes are in the order of the entries. An entry whose article ID is
	// stored already replaces that article and its quotations if anything in
	// the article differs, and is Unchanged otherwise. An entry with the same
	// text as another article of the same outlet is a Copy and is not stored.
	// An entry that is nearly another article of its outlet is stored, and its
	// outcome names that article.
	//
	// An entry whose quotations do not lie in the article's body is an error
	// before anything is stored. Putting a few hundred entries at once is many
	// times as fast as one by one. Put and Delete may be called by many
	// goroutines and run one at a time.
	Put(ctx context.Context, entries []Entry) ([]Outcome, error)
	// Has reports whether this very article is stored: Put would find it
	// Unchanged, whatever its quotations, which need not be extracted then. It
	// does not wait for a Put that runs.
	Has(a *corpus.Article) bool
	// Delete removes articles and their quotations, as durable as Put, and
	// returns how many there were.
	Delete(ctx context.Context, ids ...string) (int, error)
	// Group gives a remark to every quotation that has none, those of kind other
	// aside, and regroups what these touch; see quote/alignment. Remarks that
	// nothing new touches keep their identifiers. What it did is as durable as
	// what Put did, all of it or, where it fails, is cancelled or killed, whole
	// steps of half a million quotations. Quotations are without a remark from
	// Put to the next Group; where an article is replaced or deleted, so are
	// those that shared a remark with its. progress, which may be nil, is told
	// how many quotations have been compared.
	Group(ctx context.Context, progress func(done, total int)) (Grouping, error)
}

// A Grouping tells what Group did.
type Grouping struct {
	Quotations int // that were looked at
	Remarks    int // that the archive has now
}

// A Remark is one utterance, as far as the archive has quotations that render it.
type Remark struct {
	ID          string
	Quotations  int
	Outlets     int    // that printed one of them
	Wordings    int    // different ones; case, accents, marks and blanks aside
	First, Last string // dates of articles, "" where none is known
}

// RemarkOrder ranks remarks. Ties go to those with more quotations, then to the
// earlier first date, then by identifier.
type RemarkOrder uint8

const (
	ByOutlets    RemarkOrder = iota // the most outlets first
	ByWordings                      // the most different wordings first
	ByQuotations                    // the most quotations first
	ByNewest                        // the latest first date first
)

// A RemarksResult is one page of remarks.
type RemarksResult struct {
	Remarks []RemarkHit
	Total   int // on all pages
	// Suggestions are those of Result.
	Suggestions []Suggestion
}

// A RemarkHit is a remark that was found.
type RemarkHit struct {
	Remark
	Matched int  // quotations of it that the request lets pass
	Best    *Hit // the most complete of these that fit the remark well
}

// A Status says what became of an entry.
type Status uint8

const (
	New Status = iota
	Unchanged
	Replaced
	Copy
)

func (s Status) String() string {
	return [...]string{"new", "unchanged", "replaced", "copy"}[s]
}

// An Outcome tells what Put did with an entry.
type Outcome struct {
	Status Status
	// Of is the ID of the article that this one is a copy of (Status Copy) or
	// very similar to (otherwise); empty where there is none.
	Of string
}

// A Request says what is looked for. The zero Request finds every quotation.
type Request struct {
	Query    string // see package query; empty for everything
	Articles bool   // search whole articles rather than quotations
	Filter   Filter
	Sort     Sort
	Offset   int // hits to leave out
	Limit    int // hits to return; 0 returns none and only counts
	// Facets asks for the counts of all hits by speaker, outlet and so on, the
	// FacetSize most frequent values of each, all of them where it is 0.
	Facets    bool
	FacetSize int
	// Collapse takes the quotations of one remark for one hit, the best of them.
	Collapse bool
}

// A Filter restricts hits; its zero value lets all pass. Values of one field are
// alternatives, the fields must all agree. For articles, Speakers, Kinds and
// MinConfidence are about what is quoted in them.
type Filter struct {
	// Speakers are identifiers or names. A name stands for every speaker that
	// was found under a name with all its words, accents and case aside.
	Speakers []string
	Outlets  []string // names of publications; accents, case and articles aside
	Kinds    []quote.Kind
	Langs    []string // "fr" stands for "fr-CA" too
	// Since and Until are dates (2024, 2024-06 or 2024-06-19), both included.
	// An article without a date passes neither.
	Since, Until string
	// MinConfidence, in [0,1], is compared in thousandths.
	MinConfidence float64
}

// Sort is an order of hits. Ties are in the order in which articles were stored.
type Sort uint8

const (
	// ByRelevance puts the best match of the query first; where the query says
	// nothing of words it is ByDate.
	ByRelevance Sort = iota
	ByDate           // the newest first, those without a date last
	ByDateAscending
	ByConfidence // the highest first
)

// A Hit is a quotation or an article that was found.
type Hit struct {
	Article   *corpus.Article
	Quotation *quote.Quotation // nil where articles were searched
	Score     float64          // relevance; comparable within one search only
	// Matches are the words of the query in the body, in order, and
	// TitleMatches those in the title.
	Matches      []text.Span
	TitleMatches []text.Span
	// Remark is what the quotation renders: nil for articles, for kind other and
	// from Put to the next Group. Membership, in [0,1], says how well it fits.
	Remark     *Remark
	Membership float64
}

// A Result is one page of hits.
type Result struct {
	Hits  []*Hit
	Total int // hits on all pages
	// Quotations is Total but for Collapse, which has several in a hit.
	Quotations int
	// With Collapse, Total is that of the Remarks, the quotations of kind other,
	// Nobodys, and those that are still Ungrouped: each of these is a hit.
	Remarks, Nobodys, Ungrouped int

	Facets *Facets
	// Suggestions, where nothing was found, are for the words, speakers and
	// outlets of the request that the archive does not have.
	Suggestions []Suggestion
}

// A Suggestion names a value in a request that the archive does not have, and
// offers alternatives.
type Suggestion struct {
	Field string   // "text", "speaker" or "outlet"
	Value string   // as requested
	Try   []string // the closest first; none where nothing resembles the value
}

// Facets count hits by value, the most frequent first, months in order of time.
type Facets struct {
	Speakers, Outlets, Kinds, Langs, Months []Count
	// Days are those of the hits where these are of no more than MaxMonthsByDay
	// months, and empty where they are of more.
	Days []Count
}

// MaxMonthsByDay is of how many months Facets count the days.
const MaxMonthsByDay = 2

// A Count is a facet's value, how to show it, and its number of hits.
type Count struct {
	Value string // a speaker's identifier, an outlet's name, "2024-06"
	Label string // a speaker's most frequent name, otherwise Value
	N     int
}

// SpeakerInfo describes someone who is quoted.
type SpeakerInfo struct {
	ID          string
	Name        string   // the most frequent full name
	Aliases     []string // other names and mentions, the most frequent first
	Quotations  int
	Outlets     int
	First, Last string // dates of articles, "" where none is known
}

// OutletInfo describes a publication.
type OutletInfo struct {
	Name        string
	Articles    int
	Quotations  int
	Speakers    int
	First, Last string
}

// Stats count what an archive holds.
type Stats struct {
	Articles, Quotations, Speakers, Outlets int
	// Remarks counts them all, Reprinted those that more than one outlet printed.
	Remarks, Reprinted int
	BodyBytes          int64 // of all articles' bodies
	DiskBytes          int64 // of the archive's files, 0 in memory
	Facets             Facets
}

// Info describes an archive as a whole.
type Info struct {
	Format int // of the files
	// Extractors are the versions of the extractor whose quotations are in the
	// archive, the latest last.
	Extractors []string
	Created    time.Time
	Updated    time.Time
	Generation uint64 // grows with each change
	Articles   int
	Quotations int
	Ungrouped  int // quotations that Group has not looked at
	// Err tells why the archive cannot be read now, nil where it can; the rest is as
	// it was when it could be read last.
	Err error
}

// A Problem is something that Check found.
type Problem struct {
	What string // the file, article or quotation
	Msg  string
}

func (p Problem) String() string { return p.What + ": " + p.Msg }
