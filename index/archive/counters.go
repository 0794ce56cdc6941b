package archive

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dixit/index"
	"dixit/index/analysis"
	"dixit/quote"
)

// Counters are the facets of everything, kept with the data because the index
// would have to visit each document to count them. A writer keeps them up to
// date, each generation carries them as a file.
type counters struct {
	mu sync.RWMutex
	// n counts quotations by field and value; names and aliases by speaker,
	// joined by a line feed.
	n                    [numCounters]map[string]int
	bodyBytes            int64
	articles, quotations int
	// known is made when it is needed and dropped by a change.
	known *nameIndex
}

// A nameIndex finds speakers by the words of their names.
type nameIndex struct {
	words  map[string][]speakerName // by each word, folded
	labels map[string]string        // the most frequent full name by speaker
}

type speakerName struct {
	id    string
	words []string
	full  bool // a full name rather than a mention
}

const (
	countSpeaker = iota
	countOutlet
	countKind
	countLang
	countMonth
	countArticleOutlet
	countArticleLang
	countArticleMonth
	countArticleSpeaker
	countArticleKind
	countName  // "id\nname": full names
	countAlias // "id\nmention": other ways to name a speaker
	numCounters
)

func newCounters() *counters {
	c := &counters{}
	for i := range c.n {
		c.n[i] = map[string]int{}
	}
	return c
}

// count adds sign times what e holds. The caller holds mu.
func (c *counters) count(e *index.Entry, sign int) {
	c.known = nil
	add := func(field int, value string) {
		if value == "" {
			return
		}
		m := c.n[field]
		if v := m[value] + sign; v != 0 {
			m[value] = v
		} else {
			delete(m, value)
		}
	}
	a := e.Article
	lang := foldLang(a.Lang)
	day, _ := normalDate(a.Published)
	month := monthOf(day)
	c.bodyBytes += int64(sign * len(a.Body))
	c.articles += sign
	c.quotations += sign * len(e.Quotations)
	add(countArticleOutlet, a.Outlet)
	add(countArticleLang, lang)
	add(countArticleMonth, month)
	speakers, kinds := quoted(e)
	for _, s := range speakers {
		add(countArticleSpeaker, s)
	}
	for _, k := range kinds {
		add(countArticleKind, k)
	}
	for i := range e.Quotations {
		q := &e.Quotations[i]
		add(countOutlet, a.Outlet)
		add(countLang, lang)
		add(countMonth, month)
		add(countKind, string(q.Kind))
		if q.Speaker == nil {
			continue
		}
		id := speakerTerm(q.Speaker)
		add(countSpeaker, id)
		add(countName, id+"\n"+q.Speaker.Name)
		if m := q.Mention.Text; m != q.Speaker.Name && namelike(m) {
			add(countAlias, id+"\n"+m)
		}
	}
}

// namelike reports whether a mention is worth showing as an alias: not a
// pronoun, not a clause, with a capital letter somewhere.
func namelike(mention string) bool {
	if len(mention) < 3 || len(mention) > 80 || strings.ContainsAny(mention, "\n\r") {
		return false
	}
	first := true
	for _, r := range mention {
		if unicode.IsUpper(r) && !(first && !strings.Contains(mention, " ") && pronouns[strings.ToLower(mention)]) {
			return true
		}
		first = false
	}
	return false
}

var pronouns = map[string]bool{"elle": true, "ils": true, "elles": true, "lui": true, "celui-ci": true, "celle-ci": true}

