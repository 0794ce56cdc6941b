package lexicon

import (
	"math/bits"
	"slices"
)

// An index maps a word to a run of entries of a slice kept beside it. It is a
// hash table whose size is known in advance and that keeps no words, only 32
// bits of each one's hash beside the place in the table: 8 bytes a slot and no
// pointers, so that building one costs a fifth of what a Go map does, which
// counts because a lexicon is loaded at every start. The price is that an unknown
// word is taken for a known one about once in a thousand million.
type index struct {
	slots []indexSlot
	mask  uint64
	used  int
}

type indexSlot struct {
	print uint32
	run   uint32 // start of the run above runBits bits of its length; 0 is free
}

const (
	runBits = 3
	maxRun  = 1<<runBits - 1
)

// newIndex returns an index for at most size words.
func newIndex(size int) index {
	n := 1 << bits.Len(uint(size+size/4))
	return index{slots: make([]indexSlot, n), mask: uint64(n - 1)}
}

func (x *index) get(word string) (start, n int) {
	if x.used == 0 {
		return 0, 0
	}
	s, _ := x.find(word)
	return s.get()
}

func (s *indexSlot) get() (start, n int) { return int(s.run >> runBits), int(s.run & maxRun) }

// find returns the slot of a word, or the free slot where it belongs, and the
// word's fingerprint.
func (x *index) find(word string) (*indexSlot, uint32) {
	h := hash(word)
	print := uint32(h >> 32)
	for i := h & x.mask; ; i = (i + 1) & x.mask {
		if s := &x.slots[i]; s.run == 0 || s.print == print {
			return s, print
		}
	}
}

// add enters a word with its single entry, and reports false where the word is
// there already.
func (x *index) add(word string, at int) bool {
	s, print := x.find(word)
	if s.run != 0 {
		return false
	}
	x.set(s, print, at, 1)
	return true
}

func (x *index) set(s *indexSlot, print uint32, start, n int) {
	if s.run == 0 {
		if x.used++; x.used == len(x.slots) {
			panic("lexicon: index built too small")
		}
	}
	*s = indexSlot{print: print, run: uint32(start)<<runBits | uint32(n)}
}

func sortedKeys(m map[string]Tag) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
