// Command gen makes the data of package lemma from the Lefff and from wordfreq:
//
//	go run ./gen lefff-3.4.mlex small_fr.msgpack.gz DIR
//
// The Lefff's table has the columns form, category, lemma, features; wordfreq's
// file is a gzipped msgpack array whose n-th element lists the words with a
// frequency of 10^(-n/100).
package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dixit/quote/lang/fr/lemma"

	"github.com/blevesearch/vellum"
	"golang.org/x/text/unicode/norm"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("usage: gen LEFFF.mlex SMALL_FR.msgpack.gz DIR")
	}
	best, err := readLefff(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	if err := writeForms(best, os.Args[3]); err != nil {
		log.Fatal(err)
	}
	buckets, err := readFrequencies(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	if err := writeRarity(buckets, best, filepath.Join(os.Args[3], "rarity.fst")); err != nil {
		log.Fatal(err)
	}
}

type reading struct {
	lemma string
	class lemma.Class
}

// The categories of a form's readings, in the order of preference that lets all
// inflections of a word meet under one lemma as often as they can.
const (
	auxiliary = iota
	grammatical
	feminine // a noun that is its own lemma: "prise", "mise", before the participle
	participle
	adjective
	noun
	verb
	adverb
	categories
)

var classes = [categories]lemma.Class{lemma.Verb, lemma.Grammatical, lemma.Noun, lemma.Verb,
	lemma.Adjective, lemma.Noun, lemma.Verb, lemma.Adverb}

func categoryOf(tag, form, word, features string) int {
	switch tag {
	case "auxEtre", "auxAvoir":
		return auxiliary
	case "det", "pro", "prep", "cln", "cla", "cld", "clr", "prel", "pri", "coo", "csu", "advneg", "pres":
		return grammatical
	case "v", "adj":
		if strings.HasPrefix(features, "K") {
			return participle
		}
		if tag == "adj" {
			return adjective
		}
		return verb
	case "nc":
		if word == form && strings.HasPrefix(features, "f") {
			return feminine
		}
		return noun
	case "adv":
		return adverb
	}
	return -1
}

func readLefff(path string) (map[string]reading, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lemmas := map[string]*[categories]string{}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		c := strings.Split(sc.Text(), "\t")
		if len(c) < 4 || strings.ContainsAny(c[0], " _") || strings.Contains(c[2], "_") {
			continue
		}
		form, word := strings.ToLower(norm.NFC.String(c[0])), strings.ToLower(norm.NFC.String(c[2]))
		cat := categoryOf(c[1], form, word, c[3])
		if word == "" || strings.ContainsAny(word, " \t") || cat < 0 {
			continue
		}
		if lemmas[form] == nil {
			lemmas[form] = new([categories]string)
		}
		// Of two lemmas in one category the shorter, then the first.
		if old := &lemmas[form][cat]; *old == "" || cmp.Or(cmp.Compare(len(word), len(*old)), cmp.Compare(word, *old)) < 0 {
			*old = word
		}
	}
	best := make(map[string]reading, len(lemmas))
	for form, l := range lemmas {
		if l[adjective] != "" && l[participle] == "" {
			l[feminine] = "" // "nouvelle" is "nouveau"
		}
		for cat, word := range l {
			if word != "" {
				best[form] = reading{word, classes[cat]}
				break
			}
		}
	}
	return best, sc.Err()
}

