package alignment

import (
	"cmp"
	"slices"
)

// An index finds the items that share rare words with another: the candidates
// for one remark. Each item has keys: its content stems, pairs of its rarest
// stems, pairs of neighbouring stems, its stems with its speaker, and for a
// short one the speaker's short quotations of those days. The keys of an item
// depend on nothing but the item, so that two items are candidates of each other
// whatever came between them. Only where more than maxPosting items share a
// key is it passed over; for a key of pairs the nearest then still count.
type index struct {
	// Each posting is a key's hash in the upper half and an item in the lower.
	// The recent ones are sorted apart until they are worth a merge.
	sorted, recent sortedList
}

const (
	maxPosting  = 192 // items under one key that are looked at
	nearest     = 24  // of a pair's key that has more
	rarest      = 6   // stems of which all pairs are keys
	keysPerItem = 44  // on average, about
)

// Kinds of key, hashed in.
const (
	kStem uint64 = iota + 1
	kPair
	kSpeaker
	kShort
)

// A key with the weight that sharing it stands for.
type key struct {
	hash   uint32
	weight uint32
	pair   bool
}

func hashKey(kind, x, y uint64) uint32 {
	return uint32(mix(kind<<60^x<<30^y*0x9e3779b97f4a7c15) >> 32)
}

// keys appends the keys of an item, each once. For a query, a short item also
// asks for the weeks before and after its own.
func (a *Aligner) keys(dst []key, it *item, query bool) []key {
	pair := func(x, y *stem) {
		if x.hash > y.hash {
			x, y = y, x
		}
		if x != y {
			dst = append(dst, key{hashKey(kPair, uint64(x.hash), uint64(y.hash)), x.weight + y.weight, true})
		}
	}
	speaker := uint64(a.speakers[it.speaker].last)
	var top [rarest]*stem
	n := 0
	for i, c := range it.content {
		st := a.v.stem(c)
		dst = append(dst, key{hashKey(kStem, uint64(st.hash), 0), st.weight, false})
		if it.speaker != 0 {
			dst = append(dst, key{hashKey(kSpeaker, uint64(st.hash), speaker), st.weight, false})
		}
		if i > 0 {
			pair(a.v.stem(it.content[i-1]), st)
		}
		n = insertRarest(&top, n, st)
	}
	for i := range n {
		for j := range i {
			pair(top[i], top[j])
		}
	}
	if it.speaker != 0 && it.short() {
		week := uint64(1 << 20)
		if it.from != unknownDate {
			week += uint64(uint32(it.from / 7))
		} else {
			week = 0
		}
		dst = append(dst, key{hashKey(kShort, speaker, week), unit, false})
		if query && week != 0 {
			dst = append(dst, key{hashKey(kShort, speaker, week-1), unit, false},
				key{hashKey(kShort, speaker, week+1), unit, false})
		}
	}
	slices.SortFunc(dst, func(x, y key) int { return cmp.Or(cmp.Compare(x.hash, y.hash), cmp.Compare(x.weight, y.weight)) })
	return slices.CompactFunc(dst, func(x, y key) bool { return x.hash == y.hash })
}

// insertRarest keeps the rarest stems seen, each once, in canonical order.
func insertRarest(top *[rarest]*stem, n int, st *stem) int {
	before := func(x, y *stem) bool {
		return x.weight > y.weight || x.weight == y.weight && x.hash < y.hash
	}
	i := n
	for i > 0 && before(st, top[i-1]) {
		i--
	}
	if i > 0 && top[i-1] == st || i == rarest {
		return n
	}
	for k := i; k < n; k++ {
		if top[k] == st {
			return n
		}
	}
	n = min(n+1, rarest)
	copy(top[i+1:n], top[i:n-1])
	top[i] = st
	return n
}

