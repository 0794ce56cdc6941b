package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// A progress shows on one line of a terminal how far long work has come. The zero
// progress shows nothing.
type progress struct {
	w     io.Writer
	start time.Time
	last  time.Time
	shown bool
}

// newProgress returns a progress on w, if w is a terminal and nothing else is
// written there.
func newProgress(w io.Writer, alone bool) *progress {
	if !alone || !isTerminal(w) {
		return &progress{}
	}
	now := time.Now()
	return &progress{w: w, start: now, last: now.Add(time.Second)}
}

// show replaces the line, at most five times a second and not in the first second.
func (p *progress) show(format string, args ...any) {
	if p.w == nil || time.Since(p.last) < 200*time.Millisecond {
		return
	}
	p.last, p.shown = time.Now(), true
	fmt.Fprintf(p.w, "\r%s\x1b[K", fmt.Sprintf(format, args...))
}

// clear takes the line away.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// count writes a number with its noun: "1,234 articles".
func count(n int, noun string) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if n == 1 {
		return s + " " + noun
	}
	return s + " " + strings.TrimSuffix(noun, "y") + map[bool]string{true: "ies", false: "s"}[strings.HasSuffix(noun, "y")]
}
