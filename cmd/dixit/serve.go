package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/net/netutil"

	"dixit/cmd/web"
	"dixit/index"
)

func serveCommand() *cli.Command {
	return &cli.Command{
		Name:      "serve",
		Usage:     "show the archive in a browser",
		UsageText: "dixit serve [flags]",
		Description: "Serves the archive as pages to search and read, with exports and an API under\n" +
			"/api/v1. It listens on this machine alone unless --addr says otherwise, goes on\n" +
			"while another process ingests, and ends in good order on SIGTERM.\n\n" +
			"Examples:\n" +
			"  dixit serve                                         then open http://127.0.0.1:8080\n" +
			"  dixit serve --addr :8080 --auth users.htpasswd      for the newsroom, with a login\n" +
			"  dixit serve --watch inbox                           ingests what is dropped into a folder",
		Flags: append([]cli.Flag{
			archiveFlag(),
			&cli.StringFlag{Name: "addr", Usage: "listen on `ADDRESS`", Value: "127.0.0.1:8080"},
			&cli.StringFlag{Name: "auth", Usage: "ask for a name and password of `FILE`, as htpasswd -B writes it"},
			&cli.StringSliceFlag{Name: "host", Usage: "answer under this `NAME`, as a proxy hands it on, and those of this machine, and no other; repeatable"},
			&cli.StringFlag{Name: "watch", Usage: "ingest what is dropped into `FOLDER` as well; --outlet, --date and --jobs go with it"},
		}, readingFlags()...),
		Action: runServe,
	}
}

// Limits of connections, beside those of package web.
const (
	maxConnections = 1024
	drainTime      = 30 * time.Second
)

func runServe(c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	folder := c.String("watch")
	for _, name := range []string{"outlet", "date", "jobs"} {
		if c.IsSet(name) && folder == "" {
			return usageError("--%s goes with --watch", name)
		}
	}
	reading, err := newReading(c, []string{folder})
	if err != nil {
		return err
	}
	o := web.Options{Registry: reading.registry, Log: slog.New(slog.NewTextHandler(c.App.ErrWriter, nil))}
	if file := c.String("auth"); file != "" {
		if o.Users, err = web.ReadUsers(file); err != nil {
			return cannotWork(err)
		}
	}
	var w *watcher
	if folder != "" {
		if w, err = newWatcher(c, reading, o.Log); err != nil {
			return err
		}
		if err := makeArchive(c.String("archive")); err != nil {
			return err
		}
	}
	return withReader(c, func(r index.Reader) error {
		listener, err := net.Listen("tcp", c.String("addr"))
		if err != nil {
			return cannotWork(fmt.Errorf("--addr: %w", err))
		}
		defer listener.Close()
		local := listener.Addr().(*net.TCPAddr).IP.IsLoopback()
		switch {
		case !local && o.Users == nil:
			o.Log.Warn("anyone who reaches this address can read the archive: there is no login; --auth asks for one", "addr", listener.Addr().String())
		case !local:
			o.Log.Warn("names and passwords cross the network in the clear unless a proxy with TLS stands in front", "addr", listener.Addr().String())
		}
		if local && o.Users == nil || c.IsSet("host") {
			o.Hosts = append([]string{"localhost", "127.0.0.1", "::1", listener.Addr().(*net.TCPAddr).IP.String()}, c.StringSlice("host")...)
		}
		if w != nil {
			ctx, cancel := context.WithCancel(c.Context)
			done := make(chan struct{})
			go func() {
				defer close(done)
				w.run(ctx)
			}()
			defer func() { cancel(); <-done }()
		}
		return serve(c.Context, netutil.LimitListener(listener, maxConnections), web.Handler(r, o), o.Log)
	})
}

// serve answers requests until ctx ends, and then finishes those that run.
func serve(ctx context.Context, listener net.Listener, h http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler: h, DisableGeneralOptionsHandler: true, MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	log.Info("serving", "url", "http://"+listener.Addr().String())
	select {
	case err := <-ended:
		return cannotWork(err)
	case <-ctx.Done():
	}
	log.Info("ending: requests that run are finished", "at most", drainTime)
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	err := server.Shutdown(drain)
	if errors.Is(err, context.DeadlineExceeded) {
		log.Warn("some requests did not end in time")
		return server.Close()
	}
	return err
}
