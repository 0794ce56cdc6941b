package archive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit/index"
	"dixit/index/indextest"
)

// again is an extractor that finds the same quotations.
func again(e *index.Entry) (*index.Entry, error) {
	return &index.Entry{Article: e.Article, Quotations: indextest.Extract(e.Article)}, nil
}

// filled makes an archive of n articles in a few segments, one of which was
// replaced and one deleted.
func filled(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "whole")
	s := open(t, dir)
	ctx := context.Background()
	for i := 0; i < n; i += 8 {
		var batch []index.Entry
		for j := i; j < min(i+8, n); j++ {
			batch = append(batch, indextest.Numbered(j, 1))
		}
		if _, err := s.Put(ctx, batch); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Put(ctx, []index.Entry{indextest.Numbered(1, 2)}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Delete(ctx, indextest.Numbered(2, 1).Article.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func alter(t *testing.T, path string, f func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, f(b), 0o644); err != nil {
		t.Fatal(err)
	}
}

func flip(at float64) func([]byte) []byte {
	return func(b []byte) []byte {
		b[int(at*float64(len(b)-1))] ^= 0x15
		return b
	}
}

func truncate(part float64) func([]byte) []byte {
	return func(b []byte) []byte { return b[:int(part*float64(len(b)))] }
}

// TestDamage damages each file of an archive in each way: every way to open it
// must say so, and reindex must bring back what can still be read.
func TestDamage(t *testing.T) {
	const n = 24
	dir := filled(t, n)
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := []string{manifestName, m.dir() + "/" + ledgerName}
	segments := 0
	for _, f := range m.Files {
		if strings.HasSuffix(f.Name, ".zap") {
			if segments++; segments > 2 {
				continue // they are alike
			}
		}
		files = append(files, m.dir()+"/"+f.Name)
	}
	damages := map[string]func([]byte) []byte{
		"first byte": flip(0), "early byte": flip(0.1), "middle byte": flip(0.5), "late byte": flip(0.9), "last byte": flip(1),
		"half": truncate(0.5), "nearly all": truncate(0.98), "empty": truncate(0),
	}
	for _, file := range files {
		for name, damage := range damages {
			t.Run(filepath.Base(file)+"/"+name, func(t *testing.T) {
				dir := copied(t, dir)
				alter(t, filepath.Join(dir, file), damage)
				testDamaged(t, dir, file, n)
			})
		}
		t.Run(filepath.Base(file)+"/missing", func(t *testing.T) {
			dir := copied(t, dir)
			if err := os.Remove(filepath.Join(dir, file)); err != nil {
				t.Fatal(err)
			}
			testDamaged(t, dir, file, n)
		})
	}
}

func copied(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

func testDamaged(t *testing.T, dir, file string, n int) {
	ctx := context.Background()
	damaged := func(how string, err error) {
		t.Helper()
		var d *index.DamageError
		if !errors.As(err, &d) || !errors.Is(err, index.ErrDamaged) {
			t.Errorf("%s: %v", how, err)
		} else if !strings.Contains(err.Error(), filepath.Base(file)) || !strings.Contains(err.Error(), "reindex") {
			t.Errorf("%s does not say what is damaged and what to do: %v", how, err)
		}
	}
	_, err := Open(dir, Options{})
	damaged("writing", err)
	r, err := OpenReader(dir)
	if strings.HasSuffix(file, ledgerName) && err == nil {
		// Readers do without the ledger; check finds the damage.
		problems, err := r.Check(ctx, nil)
		if err != nil || len(problems) == 0 {
			t.Errorf("check: %v %v", problems, err)
		}
		r.Close()
	} else {
		damaged("reading", err)
	}
	res, err := Reindex(ctx, dir, Options{Extractor: "test 2"}, again, nil)
	if errors.Is(err, index.ErrDamaged) && strings.Contains(err.Error(), "no article can be read") {
		if b, _ := os.ReadFile(filepath.Join(dir, file)); len(b) > 0 {
			t.Errorf("reindex: %v", err)
		}
		return
	}
	if err != nil {
		t.Fatalf("reindex: %v", err)
	}
	s := open(t, dir)
	defer s.Close()
	if problems, err := s.Check(ctx, nil); err != nil || len(problems) > 0 {
		t.Errorf("check behind reindex: %v %v", problems, err)
	}
	lost := 0
	for i := range n {
		version := 1
		if i == 1 {
			version = 2
		}
		want := indextest.Numbered(i, version)
		e, err := s.Article(want.Article.ID)
		switch {
		case err != nil && i == 2: // deleted
		case err != nil && strings.HasSuffix(file, ".zap"):
			lost++
		case err != nil:
			t.Errorf("article %d: %v", i, err)
		case e.Article.Body != want.Article.Body:
			t.Errorf("article %d is another version", i)
		case i == 2 && !strings.HasSuffix(file, ledgerName):
			t.Errorf("a deleted article is back")
		}
	}
	if lost > n/2 && strings.HasSuffix(t.Name(), "nearly_all") {
		t.Errorf("%d articles lost with the end of a segment", lost)
	}
	if lost > 0 && len(res.Lost) < lost {
		t.Errorf("%d articles lost, %d named", lost, len(res.Lost))
	}
}

// TestDamageUnseen flips a byte of an archive too large to be read in full when
// it is opened.
func TestDamageUnseen(t *testing.T) {
	defer func(n int64) { alwaysVerified = n }(alwaysVerified)
	alwaysVerified = 0
	dir := filled(t, 16)
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	name := ""
	for _, f := range m.Files {
		if strings.HasSuffix(f.Name, ".zap") {
			name = f.Name
		}
	}
	path := filepath.Join(dir, m.dir(), name)
	st, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	alter(t, path, flip(0.1)) // among the stored articles, which opening does not read
	if _, err := OpenReader(dir); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("a file that was written to: %v", err)
	}
	// Where even the time is as it was, check reads everything.
	if err := os.Chtimes(path, st.ModTime(), st.ModTime()); err != nil {
		t.Fatal(err)
	}
	r, err := OpenReader(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	problems, err := r.Check(context.Background(), nil)
	if err != nil || len(problems) == 0 || problems[0].What != name {
		t.Errorf("check: %v %v", problems, err)
	}
}

// TestCheckFinds makes ledger, counters and index disagree.
func TestCheckFinds(t *testing.T) {
	tests := []struct {
		name string
		f    func(w *writer)
		says string
	}{
		{"checksum", func(w *writer) { w.ledger.byID["article-00003"].content++ }, "article-00003: does not have the checksum"},
		{"missing article", func(w *writer) { w.ledger.add(&row{seq: 99, id: "gone"}) }, "article gone: is not in the index"},
		{"unknown article", func(w *writer) { w.ledger.remove(w.ledger.byID["article-00003"]) }, "not in the ledger"},
		{"quotations", func(w *writer) { w.ledger.byID["article-00003"].quotations++ }, "has 3 quotations and should have 4"},
		{"counters", func(w *writer) { w.live.counters.n[countSpeaker]["omar-delcourt"]++ }, "counters: \"omar-delcourt\" counted"},
		{"manifest", func(w *writer) { w.man.Articles++ }, "MANIFEST:"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, filepath.Join(t.TempDir(), "a"))
			defer s.Close()
			for i := range 6 {
				if _, err := s.Put(context.Background(), []index.Entry{indextest.Numbered(i, 1)}); err != nil {
					t.Fatal(err)
				}
			}
			tt.f(s.(*writer))
			problems, err := s.Check(context.Background(), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range problems {
				if strings.Contains(p.String(), tt.says) {
					return
				}
			}
			t.Errorf("found %v", problems)
		})
	}
}

func TestMissingGeneration(t *testing.T) {
	dir := filled(t, 4)
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, m.dir())); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{}); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("writing: %v", err)
	}
	if _, err := OpenReader(dir); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("reading: %v", err)
	}
	if _, err := Reindex(context.Background(), dir, Options{}, again, nil); !errors.Is(err, index.ErrDamaged) || !strings.Contains(err.Error(), "sources") {
		t.Errorf("reindex: %v", err)
	}
}

