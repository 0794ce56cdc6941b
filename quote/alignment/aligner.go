package alignment

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
)

// An Aligner groups quotations into remarks. The zero Aligner is not ready: use
// New. It is not safe for use by several goroutines at once.
type Aligner struct {
	v        *vocabulary
	items    []item
	byHash   map[uint64]int32
	rows     []row            // in the order of Add
	names    map[string]int32 // of speakers, as given
	speakers []speaker
	index    index
	first    []int32 // by item: its first row
	grouped  int32   // items that have a cluster

	near    [][]edge // by item: items it may share a remark with
	hosts   [][]edge // by item: longer items that it may be a fragment of
	cluster []int32  // by item: its wording cluster
	wording []wordingCluster
	free    []int32 // unused places in wording

	progress func(done int) // nil, or told how many items were compared
}

// A row is one quotation as added.
type row struct {
	id   string
	item int32
}

// An edge leads to another item, with the log odds of being one remark.
type edge struct {
	to    int32
	score float32
}

// New returns an Aligner without quotations.
func New() *Aligner {
	return &Aligner{
		v:        newVocabulary(),
		byHash:   map[uint64]int32{},
		names:    map[string]int32{},
		speakers: make([]speaker, 1),
	}
}

// A Membership is a quotation's place in a remark.
type Membership struct {
	ID string
	// Remark is the same for the quotations of one remark. It is derived from
	// the remark's earliest quotation, so that it stays what it is while others
	// join.
	Remark string
	// Score, in [0,1], says how well the quotation fits the others of its
	// remark: the mean of its two best probabilities of being one remark with
	// them; 1 for one that stands alone or that all others are fragments of.
	Score float64
}

// Len is the number of quotations added.
func (a *Aligner) Len() int { return len(a.rows) }

// Add takes in one quotation; Group then gives it a remark.
func (a *Aligner) Add(q Quotation) {
	it := a.prepare(q)
	n, ok := a.byHash[it.hash]
	if !ok {
		n = int32(len(a.items))
		a.items = append(a.items, it)
		a.first = append(a.first, int32(len(a.rows)))
		a.byHash[it.hash] = n
	}
	a.rows = append(a.rows, row{q.ID, n})
}

// prepare makes the item of a quotation.
func (a *Aligner) prepare(q Quotation) item {
	it := a.v.item(split(q.Text))
	it.speaker = a.speaker(q.Speaker)
	it.from, it.to = parseDate(q.Date)
	it.outlet, it.doc = hashName(q.Outlet), hashName(q.Doc)
	it.hash = a.identity(&it)
	if it.norm == "" {
		it.hash = mix(it.hash ^ hash64(q.ID)) // no words: equal to nothing
	}
	return it
}

// identity hashes what makes an item: its words, speaker and date, and its outlet
// and article where these can decide. It does not depend on the order of arrival.
func (a *Aligner) identity(it *item) uint64 {
	h := hash64(it.norm)
	for _, w := range a.speakers[it.speaker].words {
		h = mix(h*31 + hash64(w))
	}
	h = mix(h*31 + uint64(uint32(it.from))<<32 + uint64(uint32(it.to)))
	if it.short() {
		h = mix(h*31 + uint64(it.outlet))
	}
	if it.short() || it.from == unknownDate {
		h = mix(h*31 + uint64(it.doc))
	}
	return h
}

// hashName stands for an outlet or article; 0 for none.
func hashName(s string) uint32 {
	if s == "" {
		return 0
	}
	return uint32(hash64(s)>>32) | 1
}

// speaker numbers a name; 0 stands for none.
func (a *Aligner) speaker(name string) int32 {
	n, ok := a.names[name]
	if !ok {
		if s := newSpeaker(name); len(s.words) > 0 {
			n = int32(len(a.speakers))
			a.speakers = append(a.speakers, s)
		}
		a.names[name] = n
	}
	return n
}

func (a *Aligner) agreement(x, y *item) agreement {
	switch {
	case x.speaker == 0 || y.speaker == 0:
		return unknown
	case x.speaker == y.speaker || a.speakers[x.speaker].agree(a.speakers[y.speaker]):
		return same
	}
	return different
}

