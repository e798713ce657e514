-- A report outlives the account that it is about, so the university that looks after it is its own.
ALTER TABLE reports ADD COLUMN university VARCHAR(255) REFERENCES universities(name) ON UPDATE CASCADE;
UPDATE reports r SET university = u.university FROM users u WHERE u.id = r.subject_id;
ALTER TABLE reports
    ALTER COLUMN university SET NOT NULL,
    ALTER COLUMN subject_id DROP NOT NULL,
    DROP CONSTRAINT reports_subject_id_fkey,
    ADD CONSTRAINT reports_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES users(id) ON DELETE SET NULL,
    -- A few messages before the one that was reported, as they were: [{"isSubject", "text", "at"}].
    ADD COLUMN context JSONB,
    ADD CONSTRAINT reports_context_of_a_message CHECK (context IS NULL OR kind = 'message');

CREATE INDEX idx_reports_university ON reports(university);
CREATE INDEX idx_reports_closed_at ON reports(closed_at) WHERE closed_at IS NOT NULL;

-- People who are gone are not the same person.
DROP INDEX idx_reports_open;
CREATE UNIQUE INDEX idx_reports_open ON reports(reporter_id, subject_id, kind, message_id) NULLS NOT DISTINCT
    WHERE status = 'open' AND reporter_id IS NOT NULL AND subject_id IS NOT NULL;

-- Giving and taking roles is kept beside what was done about reports. Nobody: whoever has the database did it.
ALTER TABLE staff_actions
    ADD COLUMN role VARCHAR(20) CHECK (role IN ('student', 'staff', 'operator')),
    ALTER COLUMN report_id DROP NOT NULL,
    ALTER COLUMN staff_id DROP NOT NULL,
    ALTER COLUMN subject_id DROP NOT NULL,
    DROP CONSTRAINT staff_actions_action_check,
    ADD CONSTRAINT staff_actions_action_check CHECK (action IN ('dismiss', 'warn', 'suspend', 'restore', 'role')),
    ADD CONSTRAINT staff_actions_about CHECK (
        CASE WHEN action = 'role' THEN role IS NOT NULL AND subject_id IS NOT NULL AND report_id IS NULL
             ELSE role IS NULL AND report_id IS NOT NULL AND staff_id IS NOT NULL END);

CREATE INDEX idx_staff_actions_created_at ON staff_actions(created_at);

-- What staff did is kept for three years; until then not even TRUNCATE takes it.
CREATE OR REPLACE FUNCTION staff_actions_stay() RETURNS TRIGGER AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.created_at < now() - interval '3 years' THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'what staff did is neither changed nor deleted'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'staff_actions_stay';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER staff_actions_stay_all
    BEFORE TRUNCATE ON staff_actions
    FOR EACH STATEMENT EXECUTE FUNCTION staff_actions_stay();

-- By these the nameless rows are found that nobody's conversation needs any more.
CREATE INDEX idx_users_nameless ON users(id) WHERE email LIKE 'deleted-%@deleted.invalid';
-- Accounts that were never confirmed are deleted after a while.
CREATE INDEX idx_users_unconfirmed ON users(created_at) WHERE email_verified_at IS NULL AND is_active;
CREATE INDEX idx_users_role ON users(role) WHERE role <> 'student';
