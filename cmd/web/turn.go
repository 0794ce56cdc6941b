package web

import (
	"strconv"
)

// A turn leads to the pages before and behind one of several; from a page beyond
// the last, back to that.
type turn struct {
	Number, Pages int
	Prev, Next    string // addresses, empty where there is no such page
}

// to reads the number of the page that is asked for, of total things with so many
// to a page, and returns how many come before it.
func (t *turn) to(v *visit, total, size int) (from int, err error) {
	values := v.r.URL.Query()
	if t.Number, err = whole(values, "page", 1, 1, maxDepth/size); err != nil {
		return 0, err
	}
	t.Pages = max(1, min((total+size-1)/size, maxDepth/size))
	address := func(n int) string {
		if n < 1 || n > t.Pages {
			return ""
		}
		kept := without(values, "page")
		if n > 1 {
			kept.Set("page", strconv.Itoa(n))
		}
		return link(v.r.URL.EscapedPath(), kept)
	}
	t.Prev, t.Next = address(min(t.Number-1, t.Pages)), address(t.Number+1)
	return min((t.Number-1)*size, total), nil
}
