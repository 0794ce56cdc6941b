package alignment

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
)

// A generator makes quotations without end: remarks as often printed as Zipf's
// law has it, a quarter of them to the letter, the others edited or cut; words
// drawn by frequency from the sets in testdata and from made-up names.
type generator struct {
	rng      *rand.Rand
	words    *rand.Zipf
	remarks  *rand.Zipf
	speakers *rand.Zipf
	lexicon  []string
	n        int
}

func newGenerator(t testing.TB, seed uint64, rows int) *generator {
	rng := rand.New(rand.NewPCG(seed, 7))
	g := &generator{rng: rng}
	seen := map[string]bool{}
	for _, path := range []string{"testdata/tuning.jsonl", "testdata/remarks.jsonl"} {
		for _, r := range readAnnotated(t, path) {
			for _, w := range split(r.Text) {
				if !w.number && !seen[w.form] {
					seen[w.form] = true
					g.lexicon = append(g.lexicon, w.form)
				}
			}
		}
	}
	for range 20000 {
		g.lexicon = append(g.lexicon, g.name())
	}
	g.words = rand.NewZipf(rng, 1.1, 20, uint64(len(g.lexicon)-1))
	g.remarks = rand.NewZipf(rng, 1.05, 30, uint64(rows/2))
	g.speakers = rand.NewZipf(rng, 1.2, 10, 5000)
	return g
}

func (g *generator) name() string {
	var b strings.Builder
	for range 2 + g.rng.IntN(3) {
		b.WriteByte("bcdfglmnprstv"[g.rng.IntN(13)])
		b.WriteString([]string{"a", "e", "i", "o", "u", "an", "ou", "er", "al"}[g.rng.IntN(9)])
	}
	return b.String()
}

// next makes one quotation and the remark that it renders.
func (g *generator) next() (Quotation, uint64) {
	remark := g.remarks.Uint64()
	own := rand.New(rand.NewPCG(remark, 11)) // what the remark itself consists of
	zipf := rand.NewZipf(own, 1.1, 20, uint64(len(g.lexicon)-1))
	words := make([]string, 6+own.IntN(24))
	for i := range words {
		words[i] = g.lexicon[zipf.Uint64()]
	}
	speaker := rand.NewZipf(own, 1.2, 10, 5000).Uint64()
	day := own.IntN(365)
	switch g.rng.IntN(8) {
	case 0, 1: // to the letter
	case 2: // cut
		from := g.rng.IntN(len(words) / 2)
		words = words[from : from+3+g.rng.IntN(len(words)-from-3)]
	default:
		for range 1 + len(words)/6 {
			i := g.rng.IntN(len(words))
			switch g.rng.IntN(3) {
			case 0:
				words = append(words[:i], words[i+1:]...)
			case 1:
				words[i] = g.lexicon[g.words.Uint64()]
			default:
				j := g.rng.IntN(len(words))
				words[i], words[j] = words[j], words[i]
			}
		}
	}
	g.n++
	q := Quotation{ID: strconv.Itoa(g.n), Text: strings.Join(words, " "), Outlet: fmt.Sprint("outlet ", g.rng.IntN(200)),
		Date: fmt.Sprintf("2025-%02d-%02d", 1+day/31, 1+day%28)}
	if g.rng.IntN(3) == 0 {
		q.Doc = fmt.Sprint("article ", g.rng.IntN(50))
	}
	if g.rng.IntN(4) == 0 {
		q.Date = ""
	}
	if g.rng.IntN(4) > 0 {
		q.Speaker = fmt.Sprintf("Prénom Nom%d", speaker)
	}
	return q, remark
}

// writeRows writes generated rows as JSON lines.
func (g *generator) writeRows(w io.Writer, rows int) error {
	bw := bufio.NewWriter(w)
	enc := json.NewEncoder(bw)
	for range rows {
		q, _ := g.next()
		if err := enc.Encode(map[string]string{"id": q.ID, "text": q.Text, "speaker": q.Speaker, "outlet": q.Outlet, "date": q.Date}); err != nil {
			return err
		}
	}
	return bw.Flush()
}

// BenchmarkGroup reads and groups generated quotations as dixit align does. The
// largest size needs minutes: make bench runs it, -short leaves it out.
func BenchmarkGroup(b *testing.B) {
	for _, rows := range []int{10_000, 100_000, 1_000_000} {
		b.Run(strconv.Itoa(rows), func(b *testing.B) {
			if testing.Short() && rows > 10_000 {
				b.Skip("long")
			}
			defer debug.SetMemoryLimit(debug.SetMemoryLimit(1600 << 20)) // as the command does
			for b.Loop() {
				r, w := io.Pipe()
				go func() { w.CloseWithError(newGenerator(b, 1, rows).writeRows(w, rows)) }()
				a := New()
				for q, err := range Read(r, "generated") {
					if err != nil {
						b.Fatal(err)
					}
					a.Add(q)
				}
				remarks := map[string]bool{}
				for _, m := range a.Group() {
					remarks[m.Remark] = true
				}
				b.ReportMetric(float64(len(remarks)), "remarks")
			}
			b.ReportMetric(peakMemory(), "MB-peak")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*rows), "µs/row")
		})
	}
}

// peakMemory is the largest resident size of the process so far in MB, 0 where
// the system does not tell.
func peakMemory() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	_, after, _ := bytes.Cut(status, []byte("VmHWM:"))
	if f := bytes.Fields(after); len(f) > 0 {
		kb, _ := strconv.ParseFloat(string(f[0]), 64)
		return kb / 1024
	}
	return 0
}