// join is the log odds from which two quotations are taken for one remark.
const join = 0

// relation is what was found out about a pair of items.
type relation struct {
	same     float64 // log odds that they are two wordings of one remark
	fragment float64 // log odds that the shorter is a piece of the longer
	shorter  bool    // the first is the shorter one
}

// never is the score of what is out of the question.
const never = -20

// Pairs that share less, as parts of the lighter one's weight, are ruled out
// before their words are compared by spelling and meaning.
const (
	leastShared    = 0.2
	leastByOthers  = 0.8 // of two known speakers
	leastWithGrams = 0.5 // unless their 4-grams have a cosine of leastGrams
	leastGrams     = 0.2
)

// relate compares two items. Its result does not depend on their order but for
// shorter.
func (a *Aligner) relate(s *scorer, i, j int32) relation {
	x, y := &a.items[i], &a.items[j]
	swapped := x.hash > y.hash
	if swapped {
		x, y = y, x
	}
	who, gap := a.agreement(x, y), daysBetween(x, y)
	r := relation{same: never, fragment: never}
	small, large := x, y
	if small.weight > large.weight {
		small, large = large, small
	}
	r.shorter = (small == x) != swapped
	shared := ratio(float64(s.matchStems(x, y)), float64(small.weight))
	if who == different && shared < leastByOthers || shared < leastShared && (who != same || !small.short()) {
		return r
	}
	grams := s.gramCosine(x, y)
	if shared < leastWithGrams && grams < leastGrams && !small.short() && large.weight < 2*small.weight {
		return r
	}
	s.matchLoose(x, y)
	p := s.features(x, y, grams)
	r.same = sameRemark(&p, x, y, who, gap)
	if who != different && len(large.content) > len(small.content) && p.f[fLarger] > 0.35 {
		r.fragment = fragmentOf(s, small, large, who, gap)
	}
	return r
}

// when returns what the distance in time takes from the log odds.
func when(gap int32) float64 {
	switch {
	case gap < 0:
		return 0
	case gap <= 3:
		return 0.3
	case gap <= 14:
		return -0.5
	case gap <= 60:
		return -1.5
	}
	return -2.5
}

// sameRemark judges two quotations of about the same length. Its weights, as
// those of sameShort and fragmentOf, were set by hand on the sets in testdata.
func sameRemark(p *pairing, x, y *item, who agreement, gap int32) float64 {
	equal := x.norm == y.norm
	z := p.logit(&sameness) + when(gap)
	if equal {
		z = max(z, 4) + when(gap)
	}
	if who == different {
		// Near identity, and enough of it: misattributed or unattributed copies.
		if p.matched < 2.5 || p.f[fSmaller] < 0.9 || p.f[fGrams] < 0.9 {
			return never
		}
		return z - 2
	}
	if !equal && p.words < 2 && p.f[fGrams] < 0.6 {
		z = never
	}
	if min(x.weight, y.weight)*2 < max(x.weight, y.weight) {
		return never // the lighter one can only be a fragment of the other
	}
	if who == same {
		if gap >= 0 {
			z += 1
		}
		if x.short() || y.short() {
			z = max(z, sameShort(p, x, y, equal)+when(gap))
		}
	} else if equal && p.matched < 0.8 {
		return never
	}
	return z
}

// sameShort judges quotations of a few words by one speaker: who supports what
// words alone cannot prove.
func sameShort(p *pairing, x, y *item, equal bool) float64 {
	z := -4.3 + 6*p.f[fSmaller] + 1.2*min(p.matched, 3) - 3*p.f[fNumbers] - 2*p.f[fNegation] - 2*p.f[fOpposites]
	if equal {
		z += 1
	}
	if sameDoc(x, y) {
		z += 0.5
	}
	return z
}

func sameDoc(x, y *item) bool { return x.doc != 0 && x.doc == y.doc }

