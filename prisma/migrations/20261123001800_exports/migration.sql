-- What a student asked to have of everything about themselves. The file itself is among the program's files.
CREATE TABLE exports (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    state VARCHAR(20) NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'working', 'ready', 'failed')),
    percent INTEGER NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
    -- Whoever works on it says so again and again; who no longer does, has died, and a later attempt counts.
    attempt INTEGER NOT NULL DEFAULT 0,
    leased_until TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at TIMESTAMPTZ(3),
    CONSTRAINT exports_expire_when_done CHECK ((state IN ('ready', 'failed')) = (expires_at IS NOT NULL))
);

-- One at a time.
CREATE UNIQUE INDEX idx_exports_open ON exports(user_id) WHERE state IN ('waiting', 'working');
CREATE INDEX idx_exports_user_id ON exports(user_id);
CREATE INDEX idx_exports_expires_at ON exports(expires_at);
