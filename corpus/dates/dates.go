// Package dates reads the dates that news pages, feeds and files carry, in French
// and English, and writes them in the one form that articles use.
package dates

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Normalize returns the date in s as precisely as s gives it: "2024", "2024-06",
// "2024-06-19", or RFC 3339 where s has a time and its offset from UTC. A time
// without an offset is left out rather than placed in a zone by guess. It reports
// false when s holds no date.
//
// It knows ISO 8601 and its usual variants, RFC 822 and 1123 in English and
// French ("mar., 02 janv. 2024 14:05:00 +0100"), dates in words ("mercredi 19
// juin 2024 à 14h30", "June 19, 2024") and day/month/year in figures.
func Normalize(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 4 || len(s) > 128 {
		return "", false
	}
	if d, ok := iso(s); ok {
		return d, true
	}
	return words(s)
}

// A date is what has been read of one; zero is unknown.
type date struct {
	year, month, day int
	clock            clock
}

// A clock is a time of day, with its offset from UTC where one is known.
type clock struct {
	hour, min, sec int
	set            bool
	offset         int // seconds east of UTC
	zoned          bool
}

// format writes d, or reports that it is no date of the calendar.
func (d date) format() (string, bool) {
	if d.year < 1000 || d.year > 9999 || d.month < 0 || d.month > 12 {
		return "", false
	}
	switch {
	case d.month == 0:
		return pad(d.year, 4), true
	case d.day == 0:
		return pad(d.year, 4) + "-" + pad(d.month, 2), true
	}
	t := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	if t.Day() != d.day {
		return "", false
	}
	c := d.clock
	if !c.set || !c.zoned || c.hour > 23 || c.min > 59 || c.sec > 60 || c.offset <= -86400 || c.offset >= 86400 {
		return t.Format(time.DateOnly), true
	}
	zone := time.UTC
	if c.offset != 0 {
		zone = time.FixedZone("", c.offset)
	}
	t = time.Date(d.year, time.Month(d.month), d.day, c.hour, c.min, min(c.sec, 59), 0, zone)
	return t.Format(time.RFC3339), true
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// iso reads dates that begin with a year in four figures.
func iso(s string) (string, bool) {
	year, rest, ok := figures(s, 4)
	if !ok || year < 1000 {
		return "", false
	}
	d := date{year: year}
	if rest == "" {
		return d.format()
	}
	sep := rest[0]
	if sep != '-' && sep != '/' && sep != '.' {
		// The basic form, 20240619 or 20240619T143000Z.
		month, rest, ok := figures(rest, 2)
		if !ok {
			return "", false
		}
		day, rest, ok := figures(rest, 2)
		if !ok || rest != "" && rest[0] != 'T' && rest[0] != ' ' {
			return "", false
		}
		d.month, d.day = month, day
		d.clock = basicClock(rest)
		return d.format()
	}
	month, rest, ok := figures(rest[1:], 2)
	if !ok || month == 0 {
		return "", false
	}
	d.month = month
	if rest == "" || rest[0] != sep {
		if rest != "" && isDigit(rest[0]) {
			return "", false
		}
		return d.format()
	}
	day, rest, ok := figures(rest[1:], 2)
	if !ok || day == 0 || rest != "" && isDigit(rest[0]) {
		return "", false
	}
	d.day = day
	if rest != "" && (rest[0] == 'T' || rest[0] == 't') {
		rest = rest[1:]
	}
	for _, tok := range fields(rest) {
		d.clock.read(tok)
	}
	return d.format()
}

// basicClock reads "T143000Z".
func basicClock(s string) clock {
	s = strings.TrimLeft(s, "T ")
	hour, rest, ok1 := figures(s, 2)
	minute, rest, ok2 := figures(rest, 2)
	if !ok1 || !ok2 {
		return clock{}
	}
	c := clock{hour: hour, min: minute, set: true}
	if sec, after, ok := figures(rest, 2); ok {
		c.sec, rest = sec, after
	}
	c.zone(rest)
	return c
}

// words reads dates whose month is a word or that have the day first.
func words(s string) (string, bool) {
	var d date
	var numbers []int // that stand alone, in order
	mardi := false    // the month is from "mar", which may also be Tuesday
	for _, tok := range fields(s) {
		if d.clock.read(tok) {
			continue
		}
		if n, ok := dayMonthYear(tok); ok && d.year == 0 {
			d.year, d.month, d.day = n.year, n.month, n.day
			continue
		}
		if name := fold(tok); months[name] != 0 && (d.month == 0 || mardi) {
			d.month, mardi = months[name], name == "mar"
			continue
		}
		if n, ok := number(tok); ok {
			numbers = append(numbers, n)
		}
	}
	for _, n := range numbers {
		switch {
		case n >= 1000 && n <= 9999 && d.year == 0:
			d.year = n
		case n >= 1 && n <= 31 && d.day == 0:
			d.day = n
		case n < 100 && d.year == 0 && d.day != 0:
			// RFC 822 has years in two figures.
			d.year = 2000 + n
			if n >= 70 {
				d.year = 1900 + n
			}
		}
	}
	if d.year == 0 || d.month == 0 {
		return "", false
	}
	return d.format()
}

// fields splits at white space and commas.
func fields(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == ',' || r == '\t' || r == '\n' || r == '\r' || r == '\u00a0' || r == '\u202f' || r == '|' || r == '(' || r == ')'
	})
}

