package archive

import (
	"cmp"
	"container/heap"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"dixit/index/analysis"
	"dixit/quote/alignment"
)

// neighbours finds quotations in one state of the index that are like another. It
// remembers the documents of the words that it has met, and serves one goroutine.
type neighbours struct {
	r        bleveindex.IndexReader
	speakers *table // of fieldSpeaker
	dir      *directory
	an       *analysis.Analyzer
	total    float64
	tokens   []analysis.Token
	agree    map[string]map[string]bool // names, whether each can be another speaker's

	counts map[string]uint64   // of quotations, by word
	terms  map[string][]uint32 // documents, by field and term
	kept   int                 // documents in terms

	docs []neighbour // by number
	met  []uint32    // numbers of those that share a word with the quotation at hand
	list likest
}

// A neighbour is a document that may share words.
type neighbour struct {
	shared float32 // sum of the rarities of the shared words
	words  float32 // about how many words of matter it has, once it was met
	ties   uint8   // what ties it to the quotation: it is near from enoughTies on
}

// A rare word counts as enoughTies, another one as a tie; for a document with a
// tie, so does the speaker.
const enoughTies = 2

const (
	rareWords     = 8    // whose documents are looked at
	rareDocuments = 2000 // that a word may have to count as rare
	// Where less than fewRare of the words are rare, the next ones are looked at
	// as well, up to someWords and jointDocuments documents in all.
	fewRare        = 3
	someWords      = 4
	jointDocuments = 100_000
	// Bounds of what is remembered: documents, 4 bytes each, words, and speakers
	// that others were compared with.
	keptDocuments = 12_000_000
	keptCounts    = 200_000
	keptSpeakers  = 2000
	// What the lighter one of two must share, by rarity: at least, where it has
	// few words and one speaker said both, and where two speakers are known.
	leastShared   = 0.2
	leastOfFew    = 0.05
	leastByOthers = 0.75
	maxNeighbours = 64
	// maxOfRemark bounds those of one remark, which many outlets may have printed
	// to the letter: other remarks must have their place beside it.
	maxOfRemark = 8
	shortWords  = 4 // below which the speaker's other short words count as near
	shortDays   = 14
)

func newNeighbours(r bleveindex.IndexReader, speakers *table, dir *directory) *neighbours {
	total, _ := r.DocCount()
	return &neighbours{
		r: r, speakers: speakers, dir: dir, an: analysis.New(), total: float64(total),
		agree: map[string]map[string]bool{}, counts: map[string]uint64{}, terms: map[string][]uint32{},
	}
}

// count is how many quotations have a word.
func (n *neighbours) count(ctx context.Context, stem string) (uint64, error) {
	if c, ok := n.counts[stem]; ok {
		return c, nil
	}
	tfr, err := n.reader(ctx, fieldStem, stem)
	if err != nil {
		return 0, err
	}
	if len(n.counts) == keptCounts {
		clear(n.counts)
	}
	n.counts[stem] = tfr.Count()
	return n.counts[stem], tfr.Close()
}

func (n *neighbours) reader(ctx context.Context, field, term string) (bleveindex.TermFieldReader, error) {
	tfr, err := n.r.TermFieldReader(ctx, []byte(term), field, false, field == fieldStem, false)
	if err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	return tfr, nil
}

// postings returns the documents of a term in ascending order. Those of a word
// are known to document from then on.
func (n *neighbours) postings(ctx context.Context, field, term string) ([]uint32, error) {
	key := field + "\x00" + term
	if p, ok := n.terms[key]; ok {
		return p, nil
	}
	tfr, err := n.reader(ctx, field, term)
	if err != nil {
		return nil, err
	}
	defer tfr.Close()
	docs := make([]uint32, 0, tfr.Count())
	var doc bleveindex.TermFieldDoc
	for {
		d, err := tfr.Next(doc.Reset())
		if err != nil {
			return nil, fmt.Errorf("reading the index: %w", err)
		}
		if d == nil {
			break
		}
		number := uint32(d.ID.Value())
		docs = append(docs, number)
		if field == fieldStem {
			n.document(number).words = wordsOf(d.Norm)
		}
	}
	if n.kept += len(docs); n.kept > keptDocuments {
		clear(n.terms)
		n.kept = len(docs)
	}
	n.terms[key] = docs
	return docs, nil
}

