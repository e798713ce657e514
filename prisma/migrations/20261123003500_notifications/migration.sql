-- What a student is told of: one row for each thing, which comes to the top again when there is more of it. Whom it is
-- about, and whether it is to be seen at all, its connection says.
CREATE TABLE notifications (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    kind VARCHAR(20) NOT NULL CHECK (kind IN ('request', 'acceptance', 'message', 'session')),
    what VARCHAR(20) CHECK (what IN ('proposed', 'accepted', 'declined', 'cancelled', 'soon')),
    connection_id UUID NOT NULL REFERENCES connections(id) ON DELETE CASCADE,
    session_id UUID REFERENCES study_sessions(id) ON DELETE CASCADE,
    -- Of messages: the newest, and how many were unread.
    sequence INTEGER,
    count INTEGER NOT NULL DEFAULT 1 CHECK (count > 0),
    at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    read_at TIMESTAMPTZ(3),
    -- When it is to be pushed, also once more after a failure; NULL: not at all, or it was.
    push_at TIMESTAMPTZ(3),
    push_attempts INTEGER NOT NULL DEFAULT 0,
    pushed_at TIMESTAMPTZ(3),
    mailed_at TIMESTAMPTZ(3),
    CONSTRAINT notifications_of_kind CHECK (
        (kind = 'message') = (sequence IS NOT NULL)
        AND (kind = 'session') = (what IS NOT NULL) AND (kind = 'session') = (session_id IS NOT NULL)
    )
);

CREATE UNIQUE INDEX idx_notifications_thing ON notifications(user_id, kind, connection_id, session_id)
    NULLS NOT DISTINCT;
CREATE INDEX idx_notifications_list ON notifications(user_id, at, id);
CREATE INDEX idx_notifications_connection_id ON notifications(connection_id);
CREATE INDEX idx_notifications_session_id ON notifications(session_id) WHERE session_id IS NOT NULL;
CREATE INDEX idx_notifications_push_at ON notifications(push_at) WHERE push_at IS NOT NULL;
CREATE INDEX idx_notifications_at ON notifications(at);
CREATE INDEX idx_notifications_unmailed ON notifications(user_id) WHERE mailed_at IS NULL AND read_at IS NULL;

-- Without a row all is on, and no hours are quiet.
CREATE TABLE notification_settings (
    user_id UUID PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
    -- Kinds that are not told in the page, by push, in letters.
    not_in_app VARCHAR(20)[] NOT NULL DEFAULT '{}',
    not_pushed VARCHAR(20)[] NOT NULL DEFAULT '{}',
    not_mailed VARCHAR(20)[] NOT NULL DEFAULT '{}',
    quiet_from TIME,
    quiet_to TIME,
    has_digest BOOLEAN NOT NULL DEFAULT TRUE,
    digested_at TIMESTAMPTZ(3),
    CONSTRAINT quiet_hours CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from <> quiet_to)
);

-- Browsers that are pushed to, as long as the session in them lasts. Their keys are sealed.
CREATE TABLE push_subscriptions (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    session_id UUID NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
    endpoint TEXT NOT NULL,
    keys TEXT NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    failed_at TIMESTAMPTZ(3)
);

CREATE UNIQUE INDEX idx_push_subscriptions_endpoint ON push_subscriptions(endpoint);
CREATE INDEX idx_push_subscriptions_session_id ON push_subscriptions(session_id);

-- By what push services know the installation (VAPID): one pair, the private half sealed.
CREATE TABLE push_keys (
    is_only BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (is_only),
    public_key TEXT NOT NULL,
    private_key TEXT NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- When quiet hours of a zone's clock that an instant is in end; NULL: it is in none.
CREATE FUNCTION quiet_until(moment TIMESTAMPTZ, quiet_from TIME, quiet_to TIME, zone TEXT) RETURNS TIMESTAMPTZ AS $$
    SELECT CASE
        WHEN quiet_from < quiet_to AND here::time >= quiet_from AND here::time < quiet_to
            THEN (here::date + quiet_to) AT TIME ZONE zone
        WHEN quiet_from > quiet_to AND here::time >= quiet_from
            THEN (here::date + 1 + quiet_to) AT TIME ZONE zone
        WHEN quiet_from > quiet_to AND here::time < quiet_to
            THEN (here::date + quiet_to) AT TIME ZONE zone
    END
    FROM (SELECT moment AT TIME ZONE zone AS here) AS clock
$$ LANGUAGE sql STABLE;
