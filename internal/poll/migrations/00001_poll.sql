-- +goose Up
-- Days are rata die numbers, as chancery.Day.

CREATE TABLE poll (
    id        INTEGER PRIMARY KEY,
    english   TEXT    NOT NULL,
    spanish   TEXT    NOT NULL,
    criterion TEXT    NOT NULL,
    event     TEXT    NOT NULL,
    opens     INTEGER NOT NULL,
    closes    INTEGER NOT NULL CHECK (closes >= opens),
    decides   INTEGER NOT NULL CHECK (decides >= closes),
    by        TEXT    NOT NULL,
    key       BLOB    CHECK (key IS NULL OR length(key) = 32) -- NULL: closed, and the marks are gone
) STRICT;

CREATE TABLE tally (
    poll  INTEGER NOT NULL REFERENCES poll (id),
    level INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (poll, level)
) STRICT, WITHOUT ROWID;

-- Without row ids, so that not even the order of marks is kept.
CREATE TABLE mark (
    poll INTEGER NOT NULL REFERENCES poll (id),
    mark BLOB    NOT NULL CHECK (length(mark) = 32),
    PRIMARY KEY (poll, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE network (
    poll  INTEGER NOT NULL REFERENCES poll (id),
    mark  BLOB    NOT NULL CHECK (length(mark) = 32),
    count INTEGER NOT NULL,
    PRIMARY KEY (poll, mark)
) STRICT, WITHOUT ROWID;

CREATE TABLE settlement (
    id      INTEGER PRIMARY KEY,
    poll    INTEGER NOT NULL REFERENCES poll (id),
    outcome TEXT    NOT NULL CHECK (outcome IN ('yes', 'no', 'void')),
    why     TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    by      TEXT    NOT NULL
) STRICT;
