//go:build unix

package archive

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"dixit/index"
	"dixit/index/indextest"
)

// The tests of this file run the test's own binary as other processes.
func TestMain(m *testing.M) {
	if job := os.Getenv("DIXIT_TEST_JOB"); job != "" {
		if err := child(job, os.Getenv("DIXIT_TEST_ARCHIVE")); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	if removeLater != "" {
		os.RemoveAll(removeLater)
	}
	os.Exit(code)
}

const (
	jobArticles = 60
	jobBatch    = 6
)

// child does the work of another process and tells on standard output how far it
// has come.
func child(job, dir string) error {
	ctx := context.Background()
	fmt.Println("start")
	switch job {
	case "ingest", "full":
		size := jobBatch
		if job == "full" {
			size = jobArticles // more than fits
			limit := syscall.Rlimit{Cur: 70_000, Max: 70_000}
			if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
				return err
			}
		}
		s, err := Open(dir, Options{Extractor: "test 1"})
		if err != nil {
			return err
		}
		for i := 0; i < jobArticles; i += size {
			var batch []index.Entry
			for j := range size {
				batch = append(batch, indextest.Numbered(i+j, 1))
			}
			if _, err := s.Put(ctx, batch); err != nil {
				return err
			}
			fmt.Println("stored", i+size)
			if i/size%3 == 2 {
				if _, err := s.Group(ctx, nil); err != nil {
					return err
				}
			}
		}
		return s.Close()
	case "reindex":
		_, err := Reindex(ctx, dir, Options{Extractor: "test 2"}, again, nil)
		return err
	case "hold":
		s, err := Open(dir, Options{})
		if err != nil {
			return err
		}
		fmt.Println("held")
		io.Copy(io.Discard, os.Stdin)
		return s.Close()
	case "read":
		// Reads until its input ends, and then must have seen everything.
		r, err := OpenReader(dir)
		if err != nil {
			return err
		}
		defer r.Close()
		end := make(chan struct{})
		go func() {
			io.Copy(io.Discard, os.Stdin)
			close(end)
		}()
		last, states := 0, 0
		for done := false; !done; {
			select {
			case <-end:
				time.Sleep(refreshEvery)
				done = true
			default:
			}
			byArticle := map[string]int{}
			for h, err := range r.Iterate(ctx, index.Request{}) {
				if err != nil {
					return err
				}
				byArticle[h.Article.ID]++
			}
			for id, n := range byArticle {
				if n != 3 {
					return fmt.Errorf("%s has %d of 3 quotations", id, n)
				}
			}
			if len(byArticle) < last {
				return fmt.Errorf("%d articles behind %d", len(byArticle), last)
			}
			if len(byArticle) > last {
				states++
			}
			last = len(byArticle)
			if res, err := r.Search(ctx, index.Request{Query: "projet", Facets: true, Limit: 3}); err != nil || res.Total < last {
				return fmt.Errorf("%d hits of %d: %w", res.Total, last, err)
			}
			time.Sleep(5 * time.Millisecond)
		}
		fmt.Println("seen", last, states)
		return nil
	}
	return fmt.Errorf("no job %q", job)
}

// A process is a child that runs.
type process struct {
	*exec.Cmd
	out *bufio.Scanner
	in  io.WriteCloser
}

func start(t *testing.T, job, dir string) *process {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^$")
	c.Env = append(os.Environ(), "DIXIT_TEST_JOB="+job, "DIXIT_TEST_ARCHIVE="+dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	p := &process{c, bufio.NewScanner(out), in}
	t.Cleanup(func() { p.Process.Kill(); p.Wait() })
	if got := p.line(); got != "start" {
		t.Fatalf("%s: %q", job, got)
	}
	return p
}

// line is the next line of the child's output.
func (p *process) line() string {
	if p.out.Scan() {
		return p.out.Text()
	}
	return ""
}

// rest reads the child's output to its end; it returns the last line and how
// many articles it has reported as stored.
func (p *process) rest() (last string, stored int) {
	for p.out.Scan() {
		last = p.out.Text()
		if n, ok := strings.CutPrefix(last, "stored "); ok {
			stored, _ = strconv.Atoi(n)
		}
	}
	p.Wait()
	return last, stored
}

// intact checks an archive and that it holds the first n articles of the job.
func intact(t *testing.T, dir string, n int) {
	t.Helper()
	r, err := OpenReader(dir)
	if err != nil {
		if n == 0 && errors.Is(err, index.ErrNoArchive) {
			return
		}
		t.Fatalf("%d articles stored: %v", n, err)
	}
	defer r.Close()
	if problems, err := r.Check(context.Background(), nil); err != nil || len(problems) > 0 {
		t.Fatalf("check: %v %v", problems, err)
	}
	for i := range n {
		if _, err := r.Article(indextest.Numbered(i, 1).Article.ID); err != nil {
			t.Fatalf("%d articles stored: %v", n, err)
		}
	}
}

// TestKill kills a process at random moments while it makes an archive, adds to
// one and reindexes one.
func TestKill(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	dir := filepath.Join(t.TempDir(), "whole")
	begin := time.Now()
	if last, stored := start(t, "ingest", dir).rest(); stored != jobArticles {
		t.Fatalf("ingest stored %d articles: %s", stored, last)
	}
	ingest := time.Since(begin)
	begin = time.Now()
	if last, _ := start(t, "reindex", dir).rest(); last != "" && last != "start" {
		t.Fatal(last)
	}
	reindex := time.Since(begin)

	trial := func(job string, dir string, within time.Duration) int {
		p := start(t, job, dir)
		time.Sleep(time.Duration(r.Int64N(int64(within))))
		p.Process.Kill()
		_, stored := p.rest()
		return stored
	}
	for i := range 12 {
		within := ingest
		if i < 5 {
			within /= 8 // the making of the archive
		}
		dir := filepath.Join(t.TempDir(), "killed")
		stored := trial("ingest", dir, within)
		intact(t, dir, stored)
		stored = max(stored, trial("ingest", dir, within)) // again, over what the first left
		intact(t, dir, stored)
		if last, all := start(t, "ingest", dir).rest(); all != jobArticles {
			t.Fatalf("a run behind a killed one stored %d articles: %s", all, last)
		}
		intact(t, dir, jobArticles)
	}
	for range 8 {
		trial("reindex", dir, reindex)
		intact(t, dir, jobArticles)
	}
	if last, _ := start(t, "reindex", dir).rest(); last != "" && last != "start" {
		t.Fatal(last)
	}
	intact(t, dir, jobArticles)
	names, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if n.Name() != lockName && n.Name() != manifestName && !strings.HasPrefix(n.Name(), "gen-") {
			t.Errorf("%s is left behind", n.Name())
		}
	}
	if len(names) != 3 {
		t.Errorf("left behind: %v", names)
	}
}

