package corpus

import (
	"strings"

	"dixit/corpus/block"
	"dixit/corpus/charset"
	"dixit/corpus/dates"
	"dixit/corpus/front"
)

// plain reads a file of text, Markdown included: the file is the article's body,
// byte for byte where it is UTF-8.
func (r *run) plain(in *input) bool {
	data, err := r.all(in)
	if err != nil {
		return r.fail(in.path, 0, explain(err))
	}
	body := charset.DecodeString(data, "")
	if strings.TrimSpace(strings.TrimPrefix(body, "\ufeff")) == "" {
		return r.fail(in.path, 0, errEmpty)
	}
	a := &Article{ID: in.path, Body: body}
	a.frontMatter()
	if ext := extension(in.path); ext == ".md" || ext == ".markdown" {
		a.Blocks = block.Markdown(body, a.TextStart)
	}
	if strings.TrimSpace(body[a.TextStart:]) == "" {
		return r.fail(in.path, 0, errNoWords)
	}
	if a.Outlet == "" && r.opts.Outlet == "" {
		a.Outlet = in.folder
	}
	return r.article(in, a)
}

// frontMatter reads what stands in front of the article's words in its body, and
// fills the fields that are still empty.
func (a *Article) frontMatter() {
	m, start := front.Parse(a.Body)
	a.TextStart = start
	fill(&a.Outlet, m.Outlet)
	fill(&a.Title, m.Title)
	fill(&a.Byline, m.Byline)
	fill(&a.URL, m.URL)
	fill(&a.Lang, language(m.Lang))
	fill(&a.Published, date(m.Date))
}

// fill sets an empty field.
func fill(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

// date is s in the form of Article.Published, "" where it is no date.
func date(s string) string {
	d, _ := dates.Normalize(s)
	return d
}

// language is s as a BCP 47 tag in its usual case, "" where it is none.
func language(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	parts := strings.Split(s, "-")
	for i, p := range parts {
		if p == "" || len(p) > 8 || strings.ContainsFunc(p, notAlphanumeric) {
			return ""
		}
		switch {
		case i == 0 && len(p) != 2 && len(p) != 3:
			return ""
		case i > 0 && len(p) == 2:
			parts[i] = strings.ToUpper(p)
		case i > 0 && len(p) == 4:
			parts[i] = strings.ToUpper(p[:1]) + strings.ToLower(p[1:])
		default:
			parts[i] = strings.ToLower(p)
		}
	}
	return strings.Join(parts, "-")
}

func notAlphanumeric(r rune) bool {
	return !('a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9')
}