// quoted returns the distinct speakers and kinds of an entry's quotations.
func quoted(e *index.Entry) (speakers, kinds []string) {
	for i := range e.Quotations {
		q := &e.Quotations[i]
		if q.Speaker != nil {
			if id := speakerTerm(q.Speaker); id != "" && !slices.Contains(speakers, id) {
				speakers = append(speakers, id)
			}
		}
		if k := string(q.Kind); k != "" && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return speakers, kinds
}

// speakerTerm is the speaker's term in the index.
func speakerTerm(s *quote.Speaker) string { return keyword(s.ID) }

// facets returns the counts of everything.
func (c *counters) facets(articles bool, size int) *index.Facets {
	labels := c.names().labels
	c.mu.RLock()
	defer c.mu.RUnlock()
	if articles {
		return &index.Facets{
			Speakers: top(maps.All(c.n[countArticleSpeaker]), size, labels), Outlets: top(maps.All(c.n[countArticleOutlet]), size, nil),
			Kinds: top(maps.All(c.n[countArticleKind]), size, nil), Langs: top(maps.All(c.n[countArticleLang]), size, nil),
			Months: inOrder(maps.All(c.n[countArticleMonth])),
		}
	}
	return &index.Facets{
		Speakers: top(maps.All(c.n[countSpeaker]), size, labels), Outlets: top(maps.All(c.n[countOutlet]), size, nil),
		Kinds: top(maps.All(c.n[countKind]), size, nil), Langs: top(maps.All(c.n[countLang]), size, nil),
		Months: inOrder(maps.All(c.n[countMonth])),
	}
}

// total is the number of articles or quotations.
func (c *counters) total(articles bool) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if articles {
		return c.articles
	}
	return c.quotations
}

// top returns the size most frequent values, all where size is 0, with their
// labels.
func top(counts iter.Seq2[string, int], size int, labels map[string]string) []index.Count {
	if size == 0 {
		size = math.MaxInt
	}
	r := ranking[index.Count]{most: size, compare: func(a, b index.Count) int {
		return cmp.Or(b.N-a.N, strings.Compare(a.Value, b.Value))
	}}
	for v, n := range counts {
		r.add(index.Count{Value: v, Label: v, N: n})
	}
	out := append([]index.Count{}, r.first()...)
	for i := range out {
		if l := labels[out[i].Value]; l != "" {
			out[i].Label = l
		}
	}
	return out
}

// inOrder returns counts in the order of their values.
func inOrder(counts iter.Seq2[string, int]) []index.Count {
	out := []index.Count{}
	for v, n := range counts {
		out = append(out, index.Count{Value: v, Label: v, N: n})
	}
	slices.SortFunc(out, func(a, b index.Count) int { return strings.Compare(a.Value, b.Value) })
	return out
}

// names returns the index of all names, made anew behind a change.
func (c *counters) names() *nameIndex {
	c.mu.RLock()
	known := c.known
	c.mu.RUnlock()
	if known != nil {
		return known
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known != nil {
		return c.known
	}
	an := analyzers.Get().(*analysis.Analyzer)
	defer analyzers.Put(an)
	known = &nameIndex{words: map[string][]speakerName{}, labels: map[string]string{}}
	best := map[string]int{}
	for _, field := range [...]int{countName, countAlias} {
		for k, n := range c.n[field] {
			id, name, _ := strings.Cut(k, "\n")
			full := field == countName
			if full && name != "" && (n > best[id] || n == best[id] && name < known.labels[id]) {
				best[id], known.labels[id] = n, name
			}
			s := speakerName{id, foldWords(an, name), full}
			for i, w := range s.words {
				if !slices.Contains(s.words[:i], w) {
					known.words[w] = append(known.words[w], s)
				}
			}
		}
	}
	c.known = known
	return known
}

// find returns the speakers who are known under a name with all the words:
// by their full names, or else by what they are called.
func (x *nameIndex) find(words []string) []string {
	if len(words) == 0 {
		return nil
	}
	rarest := slices.MinFunc(words, func(a, b string) int { return len(x.words[a]) - len(x.words[b]) })
	var full, other []string
	for _, s := range x.words[rarest] {
		if slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(s.words, w) }) {
			continue
		}
		if s.full {
			full = append(full, s.id)
		} else {
			other = append(other, s.id)
		}
	}
	if len(full) == 0 {
		full = other
	}
	slices.Sort(full)
	return slices.Compact(full)
}

// foldWords returns the words of a name without accents and case.
func foldWords(an *analysis.Analyzer, name string) []string {
	var words []string
	for _, t := range an.Tokens(nil, name) {
		words = append(words, analysis.Fold(t.Exact))
	}
	return words
}

// eachName calls f with every name and mention of a speaker, and how often it
// stands for them.
func (c *counters) eachName(f func(id, name string, n int, full bool)) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	for _, field := range [...]int{countName, countAlias} {
		for k, n := range c.n[field] {
			id, name, _ := strings.Cut(k, "\n")
			f(id, name, n, field == countName)
		}
	}
}

