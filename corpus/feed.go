package corpus

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dixit/corpus/block"
	"dixit/corpus/charset"
	"dixit/corpus/page"

	"github.com/mmcdole/gofeed"
)

var errNotFeed = errors.New("it is XML or JSON, but neither an RSS, Atom or JSON feed nor a page")

// feed reads the items of a feed as articles. Each has what the feed has of it,
// which may be no more than a headline and a summary.
func (r *run) feed(in *input) bool {
	data, err := r.all(in)
	if err != nil {
		return r.fail(in.path, 0, explain(err))
	}
	feed, err := parseFeed(data)
	switch {
	case errors.Is(err, gofeed.ErrFeedTypeNotDetected), err == nil && feed.FeedType == "json" && feed.FeedVersion == "":
		return r.fail(in.path, 0, errNotFeed)
	case err != nil:
		return r.fail(in.path, 0, fmt.Errorf("the feed is damaged: %w", err))
	case len(feed.Items) == 0:
		return r.fail(in.path, 0, errors.New("the feed has no item"))
	}
	for i, item := range feed.Items {
		a := itemArticle(feed, item)
		if a == nil {
			continue
		}
		a.Line = i + 1
		fill(&a.ID, in.path+"#"+strconv.Itoa(a.Line))
		if !r.article(in, a) {
			return false
		}
	}
	return true
}

// parseFeed parses a feed in any charset. The parser panics on some feeds that are
// valid JSON but no feed, with an author that is null for one; that costs the feed,
// not the run.
func parseFeed(data string) (feed *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil {
			feed, err = nil, fmt.Errorf("its parts are not what a feed has (%v)", p)
		}
	}()
	data = charset.DecodeString(data, declaredCharset([]byte(data[:min(len(data), headSize)])))
	data = strings.TrimLeft(strings.TrimPrefix(data, "\ufeff"), " \t\r\n")
	// The declaration's charset is no longer true, and the parser would act on it.
	if strings.HasPrefix(data, "<?xml") {
		if _, rest, ok := strings.Cut(data, "?>"); ok {
			data = rest
		}
	}
	return gofeed.NewParser().Parse(strings.NewReader(data))
}

// itemArticle is the article in an item, nil where the item has no words.
func itemArticle(feed *gofeed.Feed, item *gofeed.Item) *Article {
	a := &Article{
		ID:        firstOf(item.GUID, item.Link),
		Outlet:    words(feed.Title, feed.Language),
		Title:     strings.Join(strings.Fields(words(item.Title, feed.Language)), " "),
		Published: firstOf(feedDate(item.Published, item.PublishedParsed), feedDate(item.Updated, item.UpdatedParsed)),
		URL:       item.Link,
		Lang:      language(feed.Language),
	}
	var authors []string
	for _, p := range item.Authors {
		if p != nil {
			authors = append(authors, firstOf(p.Name, p.Email))
		}
	}
	a.Byline = strings.Join(authors, ", ")
	text, blocks := page.Text(firstOf(item.Content, item.Description), feed.Language)
	switch {
	case text == "":
		a.Body = a.Title
	case a.Title == "" || strings.HasPrefix(text, a.Title):
		a.Body, a.Blocks = text, blocks
	default:
		before := a.Title + "\n\n"
		a.Body, a.Blocks = before+text, block.Shift(blocks, len(before))
	}
	if a.Body == "" {
		return nil
	}
	return a
}

// words is the text of a piece of HTML.
func words(fragment, lang string) string {
	s, _ := page.Text(fragment, lang)
	return s
}

// feedDate is the date as it is written, or else as the feed's parser read it.
func feedDate(s string, parsed *time.Time) string {
	if d := date(s); d != "" || parsed == nil {
		return d
	}
	return parsed.Format(time.RFC3339)
}

// firstOf is the first value that is not empty.
func firstOf(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

// sniffFeed recognises a feed by its root element, or by the version that every
// JSON feed states.
func sniffFeed(head []byte) bool {
	switch firstTag(head) {
	case "rss", "feed", "rdf:rdf":
		return true
	}
	return firstByte(head) == '{' && jsonFeed.Match(head)
}

var jsonFeed = regexp.MustCompile(`"version"\s*:\s*"https?:(\\?/){2}jsonfeed\.org`)
