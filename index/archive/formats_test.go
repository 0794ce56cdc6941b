package archive

import (
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"dixit/corpus"
	"dixit/corpus/block"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/index/analysis"
	"dixit/index/indextest"
	"dixit/quote"
)

func TestRecord(t *testing.T) {
	full := indextest.Numbered(3, 1)
	full.Quotations[0].Confidence = math.SmallestNonzeroFloat64
	full.Quotations[1].Confidence = 0.1234
	full.Quotations[0].Mention = quote.Evidence{Text: "not in the body", Span: text.Span{Start: 4, End: 9}}
	full.Quotations[1].Parent = 0
	full.Quotations[1].Form = quote.Dialogue
	full.Quotations[1].ID = "ABC" // hexadecimal digits that are not written so
	full.Quotations[2].Speaker = &quote.Speaker{ID: "x", Name: "X", Type: quote.Organisation, Gender: quote.Feminine}
	for name, e := range map[string]index.Entry{
		"empty": {Article: &corpus.Article{}},
		"full":  full,
		"blocks": {Article: &corpus.Article{ID: "b", Body: "Un. Deux. Jo", Blocks: []block.Quotation{
			{Words: text.Span{Start: 0, End: 3}}, {Words: text.Span{Start: 4, End: 9}, Author: text.Span{Start: 10, End: 12}}}}},
		"bytes": {Article: &corpus.Article{ID: "\xff", Body: "\x00\xff\xfe", TextStart: 1, Line: 7}},
	} {
		got, err := decodeRecord(appendRecord(nil, &e))
		if err != nil || !reflect.DeepEqual(*got, e) {
			t.Errorf("%s: %v\n%+v\n%+v", name, err, got, e)
		}
	}
	rec := appendRecord(nil, &full)
	for i := range rec {
		rec[i] ^= 0x40
		if _, err := decodeRecord(rec); err == nil {
			t.Fatalf("byte %d flipped unseen", i)
		}
		rec[i] ^= 0x40
	}
}

// What was stored before the markup's block quotations were is read, and what has
// none is still stored so.
func TestRecordWithoutBlocks(t *testing.T) {
	e := indextest.Numbered(1, 1)
	if rec := appendRecord(nil, &e); rec[0] != recordVersion {
		t.Errorf("an article without block quotations has a record of version %d", rec[0])
	}
	e.Article.Blocks = []block.Quotation{{Words: text.Span{Start: 0, End: 3}}}
	if rec := appendRecord(nil, &e); rec[0] != blocksVersion {
		t.Errorf("an article with a block quotation has a record of version %d", rec[0])
	}
	bare := *e.Article
	bare.Blocks = nil
	if contentSum(&bare) == contentSum(e.Article) {
		t.Error("a block quotation more leaves the article unchanged")
	}
}

// A changed dictionary would make every stored article unreadable.
func TestDictionary(t *testing.T) {
	if got := crc(0, dictionary); got != 0xda9c8feb {
		t.Errorf("the dictionary of record version %d has the checksum %#08x", recordVersion, got)
	}
}

func FuzzRecord(f *testing.F) {
	e := indextest.Numbered(1, 1)
	rec := appendRecord(nil, &e)
	plain, err := decoder().DecodeAll(rec[1:len(rec)-4], nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(plain, false)
	f.Add([]byte{}, true)
	f.Fuzz(func(t *testing.T, plain []byte, blocks bool) {
		version := byte(recordVersion)
		if blocks {
			version = blocksVersion
		}
		rec := encoder().EncodeAll(plain, []byte{version})
		rec = binary.LittleEndian.AppendUint32(rec, crc(0, rec))
		e, err := decodeRecord(rec)
		if err != nil {
			return
		}
		for _, q := range e.Quotations {
			if q.Span.Of(e.Article.Body) != q.Text {
				t.Fatalf("quotation %+v", q)
			}
		}
		for _, b := range e.Article.Blocks {
			if !valid(e.Article.Body, b.Words) || !valid(e.Article.Body, b.Author) {
				t.Fatalf("block quotation %+v", b)
			}
		}
	})
}

func TestLedger(t *testing.T) {
	l := newLedger()
	log := []byte(ledgerMagic)
	add := func(op byte, r *row) {
		log = appendRow(log, op, r)
		if op == rowPut {
			l.add(r)
		} else {
			l.remove(l.rows[r.seq])
		}
	}
	for i := range 5 {
		add(rowPut, &row{seq: uint64(i), id: string(rune('a' + i)), content: 1, copy: uint64(i), outlet: 9, sketch: sketch{1, 2, 3, uint32(i)}, quotations: i})
	}
	add(rowPut, &row{seq: 2, id: "c", content: 2, copy: 2})
	add(rowDelete, &row{seq: 4})
	for name, b := range map[string][]byte{"as written": log, "compacted": l.compact()} {
		got, err := parseLedger(b)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.rows, l.rows) || !reflect.DeepEqual(got.byID, l.byID) || !reflect.DeepEqual(got.bands, l.bands) || got.nextSeq != 5 {
			t.Errorf("%s: %+v, want %+v", name, got, l)
		}
	}
	for i := range log {
		log[i] ^= 1
		if got, err := parseLedger(log); err == nil && !reflect.DeepEqual(got.rows, l.rows) {
			t.Errorf("byte %d flipped unseen", i)
		}
		log[i] ^= 1
	}
}

