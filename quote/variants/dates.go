package variants

import (
	"cmp"
	"strings"
	"time"
)

// A moment is when something was published, as far as that is known: a year, a
// month or a day, or an instant.
type moment struct {
	date    string    // "2024", "2024-06" or "2024-06-27", local to the outlet; "" is unknown
	instant time.Time // zero where the date has no time with a zone
}

// parseMoment reads a date as articles have it. What is no date is unknown.
func parseMoment(published string) moment {
	if t, err := time.Parse(time.RFC3339, published); err == nil {
		return moment{published[:len(time.DateOnly)], t}
	}
	for _, layout := range [...]string{time.DateOnly, "2006-01", "2006"} {
		if n := len(layout); len(published) >= n && (len(published) == n || published[n] == 'T' || published[n] == ' ') {
			if _, err := time.Parse(layout, published[:n]); err == nil {
				return moment{date: published[:n]}
			}
		}
	}
	return moment{}
}

func (m moment) known() bool { return m.date != "" }

// before reports whether m certainly precedes o: on the same day only instants
// tell.
func (m moment) before(o moment) bool {
	if !m.instant.IsZero() && !o.instant.IsZero() {
		return m.instant.Before(o.instant)
	}
	n := min(len(m.date), len(o.date))
	return n > 0 && m.date[:n] < o.date[:n]
}

// compare orders moments for reading: by date, within a day what has no time
// first, the unknown last. It is total where before is not.
func (m moment) compare(o moment) int {
	switch {
	case m.known() != o.known():
		if m.known() {
			return -1
		}
		return 1
	case !m.instant.IsZero() && !o.instant.IsZero() && m.date == o.date:
		return m.instant.Compare(o.instant)
	}
	return cmp.Or(strings.Compare(m.date, o.date), boolCompare(!m.instant.IsZero(), !o.instant.IsZero()))
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