func (n *neighbours) document(number uint32) *neighbour {
	if int(number) >= len(n.docs) {
		n.docs = append(n.docs, make([]neighbour, max(int(number)+1, int(n.total))-len(n.docs))...)
	}
	return &n.docs[number]
}

// wordsOf estimates how many words a text has by the norm of its length.
func wordsOf(norm float64) float32 {
	if norm <= 0 {
		return lengthUnit
	}
	return float32((1/(norm*norm) - 0.5) * lengthUnit)
}

// A rareWord is a word of a quotation and how many quotations have it.
type rareWord struct {
	stem  string
	count uint64
}

func (n *neighbours) rarity(w rareWord) float64 { return math.Log(1 + n.total/float64(w.count+1)) }

// of returns the quotations near q: those that share rare words with it, two
// words that are not rare, or a word and the speaker; and for a short one the
// short ones of the speaker in those days.
func (n *neighbours) of(ctx context.Context, q *alignment.Quotation) ([]ref, error) {
	words, err := n.words(ctx, q.Text)
	if err != nil {
		return nil, err
	}
	defer n.forget()
	own, rare, some, documents := 0.0, 0, 0, uint64(0)
	for _, w := range words {
		own += n.rarity(w)
		switch {
		case w.count == 0:
		case w.count <= rareDocuments:
			if rare++; rare <= rareWords {
				err = n.meet(ctx, w, enoughTies)
			}
		case rare+some < someWords && rare < fewRare && documents+w.count <= jointDocuments:
			some++
			documents += w.count
			err = n.meet(ctx, w, 1)
		}
		if err != nil {
			return nil, err
		}
	}
	if some > 0 && q.Speaker != "" {
		spoken, err := n.postings(ctx, fieldSpeaker, keyword(q.Speaker))
		if err != nil {
			return nil, err
		}
		for _, d := range spoken {
			if doc := n.document(d); doc.ties > 0 {
				doc.ties = enoughTies
			}
		}
	}
	refs, err := n.best(q, own, len(words))
	if err != nil || len(words) >= shortWords || q.Speaker == "" {
		return refs, err
	}
	sameDays, err := n.ofDays(ctx, q)
	return append(refs, sameDays...), err
}

// words returns the stems of a text, the rarest first.
func (n *neighbours) words(ctx context.Context, text string) ([]rareWord, error) {
	n.tokens = n.an.Tokens(n.tokens[:0], text)
	var out []rareWord
	for _, t := range n.tokens {
		if t.Stop || slices.ContainsFunc(out, func(w rareWord) bool { return w.stem == t.Stem }) {
			continue
		}
		count, err := n.count(ctx, t.Stem)
		if err != nil {
			return nil, err
		}
		out = append(out, rareWord{t.Stem, count})
	}
	slices.SortFunc(out, func(a, b rareWord) int {
		return cmp.Or(cmp.Compare(a.count, b.count), cmp.Compare(a.stem, b.stem))
	})
	return out, nil
}

// meet notes what ties the documents of a word to the quotation at hand.
func (n *neighbours) meet(ctx context.Context, w rareWord, ties uint8) error {
	docs, err := n.postings(ctx, fieldStem, w.stem)
	rarity := float32(n.rarity(w))
	for _, d := range docs {
		doc := &n.docs[d]
		if doc.ties == 0 {
			n.met = append(n.met, d)
		}
		doc.shared += rarity
		doc.ties += ties
	}
	return err
}

// forget makes ready for the next quotation.
func (n *neighbours) forget() {
	for _, d := range n.met {
		n.docs[d].shared, n.docs[d].ties = 0, 0
	}
	n.met = n.met[:0]
}

// A likeness is a document near a quotation.
type likeness struct {
	number        uint32
	shared, share float32 // the rarity of the shared words, and its part of the lighter one's
}

// likest is a heap with what shares most on top.
type likest []likeness

