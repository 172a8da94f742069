package ordeal

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"

	"github.com/chancery-ledger/chancery/internal/cli"
)

// roleOf is the variable that tells the test's own program what it is to be.
const roleOf = "CHANCERY_ORDEAL_ROLE"

const token = "ordeal"

// TestMain is the test, a node or a worker.
func TestMain(m *testing.M) {
	switch os.Getenv(roleOf) {
	case "node":
		os.Exit(node(os.Args[1], os.Args[2], os.Args[3], os.Args[4], strings.Split(os.Args[5], ",")))
	case "worker":
		os.Exit(cli.Main(append([]string{"worker"}, os.Args[1:]...), os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// node is one of three that keep the queues, until it is killed.
func node(name, folder, client, cluster string, routes []string) int {
	o := &server.Options{
		ServerName: name, Host: "127.0.0.1", Port: number(client), Authorization: token,
		JetStream: true, StoreDir: folder, SyncAlways: true, MaxPayload: 64 << 20, NoSigs: true, NoLog: true,
		Cluster: server.ClusterOpts{Name: "ordeal", Host: "127.0.0.1", Port: number(cluster)},
		Routes:  server.RoutesFromStr(strings.Join(routes, ",")),
	}
	s, err := server.NewServer(o)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	s.Start()
	s.WaitForShutdown()
	return 0
}

func number(port string) (n int) {
	fmt.Sscan(port, &n)
	return n
}

// part is a process that can be killed and started again.
type part struct {
	t    *testing.T
	name string
	role string
	args []string
	run  *exec.Cmd
}

func (p *part) start() {
	p.t.Helper()
	p.run = exec.Command(os.Args[0], p.args...)
	p.run.Env = append(os.Environ(), roleOf+"="+p.role)
	p.run.Stderr = &saying{p.t, p.name}
	p.run.WaitDelay = time.Second
	if err := p.run.Start(); err != nil {
		p.t.Fatal(err)
	}
}

// kill ends the process as a power cut does.
func (p *part) kill() {
	if p.run != nil {
		_ = p.run.Process.Kill()
		_ = p.run.Wait()
		p.run = nil
	}
}

// saying puts what a part says into the test's log.
type saying struct {
	t    *testing.T
	name string
}

func (s *saying) Write(b []byte) (int, error) {
	if testing.Verbose() {
		for line := range strings.Lines(string(b)) {
			fmt.Fprintf(os.Stderr, "        %s: %.200s", s.name, line)
		}
	}
	return len(b), nil
}
