package alignment

import (
	"fmt"
	"iter"
	"slices"
)

// A Store holds quotations that were grouped before, too many for memory.
type Store interface {
	// Sharing yields the stored quotations that have at least one of the keys,
	// as Keys gave them when the quotation was stored, each once.
	Sharing(keys []uint32) iter.Seq2[Quotation, error]
}

// Keys returns the keys under which a store finds a quotation again: hashes of
// its words and pairs of words, with and without its speaker. They are the same
// in every run.
func (a *Aligner) Keys(q Quotation) []uint32 {
	it := a.prepare(q)
	return hashes(a.keys(nil, &it, false))
}

func hashes(ks []key) []uint32 {
	out := make([]uint32, len(ks))
	for i, k := range ks {
		out[i] = k.hash
	}
	return out
}

// Update groups fresh quotations together with those of a store that they touch,
// directly or through others, and returns the memberships of all of these: the
// fresh ones and the stored ones whose remark may have changed. The result is
// what grouping everything at once would give them. Errors are the store's.
func Update(store Store, fresh []Quotation) ([]Membership, error) {
	a := New()
	known := map[string]bool{} // by quotation ID
	add := func(q Quotation) {
		if !known[q.ID] {
			known[q.ID] = true
			a.Add(q)
		}
	}
	for _, q := range fresh {
		add(q)
	}
	// An item is explored when everything that shares a key with it is here.
	explored := make([]bool, len(a.items))
	queue := make([]int32, len(a.items))
	for i := range queue {
		queue[i] = int32(i)
	}
	for len(queue) > 0 {
		var keys []uint32
		for _, i := range queue {
			explored[i] = true
			keys = append(keys, hashes(a.keys(nil, &a.items[i], true))...)
		}
		slices.Sort(keys)
		for q, err := range store.Sharing(slices.Compact(keys)) {
			if err != nil {
				return nil, fmt.Errorf("looking for quotations alike: %w", err)
			}
			add(q)
		}
		a.link()
		explored = append(explored, make([]bool, len(a.items)-len(explored))...)
		queue = a.unexplored(queue[:0], explored)
	}
	all := a.Group()
	var out []Membership
	for k, m := range all {
		if explored[a.rows[k].item] {
			out = append(out, m)
		}
	}
	return out, nil
}

// unexplored lists the items that are tied to explored ones and are not explored
// themselves.
func (a *Aligner) unexplored(dst []int32, explored []bool) []int32 {
	look := func(i, j int32) {
		if explored[i] != explored[j] {
			if explored[i] {
				i = j
			}
			dst = append(dst, i)
		}
	}
	for i := range a.items {
		for _, e := range a.near[i] {
			if e.score >= join {
				look(int32(i), e.to)
			}
		}
		for _, e := range a.hosts[i] {
			look(int32(i), e.to)
		}
	}
	slices.Sort(dst)
	return slices.Compact(dst)
}
