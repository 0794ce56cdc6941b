package alignment

import (
	"cmp"
	"math"
	"slices"
)

// A wordingCluster is a set of items that are wordings of the same words: whole
// remarks, or one fragment of a remark. A cluster of fragments hangs on the
// cluster of fuller wordings that they are taken from.
type wordingCluster struct {
	items []int32 // in the order in which they were joined
	host  int32   // the cluster this one is a fragment of, or -1
}

// A pair is an edge between two items of one component.
type pair struct {
	i, j  int32
	score float32
}

// regroup clusters anew what the items since the last Group are tied to, and
// then places all fragments.
func (a *Aligner) regroup() {
	first, n := a.grouped, int32(len(a.items))
	a.grouped = n
	for range n - first {
		a.cluster = append(a.cluster, -1)
	}
	s := newScorer(a.v)
	seen := make([]bool, n)
	var component []int32
	for i := first; i < n; i++ {
		if seen[i] {
			continue
		}
		component = a.component(component[:0], i, seen)
		for _, m := range component {
			if c := a.cluster[m]; c >= 0 && a.wording[c].items != nil {
				a.wording[c] = wordingCluster{host: -1}
				a.free = append(a.free, c)
			}
		}
		a.clusterComponent(s, component)
	}
	a.placeFragments()
}

// component collects the items that edges of at least join tie to i, directly or
// through others.
func (a *Aligner) component(dst []int32, i int32, seen []bool) []int32 {
	dst = append(dst, i)
	seen[i] = true
	for k := 0; k < len(dst); k++ {
		for _, e := range a.near[dst[k]] {
			if e.score >= join && !seen[e.to] {
				seen[e.to] = true
				dst = append(dst, e.to)
			}
		}
	}
	return dst
}

// clusterComponent joins the items of a component, best edges first. Two
// clusters become one only if their items fit each other on average: a chain
// A–B–C does not tie A to C.
func (a *Aligner) clusterComponent(s *scorer, component []int32) {
	of := map[int32]*[]int32{} // item → its cluster
	for _, i := range component {
		of[i] = &[]int32{i}
	}
	var pairs []pair
	for _, i := range component {
		for _, e := range a.near[i] {
			if e.score >= join && a.before(i, e.to) < 0 && !a.disputed(i, e.to) && !a.disputed(e.to, i) {
				pairs = append(pairs, pair{i, e.to, e.score})
			}
		}
	}
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(-cmp.Compare(p.score, q.score), a.before(p.i, q.i), a.before(p.j, q.j))
	})
	for _, p := range pairs {
		x, y := of[p.i], of[p.j]
		if x == y || a.linkage(s, *x, *y) < coherence {
			continue
		}
		if len(*x) < len(*y) {
			x, y = y, x
		}
		for _, i := range *y {
			of[i] = x
		}
		*x = append(*x, *y...)
	}
	for _, i := range component {
		if c := of[i]; (*c)[0] == i {
			a.store(*c)
		}
	}
}

// disputed reports whether i has too few words to tell whose they are, and could
// as well be another known speaker's than the one of j.
func (a *Aligner) disputed(i, j int32) bool {
	x, y := &a.items[i], &a.items[j]
	if x.speaker != 0 || y.speaker == 0 || !x.short() {
		return false
	}
	for _, e := range a.near[i] {
		if e.score >= join && a.agreement(y, &a.items[e.to]) == different {
			return true
		}
	}
	return false
}

// coherence is the least linkage of two clusters that become one.
const coherence = 0.5

// sample bounds the items of each cluster that linkage looks at.
const sample = 8

// linkage says how well two clusters fit: the mean, over the items of the
// smaller one, of the two best probabilities that tie each to the larger; 0 if two
// known speakers would come together.
func (a *Aligner) linkage(s *scorer, x, y []int32) float64 {
	if len(x) > len(y) {
		x, y = y, x
	}
	sum := 0.0
	xs, ys := spread(x), spread(y)
	for _, i := range xs {
		first, second := 0.0, 0.0
		for _, j := range ys {
			z := a.sameScore(s, i, j)
			if z <= never && a.agreement(&a.items[i], &a.items[j]) == different {
				return 0
			}
			if p := probability(z); p > first {
				first, second = p, first
			} else if p > second {
				second = p
			}
		}
		if len(ys) == 1 {
			second = first
		}
		sum += (first + second) / 2
	}
	return sum / float64(len(xs))
}

// spread picks at most sample items, evenly.
func spread(x []int32) []int32 {
	if len(x) <= sample {
		return x
	}
	out := make([]int32, sample)
	for k := range out {
		out[k] = x[k*len(x)/sample]
	}
	return out
}

func (a *Aligner) sameScore(s *scorer, i, j int32) float64 {
	if len(a.near[i]) > len(a.near[j]) {
		i, j = j, i
	}
	for _, e := range a.near[i] {
		if e.to == j {
			return float64(e.score)
		}
	}
	return a.relate(s, i, j).same
}

func (a *Aligner) store(items []int32) {
	c := int32(len(a.wording))
	if n := len(a.free); n > 0 {
		c, a.free = a.free[n-1], a.free[:n-1]
	} else {
		a.wording = append(a.wording, wordingCluster{})
	}
	a.wording[c] = wordingCluster{items: items, host: -1}
	for _, i := range items {
		a.cluster[i] = c
	}
}

