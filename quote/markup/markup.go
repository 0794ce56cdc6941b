// Package markup holds what every format for people needs, whatever it shows:
// text in columns of a terminal, text and addresses that are safe in Markdown and
// HTML, the base of a page.
package markup

import (
	_ "embed"
	"strings"
)

// PageCSS is the base of every page: colours, the body's type, the column that
// holds all and the notes at its head and foot (class page).
//
//go:embed page.css
var PageCSS string

// Date writes a date for people: a time of day without its seconds and zone.
func Date(published string) string {
	if len(published) >= len("2006-01-02T15:04") && published[10] == 'T' {
		return published[:10] + " " + published[11:16]
	}
	return published
}

// WebAddress returns url if it may be linked to, otherwise "".
func WebAddress(url string) string {
	if strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
		return url
	}
	return ""
}
