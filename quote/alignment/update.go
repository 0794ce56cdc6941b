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
	// once. Of a remark with very many quotations a few are enough. What Near
	// leaves out, Update cannot find.
	Near(ctx context.Context, qs []Quotation) ([]Quotation, error)
	// Whole returns all quotations of the remarks that some stored ones, named by
	// their IDs, render; a remark that it has returned before may be left out.
	Whole(ctx context.Context, ids []string) ([]Quotation, error)
}

// nearChunk is how many quotations a store is asked about at once.
const nearChunk = 512

// Update groups fresh quotations together with those of a store that they touch,
// directly or through others, and returns the memberships of all of these: the
// fresh ones and the stored ones whose remark may have changed. The result is
// what grouping everything at once would give them, as far as the store finds
// what is near. progress, which may be nil, is told for how many of the fresh
// quotations the work is done, of which looking for what is near one is half and
// comparing it the other half; it does not go down. Errors are the store's, those
// of fresh, and that of a cancelled ctx.
func Update(ctx context.Context, store Store, fresh iter.Seq2[Quotation, error], progress func(done int)) ([]Membership, error) {
	u := &updating{ctx: ctx, store: store, a: New(), known: map[string]int32{}, stored: map[int32]Quotation{}, copies: map[int32][]string{}}
	if progress != nil {
		u.progress = progress
		u.a.progress = u.compare
	}
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
			u.look(len(chunk))
			chunk = chunk[:0]
		}
	}
	err := u.fetch(chunk)
	if err != nil {
		return nil, err
	}
	u.look(len(chunk))
	var queue []int32
	u.rankNew()
	for i := range u.a.items {
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
		if queue, err = u.whole(u.a.unexplored(queue[:0], u.ranks)); err != nil {
			return nil, err
		}
		for part := range slices.Chunk(queue, nearChunk) {
			qs := make([]Quotation, len(part))
			for k, i := range part {
				qs[k] = u.stored[i]
			}
			if err := u.fetch(qs); err != nil {
				return nil, err
			}
		}
		u.rankNew()
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
	known    map[string]int32    // items, by quotation ID
	stored   map[int32]Quotation // by item: one of the store's, where no fresh one is equal
	copies   map[int32][]string  // by item: those of the store, while their remarks may not be whole
	explored int32               // items so far whose neighbours are here and linked to them
	ranks    []int32             // by item: its place among these, or -1

	progress         func(done int) // or nil
	looked, compared int            // fresh quotations
}

// look counts quotations whose neighbours were looked for.
func (u *updating) look(n int) {
	u.looked += n
	if u.progress != nil {
		u.progress((u.looked + u.compared) / 2)
	}
}

// compare notes how many items are compared. The fresh ones are first; those of
// the store that are compared in further rounds count no more.
func (u *updating) compare(done int) {
	u.compared = max(u.compared, min(done, u.looked))
	u.look(0)
}

// add takes in a quotation unless it is here, and returns its item.
func (u *updating) add(q Quotation) (item int32, ok bool) {
	if item, known := u.known[q.ID]; known {
		return item, false
	}
	u.a.Add(q)
	item = u.a.rows[len(u.a.rows)-1].item
	u.known[q.ID] = item
	return item, true
}

// addStored takes in a quotation of the store and returns its item.
func (u *updating) addStored(q Quotation) int32 {
	before := len(u.a.items)
	i, ok := u.add(q)
	if ok {
		u.copies[i] = append(u.copies[i], q.ID)
		if int(i) == before {
			u.stored[i] = q
		}
	}
	return i
}

// whole adds to a queue of items to be explored the others of the remarks that it
// and the explored items had in the store: a remark changes as one, however many
// of its quotations are near what touches it.
func (u *updating) whole(queue []int32) ([]int32, error) {
	var ids []string
	take := func(i int32) {
		ids = append(ids, u.copies[i]...)
		delete(u.copies, i)
	}
	for i, rank := range u.ranks {
		if rank >= 0 {
			take(int32(i))
		}
	}
	for _, i := range queue {
		take(i)
	}
	if len(ids) == 0 {
		return queue, nil
	}
	qs, err := u.store.Whole(u.ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("looking for quotations of one remark: %w", err)
	}
	for _, q := range qs {
		queue = append(queue, u.addStored(q))
	}
	u.rankNew()
	slices.Sort(queue)
	queue = slices.Compact(queue)
	return slices.DeleteFunc(queue, func(i int32) bool { return u.ranks[i] >= 0 }), nil
}

// rankNew gives the items that came last their place: they are not explored.
func (u *updating) rankNew() {
	for len(u.ranks) < len(u.a.items) {
		u.ranks = append(u.ranks, -1)
	}
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
		u.addStored(q)
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