// add indexes the items from first to before end.
func (x *index) add(a *Aligner, first, end int32) {
	fresh := slices.Grow(x.recent.postings, int(end-first)*keysPerItem)
	var ks []key
	for i := first; i < end; i++ {
		ks = a.keys(ks[:0], &a.items[i], false)
		for _, k := range ks {
			fresh = append(fresh, uint64(k.hash)<<32|uint64(uint32(i)))
		}
	}
	if len(fresh)*8 > len(x.sorted.postings) {
		x.sorted = newSortedList(append(x.sorted.postings, fresh...))
		x.recent = sortedList{}
		return
	}
	x.recent = newSortedList(fresh)
}

// A sortedList is postings in order, with a directory of where each value of
// the upper bits starts.
type sortedList struct {
	postings  []uint64
	directory []int32
}

const directoryBits = 18

func newSortedList(postings []uint64) sortedList {
	slices.Sort(postings)
	l := sortedList{postings: postings, directory: make([]int32, 1<<directoryBits+1)}
	at := 0
	for i := range l.directory {
		for at < len(postings) && postings[at]>>(64-directoryBits) < uint64(i) {
			at++
		}
		l.directory[i] = int32(at)
	}
	return l
}

// run returns the postings of a key.
func (l *sortedList) run(hash uint32) []uint64 {
	if len(l.postings) == 0 {
		return nil
	}
	part := hash >> (32 - directoryBits)
	list := l.postings[l.directory[part]:l.directory[part+1]]
	from, _ := slices.BinarySearch(list, uint64(hash)<<32)
	list = list[from:]
	to := 0
	for to < len(list) && uint32(list[to]>>32) == hash {
		if to++; to > maxPosting {
			to, _ = slices.BinarySearch(list, (uint64(hash)+1)<<32)
			break
		}
	}
	return list[:to]
}

// A collector adds up the weights of shared keys by item.
type collector struct {
	shared []uint32
	items  []int32
	keys   []key
}

func newCollector(n int) *collector { return &collector{shared: make([]uint32, n)} }

// maxCandidates bounds the items that one item is compared with.
const maxCandidates = 64

// candidates returns the items ranked before i, or not at all, that share enough
// with it; see linkThese.
func (x *index) candidates(a *Aligner, c *collector, i int32, ranks []int32) []int32 {
	it := &a.items[i]
	c.items = c.items[:0]
	c.keys = a.keys(c.keys[:0], it, true)
	for _, k := range c.keys {
		x.collect(c, k, i, ranks != nil)
	}
	kept := c.items[:0]
	for _, j := range c.items {
		// Enough: an eighth of the lighter one's weight.
		before := j < i
		if ranks != nil {
			before = j != i && ranks[j] < ranks[i]
		}
		if before && c.shared[j]*8 >= min(it.weight, a.items[j].weight) {
			kept = append(kept, j)
		} else {
			c.shared[j] = 0
		}
	}
	if len(kept) > maxCandidates {
		slices.SortFunc(kept, func(p, q int32) int {
			return cmp.Or(-cmp.Compare(c.shared[p], c.shared[q]), a.before(p, q))
		})
	}
	for _, j := range kept {
		c.shared[j] = 0
	}
	return kept[:min(len(kept), maxCandidates)]
}

func (x *index) collect(c *collector, k key, i int32, later bool) {
	old, recent := x.sorted.run(k.hash), x.recent.run(k.hash)
	if len(old)+len(recent) > maxPosting {
		if !k.pair {
			return
		}
		old, recent = next(old, i, later), next(recent, i, later)
	}
	for _, list := range [2][]uint64{old, recent} {
		for _, p := range list {
			j := int32(uint32(p))
			if c.shared[j] == 0 {
				c.items = append(c.items, j)
			}
			c.shared[j] += k.weight
		}
	}
}

// next returns the nearest postings before item i and, if later, behind it.
func next(list []uint64, i int32, later bool) []uint64 {
	n, _ := slices.BinarySearchFunc(list, i, func(p uint64, i int32) int { return cmp.Compare(int32(uint32(p)), i) })
	to := n
	if later {
		to = min(len(list), n+nearest)
	}
	return list[max(0, n-nearest):to]
}
