package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"dixit/quote/export"
)

// binary is the program, built once for all tests.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "dixit-test")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	binary = filepath.Join(dir, "dixit")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// command prepares a run in an environment without settings of the user's.
func command(args ...string) *exec.Cmd {
	cmd := exec.Command(binary, args...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}
	return cmd
}

// dixit runs the program to its end.
func dixit(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := command(args...)
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

func rowsOf(t *testing.T, jsonl string) []export.Row {
	t.Helper()
	var rows []export.Row
	d := json.NewDecoder(strings.NewReader(jsonl))
	for {
		var r export.Row
		if err := d.Decode(&r); err == io.EOF {
			return rows
		} else if err != nil {
			t.Fatalf("%v in %q", err, jsonl)
		}
		rows = append(rows, r)
	}
}

func texts(rows []export.Row) []string {
	var list []string
	for _, r := range rows {
		list = append(list, r.Text)
	}
	return list
}

const marche = "---\noutlet: La Gazette du Val\ntitle: Le marché couvert\ndate: 2024-03-05\n---\n" +
	"« Nous rouvrirons le marché en juin », a déclaré Jeanne Martin, maire de Corvelle.\n\n" +
	"« Les étals seront moins chers », a ajouté Paul Rivière, président des commerçants.\n"

const pont = "« Le pont tiendra dix ans », a affirmé Luc Bernard, ingénieur.\n"

// file writes a file into dir and returns its path.
func file(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func zipped(content string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(content))
	_ = z.Close()
	return b.String()
}

func TestExtract(t *testing.T) {
	path := file(t, t.TempDir(), "marche.txt", marche)
	stdout, stderr, code := dixit(t, "", "extract", path)
	if code != exitDone || stderr != "" {
		t.Fatalf("exit code %d, standard error %q", code, stderr)
	}
	rows := rowsOf(t, stdout)
	if len(rows) != 2 {
		t.Fatalf("%d rows: %s", len(rows), stdout)
	}
	for i, want := range []struct{ text, speaker, cue string }{
		{"Nous rouvrirons le marché en juin", "Jeanne Martin", "a déclaré"},
		{"Les étals seront moins chers", "Paul Rivière", "a ajouté"},
	} {
		r := rows[i]
		if r.Text != want.text || r.Speaker == nil || r.Speaker.Name != want.speaker || r.Cue != want.cue || r.Kind != "direct" {
			t.Errorf("row %d: %+v (speaker %+v)", i, r, r.Speaker)
		}
		if marche[r.Start:r.End] != r.Text {
			t.Errorf("row %d: bytes %d to %d of the file are %q", i, r.Start, r.End, marche[r.Start:r.End])
		}
		if r.Doc != path || r.Outlet != "La Gazette du Val" || r.Title != "Le marché couvert" || r.Published != "2024-03-05" {
			t.Errorf("row %d: metadata %+v", i, r)
		}
	}
}

func TestFlagsStandAnywhere(t *testing.T) {
	dir := t.TempDir()
	a, b := file(t, dir, "a.txt", marche), file(t, dir, "b.txt", pont)
	want, _, _ := dixit(t, "", "extract", "--format", "csv", "--outlet", "X", a, b)
	if strings.Count(want, "\n") != 4 {
		t.Fatalf("unexpected output %q", want)
	}
	for _, args := range [][]string{
		{"extract", a, b, "--format", "csv", "--outlet", "X"},
		{"extract", a, "--format=csv", b, "--outlet=X"},
		{"extract", a, "-format", "csv", "--outlet", "X", "--", b},
		{"extract", "--outlet", "X", a, b, "--explain", "--format", "csv"},
	} {
		if got, stderr, code := dixit(t, "", args...); got != want || code != exitDone {
			t.Errorf("%q: exit code %d, %q, output\n%s", args, code, stderr, got)
		}
	}
}

func TestNamesThatLookLikeFlags(t *testing.T) {
	dir := t.TempDir()
	file(t, dir, "--format", pont)
	file(t, dir, "help", pont)
	for _, args := range [][]string{{"extract", "--", "--format"}, {"extract", "help"}, {"extract", "./--format"}} {
		cmd := command(args...)
		cmd.Dir = dir
		out, err := cmd.Output()
		if err != nil || len(rowsOf(t, string(out))) != 1 {
			t.Errorf("%q: %v\n%s", args, err, out)
		}
	}
}

func TestStandardInput(t *testing.T) {
	for name, in := range map[string]string{
		"text":    pont,
		"gzipped": zipped(pont),
		"JSONL":   `{"id": "7", "title": "Pont", "text": "« Le pont tiendra dix ans », a affirmé Luc Bernard, ingénieur."}`,
	} {
		stdout, stderr, code := dixit(t, in, "extract", "-")
		if rows := rowsOf(t, stdout); code != exitDone || stderr != "" || len(rows) != 1 || rows[0].Text != "Le pont tiendra dix ans" {
			t.Errorf("%s: exit code %d, %q, output %s", name, code, stderr, stdout)
		}
	}
}

func TestFilters(t *testing.T) {
	path := file(t, t.TempDir(), "a.txt", marche+
		"\nLa maire promet « une halle neuve » aux habitants. Le stand s'appelle « Le Panier ».\n"+
		"\n« Nous aiderons Corvelle », a déclaré à Moscou Vladimir Poutine.\n")
	all, _, _ := dixit(t, "", "extract", path)
	count := len(rowsOf(t, all))
	highest := 0.0
	for _, r := range rowsOf(t, all) {
		highest = max(highest, r.Confidence)
	}
	for _, c := range []struct {
		args []string
		want func(export.Row) bool
	}{
		{[]string{"--speaker", "Jeanne Martin"}, func(r export.Row) bool { return r.Speaker != nil && r.Speaker.Name == "Jeanne Martin" }},
		{[]string{"--speaker", "riviere"}, func(r export.Row) bool { return r.Speaker != nil && r.Speaker.Name == "Paul Rivière" }},
		{[]string{"--speaker", "jeanne-martin"}, func(r export.Row) bool { return r.Speaker != nil && r.Speaker.Name == "Jeanne Martin" }},
		{[]string{"--speaker", "Putin"}, func(r export.Row) bool { return r.Speaker != nil && r.Speaker.ID == "vladimir-poutine" }},
		{[]string{"--speaker", "Putin", "--speaker", "Martin"}, func(r export.Row) bool {
			return r.Speaker != nil && (r.Speaker.ID == "vladimir-poutine" || r.Speaker.Name == "Jeanne Martin")
		}},
		{[]string{"--kind", "other"}, func(r export.Row) bool { return r.Kind == "other" }},
		{[]string{"--kind", "mixed,other"}, func(r export.Row) bool { return r.Kind != "direct" }},
		{[]string{"--kind", "mixed", "--kind", "OTHER"}, func(r export.Row) bool { return r.Kind != "direct" }},
		{[]string{"--min-confidence", fmt.Sprint(highest)}, func(r export.Row) bool { return r.Confidence >= highest }},
	} {
		var want []string
		for _, r := range rowsOf(t, all) {
			if c.want(r) {
				want = append(want, r.Text)
			}
		}
		stdout, stderr, code := dixit(t, "", append([]string{"extract", path}, c.args...)...)
		got := texts(rowsOf(t, stdout))
		if code != exitDone || !slices.Equal(got, want) {
			t.Errorf("%q: exit code %d, %q, got %q, want %q", c.args, code, stderr, got, want)
		}
		if len(want) == 0 || len(want) == count {
			t.Errorf("%q chooses %d of %d quotations, which shows nothing", c.args, len(want), count)
		}
	}
}

func TestSpeakersFile(t *testing.T) {
	dir := t.TempDir()
	article := file(t, dir, "a.txt", "« La digue cédera », a déclaré Oskar Velmont.\n")
	yaml := file(t, dir, "s.yaml", "speakers:\n  - id: o-velmont\n    name: Oskar Velmont\n    aliases: [le vieux sage]\n")
	for _, run := range []struct {
		env  string
		args []string
	}{
		{"", []string{"extract", article, "--speakers", yaml}},
		{"DIXIT_SPEAKERS=" + yaml, []string{"extract", article}},
		{"", []string{"extract", article, "--speakers", yaml, "--speaker", "le vieux sage"}},
	} {
		cmd := command(run.args...)
		if run.env != "" {
			cmd.Env = append(cmd.Env, run.env)
		}
		out, err := cmd.Output()
		if rows := rowsOf(t, string(out)); err != nil || len(rows) != 1 || rows[0].Speaker == nil || rows[0].Speaker.ID != "o-velmont" {
			t.Errorf("%q: %v\n%s", run.args, err, out)
		}
	}
}

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	good := file(t, dir, "good.txt", pont)
	gold := file(t, dir, "gold.jsonl", `{"doc":"good.txt","start":3,"end":27,"text":"Le pont tiendra dix ans","kind":"direct","speaker":"Luc Bernard"}`)
	bad := file(t, dir, "bad.yaml", "speakers: 3\n")
	for _, c := range []struct {
		args   []string
		code   int
		stderr string // part of the message
	}{
		{[]string{"extract", good}, exitDone, ""},
		{[]string{"eval", gold, good}, exitDone, ""},
		{[]string{"--help"}, exitDone, ""},
		{[]string{"help"}, exitDone, ""},
		{[]string{"help", "eval"}, exitDone, ""},
		{[]string{"extract", "--help"}, exitDone, ""},
		{[]string{"extract", good, "-h"}, exitDone, ""},
		{[]string{"--version"}, exitDone, ""},

		{[]string{"extract", good, "/nowhere"}, exitSomeFailed, "/nowhere: "},
		{[]string{"eval", gold, good, "/nowhere"}, exitSomeFailed, "/nowhere: "},
		{[]string{"eval", gold, bad}, exitSomeFailed, "good.txt"},

		{nil, exitUsage, "USAGE"},
		{[]string{"extrakt"}, exitUsage, `did you mean "extract"`},
		{[]string{"zzz"}, exitUsage, "the commands are"},
		{[]string{"--formt"}, exitUsage, "--formt"},
		{[]string{"extract"}, exitUsage, "extract --help"},
		{[]string{"extract", good, "--formt", "csv"}, exitUsage, "did you mean --format?"},
		{[]string{"extract", good, "--zzzzzz"}, exitUsage, "extract --help"},
		{[]string{"extract", good, "--format"}, exitUsage, "--format needs a value"},
		{[]string{"extract", good, "--format", "jsnl"}, exitUsage, "did you mean jsonl?"},
		{[]string{"extract", good, "--color", "maybe"}, exitUsage, "maybe"},
		{[]string{"extract", good, "--kind", "indirect"}, exitUsage, "indirect"},
		{[]string{"extract", good, "--min-confidence", "7"}, exitUsage, "between 0 and 1"},
		{[]string{"extract", good, "--min-confidence", "NaN"}, exitUsage, "between 0 and 1"},
		{[]string{"extract", good, "--min-confidence", "high"}, exitUsage, "high"},
		{[]string{"extract", good, "--speaker", " "}, exitUsage, "no name"},
		{[]string{"extract", good, "--date", "hier"}, exitUsage, "hier"},
		{[]string{"extract", good, "--jobs", "0"}, exitUsage, "--jobs"},
		{[]string{"extract", good, "-o", dir}, exitUsage, "folder"},
		{[]string{"eval", gold}, exitUsage, "GOLD"},
		{[]string{"eval", gold, good, "--format", "xml"}, exitUsage, "xml"},

		{[]string{"extract", good, "-o", filepath.Join(dir, "no", "such", "folder.csv")}, exitCannotWork, "folder.csv"},
		{[]string{"extract", good, "--speakers", "/nowhere.yaml"}, exitCannotWork, "/nowhere.yaml"},
		{[]string{"extract", good, "--speakers", bad}, exitCannotWork, "bad.yaml:"},
		{[]string{"eval", "/nowhere.jsonl", good}, exitCannotWork, "/nowhere.jsonl"},
		{[]string{"eval", good, good}, exitCannotWork, "good.txt:1:"},
	} {
		stdout, stderr, code := dixit(t, "", c.args...)
		if code != c.code {
			t.Errorf("%q: exit code %d, want %d; standard error %q", c.args, code, c.code, stderr)
		}
		if !strings.Contains(stderr, c.stderr) || c.stderr == "" && stderr != "" {
			t.Errorf("%q: standard error %q, want %q in it", c.args, stderr, c.stderr)
		}
		if code >= exitUsage && stdout != "" {
			t.Errorf("%q: standard output %q", c.args, stdout)
		}
	}
}

