package alignment

import (
	"context"
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// memoryStore is a Store that keeps its quotations in a slice, and returns those
// that share a key.
type memoryStore struct {
	a    *Aligner
	qs   []Quotation
	keys [][]uint32
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
	store := &memoryStore{a: New()}
	of := map[string]string{}
	for _, b := range batches {
		ms, err := Update(context.Background(), store, each(b), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range ms {
			of[m.ID] = m.Remark
		}
		store.put(b)
	}
	return of
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

type brokenStore struct{}

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
	if _, err := Update(context.Background(), &memoryStore{a: New()}, broken, nil); !errors.Is(err, errDisk) {
		t.Errorf("broken input: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Update(ctx, &memoryStore{a: New()}, each(one), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
