package lexicon

import (
	"math/bits"
	"slices"
)

// An index maps a word to a run of entries of a slice kept beside it. It is a
// map that is never deleted from and whose size is known in advance: building
// it costs a third of what a Go map does, which counts because a lexicon is
// loaded at every start.
type index struct {
	slots []indexSlot
	mask  uint64
	used  int
}

type indexSlot struct {
	key   string
	start uint32
	n     uint32 // 0 marks a free slot
}

// newIndex returns an index for at most size words.
func newIndex(size int) index {
	n := 1 << bits.Len(uint(size+size/2))
	return index{slots: make([]indexSlot, n), mask: uint64(n - 1)}
}

func (x *index) get(word string) (start, n int) {
	if len(x.slots) == 0 {
		return 0, 0
	}
	s := x.find(word)
	return int(s.start), int(s.n)
}

// find returns the slot of a word, or the free slot where it belongs.
func (x *index) find(word string) *indexSlot {
	for i := hash(word) & x.mask; ; i = (i + 1) & x.mask {
		if s := &x.slots[i]; s.n == 0 || s.key == word {
			return s
		}
	}
}

// add enters a word with its single entry, and reports false where the word is
// there already.
func (x *index) add(word string, at int) bool {
	s := x.find(word)
	if s.n != 0 {
		return false
	}
	x.set(s, word, at, 1)
	return true
}

func (x *index) set(s *indexSlot, word string, start, n int) {
	if s.n == 0 {
		if x.used++; x.used == len(x.slots) {
			panic("lexicon: index built too small")
		}
	}
	*s = indexSlot{key: word, start: uint32(start), n: uint32(n)}
}

func sortedKeys(m map[string]Tag) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
