package markup

import (
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"at spaces", "un deux trois quatre", []string{"un deux", "trois", "quatre"}},
		{"not at no-break spaces", "dit «\u00a0oui\u00a0»", []string{"dit", "«\u00a0oui\u00a0»"}},
		{"long words", "antidisestablish", []string{"antidise", "stablish"}},
		{"wide letters", "日本語日本語", []string{"日本語日", "本語"}},
		{"combining marks", strings.Repeat("e\u0301", 10), []string{strings.Repeat("e\u0301", 8), strings.Repeat("e\u0301", 2)}},
		{"line ends", "un\n\ndeux\r\n", []string{"un", "deux"}},
		{"nothing", " \n ", nil},
		{"escape sequences", "a\x1b[31mb", []string{"a\uFFFD[31mb"}},
		{"direction", "a\u202eb", []string{"a\uFFFDb"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, line := range Wrap([]Run{{Text: c.in}}, 8) {
				var b strings.Builder
				for _, r := range line {
					b.WriteString(r.Text)
				}
				got = append(got, b.String())
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