// fragmentOf judges whether the words of small are taken from large: nearly all of
// them must be there close together, and be enough.
func fragmentOf(s *scorer, small, large *item, who agreement, gap int32) float64 {
	c := s.contain(small, large)
	z := -12 + 11*c.cover + 1.5*min(c.evidence, 2.5)
	if who == same {
		z += 1.5
	}
	if c.verbatim {
		z += 0.7
	}
	if small.negated && !large.negated {
		z -= 1
	}
	for i, w := range small.content {
		if s.v.of(w).number && !s.usedA[i] {
			z -= 3
		}
	}
	if c.words < 2 {
		if who != same || gap > 14 {
			return never
		}
		// One word wants support: the same day or article. That it is not known
		// weighs less than that the articles are two.
		switch {
		case gap >= 0 || sameDoc(small, large):
		case small.doc != 0 && large.doc != 0:
			z -= 3
		default:
			z -= 1.5
		}
	}
	return z + when(gap)
}

// Group gives every quotation a remark, in the order of Add. The remarks that
// nothing new touches stay as they are; the result does not depend on the order
// in which quotations came or on how often Group was called between, save where
// more quotations share a pair of words than are looked at (see index).
func (a *Aligner) Group() []Membership {
	_ = a.link(context.Background()) // which is never cancelled
	return a.group()
}

// group clusters what is linked.
func (a *Aligner) group() []Membership {
	a.regroup()
	return a.memberships()
}

// link looks for the neighbours of the items that came since it last did. Its
// error is that of ctx; the Aligner is of no use then.
func (a *Aligner) link(ctx context.Context) error {
	fresh := make([]int32, 0, len(a.items)-len(a.near))
	for i := len(a.near); i < len(a.items); i++ {
		fresh = append(fresh, int32(i))
	}
	return a.linkThese(ctx, fresh, nil)
}