// values returns the values of a counter.
func (c *counters) values(field int) []string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return slices.Sorted(maps.Keys(c.n[field]))
}

// encode writes the counters in a deterministic form that ends with a CRC-32C.
func (c *counters) encode() []byte {
	c.mu.RLock()
	defer c.mu.RUnlock()
	b := []byte("dixit counters 1\n")
	b = binary.AppendVarint(b, c.bodyBytes)
	b = binary.AppendVarint(b, int64(c.articles))
	b = binary.AppendVarint(b, int64(c.quotations))
	b = append(b, numCounters)
	for _, m := range c.n {
		b = binary.AppendUvarint(b, uint64(len(m)))
		for _, k := range slices.Sorted(maps.Keys(m)) {
			b = appendString(b, k)
			b = binary.AppendVarint(b, int64(m[k]))
		}
	}
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

func decodeCounters(b []byte) (*counters, error) {
	if len(b) < 4 || crc32.Checksum(b[:len(b)-4], castagnoli) != binary.LittleEndian.Uint32(b[len(b)-4:]) {
		return nil, fmt.Errorf("does not have its checksum")
	}
	s, ok := strings.CutPrefix(string(b[:len(b)-4]), "dixit counters 1\n")
	r := &recordReader{s: s}
	c := newCounters()
	c.bodyBytes = r.varint()
	c.articles, c.quotations = int(r.varint()), int(r.varint())
	if n := r.byte(); !ok || n != numCounters {
		return nil, fmt.Errorf("is of another version")
	}
	for _, m := range c.n {
		for n := r.int(); n > 0 && !r.bad; n-- {
			k := r.string()
			m[k] = int(r.varint())
		}
	}
	if r.bad {
		return nil, fmt.Errorf("ends too early")
	}
	return c, nil
}

// differs says how two sets of counters differ, "" where they do not.
func (c *counters) differs(o *counters) string {
	if c.bodyBytes != o.bodyBytes || c.articles != o.articles || c.quotations != o.quotations {
		return fmt.Sprintf("%d articles of %d bytes and %d quotations counted, %d of %d and %d there",
			c.articles, c.bodyBytes, c.quotations, o.articles, o.bodyBytes, o.quotations)
	}
	for i := range c.n {
		if maps.Equal(c.n[i], o.n[i]) {
			continue
		}
		for k, n := range c.n[i] {
			if o.n[i][k] != n {
				return fmt.Sprintf("%q counted %d times, there %d times", k, n, o.n[i][k])
			}
		}
		return "values that are not counted"
	}
	return ""
}

// keyword bounds a value that is indexed as one term, on a rune boundary, and
// takes out the byte that separates terms in doc values.
func keyword(s string) string {
	const maxKeyword = 512
	if len(s) > maxKeyword {
		cut := maxKeyword
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	if strings.IndexByte(s, 0xff) >= 0 {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	return s
}

// foldLang reduces a language tag to its language: "fr" for "fr-CA".
func foldLang(tag string) string {
	tag, _, _ = strings.Cut(tag, "-")
	tag, _, _ = strings.Cut(tag, "_")
	return keyword(strings.ToLower(tag))
}

// monthOf is the month of a day, or the year where no month is known.
func monthOf(day string) string { return day[:min(len(day), len("2024-06"))] }

// normalDate returns the day, month or year of a date as the input gives it, and
// whether it is one: four digits, then months and days in their ranges.
func normalDate(s string) (string, bool) {
	digits := func(from, to int) (int, bool) {
		if len(s) < to {
			return 0, false
		}
		n := 0
		for _, c := range []byte(s[from:to]) {
			if c < '0' || c > '9' {
				return 0, false
			}
			n = 10*n + int(c-'0')
		}
		return n, true
	}
	year, ok := digits(0, 4)
	if !ok || year == 0 || len(s) > 4 && s[4] != '-' {
		return "", false
	}
	if len(s) == 4 {
		return s, true
	}
	if m, ok := digits(5, 7); !ok || m < 1 || m > 12 || len(s) > 7 && s[7] != '-' {
		return "", false
	}
	if len(s) == 7 {
		return s, true
	}
	if d, ok := digits(8, 10); !ok || d < 1 || d > 31 || len(s) > 10 && s[10] != 'T' && s[10] != ' ' {
		return "", false
	}
	return s[:10], true
}
