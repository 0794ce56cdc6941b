package lexicon

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
)

// The tag table is read in place from the embedded data, so that it costs
// nothing at start and only the pages that a text's words touch are ever loaded:
//
//	"dxtags1\n" | probes | masks m | slots n | m × mask | n × slot
//
// each number 32 bits, little-endian. A slot is 20 bits of fingerprint above 12
// bits of mask number; mask 0 is empty and so is slot 0. A word's hash gives the
// slot where the search begins (high half, scaled to n) and the fingerprint (low
// half); collisions go to the next slot, round the end, and no word lies further
// than probes slots from its beginning. With n at 4/3 of the words a lookup
// reads one cache line or two, and an unknown word meets another's fingerprint
// about once in 100,000.
const (
	tagMagic    = "dxtags1\n"
	tagHeader   = len(tagMagic) + 12
	tagMaskBits = 12
	maxTagMasks = 1 << tagMaskBits
)

type tagTable struct {
	masks  string
	slots  string
	n      uint64
	probes uint64
}

var errTagTable = errors.New("not a tag table, or a damaged one")

func parseTagTable(data string) (tagTable, error) {
	if data == "" {
		return tagTable{}, nil
	}
	if len(data) < tagHeader || data[:len(tagMagic)] != tagMagic {
		return tagTable{}, errTagTable
	}
	probes := le32(data, len(tagMagic))
	masks := uint64(le32(data, len(tagMagic)+4))
	slots := uint64(le32(data, len(tagMagic)+8))
	if masks > maxTagMasks || uint64(len(data)) != uint64(tagHeader)+4*(masks+slots) {
		return tagTable{}, errTagTable
	}
	split := tagHeader + 4*int(masks)
	return tagTable{
		masks:  data[tagHeader:split],
		slots:  data[split:],
		n:      slots,
		probes: min(uint64(probes), slots),
	}, nil
}

func (t *tagTable) lookup(word string) Tag {
	h := hash(word)
	slot, _ := bits.Mul64(h, t.n)
	print := uint32(h) << tagMaskBits
	for range t.probes {
		v := le32(t.slots, int(slot)*4)
		if v == 0 {
			return 0
		}
		if v&^(maxTagMasks-1) == print {
			at := int(v&(maxTagMasks-1)) * 4
			if at >= len(t.masks) {
				return 0
			}
			return Tag(le32(t.masks, at))
		}
		if slot++; slot == t.n {
			slot = 0
		}
	}
	return 0
}

// BuildTagTable writes the tag table that Load reads. It fails where two words
// share slot and fingerprint (another spelling of the data is then needed, which
// has yet to happen) or where the words have more than 4,095 different tags.
func BuildTagTable(words map[string]Tag) ([]byte, error) {
	masks := []Tag{0}
	number := map[Tag]uint32{}
	// Words go in by sorted order, so that the same words give the same bytes.
	sorted := sortedKeys(words)
	n := uint64(len(words))*4/3 + 1
	slots := make([]uint32, n)
	var probes uint64
	for _, w := range sorted {
		tag := words[w]
		if tag == 0 {
			continue
		}
		id, ok := number[tag]
		if !ok {
			id = uint32(len(masks))
			if id >= maxTagMasks {
				return nil, fmt.Errorf("more than %d different tags", maxTagMasks-1)
			}
			number[tag] = id
			masks = append(masks, tag)
		}
		h := hash(w)
		slot, _ := bits.Mul64(h, n)
		print := uint32(h) << tagMaskBits
		dist := uint64(1)
		for ; slots[slot] != 0; dist++ {
			if slots[slot]&^(maxTagMasks-1) == print && slots[slot]&(maxTagMasks-1) != id {
				return nil, fmt.Errorf("%q shares the fingerprint of another word", w)
			}
			if slot++; slot == n {
				slot = 0
			}
		}
		slots[slot] = print | id
		probes = max(probes, dist)
	}
	out := []byte(tagMagic)
	out = binary.LittleEndian.AppendUint32(out, uint32(probes))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(masks)))
	out = binary.LittleEndian.AppendUint32(out, uint32(n))
	for _, m := range masks {
		out = binary.LittleEndian.AppendUint32(out, uint32(m))
	}
	for _, s := range slots {
		out = binary.LittleEndian.AppendUint32(out, s)
	}
	return out, nil
}

func le32(s string, i int) uint32 {
	s = s[i : i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func le64(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// hash mixes a word eight bytes at a time: multiply, fold the high half of the
// product onto the low one (after wyhash, Wang Yi 2020, public domain). Its
// values are part of the tag table's format.
func hash(s string) uint64 {
	const k0, k1 = 0x9e3779b97f4a7c15, 0xe7037ed1a0b428db
	h := uint64(len(s)) * k0
	for len(s) >= 8 {
		h = mix(h^le64(s, 0), k1)
		s = s[8:]
	}
	var tail uint64
	for i := 0; i < len(s); i++ {
		tail = tail<<8 | uint64(s[i])
	}
	return mix(h^tail^k1, k0)
}

func mix(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
