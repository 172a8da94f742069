// Package ordeal holds the test of a watch whose parts are killed: three nodes
// of NATS, two workers and PostgreSQL, each a process of its own. It is skipped
// where there is no PostgreSQL.
package ordeal
