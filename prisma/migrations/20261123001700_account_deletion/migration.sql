-- Set when somebody asks for their account to be deleted; until then they may come back by signing in. Suspended is who
-- was sent away by the staff, and may not.
ALTER TABLE users
    ADD COLUMN deletion_at TIMESTAMPTZ(3),
    ADD COLUMN suspended_at TIMESTAMPTZ(3),
    ADD CONSTRAINT users_leaving_inactive CHECK (NOT is_active OR (deletion_at IS NULL AND suspended_at IS NULL));

CREATE INDEX idx_users_deletion_at ON users(deletion_at) WHERE deletion_at IS NOT NULL;
