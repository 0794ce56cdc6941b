package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

const quotations = `{"id": "1", "text": "Le port sera bloqué dès lundi si la direction ne cède pas", "speaker": "Ada Morel"}
{"id": "2", "text": "La soupe était froide et le serveur parti", "speaker": null}
oops
{"id": "3", "text": "Si la direction ne cède pas, le port sera bloqué dès lundi.", "speaker": {"id": "ada-morel", "name": "Ada Morel"}}
`

func alignedRows(t *testing.T, jsonl string) []alignedRow {
	t.Helper()
	var rows []alignedRow
	for dec := json.NewDecoder(strings.NewReader(jsonl)); dec.More(); {
		var r alignedRow
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

func TestAlign(t *testing.T) {
	stdout, stderr, code := dixit(t, quotations, "align", "-", "--explain")
	if code != exitSomeFailed || !strings.HasPrefix(stderr, "dixit: -:3: ") || strings.Count(stderr, "\n") != 1 {
		t.Errorf("exit code %d, standard error %q", code, stderr)
	}
	rows := alignedRows(t, stdout)
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

func TestAlignExitCodes(t *testing.T) {
	dir := t.TempDir()
	good := file(t, dir, "good.jsonl", `{"id": "a", "text": "oui"}`)
	for _, c := range []struct {
		args   []string
		code   int
		stderr string // part of the message
	}{
		{[]string{"align", good}, exitDone, ""},
		{[]string{"align", good, "--format", "jsonl"}, exitDone, ""},
		{[]string{"align", good, "--format", "xml"}, exitUsage, "xml"},
		{[]string{"align"}, exitUsage, "FILE.jsonl"},
		{[]string{"align", good, good}, exitUsage, "one file"},
		{[]string{"align", "/nowhere.jsonl"}, exitCannotWork, "/nowhere.jsonl"},
		{[]string{"align", dir}, exitCannotWork, dir},
	} {
		stdout, stderr, code := dixit(t, "", c.args...)
		if code != c.code || !strings.Contains(stderr, c.stderr) || c.stderr == "" && stderr != "" {
			t.Errorf("%q: exit code %d, want %d; standard error %q", c.args, code, c.code, stderr)
		}
		if code != exitDone && stdout != "" {
			t.Errorf("%q: standard output %q", c.args, stdout)
		}
	}
}

// What extract prints is what align reads.
func TestAlignReadsExtract(t *testing.T) {
	articles, _, _ := dixit(t, pont, "extract", "--format", "jsonl", "-")
	stdout, stderr, code := dixit(t, articles, "align", "-")
	if code != exitDone || len(alignedRows(t, stdout)) != strings.Count(articles, "\n") {
		t.Errorf("exit code %d, standard error %q, standard output %q", code, stderr, stdout)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestAlignReportsWriteErrors(t *testing.T) {
	_, err := align(context.Background(), alignOptions{in: strings.NewReader(quotations), out: brokenWriter{}, err: &bytes.Buffer{}})
	if err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("error %v", err)
	}
}

func TestAlignIsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := align(ctx, alignOptions{in: strings.NewReader(quotations), out: &bytes.Buffer{}, err: &bytes.Buffer{}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
