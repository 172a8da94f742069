package page

import (
	"errors"
	"net/netip"
	"testing"
)

func TestIsPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "2606:4700::1111": true, "172.32.0.1": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false,
		"100.64.0.1": false, "0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false, "192.0.2.1": false, "198.18.0.1": false,
		"::1": false, "::": false, "fe80::1": false, "fc00::1": false, "::ffff:10.0.0.1": false, "64:ff9b::a00:1": false, "2002:a00:1::": false, "ff02::1": false,
	} {
		if got := isPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: public %v, want %v", address, got, want)
		}
	}
}

func TestGuarded(t *testing.T) {
	if err := guarded(func() error { panic("index out of range") }); KindOf(err) != Malformed {
		t.Errorf("a panic gives %v, want malformed", err)
	}
	other := errors.New("other")
	if err := guarded(func() error { return other }); !errors.Is(err, other) {
		t.Errorf("an error gives %v", err)
	}
	if err := guarded(func() error { return nil }); err != nil {
		t.Errorf("nothing gives %v", err)
	}
}
