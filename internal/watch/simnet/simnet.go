// Package simnet is a network in memory for tests: hosts by name, each with
// its handler, and connections that are pipes. Inside a bubble of
// testing/synctest, days on it take seconds.
package simnet

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
)

// Net is a network. It is safe for many goroutines at once.
type Net struct {
	server *http.Server
	line   *listener
	work   sync.WaitGroup // handlers that run

	mu     sync.Mutex
	hosts  map[string]http.Handler
	closed bool
}

// New makes a network of hosts.
func New(hosts map[string]http.Handler) *Net {
	n := &Net{hosts: hosts, line: &listener{conns: make(chan net.Conn), closed: make(chan struct{})}}
	n.server = &http.Server{Handler: http.HandlerFunc(n.serve)}
	go func() { _ = n.server.Serve(n.line) }()
	return n
}

// Set gives a host another handler.
func (n *Net) Set(host string, h http.Handler) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.hosts[host] = h
}

func (n *Net) serve(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	h := n.hosts[r.Host]
	if n.closed {
		n.mu.Unlock()
		return
	}
	n.work.Add(1)
	n.mu.Unlock()
	defer n.work.Done()
	h.ServeHTTP(w, r)
}

// Dial connects to a host of the network.
func (n *Net) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	h := n.hosts[host]
	n.mu.Unlock()
	if h == nil {
		return nil, fmt.Errorf("no such host: %s", host)
	}
	ours, theirs := net.Pipe()
	select {
	case n.line.conns <- theirs:
		return ours, nil
	case <-n.line.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Close ends the network and all its connections, and waits for the handlers.
func (n *Net) Close() error {
	err := n.server.Close()
	n.mu.Lock()
	n.closed = true
	n.mu.Unlock()
	n.work.Wait()
	return err
}

// listener hands connections to a server.
type listener struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

// Accept waits for a connection.
func (l *listener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close ends the listener.
func (l *listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

// Addr is a name without meaning.
func (l *listener) Addr() net.Addr { return &net.UnixAddr{Name: "simnet", Net: "pipe"} }
