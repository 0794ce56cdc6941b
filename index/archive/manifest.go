package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"dixit/index"
)

// The folder of an archive:
//
//	MANIFEST      what the archive is now; replaced by renaming
//	gen-000042/   the generation that the manifest names: a bleve index, its
//	              counters, its remarks and its ledger; never changed once
//	              published
//	work/         where a writer works; worthless without one
//	lock          held by the writer, and names it
//
// A writer works in work/ and publishes each state by hard links: the segments
// of the index never change, so that a generation costs a few small files. What
// the manifest names is complete, synced and checksummed, so that a crash at any
// moment leaves the last published state, and readers in other processes need no
// lock. Where the file system has no hard links, files are copied.
const (
	formatVersion = 2

	manifestName = "MANIFEST"
	workName     = "work"
	lockName     = "lock"
	countersName = "counters"
	ledgerName   = "ledger"
	remarksName  = "remarks"
	boltName     = "store/root.bolt"
)

// A manifest describes the published state of an archive.
type manifest struct {
	Format     int       `json:"format"`
	Generation uint64    `json:"generation"`
	Extractors []string  `json:"extractors"`
	Created    time.Time `json:"created"`
	Updated    time.Time `json:"updated"`
	Articles   int       `json:"articles"`
	Quotations int       `json:"quotations"`
	// Grouped are the quotations that need not be looked at for a remark.
	Grouped int `json:"grouped"`
	// Files are those of the generation, with slashes, the ledger aside.
	Files []fileSum `json:"files"`
	// Ledger is the part of the ledger that counts: it may go on behind it.
	Ledger fileSum `json:"ledger"`
}

// A fileSum is what is known of a file that does not change.
type fileSum struct {
	Name  string `json:"name"`
	Size  int64  `json:"size"`
	CRC   uint32 `json:"crc32c"`
	MTime int64  `json:"mtime,omitempty"` // nanoseconds
}

func (m *manifest) dir() string { return fmt.Sprintf("gen-%06d", m.Generation) }

func (m *manifest) info() index.Info {
	return index.Info{
		Format: m.Format, Extractors: m.Extractors, Created: m.Created, Updated: m.Updated,
		Generation: m.Generation, Articles: m.Articles, Quotations: m.Quotations,
		Ungrouped: m.Quotations - m.Grouped,
	}
}

// encode writes the manifest as a line of JSON and one with its CRC-32C.
func (m *manifest) encode() ([]byte, error) {
	b, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(b, "\ncrc32c %08x\n", crc32.Checksum(b, castagnoli)), nil
}

func decodeManifest(b []byte) (*manifest, error) {
	line, sum, _ := bytes.Cut(b, []byte("\n"))
	if string(sum) != fmt.Sprintf("crc32c %08x\n", crc32.Checksum(line, castagnoli)) {
		return nil, errors.New("does not have its checksum")
	}
	m := &manifest{}
	if err := json.Unmarshal(line, m); err != nil {
		return nil, err
	}
	for _, f := range m.Files {
		if !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			return nil, fmt.Errorf("names the file %q", f.Name)
		}
	}
	return m, nil
}

// readManifest reads the manifest of an archive folder.
func readManifest(dir string) (*manifest, error) {
	b, err := os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		gens, _ := filepath.Glob(filepath.Join(dir, "gen-*"))
		if len(gens) > 0 && hasPublished(gens) {
			return nil, &index.DamageError{What: filepath.Join(dir, manifestName), Msg: "the file is missing"}
		}
		return nil, fmt.Errorf("%w in %s: ingest makes one", index.ErrNoArchive, dir)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the archive: %w", err)
	}
	m, err := decodeManifest(b)
	if err != nil {
		return nil, &index.DamageError{What: filepath.Join(dir, manifestName), Msg: "unreadable", Err: err}
	}
	if m.Format != formatVersion {
		return nil, &index.FormatError{Dir: dir, Have: m.Format, Max: formatVersion}
	}
	return m, nil
}

