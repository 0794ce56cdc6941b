package archive

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/index/indextest"
	"dixit/quote"
	"dixit/quote/alignment"
)

// annotated are articles with one quotation each, from the aligner's own set of
// grouped quotations.
func annotated(t testing.TB) []index.Entry {
	f, err := os.Open("../../quote/alignment/testdata/remarks.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []index.Entry
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var r struct{ ID, Text, Speaker, Outlet, Date string }
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		body := fmt.Sprintf("Dossier %s. « %s »\n", r.ID, r.Text)
		q := quote.Quotation{ID: r.ID, Text: r.Text, Parent: -1, Kind: quote.Direct}
		q.Span.Start = strings.Index(body, r.Text)
		q.Span.End = q.Span.Start + len(r.Text)
		q.Outer = text.Span{Start: q.Span.Start - len("« "), End: q.Span.End + len(" »")}
		if r.Speaker != "" {
			q.Speaker = &quote.Speaker{ID: indextest.Slug(r.Speaker), Name: r.Speaker}
		}
		out = append(out, index.Entry{
			Article:    &corpus.Article{ID: "article of " + r.ID, Outlet: r.Outlet, Published: r.Date, Lang: "fr", Body: body},
			Quotations: []quote.Quotation{q},
		})
	}
	return out
}

// partition names the remark of each quotation.
func partition(t testing.TB, s index.Reader) map[string]string {
	of := map[string]string{}
	for h, err := range s.Iterate(context.Background(), index.Request{}) {
		if err != nil {
			t.Fatal(err)
		}
		if h.Remark != nil {
			of[h.Quotation.ID] = h.Remark.ID
		}
	}
	return of
}

func grouped(t testing.TB, batches [][]index.Entry) map[string]string {
	s, err := Memory()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, b := range batches {
		if _, err := s.Put(context.Background(), b); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Group(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
	}
	if problems, err := s.Check(context.Background(), nil); err != nil || len(problems) > 0 {
		t.Fatalf("check: %v %v", problems, err)
	}
	return partition(t, s)
}

// TestGroupingIsThatOfAll ingests the same articles in other orders and batches: the
// remarks are those of the aligner alone, which sees everything at once.
func TestGroupingIsThatOfAll(t *testing.T) {
	entries := annotated(t)
	a := alignment.New()
	for i := range entries {
		a.Add(aligned(entries[i].Quotations[0].ID, entries[i].Article, &entries[i].Quotations[0]))
	}
	want := map[string]string{}
	for _, m := range a.Group() {
		want[m.ID] = m.Remark
	}
	rng := rand.New(rand.NewPCG(3, 9))
	for _, size := range []int{len(entries), 40, 7, 1} {
		rng.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
		got := grouped(t, slices.Collect(slices.Chunk(entries, size)))
		for id, r := range want {
			if got[id] != r {
				t.Errorf("batches of %d: quotation %s is in %q, at once in %q", size, id, got[id], r)
			}
		}
	}
}

// TestRemarkOfManyOutlets ingests a remark that very many outlets print to the
// letter, behind and before an earlier wording of it.
func TestRemarkOfManyOutlets(t *testing.T) {
	article := func(id, published, said string) index.Entry {
		return indextest.Entry(corpus.Article{ID: id, Outlet: "Journal " + id, Published: published, Lang: "fr",
			Body: "« " + said + " », a déclaré Hélène Vasseur.\n"})
	}
	var copies []index.Entry
	for i := range 3 * maxNeighbours {
		copies = append(copies, article(fmt.Sprint(i), fmt.Sprintf("2024-06-%02d", 11+i%15), "La digue du Moulin sera reconstruite avant les grandes marées d'octobre"))
	}
	early := []index.Entry{article("early", "2024-06-10", "La digue du Moulin sera rebâtie avant les grandes marées d'octobre")}
	for name, batches := range map[string][][]index.Entry{"the early one first": {early, copies}, "the early one last": {copies, early}} {
		remarks := map[string]int{}
		for _, r := range grouped(t, batches) {
			remarks[r]++
		}
		if len(remarks) != 1 {
			t.Errorf("%s: remarks of %v quotations, want one of %d", name, slices.Collect(maps.Values(remarks)), len(copies)+1)
		}
	}
}

// TestRemarksFile encodes random tables and reads them again.
func TestRemarksFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := newRemarkBuilder()
		keys := rapid.SliceOfDistinct(rapid.Uint64Range(0, 1<<60-1), func(k uint64) uint64 { return k }).Draw(t, "keys")
		for _, k := range keys {
			n := rapid.IntRange(1, 3).Draw(t, "quotations")
			b.remark(remarkInfo{remarkKey(k), n, rapid.IntRange(0, n).Draw(t, "outlets"), n, 20240000, 20240619})
		}
		seq := uint64(0)
		for range rapid.IntRange(0, 5).Draw(t, "articles") {
			seq += rapid.Uint64Range(1, 1<<30).Draw(t, "seq")
			b.article(seq)
			for range rapid.IntRange(0, 4).Draw(t, "n") {
				if len(keys) > 0 && rapid.Bool().Draw(t, "member") {
					i := rapid.IntRange(0, len(keys)-1).Draw(t, "key")
					score := uint16(alone)
					if b.t.list[i].quotations > 1 {
						score = uint16(rapid.IntRange(0, alone).Draw(t, "score"))
					}
					b.member(remarkKey(keys[i]), score)
				} else {
					b.none(rapid.SampledFrom([]int32{ungrouped, unremarked}).Draw(t, "none"))
				}
			}
		}
		want := b.table()
		got, err := decodeRemarks(want.encode())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.list, want.list) || !slices.Equal(got.seqs, want.seqs) || !slices.Equal(got.first, want.first) || !slices.Equal(got.memberships, want.memberships) {
			t.Fatalf("wrote %+v, read %+v", want, got)
		}
		for i := range got.list {
			if got.find(got.list[i].key) != int32(i) {
				t.Fatalf("remark %d is not found", i)
			}
			for _, at := range got.membersOf(int32(i)) {
				if got.at(at).remark != int32(i) {
					t.Fatalf("%v is no member of %d", at, i)
				}
			}
		}
	})
}

