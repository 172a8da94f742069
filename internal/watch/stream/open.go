package stream

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Options say where the stream is.
type Options struct {
	URL         string // of a cluster, "nats://a:4222,nats://b:4222"; "" runs a server in this process
	Credentials string // a file of NATS credentials for the cluster
	Dir         string // where the server in this process keeps its files
	Listen      string // "host:port" on which it takes workers of other machines; "" takes none
	Token       string // that those must show, and that this program shows to a cluster
	Replicas    int    // copies of each message in a cluster; 0 is 1
	// Report is told what goes wrong beneath; nil tells nobody.
	Report func(msg string, args ...any)
}

// Stream is an open stream.
type Stream struct {
	server   *server.Server // nil: it is a cluster's
	lock     *os.File       // held while the server of this process runs
	conn     *nats.Conn
	js       jetstream.JetStream
	replicas int
	report   func(msg string, args ...any)
}

// Open joins a stream, or starts the one of this process, and makes its queues
// where there are none.
func Open(ctx context.Context, o Options) (_ *Stream, err error) {
	s := &Stream{report: o.Report, replicas: max(o.Replicas, 1)}
	if s.report == nil {
		s.report = func(string, ...any) {}
	}
	defer func() {
		if err != nil {
			s.Close()
		}
	}()
	address, options := o.URL, s.connecting(o)
	if address == "" {
		if err = s.start(o); err != nil {
			return nil, err
		}
		address, options = s.server.ClientURL(), append(options, nats.InProcessServer(s.server))
	}
	if s.conn, err = nats.Connect(address, options...); err != nil {
		return nil, fmt.Errorf("stream: joining %s: %w", o.URL, err)
	}
	if s.js, err = jetstream.New(s.conn, jetstream.WithDefaultTimeout(20*time.Second)); err != nil {
		return nil, fmt.Errorf("stream: %w", err)
	}
	return s, s.setUp(ctx)
}

// connecting are the options of the connection: it is made again and again
// when it is lost.
func (s *Stream) connecting(o Options) []nats.Option {
	options := []nats.Option{
		nats.Name("chancery"), nats.MaxReconnects(-1), nats.ReconnectWait(time.Second), nats.RetryOnFailedConnect(false),
		nats.Timeout(10 * time.Second), nats.PingInterval(10 * time.Second), nats.MaxPingsOutstanding(3),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				s.report("stream: connection lost", "cause", err)
			}
		}),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) { s.report("stream", "cause", err) }),
	}
	if o.Credentials != "" {
		options = append(options, nats.UserCredentials(o.Credentials))
	}
	if o.Token != "" {
		options = append(options, nats.Token(o.Token))
	}
	return options
}

// start starts the server of this process. Its folder is locked, since two
// servers on one folder would spoil it.
func (s *Stream) start(o Options) (err error) {
	if o.Dir == "" {
		return errors.New("stream: a folder for its files is wanted")
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return fmt.Errorf("stream: %w", err)
	}
	if s.lock, err = lock(filepath.Join(o.Dir, "lock")); err != nil {
		return fmt.Errorf("stream: %s is in use by another process: %w", o.Dir, err)
	}
	s.server, err = embedded(o)
	return err
}

// embedded starts a server in this process. Each write reaches the disk before
// it is acknowledged.
func embedded(o Options) (*server.Server, error) {
	so := &server.Options{
		ServerName: "chancery", JetStream: true, StoreDir: o.Dir, SyncAlways: true, MaxPayload: maxPayload,
		NoSigs: true, NoLog: true, DontListen: true, Authorization: o.Token, JetStreamMaxMemory: 64 << 20, JetStreamMaxStore: maxStore,
	}
	if o.Listen != "" {
		host, port, err := hostPort(o.Listen)
		if err != nil {
			return nil, err
		}
		so.Host, so.Port, so.DontListen = host, port, false
	}
	srv, err := server.NewServer(so)
	if err != nil {
		return nil, fmt.Errorf("stream: %w", err)
	}
	srv.Start()
	if !srv.ReadyForConnections(20 * time.Second) {
		srv.Shutdown()
		return nil, fmt.Errorf("stream: the server of this process does not start; is %s in use?", o.Dir)
	}
	return srv, nil
}

// Close leaves the stream, and stops the server of this process.
func (s *Stream) Close() {
	if s.conn != nil {
		_ = s.conn.FlushTimeout(2 * time.Second) // acknowledgements on their way
		s.conn.Close()
	}
	if s.server != nil {
		s.server.Shutdown()
		s.server.WaitForShutdown()
	}
	if s.lock != nil {
		_ = s.lock.Close()
	}
}

// Ready tells what keeps the stream from taking work, or nil.
func (s *Stream) Ready(ctx context.Context) error {
	_, err := s.js.AccountInfo(ctx)
	return err
}
