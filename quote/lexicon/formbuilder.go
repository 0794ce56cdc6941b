package lexicon

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"strings"
)

// BuildFormTable writes the form table that Load reads, of a language's cue verbs,
// nouns and given names. An error names file and line, or two words that share a
// fingerprint (another spelling of the data is then needed, which has yet to
// happen).
func BuildFormTable(cues, nouns, givenNames Source) ([]byte, error) {
	b := formBuilder{verbs: newSlotBuilder(), nouns: newSlotBuilder(), names: newSlotBuilder(), runs: map[string]int{}}
	err := loadAll(step{cues, b.readCues}, step{nouns, b.readNouns}, step{givenNames, b.readGivenNames})
	if err != nil {
		return nil, err
	}
	b.layVerbForms()
	var slots [3][]byte
	for i, table := range []*slotBuilder{b.verbs, b.nouns, b.names} {
		if slots[i], err = table.build(); err != nil {
			return nil, err
		}
	}
	out := []byte(formMagic)
	for _, section := range [][]byte{
		[]byte(strings.Join(b.lemmas, "\n")), b.classes, b.verbForms, slots[0],
		b.nounLemmas, b.nounForms, slots[1], []byte(strings.Join(b.phrases, "\n")), slots[2],
	} {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(section)))
		out = append(out, section...)
	}
	return out, nil
}

// A formBuilder collects the sections of a form table.
type formBuilder struct {
	lemmas     []string
	classes    []byte
	verbForms  []byte
	verbs      *slotBuilder
	nounLemmas []byte
	nounForms  []byte
	nouns      *slotBuilder
	phrases    []string
	names      *slotBuilder

	forms [][]byte       // the verb forms of each word of verbs
	runs  map[string]int // where in verbForms the verb forms of a word are
}

// readCues reads lemma, classes and then groups of forms: "3s+12=affirme dise".
func (b *formBuilder) readCues(r *reader) {
	for r.next() {
		verb := uint32(len(b.lemmas))
		b.lemmas = append(b.lemmas, r.word())
		b.classes = binary.LittleEndian.AppendUint32(b.classes, uint32(codes(r, r.field(), ",", classCodes)))
		for more := true; more; more = r.more {
			group := r.word()
			names, forms, ok := strings.Cut(group, "=")
			if !ok || forms == "" {
				r.fail("%q is not features=forms", group)
			}
			feat := codes(r, names, "+", featCodes)
			for form := range list(forms, " ") {
				b.addVerbForm(r, form, verb, feat)
			}
		}
	}
}

func (b *formBuilder) addVerbForm(r *reader, form string, verb uint32, feat Tag) {
	if form == "" {
		r.fail("an empty form")
		return
	}
	at, known := b.verbs.number[form]
	if !known {
		at = b.verbs.add(form, 0)
		b.forms = append(b.forms, nil)
	}
	run := b.forms[at]
	for i := 0; i < len(run); i += verbFormSize {
		if binary.LittleEndian.Uint32(run[i:]) == verb {
			r.fail("form %q twice", form)
			return
		}
	}
	if len(run) == maxRun*verbFormSize {
		r.fail("form %q of more than %d verbs", form, maxRun)
		return
	}
	run = binary.LittleEndian.AppendUint32(run, verb)
	b.forms[at] = binary.LittleEndian.AppendUint32(run, uint32(feat))
}

// layVerbForms lays the verb forms of each word one after the other. Words that are
// the same forms of the same verbs share them.
func (b *formBuilder) layVerbForms() {
	for i, run := range b.forms {
		start, laid := b.runs[string(run)]
		if !laid {
			start = len(b.verbForms) / verbFormSize
			b.runs[string(run)] = start
			b.verbForms = append(b.verbForms, run...)
		}
		b.verbs.runs[i] = packRun(start, len(run)/verbFormSize)
	}
}

// readNouns reads lemma, classes and forms: "ms=avocat fs=avocate".
func (b *formBuilder) readNouns(r *reader) {
	for r.next() {
		lemma, classes := r.word(), codes(r, r.field(), ",", nounCodes)
		place := len(b.nounLemmas)
		b.nounLemmas = append(b.nounLemmas, lemma...)
		for more := true; more; more = r.more {
			group := r.word()
			code, form, ok := strings.Cut(group, "=")
			if !ok || form == "" {
				r.fail("%q is not gender-number=form", group)
			}
			a := agree(r, code)
			if _, known := b.nouns.number[form]; known {
				r.fail("form %q twice", form)
			}
			b.nouns.add(form, packRun(len(b.nounForms)/nounFormSize, 1))
			for _, n := range [...]uint32{uint32(place), uint32(len(lemma)), uint32(classes), uint32(a.gender) | uint32(a.number)<<8} {
				b.nounForms = binary.LittleEndian.AppendUint32(b.nounForms, n)
			}
			if strings.ContainsAny(form, " '") {
				b.phrases = append(b.phrases, form)
			}
		}
	}
}

// readGivenNames reads a name and its gender: m, f, x.
func (b *formBuilder) readGivenNames(r *reader) {
	genders := map[string]Gender{"m": Masculine, "f": Feminine, "x": Epicene}
	for r.next() {
		name, gender := r.word(), r.word()
		if genders[gender] == 0 {
			r.fail("a gender is m, f or x")
			return
		}
		if _, known := b.names.number[name]; known {
			r.fail("name %q twice", name)
		}
		b.names.add(name, packRun(int(genders[gender]), 1))
	}
}

// A slotBuilder makes a slotTable.
type slotBuilder struct {
	words  []string
	runs   []uint32
	number map[string]int // of a word
}

func newSlotBuilder() *slotBuilder { return &slotBuilder{number: map[string]int{}} }

// add enters a word that is not there yet and returns its number.
func (b *slotBuilder) add(word string, run uint32) int {
	at := len(b.words)
	b.number[word] = at
	b.words, b.runs = append(b.words, word), append(b.runs, run)
	return at
}

func (b *slotBuilder) build() ([]byte, error) {
	if len(b.words) == 0 {
		return nil, nil
	}
	n := uint64(len(b.words))*4/3 + 1
	out := make([]byte, n*slotSize)
	for i, word := range b.words {
		h := hash(word)
		slot, _ := bits.Mul64(h, n)
		for {
			v := binary.LittleEndian.Uint64(out[slot*slotSize:])
			if v == 0 {
				break
			}
			if uint32(v>>32) == uint32(h) {
				return nil, fmt.Errorf("%q shares the fingerprint of another word", word)
			}
			if slot++; slot == n {
				slot = 0
			}
		}
		binary.LittleEndian.PutUint64(out[slot*slotSize:], h<<32|uint64(b.runs[i]))
	}
	return out, nil
}