// hasPublished reports whether a generation was once published: it then holds a
// copy of its manifest. The first one is empty, and may be left by a process that
// was killed before it had made the archive.
func hasPublished(gens []string) bool {
	first := (&manifest{Generation: 1}).dir()
	for _, g := range gens {
		if _, err := os.Stat(filepath.Join(g, manifestName)); err == nil && filepath.Base(g) != first {
			return true
		}
	}
	return false
}

// alwaysVerified is the size in bytes up to which the files of an archive are read in
// full whenever it is opened.
var alwaysVerified int64 = 16 << 20

// sums remembers which files a process has found to have their checksums.
type sums struct {
	mu   sync.Mutex
	seen map[fileSum]bool
}

// verify reports a file that is missing, of another size, or, where it has been
// written to since it was published (by its time) or the archive is small, of
// another checksum.
func (s *sums) verify(gen string, m *manifest) error {
	total := int64(0)
	for _, f := range m.Files {
		total += f.Size
	}
	for _, f := range m.Files {
		path := filepath.Join(gen, filepath.FromSlash(f.Name))
		st, err := os.Stat(path)
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				if _, gone := os.Stat(gen); gone != nil {
					return fmt.Errorf("opening a generation: %w", err) // replaced meanwhile
				}
				return damagedFile(path, f, "the file is missing", nil)
			}
			return fmt.Errorf("opening the archive: %w", err)
		}
		if st.Size() != f.Size {
			return damagedFile(path, f, fmt.Sprintf("the file has %d bytes and should have %d", st.Size(), f.Size), nil)
		}
		if total > alwaysVerified && st.ModTime().UnixNano() == f.MTime {
			continue
		}
		if err := s.verifyFile(path, f, st); err != nil {
			return err
		}
	}
	return nil
}

// verifyFile reads a file in full, unless this process has done so before.
func (s *sums) verifyFile(path string, f fileSum, st fs.FileInfo) error {
	key := fileSum{Name: f.Name, Size: f.Size, CRC: f.CRC, MTime: st.ModTime().UnixNano()}
	s.mu.Lock()
	ok := s.seen[key]
	s.mu.Unlock()
	if ok {
		return nil
	}
	sum, err := checksum(path, f.Size)
	if err != nil {
		return damagedFile(path, f, "the file cannot be read", err)
	}
	if sum != f.CRC {
		return damagedFile(path, f, "the file does not have its checksum", nil)
	}
	s.mu.Lock()
	if s.seen == nil {
		s.seen = map[fileSum]bool{}
	}
	s.seen[key] = true
	s.mu.Unlock()
	return nil
}

// damagedFile says what a damaged file means: segments hold articles, the other
// files can be made from them.
func damagedFile(path string, f fileSum, msg string, err error) error {
	return &index.DamageError{What: path, Msg: msg, Err: err, Lost: strings.HasSuffix(f.Name, ".zap")}
}

// checksum returns the CRC-32C of the first n bytes of a file.
func checksum(path string, n int64) (uint32, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	h := crc32.New(castagnoli)
	got, err := io.CopyBuffer(h, io.LimitReader(f, n), make([]byte, 1<<18))
	if err == nil && got != n {
		err = io.ErrUnexpectedEOF
	}
	return h.Sum32(), err
}

// describe returns the fileSum of a file as it is.
func describe(gen, name string) (fileSum, error) {
	path := filepath.Join(gen, filepath.FromSlash(name))
	st, err := os.Stat(path)
	if err != nil {
		return fileSum{}, err
	}
	sum, err := checksum(path, st.Size())
	return fileSum{Name: name, Size: st.Size(), CRC: sum, MTime: st.ModTime().UnixNano()}, err
}

// writeSynced writes a file and waits until it is on the disk.
func writeSynced(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// link makes name in another folder the same file, or a copy of it where the
// file system has no hard links.
func link(from, to string) error {
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) {
		return err
	}
	return copyFile(from, to)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}