func TestOtherFormats(t *testing.T) {
	for format, advice := range map[int]string{
		formatVersion + 1: "newer version",
		formatVersion - 1: "ingest its sources into a new archive",
	} {
		dir := filled(t, 2)
		m, err := readManifest(dir)
		if err != nil {
			t.Fatal(err)
		}
		m.Format = format
		b, err := m.encode()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, manifestName), b, 0o644); err != nil {
			t.Fatal(err)
		}
		var f *index.FormatError
		if _, err := OpenReader(dir); !errors.As(err, &f) || !strings.Contains(err.Error(), advice) {
			t.Errorf("reading format %d: %v", format, err)
		}
		if _, err := Open(dir, Options{}); !errors.As(err, &f) {
			t.Errorf("writing format %d: %v", format, err)
		}
		if _, err := Reindex(context.Background(), dir, Options{}, again, nil); !errors.As(err, &f) {
			t.Errorf("reindexing format %d: %v", format, err)
		}
	}
}

func TestOtherFolders(t *testing.T) {
	dir := t.TempDir()
	if _, err := OpenReader(filepath.Join(dir, "missing")); !errors.Is(err, index.ErrNoArchive) {
		t.Errorf("reading a missing folder: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "article.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{}); err == nil || !strings.Contains(err.Error(), "other files") {
		t.Errorf("writing into a folder of other files: %v", err)
	}
	if names, _ := os.ReadDir(dir); len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
	if _, err := Open(filepath.Join(dir, "article.txt"), Options{}); err == nil {
		t.Error("an archive in a file")
	}
}

func TestReindex(t *testing.T) {
	const n = 20
	dir := filled(t, n)
	r, err := OpenReader(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	calls, last := 0, 0
	res, err := Reindex(context.Background(), dir, Options{Extractor: "test 2"}, func(e *index.Entry) (*index.Entry, error) {
		return &index.Entry{Article: e.Article, Quotations: e.Quotations[:1]}, nil // an extractor that finds less
	}, func(done, total int) { calls, last = calls+1, done })
	if err != nil {
		t.Fatal(err)
	}
	if res.Articles != n-1 || res.Quotations != n-1 || len(res.Lost) > 0 || calls == 0 || last != n-1 {
		t.Errorf("%+v, progress %d times up to %d", res, calls, last)
	}
	now, err := OpenReader(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer now.Close()
	if i := now.Info(); i.Quotations != n-1 || len(i.Extractors) != 1 || i.Extractors[0] != "test 2" || i.Generation <= r.Info().Generation {
		t.Errorf("info %+v", i)
	}
	failing := errors.New("no")
	if _, err := Reindex(context.Background(), dir, Options{}, func(*index.Entry) (*index.Entry, error) { return nil, failing }, nil); !errors.Is(err, failing) {
		t.Errorf("a failing extractor: %v", err)
	}
	intactInfo, err := OpenReader(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer intactInfo.Close()
	if got := intactInfo.Info(); got.Generation != now.Info().Generation {
		t.Errorf("a failed reindex changed the archive: %+v", got)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	dir := filled(t, 4)
	if os.Getuid() == 0 {
		t.Skip("the superuser may write everywhere")
	}
	for _, d := range []string{dir, filepath.Join(dir, "gen-*")} {
		matches, _ := filepath.Glob(d)
		for _, m := range matches {
			if err := os.Chmod(m, 0o555); err != nil {
				t.Fatal(err)
			}
			defer os.Chmod(m, 0o755)
		}
	}
	if err := os.Chmod(filepath.Join(dir, lockName), 0o444); err != nil {
		t.Fatal(err)
	}
	r, err := OpenReader(dir)
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	if _, err := Open(dir, Options{}); err == nil || !strings.Contains(err.Error(), "cannot be written") {
		t.Errorf("writing: %v", err)
	}
}
