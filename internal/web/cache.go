package web

import (
	"container/list"
	"sync"
)

// answer is a page as it is sent.
type answer struct {
	status int
	kind   string // Content-Type
	tag    string // ETag
	plain  []byte
	zipped []byte // gzip; nil where it does not pay
	frozen bool   // will not change
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
