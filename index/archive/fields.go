package archive

import (
	"math"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2/document"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"dixit/index"
	"dixit/index/analysis"
)

// The documents of the index. A quotation and an article have fields of their
// own names, so that a search of one never meets the other and the lengths that
// relevance is normalised by are those of its kind. What is stored is the record
// of the article alone, from which quotations are read, and the trail of each
// document, by which phrases are found. Positions and offsets are kept nowhere:
// hits are marked by analysing the text again.
const (
	fieldStem    = "q" // quotation: stems
	fieldExact   = "x" // quotation: exact forms
	fieldSpeaker = "s"
	fieldOutlet  = "o"
	fieldKind    = "k"
	fieldLang    = "l"
	fieldMonth   = "m" // 2024-06; 2024 where no month is known
	fieldDay     = "d" // 2024-06-19, 2024-06 or 2024
	fieldConf    = "c" // confidence in thousandths, four digits
	fieldID      = "i"
	fieldDoc     = "t" // what the document is
	fieldTrail   = "p" // stored only, and before the record in its order
	fieldRecord  = "r" // stored only

	// Fields of articles are those of quotations in capital letters.
	fieldTitle      = "T" // article: stems of the title
	fieldTitleExact = "Y" // article: exact forms of the title

	docQuotation = "q"
	docArticle   = "a"
)

// A fieldSet names the fields of one kind of document.
type fieldSet struct {
	doc                                                      string
	stem, exact, speaker, outlet, kind, lang, month, day, id string
	conf                                                     string
}

var (
	quotationFields = fieldSet{docQuotation, fieldStem, fieldExact, fieldSpeaker, fieldOutlet, fieldKind, fieldLang, fieldMonth, fieldDay, fieldID, fieldConf}
	articleFields   = fieldSet{docArticle, "Q", "X", "S", "O", "K", "L", "M", "D", "I", "C"}
)

// facets are the fields whose values are counted, in the order of index.Facets.
func (f *fieldSet) facets() []string { return []string{f.speaker, f.outlet, f.kind, f.lang, f.month} }

// docID names the document of an article or, with its place counted from 1, a
// quotation. ref is its inverse.
func docID(seq uint64, quotation int) string {
	b := strconv.AppendUint(nil, seq, 36)
	if quotation > 0 {
		b = append(b, '.')
		b = strconv.AppendUint(b, uint64(quotation), 36)
	}
	return string(b)
}

// A ref is a document in the order of ingestion: the article's number, then the
// quotation's, 0 for the article itself.
type ref uint64

const (
	refBits       = 20
	maxQuotations = 1<<refBits - 1 // of one article
)

func makeRef(seq uint64, quotation int) ref { return ref(seq<<refBits | uint64(quotation)) }
func (r ref) seq() uint64                   { return uint64(r) >> refBits }
func (r ref) quotation() int                { return int(r & maxQuotations) }

func parseDocID(id string) (ref, bool) {
	a, q, found := strings.Cut(id, ".")
	seq, err := strconv.ParseUint(a, 36, 64-refBits)
	if err != nil {
		return 0, false
	}
	if !found {
		return makeRef(seq, 0), true
	}
	n, err := strconv.ParseUint(q, 36, refBits)
	if err != nil || n == 0 {
		return 0, false
	}
	return makeRef(seq, int(n)), true
}

// A field is an analysed field of a document. It comes with its terms, so that
// bleve has nothing left to analyse: one pass over an article serves its stems,
// its exact forms and those of its quotations.
type field struct {
	name    string
	value   []byte
	options bleveindex.FieldIndexingOptions
	length  int
	freqs   bleveindex.TokenFrequencies
}