func writeForms(best map[string]reading, dir string) error {
	type key struct {
		cut    int
		suffix string
		class  lemma.Class
	}
	counts := map[key]int{}
	rules := map[string]key{}
	for form, r := range best {
		p := 0
		for p < len(form) && p < len(r.lemma) && form[p] == r.lemma[p] {
			p++
		}
		for p > 0 && p < len(form) && form[p]&0xC0 == 0x80 {
			p--
		}
		k := key{len(form) - p, r.lemma[p:], r.class}
		rules[form] = k
		counts[k]++
	}
	order := make([]key, 0, len(counts))
	for k := range counts {
		order = append(order, k)
	}
	slices.SortFunc(order, func(a, b key) int {
		return cmp.Or(-cmp.Compare(counts[a], counts[b]), cmp.Compare(a.cut, b.cut),
			cmp.Compare(a.suffix, b.suffix), cmp.Compare(a.class, b.class))
	})
	var b strings.Builder
	index := map[key]uint64{}
	for i, k := range order {
		index[k] = uint64(i)
		fmt.Fprintf(&b, "%d\t%s\t%d\n", k.cut, k.suffix, k.class)
	}
	if err := os.WriteFile(filepath.Join(dir, "rules.txt"), []byte(b.String()), 0o666); err != nil {
		return err
	}
	values := make(map[string]uint64, len(rules))
	for form, k := range rules {
		values[form] = index[k]
	}
	return writeFST(filepath.Join(dir, "forms.fst"), values)
}

func writeRarity(buckets [][]string, best map[string]reading, path string) error {
	share := map[string]float64{}
	for n, words := range buckets {
		for _, w := range words {
			w = strings.ToLower(norm.NFC.String(w))
			if r, ok := best[w]; ok {
				w = r.lemma
			}
			share[lemma.StemOf(w)] += math.Pow(10, -float64(n)/100)
		}
	}
	values := make(map[string]uint64, len(share))
	for stem, s := range share {
		if stem != "" {
			values[stem] = uint64(math.Round(-math.Log(s) * 10))
		}
	}
	return writeFST(path, values)
}

func writeFST(path string, values map[string]uint64) (err error) {
	keys := make([]string, 0, len(values))
	for k := range values {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	b, err := vellum.New(f, nil)
	if err != nil {
		return err
	}
	for _, k := range keys {
		if err := b.Insert([]byte(k), values[k]); err != nil {
			return err
		}
	}
	return b.Close()
}

// readFrequencies reads the part of msgpack that wordfreq's files use: arrays,
// strings, and a map in front.
func readFrequencies(path string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	d := &decoder{r: bufio.NewReader(z)}
	var buckets [][]string
	for i := range d.array() {
		if i == 0 {
			d.skipHeader()
			buckets = append(buckets, nil)
			continue
		}
		var words []string
		for range d.array() {
			words = append(words, d.str())
		}
		buckets = append(buckets, words)
	}
	if d.err != nil {
		return nil, fmt.Errorf("%s: %w", path, d.err)
	}
	return buckets, nil
}

type decoder struct {
	r   *bufio.Reader
	err error
}

func (d *decoder) bytes(n int) []byte {
	b := make([]byte, n)
	if _, err := io.ReadFull(d.r, b); err != nil && d.err == nil {
		d.err = err
	}
	return b
}

func (d *decoder) fail(tag byte) int {
	if d.err == nil {
		d.err = fmt.Errorf("unexpected msgpack tag %#x", tag)
	}
	return 0
}

func (d *decoder) array() int {
	switch t := d.bytes(1)[0]; {
	case t>>4 == 0x9:
		return int(t & 0xF)
	case t == 0xDC:
		return int(binary.BigEndian.Uint16(d.bytes(2)))
	case t == 0xDD:
		return int(binary.BigEndian.Uint32(d.bytes(4)))
	default:
		return d.fail(t)
	}
}

func (d *decoder) str() string {
	switch t := d.bytes(1)[0]; {
	case t>>5 == 0x5:
		return string(d.bytes(int(t & 0x1F)))
	case t == 0xD9:
		return string(d.bytes(int(d.bytes(1)[0])))
	default:
		d.fail(t)
		return ""
	}
}

// skipHeader passes over {"format": "cB", "version": 1}.
func (d *decoder) skipHeader() {
	t := d.bytes(1)[0]
	if t>>4 != 0x8 {
		d.fail(t)
		return
	}
	for range int(t & 0xF) {
		d.str()
		if b, err := d.r.Peek(1); err == nil && b[0] < 0x80 {
			d.bytes(1)
		} else {
			d.str()
		}
	}
}
