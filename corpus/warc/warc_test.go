package warc

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// rec is a record with the given type, content type and block.
func rec(kind, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: <http://vigie.example/>\r\n"+
		"Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, contentType, len(block), block)
}

func open(s string) *Reader { return NewReader(bufio.NewReader(strings.NewReader(s))) }

func compressed(t testing.TB, s string, open func(io.Writer) io.WriteCloser) string {
	t.Helper()
	var b bytes.Buffer
	w := open(&b)
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReader(t *testing.T) {
	info := rec("warcinfo", "application/warc-fields", "software: x\r\n")
	resource := rec("resource", "text/html; charset=utf-8", "<p>Un")
	tests := []struct {
		name, data string
		want       []string // "type body", or the error
	}{
		{"empty", "", nil},
		{"blank", "\r\n\r\n", nil},
		{"two records", info + resource, []string{"warcinfo software: x\r\n", "resource <p>Un"}},
		{"line ends of one byte", strings.ReplaceAll(resource, "\r\n", "\n"), []string{"resource <p>Un"}},
		{"no line ends between records", strings.TrimRight(resource, "\r\n") + resource, []string{"resource <p>Un", "resource <p>Un"}},
		{"folded field", "WARC/1.1\r\nWARC-Type:\r\n resource\r\nContent-Length: 2\r\n\r\nab", []string{"resource ab"}},
		{"junk between records", resource + "junk\r\nmore junk\r\n" + resource, []string{"resource <p>Un", "!does not begin with WARC/", "resource <p>Un"}},
		{"no length", "WARC/1.0\r\nWARC-Type: x\r\n\r\nblock\r\n\r\n" + resource, []string{"!no usable Content-Length", "resource <p>Un"}},
		{"negative length", "WARC/1.0\r\nContent-Length: -5\r\n\r\nblock\r\n\r\n" + resource, []string{"!no usable Content-Length", "resource <p>Un"}},
		{"malformed header", "WARC/1.0\r\nno colon\r\n\r\n" + resource, []string{"!malformed", "resource <p>Un"}},
		{"endless header", "WARC/1.0\r\n" + strings.Repeat("a: b\r\n", maxHeader) + resource, []string{"!too long", "resource <p>Un"}},
		{"cut in the block", resource[:len(resource)-6], []string{"!ends within a record"}},
		{"cut in the header", resource[:40], []string{"!ends within a record"}},
		{"cut in the version", "WARC/1", []string{"!ends within a record"}},
		{"length beyond the end", "WARC/1.0\r\nContent-Length: 9223372036854775807\r\n\r\nabc", []string{"!too large"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(tt.data)
			var got []string
			for range 10 {
				record, err := r.Next()
				if err == io.EOF {
					break
				}
				var body []byte
				if err == nil {
					body, err = record.Body(1 << 20)
				}
				if err != nil {
					got = append(got, "!"+err.Error())
					var syntax *SyntaxError
					if !errors.As(err, &syntax) {
						break
					}
					continue
				}
				got = append(got, record.Type+" "+string(body))
			}
			if len(got) != len(tt.want) {
				t.Fatalf("got %q, want %q", got, tt.want)
			}
			for i, want := range tt.want {
				if want[0] == '!' && got[i][0] == '!' && strings.Contains(got[i], want[1:]) {
					continue
				}
				if got[i] != want {
					t.Errorf("got %q, want %q", got[i], want)
				}
			}
		})
	}
}

func TestHeader(t *testing.T) {
	record, err := open(rec("resource", "Text/HTML; charset=utf-8", "")).Next()
	if err != nil {
		t.Fatal(err)
	}
	if record.ID != "urn:uuid:1" || record.URI != "http://vigie.example/" || record.ContentType != "text/html" || record.Number != 1 {
		t.Errorf("got %+v", record)
	}
}

func TestSkipsWithoutReading(t *testing.T) {
	r := open(rec("response", "application/http", "HTTP/1.1 200 OK\r\n\r\n"+strings.Repeat("x", 1<<20)) + rec("resource", "text/html", "fin"))
	first, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := first.Body(10); err != ErrTooLarge {
		t.Errorf("error %v, want too large", err)
	}
	second, err := r.Next()
	if err != nil || second.Type != "resource" {
		t.Errorf("second record %+v, %v", second, err)
	}
}

func TestResponse(t *testing.T) {
	const page = "<p>Il a dit : « Non. »"
	gz := compressed(t, page, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
	zl := compressed(t, page, func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
	br := compressed(t, page, func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
	chunks := func(s string) string {
		return fmt.Sprintf("%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n", 5, s[:5], len(s)-5, s[5:])
	}
	tests := []struct{ name, header, body, want string }{
		{"plain", "", page, page},
		{"chunked", "Transfer-Encoding: chunked\r\n", chunks(page), page},
		{"chunked by header only", "Transfer-Encoding: chunked\r\n", page, page},
		{"gzip", "Content-Encoding: gzip\r\n", gz, page},
		{"gzip by header only", "Content-Encoding: gzip\r\n", page, page},
		{"deflate", "Content-Encoding: deflate\r\n", zl, page},
		{"brotli", "content-encoding: br\r\n", br, page},
		{"brotli by header only", "Content-Encoding: br\r\n", page, page},
		{"chunked gzip", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunks(gz), page},
		{"identity", "Content-Encoding: identity\r\n", page, page},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			http := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"ISO-8859-15\"\r\n" + tt.header + "\r\n" + tt.body
			r := open(rec("response", "application/http; msgtype=response", http) + rec("resource", "x", "fin"))
			record, err := r.Next()
			if err != nil {
				t.Fatal(err)
			}
			resp, err := record.Response()
			if err != nil {
				t.Fatal(err)
			}
			if resp.Status != 200 || resp.ContentType != "text/html" || resp.Charset != "ISO-8859-15" {
				t.Errorf("header %+v", resp)
			}
			body, err := resp.Body(1 << 20)
			if err != nil || string(body) != tt.want {
				t.Errorf("body %q, %v", body, err)
			}
			if next, err := r.Next(); err != nil || next.Type != "resource" {
				t.Errorf("next record %+v, %v", next, err)
			}
		})
	}

	t.Run("bomb", func(t *testing.T) {
		bomb := compressed(t, strings.Repeat("x", 1<<20), func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
		record, _ := open(rec("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"+bomb)).Next()
		resp, err := record.Response()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := resp.Body(1 << 16); err != ErrTooLarge {
			t.Errorf("error %v, want too large", err)
		}
	})
	for name, block := range map[string]string{
		"no response":             "<p>Un",
		"empty":                   "",
		"header beyond the block": "HTTP/1.1 200 OK\r\nContent-Type: text/html",
	} {
		t.Run(name, func(t *testing.T) {
			r := open(rec("response", "application/http", block) + rec("response", "application/http", "HTTP/1.1 200 OK\r\n\r\nfin") + rec("resource", "x", ""))
			record, err := r.Next()
			if err != nil {
				t.Fatal(err)
			}
			var syntax *SyntaxError
			if _, err := record.Response(); !errors.As(err, &syntax) {
				t.Errorf("error %v", err)
			}
			found := false
			for {
				record, err := r.Next()
				if err != nil {
					break
				}
				found = found || record.Type == "resource"
			}
			if !found {
				t.Error("the archive was not read to its end")
			}
		})
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte(rec("response", "application/http", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip, br\r\n\r\n5\r\nabcde\r\n0\r\n\r\n")))
	f.Add([]byte(rec("resource", "text/html", "<p>") + "WARC/1.0\r\nContent-Length: 99\r\n\r\n"))
	f.Add([]byte("junk\nWARC/1.0\n\nWARC/1.1\nContent-Length: 3\n\nabcWARC/1.0\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := NewReader(bufio.NewReader(bytes.NewReader(data)))
		for n := 0; ; n++ {
			if n > len(data)+1 {
				t.Fatal("more records than bytes")
			}
			record, err := r.Next()
			var syntax *SyntaxError
			if errors.As(err, &syntax) {
				continue
			}
			if err != nil {
				return
			}
			if resp, err := record.Response(); err == nil {
				if body, err := resp.Body(1 << 16); err == nil && len(body) > 1<<16 {
					t.Errorf("%d bytes", len(body))
				}
			}
		}
	})
}

func BenchmarkReader(b *testing.B) {
	data := strings.Repeat(rec("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+strings.Repeat("<p>Un ", 5000)), 100)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		r := open(data)
		for {
			record, err := r.Next()
			if err != nil {
				break
			}
			if resp, err := record.Response(); err == nil {
				if _, err := resp.Body(1 << 20); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}
