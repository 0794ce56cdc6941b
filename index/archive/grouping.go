package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"unique"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"dixit/corpus"
	"dixit/index"
	"dixit/quote"
	"dixit/quote/alignment"
)

// groupAtOnce bounds the quotations that are grouped in one step, since each
// takes more than a kilobyte of memory meanwhile.
const groupAtOnce = 700_000

// Group gives remarks to quotations; see index.Store.
func (w *writer) Group(ctx context.Context, progress func(done, total int)) (index.Grouping, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out index.Grouping
	if err := w.writable(ctx); err != nil {
		return out, err
	}
	pending, total := w.pending()
	for len(pending) > 0 {
		n, quotations := 0, 0
		for n < len(pending) && quotations < groupAtOnce {
			quotations += w.ledger.rows[pending[n]].quotations
			n++
		}
		before := out.Quotations
		err := w.live.read(func(r bleveindex.IndexReader) error {
			g := newGrouping(w, r)
			table, err := g.run(ctx, pending[:n], func(done int) {
				if progress != nil {
					progress(min(before+done, total), total)
				}
			})
			if err != nil {
				return err
			}
			w.setRemarks(table)
			out.Quotations += quotations
			return nil
		})
		if err != nil {
			return out, fmt.Errorf("grouping quotations: %w", err)
		}
		if err := w.commit(); err != nil {
			return out, w.fail(err)
		}
		pending = pending[n:]
	}
	out.Remarks = len(w.live.table.Load().list)
	return out, nil
}

// pending lists the articles with quotations that are to be looked at, and counts
// their quotations.
func (w *writer) pending() (seqs []uint64, quotations int) {
	t := w.live.table.Load()
	for seq, row := range w.ledger.rows {
		places := t.of(seq)
		if row.quotations == 0 || len(places) == row.quotations &&
			!slices.ContainsFunc(places, func(m membership) bool { return m.remark == ungrouped }) {
			continue
		}
		seqs = append(seqs, seq)
		quotations += row.quotations
	}
	slices.Sort(seqs)
	return seqs, quotations
}

// setRemarks makes t the table that readers of the live index see and that the
// next generation carries.
func (w *writer) setRemarks(t *remarkTable) {
	w.live.table.Store(t)
	w.regrouped = true
	w.man.Grouped = t.grouped()
}

// writeRemarks puts the table into a generation: a link to the last one written
// where it has not changed since.
func (w *writer) writeRemarks(gen string) error {
	path := filepath.Join(w.work(), remarksName)
	if w.regrouped {
		// Earlier generations may share the file: it is replaced, not written to.
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		if err := writeSynced(path, w.live.table.Load().encode()); err != nil {
			return err
		}
		delete(w.sums, remarksName)
		w.regrouped = false
	}
	return link(path, filepath.Join(gen, remarksName))
}

// A grouping is one step of Group: it is the store that alignment.Update looks for
// quotations in.
type grouping struct {
	w     *writer
	r     bleveindex.IndexReader
	old   *remarkTable
	facts map[string]fact // of quotations in play, by the ID that the aligner knows them by
	ids   map[ref]string  // the inverse
	other map[ref]bool    // quotations of kind other
	whole map[int32]bool  // remarks of old that Whole has returned
	idle  []*neighbours   // which know words of earlier calls of Near
}

// A fact is what the table must know of a quotation.
type fact struct {
	at      ref
	outlet  string
	wording uint64
	day     string
}

func newGrouping(w *writer, r bleveindex.IndexReader) *grouping {
	return &grouping{w: w, r: r, old: w.live.table.Load(), facts: map[string]fact{}, ids: map[ref]string{}, other: map[ref]bool{}, whole: map[int32]bool{}}
}

