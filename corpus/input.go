package corpus

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"

	"dixit/corpus/charset"
)

// An input is a file or stream, decompressed and, where it is UTF-16, decoded.
type input struct {
	path   string // for messages and Article.Source
	named  bool   // given by the user, not found in a folder
	folder string // name of the folder it was found in
	size   int64  // bytes of the file, 0 where unknown or compressed
	gzip   bool
	*bufio.Reader
}

// headSize is how much of an input is looked at to find its format.
const headSize = 4 << 10

// buffers are the buffered readers of a run, used again for each input: a folder
// of small files would otherwise spend its time in allocating them.
type buffers struct{ raw, text *bufio.Reader }

func reset(b **bufio.Reader, r io.Reader) *bufio.Reader {
	if *b == nil {
		*b = bufio.NewReaderSize(r, 64<<10)
	} else {
		(*b).Reset(r)
	}
	return *b
}

var (
	// errPassOver is an input found in a folder that is sound but holds no article.
	errPassOver = errors.New("not an article")

	errEmpty     = errors.New("it is empty")
	errNoWords   = errors.New("it has metadata but no text")
	errTruncated = errors.New("the compressed data ends too early; copy or download the file again")
	errDamaged   = errors.New("the compressed data is damaged; copy or download the file again")
)

// errTooLarge is a record or file over the limit.
func (r *run) errTooLarge(what string) error {
	return fmt.Errorf("%s is larger than %d MiB, the most that is held in memory, and is left out", what, r.opts.MaxRecord>>20)
}

// open makes in readable from src and returns its format.
func (r *run) open(in *input, src io.Reader) (*format, error) {
	counted := &countReader{r: src}
	in.Reader = reset(&r.buffers.raw, counted)
	head, err := peek(in.Reader)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(head, []byte{0x1F, 0x8B}) {
		z, err := gzip.NewReader(in.Reader)
		if err != nil {
			return nil, gzipError(err)
		}
		in.gzip, in.size = true, 0
		in.Reader = reset(&r.buffers.text, &gzipReader{z: z, compressed: counted, free: r.opts.MaxRecord, ratio: r.opts.MaxRatio})
		if head, err = peek(in.Reader); err != nil {
			return nil, err
		}
	}
	if len(head) == 0 {
		return nil, errEmpty
	}
	if text := charset.UTF16(head, in.Reader); text != io.Reader(in.Reader) {
		in.Reader, in.size = bufio.NewReaderSize(text, 64<<10), 0
		if head, err = peek(in.Reader); err != nil {
			return nil, err
		}
	}
	return r.detect(in, head)
}

// peek returns the head of b, short where b is.
func peek(b *bufio.Reader) ([]byte, error) {
	head, err := b.Peek(headSize)
	if err == io.EOF || len(head) > 0 {
		// An error behind the head is met again by whoever reads on.
		return head, nil
	}
	return nil, err
}

// all returns what is left of in as one string, at most the limit of a record.
func (r *run) all(in *input) (string, error) {
	if in.size > r.opts.MaxRecord {
		return "", r.errTooLarge("the file")
	}
	var b strings.Builder
	b.Grow(int(in.size))
	for {
		if _, err := in.Peek(1); err == io.EOF {
			return b.String(), nil
		} else if err != nil {
			return "", err
		}
		part, _ := in.Peek(in.Buffered())
		if int64(b.Len()+len(part)) > r.opts.MaxRecord {
			return "", r.errTooLarge("the file")
		}
		b.Write(part)
		in.Discard(len(part))
	}
}

// countReader counts the bytes read through it.
type countReader struct {
	r io.Reader
	n int64
}

func (c *countReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// gzipReader reads the members of a gzip file one behind the other, and stops at
// data that grows out of all proportion.
type gzipReader struct {
	z           *gzip.Reader
	compressed  *countReader
	n           int64
	free, ratio int64
}

func (g *gzipReader) Read(p []byte) (int, error) {
	n, err := g.z.Read(p)
	g.n += int64(n)
	if g.n > g.free && g.n/g.ratio > g.compressed.n {
		return 0, fmt.Errorf("the compressed data grows more than %d times, which no text does; the rest is not read", g.ratio)
	}
	if err != nil && err != io.EOF {
		err = gzipError(err)
	}
	return n, err
}

// gzipError tells a file cut short from one damaged within, and leaves errors of
// the system below as they are.
func gzipError(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fmt.Errorf("%w%w", errTruncated, silent{err})
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		return fmt.Errorf("%w%w", errDamaged, silent{err})
	}
	return err
}