// placeFragments hangs each cluster whose items are pieces of a fuller one on
// that, on one only. The longest go first, so that the place of a fragment's host
// is known when its turn comes; all is done anew each time, since a new full
// wording can take fragments over.
func (a *Aligner) placeFragments() {
	for c := range a.wording {
		a.wording[c].host = -1
	}
	var order []int32
	for c := range a.wording {
		for _, i := range a.wording[c].items {
			if len(a.hosts[i]) > 0 {
				order = append(order, int32(c))
				break
			}
		}
	}
	slices.SortFunc(order, func(x, y int32) int {
		return cmp.Or(-cmp.Compare(a.heaviest(x), a.heaviest(y)), a.before(a.wording[x].items[0], a.wording[y].items[0]))
	})
	support := a.support(order)
	for _, c := range order {
		a.wording[c].host = a.hostOf(c, support)
	}
}

func (a *Aligner) heaviest(c int32) uint32 {
	w := uint32(0)
	for _, i := range a.wording[c].items {
		w = max(w, a.items[i].weight)
	}
	return w
}

func (a *Aligner) rootOf(c int32) int32 {
	for a.wording[c].host >= 0 {
		c = a.wording[c].host
	}
	return c
}

// ambiguous is the difference in log odds below which two hosts are equally
// good.
const ambiguous = 1.0

// hostOf returns the cluster that cluster c is a fragment of, or -1. A host must
// fit the fragments of c on average, and better than any other remark, if their
// words are few.
func (a *Aligner) hostOf(c int32, support map[setting]int) int32 {
	items := a.wording[c].items
	sums := map[int32]float64{} // by remark: the best scores of c's items into it
	ties := map[int32]int{}     // by remark: how many items have one
	hold := map[int32]float64{} // by remark: how many wordings in it hold an item
	best := map[int32]float64{}
	weight := a.heaviest(c)
	for _, i := range items {
		clear(best)
		for _, e := range a.hosts[i] {
			h := a.cluster[e.to]
			if h == c || a.heaviest(h) <= weight {
				continue
			}
			z := float64(e.score)
			if where, ok := a.setting(i, h); ok && support[where] > 1 {
				z += supported
			}
			r := a.rootOf(h)
			if z >= join {
				hold[r]++
			}
			if old, ok := best[r]; !ok || z > old {
				best[r] = z
			}
		}
		for r, z := range best {
			sums[r] += z
			ties[r]++
		}
	}
	first, top := int32(-1), math.Inf(-1)
	for r, z := range sums {
		if ties[r] < len(items) && a.strangers(c, r) {
			delete(sums, r)
			continue
		}
		z = (z + untied*float64(len(items)-ties[r])) / float64(len(items))
		if z < join {
			delete(sums, r)
			continue
		}
		// A remark that many print is likelier to be what the fragment is from.
		z += math.Log(max(1, hold[r]))
		sums[r] = z
		if z > top || z == top && a.before(a.wording[r].items[0], a.wording[first].items[0]) < 0 {
			first, top = r, z
		}
	}
	if a.light(c) {
		for r, z := range sums {
			if r != first && top-z < ambiguous {
				return -1
			}
		}
	}
	return first
}

// untied is what an item of a cluster counts that has no tie to a host.
const untied = -2

// strangers reports whether two clusters have items of different known speakers.
func (a *Aligner) strangers(c, d int32) bool {
	for _, i := range spread(a.wording[c].items) {
		for _, j := range spread(a.wording[d].items) {
			if a.agreement(&a.items[i], &a.items[j]) == different {
				return true
			}
		}
	}
	return false
}

// supported is what it adds to a fragment's log odds that the same speaker has
// other fragments in the same article that fit the same host: reporters take a
// sentence apart.
const supported = 1.5

// A setting is where short fragments support each other: one speaker, one article
// (or outlet and day) and one host.
type setting struct {
	speaker  int32
	doc      uint32
	from, to int32
	host     int32
}

func (a *Aligner) setting(i, host int32) (setting, bool) {
	it := &a.items[i]
	if !it.short() {
		return setting{}, false
	}
	if it.doc != 0 {
		return setting{it.speaker, it.doc, 0, 0, host}, it.speaker != 0
	}
	return setting{it.speaker, it.outlet, it.from, it.to, host}, it.speaker != 0 && it.outlet != 0 && it.from != unknownDate
}

// support counts the fragments by setting.
func (a *Aligner) support(clusters []int32) map[setting]int {
	n := map[setting]int{}
	for _, c := range clusters {
		for _, i := range a.wording[c].items {
			seen := map[setting]bool{}
			for _, e := range a.hosts[i] {
				if where, ok := a.setting(i, a.cluster[e.to]); ok && !seen[where] {
					seen[where] = true
					n[where]++
				}
			}
		}
	}
	return n
}

// light reports whether a cluster's words are too few to choose between two
// hosts that hold them both.
func (a *Aligner) light(c int32) bool {
	for _, i := range a.wording[c].items {
		if !a.items[i].short() {
			return false
		}
	}
	return true
}
