package archive

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

func TestNumbers(t *testing.T) {
	for name, list := range map[string][]uint32{
		"none":   {},
		"narrow": {0, 1, math.MaxUint8},
		"middle": {3, math.MaxUint8 + 1, math.MaxUint16},
		"wide":   {0, math.MaxUint16 + 1, math.MaxUint32},
	} {
		l := newNumbers(list)
		have := []uint32{}
		for i := range list {
			have = append(have, l.at(uint32(i)))
		}
		if !slices.Equal(have, list) {
			t.Errorf("%s: %v", name, have)
		}
	}
}

func TestPack(t *testing.T) {
	for _, r := range []rendered{{unremarked, false}, {ungrouped, false}, {0, false}, {0, true}, {1 << 29, true}} {
		n := r.pack()
		if n == 0 || unpackRendered(n) != r {
			t.Errorf("%+v: %d, %+v", r, n, unpackRendered(n))
		}
	}
}

func TestPlace(t *testing.T) {
	s := segments{offsets: []uint64{0, 3, 3, 8}} // the second has no documents
	for n, want := range map[uint64][2]int{0: {0, 0}, 2: {0, 2}, 3: {2, 0}, 7: {2, 4}, 8: {3, 0}, 90: {3, 82}} {
		if seg, doc := s.place(binary.BigEndian.AppendUint64(nil, n)); [2]int{seg, int(doc)} != want {
			t.Errorf("document %d is number %d of segment %d", n, doc, seg)
		}
	}
}
