-- Sizes of courses, for browsing: counting the view's rows for each course of a page would be slow.
CREATE MATERIALIZED VIEW mv_course_sizes AS
SELECT course_id, count(*)::int AS students FROM mv_active_enrollments GROUP BY course_id;

CREATE UNIQUE INDEX idx_mv_course_sizes_unique ON mv_course_sizes(course_id);

-- Transactions that changed what the views show and that no refresh has seen. Appended to only, so that nobody waits
-- for anybody; a refresh deletes those that it sees. What commits while it runs stays for the next.
CREATE TABLE enrollment_changes (
    xid BIGINT PRIMARY KEY DEFAULT pg_current_xact_id()::text::bigint
);
-- Whoever migrates a database in use does not know how old its view is.
INSERT INTO enrollment_changes DEFAULT VALUES;

CREATE FUNCTION note_enrollment_change() RETURNS TRIGGER AS $$
BEGIN
    INSERT INTO enrollment_changes DEFAULT VALUES ON CONFLICT DO NOTHING;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

-- Deleted users and courses take their enrolments along. Columns are named because users change at each sign-in.
CREATE TRIGGER user_courses_note_enrollment_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON user_courses
    FOR EACH STATEMENT EXECUTE FUNCTION note_enrollment_change();
CREATE TRIGGER users_note_enrollment_change AFTER UPDATE OF university, is_active, is_verified ON users
    FOR EACH STATEMENT EXECUTE FUNCTION note_enrollment_change();
CREATE TRIGGER courses_note_enrollment_change AFTER UPDATE OF name, code, section, semester, is_active ON courses
    FOR EACH STATEMENT EXECUTE FUNCTION note_enrollment_change();

-- The changes go first: each statement has a newer snapshot than the one before, so what is deleted here is in the
-- view afterwards. If the refresh fails, they are back.
CREATE OR REPLACE FUNCTION refresh_active_enrollments() RETURNS void AS $$
BEGIN
    DELETE FROM enrollment_changes;
    REFRESH MATERIALIZED VIEW CONCURRENTLY mv_active_enrollments;
    REFRESH MATERIALIZED VIEW CONCURRENTLY mv_course_sizes;
END;
$$ LANGUAGE plpgsql;
