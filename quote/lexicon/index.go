package lexicon

import (
	"math/bits"
	"slices"
)

// An index maps a word to an entry of a slice kept beside it. It is a hash table
// whose size is known in advance and that keeps no words, only 32 bits of each
// one's hash beside the place in the table: 8 bytes a slot and no pointers, so that
// building one costs a fifth of what a Go map does, which counts because a lexicon
// is loaded at every start. The price is that an unknown word is taken for a known
// one about once in a thousand million.
type index struct {
	slots []indexSlot
	mask  uint64
	used  int
}

type indexSlot struct {
	print uint32
	entry uint32 // one more than the entry's place; 0 is free
}

// newIndex returns an index for at most size words.
func newIndex(size int) index {
	n := 1 << bits.Len(uint(size+size/4))
	return index{slots: make([]indexSlot, n), mask: uint64(n - 1)}
}

func (x *index) get(word string) (at int, ok bool) {
	if x.used == 0 {
		return 0, false
	}
	s, _ := x.find(word)
	return int(s.entry) - 1, s.entry != 0
}

// find returns the slot of a word, or the free slot where it belongs, and the
// word's fingerprint.
func (x *index) find(word string) (*indexSlot, uint32) {
	h := hash(word)
	print := uint32(h >> 32)
	for i := h & x.mask; ; i = (i + 1) & x.mask {
		if s := &x.slots[i]; s.entry == 0 || s.print == print {
			return s, print
		}
	}
}

// add enters a word, and reports false where it is there already.
func (x *index) add(word string, at int) bool {
	s, print := x.find(word)
	if s.entry != 0 {
		return false
	}
	if x.used++; x.used == len(x.slots) {
		panic("lexicon: index built too small")
	}
	*s = indexSlot{print: print, entry: uint32(at) + 1}
	return true
}

func sortedKeys(m map[string]Tag) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
