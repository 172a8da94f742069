package web

import (
	"bytes"
	"container/list"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// answer is a page as it is sent.
type answer struct {
	status int
	kind   string // Content-Type
	tag    string // ETag
	plain  []byte // nil where only zipped is kept
	zipped []byte // gzip; nil where it does not pay
	frozen bool   // will not change
	name   string // of the file that a browser keeps; "" where it is shown
	// anywhere is set where the pages of other sites may show it.
	anywhere bool
}

// packed is an answer as it is kept: zipped alone, where it is zipped.
func (a *answer) packed() *answer {
	if a.zipped == nil {
		return a
	}
	p := *a
	p.plain = nil
	return &p
}

// body is the answer for a reader who takes gzip, or who does not.
func (a *answer) body(zipped bool) []byte {
	if zipped && a.zipped != nil {
		return a.zipped
	}
	if a.plain != nil || a.zipped == nil {
		return a.plain
	}
	r, err := gzip.NewReader(bytes.NewReader(a.zipped))
	if err != nil {
		return nil // we have zipped it ourselves
	}
	b, _ := io.ReadAll(r)
	return b
}

func (a *answer) size() int { return len(a.plain) + len(a.zipped) + 512 }

// cache keeps the answers used last, up to a number of bytes.
type cache struct {
	mu    sync.Mutex
	most  int
	size  int
	order *list.List // of *cached, the last used first
	byKey map[string]*list.Element
}

type cached struct {
	key    string
	answer *answer
}

func newCache(most int) *cache {
	return &cache{most: most, order: list.New(), byKey: map[string]*list.Element{}}
}

func (c *cache) get(key string) *answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[key]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached).answer
}

func (c *cache) put(key string, a *answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a = a.packed()
	if e := c.byKey[key]; e != nil {
		c.drop(e)
	}
	if a.size() > c.most/4 {
		return
	}
	c.byKey[key] = c.order.PushFront(&cached{key, a})
	c.size += a.size()
	for c.size > c.most {
		c.drop(c.order.Back())
	}
}

func (c *cache) drop(e *list.Element) {
	x := c.order.Remove(e).(*cached)
	delete(c.byKey, x.key)
	c.size -= x.answer.size()
}
