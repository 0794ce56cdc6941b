package speakers

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"dixit/quote"
)

// WithFile returns a registry of r's entries and those of the YAML file at path,
// whose form the package comment shows. r itself stays as it is. Errors name the
// file and, where the file can be read, the line.
func (r *Registry) WithFile(path string) (*Registry, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("speakers file: %w", err)
	}
	more, err := parseUserFile(data, r)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", path, err)
	}
	return r.merge(more), nil
}

type userFile struct {
	Speakers []userEntry `yaml:"speakers"`
}

type userEntry struct {
	ID      string     `yaml:"id"`
	Name    string     `yaml:"name"`
	Gender  string     `yaml:"gender"`
	Type    string     `yaml:"type"`
	Aliases []string   `yaml:"aliases"`
	Roles   []userRole `yaml:"roles"`
	line    int
}

type userRole struct {
	Title string `yaml:"title"`
	Of    string `yaml:"of"`
	From  string `yaml:"from"`
	To    string `yaml:"to"`
	line  int
}

// UnmarshalYAML keeps the line for messages.
func (e *userEntry) UnmarshalYAML(n ast.Node) error {
	type plain userEntry
	err := yaml.NodeToValue(n, (*plain)(e), yaml.Strict())
	e.line = lineOf(n)
	return err
}

// UnmarshalYAML keeps the line for messages.
func (u *userRole) UnmarshalYAML(n ast.Node) error {
	type plain userRole
	err := yaml.NodeToValue(n, (*plain)(u), yaml.Strict())
	u.line = lineOf(n)
	return err
}

// lineOf is the 1-based line on which a node begins. A mapping's own token is the
// colon of its first key, on the same line.
func lineOf(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 1
}

// parseUserFile reads a user's YAML. Errors begin with the line and a colon.
func parseUserFile(data []byte, known *Registry) ([]*Entry, error) {
	var f userFile
	if err := yaml.UnmarshalWithOptions(data, &f, yaml.Strict()); err != nil {
		return nil, yamlError(err)
	}
	entries := make([]*Entry, 0, len(f.Speakers))
	seen := map[string]int{}
	for _, u := range f.Speakers {
		e, err := u.entry(known)
		if err != nil {
			return nil, err
		}
		if before, twice := seen[e.ID]; twice {
			return nil, fmt.Errorf("%d: %s stands on line %d already", u.line, e.ID, before)
		}
		seen[e.ID] = u.line
		entries = append(entries, e)
	}
	return entries, nil
}

func (u userEntry) entry(known *Registry) (*Entry, error) {
	e := &Entry{ID: u.ID, Name: strings.TrimSpace(u.Name)}
	if e.ID == "" {
		if e.ID = Slug(e.Name); e.ID == "" {
			return nil, fmt.Errorf("%d: speaker without a name (or an id, where the name has no Latin letter)", u.line)
		}
	} else if Slug(e.ID) != e.ID {
		return nil, fmt.Errorf("%d: id %q: only a-z, 0-9 and single hyphens (try %q)", u.line, e.ID, Slug(e.ID))
	}
	_, extends := known.Get(e.ID)
	if e.Name == "" && !extends {
		return nil, fmt.Errorf("%d: %q is no built-in speaker's id: a new speaker needs a name", u.line, e.ID)
	}
	switch strings.ToLower(u.Gender) {
	case "":
	case "m":
		e.Gender = quote.Masculine
	case "f":
		e.Gender = quote.Feminine
	default:
		return nil, fmt.Errorf("%d: gender %q is neither m nor f", u.line, u.Gender)
	}
	switch t := quote.SpeakerType(u.Type); t {
	case quote.Person, quote.Organisation, quote.State:
		e.Type = t
	case "":
		if !extends {
			e.Type = quote.Person
		}
	default:
		return nil, fmt.Errorf("%d: type %q is neither person, organisation nor state", u.line, u.Type)
	}
	for _, a := range u.Aliases {
		if Fold(a) == "" {
			return nil, fmt.Errorf("%d: alias %q has no letter", u.line, a)
		}
		e.Aliases = append(e.Aliases, strings.TrimSpace(a))
	}
	for _, ur := range u.Roles {
		role := Role{Title: strings.TrimSpace(ur.Title), Of: strings.TrimSpace(ur.Of)}
		if role.Title == "" {
			return nil, fmt.Errorf("%d: role without a title", ur.line)
		}
		var err error
		if role.From, err = ParseDate(ur.From); err == nil {
			if role.To, err = ParseDate(ur.To); err == nil {
				err = role.check()
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%d: %w", ur.line, err)
		}
		e.Roles = append(e.Roles, role)
	}
	return e, nil
}

// yamlError puts the line in front of the library's message, which is otherwise a
// picture of several lines.
func yamlError(err error) error {
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil && ye.GetToken().Position != nil {
		return fmt.Errorf("%d: %s", ye.GetToken().Position.Line, ye.GetMessage())
	}
	return fmt.Errorf("1: %w", err)
}
