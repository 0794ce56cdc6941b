package web

import (
	_ "embed"
	"fmt"
	"html/template"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"
)

// A locale is a language of the pages.
type locale struct {
	code, name string
	tag        language.Tag
	messages   map[string]string
	months     [12]string
	// plural reports whether a number takes the plural.
	plural    func(n int) bool
	thousands string
	decimal   string
	pages     map[string]*template.Template
	// problems translate what the packages that read a request say of it.
	problems       []problemMessage
	dayMonthFormat func(day int) string
}

//go:embed messages/messages.tsv
var messagesTable string

//go:embed messages/problems.tsv
var problemsTable string

// matcher chooses among locales, in their order.
var matcher = sync.OnceValue(func() language.Matcher {
	return language.NewMatcher([]language.Tag{locales()[0].tag, locales()[1].tag})
})

// locales are the languages there are, the first where none fits. They are read
// when first asked for, which no command but serve does.
var locales = sync.OnceValue(func() []*locale {
	fr := &locale{
		code: "fr", name: "Français", tag: language.French, messages: map[string]string{}, thousands: "\u202f", decimal: ",",
		months: [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		plural: func(n int) bool { return n > 1 },
		dayMonthFormat: func(day int) string {
			if day == 1 {
				return "1er"
			}
			return strconv.Itoa(day)
		},
	}
	en := &locale{
		code: "en", name: "English", tag: language.English, messages: map[string]string{}, thousands: ",", decimal: ".",
		months:         [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		plural:         func(n int) bool { return n != 1 },
		dayMonthFormat: strconv.Itoa,
	}
	// French sets a space that does not break before its double marks.
	french := strings.NewReplacer(" :", "\u00a0:", " ?", "\u202f?", " !", "\u202f!", " ;", "\u202f;", "« ", "«\u00a0", " »", "\u00a0»", "'", "’")
	for line := range strings.Lines(messagesTable) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		fr.messages[fields[0]], en.messages[fields[0]] = french.Replace(fields[1]), strings.ReplaceAll(fields[2], "'", "’")
	}
	for line := range strings.Lines(problemsTable) {
		if said, in, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t"); ok {
			fr.problems = append(fr.problems, newProblemMessage(said, french.Replace(in)))
		}
	}
	return []*locale{fr, en}
})

// A problemMessage translates one message with what stands in it. The packages
// below know nothing of languages, and commands show their words as they are.
type problemMessage struct {
	said *regexp.Regexp
	in   string // with %s for each part of said
}

func newProblemMessage(format, in string) problemMessage {
	pattern := strings.NewReplacer("%q", `("(?:[^"\\]|\\.)*")`, "%d", `(\d+)`, "%s", "(.*)", "%v", "(.*)").Replace(regexp.QuoteMeta(format))
	return problemMessage{regexp.MustCompile("^" + pattern + "$"), in}
}

// problem returns what is wrong with a request, and the language that it is told in,
// "" for that of the page.
func (l *locale) problem(said string) (text, lang string) {
	if l.code == "en" {
		return said, ""
	}
	for _, p := range l.problems {
		m := p.said.FindStringSubmatch(said)
		if m == nil {
			continue
		}
		var parts []any
		for _, s := range m[1:] {
			if plain, err := strconv.Unquote(s); err == nil {
				s = plain
			}
			parts = append(parts, s)
		}
		return fmt.Sprintf(p.in, parts...), ""
	}
	return said, "en"
}

// chooseLocale returns the language of a request, and its code where the address
// asks for it.
func chooseLocale(r *http.Request) (*locale, string) {
	code := r.URL.Query().Get(uiParam)
	for _, l := range locales() {
		if l.code == code {
			return l, code
		}
	}
	_, i := language.MatchStrings(matcher(), r.Header.Get("Accept-Language"))
	return locales()[i], ""
}

// text returns a message, with its parts filled in.
func (l *locale) text(key string, args ...any) string {
	m, ok := l.messages[key]
	if !ok {
		return key
	}
	if len(args) == 0 {
		return m
	}
	return fmt.Sprintf(m, args...)
}

// count returns a message about a number of things: "one|several", each with %s
// for the number.
func (l *locale) count(key string, n int) string {
	one, several, _ := strings.Cut(l.text(key), "|")
	if l.plural(n) {
		one = several
	}
	return fmt.Sprintf(one, l.number(n))
}

// number writes a whole number.
func (l *locale) number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + l.thousands + s[i:]
	}
	return s
}

// confidence writes a confidence.
func (l *locale) confidence(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'f', 2, 64), ".", l.decimal, 1)
}

// date writes a date as precisely as it is given, without the time of day. What
// is no date is left as it is.
func (l *locale) date(published string) string {
	if len(published) > len("2024-06-19") && (published[10] == 'T' || published[10] == ' ') {
		published = published[:10]
	}
	switch len(published) {
	case len("2024-06"):
		if t, err := time.Parse("2006-01", published); err == nil {
			return l.months[t.Month()-1] + " " + t.Format("2006")
		}
	case len("2024-06-19"):
		if t, err := time.Parse("2006-01-02", published); err == nil {
			return l.dayMonthFormat(t.Day()) + "\u00a0" + l.months[t.Month()-1] + " " + t.Format("2006")
		}
	}
	return published
}

// between writes a stretch of time, which may be a single day.
func (l *locale) between(first, last string) string {
	from, to := l.date(first), l.date(last)
	if from == to {
		return from
	}
	return l.text("between", from, to)
}

// timeOfDay writes the time in a date, or "" where it has none.
func (l *locale) timeOfDay(published string) string {
	if len(published) < len("2024-06-19T17:42") || published[10] != 'T' {
		return ""
	}
	return l.clock(published[11:16])
}

// clock writes a time of day given as "17:42".
func (l *locale) clock(hm string) string {
	hour, minute, _ := strings.Cut(hm, ":")
	if l.code == "fr" {
		return strings.TrimPrefix(hour, "0") + "\u00a0h\u00a0" + minute
	}
	return hm
}
