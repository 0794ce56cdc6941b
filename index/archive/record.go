package archive

import (
	_ "embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"

	"dixit/corpus"
	"dixit/corpus/block"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/quote"
)

// A record is the stored form of an entry: one byte of version, the compressed
// fields, and the CRC-32C of all before it. Texts that are bytes of the body
// (quotations, and mostly mentions and cues) are kept as their spans only.
//
// The record of an article whose markup sets off block quotations has a version of
// its own, which holds their places behind the article's fields. All others are
// written as they were before, so that older programs read them.
const (
	recordVersion = 2
	blocksVersion = 3
)

// dictionary is what records are compressed against: an article is too short to
// show how French news goes. It belongs to the record's versions and must not
// change with it: no record could be read without it. Program gen made it.
//
//go:embed record.dict
var dictionary []byte

// dictionaryID is the dictionary's number in the frames of zstd.
const dictionaryID = 2

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encoders and decoders of zstd are expensive to make; EncodeAll and DecodeAll
// may be called by many goroutines.
var (
	encoder = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(2), zstd.WithEncoderCRC(false),
			zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(1<<17),
			zstd.WithEncoderDictRaw(dictionaryID, dictionary))
		if err != nil {
			panic(err) // constant options
		}
		return e
	})
	decoder = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30),
			zstd.WithDecoderDictRaw(dictionaryID, dictionary))
		if err != nil {
			panic(err) // constant options
		}
		return d
	})
)

// Flags of a stored quotation.
const (
	hasSpeaker = 1 << iota
	mentionInBody
	cueInBody
	hexID    // the ID is written as the bytes that its hexadecimal digits stand for
	roundTen // the confidence is written in ten-thousandths
)

// appendRecord appends the record of e to dst.
func appendRecord(dst []byte, e *index.Entry) []byte {
	start := len(dst)
	version := byte(recordVersion)
	if len(e.Article.Blocks) > 0 {
		version = blocksVersion
	}
	dst = append(dst, version)
	dst = encoder().EncodeAll(appendPlain(nil, e), dst)
	return binary.LittleEndian.AppendUint32(dst, crc32.Checksum(dst[start:], castagnoli))
}

// appendPlain appends the fields of a record before compression. Of a quotation,
// what most have in common comes first, and spans are written by how far they lie
// from the one before.
func appendPlain(dst []byte, e *index.Entry) []byte {
	a := e.Article
	dst = slices.Grow(dst, len(a.Body)+256+64*len(e.Quotations))
	for _, s := range [...]string{a.ID, a.Source, a.Outlet, a.Title, a.Byline, a.Published, a.URL, a.Lang, a.Body} {
		dst = appendString(dst, s)
	}
	dst = binary.AppendUvarint(dst, uint64(a.Line))
	dst = binary.AppendUvarint(dst, uint64(a.TextStart))
	if len(a.Blocks) > 0 {
		dst = appendBlocks(dst, a.Blocks)
	}
	dst = binary.AppendUvarint(dst, uint64(len(e.Quotations)))
	from := 0
	for i := range e.Quotations {
		q := &e.Quotations[i]
		var flags byte
		if within(a.Body, q.Mention) {
			flags |= mentionInBody
		}
		if within(a.Body, q.Cue) {
			flags |= cueInBody
		}
		id := q.ID
		if raw, err := hex.DecodeString(id); err == nil && hex.EncodeToString(raw) == id {
			id = string(raw)
			flags |= hexID
		}
		if q.Speaker != nil {
			flags |= hasSpeaker
		}
		parts := math.Round(q.Confidence * tenThousand)
		if parts >= 0 && parts <= tenThousand && parts/tenThousand == q.Confidence {
			flags |= roundTen
		}
		dst = append(dst, flags, byte(q.Form))
		dst = appendString(dst, string(q.Kind))
		dst = appendString(dst, q.Rule)
		if q.Speaker != nil {
			dst = appendString(dst, string(q.Speaker.Type))
			dst = append(dst, byte(q.Speaker.Gender))
			dst = appendString(dst, q.Speaker.ID)
			dst = appendString(dst, q.Speaker.Name)
		}
		dst = binary.AppendVarint(dst, int64(q.Parent))
		if flags&roundTen != 0 {
			dst = binary.AppendUvarint(dst, uint64(parts))
		} else {
			dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(q.Confidence))
		}
		dst = appendSpan(dst, q.Span, from)
		dst = appendSpan(dst, q.Outer, q.Span.Start)
		dst = appendEvidence(dst, q.Mention, flags&mentionInBody != 0, q.Span.End)
		dst = appendEvidence(dst, q.Cue, flags&cueInBody != 0, q.Span.End)
		dst = appendString(dst, id)
		from = q.Span.End
	}
	return dst
}