func TestEveryCommandShowsExamples(t *testing.T) {
	for _, cmd := range newApp().Commands {
		stdout, _, code := dixit(t, "", cmd.Name, "--help")
		if code != exitDone || !strings.Contains(stdout, "Examples:") || !strings.Contains(stdout, "dixit "+cmd.Name) {
			t.Errorf("dixit %s --help: exit code %d\n%s", cmd.Name, code, stdout)
		}
	}
}

// What cannot be read costs a message and nothing else.
func TestDamagedInputs(t *testing.T) {
	dir := t.TempDir()
	lines := make([]string, 20)
	for i := range lines {
		lines[i] = fmt.Sprintf(`{"id": "n%d", "text": "« Le pont tiendra %d ans », a affirmé Luc Bernard, ingénieur."}`, i+1, i+1)
	}
	lines[16] = `{"id": "n17", "text": "« Le pont`
	file(t, dir, "b.jsonl", strings.Join(lines, "\n"))
	z := zipped(strings.Repeat(marche, 200))
	file(t, dir, "c.txt.gz", z[:len(z)/2])
	file(t, dir, "d.txt", "")
	file(t, dir, "e.txt", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	file(t, dir, "f.txt", pont)
	want := []string{"b.jsonl:17: ", "c.txt.gz: ", "d.txt: ", "e.txt: "}
	if os.Getuid() != 0 {
		if err := os.Chmod(file(t, dir, "g.txt", pont), 0); err != nil {
			t.Fatal(err)
		}
		want = append(want, "g.txt: ")
	}
	stdout, stderr, code := dixit(t, "", "extract", dir)
	if code != exitSomeFailed {
		t.Errorf("exit code %d", code)
	}
	if n := len(rowsOf(t, stdout)); n != 20 {
		t.Errorf("%d rows, want 19 of the lines and 1 of f.txt:\n%s", n, stdout)
	}
	messages := strings.Split(strings.TrimSpace(stderr), "\n")
	if len(messages) != len(want) {
		t.Fatalf("messages:\n%s", stderr)
	}
	for i, w := range want {
		if !strings.HasPrefix(messages[i], "dixit: ") || !strings.Contains(messages[i], w) {
			t.Errorf("message %q, want %q in it", messages[i], w)
		}
	}
}

func TestOrderDoesNotDependOnJobs(t *testing.T) {
	data := filepath.Join("..", "..", "quote", "extract", "testdata", "world")
	one, _, code := dixit(t, "", "extract", data, "--jobs", "1")
	if code != exitDone || len(rowsOf(t, one)) < 100 {
		t.Fatalf("exit code %d, %d bytes", code, len(one))
	}
	if many, _, _ := dixit(t, "", "extract", data, "--jobs", "7"); many != one {
		t.Error("with seven jobs the output differs from that with one")
	}
}

func TestOutputFile(t *testing.T) {
	dir := t.TempDir()
	in := file(t, dir, "in.txt", marche)
	for _, c := range []struct{ name, begins string }{
		{"q.csv", "id,doc,"}, {"q.tsv", "id\tdoc\t"}, {"q.html", "<!doctype html>"}, {"q.md", "## Le marché"}, {"q.jsonl", `{"id":`}, {"q", `{"id":`},
	} {
		path := filepath.Join(dir, "out", c.name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		stdout, stderr, code := dixit(t, "", "extract", in, "-o", path)
		content, err := os.ReadFile(path)
		if err != nil || code != exitDone || stdout != "" || stderr != "" || !strings.HasPrefix(string(content), c.begins) {
			t.Errorf("%s: exit code %d, %q, %q, %v\n%s", c.name, code, stdout, stderr, err, content)
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, "out", ".*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
	// A device is written in place.
	if _, stderr, code := dixit(t, "", "extract", in, "-o", os.DevNull); code != exitDone {
		t.Errorf("%s: exit code %d, %s", os.DevNull, code, stderr)
	}
	if out, _, _ := dixit(t, "", "extract", in, "-o", "-"); len(rowsOf(t, out)) != 2 {
		t.Errorf("-o -: %s", out)
	}
}

func TestFormats(t *testing.T) {
	path := file(t, t.TempDir(), "a.txt", marche)
	for _, c := range []struct{ format, want string }{
		{"table", "[1] Jeanne Martin · direct"},
		{"md", "- \\[1] **Jeanne Martin** · direct"},
		{"html", "<b>Jeanne Martin</b>"},
		{"tsv", "\tJeanne Martin\t"},
	} {
		stdout, stderr, code := dixit(t, "", "extract", path, "--format", c.format)
		if code != exitDone || stderr != "" || !strings.Contains(stdout, c.want) {
			t.Errorf("%s: exit code %d, %q, output\n%s", c.format, code, stderr, stdout)
		}
		if strings.Contains(stdout, "\x1b") {
			t.Errorf("%s: colours where there is no terminal", c.format)
		}
	}
	stdout, _, _ := dixit(t, "", "extract", path, "--format", "csv")
	records, err := csv.NewReader(strings.NewReader(stdout)).ReadAll()
	if err != nil || len(records) != 3 || !slices.Equal(records[0], export.Columns()) {
		t.Errorf("CSV: %v, %q", err, records)
	}
	if stdout, _, _ := dixit(t, "", "extract", path, "--format", "table", "--color", "always", "--explain"); !strings.Contains(stdout, "\x1b[") || !strings.Contains(stdout, "cue “a déclaré”") {
		t.Errorf("colours and reasons asked for:\n%s", stdout)
	}
}

// many writes enough articles that the output fills every buffer.
func many(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&b, "{\"id\": \"n%d\", \"text\": \"« Le pont tiendra %d ans », a affirmé Luc Bernard, ingénieur.\"}\n", i, i)
	}
	return file(t, dir, "many.jsonl", b.String())
}

func TestReaderGoesAway(t *testing.T) {
	cmd := command("extract", many(t, t.TempDir()))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	_ = out.Close()
	if err := cmd.Wait(); err != nil || stderr.Len() > 0 {
		t.Errorf("%v, standard error %q", err, stderr.String())
	}
}

func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "q.jsonl")
	cmd := command("extract", many(t, dir), "-", "-o", out)
	stdin, err := cmd.StdinPipe() // stays open: the program waits for it
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() }).Stop()
	for part := ""; part == ""; time.Sleep(5 * time.Millisecond) {
		if left, _ := filepath.Glob(filepath.Join(dir, ".q.jsonl.*")); len(left) > 0 {
			part = left[0]
		}
	}
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*q.jsonl*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestDiskFull(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("no /dev/full")
	}
	path := file(t, t.TempDir(), "a.txt", marche)
	if _, stderr, code := dixit(t, "", "extract", path, "-o", "/dev/full"); code != exitCannotWork || !strings.Contains(stderr, "no space") {
		t.Errorf("exit code %d, %q", code, stderr)
	}
}