func (f *field) Name() string                                          { return f.name }
func (f *field) ArrayPositions() []uint64                              { return nil }
func (f *field) Options() bleveindex.FieldIndexingOptions              { return f.options }
func (f *field) Analyze()                                              {}
func (f *field) Value() []byte                                         { return f.value }
func (f *field) NumPlainTextBytes() uint64                             { return uint64(len(f.value)) }
func (f *field) Size() int                                             { return 64 + len(f.value) + 64*len(f.freqs) }
func (f *field) EncodedFieldType() byte                                { return 't' }
func (f *field) AnalyzedLength() int                                   { return f.length }
func (f *field) AnalyzedTokenFrequencies() bleveindex.TokenFrequencies { return f.freqs }

const indexed = bleveindex.IndexField | bleveindex.SkipFreqNorm

// keywordField indexes values as they are. A frequency of zero tells bleve that
// none is kept.
func keywordField(name string, options bleveindex.FieldIndexingOptions, values ...string) *field {
	f := &field{name: name, options: options, length: len(values), freqs: make(bleveindex.TokenFrequencies, len(values))}
	for _, v := range values {
		f.freqs[v] = &bleveindex.TokenFreq{Term: []byte(v)}
	}
	return f
}

// uniqueField indexes a value that no other document has. With a frequency of
// one and no more, bleve keeps such a term in its dictionary alone.
func uniqueField(name, value string) *field {
	f := keywordField(name, bleveindex.IndexField, value)
	f.freqs[value].SetFrequency(1)
	return f
}

// lengthUnit is how many words of a field count as one in its length, by which
// relevance is normalised: lengths under 128 take one byte in each posting.
const lengthUnit = 8

// titleWeight is how many times a word of the title counts in an article's text.
const titleWeight = 3

// stemField indexes the stems of tokens. The words of title, if any, count as part
// of the text.
func stemField(name string, title, tokens []analysis.Token) *field {
	f := &field{name: name, options: bleveindex.IndexField, freqs: make(bleveindex.TokenFrequencies, len(tokens)*3/4+1)}
	add := func(t *analysis.Token, n int) {
		f.length++
		tf := f.freqs[t.Stem]
		if tf == nil {
			tf = &bleveindex.TokenFreq{Term: []byte(t.Stem)}
			f.freqs[t.Stem] = tf
		}
		tf.SetFrequency(tf.Frequency() + n)
	}
	for i := range title {
		if !title[i].Stop {
			add(&title[i], titleWeight)
		}
	}
	for i := range tokens {
		if !tokens[i].Stop {
			add(&tokens[i], 1)
		}
	}
	f.length = (f.length + lengthUnit - 1) / lengthUnit
	return f
}

func trailField(t trail) *field {
	return &field{name: fieldTrail, options: bleveindex.StoreField, value: t}
}

// exactField indexes the exact forms of tokens, whether they occur and no more.
func exactField(name string, lists ...[]analysis.Token) *field {
	n := 0
	for _, tokens := range lists {
		n += len(tokens)
	}
	f := &field{name: name, options: indexed, length: 1, freqs: make(bleveindex.TokenFrequencies, n*3/4+1)}
	for _, tokens := range lists {
		for i := range tokens {
			t := &tokens[i]
			if !t.Stop && f.freqs[t.Exact] == nil {
				f.freqs[t.Exact] = &bleveindex.TokenFreq{Term: []byte(t.Exact)}
			}
		}
	}
	return f
}

// countLone gives a frequency of one, as uniqueField does, to the terms that only
// one document of a batch has, in fields that keep none. Most of these stay alone
// in their segment, where bleve keeps them in a third of the space; the others
// cost a byte more.
func countLone(b *bleveindex.Batch) {
	alone := map[string]map[string]*bleveindex.TokenFreq{} // by field and term; nil where several have it
	for _, doc := range b.IndexOps {
		if doc == nil {
			continue
		}
		doc.VisitFields(func(df bleveindex.Field) {
			f, ok := df.(*field)
			if !ok || f.options != indexed {
				return
			}
			terms := alone[f.name]
			if terms == nil {
				terms = map[string]*bleveindex.TokenFreq{}
				alone[f.name] = terms
			}
			for term, freq := range f.freqs {
				if _, known := terms[term]; known {
					freq = nil
				}
				terms[term] = freq
			}
		})
	}
	for _, terms := range alone {
		for _, freq := range terms {
			if freq != nil {
				freq.SetFrequency(1)
			}
		}
	}
}

