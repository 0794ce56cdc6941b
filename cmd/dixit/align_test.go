package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

func TestRunAlign(t *testing.T) {
	const in = `{"id": "1", "text": "Le port sera bloqué dès lundi si la direction ne cède pas", "speaker": "Ada Morel"}
{"id": "2", "text": "La soupe était froide et le serveur parti", "speaker": null}
oops
{"id": "3", "text": "Si la direction ne cède pas, le port sera bloqué dès lundi.", "speaker": {"id": "ada-morel", "name": "Ada Morel"}}
`
	var out, errs bytes.Buffer
	damaged, err := runAlign(alignOptions{File: "in.jsonl", Explain: true, In: strings.NewReader(in), Out: &out, Err: &errs})
	if err != nil || damaged != 1 {
		t.Errorf("%d damaged, %v", damaged, err)
	}
	if !strings.HasPrefix(errs.String(), "in.jsonl:3: ") || strings.Count(errs.String(), "\n") != 1 {
		t.Errorf("stderr: %q", errs.String())
	}
	var rows []alignedRow
	for dec := json.NewDecoder(&out); dec.More(); {
		var r alignedRow
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	if len(rows) != 3 || rows[0].ID != "1" || rows[1].ID != "2" || rows[2].ID != "3" {
		t.Fatalf("rows %+v", rows)
	}
	if rows[0].Remark != rows[2].Remark || rows[0].Remark == rows[1].Remark {
		t.Errorf("remarks %s, %s, %s", rows[0].Remark, rows[1].Remark, rows[2].Remark)
	}
	if rows[2].Why == nil || rows[2].Why.With != "1" || rows[1].Why != nil {
		t.Errorf("why: %+v, %+v", rows[2].Why, rows[1].Why)
	}
}

func TestAlignCommand(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		code int
	}{
		{"standard input", []string{"-"}, 0},
		{"format", []string{"--format", "jsonl", "-"}, 0},
		{"unknown format", []string{"--format", "xml", "-"}, 2},
		{"no file", nil, 2},
		{"missing file", []string{"no-such-file.jsonl"}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			app := &cli.App{Commands: []*cli.Command{alignCommand()}, Reader: strings.NewReader(`{"id": "a", "text": "oui"}`),
				Writer: &bytes.Buffer{}, ErrWriter: &bytes.Buffer{}, ExitErrHandler: func(*cli.Context, error) {}}
			err := app.Run(append([]string{"dixit", "align"}, c.args...))
			code := 0
			var exit cli.ExitCoder
			if errors.As(err, &exit) {
				code = exit.ExitCode()
			} else if err != nil {
				t.Fatal(err)
			}
			if code != c.code {
				t.Errorf("exit %d, want %d (%v)", code, c.code, err)
			}
		})
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestRunAlignReportsWriteErrors(t *testing.T) {
	_, err := runAlign(alignOptions{In: strings.NewReader(`{"id": "a", "text": "oui"}`), Out: brokenWriter{}, Err: &bytes.Buffer{}})
	if err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("error %v", err)
	}
}
