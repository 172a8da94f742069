package fetch

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

func TestIsPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.216.34": true, "2606:4700::1111": true, "8.8.8.8": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false,
		"0.0.0.0": false, "255.255.255.255": false, "224.0.0.1": false, "198.18.0.1": false, "::": false, "::1": false, "fe80::1": false,
		"fe80::1%eth0": false, "fc00::1": false, "::ffff:127.0.0.1": false, "::ffff:8.8.8.8": true, "64:ff9b::7f00:1": false,
		"2002:7f00:1::": false, "2001:db8::1": false, "::7f00:1": false, "ff02::1": false,
	} {
		if got := IsPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %t, want %t", address, got, want)
		}
	}
}

// TestPrivate holds that no way of writing an address leads into a private
// network.
func TestPrivate(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("somebody came in") }))
	defer inside.Close()
	_, port, err := net.SplitHostPort(inside.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	f := New(Options{})
	defer f.Close()
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"} {
		_, err := f.Get(t.Context(), "http://"+host+":"+port+"/", Validators{})
		if CauseOf(err) != Private {
			t.Errorf("%s: %v, want %q", host, err, Private)
		}
	}
	for _, host := range []string{"2130706433", "0x7f.1", "0177.0.0.1"} { // no addresses to Go; a resolver may know better
		if _, err := f.Get(t.Context(), "http://"+host+":"+port+"/", Validators{}); err == nil {
			t.Errorf("%s was fetched", host)
		}
	}
}

// TestRedirectToPrivate holds that the check is made on each hop.
func TestRedirectToPrivate(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("somebody came in") }))
	defer inside.Close()
	outside := httptest.NewServer(open(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inside.URL, http.StatusFound) }))
	defer outside.Close()
	at, err := url.Parse(outside.URL)
	if err != nil {
		t.Fatal(err)
	}
	f := New(Options{})
	defer f.Close()
	d := &net.Dialer{ControlContext: func(ctx context.Context, network, address string, c syscall.RawConn) error {
		if address == at.Host { // stands for a host of the public internet
			return nil
		}
		return refusePrivate(ctx, network, address, c)
	}}
	f.transport.DialContext = d.DialContext
	if _, err := f.Get(t.Context(), outside.URL, Validators{}); CauseOf(err) != Private {
		t.Errorf("%v, want %q", err, Private)
	}
}

// TestRebinding holds that a name that was of the public internet when it was
// asked for first, and leads inside now, is refused.
func TestRebinding(t *testing.T) {
	asked := 0
	names := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		ours, theirs := net.Pipe()
		go answerDNS(theirs, func() [4]byte {
			if asked++; asked <= 2 {
				return [4]byte{93, 184, 216, 34}
			}
			return [4]byte{127, 0, 0, 1}
		})
		return ours, nil
	}}
	first, err := names.LookupNetIP(t.Context(), "ip4", "rebind.test")
	if err != nil || len(first) == 0 || !IsPublic(first[0]) {
		t.Fatalf("%v, %v: the first look-up is to be public", first, err)
	}
	asked = 2
	f := New(Options{Resolver: names, Timeout: 5 * time.Second})
	defer f.Close()
	if _, err := f.Get(t.Context(), "http://rebind.test:1/", Validators{}); CauseOf(err) != Private {
		t.Errorf("%v, want %q", err, Private)
	}
}

// answerDNS answers questions on a stream (RFC 1035, 4.2.2) with an address.
func answerDNS(c net.Conn, address func() [4]byte) {
	defer func() { _ = c.Close() }()
	for {
		var size [2]byte
		if _, err := io.ReadFull(c, size[:]); err != nil {
			return
		}
		question := make([]byte, binary.BigEndian.Uint16(size[:]))
		if _, err := io.ReadFull(c, question); err != nil {
			return
		}
		var m dnsmessage.Message
		if err := m.Unpack(question); err != nil {
			return
		}
		m.Response, m.Additionals = true, nil
		for _, q := range m.Questions {
			if q.Type == dnsmessage.TypeA {
				m.Answers = append(m.Answers, dnsmessage.Resource{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
					Body:   &dnsmessage.AResource{A: address()},
				})
			}
		}
		packed, err := m.Pack()
		if err != nil {
			return
		}
		if _, err := c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(packed))), packed...)); err != nil {
			return
		}
	}
}

func TestAddresses(t *testing.T) {
	f := New(Options{})
	for _, address := range []string{"", "a", "/a", "ftp://a.test/", "file:///etc/passwd", "http://", "http://user@a.test/", "gopher://a.test", "http://a.test:x/", "javascript:1", "http://%zz/"} {
		if _, err := f.Get(t.Context(), address, Validators{}); CauseOf(err) != Address {
			t.Errorf("%q: %v", address, err)
		}
	}
}
