package lang

import (
	"strings"
	"testing"
)

var texts = []struct{ name, text, want string }{
	{"French", "Le maire de Port-Salant a répété devant la foule que la ville n'avait rien caché et que les habitants seraient consultés dans le mois.", "fr"},
	{"French, short", "« Nous tiendrons », promet la préfète", "fr"},
	{"French, few function words", "Grève : trafic perturbé mardi, retour progressif mercredi matin", "fr"},
	{"English", "The mayor told the crowd that the city had nothing to hide and that residents would be consulted by the end of the month.", "en"},
	{"German", "Die Bürgermeisterin sagte, dass die Stadt nichts zu verbergen habe und dass alle Einwohner noch in diesem Monat befragt werden.", "de"},
	{"Spanish", "La alcaldesa dijo que la ciudad no tenía nada que ocultar y que los vecinos serán consultados antes de fin de mes, según su portavoz.", "es"},
	{"Italian", "La sindaca ha detto che la città non ha niente da nascondere e che gli abitanti saranno consultati entro la fine del mese.", "it"},
	{"Portuguese", "A presidente da câmara disse que a cidade não tem nada a esconder e que os moradores serão consultados até ao fim do mês.", "pt"},
	{"Dutch", "De burgemeester zei dat de stad niets te verbergen heeft en dat de bewoners voor het einde van de maand worden geraadpleegd.", "nl"},
	{"Russian", "Мэр заявила, что городу нечего скрывать и что жители будут опрошены до конца месяца.", "ru"},
	{"Ukrainian", "Міська голова заявила, що місту нічого приховувати і що мешканців опитають до кінця місяця.", "uk"},
	{"empty", "", ""},
	{"figures", "12 34 56 78 90 12 34 56 78 90", ""},
	{"too short", "Non.", ""},
}

func TestDetect(t *testing.T) {
	for _, tt := range texts {
		t.Run(tt.name, func(t *testing.T) {
			if got := Detect(tt.text); got != tt.want {
				t.Errorf("Detect = %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzDetect(f *testing.F) {
	for _, tt := range texts {
		f.Add(tt.text)
	}
	f.Add("\xff\xfe" + strings.Repeat("é", sample))
	f.Fuzz(func(t *testing.T, s string) {
		if got := Detect(s); len(got) != 0 && len(got) != 2 {
			t.Errorf("Detect(%q) = %q", s, got)
		}
	})
}

func BenchmarkDetect(b *testing.B) {
	for _, bb := range []struct{ name, text string }{
		{"clear", strings.Repeat(texts[0].text+" ", 40)},
		{"headline", texts[2].text},
	} {
		b.Run(bb.name, func(b *testing.B) {
			for b.Loop() {
				Detect(bb.text)
			}
		})
	}
}
