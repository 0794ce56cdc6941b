package index

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

func TestErrors(t *testing.T) {
	tests := []struct {
		name string
		err  error
		is   error
		says []string
	}{
		{"damage", &DamageError{What: "a/counters", Msg: "unreadable", Err: io.EOF}, ErrDamaged, []string{"a/counters", "unreadable", "EOF", "reindex restores"}},
		{"damage without a cause", &DamageError{What: "x", Msg: "gone"}, ErrDamaged, []string{"x: gone"}},
		{"loss", &DamageError{What: "1.zap", Msg: "cut", Lost: true}, ErrDamaged, []string{"sources"}},
		{"lock", &LockedError{Dir: "a", PID: 12, Command: "dixit ingest", Since: time.Date(2024, 6, 19, 8, 0, 0, 0, time.UTC)}, ErrLocked, []string{"dixit ingest", "12", "2024-06-19 08:00:00", "try again"}},
		{"unknown holder", &LockedError{Dir: "a"}, ErrLocked, []string{"another process"}},
		{"newer", &FormatError{Dir: "a", Have: 9, Max: 1}, nil, []string{"newer version of the program"}},
		{"older", &FormatError{Dir: "a", Have: 0, Max: 1}, nil, []string{"new archive"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.is != nil && !errors.Is(tt.err, tt.is) {
				t.Errorf("is not %v", tt.is)
			}
			for _, s := range tt.says {
				if !strings.Contains(tt.err.Error(), s) {
					t.Errorf("%q does not say %q", tt.err, s)
				}
			}
		})
	}
	if !errors.Is(tests[0].err, io.EOF) {
		t.Error("the cause is lost")
	}
}
