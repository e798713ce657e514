-- Which state of its courses a university is in: the transaction that last changed one. Part of the keys under which
-- searches are remembered. Changing courses is rare and a matter of staff, so a row that they queue at does no harm.
ALTER TABLE universities ADD COLUMN catalogue_version BIGINT NOT NULL DEFAULT pg_current_xact_id()::text::bigint;

CREATE FUNCTION renew_catalogue_version() RETURNS TRIGGER AS $$
BEGIN
    UPDATE universities SET catalogue_version = pg_current_xact_id()::text::bigint
    WHERE id IN (SELECT university_id FROM changed);
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION renew_catalogue_versions() RETURNS TRIGGER AS $$
BEGIN
    UPDATE universities SET catalogue_version = pg_current_xact_id()::text::bigint;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER courses_insert_renews_catalogue AFTER INSERT ON courses
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION renew_catalogue_version();
-- A course that moves to another university is a change of both.
CREATE TRIGGER courses_update_renews_old_catalogue AFTER UPDATE ON courses
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION renew_catalogue_version();
CREATE TRIGGER courses_update_renews_catalogue AFTER UPDATE ON courses
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION renew_catalogue_version();
CREATE TRIGGER courses_delete_renews_catalogue AFTER DELETE ON courses
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION renew_catalogue_version();
CREATE TRIGGER courses_truncate_renews_catalogues AFTER TRUNCATE ON courses
    FOR EACH STATEMENT EXECUTE FUNCTION renew_catalogue_versions();