func (l likest) Len() int      { return len(l) }
func (l likest) Swap(i, j int) { l[i], l[j] = l[j], l[i] }
func (l likest) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(l[i].share, l[j].share), cmp.Compare(l[i].shared, l[j].shared), -cmp.Compare(l[i].number, l[j].number)) > 0
}
func (l *likest) Push(x any) { *l = append(*l, x.(likeness)) }
func (l *likest) Pop() any {
	last := len(*l) - 1
	x := (*l)[last]
	*l = (*l)[:last]
	return x
}

// best returns the grouped quotations that share most with one of some words,
// which weigh own.
func (n *neighbours) best(q *alignment.Quotation, own float64, words int) ([]ref, error) {
	list := n.list[:0]
	for _, number := range n.met {
		d := &n.docs[number]
		if d.ties < enoughTies {
			continue
		}
		weight := float32(own) * min(1, d.words/float32(max(words, 1)))
		share := d.shared / max(weight, d.shared)
		few := q.Speaker != "" && (words < shortWords || d.words <= lengthUnit)
		if share >= leastShared || few && share >= leastOfFew {
			list = append(list, likeness{number, d.shared, share})
		}
	}
	n.list = list
	heap.Init(&list)
	known := n.speakersLike(q.Speaker)
	refs := make([]ref, 0, min(len(list), maxNeighbours))
	taken := map[int32]int{} // by remark
	for len(list) > 0 && len(refs) < maxNeighbours {
		d := heap.Pop(&list).(likeness)
		seg, doc := n.dir.locate(uint64(d.number))
		if d.share < leastByOthers {
			speaker := n.speakers.value(0, seg, doc)
			if d.share < leastShared && speaker == "" || !sameSpeaker(known, q.Speaker, speaker) {
				continue
			}
		}
		r, err := n.dir.remark(seg, doc)
		if err != nil {
			return nil, err
		}
		if r.remark < 0 || taken[r.remark] == maxOfRemark {
			continue
		}
		taken[r.remark]++
		at, err := n.dir.ref(seg, doc)
		if err != nil {
			return nil, err
		}
		refs = append(refs, at)
	}
	return refs, nil
}

// speakersLike is what is known of names beside one.
func (n *neighbours) speakersLike(name string) map[string]bool {
	known := n.agree[name]
	if known == nil {
		if len(n.agree) == keptSpeakers {
			clear(n.agree)
		}
		known = map[string]bool{}
		n.agree[name] = known
	}
	return known
}

// sameSpeaker reports whether two names can be one speaker's, by what is known of
// the first one; an unknown one can be anybody.
func sameSpeaker(known map[string]bool, a, b string) bool {
	if a == "" || b == "" || a == b {
		return true
	}
	same, ok := known[b]
	if !ok {
		same = alignment.SameSpeaker(a, b)
		known[b] = same
	}
	return same
}

// ofDays returns the speaker's quotations of the days around q; none where q has
// no date.
func (n *neighbours) ofDays(ctx context.Context, q *alignment.Quotation) ([]ref, error) {
	spoken, err := n.postings(ctx, fieldSpeaker, keyword(q.Speaker))
	if err != nil {
		return nil, err
	}
	var refs []ref
	for _, day := range around(q.Date) {
		printed, err := n.postings(ctx, fieldDay, day)
		if err != nil {
			return nil, err
		}
		few, many := spoken, printed
		if len(few) > len(many) {
			few, many = many, few
		}
		for _, d := range few {
			i, found := slices.BinarySearch(many, d)
			if many = many[i:]; !found {
				continue
			}
			at, err := n.dir.ref(n.dir.locate(uint64(d)))
			if err != nil {
				return nil, err
			}
			refs = append(refs, at)
		}
	}
	return refs, nil
}

// around lists the days, and the month and the year, that may be near a date.
func around(date string) []string {
	day, _ := normalDate(date)
	if len(day) < len("2024-06-19") {
		if day == "" {
			return nil
		}
		return []string{day}
	}
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return []string{day}
	}
	out := []string{day[:4], day[:7]}
	for d := -shortDays; d <= shortDays; d++ {
		out = append(out, t.AddDate(0, 0, d).Format(time.DateOnly))
	}
	return out
}
