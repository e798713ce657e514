-- A request that nobody answers does not wait for ever: who was asked is reminded once, then it lapses.
ALTER TABLE connections
    ADD COLUMN nudged_at TIMESTAMPTZ(3),
    ADD COLUMN has_lapsed BOOLEAN NOT NULL DEFAULT FALSE,
    ADD CONSTRAINT connections_lapsed_when CHECK (NOT has_lapsed OR status = 'cancelled');

CREATE INDEX idx_connections_waiting ON connections(requested_at) WHERE status = 'pending';
