package charset

import (
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

const sentence = "La préfète a répété, très émue : « Ça ne s'est pas arrêté là, où qu'on aille. »\n"

func encoded(t testing.TB, enc encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecode(t *testing.T) {
	long := strings.Repeat(sentence, 8)
	typographic := strings.Repeat("L’œuvre coûte 300 €, « à peu près », a‑t‑elle précisé…\n", 1)
	typographic = strings.ReplaceAll(typographic, "‑", "-")
	tests := []struct {
		name     string
		data     []byte
		declared string
		want     string
	}{
		{"empty", nil, "", ""},
		{"ascii", []byte("Rien."), "", "Rien."},
		{"utf-8", []byte(long), "", long},
		{"utf-8 with byte order mark", []byte("\ufeff" + long), "", "\ufeff" + long},
		{"utf-8 declared as latin-1", []byte(long), "iso-8859-1", long},
		{"utf-8 after a long ascii head", []byte(strings.Repeat("x ", 4096) + long), "", strings.Repeat("x ", 4096) + long},
		{"utf-8 with one damaged byte", []byte(long + "bless\xe9"), "", long + "bless?"},
		{"short utf-8 with one damaged byte", []byte("« Très bien\xe9 », dit-il."), "", "« Très bien? », dit-il."},
		{"short utf-8 cut within a letter", []byte("L’été.\nOui, dit H\xc3"), "", "L’été.\nOui, dit H?"},
		{"one accent in utf-8 and one damaged byte", []byte("Un caf\xc3\xa9 serr\xe9"), "", "Un café serr?"},
		{"windows-1252 that is utf-8 in one place", []byte("Le CAF\xc9\xbb a ferm\xe9."), "", "Le CAFÉ» a fermé."},
		{"gbk declared", encoded(t, simplifiedchinese.GBK, "他说：“我们同意。”"), "gbk", "他说：“我们同意。”"},
		{"windows-1252", encoded(t, charmap.Windows1252, typographic), "", typographic},
		{"windows-1252 declared as latin-1", encoded(t, charmap.Windows1252, typographic), "ISO-8859-1", typographic},
		{"iso-8859-1", encoded(t, charmap.ISO8859_1, long), "", long},
		{"iso-8859-15 declared", encoded(t, charmap.ISO8859_15, "Un bœuf à 5 €"), "iso-8859-15", "Un bœuf à 5 €"},
		{"iso-8859-15 by its ligature", encoded(t, charmap.ISO8859_15, "Le cœur a lâché"), "", "Le cœur a lâché"},
		{"iso-8859-15 by its euro", encoded(t, charmap.ISO8859_15, "Payé 5 €"), "", "Payé 5 €"},
		{"macintosh", encoded(t, charmap.Macintosh, long), "", long},
		{"koi8-r declared", encoded(t, charmap.KOI8R, "Привет"), "koi8-r", "Привет"},
		{"unknown label", encoded(t, charmap.Windows1252, "Été"), "x-nonsense", "Été"},
		{"utf-16 le with mark", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), long), "", long},
		{"utf-16 be with mark", encoded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), long), "", long},
		{"utf-16 le without mark", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), long), "", long},
		{"short utf-16 le without mark", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "« Oui »"), "", "« Oui »"},
		{"short utf-16 be without mark", encoded(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "« Oui »"), "", "« Oui »"},
		{"utf-16 le without mark in typography", encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "L’œuvre — « c’est… 5 € »"), "", "L’œuvre — « c’est… 5 € »"},
		{"utf-16 le without mark, cut within a unit", append(encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), sentence), 'x'), "", sentence + "\uFFFD"},
		{"utf-16 be without mark", encoded(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), long), "", long},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Decode(tt.data, tt.declared); got != tt.want {
				t.Errorf("Decode = %q, want %q", got, tt.want)
			}
			if got := DecodeString(string(tt.data), tt.declared); got != tt.want {
				t.Errorf("DecodeString = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestUTF16Reader(t *testing.T) {
	want := strings.Repeat(sentence, 200)
	data := encoded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), want)
	got, err := io.ReadAll(UTF16(data[:64], strings.NewReader(string(data))))
	if err != nil || string(got) != want {
		t.Errorf("read %d bytes, %v; want %d", len(got), err, len(want))
	}
	for name, head := range map[string]string{
		"samples of sound": "\x01\x00\x02\x00\x7f\x00\x81\x00\x05\x00\x03\x00",
		"32-bit integers":  "\x41\x00\x00\x00\x42\x00\x00\x00",
		"odd":              "a\x00",
	} {
		if utf16([]byte(head)) != nil {
			t.Errorf("%s: taken for UTF-16", name)
		}
	}
	plain := strings.NewReader(want)
	if r := UTF16([]byte(want[:64]), plain); r != io.Reader(plain) {
		t.Error("a reader of UTF-8 was wrapped")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(sentence), "utf-8")
	f.Add([]byte("\xff\xfeL\x00a\x00\x00\xd8"), "")
	f.Add([]byte("caf\xe9 \x93oui\x94"), "windows-1252")
	f.Add([]byte("\x1b$B!!"), "iso-2022-jp")
	f.Fuzz(func(t *testing.T, data []byte, declared string) {
		got := Decode(data, declared)
		if !utf8.ValidString(got) {
			t.Errorf("Decode(%q, %q) is not UTF-8: %q", data, declared, got)
		}
		if utf8.Valid(data) && utf16(data) == nil && got != string(data) {
			t.Errorf("UTF-8 changed: %q to %q", data, got)
		}
	})
}

func BenchmarkDecodeString(b *testing.B) {
	s := strings.Repeat(sentence, 100)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		DecodeString(s, "")
	}
}
