-- Texts of which only what claims rest on is kept: an entry says so, and the
-- text may then be changed once, into one as long, with all evidence in it.
-- DEL (x7f) stands for each byte that is gone.

-- +goose Up
ALTER TABLE entries DROP CONSTRAINT entries_verb_check, DROP CONSTRAINT entries_check,
    ADD CONSTRAINT entries_verb_check CHECK (verb IN ('read', 'copied', 'assert', 'retract', 'confirm', 'merge', 'split', 'undo', 'withhold')),
    ADD CONSTRAINT entries_check CHECK ((verb IN ('read', 'copied', 'withhold')) = (report IS NOT NULL));
ALTER TABLE reports DROP CONSTRAINT reports_id,
    ADD CONSTRAINT reports_id CHECK (id = sha256(convert_to(text, 'UTF8')) OR position(E'\x7f' IN text) > 0);

-- +goose StatementBegin
CREATE FUNCTION reports_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.entry IS DISTINCT FROM OLD.entry OR NEW.id IS DISTINCT FROM OLD.id OR NEW.print IS DISTINCT FROM OLD.print
        OR position(E'\x7f' IN OLD.text) > 0
        OR NOT EXISTS (SELECT 1 FROM entries WHERE report = OLD.entry AND verb = 'withhold'
            AND digest = sha256(NEW.print || convert_to(NEW.text, 'UTF8'))) THEN
        RAISE EXCEPTION 'ledger: reports are never updated and never deleted';
    ELSIF octet_length(NEW.text) <> octet_length(OLD.text) THEN
        RAISE EXCEPTION 'ledger: what is left of a text is as long as the text';
    ELSIF EXISTS (SELECT 1 FROM claims c, json_array_elements(c.body::json -> 'evidence') e
        WHERE c.report = OLD.entry AND convert_to(e ->> 'text', 'UTF8') IS DISTINCT FROM substring(convert_to(NEW.text, 'UTF8')
            FROM (e ->> 'start')::integer + 1 FOR (e ->> 'end')::integer - (e ->> 'start')::integer)) THEN
        RAISE EXCEPTION 'ledger: evidence is never withheld';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER reports_true BEFORE UPDATE ON reports FOR EACH ROW EXECUTE FUNCTION reports_true();
DROP TRIGGER reports_keep ON reports;
CREATE TRIGGER reports_keep BEFORE DELETE OR TRUNCATE ON reports EXECUTE FUNCTION ledger_only_grows();
CREATE INDEX entries_withheld ON entries (report) WHERE verb = 'withhold';
