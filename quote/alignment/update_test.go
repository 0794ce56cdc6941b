package alignment

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// memoryStore is a Store that keeps its quotations in a slice, and returns those
// that share a key, or the first few of these.
type memoryStore struct {
	a    *Aligner
	qs   []Quotation
	keys [][]uint32
	of   map[string]string // remarks by quotation
	few  int               // that Near returns, for each question; 0 for all
}

func (s *memoryStore) keysOf(q Quotation, query bool) []uint32 {
	it := s.a.prepare(q)
	var out []uint32
	for _, k := range s.a.keys(nil, &it, query) {
		out = append(out, k.hash)
	}
	return out
}

func (s *memoryStore) put(qs []Quotation) {
	for _, q := range qs {
		s.qs = append(s.qs, q)
		s.keys = append(s.keys, s.keysOf(q, false))
	}
}

func (s *memoryStore) Near(_ context.Context, qs []Quotation) ([]Quotation, error) {
	wanted := map[uint32]bool{}
	for _, q := range qs {
		for _, k := range s.keysOf(q, true) {
			wanted[k] = true
		}
	}
	var out []Quotation
	for i, q := range s.qs {
		if slices.ContainsFunc(s.keys[i], func(k uint32) bool { return wanted[k] }) {
			if out = append(out, q); len(out) == s.few {
				break
			}
		}
	}
	return out, nil
}

func (s *memoryStore) Whole(_ context.Context, ids []string) ([]Quotation, error) {
	wanted := map[string]bool{}
	for _, id := range ids {
		wanted[s.of[id]] = true
	}
	var out []Quotation
	for _, q := range s.qs {
		if wanted[s.of[q.ID]] {
			out = append(out, q)
		}
	}
	return out, nil
}

// each yields quotations as a stream.
func each(qs []Quotation) iter.Seq2[Quotation, error] {
	return func(yield func(Quotation, error) bool) {
		for _, q := range qs {
			if !yield(q, nil) {
				return
			}
		}
	}
}

// updated groups quotations batch by batch through a store.
func updated(t interface{ Fatal(...any) }, batches [][]Quotation) map[string]string {
	store := &memoryStore{a: New(), of: map[string]string{}}
	return store.update(t, batches)
}

// update groups quotations batch by batch and returns the remark of each.
func (s *memoryStore) update(t interface{ Fatal(...any) }, batches [][]Quotation) map[string]string {
	for _, b := range batches {
		told := 0
		ms, err := Update(context.Background(), s, each(b), func(done int) {
			if done < told || done > len(b) {
				t.Fatal("told of", done, "after", told, "of", len(b))
			}
			told = done
		})
		if err != nil {
			t.Fatal(err)
		}
		if told < len(b)/2 {
			t.Fatal("told of", told, "of", len(b))
		}
		for _, m := range ms {
			s.of[m.ID] = m.Remark
		}
		s.put(b)
	}
	return s.of
}

func TestUpdateIsGroup(t *testing.T) {
	g := newGenerator(t, 1, 1000)
	rapid.Check(t, func(t *rapid.T) {
		qs := rapid.Permutation(drawQuotations(t, g)).Draw(t, "order")
		want := group(qs)
		got := updated(t, slices.Collect(slices.Chunk(qs, rapid.IntRange(1, len(qs)).Draw(t, "batch"))))
		for id, r := range want {
			if got[id] != r {
				t.Fatalf("quotation %s: %s at once, %s through a store", id, r, got[id])
			}
		}
	})
}

func TestUpdateIsGroupOnTestdata(t *testing.T) {
	qs := quotations(readAnnotated(t, "testdata/remarks.jsonl"))
	want := group(qs)
	rng := rand.New(rand.NewPCG(5, 6))
	for range 5 {
		rng.Shuffle(len(qs), func(i, j int) { qs[i], qs[j] = qs[j], qs[i] })
		got := updated(t, slices.Collect(slices.Chunk(qs, 1+rng.IntN(30))))
		for id, r := range want {
			if got[id] != r {
				t.Fatalf("quotation %s: %s at once, %s through a store", id, r, got[id])
			}
		}
	}
}

// TestUpdateOfManyChunks has fresh quotations that equal stored ones, and more of
// them than a store is asked about at once.
func TestUpdateOfManyChunks(t *testing.T) {
	g := newGenerator(t, 2, 300)
	var qs []Quotation
	for range 4 * nearChunk {
		q, _ := g.next()
		qs = append(qs, q)
	}
	want := group(qs)
	got := updated(t, [][]Quotation{qs[:nearChunk], qs[nearChunk:]})
	for id, r := range want {
		if got[id] != r {
			t.Fatalf("quotation %s: %s at once, %s through a store", id, r, got[id])
		}
	}
}

// TestUpdateOfManyCopies has a remark of which the store returns only a few
// quotations, and which gets another name by an earlier wording.
func TestUpdateOfManyCopies(t *testing.T) {
	var copies []Quotation
	for i := range 60 {
		copies = append(copies, Quotation{
			ID: fmt.Sprint("copy ", i), Text: "La centrale de Morvane fermera ses deux réacteurs avant l'automne",
			Speaker: "Odile Garance", Outlet: fmt.Sprint("Journal ", i), Doc: fmt.Sprint(i), Date: fmt.Sprintf("2023-03-%02d", 2+i%20),
		})
	}
	early := Quotation{ID: "early", Text: "La centrale de Morvane arrêtera ses deux réacteurs avant l'automne", Speaker: "Odile Garance", Outlet: "Le Rivage", Doc: "r", Date: "2023-03-01"}
	store := &memoryStore{a: New(), of: map[string]string{}, few: 5}
	of := store.update(t, [][]Quotation{copies, {early}})
	for id, r := range of {
		if r != of["early"] {
			t.Fatalf("%s is in %s, the early wording in %s", id, r, of["early"])
		}
	}
}

type brokenStore struct{}

func (brokenStore) Whole(context.Context, []string) ([]Quotation, error) { return nil, errDisk }

func (brokenStore) Near(context.Context, []Quotation) ([]Quotation, error) {
	return nil, errDisk
}

var errDisk = errors.New("disk gone")

func TestUpdateErrors(t *testing.T) {
	one := []Quotation{{ID: "a", Text: "oui"}}
	if _, err := Update(context.Background(), brokenStore{}, each(one), nil); !errors.Is(err, errDisk) {
		t.Errorf("broken store: %v", err)
	}
	broken := func(yield func(Quotation, error) bool) { yield(Quotation{}, errDisk) }
	if _, err := Update(context.Background(), &memoryStore{a: New(), of: map[string]string{}}, broken, nil); !errors.Is(err, errDisk) {
		t.Errorf("broken input: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Update(ctx, &memoryStore{a: New(), of: map[string]string{}}, each(one), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
