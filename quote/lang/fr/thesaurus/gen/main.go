// Command gen makes the data of package thesaurus from Dicollecte's thesaurus in
// MyThes format:
//
//	go run ./gen thes_fr.dat DIR
package main

import (
	"encoding/binary"
	"errors"
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

// floor is the smallest weight kept. Links between true synonyms have .1 and
// more, chance ones (aide/voleur) stay below .06.
const floor = 0.06

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: gen THES_FR.dat DIR")
	}
	links, err := read(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	if err := write(weigh(links), os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

type graph map[string]map[string]float64

func (g graph) link(a, b string) {
	for range 2 {
		if g[a] == nil {
			g[a] = map[string]float64{}
		}
		g[a][b] = 1
		a, b = b, a
	}
}

// read links each head word with the synonyms of all its senses; expressions of
// several words are left out. Words that head no entry of their own are
// lemmatised ("traité" stays, "traités" would not).
func read(path string) (graph, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	type sense struct{ head, synonyms string }
	var senses []sense
	heads := map[string]bool{}
	head := ""
	for line := range strings.Lines(norm.NFC.String(string(data))) {
		line = strings.ToLower(strings.TrimRight(line, "\r\n"))
		before, after, _ := strings.Cut(line, "|")
		if strings.HasPrefix(line, "(") {
			senses = append(senses, sense{head, after})
			continue
		}
		head = before
		heads[head] = true
	}
	word := func(s string) string {
		s, _, _ = strings.Cut(strings.TrimSpace(s), " (")
		if strings.ContainsAny(s, " '’") {
			return ""
		}
		l, class, _ := lemma.Lookup(s)
		switch {
		case class == lemma.Grammatical:
			return ""
		case heads[s]:
			return s
		}
		return l
	}
	g := graph{}
	for _, s := range senses {
		for w := range strings.SplitSeq(s.synonyms, "|") {
			if a, b := word(s.head), word(w); a != "" && b != "" && a != b {
				g.link(a, b)
			}
		}
	}
	return g, nil
}

// weigh gives each link the share of neighbours that its ends have in common,
// each end counted as its own neighbour.
func weigh(g graph) graph {
	w := graph{}
	for a, na := range g {
		w[a] = map[string]float64{}
		for b := range na {
			nb := g[b]
			shared := 0
			for c := range na {
				if _, ok := nb[c]; ok {
					shared++
				}
			}
			// The two ends, linked, are two shared neighbours among n; they
			// count for one, so that a link in a sparse corner is no proof.
			if j := float64(shared+1) / float64(len(na)+len(nb)-shared); j >= floor {
				w[a][b] = min(j, 1)
			}
		}
	}
	return w
}

// write packs the words into an FST, word to the offset of its list in
// links.bin: a count, then per neighbour the number of the word in alphabetical
// order (as the difference from the one before) and the weight in 1/255. The
// FST value holds the number in its high half, the offset in the low one.
func write(g graph, dir string) (err error) {
	var words []string
	for a, n := range g {
		if len(n) > 0 {
			words = append(words, a)
		}
	}
	slices.Sort(words)
	number := map[string]int{}
	for i, a := range words {
		number[a] = i
	}
	f, err := os.Create(filepath.Join(dir, "words.fst"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	fst, err := vellum.New(f, nil)
	if err != nil {
		return err
	}
	var links []byte
	for i, a := range words {
		if err := fst.Insert([]byte(a), uint64(i)<<32|uint64(len(links))); err != nil {
			return err
		}
		var ns []int
		for b := range g[a] {
			ns = append(ns, number[b])
		}
		slices.Sort(ns)
		links = binary.AppendUvarint(links, uint64(len(ns)))
		last := 0
		for _, n := range ns {
			links = binary.AppendUvarint(links, uint64(n-last))
			links = append(links, byte(math.Round(g[a][words[n]]*255)))
			last = n
		}
	}
	if err := fst.Close(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "links.bin"), links, 0o666)
}
