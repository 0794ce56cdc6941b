package request

import (
	"errors"
	"slices"
	"testing"

	"dixit/index"
	"dixit/quote"
	"dixit/quote/speakers"
)

func TestQuestion(t *testing.T) {
	tests := []struct {
		name  string
		q     Question
		field string // of the error
	}{
		{"everything", Question{}, ""},
		{"all of it", Question{Query: "a OR", Speakers: []string{"putin"}, Kinds: []string{"direct,mixed"}, Since: "2024-06", Sort: "date", MinConfidence: 1}, ""},
		{"kind", Question{Kinds: []string{"indirect"}}, "kind"},
		{"speaker", Question{Speakers: []string{" - "}}, "speaker"},
		{"since", Question{Since: "June"}, "since"},
		{"until", Question{Until: "2024-13"}, "until"},
		{"sort", Question{Sort: "age"}, "sort"},
		{"confidence", Question{MinConfidence: 2}, "min-confidence"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			req, f, err := test.q.Request(speakers.Builtin())
			var wrong *Error
			if errors.As(err, &wrong) != (test.field != "") || test.field != "" && wrong.Field != test.field {
				t.Fatalf("error %v, want one about %q", err, test.field)
			}
			if test.name == "all of it" {
				if req.Sort != index.ByDate || !slices.Equal(req.Filter.Kinds, []quote.Kind{quote.Direct, quote.Mixed}) || !slices.Contains(req.Filter.Speakers, "vladimir-poutine") || !f.Active() {
					t.Errorf("request %+v", req)
				}
			}
		})
	}
}

func TestNarrowest(t *testing.T) {
	tests := []struct {
		dates            []string
		latest, earliest string
	}{
		{nil, "", ""},
		{[]string{"2024"}, "2024", "2024"},
		{[]string{"2024-05", "2023", "2024-02-29"}, "2024-05", "2023"},
		{[]string{"2024", "2024-06-19", "2024-06"}, "2024-06-19", "2024-06-19"},
		{[]string{"2024", "June"}, "June", "June"},
	}
	for _, test := range tests {
		if latest, earliest := Latest(test.dates), Earliest(test.dates); latest != test.latest || earliest != test.earliest {
			t.Errorf("%q: %q and %q", test.dates, latest, earliest)
		}
	}
}

func TestMissing(t *testing.T) {
	_, f, err := (&Question{Speakers: []string{"putin", "Zork"}}).Request(speakers.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	have := f.Missing([]index.Suggestion{{Field: "speaker", Value: "putin"}, {Field: "speaker", Value: "Zork"}, {Field: "text", Value: "xyz"}})
	if len(have) != 2 || have[0].Value != "Zork" || have[1].Value != "xyz" {
		t.Errorf("missing: %+v", have)
	}
}

func TestNamed(t *testing.T) {
	s := &index.SpeakerInfo{ID: "ilona-vardek", Name: "Ilona Vardek", Aliases: []string{"la présidente de la Valmérie"}}
	for name, want := range map[string]bool{"": true, "vardek": true, "VARD": true, "ilo vardek": false, "ilona var": true, "presidente valm": true, "vardeks": false} {
		if got := Named(s, name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}
