// Package extract reads one report from its text to its claims: it calls the
// stages in their order and makes one act of every happening that the report
// tells of, however often it tells it.
package extract
