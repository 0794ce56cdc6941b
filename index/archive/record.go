package archive

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"sync"

	"github.com/klauspost/compress/zstd"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/quote"
)

// A record is the stored form of an entry: one byte of version, the compressed
// fields, and the CRC-32C of all before it. Texts that are bytes of the body
// (quotations, and mostly mentions and cues) are kept as their spans only.
const recordVersion = 1

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encoders and decoders of zstd are expensive to make; EncodeAll and DecodeAll
// may be called by many goroutines.
var (
	encoder = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(2), zstd.WithEncoderCRC(false),
			zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(1<<17))
		if err != nil {
			panic(err) // constant options
		}
		return e
	})
	decoder = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30))
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
	hexID // the ID is written as the bytes that its hexadecimal digits stand for
)

// appendRecord appends the record of e to dst.
func appendRecord(dst []byte, e *index.Entry) []byte {
	a := e.Article
	plain := make([]byte, 0, len(a.Body)+256+64*len(e.Quotations))
	for _, s := range [...]string{a.ID, a.Source, a.Outlet, a.Title, a.Byline, a.Published, a.URL, a.Lang, a.Body} {
		plain = appendString(plain, s)
	}
	plain = binary.AppendUvarint(plain, uint64(a.Line))
	plain = binary.AppendUvarint(plain, uint64(a.TextStart))
	plain = binary.AppendUvarint(plain, uint64(len(e.Quotations)))
	for i := range e.Quotations {
		q := &e.Quotations[i]
		var flags byte
		if q.Speaker != nil {
			flags |= hasSpeaker
		}
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
		plain = append(plain, flags, byte(q.Form))
		plain = appendString(plain, id)
		plain = appendSpan(plain, q.Span)
		plain = appendSpan(plain, q.Outer)
		plain = binary.AppendVarint(plain, int64(q.Parent))
		plain = appendString(plain, string(q.Kind))
		if q.Speaker != nil {
			plain = appendString(plain, q.Speaker.ID)
			plain = appendString(plain, q.Speaker.Name)
			plain = appendString(plain, string(q.Speaker.Type))
			plain = append(plain, byte(q.Speaker.Gender))
		}
		plain = appendEvidence(plain, q.Mention, flags&mentionInBody != 0)
		plain = appendEvidence(plain, q.Cue, flags&cueInBody != 0)
		plain = appendString(plain, q.Rule)
		plain = binary.LittleEndian.AppendUint64(plain, math.Float64bits(q.Confidence))
	}
	start := len(dst)
	dst = append(dst, recordVersion)
	dst = encoder().EncodeAll(plain, dst)
	return binary.LittleEndian.AppendUint32(dst, crc32.Checksum(dst[start:], castagnoli))
}

func within(body string, e quote.Evidence) bool {
	return valid(body, e.Span) && e.Span.Of(body) == e.Text
}

func valid(body string, s text.Span) bool {
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(body)
}

func appendString(dst []byte, s string) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

func appendSpan(dst []byte, s text.Span) []byte {
	return binary.AppendVarint(binary.AppendVarint(dst, int64(s.Start)), int64(s.End-s.Start))
}

func appendEvidence(dst []byte, e quote.Evidence, inBody bool) []byte {
	if !inBody {
		dst = appendString(dst, e.Text)
	}
	return appendSpan(dst, e.Span)
}

var errRecord = errors.New("the record does not have its checksum")

// decodeRecord is the inverse of appendRecord. It checks the record's checksum
// and copies what it keeps.
func decodeRecord(rec []byte) (*index.Entry, error) {
	if len(rec) < 5 || crc32.Checksum(rec[:len(rec)-4], castagnoli) != binary.LittleEndian.Uint32(rec[len(rec)-4:]) {
		return nil, errRecord
	}
	if rec[0] != recordVersion {
		return nil, fmt.Errorf("record version %d, this program knows %d", rec[0], recordVersion)
	}
	plain, err := decoder().DecodeAll(rec[1:len(rec)-4], nil)
	if err != nil {
		return nil, err
	}
	r := &recordReader{s: string(plain)}
	a := &corpus.Article{}
	for _, p := range [...]*string{&a.ID, &a.Source, &a.Outlet, &a.Title, &a.Byline, &a.Published, &a.URL, &a.Lang, &a.Body} {
		*p = r.string()
	}
	a.Line, a.TextStart = r.int(), r.int()
	n := r.int()
	if r.bad || n > len(r.s) {
		return nil, errors.New("the record ends too early")
	}
	e := &index.Entry{Article: a}
	if n > 0 {
		e.Quotations = make([]quote.Quotation, n)
	}
	for i := range e.Quotations {
		q := &e.Quotations[i]
		flags := r.byte()
		q.Form = quote.Form(r.byte())
		q.ID = r.string()
		if flags&hexID != 0 {
			q.ID = hex.EncodeToString([]byte(q.ID))
		}
		q.Span = r.span()
		q.Outer = r.span()
		q.Parent = int(r.varint())
		q.Kind = quote.Kind(r.string())
		if flags&hasSpeaker != 0 {
			q.Speaker = &quote.Speaker{ID: r.string(), Name: r.string(), Type: quote.SpeakerType(r.string()), Gender: quote.Gender(r.byte())}
		}
		q.Mention = r.evidence(a.Body, flags&mentionInBody != 0)
		q.Cue = r.evidence(a.Body, flags&cueInBody != 0)
		q.Rule = r.string()
		q.Confidence = math.Float64frombits(r.uint64())
		if !valid(a.Body, q.Span) {
			return nil, fmt.Errorf("quotation %s lies outside of its article", q.ID)
		}
		q.Text = q.Span.Of(a.Body)
	}
	if r.bad {
		return nil, errors.New("the record ends too early")
	}
	return e, nil
}

// A recordReader reads fields off the front of s; behind the end it is bad and
// returns zeros.
type recordReader struct {
	s   string
	bad bool
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

func (r *recordReader) span() text.Span {
	start := int(r.varint())
	return text.Span{Start: start, End: start + int(r.varint())}
}

func (r *recordReader) evidence(body string, inBody bool) quote.Evidence {
	if !inBody {
		return quote.Evidence{Text: r.string(), Span: r.span()}
	}
	s := r.span()
	if !valid(body, s) {
		r.bad = true
		return quote.Evidence{}
	}
	return quote.Evidence{Text: s.Of(body), Span: s}
}
