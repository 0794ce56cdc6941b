// Package numeral reads French numbers, in words and in figures.
package numeral

import (
	"math"
	"strconv"
)

var units = map[string]float64{
	"zéro": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5,
	"six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12,
	"treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
	"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50,
	"soixante": 60, "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
}

var multipliers = map[string]float64{
	"cent": 100, "cents": 100, "mille": 1e3,
	"million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9,
}

// Abbreviations that multiply figures only: "6 mio", "4,4 Md$".
var abbreviations = map[string]float64{"mio": 1e6, "md": 1e9, "mds": 1e9, "mrd": 1e9}

// Parse reads the number at the start of a list of lower-case tokens, split at
// blanks and hyphens: "dix sept", "quatre vingts", "3,75", "9 000", "340
// millions". It returns how many tokens the number takes, 0 where there is none.
// A single "un" or "une" is an article, not a number.
func Parse(tokens []string) (value float64, n int) {
	var total, group float64 // group is what stands before the next thousand
	seen := false
	for n < len(tokens) {
		t := tokens[n]
		v, isUnit := units[t]
		m, isMultiplier := multipliers[t]
		switch {
		case figured(t):
			f, ok := figures(t)
			if !ok {
				return finish(tokens, total+group, n, seen)
			}
			if seen {
				// "9 000": groups of three figures behind one to three.
				if len(t) != 3 || group <= 0 || group != math.Trunc(group) || !allFigures(tokens[n-1]) || n == 1 && len(tokens[0]) > 3 {
					return finish(tokens, total+group, n, seen)
				}
				group = group*1000 + f
			} else {
				group = f
			}
		case isUnit:
			// Words and figures do not mix, and a smaller word follows a larger
			// one: "trois deux" is two numbers; "quatre vingts" multiplies.
			switch {
			case !seen:
				group = v
			case allFigures(tokens[n-1]):
				return finish(tokens, total+group, n, seen)
			case v == 20 && units[tokens[n-1]] == 4:
				group += 76
			case follows(tokens[n-1], v):
				group += v
			default:
				return finish(tokens, total+group, n, seen)
			}
		case seen && n == 1 && abbreviations[t] > 0 && group > 0 && figured(tokens[0]):
			return group * abbreviations[t], n + 1
		case isMultiplier && (seen || m == 100 || m == 1e3):
			if group == 0 {
				group = 1
			}
			if m == 100 {
				// "26 cents" are coins, not hundreds.
				if seen && figured(tokens[n-1]) || math.Mod(group, 1000) >= 10 {
					return finish(tokens, total+group, n, seen)
				}
				group *= 100
			} else {
				total += group * m
				group = 0
			}
		case t == "et" && seen && n+1 < len(tokens) && (tokens[n+1] == "demi" || tokens[n+1] == "demie") && total == 0:
			return group + 0.5, n + 2
		case t == "et" && seen && n+1 < len(tokens) && (tokens[n+1] == "un" || tokens[n+1] == "une" || tokens[n+1] == "onze") && units[tokens[n-1]] >= 20:
			n++
			continue
		default:
			return finish(tokens, total+group, n, seen)
		}
		seen = true
		n++
	}
	return finish(tokens, total+group, n, seen)
}

func finish(tokens []string, v float64, n int, seen bool) (float64, int) {
	if !seen || n == 1 && (tokens[0] == "un" || tokens[0] == "une") {
		return 0, 0
	}
	return v, n
}

// follows reports whether the word for v can come right after prev in a number.
func follows(prev string, v float64) bool {
	if _, ok := multipliers[prev]; ok {
		return true
	}
	if prev == "et" {
		return v == 1 || v == 11
	}
	p, ok := units[prev]
	switch {
	case !ok:
		return false
	case p == 10:
		return v >= 7 && v <= 9
	case p == 60 || p == 20:
		return v >= 1 && v <= 19 && v != 17 && v != 18 && v != 19 // "vingt dix" belongs to 90
	case p >= 20:
		return v >= 1 && v <= 9
	}
	return false
}

func allFigures(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func figured(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// figures reads "1931", "3,75", "3.75" and "130.000".
func figures(s string) (float64, bool) {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			b = append(b, c)
		case c == ',':
			b = append(b, '.')
		case c == '.':
			if len(s)-i != 4 { // a thousands dot is left out
				b = append(b, '.')
			}
		default:
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(string(b), 64)
	return f, err == nil
}

// Starts reports whether a number may start with the token: it saves the look at
// what follows.
func Starts(token string) bool {
	if token == "" {
		return false
	}
	if figured(token) {
		return true
	}
	if _, ok := units[token]; ok {
		return true
	}
	_, ok := multipliers[token]
	return ok
}

// Format writes a value so that equal numbers are equal strings: "#17", "#3.75".
func Format(v float64) string { return "#" + strconv.FormatFloat(v, 'f', -1, 64) }
