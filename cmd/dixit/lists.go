package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"dixit/cmd/request"
	"dixit/index"
)

// listFlags are those of the commands that list what is in the archive.
func listFlags() []cli.Flag {
	return []cli.Flag{
		archiveFlag(),
		&cli.StringFlag{Name: "format", Usage: "table or jsonl", Value: "table"},
	}
}

func speakersCommand() *cli.Command {
	return &cli.Command{
		Name:      "speakers",
		Usage:     "list who is quoted in the archive",
		UsageText: "dixit speakers [flags] [NAME…]",
		Description: "Lists the speakers with their quotations, outlets, first and last date and the\n" +
			"names that articles give them, the most quoted first; with names, only those\n" +
			"whose name or alias has all the words, the last of which may be only begun.\n\n" +
			"Examples:\n" +
			"  dixit speakers\n" +
			"  dixit speakers merkel --format jsonl",
		Flags:  listFlags(),
		Action: runSpeakers,
	}
}

func runSpeakers(c *cli.Context) error {
	want := strings.Join(c.Args().Slice(), " ")
	return withReader(c, func(r index.Reader) error {
		list, err := r.Speakers(c.Context)
		if err != nil {
			return err
		}
		rows := [][]string{{"QUOTATIONS", "OUTLETS", "FIRST", "LAST", "SPEAKER", "ALSO"}}
		var records []any
		for _, s := range list {
			if !request.Named(&s, want) {
				continue
			}
			also := s.Aliases[:min(len(s.Aliases), 3)]
			rows = append(rows, []string{fmt.Sprint(s.Quotations), fmt.Sprint(s.Outlets), s.First, s.Last, s.Name, strings.Join(also, " · ")})
			records = append(records, request.NewSpeakerRow(&s))
		}
		return writeList(c, rows, records)
	})
}

func outletsCommand() *cli.Command {
	return &cli.Command{
		Name:      "outlets",
		Usage:     "list the publications in the archive",
		UsageText: "dixit outlets [flags]",
		Description: "Lists the publications with their articles, quotations, speakers, first and last\n" +
			"date, the one with most articles first.\n\nExamples:\n  dixit outlets\n  dixit outlets --format jsonl",
		Flags:  listFlags(),
		Action: runOutlets,
	}
}

func runOutlets(c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	return withReader(c, func(r index.Reader) error {
		list, err := r.Outlets(c.Context)
		if err != nil {
			return err
		}
		rows := [][]string{{"ARTICLES", "QUOTATIONS", "SPEAKERS", "FIRST", "LAST", "OUTLET"}}
		var records []any
		for _, o := range list {
			name := o.Name
			if name == "" {
				name = "(not told)"
			}
			rows = append(rows, []string{fmt.Sprint(o.Articles), fmt.Sprint(o.Quotations), fmt.Sprint(o.Speakers), o.First, o.Last, name})
			records = append(records, request.NewOutletRow(&o))
		}
		return writeList(c, rows, records)
	})
}

func statsCommand() *cli.Command {
	return &cli.Command{
		Name:        "stats",
		Usage:       "count what is in the archive",
		UsageText:   "dixit stats [flags]",
		Description: "Counts articles, quotations, remarks, speakers and outlets, by kind, language and month.\n\nExamples:\n  dixit stats\n  dixit stats --format jsonl",
		Flags:       listFlags(),
		Action:      runStats,
	}
}

func runStats(c *cli.Context) error {
	if err := noArguments(c); err != nil {
		return err
	}
	return withReader(c, func(r index.Reader) error {
		s, err := r.Stats(c.Context)
		if err != nil {
			return err
		}
		info := r.Info()
		if c.String("format") == "jsonl" {
			type counts map[string]int
			by := func(list []index.Count) counts {
				m := counts{}
				for _, n := range list {
					m[n.Value] = n.N
				}
				return m
			}
			return writeList(c, nil, []any{struct {
				Articles   int    `json:"articles"`
				Quotations int    `json:"quotations"`
				Speakers   int    `json:"speakers"`
				Outlets    int    `json:"outlets"`
				Remarks    int    `json:"remarks"`
				Reprinted  int    `json:"reprinted"` // remarks in more than one outlet
				TextBytes  int64  `json:"text_bytes"`
				DiskBytes  int64  `json:"disk_bytes"`
				Updated    string `json:"updated"`
				Kinds      counts `json:"kinds"`
				Langs      counts `json:"langs"`
				Months     counts `json:"months"`
			}{s.Articles, s.Quotations, s.Speakers, s.Outlets, s.Remarks, s.Reprinted, s.BodyBytes, s.DiskBytes, info.Updated.Format("2006-01-02T15:04:05Z07:00"),
				by(s.Facets.Kinds), by(s.Facets.Langs), by(s.Facets.Months)}})
		}
		rows := [][]string{
			{"articles", fmt.Sprint(s.Articles)}, {"quotations", fmt.Sprint(s.Quotations)}, {"speakers", fmt.Sprint(s.Speakers)},
			{"outlets", fmt.Sprint(s.Outlets)}, {"remarks", fmt.Sprintf("%d, %d of them in several outlets", s.Remarks, s.Reprinted)}, {"text", size(s.BodyBytes)}, {"on disk", size(s.DiskBytes)},
			{"updated", info.Updated.Local().Format("2006-01-02 15:04:05")},
		}
		if err := writeList(c, rows, nil); err != nil {
			return err
		}
		s.Facets.Speakers, s.Facets.Outlets = nil, nil
		showFacets(c.App.Writer, &s.Facets)
		return nil
	})
}

// size writes a number of bytes in a unit that suits it.
func size(n int64) string {
	if n < 1e6 {
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// writeList writes a list in the format that the flags ask for.
func writeList(c *cli.Context, rows [][]string, records []any) error {
	switch c.String("format") {
	case "table":
		table(c, rows)
		return nil
	case "jsonl":
		e := json.NewEncoder(c.App.Writer)
		e.SetEscapeHTML(false)
		for _, r := range records {
			if err := e.Encode(r); err != nil {
				return fmt.Errorf("writing jsonl: %w", err)
			}
		}
		return nil
	}
	return usageError("--format: %q is neither table nor jsonl", c.String("format"))
}
