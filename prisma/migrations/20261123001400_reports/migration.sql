-- Staff look after the students of their own university, operators after the service.
ALTER TABLE users ADD COLUMN role VARCHAR(20) NOT NULL DEFAULT 'student'
    CHECK (role IN ('student', 'staff', 'operator'));

-- What a student told the staff of somebody. What it is about is copied: it may be edited or deleted afterwards.
CREATE TABLE reports (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    reporter_id UUID REFERENCES users(id) ON DELETE SET NULL,
    subject_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    kind VARCHAR(20) NOT NULL CHECK (kind IN ('person', 'message', 'picture')),
    message_id UUID,
    evidence TEXT,
    reason VARCHAR(20) NOT NULL
        CHECK (reason IN ('harassment', 'spam', 'impersonation', 'inappropriate', 'other')),
    note TEXT CHECK (length(note) <= 1000),
    status VARCHAR(20) NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    closed_at TIMESTAMPTZ(3),
    CONSTRAINT reports_not_oneself CHECK (reporter_id <> subject_id),
    CONSTRAINT reports_closed_when CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
    CONSTRAINT reports_message CHECK ((kind = 'message') = (message_id IS NOT NULL))
);

CREATE INDEX idx_reports_status ON reports(status, created_at);
CREATE INDEX idx_reports_subject_id ON reports(subject_id);
-- Telling the same twice is one report.
CREATE UNIQUE INDEX idx_reports_open ON reports(reporter_id, subject_id, kind, message_id) NULLS NOT DISTINCT
    WHERE status = 'open';

-- What staff did, for good: rows are neither changed nor deleted, and name people who may be gone.
CREATE TABLE staff_actions (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    report_id UUID NOT NULL,
    staff_id UUID NOT NULL,
    subject_id UUID NOT NULL,
    action VARCHAR(20) NOT NULL CHECK (action IN ('dismiss', 'warn', 'suspend', 'restore')),
    note TEXT CHECK (length(note) <= 1000),
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_staff_actions_report_id ON staff_actions(report_id);
CREATE INDEX idx_staff_actions_subject_id ON staff_actions(subject_id);

CREATE FUNCTION staff_actions_stay() RETURNS TRIGGER AS $$
BEGIN
    RAISE EXCEPTION 'what staff did is neither changed nor deleted'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'staff_actions_stay';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER staff_actions_stay
    BEFORE UPDATE OR DELETE ON staff_actions
    FOR EACH ROW EXECUTE FUNCTION staff_actions_stay();