// FuzzRemarksFile reads files whose checksum is right and whose content is not.
func FuzzRemarksFile(f *testing.F) {
	b := newRemarkBuilder()
	b.remark(remarkInfo{1, 2, 1, 1, 0, 20240619})
	b.article(3)
	b.member(1, 900)
	b.none(unremarked)
	whole := b.table().encode()
	f.Add(whole[:len(whole)-4])
	f.Add([]byte(remarksMagic))
	f.Fuzz(func(t *testing.T, b []byte) {
		table, err := decodeRemarks(binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli)))
		if err != nil {
			return
		}
		for i := range table.list {
			table.membersOf(int32(i))
		}
	})
}

func TestRemarkKeysAndDays(t *testing.T) {
	for _, day := range []string{"", "2024", "2024-06", "2024-06-19", "0998-01-31"} {
		if got := packDay(day).String(); got != day {
			t.Errorf("the day %q became %q", day, got)
		}
	}
	for id, want := range map[string]bool{"r00000000000000f": true, "rfffffffffffffff": true, "": false, "r": false, "rF00000000000000": false, "r12": false, "x00000000000000f": false} {
		if k, ok := parseKey(id); ok != want || ok && k.String() != id {
			t.Errorf("parseKey(%q): %v %v", id, k, ok)
		}
	}
}

// TestArchiveWithoutRemarks opens an archive that was made before there were any.
func TestArchiveWithoutRemarks(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if _, err := s.Put(context.Background(), []index.Entry{indextest.Numbered(1, 1)}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	m.Files = slices.DeleteFunc(m.Files, func(f fileSum) bool { return f.Name == remarksName })
	b, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/"+manifestName, b, 0o644); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	defer s.Close()
	if g, err := s.Group(context.Background(), nil); err != nil || !reflect.DeepEqual(g, index.Grouping{Quotations: 3, Remarks: 3}) {
		t.Errorf("grouping %+v %v", g, err)
	}
}
