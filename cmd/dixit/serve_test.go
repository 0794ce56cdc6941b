package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"
)

// serving starts the server on a free port and returns its address and its
// process.
func serving(t *testing.T, args ...string) (url string, cmd *exec.Cmd) {
	t.Helper()
	cmd = command(append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	lines := bufio.NewReader(stderr)
	for {
		line, err := lines.ReadString('\n')
		if m := regexp.MustCompile(`url=(http://\S+)`).FindStringSubmatch(line); m != nil {
			go func() { _, _ = io.Copy(io.Discard, lines) }()
			return m[1], cmd
		}
		if err != nil {
			t.Fatalf("the server ended: %v %s", err, line)
		}
	}
}

// fetch returns the body of a page.
func fetch(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v", url, resp.Status, err)
	}
	return string(b)
}

// What another process ingests shows without a restart, and SIGTERM ends the
// server in good order.
func TestServe(t *testing.T) {
	archive, articles := ingested(t)
	url, cmd := serving(t, "--archive", archive)
	if body := fetch(t, url+"/?q=quai"); !strings.Contains(body, "1 citation") {
		t.Errorf("before: %s", body)
	}
	file(t, articles, "val/quai.txt", "« Le quai sera vide », a déclaré Omar Delcourt.\n")
	if _, stderr, code := dixit(t, "", "ingest", "--archive", archive, articles); code != 0 {
		t.Fatal(stderr)
	}
	for end := time.Now().Add(20 * time.Second); !strings.Contains(fetch(t, url+"/?q=quai"), "2 citations"); time.Sleep(100 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("what was ingested does not show")
		}
	}
	// A request about no page in particular is one of another kind than reading.
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n")
	if line, err := bufio.NewReader(c).ReadString('\n'); err != nil || !strings.Contains(line, " 405 ") {
		t.Errorf("OPTIONS *: %q %v", line, err)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("ended by SIGTERM: %v", err)
	}
}

// The end of the context lets a request that runs have its answer, and takes no
// more.
func TestServeDrains(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	running, release := make(chan struct{}), make(chan struct{})
	h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(running)
		<-release
		_, _ = io.WriteString(w, "done")
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, h, slog.New(slog.DiscardHandler)) }()
	answer := make(chan string, 1)
	go func() { answer <- fetch(t, "http://"+listener.Addr().String()) }()
	<-running
	cancel()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		c, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			break // it listens no more
		}
		c.Close()
		if time.Now().After(end) {
			t.Fatal("the server goes on listening")
		}
	}
	select {
	case err := <-ended:
		t.Fatalf("ended before the answer: %v", err)
	default:
	}
	close(release)
	if got := <-answer; got != "done" {
		t.Errorf("answer %q", got)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// What is dropped into a watched folder is found, also when it changes.
func TestServeWatches(t *testing.T) {
	archive, _ := ingested(t)
	inbox := filepath.Join(t.TempDir(), "La Boîte")
	if err := os.Mkdir(inbox, 0o755); err != nil {
		t.Fatal(err)
	}
	url, _ := serving(t, "--archive", archive, "--watch", inbox)
	expect := func(query, want string) {
		t.Helper()
		for end := time.Now().Add(40 * time.Second); !strings.Contains(fetch(t, url+"/?q="+query), want); time.Sleep(200 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%s: no %q", query, want)
			}
		}
	}
	file(t, inbox, "note.txt", "« Le phare restera allumé », a déclaré Omar Delcourt.\n")
	file(t, inbox, "half.txt.part", "« Le phare sera éteint », a déclaré Omar Delcourt.\n")
	expect("phare", "1 citation")
	file(t, inbox, "note.txt", "« Le phare restera allumé », a déclaré Omar Delcourt. « Et le sémaphore aussi », a-t-il ajouté.\n")
	expect("semaphore", "1 citation")
	if body := fetch(t, url+"/?q=phare"); !strings.Contains(body, "La Boîte") || !strings.Contains(body, "1 citation") {
		t.Error(body)
	}
}

// With --host the server answers under no other name, a login or not.
func TestServeHosts(t *testing.T) {
	archive, articles := ingested(t)
	hash, err := bcrypt.GenerateFromPassword([]byte("lune"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	file(t, articles, "users", "ana:"+string(hash)+"\n")
	url, _ := serving(t, "--archive", archive, "--auth", filepath.Join(articles, "users"), "--host", "News.example")
	for host, status := range map[string]int{"news.example": http.StatusUnauthorized, "localhost": http.StatusUnauthorized, "evil.example": http.StatusMisdirectedRequest} {
		req, err := http.NewRequest("GET", url, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != status {
			t.Errorf("%s: %s", host, resp.Status)
		}
	}
}

// The watched folder may be a link, and files in it may be; the archive need not be
// there before.
func TestServeWatchesALink(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "La Boîte"), 0o755); err != nil {
		t.Fatal(err)
	}
	file(t, dir, "La Boîte/note.txt", "« Le phare restera allumé », a déclaré Omar Delcourt.\n")
	file(t, dir, "elsewhere.txt", "« Le phare sera repeint en rouge », a affirmé Hélène Vasseur.\n")
	inbox := filepath.Join(dir, "inbox")
	for from, to := range map[string]string{inbox: filepath.Join(dir, "La Boîte"), filepath.Join(dir, "La Boîte", "link.txt"): filepath.Join(dir, "elsewhere.txt")} {
		if err := os.Symlink(to, from); err != nil {
			t.Skip(err)
		}
	}
	url, _ := serving(t, "--archive", filepath.Join(dir, "new.archive"), "--watch", inbox)
	for end := time.Now().Add(40 * time.Second); !strings.Contains(fetch(t, url+"/?q=phare"), "2 citations"); time.Sleep(200 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the files behind links are not taken")
		}
	}
}

// A watched folder that has gone is told once.
func TestWatchedFolderGone(t *testing.T) {
	var log strings.Builder
	w := &watcher{folder: filepath.Join(t.TempDir(), "gone"), log: slog.New(slog.NewTextHandler(&log, nil))}
	for range 3 {
		if files := w.ready(); len(files) > 0 {
			t.Errorf("files: %q", files)
		}
	}
	if n := strings.Count(log.String(), "cannot be read"); n != 1 {
		t.Errorf("told %d times: %s", n, log.String())
	}
}

func TestServeRefuses(t *testing.T) {
	archive, _ := ingested(t)
	for name, args := range map[string][]string{
		"no archive":    {"--archive", archive + "-none"},
		"no such users": {"--archive", archive, "--auth", archive + "-none"},
		"no address":    {"--archive", archive, "--addr", "nowhere"},
		"no folder":     {"--archive", archive, "--watch", archive + "-none"},
	} {
		if _, stderr, code := dixit(t, "", append([]string{"serve"}, args...)...); code != 3 || stderr == "" {
			t.Errorf("%s: exit %d: %s", name, code, stderr)
		}
	}
	for _, args := range [][]string{{"serve", archive}, {"serve", "--archive", archive, "--outlet", "x"}} {
		if _, _, code := dixit(t, "", args...); code != 2 {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}
