-- The ledger's tables, the same as in SQLite. They only grow: the triggers at
-- the end refuse every update and delete, and every row that is not true.
-- Hashes are 32 bytes, days are counted as chancery.Day does, times are
-- microseconds of Unix time.

-- +goose Up
CREATE TABLE reports (
    entry bigint PRIMARY KEY, -- that brought it
    id    bytea  NOT NULL UNIQUE,
    text  text   NOT NULL CHECK (text <> ''),
    print bytea  NOT NULL, -- fingerprint, see package near
    CONSTRAINT reports_id CHECK (id = sha256(convert_to(text, 'UTF8')))
);

-- A text under some particulars: address, paper, day, authors. The same URL
-- with another text is the next version.
CREATE TABLE appearances (
    entry bigint PRIMARY KEY, -- that brought it
    report    bigint  NOT NULL REFERENCES reports (entry),
    url       text    NOT NULL,
    version   integer NOT NULL CHECK (version >= 1),
    published integer NOT NULL,
    digest    bytea   NOT NULL CHECK (length(digest) = 32),
    meta      text    NOT NULL CHECK (meta::json IS NOT NULL), -- chancery.Report without its text
    UNIQUE (report, digest)
);
CREATE INDEX appearances_url ON appearances USING hash (url) WHERE url <> '';

CREATE TABLE claims (
    entry bigint PRIMARY KEY, -- that brought it
    id         bytea   NOT NULL UNIQUE CHECK (length(id) = 32), -- ledger.Name
    report     bigint  NOT NULL REFERENCES reports (entry),
    appearance bigint  NOT NULL REFERENCES appearances (entry),
    type       text    NOT NULL CHECK (type <> ''),
    day_from   integer NOT NULL, -- 0 is not known
    day_to     integer NOT NULL,
    body       text    NOT NULL  -- chancery.Claim
);
CREATE INDEX claims_report ON claims (report);
CREATE INDEX claims_type ON claims (type, day_to);

CREATE TABLE claim_parties (
    code  text   NOT NULL,
    claim bigint NOT NULL REFERENCES claims (entry),
    PRIMARY KEY (code, claim)
);

-- Between whom the deed stands; '' is an unnamed side.
CREATE TABLE claim_pairs (
    a     text COLLATE "C" NOT NULL,
    b     text COLLATE "C" NOT NULL CHECK (a <= b),
    claim bigint NOT NULL REFERENCES claims (entry),
    PRIMARY KEY (a, b, claim)
);

CREATE TABLE entries (
    number  bigint PRIMARY KEY,
    verb    text   NOT NULL CHECK (verb IN ('read', 'copied', 'assert', 'retract', 'confirm', 'merge', 'split', 'undo')),
    claim   bigint REFERENCES claims (entry),
    other   bigint REFERENCES claims (entry),
    report  bigint REFERENCES reports (entry),
    answers bigint REFERENCES entries (number), -- chancery.Entry.Of
    reader  text   NOT NULL,
    at      bigint NOT NULL,
    agent   text   NOT NULL CHECK (agent <> ''),
    because text   NOT NULL CHECK (because <> ''),
    digest  bytea  CHECK (length(digest) = 32),
    prev    bytea  CHECK (length(prev) = 32), -- hash of the entry before; null for the first
    hash    bytea  NOT NULL CHECK (length(hash) = 32),
    CHECK ((verb IN ('read', 'copied')) = (report IS NOT NULL)),
    CHECK ((verb IN ('assert', 'retract', 'confirm', 'merge', 'split')) = (claim IS NOT NULL)),
    CHECK ((verb IN ('merge', 'split')) = (other IS NOT NULL))
);
CREATE INDEX entries_claim ON entries (claim, number) WHERE claim IS NOT NULL;
CREATE INDEX entries_report ON entries (report, number) WHERE report IS NOT NULL;
CREATE INDEX entries_opinion ON entries (number) WHERE verb IN ('merge', 'split', 'undo');
CREATE INDEX entries_at ON entries (at, number);

ALTER TABLE reports ADD FOREIGN KEY (entry) REFERENCES entries (number) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE appearances ADD FOREIGN KEY (entry) REFERENCES entries (number) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE claims ADD FOREIGN KEY (entry) REFERENCES entries (number) DEFERRABLE INITIALLY DEFERRED;

-- Words of the reports as stems, see ledger/stems.go. An index, not a record.
CREATE TABLE stems (
    report bigint PRIMARY KEY REFERENCES reports (entry),
    words  tsvector NOT NULL
);
CREATE INDEX stems_words ON stems USING gin (words);

-- +goose StatementBegin
CREATE FUNCTION entries_true() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head entries%ROWTYPE;
BEGIN
    SELECT * INTO head FROM entries ORDER BY number DESC LIMIT 1;
    IF NEW.number IS DISTINCT FROM coalesce(head.number, 0) + 1 THEN
        RAISE EXCEPTION 'ledger: entries are numbered without gaps';
    ELSIF NEW.prev IS DISTINCT FROM head.hash THEN
        RAISE EXCEPTION 'ledger: an entry names the hash of the entry before it';
    ELSIF NEW.at < head.at THEN
        RAISE EXCEPTION 'ledger: an entry is not dated before the entry before it';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER entries_true BEFORE INSERT ON entries FOR EACH ROW EXECUTE FUNCTION entries_true();

-- +goose StatementBegin
CREATE FUNCTION claims_true() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    bytes bytea;
    e     json;
    spans integer := 0;
    first integer;
    past  integer;
BEGIN
    SELECT convert_to(text, 'UTF8') INTO bytes FROM reports WHERE entry = NEW.report;
    FOR e IN SELECT json_array_elements(NEW.body::json -> 'evidence') LOOP
        spans := spans + 1;
        first := e ->> 'start';
        past := e ->> 'end';
        IF first IS NULL OR past IS NULL OR first < 0 OR past <= first
            OR substring(bytes FROM first + 1 FOR past - first) IS DISTINCT FROM convert_to(e ->> 'text', 'UTF8') THEN
            RAISE EXCEPTION 'ledger: evidence is the span of the text';
        END IF;
    END LOOP;
    IF spans = 0 THEN
        RAISE EXCEPTION 'ledger: a claim needs evidence';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER claims_true BEFORE INSERT ON claims FOR EACH ROW EXECUTE FUNCTION claims_true();

-- +goose StatementBegin
CREATE FUNCTION ledger_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger: % are never updated and never deleted', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER entries_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON entries EXECUTE FUNCTION ledger_only_grows();
CREATE TRIGGER claims_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON claims EXECUTE FUNCTION ledger_only_grows();
CREATE TRIGGER reports_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON reports EXECUTE FUNCTION ledger_only_grows();
CREATE TRIGGER appearances_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON appearances EXECUTE FUNCTION ledger_only_grows();
CREATE TRIGGER parties_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_parties EXECUTE FUNCTION ledger_only_grows();
CREATE TRIGGER pairs_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_pairs EXECUTE FUNCTION ledger_only_grows();