// run groups the quotations of some articles and returns the table behind that.
func (g *grouping) run(ctx context.Context, seqs []uint64, progress func(int)) (*remarkTable, error) {
	members, err := alignment.Update(ctx, g, g.fresh(ctx, seqs), progress)
	if err != nil {
		return nil, err
	}
	placed := make(map[ref]placing, len(members))
	touched := map[remarkKey]bool{} // remarks that gain, lose or change quotations
	tallies := map[remarkKey]*tally{}
	for _, m := range members {
		key, ok := parseKey(m.Remark)
		if !ok {
			return nil, fmt.Errorf("%q is not the identifier of a remark", m.Remark)
		}
		f := g.facts[m.ID]
		placed[f.at] = placing{key, uint16(math.Round(m.Score * alone))}
		touched[key] = true
		if old := g.old.at(f.at).remark; old >= 0 {
			touched[g.old.list[old].key] = true
		}
		count(tallies, key, f)
	}
	// What a touched remark keeps of quotations that were not looked at.
	for key := range touched {
		n := g.old.find(key)
		if n < 0 {
			continue
		}
		for _, at := range g.old.membersOf(n) {
			if _, moved := placed[at]; moved {
				continue
			}
			if g.ids[at] == "" {
				if _, err := g.load(ctx, []ref{at}); err != nil {
					return nil, err
				}
			}
			count(tallies, key, g.facts[g.ids[at]])
		}
	}
	return g.table(seqs, placed, touched, tallies), nil
}

// A placing is the remark that a quotation has now, and the score.
type placing struct {
	key   remarkKey
	score uint16
}

// table writes down which remark each quotation renders now.
func (g *grouping) table(seqs []uint64, placed map[ref]placing, touched map[remarkKey]bool, tallies map[remarkKey]*tally) *remarkTable {
	b := newRemarkBuilder()
	for i := range g.old.list {
		if r := g.old.list[i]; !touched[r.key] {
			b.remark(r)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(tallies)) {
		b.remark(tallies[key].info(key))
	}
	all := slices.Concat(g.old.seqs, seqs)
	slices.Sort(all)
	for _, seq := range slices.Compact(all) {
		b.article(seq)
		for n := range g.w.ledger.rows[seq].quotations {
			at := makeRef(seq, n+1)
			old := g.old.at(at)
			if p, ok := placed[at]; ok {
				b.member(p.key, p.score)
			} else if old.remark >= 0 {
				b.member(g.old.list[old.remark].key, old.score)
			} else if g.other[at] {
				b.none(unremarked)
			} else {
				b.none(old.remark)
			}
		}
	}
	return b.table()
}

// A tally counts what renders a remark.
type tally struct {
	n        int
	outlets  map[string]bool
	wordings map[uint64]bool
	dates    dates[string]
}

// count adds a quotation to the tally of its remark.
func count(tallies map[remarkKey]*tally, key remarkKey, f fact) {
	t := tallies[key]
	if t == nil {
		t = &tally{outlets: map[string]bool{}, wordings: map[uint64]bool{}}
		tallies[key] = t
	}
	t.add(f)
}

func (t *tally) add(f fact) {
	t.n++
	if f.outlet != "" {
		t.outlets[f.outlet] = true
	}
	t.wordings[f.wording] = true
	t.dates.add(f.day)
}

func (t *tally) info(key remarkKey) remarkInfo {
	return remarkInfo{key, t.n, len(t.outlets), len(t.wordings), packDay(t.dates.first), packDay(t.dates.last)}
}

// fresh yields the quotations of some articles that have no place yet.
func (g *grouping) fresh(ctx context.Context, seqs []uint64) iter.Seq2[alignment.Quotation, error] {
	return func(yield func(alignment.Quotation, error) bool) {
		for _, seq := range seqs {
			e, err := entry(g.r, seq)
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(alignment.Quotation{}, err)
				return
			}
			for i := range e.Quotations {
				at := makeRef(seq, i+1)
				if e.Quotations[i].Kind == quote.Other {
					g.other[at] = true
				} else if g.old.at(at).remark < 0 && !yield(g.admit(at, e.Article, &e.Quotations[i]), nil) {
					return
				}
			}
		}
	}
}

// admit takes note of a quotation and returns what the aligner needs of it.
func (g *grouping) admit(at ref, a *corpus.Article, q *quote.Quotation) alignment.Quotation {
	id := q.ID
	if f, taken := g.facts[id]; taken && f.at != at {
		id = fmt.Sprintf("%s/%d", q.ID, at) // an ID that two quotations have
	}
	out := aligned(id, a, q)
	g.facts[out.ID] = newFact(at, a, q)
	g.ids[at] = out.ID
	return out
}