// linkThese looks for the neighbours of some items among those that rank before
// them. ranks, by item, is the order in which items are linked, -1 for those that
// have not been; where it is nil that order is the items' own.
func (a *Aligner) linkThese(ctx context.Context, these, ranks []int32) error {
	first, n := int32(len(a.near)), int32(len(a.items))
	if first < n {
		a.index.add(a, first, n)
		a.near = append(a.near, make([][]edge, n-first)...)
		a.hosts = append(a.hosts, make([][]edge, n-first)...)
	}
	workers := runtime.GOMAXPROCS(0)
	results := make([][]found, workers)
	const chunk = 256
	var wg sync.WaitGroup
	var mu sync.Mutex
	next := 0
	for w := range workers {
		wg.Go(func() {
			s, c := newScorer(a.v), newCollector(int(n))
			for {
				mu.Lock()
				part := these[next:min(next+chunk, len(these))]
				next += len(part)
				if a.progress != nil {
					a.progress(next - len(part))
				}
				mu.Unlock()
				if len(part) == 0 || ctx.Err() != nil {
					return
				}
				for _, i := range part {
					for _, j := range a.index.candidates(a, c, i, ranks) {
						if ranks != nil && a.tied(i, j) {
							continue // found when j was linked
						}
						if r := a.relate(s, i, j); r.same > join-1 || r.fragment > join-supported {
							results[w] = append(results[w], found{i, j, float32(r.same), float32(r.fragment), r.shorter})
						}
					}
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	a.tie(results, first)
	return nil
}

// tied reports whether two items have been found to be neighbours.
func (a *Aligner) tied(i, j int32) bool {
	to := func(edges []edge, j int32) bool {
		return slices.ContainsFunc(edges, func(e edge) bool { return e.to == j })
	}
	return to(a.near[i], j) || to(a.hosts[i], j) || to(a.hosts[j], i)
}

// A found is a relation of two items worth keeping.
type found struct {
	i, j           int32
	same, fragment float32
	shorter        bool // i is the shorter one
}

// tie writes relations down with the items they tie. The lists of the items from
// first on, which have none yet, are cut from one piece of memory.
func (a *Aligner) tie(results [][]found, first int32) {
	n := int32(len(a.items))
	near, hosts := make([]int32, n-first), make([]int32, n-first)
	count := func(degrees []int32, i int32) {
		if i >= first {
			degrees[i-first]++
		}
	}
	eachTie(results, func(i, j int32, _ float32) { count(near, i) }, func(i, j int32, _ float32) { count(hosts, i) })
	reserve(a.near[first:], near)
	reserve(a.hosts[first:], hosts)
	eachTie(results, func(i, j int32, z float32) { a.near[i] = append(a.near[i], edge{j, z}) },
		func(i, j int32, z float32) { a.hosts[i] = append(a.hosts[i], edge{j, z}) })
}

// eachTie calls near for both items of each pair that may be one remark, and
// host for the shorter and the longer of each that may be fragment and host.
func eachTie(results [][]found, near, host func(i, j int32, z float32)) {
	for _, fs := range results {
		for _, f := range fs {
			if f.same > join-1 {
				near(f.i, f.j, f.same)
				near(f.j, f.i, f.same)
			}
			if f.fragment > join-supported {
				if f.shorter {
					host(f.i, f.j, f.fragment)
				} else {
					host(f.j, f.i, f.fragment)
				}
			}
		}
	}
}

func reserve(lists [][]edge, degrees []int32) {
	total := 0
	for _, d := range degrees {
		total += int(d)
	}
	all := make([]edge, total)
	for i, d := range degrees {
		lists[i], all = all[:0:d], all[d:]
	}
}

// before orders items canonically, whatever order they came in.
func (a *Aligner) before(i, j int32) int {
	return cmp.Compare(a.items[i].hash, a.items[j].hash)
}

func (a *Aligner) memberships() []Membership {
	root := make([]int32, len(a.wording))
	for c := range a.wording {
		r := int32(c)
		for a.wording[r].host >= 0 {
			r = a.wording[r].host
		}
		root[c] = r
	}
	founders := make([]int32, len(a.wording))
	for c := range founders {
		founders[c] = -1
	}
	size := make([]int32, len(a.wording))
	for i := range a.items {
		r := root[a.cluster[i]]
		size[r]++
		if f := founders[r]; f < 0 || a.earlier(int32(i), f) {
			founders[r] = int32(i)
		}
	}
	names := make([]string, len(a.wording))
	scores := make([]float64, len(a.items))
	for i := range a.items {
		c := a.cluster[i]
		r := root[c]
		if names[r] == "" {
			names[r] = fmt.Sprintf("r%015x", a.items[founders[r]].hash>>4)
		}
		scores[i] = 1
		if size[r] > 1 {
			scores[i] = a.fit(int32(i), r, root)
		}
	}
	out := make([]Membership, len(a.rows))
	for k, r := range a.rows {
		out[k] = Membership{ID: r.id, Remark: names[root[a.cluster[r.item]]], Score: scores[r.item]}
	}
	return out
}

// earlier reports whether i rather than j founded their remark: the earlier
// date, then the canonical order. A date that is not known comes last.
func (a *Aligner) earlier(i, j int32) bool {
	x, y := &a.items[i], &a.items[j]
	dx, dy := x.from, y.from
	if dx == unknownDate {
		dx = math.MaxInt32
	}
	if dy == unknownDate {
		dy = math.MaxInt32
	}
	return cmp.Or(cmp.Compare(dx, dy), cmp.Compare(x.hash, y.hash)) < 0
}

// fit is the mean of the two best probabilities that tie an item to others of
// its remark.
func (a *Aligner) fit(i, remark int32, root []int32) float64 {
	first, second := math.Inf(-1), math.Inf(-1)
	for _, edges := range [][]edge{a.near[i], a.hosts[i]} {
		for _, e := range edges {
			if root[a.cluster[e.to]] != remark {
				continue
			}
			if z := float64(e.score); z > first {
				first, second = z, first
			} else if z > second {
				second = z
			}
		}
	}
	switch {
	case math.IsInf(first, -1) && len(a.wording[remark].items) == 1 && a.cluster[i] == remark:
		return 1 // all others are fragments of it
	case math.IsInf(first, -1):
		return 0.5 // tied to the others by pairs below the bound only
	case math.IsInf(second, -1):
		return round(probability(first))
	}
	return round((probability(first) + probability(second)) / 2)
}

func round(p float64) float64 { return math.Round(p*1000) / 1000 }
