package web

import (
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Answers are kept as long as the archive has not changed, since many ask for the
// same ones: the start page, and what is in the news. They hold nothing of whoever
// asked.
const (
	maxKept     = 32 << 20 // bytes of all
	maxKeptSize = 256 << 10
)

type keptAnswer struct {
	contentType string
	body        []byte
}

// kept are the answers that were asked for last.
type kept struct {
	mu   sync.Mutex
	list *simplelru.LRU[string, keptAnswer]
	size int // bytes of bodies and keys
}

func newKept() *kept {
	k := &kept{}
	// By number there is no limit of its own: each has some hundred bytes at least.
	k.list, _ = simplelru.NewLRU(maxKept, func(key string, a keptAnswer) { k.size -= len(key) + len(a.body) }) // an error for no size only
	return k
}

func (k *kept) get(key string) (keptAnswer, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.list.Get(key)
}

func (k *kept) add(key string, a keptAnswer) {
	if len(a.body) > maxKeptSize {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.list.Remove(key)
	k.list.Add(key, a)
	for k.size += len(key) + len(a.body); k.size > maxKept; {
		k.list.RemoveOldest()
	}
}