func FuzzLedger(f *testing.F) {
	f.Add(appendRow(nil, rowPut, &row{seq: 3, id: "x", quotations: 2})[1:], true)
	f.Add([]byte("d\x01"), true)
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x7f}, false)
	f.Fuzz(func(t *testing.T, p []byte, framed bool) {
		log := []byte(ledgerMagic)
		if framed {
			log = binary.AppendUvarint(log, uint64(len(p)))
			log = append(log, p...)
			log = binary.LittleEndian.AppendUint32(log, crc(0, p))
		} else {
			log = append(log, p...)
		}
		l, err := parseLedger(log)
		if err == nil && len(l.rows) != len(l.byID) {
			t.Fatalf("%d rows, %d names", len(l.rows), len(l.byID))
		}
	})
}

func TestCounters(t *testing.T) {
	c := newCounters()
	for i := range 9 {
		e := indextest.Numbered(i, 1)
		c.count(&e, 1)
	}
	got, err := decodeCounters(c.encode())
	if err != nil || got.differs(c) != "" || c.differs(got) != "" {
		t.Errorf("%v: %s", err, got.differs(c))
	}
	for i := range 9 {
		e := indextest.Numbered(i, 1)
		c.count(&e, -1)
	}
	if d := c.differs(newCounters()); d != "" {
		t.Errorf("what was counted twice and once less remains: %s", d)
	}
}

func FuzzCounters(f *testing.F) {
	c := newCounters()
	e := indextest.Numbered(1, 1)
	c.count(&e, 1)
	b := c.encode()
	f.Add(b[:len(b)-4])
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := decodeCounters(binary.LittleEndian.AppendUint32(b, crc(0, b)))
		if err == nil {
			c.facets(false, 3)
		}
	})
}

func FuzzManifest(f *testing.F) {
	m := manifest{Format: 1, Files: []fileSum{{Name: "store/1.zap", Size: 3}}}
	b, err := m.encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("{}\ncrc32c 00000000\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := decodeManifest(b)
		if err != nil {
			return
		}
		for _, file := range m.Files {
			if !filepath.IsLocal(file.Name) {
				t.Fatalf("the file %q", file.Name)
			}
		}
	})
}

func FuzzSalvage(f *testing.F) {
	f.Add([]byte{1, 3, 1, '5', 1, 0})
	path := filepath.Join(f.TempDir(), "x.zap")
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, rec := range salvage(path) {
			_, _ = decodeRecord(rec)
		}
	})
}

func TestNearCopy(t *testing.T) {
	an := analysis.New()
	words := func(from, to int) string {
		var b []byte
		for i := from; i < to; i++ {
			b = append(b, "mot"...)
			for n := i; n > 0; n /= 7 {
				b = append(b, byte('a'+n%7))
			}
			b = append(b, ' ')
		}
		return string(b)
	}
	base := words(0, 300)
	tests := []struct {
		name  string
		other string
		want  bool
	}{
		{"itself", base, true},
		{"a paragraph more", base + words(1000, 1080), true},
		{"a paragraph less", words(60, 300), true},
		{"another text", words(2000, 2300), false},
		{"half another", words(0, 150) + words(3000, 3150), false},
		{"quoted in a long article", base + words(4000, 4700), false},
		{"too short", words(0, 20), false},
	}
	for _, tt := range tests {
		if got := nearCopy(an.Tokens(nil, base), an.Tokens(nil, tt.other)); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestNormalDate(t *testing.T) {
	for in, want := range map[string]string{
		"2024": "2024", "2024-06": "2024-06", "2024-06-19": "2024-06-19", "2024-06-19T08:00:00Z": "2024-06-19", "2024-06-19 08:00": "2024-06-19",
		"": "", "hier": "", "20240619": "", "2024-13": "", "2024-06-32": "", "2024/06": "", "0000": "", "2024-6-1": "", "2024-06-19x": "",
	} {
		if got, _ := normalDate(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