// newFact notes a quotation. What it keeps is apart from the article, whose fields
// share one piece of memory.
func newFact(at ref, a *corpus.Article, q *quote.Quotation) fact {
	h := fnv.New64a()
	h.Write([]byte(alignment.Wording(q.Text)))
	day, _ := normalDate(a.Published)
	return fact{at, unique.Make(a.Outlet).Value(), h.Sum64(), unique.Make(day).Value()}
}

// aligned is a quotation as the aligner knows it. The speaker is the identifier,
// which is one for all spellings of a name.
func aligned(id string, a *corpus.Article, q *quote.Quotation) alignment.Quotation {
	own := strings.Clone // as in newFact: Update may keep it
	out := alignment.Quotation{ID: own(id), Text: own(q.Text), Outlet: own(a.Outlet), Doc: own(a.ID), Date: own(a.Published)}
	if q.Speaker != nil {
		out.Speaker = own(cmp.Or(q.Speaker.ID, q.Speaker.Name))
	}
	return out
}

// Near returns the grouped quotations that may be of one remark with qs; see
// alignment.Store.
func (g *grouping) Near(ctx context.Context, qs []alignment.Quotation) ([]alignment.Quotation, error) {
	if len(g.old.list) == 0 {
		return nil, nil
	}
	found := map[ref]bool{}
	var mu sync.Mutex // of found and g.idle
	err := parallel(len(qs), func(next func() (int, bool)) error {
		mu.Lock()
		n, err := g.neighbours()
		mu.Unlock()
		if err != nil {
			return err
		}
		for i, ok := next(); ok && ctx.Err() == nil; i, ok = next() {
			refs, err := n.of(ctx, &qs[i])
			if err != nil {
				return err
			}
			mu.Lock()
			for _, at := range refs {
				found[at] = true
			}
			mu.Unlock()
		}
		mu.Lock()
		g.idle = append(g.idle, n)
		mu.Unlock()
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	var refs []ref
	for at := range found {
		if g.ids[at] == "" && g.old.at(at).remark >= 0 {
			refs = append(refs, at)
		}
	}
	slices.Sort(refs)
	return g.load(ctx, refs)
}

// neighbours takes one that is idle, or a new one.
func (g *grouping) neighbours() (*neighbours, error) {
	if k := len(g.idle) - 1; k >= 0 {
		n := g.idle[k]
		g.idle = g.idle[:k]
		return n, nil
	}
	speakers, err := g.w.live.columns.table(g.r, fieldSpeaker)
	if err != nil {
		return nil, err
	}
	dir, err := g.w.live.columns.directory(g.r, g.old)
	if err != nil {
		return nil, err
	}
	return newNeighbours(g.r, speakers, dir), nil
}

// Whole returns the remarks of grouped quotations; see alignment.Store.
func (g *grouping) Whole(ctx context.Context, ids []string) ([]alignment.Quotation, error) {
	var refs []ref
	for _, id := range ids {
		if n := g.old.at(g.facts[id].at).remark; n >= 0 && !g.whole[n] {
			g.whole[n] = true
			refs = append(refs, g.old.membersOf(n)...)
		}
	}
	slices.Sort(refs)
	return g.load(ctx, refs)
}

// load reads quotations, given in order, and takes note of them.
func (g *grouping) load(ctx context.Context, refs []ref) ([]alignment.Quotation, error) {
	var articles [][]ref
	for _, at := range refs {
		if n := len(articles); n > 0 && articles[n-1][0].seq() == at.seq() {
			articles[n-1] = append(articles[n-1], at)
		} else {
			articles = append(articles, []ref{at})
		}
	}
	read := make([]*index.Entry, len(articles))
	err := parallel(len(articles), func(next func() (int, bool)) error {
		for i, ok := next(); ok && ctx.Err() == nil; i, ok = next() {
			var err error
			if read[i], err = entry(g.r, articles[i][0].seq()); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	var out []alignment.Quotation
	for i, e := range read {
		for _, at := range articles[i] {
			if n := at.quotation(); n <= len(e.Quotations) {
				out = append(out, g.admit(at, e.Article, &e.Quotations[n-1]))
			}
		}
	}
	return out, nil
}
