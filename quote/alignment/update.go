package alignment

import (
	"context"
	"fmt"
	"iter"
	"slices"
)

// A Store holds quotations that were grouped before, too many for memory.
type Store interface {
	// Near returns the stored quotations that may render the same remark as one
	// of qs: at best all that share with it a rare word, a pair of words, or the
	// speaker and the week where it is short. Some may be returned more than
	// once. What Near leaves out, Update cannot find.
	Near(ctx context.Context, qs []Quotation) ([]Quotation, error)
}

// nearChunk is how many quotations a store is asked about at once.
const nearChunk = 512

// Update groups fresh quotations together with those of a store that they touch,
// directly or through others, and returns the memberships of all of these: the
// fresh ones and the stored ones whose remark may have changed. The result is
// what grouping everything at once would give them, as far as the store finds
// what is near. progress, which may be nil, is told how many of the fresh
// quotations have been compared. Errors are the store's, those of fresh, and
// that of a cancelled ctx.
func Update(ctx context.Context, store Store, fresh iter.Seq2[Quotation, error], progress func(done int)) ([]Membership, error) {
	u := &updating{ctx: ctx, store: store, a: New(), known: map[string]bool{}, stored: map[int32]Quotation{}}
	u.a.progress = progress
	var chunk []Quotation
	for q, err := range fresh {
		if err != nil {
			return nil, err
		}
		if i, ok := u.add(q); ok {
			delete(u.stored, i) // equal to a stored one, and now asked about itself
		}
		if chunk = append(chunk, q); len(chunk) == nearChunk {
			if err := u.fetch(chunk); err != nil {
				return nil, err
			}
			chunk = chunk[:0]
		}
	}
	if err := u.fetch(chunk); err != nil {
		return nil, err
	}
	var queue []int32
	for i := range u.a.items {
		u.ranks = append(u.ranks, -1)
		if _, stored := u.stored[int32(i)]; !stored {
			queue = append(queue, int32(i))
		}
	}
	for len(queue) > 0 {
		for _, i := range queue {
			u.ranks[i] = u.explored
			u.explored++
		}
		if err := u.a.linkThese(ctx, queue, u.ranks); err != nil {
			return nil, err
		}
		queue = u.a.unexplored(queue[:0], u.ranks)
		for part := range slices.Chunk(queue, nearChunk) {
			qs := make([]Quotation, len(part))
			for k, i := range part {
				qs[k] = u.stored[i]
			}
			if err := u.fetch(qs); err != nil {
				return nil, err
			}
		}
		for len(u.ranks) < len(u.a.items) {
			u.ranks = append(u.ranks, -1)
		}
	}
	if err := u.a.linkThese(ctx, nil, u.ranks); err != nil { // what came last
		return nil, err
	}
	var out []Membership
	for k, m := range u.a.group() {
		if u.ranks[u.a.rows[k].item] >= 0 {
			out = append(out, m)
		}
	}
	return out, nil
}

// An updating is an Update under way.
type updating struct {
	ctx      context.Context
	store    Store
	a        *Aligner
	known    map[string]bool     // by quotation ID
	stored   map[int32]Quotation // by item: one of the store's, where no fresh one is equal
	explored int32               // items so far whose neighbours are here and linked to them
	ranks    []int32             // by item: its place among these, or -1
}

// add takes in a quotation unless it is here, and returns its item.
func (u *updating) add(q Quotation) (item int32, ok bool) {
	if u.known[q.ID] {
		return 0, false
	}
	u.known[q.ID] = true
	u.a.Add(q)
	return u.a.rows[len(u.a.rows)-1].item, true
}

// fetch takes in what the store has near some quotations.
func (u *updating) fetch(qs []Quotation) error {
	if len(qs) == 0 {
		return nil
	}
	near, err := u.store.Near(u.ctx, qs)
	if err != nil {
		return fmt.Errorf("looking for quotations alike: %w", err)
	}
	for _, q := range near {
		before := len(u.a.items)
		if i, ok := u.add(q); ok && int(i) == before {
			u.stored[i] = q
		}
	}
	return nil
}

// unexplored lists the items that are tied to explored ones and are not explored
// themselves.
func (a *Aligner) unexplored(dst, ranks []int32) []int32 {
	look := func(j int32) {
		if ranks[j] < 0 {
			dst = append(dst, j)
		}
	}
	for i := range a.items {
		for _, e := range a.near[i] {
			if e.score >= join && ranks[i] >= 0 {
				look(e.to)
			}
		}
		for _, e := range a.hosts[i] {
			if ranks[i] >= 0 {
				look(e.to)
			} else if ranks[e.to] >= 0 {
				look(int32(i))
			}
		}
	}
	slices.Sort(dst)
	return slices.Compact(dst)
}
