package web

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/bcrypt"
)

// Users are those who may read, with the bcrypt hashes of their passwords.
type Users struct {
	hashes map[string][]byte
	// unknown is compared with the password of a name that nobody has, so that the
	// time tells nothing.
	unknown []byte
	key     []byte

	// comparing holds a token for each comparison that runs: they take the processor.
	comparing chan struct{}

	mu    sync.Mutex
	known map[[sha256.Size]byte]time.Time // passwords that were right, by keyed sums
}

// rememberFor is how long a right password is not compared again: bcrypt is slow on
// purpose, and each page asks anew.
const (
	rememberFor = 10 * time.Minute
	maxKnown    = 10_000
)

// ReadUsers reads a file of users, one a line: a name, a colon and a bcrypt hash, as
// htpasswd -B writes them. Empty lines and those behind # say nothing.
func ReadUsers(path string) (*Users, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading users: %w", err)
	}
	defer f.Close()
	u := &Users{hashes: map[string][]byte{}, known: map[[sha256.Size]byte]time.Time{}, key: make([]byte, 32), comparing: make(chan struct{}, 2)}
	_, _ = rand.Read(u.key) // never fails
	cost := bcrypt.MinCost
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, hash, ok := strings.Cut(line, ":")
		if !ok || name == "" {
			return nil, fmt.Errorf("%s:%d: not of the form name:hash", path, n)
		}
		c, err := bcrypt.Cost([]byte(hash))
		if err != nil {
			return nil, fmt.Errorf("%s:%d: the hash of %q is none of bcrypt (htpasswd -nB %s makes one)", path, n, name, name)
		}
		if _, twice := u.hashes[name]; twice {
			return nil, fmt.Errorf("%s:%d: %q is there already", path, n, name)
		}
		cost = max(cost, c)
		u.hashes[name] = []byte(hash)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading users: %w", err)
	}
	if len(u.hashes) == 0 {
		return nil, fmt.Errorf("%s: names no user", path)
	}
	if u.unknown, err = bcrypt.GenerateFromPassword(u.key, cost); err != nil {
		return nil, fmt.Errorf("reading users: %w", err)
	}
	return u, nil
}

// right reports whether a name has a password. The error is that of ctx, where it
// ends before there is room for the comparison.
func (u *Users) right(ctx context.Context, name, password string) (bool, error) {
	mac := hmac.New(sha256.New, u.key)
	fmt.Fprintf(mac, "%d:%s%s", len(name), name, password)
	sum := [sha256.Size]byte(mac.Sum(nil))
	u.mu.Lock()
	until, ok := u.known[sum]
	u.mu.Unlock()
	if ok && time.Now().Before(until) {
		return true, nil
	}
	select {
	case u.comparing <- struct{}{}:
	case <-ctx.Done():
		return false, ctx.Err()
	}
	defer func() { <-u.comparing }()
	hash, exists := u.hashes[name]
	if !exists {
		hash = u.unknown
	}
	if bcrypt.CompareHashAndPassword(hash, []byte(password)) != nil || !exists {
		return false, nil
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.known) >= maxKnown {
		clear(u.known)
	}
	u.known[sum] = time.Now().Add(rememberFor)
	return true, nil
}

// login asks for a name and a password where there are users.
func (s *server) login(users *Users, next http.Handler) http.Handler {
	if users == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, password, ok := r.BasicAuth(); ok {
			// A flood of wrong passwords must not hold up others without end.
			ctx, cancel := context.WithTimeout(r.Context(), s.limits.Wait)
			defer cancel()
			right, err := users.right(ctx, name, password)
			if err != nil {
				s.turnAway(w, r)
				return
			}
			if right {
				noteUser(r, name)
				next.ServeHTTP(w, r)
				return
			}
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="dixit", charset="UTF-8"`)
		s.refuse(w, r, http.StatusUnauthorized, "a name and a password, please")
	})
}