// thousandths is the term of a confidence: rounded down, except for the error of
// decimal fractions.
func thousandths(c float64) string {
	if !(c > 0) {
		c = 0
	}
	s := strconv.Itoa(int(math.Floor(math.Min(c, 1)*1000 + 1e-6)))
	return "0000"[len(s):] + s
}

// documents returns the documents of an entry. title and body are its words.
func documents(seq uint64, e *index.Entry, title, body []analysis.Token) []*document.Document {
	docs := make([]*document.Document, 0, 1+len(e.Quotations))
	a := e.Article
	lang := foldLang(a.Lang)
	day, _ := normalDate(a.Published)
	common := func(d *document.Document, f fieldSet, id string) {
		d.AddField(uniqueField(f.id, keyword(id)))
		d.AddField(keywordField(fieldDoc, indexed, f.doc))
		for _, v := range [...]struct{ name, value string }{
			{f.outlet, keyword(a.Outlet)}, {f.lang, lang}, {f.day, day},
		} {
			if v.value != "" {
				d.AddField(keywordField(v.name, indexed, v.value))
			}
		}
		if day != "" {
			d.AddField(keywordField(f.month, indexed, monthOf(day)))
		}
	}

	d := document.NewDocument(docID(seq, 0))
	common(d, articleFields, a.ID)
	d.AddField(&field{name: fieldRecord, options: bleveindex.StoreField, value: appendRecord(nil, e)})
	d.AddField(trailField(newTrail(title, body)))
	d.AddField(stemField(articleFields.stem, title, body))
	d.AddField(exactField(articleFields.exact, title, body))
	if len(title) > 0 {
		d.AddField(stemField(fieldTitle, nil, title))
		d.AddField(exactField(fieldTitleExact, title))
	}
	speakers, kinds := quoted(e)
	if len(speakers) > 0 {
		d.AddField(keywordField(articleFields.speaker, indexed, speakers...))
	}
	if len(kinds) > 0 {
		d.AddField(keywordField(articleFields.kind, indexed, kinds...))
	}
	best := 0.0
	for i := range e.Quotations {
		best = max(best, e.Quotations[i].Confidence)
	}
	if len(e.Quotations) > 0 {
		d.AddField(keywordField(articleFields.conf, indexed, thousandths(best)))
	}
	docs = append(docs, d)

	for i := range e.Quotations {
		q := &e.Quotations[i]
		d := document.NewDocument(docID(seq, i+1))
		common(d, quotationFields, q.ID)
		tokens := inSpan(body, q.Span.Start, q.Span.End)
		d.AddField(trailField(newTrail(tokens)))
		d.AddField(stemField(fieldStem, nil, tokens))
		d.AddField(exactField(fieldExact, tokens))
		if q.Kind != "" {
			d.AddField(keywordField(fieldKind, indexed, keyword(string(q.Kind))))
		}
		if q.Speaker != nil && q.Speaker.ID != "" {
			d.AddField(keywordField(fieldSpeaker, indexed, speakerTerm(q.Speaker)))
		}
		d.AddField(keywordField(fieldConf, indexed, thousandths(q.Confidence)))
		docs = append(docs, d)
	}
	return docs
}

// inSpan returns the tokens that lie in [start, end).
func inSpan(tokens []analysis.Token, start, end int) []analysis.Token {
	lo, hi := 0, len(tokens)
	for lo < hi {
		if m := (lo + hi) / 2; tokens[m].Start < start {
			lo = m + 1
		} else {
			hi = m
		}
	}
	from := lo
	for lo < len(tokens) && tokens[lo].End <= end {
		lo++
	}
	return tokens[from:lo]
}
