package api

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Rates are how often one may ask: so many requests a second in the long run,
// and so many at once.
type Rates struct {
	Reader, Key           float64
	ReaderBurst, KeyBurst int
}

// DefaultRates are for one small server.
func DefaultRates() Rates { return Rates{Reader: 5, ReaderBurst: 40, Key: 50, KeyBurst: 200} }

// limits keeps a bucket (rate.Limiter) for everyone who has asked lately.
type limits struct {
	rates   Rates
	now     func() time.Time
	mu      sync.Mutex
	buckets map[string]*rate.Limiter
}

func newLimits(r Rates, now func() time.Time) *limits {
	return &limits{rates: r, now: now, buckets: map[string]*rate.Limiter{}}
}

// mostBuckets bounds the memory: then the full ones go, which forget nothing.
const mostBuckets = 20_000

// take takes one request out of somebody's bucket, or says how long to wait.
func (l *limits) take(who string, keyed bool) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.buckets[who]
	if b == nil {
		if len(l.buckets) >= mostBuckets {
			l.prune(now)
		}
		if b = rate.NewLimiter(rate.Limit(l.rates.Reader), l.rates.ReaderBurst); keyed {
			b = rate.NewLimiter(rate.Limit(l.rates.Key), l.rates.KeyBurst)
		}
		l.buckets[who] = b
	}
	r := b.ReserveN(now, 1)
	if !r.OK() {
		return time.Minute, false
	}
	if wait = r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
		return wait, false
	}
	return 0, true
}

// prune forgets who has not asked for so long that their bucket is full; where
// nobody has, all.
func (l *limits) prune(now time.Time) {
	for who, b := range l.buckets {
		if b.TokensAt(now) >= float64(b.Burst()) {
			delete(l.buckets, who)
		}
	}
	if len(l.buckets) >= mostBuckets {
		clear(l.buckets)
	}
}