// read takes tok into c when it is a time ("14:05:00+01:00", "14h30") or a zone
// ("GMT", "+0100").
func (c *clock) read(tok string) bool {
	if c.set && !c.zoned && c.zone(tok) {
		return true
	}
	i := strings.IndexAny(tok, ":hH")
	if i < 1 || i > 2 || c.set {
		return false
	}
	hour, err := strconv.Atoi(tok[:i])
	if err != nil || hour > 24 || hour < 0 {
		return false
	}
	got := clock{hour: hour, set: true}
	rest := tok[i+1:]
	if tok[i] == ':' && rest == "" {
		return false
	}
	if rest != "" {
		m, after, ok := figures(rest, 2)
		if !ok {
			return false
		}
		got.min, rest = m, after
	}
	if strings.HasPrefix(rest, ":") {
		if sec, after, ok := figures(rest[1:], 2); ok {
			got.sec, rest = sec, after
		}
	}
	if strings.HasPrefix(rest, ".") {
		rest = strings.TrimLeft(rest[1:], "0123456789")
	}
	got.zone(rest)
	*c = got
	return true
}

// zone takes a zone into c: "Z", "+02:00", "+0200", "+02", or one of the
// abbreviations that feeds use.
func (c *clock) zone(s string) bool {
	if hours, ok := zones[strings.ToUpper(s)]; ok {
		c.offset, c.zoned = hours*3600, true
		return true
	}
	if s == "" || s[0] != '+' && s[0] != '-' {
		return false
	}
	hour, rest, ok := figures(s[1:], 2)
	if !ok {
		return false
	}
	minute := 0
	if rest = strings.TrimPrefix(rest, ":"); rest != "" {
		if minute, rest, ok = figures(rest, 2); !ok || rest != "" {
			return false
		}
	}
	c.offset = hour*3600 + minute*60
	if s[0] == '-' {
		c.offset = -c.offset
	}
	c.zoned = true
	return true
}

// dayMonthYear reads "19/06/2024" and "19.06.2024".
func dayMonthYear(tok string) (date, bool) {
	parts := strings.FieldsFunc(tok, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 || len(parts[2]) != 4 {
		return date{}, false
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 1 {
			return date{}, false
		}
		n[i] = v
	}
	if n[1] > 12 && n[0] <= 12 {
		n[0], n[1] = n[1], n[0]
	}
	return date{year: n[2], month: n[1], day: n[0]}, true
}

// number reads "19", "1er", "19th".
func number(tok string) (int, bool) {
	end := 0
	for end < len(tok) && isDigit(tok[end]) {
		end++
	}
	if end == 0 || end > 4 {
		return 0, false
	}
	switch strings.TrimRight(tok[end:], ".") {
	case "", "er", "st", "nd", "rd", "th":
		n, err := strconv.Atoi(tok[:end])
		return n, err == nil
	}
	return 0, false
}

// fold lower-cases a month's name and takes its accents and full stop away.
func fold(tok string) string {
	if len(tok) > 16 || !utf8.ValidString(tok) {
		return ""
	}
	tok = strings.TrimRight(strings.ToLower(tok), ".")
	return accents.Replace(tok)
}

var accents = strings.NewReplacer("é", "e", "û", "u", "e\u0301", "e", "u\u0302", "u")

var months = map[string]int{
	"janvier": 1, "janv": 1, "jan": 1, "january": 1,
	"fevrier": 2, "fevr": 2, "fev": 2, "feb": 2, "february": 2,
	"mars": 3, "mar": 3, "march": 3,
	"avril": 4, "avr": 4, "apr": 4, "april": 4,
	"mai": 5, "may": 5,
	"juin": 6, "jun": 6, "june": 6,
	"juillet": 7, "juil": 7, "jul": 7, "july": 7,
	"aout": 8, "aou": 8, "aug": 8, "august": 8,
	"septembre": 9, "sept": 9, "sep": 9, "september": 9,
	"octobre": 10, "oct": 10, "october": 10,
	"novembre": 11, "nov": 11, "november": 11,
	"decembre": 12, "dec": 12, "december": 12,
}

// zones are offsets in hours of the abbreviations that mean one zone in the
// French and English press.
var zones = map[string]int{
	"Z": 0, "UT": 0, "UTC": 0, "GMT": 0,
	"CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
	"EST": -5, "EDT": -4, "CDT": -5, "MDT": -6, "PST": -8, "PDT": -7,
}

// figures reads exactly n decimal figures from the front of s.
func figures(s string, n int) (value int, rest string, ok bool) {
	if len(s) < n {
		return 0, s, false
	}
	for i := range n {
		if !isDigit(s[i]) {
			return 0, s, false
		}
		value = value*10 + int(s[i]-'0')
	}
	return value, s[n:], true
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
