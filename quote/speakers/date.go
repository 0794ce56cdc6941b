package speakers

import "fmt"

// A Date is a calendar date as precisely as it is known: "2024", "2024-10" or
// "2024-10-01"; the empty Date is an open or unknown end.
type Date string

// ParseDate checks that s is a Date. A time of day behind the date, as RFC 3339
// writes it, is dropped.
func ParseDate(s string) (Date, error) {
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		s = s[:10]
	}
	if s != "" {
		if _, _, ok := days(s); !ok {
			return "", fmt.Errorf("date %q is not of the form 2024, 2024-10 or 2024-10-01", s)
		}
	}
	return Date(s), nil
}

// days gives the first and the last day that the date s may mean. Days are
// numbered year·372 + month·31 + day, which keeps their order; the gaps do no
// harm. An impossible month or day is not a date.
func days(s string) (first, last int32, ok bool) {
	num := func(from, to int) int32 {
		var n int32
		for _, c := range []byte(s[from:to]) {
			if c < '0' || c > '9' {
				return -1
			}
			n = n*10 + int32(c-'0')
		}
		return n
	}
	at := func(y, m, d int32) int32 { return y*372 + (m-1)*31 + d - 1 }
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return 0, 0, false
	}
	y := num(0, 4)
	if y < 0 {
		return 0, 0, false
	}
	if len(s) == 4 {
		return at(y, 1, 1), at(y, 12, 31), true
	}
	m := num(5, 7)
	if s[4] != '-' || m < 1 || m > 12 {
		return 0, 0, false
	}
	if len(s) == 7 {
		return at(y, m, 1), at(y, m, 31), true
	}
	d := num(8, 10)
	if s[7] != '-' || d < 1 || d > 31 {
		return 0, 0, false
	}
	return at(y, m, d), at(y, m, d), true
}
