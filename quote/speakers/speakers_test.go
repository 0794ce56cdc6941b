package speakers

import (
	"testing"
)

func TestHolder(t *testing.T) {
	for _, c := range []struct{ title, of, at, want string }{
		{"secrétaire général", "OTAN", "2024-06", "jens-stoltenberg"},
		{"secrétaire général", "l'Otan", "2024-11", "mark-rutte"},
		{"secrétaire général", "OTAN", "2024-10-01", "mark-rutte"},
		{"secrétaire général", "OTAN", "2024-09-30", "jens-stoltenberg"},
		{"secrétaire général", "Alliance atlantique", "2024-10", "mark-rutte"},
		{"patron", "OTAN", "2023", "jens-stoltenberg"},
		{"secrétaire général", "OTAN", "", ""},
		{"secrétaire général", "OTAN", "hier", ""},
		{"secrétaire général de l’OTAN", "", "2024-06-19T08:00:00+02:00", "jens-stoltenberg"},
		{"président", "Russie", "2024-06-19", "vladimir-poutine"},
		{"chef de l'État", "Russie", "2024-06-19", "vladimir-poutine"},
		{"maître du Kremlin", "", "2024-06-19", "vladimir-poutine"},
		{"leader", "Corée du Nord", "2024-06-19", "kim-jong-un"},
		{"chef de la diplomatie", "Ukraine", "2024-06-19", "dmytro-kuleba"},
		{"porte-parole", "Conseil de sécurité nationale", "2024-06-19", "john-kirby"},
		{"porte-parole du Conseil de sécurité nationale de la Maison Blanche", "", "2024-06-19", "john-kirby"},
		{"porte-parole", "Maison Blanche", "2024-06-19", ""}, // Kirby and Jean-Pierre
		{"président", "États-Unis", "2024-06-19", "joe-biden"},
		{"président", "États-Unis", "2025-03", "donald-trump"},
		{"président", "États-Unis", "2025-01", ""},
		{"président", "Atlantide", "2024", ""},
		{"", "", "2024", ""},
	} {
		got := ""
		if e, ok := Builtin().Holder(c.title, c.of, c.at); ok {
			got = e.ID
		}
		if got != c.want {
			t.Errorf("Holder(%q, %q, %q) = %q, want %q", c.title, c.of, c.at, got, c.want)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		entries, err := parseEntries(builtinText)
		if err != nil {
			b.Fatal(err)
		}
		newRegistry(entries)
	}
}