func TestTwoWriters(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	p := start(t, "hold", dir)
	if got := p.line(); got != "held" {
		t.Fatal(got)
	}
	for name, open := range map[string]func() error{
		"open":    func() error { _, err := Open(dir, Options{}); return err },
		"reindex": func() error { _, err := Reindex(context.Background(), dir, Options{}, again, nil); return err },
	} {
		var locked *index.LockedError
		if err := open(); !errors.As(err, &locked) || locked.PID != p.Process.Pid || locked.Command == "" {
			t.Errorf("%s: %v", name, err)
		} else if !strings.Contains(err.Error(), strconv.Itoa(p.Process.Pid)) {
			t.Errorf("%s does not name the holder: %v", name, err)
		}
	}
	r, err := OpenReader(dir)
	if err != nil {
		t.Fatalf("reading beside a writer: %v", err)
	}
	r.Close()
	p.in.Close()
	if last, _ := p.rest(); last != "" {
		t.Fatal(last)
	}
	open(t, dir).Close()
}

func TestReadersInOtherProcesses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	s := open(t, dir)
	readers := []*process{start(t, "read", dir), start(t, "read", dir)}
	const n = 40
	for i := range n {
		if _, err := s.Put(context.Background(), []index.Entry{indextest.Numbered(i, 1)}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(50 * time.Millisecond)
	}
	if _, err := s.Put(context.Background(), []index.Entry{indextest.Numbered(0, 2)}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, p := range readers {
		p.in.Close()
		last, _ := p.rest()
		var seen, states int
		if _, err := fmt.Sscanf(last, "seen %d %d", &seen, &states); err != nil || seen != n {
			t.Errorf("a reader ended with %q", last)
		}
		if states < 2 {
			t.Errorf("a reader saw %d states of the archive", states)
		}
	}
}

// A reader that does not look for news keeps the state that it has, whatever is
// published and removed meanwhile.
func TestReaderKeepsItsGeneration(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	s := open(t, dir)
	put := func(i int) {
		if _, err := s.Put(context.Background(), []index.Entry{indextest.Numbered(i, 1)}); err != nil {
			t.Fatal(err)
		}
	}
	put(0)
	r, err := OpenReader(dir)
	if err != nil {
		t.Fatal(err)
	}
	v, err := r.(*reader).view()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		put(i + 1)
	}
	if problems, err := v.check(context.Background(), nil, v.man, nil); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
	if c, err := v.counts(); err != nil || c.articles != 1 {
		t.Errorf("counters: %v", err)
	}
	r.(*reader).release(v)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	put(9)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if gens, _ := filepath.Glob(filepath.Join(dir, "gen-*")); len(gens) != 1 {
		t.Errorf("generations left: %v", gens)
	}
}

// A reader tells of a newer state without being asked anything else first.
func TestInfoFollowsTheWriter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	s := open(t, dir)
	defer s.Close()
	r, err := OpenReader(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	before := r.Info()
	if _, err := s.Put(context.Background(), []index.Entry{indextest.Numbered(0, 1)}); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); r.Info().Generation == before.Generation; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the reader's Info stays what it was")
		}
	}
	if n := r.Info().Articles; n != 1 {
		t.Errorf("%d articles", n)
	}
}

// TestDiskFull lets no file grow beyond a size, as a full disk would.
func TestDiskFull(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a")
	s := open(t, dir)
	if _, err := s.Put(context.Background(), []index.Entry{indextest.Numbered(0, 1)}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	last, stored := start(t, "full", dir).rest()
	if !strings.HasPrefix(last, "error") || !strings.Contains(last, "file too large") {
		t.Errorf("the process ended with %q", last)
	}
	intact(t, dir, max(stored, 1))
	if last, stored := start(t, "ingest", dir).rest(); stored != jobArticles {
		t.Errorf("with room again: %s", last)
	}
	intact(t, dir, jobArticles)
}
