package markup

import "strings"

// MarkdownURL makes a URL fit between < and >.
func MarkdownURL(url string) string { return markdownURL.Replace(strings.ToValidUTF8(url, "")) }

var markdownURL = strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "\n", "", "\r", "", "\\", "%5C")

var markdownEscaper = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`,
	"<", `\<`, ">", `\>`, "&", `\&`, "~", `\~`, "|", `\|`, "\r", "")

// Markdown writes a text so that it is shown as it is. Line ends stay.
func Markdown(s string) string {
	return markdownEscaper.Replace(strings.ToValidUTF8(s, "\uFFFD"))
}

// MarkdownLine escapes what would make a line something else than text.
func MarkdownLine(line string) string {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	switch rest := line[digits:]; {
	case digits == 0 && (strings.HasPrefix(line, "#") || strings.HasPrefix(line, "+") || strings.HasPrefix(line, "-") || strings.HasPrefix(line, "=")):
		return `\` + line
	case digits > 0 && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")")):
		return line[:digits] + `\` + rest
	}
	return line
}
