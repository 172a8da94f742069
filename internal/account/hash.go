package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Cost is what one hash of a password takes.
type Cost struct {
	Time    uint32 // passes over the memory
	Memory  uint32 // KiB
	Threads uint8
}

// DefaultCost is the second recommended option of RFC 9106, section 4: 64 MiB.
func DefaultCost() Cost { return Cost{Time: 3, Memory: 64 << 10, Threads: 4} }

const (
	saltBytes = 16
	hashBytes = 32
)

// digest computes one hash. It is the only work of a sign-in that takes long,
// so tests count its calls.
type digest func(password, salt []byte, c Cost) []byte

func argon(password, salt []byte, c Cost) []byte {
	return argon2.IDKey(password, salt, c.Time, c.Memory, c.Threads, hashBytes)
}

// hasher computes few hashes at a time: each takes much memory, and strangers
// can ask for them.
type hasher struct {
	cost   Cost
	digest digest
	places chan struct{}
}

func newHasher(c Cost, d digest, atOnce int) *hasher {
	return &hasher{cost: c, digest: d, places: make(chan struct{}, atOnce)}
}

func (h *hasher) run(ctx context.Context, password string, salt []byte, c Cost) ([]byte, error) {
	select {
	case h.places <- struct{}{}:
		defer func() { <-h.places }()
		return h.digest([]byte(password), salt, c), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// hash returns a new hash in the PHC string format.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	rand.Read(salt) // never fails
	sum, err := h.run(ctx, password, salt, h.cost)
	if err != nil {
		return "", err
	}
	return encodeHash(h.cost, salt, sum), nil
}

// matches tells whether a password has a hash. It takes one hash, and the
// comparison takes the same time wherever the two differ.
func (h *hasher) matches(ctx context.Context, password, phc string) (bool, error) {
	c, salt, want, err := decodeHash(phc)
	if err != nil {
		return false, err
	}
	got, err := h.run(ctx, password, salt, c)
	return err == nil && subtle.ConstantTimeCompare(got, want) == 1, err
}

// outdated tells whether a hash was made at another cost than today's.
func (h *hasher) outdated(phc string) bool {
	c, _, _, err := decodeHash(phc)
	return err == nil && c != h.cost
}

// nobody is a hash that no password has, for names that no account has.
func (h *hasher) nobody() string {
	salt, sum := make([]byte, saltBytes), make([]byte, hashBytes)
	rand.Read(salt)
	rand.Read(sum)
	return encodeHash(h.cost, salt, sum)
}

func encodeHash(c Cost, salt, sum []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Time, c.Threads, b64.EncodeToString(salt), b64.EncodeToString(sum))
}

func decodeHash(phc string) (c Cost, salt, sum []byte, err error) {
	fail := func() (Cost, []byte, []byte, error) {
		return Cost{}, nil, nil, fmt.Errorf("hash of a password: want $argon2id$v=%d$m=,t=,p=$salt$hash", argon2.Version)
	}
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return fail()
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Threads); err != nil || c.Time == 0 || c.Threads == 0 {
		return fail()
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return fail()
	}
	if sum, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(sum) != hashBytes {
		return fail()
	}
	return c, salt, sum, nil
}
