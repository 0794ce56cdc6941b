package alignment

import (
	"errors"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// memoryStore is a Store that keeps its quotations in a slice.
type memoryStore struct {
	a    *Aligner
	qs   []Quotation
	keys [][]uint32
}

func (s *memoryStore) put(qs []Quotation) {
	for _, q := range qs {
		s.qs = append(s.qs, q)
		s.keys = append(s.keys, s.a.Keys(q))
	}
}

func (s *memoryStore) Sharing(keys []uint32) iter.Seq2[Quotation, error] {
	return func(yield func(Quotation, error) bool) {
		for i, q := range s.qs {
			if slices.ContainsFunc(s.keys[i], func(k uint32) bool { _, ok := slices.BinarySearch(keys, k); return ok }) {
				if !yield(q, nil) {
					return
				}
			}
		}
	}
}

// updated groups quotations batch by batch through a store.
func updated(t interface{ Fatal(...any) }, batches [][]Quotation) map[string]string {
	store := &memoryStore{a: New()}
	of := map[string]string{}
	for _, b := range batches {
		ms, err := Update(store, b)
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

type brokenStore struct{}

func (brokenStore) Sharing([]uint32) iter.Seq2[Quotation, error] {
	return func(yield func(Quotation, error) bool) { yield(Quotation{}, errors.New("disk gone")) }
}

func TestUpdateReportsStoreErrors(t *testing.T) {
	if _, err := Update(brokenStore{}, []Quotation{{ID: "a", Text: "oui"}}); err == nil {
		t.Error("no error")
	}
}
