package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"dixit/index"
)

// watchEvery is how often a watched folder is looked at. Looking again and again
// works on every file system, network shares included.
const watchEvery = 2 * time.Second

// A watcher ingests what is dropped into a folder.
type watcher struct {
	c       *cli.Context
	log     *slog.Logger
	folder  string
	reading *reading
	said    bytes.Buffer // what ingest tells

	last  map[string]stamp // files at the last look
	taken map[string]stamp // as they were when they were ingested
	held  bool             // somebody else writes to the archive, and this was told
	gone  bool             // the folder cannot be read, and this was told
}

// A stamp tells whether a file has changed.
type stamp struct {
	size int64
	time time.Time
}

func newWatcher(c *cli.Context, reading *reading, log *slog.Logger) (*watcher, error) {
	folder := c.String("watch")
	if st, err := os.Stat(folder); err != nil {
		return nil, cannotWork(fmt.Errorf("--watch: %w", err))
	} else if !st.IsDir() {
		return nil, usageError("--watch %s: it is no folder", folder)
	}
	reading.paths = []string{folder}
	w := &watcher{log: log, folder: folder, reading: reading, last: map[string]stamp{}, taken: map[string]stamp{}}
	// What ingest would tell a terminal goes to the log.
	app := *c.App
	app.ErrWriter = &w.said
	w.c = cli.NewContext(&app, nil, c)
	return w, nil
}

// run looks at the folder until ctx ends; articles that are being stored then are
// finished.
func (w *watcher) run(ctx context.Context) {
	w.c.Context = ctx
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		w.take(w.ready())
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// ready returns the files that are new or have changed, but not since the last
// look: a file that grows is still being written.
func (w *watcher) ready() []string {
	now := map[string]stamp{}
	var ready []string
	var gone error
	root := w.folder + string(filepath.Separator) // which may be a link
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil && path == root {
			gone = err
		}
		if err != nil || d.IsDir() {
			return nil // what cannot be read may be there at a later look
		}
		st, err := os.Stat(path) // links to files are followed
		if err != nil || !st.Mode().IsRegular() {
			return nil
		}
		s := stamp{st.Size(), st.ModTime()}
		now[path] = s
		if w.last[path] == s && w.taken[path] != s {
			ready = append(ready, path)
		}
		return nil
	})
	if gone != nil && !w.gone {
		w.log.Error("the watched folder cannot be read", "error", gone)
	}
	w.gone = gone != nil
	w.last = now
	return ready
}

// take ingests files.
func (w *watcher) take(files []string) {
	if len(files) == 0 {
		return
	}
	// The folder is read, not its files: a folder's name is the outlet of those that
	// do not name theirs, and files that are no articles are passed over.
	wanted := map[string]bool{}
	for _, path := range files {
		wanted[path] = true
	}
	w.reading.options.Only = func(path string) bool { return wanted[path] }
	w.said.Reset()
	err := ingest(w.c, w.reading)
	var locked *index.LockedError
	if errors.As(err, &locked) {
		if !w.held {
			w.log.Warn("new files wait: another process writes to the archive", "files", len(files), "process", locked.PID)
		}
		w.held = true
		return // at a later look
	}
	w.held = false
	for line := range strings.Lines(w.said.String()) {
		w.log.Info("ingest", "message", strings.TrimSpace(line))
	}
	var exit *exitError
	if err != nil && !(errors.As(err, &exit) && exit.code == exitSomeFailed) {
		w.log.Error("ingesting failed", "error", err)
		return
	}
	for _, path := range files {
		w.taken[path] = w.last[path]
	}
}
