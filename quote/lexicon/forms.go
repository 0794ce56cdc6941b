package lexicon

import (
	"errors"
	"math/bits"
	"strings"
)

// The form table holds the words that are looked up as they are inflected: the
// forms of cue verbs and nouns, and given names. Like the tag table it is read in
// place from the embedded data, because to build its 50,000 entries at every start
// took longer than to extract an article's quotations:
//
//	"dxforms1" | sections, each after its length in bytes
//
// each number 32 bits, little-endian. In the order of formTable the sections are
//
//	lemmas of the verbs, a line each
//	classes of the verbs
//	verb forms: number of the verb and features
//	slots of the verbs' forms → verb forms
//	lemmas of the nouns, one after the other
//	noun forms: place of the lemma, its length, classes, gender and number
//	slots of the nouns' forms → noun forms
//	nouns of several words, a line each
//	slots of the given names → gender
const formMagic = "dxforms1"

const (
	verbFormSize = 8
	nounFormSize = 16
)

type formTable struct {
	lemmas      string
	classes     string
	verbForms   string
	verbSlots   slotTable
	nounLemmas  string
	nounForms   string
	nounSlots   slotTable
	nounPhrases string
	nameSlots   slotTable
}

var errFormTable = errors.New("not a form table, or a damaged one")

func parseFormTable(data string) (formTable, error) {
	var t formTable
	if data == "" {
		return t, nil
	}
	rest, ok := strings.CutPrefix(data, formMagic)
	for _, section := range []*string{&t.lemmas, &t.classes, &t.verbForms, &t.verbSlots.slots, &t.nounLemmas,
		&t.nounForms, &t.nounSlots.slots, &t.nounPhrases, &t.nameSlots.slots} {
		if !ok || len(rest) < 4 || uint64(len(rest)-4) < uint64(le32(rest, 0)) {
			return t, errFormTable
		}
		n := int(le32(rest, 0))
		*section, rest = rest[4:4+n], rest[4+n:]
	}
	if rest != "" {
		return t, errFormTable
	}
	return t, nil
}

// verbs returns the verbs and their forms, which point to them.
func (t *formTable) verbs() ([]Verb, []VerbForm, error) {
	verbs := make([]Verb, 0, len(t.classes)/4)
	for lemma := range list(t.lemmas, "\n") {
		if len(t.classes) < 4*len(verbs)+4 {
			return nil, nil, errFormTable
		}
		verbs = append(verbs, Verb{Lemma: lemma, Classes: Class(le32(t.classes, 4*len(verbs)))})
	}
	forms := make([]VerbForm, len(t.verbForms)/verbFormSize)
	for i := range forms {
		at := i * verbFormSize
		number := le32(t.verbForms, at)
		if uint64(number) >= uint64(len(verbs)) {
			return nil, nil, errFormTable
		}
		v := &verbs[number]
		forms[i] = VerbForm{Verb: v, Feat: Tag(le32(t.verbForms, at+4)), Classes: v.Classes}
	}
	return verbs, forms, nil
}

// noun returns the i-th form of a noun.
func (t *formTable) noun(i int) NounForm {
	record := t.nounForms[i*nounFormSize : (i+1)*nounFormSize]
	agreement := le32(record, 12)
	return NounForm{
		Lemma:   t.nounLemmas[le32(record, 0):][:le32(record, 4)],
		Classes: NounClass(le32(record, 8)),
		Gender:  Gender(agreement),
		Number:  Number(agreement >> 8),
	}
}

// A slotTable is a hash table of words as it lies in the data, a third larger than
// needed. A slot is a run of entries, 0 where it is free, below the low half of the
// word's hash, whose high half, scaled to the number of slots, is where the search
// begins. No word is kept: an unknown one is taken for a known one about once in a
// thousand million.
type slotTable struct{ slots string }

const slotSize = 8

// A run is its start above runBits bits of its length, which is not 0.
const (
	runBits = 3
	maxRun  = 1<<runBits - 1
)

func packRun(start, n int) uint32 { return uint32(start)<<runBits | uint32(n) }

// get returns the run of a word; n is 0 where it is unknown.
func (t *slotTable) get(word string) (start, n int) {
	size := uint64(len(t.slots) / slotSize)
	h := hash(word)
	slot, _ := bits.Mul64(h, size)
	for range size {
		v := le64(t.slots, int(slot)*slotSize)
		run := uint32(v)
		if run == 0 {
			break
		}
		if uint32(v>>32) == uint32(h) {
			return int(run >> runBits), int(run & maxRun)
		}
		if slot++; slot == size {
			slot = 0
		}
	}
	return 0, 0
}
