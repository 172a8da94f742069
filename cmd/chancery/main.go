// Command chancery reads news reports about states and keeps a sourced, dated
// ledger of what stands between them.
package main

import (
	"os"

	"github.com/chancery-ledger/chancery/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