func TestEval(t *testing.T) {
	set := filepath.Join("..", "..", "quote", "extract", "testdata", "ordinary")
	gold := filepath.Join(set, "gold.jsonl")
	plain, stderr, code := dixit(t, "", "eval", gold, set)
	if code != exitDone || stderr != "" {
		t.Fatalf("exit code %d, %q", code, stderr)
	}
	var spans int
	var p, r, f1 float64
	lines := strings.Split(strings.TrimSpace(plain), "\n")
	if _, err := fmt.Sscanf(lines[len(lines)-1], "spans %d  detection P %f R %f F1 %f", &spans, &p, &r, &f1); err != nil {
		t.Fatalf("%v in %q", err, lines[len(lines)-1])
	}
	asJSON, _, _ := dixit(t, "", "eval", gold, set, "--format", "json")
	var report struct {
		Spans     int
		Detection struct{ Precision, Recall, F1 float64 }
		Errors    []struct{ Type string }
	}
	if err := json.Unmarshal([]byte(asJSON), &report); err != nil {
		t.Fatal(err)
	}
	if report.Spans != spans || fmt.Sprintf("%.3f", report.Detection.F1) != fmt.Sprintf("%.3f", f1) {
		t.Errorf("text says %d spans, F1 %.3f; JSON %+v", spans, f1, report)
	}
	verbose, _, _ := dixit(t, "", "eval", gold, set, "-v")
	if n := strings.Count(verbose, "\n") - strings.Count(plain, "\n"); len(report.Errors) > 0 && n != len(report.Errors)+1 {
		t.Errorf("-v adds %d lines, there are %d errors", n, len(report.Errors))
	}
}
