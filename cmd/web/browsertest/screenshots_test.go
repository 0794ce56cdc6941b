package browsertest

import (
	"bytes"
	"cmp"
	"flag"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// With -screenshots, pages are taken down in a folder: those of the README, or with
// -every all of them, from top to bottom, wide and narrow, light and dark.
var (
	screenshots = flag.String("screenshots", "", "folder to put screenshots of the pages into")
	everyView   = flag.Bool("every", false, "take every page, wide and narrow, light and dark")
)

func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("-screenshots names no folder")
	}
	take := func(p *tab, name string, action chromedp.Action[[]byte]) {
		t.Helper()
		picture, err := chromedp.Run(p.ctx, action)
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			t.Fatal(err)
		}
		var small bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&small, fewColours(decoded)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(*screenshots, name+".png"), small.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if *everyView {
		names := []string{"start", "search", "articles", "article", "remark", "remarks", "speakers", "speaker", "known", "outlets", "outlet", "overview", "nothing", "malformed"}
		views := map[string]view{"": wide, "-dark": {width: 1280, height: 900, dark: true}, "-narrow": narrow, "-narrow-dark": {width: narrow.width, height: narrow.height, dark: true}}
		for i, path := range append(every(t), "/?q=zebrure&speaker=Putine", "/?q=(secours") {
			for suffix, v := range views {
				take(open(t, v, path), names[i]+suffix, chromedp.FullScreenshot(100))
			}
		}
		return
	}
	pages := every(t)
	for _, shot := range []struct {
		name, path string
		view       view
	}{
		{"search", "/?q=secours+OR+bl%C3%A9&ui=en", view{width: 1100, height: 720}},
		{"remark", pages[4] + "?ui=en", view{width: 1100, height: 720}},
		{"article", pages[3] + "?ui=en", view{width: 1100, height: 720}},
		{"speaker-dark", "/speaker/ilona-vardek?ui=en", view{width: 1100, height: 720, dark: true}},
	} {
		take(open(t, shot.view, shot.path), shot.name, chromedp.CaptureScreenshot())
	}
}

// fewColours returns a picture in its 256 most frequent colours, which makes its
// file a third as large; a page has few but for the edges of its letters.
func fewColours(picture image.Image) image.Image {
	bounds := picture.Bounds()
	counts := map[color.RGBA]int{}
	at := func(x, y int) color.RGBA { return color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA) }
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			counts[at(x, y)]++
		}
	}
	frequent := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(uint32(a.R)<<16|uint32(a.G)<<8|uint32(a.B), uint32(b.R)<<16|uint32(b.G)<<8|uint32(b.B)))
	})
	var palette color.Palette
	for _, c := range frequent[:min(256, len(frequent))] {
		palette = append(palette, c)
	}
	nearest := map[color.RGBA]uint8{}
	out := image.NewPaletted(bounds, palette)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c := at(x, y)
			i, ok := nearest[c]
			if !ok {
				i = uint8(palette.Index(c))
				nearest[c] = i
			}
			out.SetColorIndex(x, y, i)
		}
	}
	return out
}