func appendBlocks(dst []byte, blocks []block.Quotation) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(blocks)))
	from := 0
	for _, b := range blocks {
		dst = appendSpan(dst, b.Words, from)
		dst = appendSpan(dst, b.Author, b.Words.End)
		from = b.Words.End
	}
	return dst
}

const tenThousand = 10_000

func within(body string, e quote.Evidence) bool {
	return valid(body, e.Span) && e.Span.Of(body) == e.Text
}

func valid(body string, s text.Span) bool {
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(body)
}

func appendString(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

// appendSpan writes a span by its distance from a place of the body.
func appendSpan(dst []byte, s text.Span, from int) []byte {
	return binary.AppendVarint(binary.AppendVarint(dst, int64(s.Start-from)), int64(s.End-s.Start))
}

func appendEvidence(dst []byte, e quote.Evidence, inBody bool, from int) []byte {
	if !inBody {
		dst = appendString(dst, e.Text)
	}
	return appendSpan(dst, e.Span, from)
}

var (
	errRecord = errors.New("the record does not have its checksum")
	errShort  = errors.New("the record ends too early")
)

// decodeRecord is the inverse of appendRecord. It checks the record's checksum
// and copies what it keeps.
func decodeRecord(rec []byte) (*index.Entry, error) {
	plain, version, err := unpack(rec)
	if err != nil {
		return nil, err
	}
	return decodePlain(plain, version)
}

// decodeArticle reads the article of a record without its quotations.
func decodeArticle(rec []byte) (*corpus.Article, error) {
	plain, version, err := unpack(rec)
	if err != nil {
		return nil, err
	}
	r := &recordReader{s: plain}
	a := r.article(version)
	if r.bad || a.TextStart > len(a.Body) {
		return nil, errShort
	}
	return a, nil
}

// hasChecksum reports whether a record is as it was written.
func hasChecksum(rec []byte) bool {
	return len(rec) > 4 && crc32.Checksum(rec[:len(rec)-4], castagnoli) == binary.LittleEndian.Uint32(rec[len(rec)-4:])
}

// unpack checks a record and returns its fields and its version.
func unpack(rec []byte) (string, byte, error) {
	if !hasChecksum(rec) {
		return "", 0, errRecord
	}
	version := rec[0]
	if version != recordVersion && version != blocksVersion {
		return "", 0, fmt.Errorf("record version %d, this program knows %d and %d", version, recordVersion, blocksVersion)
	}
	plain, err := decoder().DecodeAll(rec[1:len(rec)-4], nil)
	return string(plain), version, err
}

// decodePlain is the inverse of appendPlain. What it returns shares the bytes of s.
func decodePlain(s string, version byte) (*index.Entry, error) {
	r := &recordReader{s: s}
	a := r.article(version)
	n := r.int()
	if r.bad || n > len(r.s) {
		return nil, errShort
	}
	e := &index.Entry{Article: a}
	if n > 0 {
		e.Quotations = make([]quote.Quotation, n)
	}
	from := 0
	for i := range e.Quotations {
		q := &e.Quotations[i]
		flags := r.byte()
		q.Form = quote.Form(r.byte())
		q.Kind = quote.Kind(r.string())
		q.Rule = r.string()
		if flags&hasSpeaker != 0 {
			q.Speaker = &quote.Speaker{Type: quote.SpeakerType(r.string()), Gender: quote.Gender(r.byte()), ID: r.string(), Name: r.string()}
		}
		q.Parent = int(r.varint())
		if flags&roundTen != 0 {
			q.Confidence = float64(r.int()) / tenThousand
		} else {
			q.Confidence = math.Float64frombits(r.uint64())
		}
		q.Span = r.span(from)
		if !valid(a.Body, q.Span) {
			return nil, fmt.Errorf("quotation %d lies outside of its article", i)
		}
		q.Text = q.Span.Of(a.Body)
		q.Outer = r.span(q.Span.Start)
		q.Mention = r.evidence(a.Body, flags&mentionInBody != 0, q.Span.End)
		q.Cue = r.evidence(a.Body, flags&cueInBody != 0, q.Span.End)
		q.ID = r.string()
		if flags&hexID != 0 {
			q.ID = hex.EncodeToString([]byte(q.ID))
		}
		from = q.Span.End
	}
	if r.bad {
		return nil, errShort
	}
	return e, nil
}

// A recordReader reads fields off the front of s; behind the end it is bad and
// returns zeros.
type recordReader struct {
	s   string
	bad bool
}

func (r *recordReader) article(version byte) *corpus.Article {
	a := &corpus.Article{}
	for _, p := range [...]*string{&a.ID, &a.Source, &a.Outlet, &a.Title, &a.Byline, &a.Published, &a.URL, &a.Lang, &a.Body} {
		*p = r.string()
	}
	a.Line, a.TextStart = r.int(), r.int()
	if version == blocksVersion {
		a.Blocks = r.blocks(a.Body)
	}
	return a
}

func (r *recordReader) blocks(body string) []block.Quotation {
	n := r.int()
	if n > len(r.s) {
		r.bad = true
		return nil
	}
	blocks := make([]block.Quotation, n)
	from := 0
	for i := range blocks {
		b := &blocks[i]
		b.Words = r.span(from)
		b.Author = r.span(b.Words.End)
		r.bad = r.bad || !valid(body, b.Words) || !valid(body, b.Author)
		from = b.Words.End
	}
	return blocks
}

func (r *recordReader) take(n int) string {
	if n < 0 || n > len(r.s) {
		r.bad = true
		n = len(r.s)
	}
	out := r.s[:n]
	r.s = r.s[n:]
	return out
}

func (r *recordReader) byte() byte {
	if s := r.take(1); s != "" {
		return s[0]
	}
	return 0
}

func (r *recordReader) uvarint() uint64 {
	var v uint64
	for shift := 0; shift < 64; shift += 7 {
		b := r.byte()
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v
		}
	}
	r.bad = true
	return 0
}

func (r *recordReader) varint() int64 {
	v := r.uvarint()
	return int64(v>>1) ^ -int64(v&1)
}

func (r *recordReader) int() int {
	v := r.uvarint()
	if v > math.MaxInt32 {
		r.bad = true
		return 0
	}
	return int(v)
}

func (r *recordReader) uint64() uint64 {
	s := r.take(8)
	if len(s) < 8 {
		return 0
	}
	return binary.LittleEndian.Uint64([]byte(s))
}

func (r *recordReader) string() string { return r.take(r.int()) }

func (r *recordReader) span(from int) text.Span {
	start := from + int(r.varint())
	return text.Span{Start: start, End: start + int(r.varint())}
}

func (r *recordReader) evidence(body string, inBody bool, from int) quote.Evidence {
	if !inBody {
		return quote.Evidence{Text: r.string(), Span: r.span(from)}
	}
	s := r.span(from)
	if !valid(body, s) {
		r.bad = true
		return quote.Evidence{}
	}
	return quote.Evidence{Text: s.Of(body), Span: s}
}
