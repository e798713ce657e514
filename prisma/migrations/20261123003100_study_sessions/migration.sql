-- What two partners propose to each other: an instant, since a week of hours does not say which Thursday.
CREATE TABLE study_sessions (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    connection_id UUID NOT NULL REFERENCES connections(id) ON DELETE CASCADE,
    proposer_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    starts_at TIMESTAMPTZ(3) NOT NULL,
    ends_at TIMESTAMPTZ(3) NOT NULL,
    place VARCHAR(100) CHECK (place ~ '\S'),
    status VARCHAR(20) NOT NULL DEFAULT 'proposed'
        CHECK (status IN ('proposed', 'accepted', 'declined', 'countered', 'cancelled', 'lapsed')),
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    responded_at TIMESTAMPTZ(3),
    reminded_at TIMESTAMPTZ(3),
    CONSTRAINT study_sessions_length CHECK (
        ends_at >= starts_at + interval '15 minutes' AND ends_at <= starts_at + interval '12 hours'
    ),
    CONSTRAINT study_sessions_responded CHECK ((status = 'proposed') = (responded_at IS NULL)),
    -- Two who have agreed to be in one place are not in another as well.
    CONSTRAINT study_sessions_apart EXCLUDE USING gist (
        connection_id WITH =, tstzrange(starts_at, ends_at) WITH &&
    ) WHERE (status = 'accepted')
);

CREATE INDEX idx_study_sessions_connection_id ON study_sessions(connection_id, starts_at);
-- One proposal waits at a time: another one answers it.
CREATE UNIQUE INDEX idx_study_sessions_open ON study_sessions(connection_id) WHERE status = 'proposed';
CREATE INDEX idx_study_sessions_due ON study_sessions(starts_at)
    WHERE status = 'proposed' OR (status = 'accepted' AND reminded_at IS NULL);

CREATE FUNCTION study_sessions_transition() RETURNS TRIGGER AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (
            SELECT FROM connections c
            WHERE c.id = NEW.connection_id AND c.status = 'accepted' AND NEW.proposer_id IN (c.requester_id, c.target_id)
        ) THEN
            RAISE EXCEPTION 'sessions are proposed by one of two connected students'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'study_sessions_transition';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.connection_id, OLD.proposer_id, OLD.starts_at, OLD.ends_at)
        IS DISTINCT FROM (NEW.connection_id, NEW.proposer_id, NEW.starts_at, NEW.ends_at)
        OR (OLD.status <> NEW.status AND OLD.status <> 'proposed'
            AND NOT (OLD.status = 'accepted' AND NEW.status = 'cancelled'))
        OR (NEW.status = 'accepted' AND OLD.status <> 'accepted' AND NOT EXISTS (
            SELECT FROM connections c WHERE c.id = NEW.connection_id AND c.status = 'accepted')) THEN
        RAISE EXCEPTION 'a session is answered once, then only cancelled, and never moved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'study_sessions_transition';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER study_sessions_transition
    BEFORE INSERT OR UPDATE ON study_sessions
    FOR EACH ROW EXECUTE FUNCTION study_sessions_transition();

-- With the connection ends what was still to come, whoever or whatever ended it.
CREATE FUNCTION connections_end_study_sessions() RETURNS TRIGGER AS $$
BEGIN
    UPDATE study_sessions SET status = 'cancelled', responded_at = CURRENT_TIMESTAMP
    WHERE connection_id = NEW.id AND (status = 'proposed' OR (status = 'accepted' AND ends_at > CURRENT_TIMESTAMP));
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER connections_end_study_sessions
    AFTER UPDATE OF status ON connections
    FOR EACH ROW WHEN (OLD.status = 'accepted' AND NEW.status <> 'accepted')
    EXECUTE FUNCTION connections_end_study_sessions();

-- By what a calendar subscribes: whoever has the token reads the sessions. Sealed as well, to be shown again.
CREATE TABLE calendar_feeds (
    user_id UUID PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    sealed TEXT NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE UNIQUE INDEX idx_calendar_feeds_digest ON calendar_feeds(digest);
