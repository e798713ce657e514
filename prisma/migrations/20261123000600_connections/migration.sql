CREATE TABLE connections (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    requester_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    target_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    course_id UUID NOT NULL REFERENCES courses(id) ON DELETE CASCADE,
    status VARCHAR(20) NOT NULL DEFAULT 'pending'
        CHECK (status IN ('pending', 'accepted', 'declined', 'cancelled')),
    initial_message TEXT CHECK (length(initial_message) <= 500),
    requested_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    responded_at TIMESTAMPTZ(3),
    -- Sequence of the conversation's newest message.
    last_sequence INTEGER NOT NULL DEFAULT 0,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT no_self_connection CHECK (requester_id != target_id),
    CONSTRAINT responded_when_answered CHECK ((status = 'pending') = (responded_at IS NULL))
);

CREATE INDEX idx_connections_requester_id ON connections(requester_id);
CREATE INDEX idx_connections_target_id ON connections(target_id);
CREATE INDEX idx_connections_course_id ON connections(course_id);
CREATE INDEX idx_connections_status ON connections(status);
CREATE INDEX idx_connections_requested_at ON connections(requested_at);
CREATE UNIQUE INDEX idx_connections_unique ON connections(requester_id, target_id, course_id);
CREATE INDEX idx_connections_lookup ON connections(requester_id, target_id, status);
CREATE INDEX idx_connections_course_status ON connections(course_id, status, requested_at);
CREATE INDEX idx_connections_pending ON connections(target_id, requested_at) WHERE status = 'pending';
CREATE INDEX idx_connections_course_status_time ON connections(course_id, status, requested_at)
    WHERE status IN ('pending', 'accepted');

-- Two students asking each other at once end in one row: of an unordered pair and course one is open.
CREATE UNIQUE INDEX idx_connections_open_pair ON connections(
    LEAST(requester_id, target_id), GREATEST(requester_id, target_id), course_id
) WHERE status IN ('pending', 'accepted');

CREATE TRIGGER update_connections_updated_at
    BEFORE UPDATE ON connections
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- Both students and the course are of one university.
CREATE FUNCTION connections_same_university() RETURNS TRIGGER AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM courses c
        JOIN universities un ON un.id = c.university_id
        JOIN users a ON a.university = un.name AND a.id = NEW.requester_id
        JOIN users b ON b.university = un.name AND b.id = NEW.target_id
        WHERE c.id = NEW.course_id
    ) THEN
        RAISE EXCEPTION 'both students and the course must be of one university'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'connections_same_university';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER connections_same_university
    BEFORE INSERT OR UPDATE OF requester_id, target_id, course_id ON connections
    FOR EACH ROW EXECUTE FUNCTION connections_same_university();

-- pending -> accepted | declined | cancelled; accepted -> cancelled; declined | cancelled -> pending (asked again).
CREATE FUNCTION connections_transition() RETURNS TRIGGER AS $$
BEGIN
    IF (NEW.requester_id, NEW.target_id, NEW.course_id) IS DISTINCT FROM
       (OLD.requester_id, OLD.target_id, OLD.course_id) THEN
        RAISE EXCEPTION 'a connection keeps its two students and its course'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'connections_transition';
    END IF;
    IF OLD.status IS DISTINCT FROM NEW.status AND (OLD.status, NEW.status) NOT IN (
        ('pending', 'accepted'), ('pending', 'declined'), ('pending', 'cancelled'),
        ('accepted', 'cancelled'), ('declined', 'pending'), ('cancelled', 'pending')
    ) THEN
        RAISE EXCEPTION 'a connection cannot go from % to %', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'connections_transition';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER connections_transition
    BEFORE UPDATE ON connections
    FOR EACH ROW EXECUTE FUNCTION connections_transition();

-- A reopened row overwrites its dates and first message; what it was before stays here.
CREATE TABLE connection_events (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    connection_id UUID NOT NULL REFERENCES connections(id) ON DELETE CASCADE,
    status VARCHAR(20) NOT NULL,
    initial_message TEXT,
    occurred_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_connection_events_connection_id ON connection_events(connection_id);

CREATE FUNCTION record_connection_event() RETURNS TRIGGER AS $$
BEGIN
    IF TG_OP = 'INSERT' OR OLD.status IS DISTINCT FROM NEW.status THEN
        INSERT INTO connection_events (connection_id, status, initial_message)
        VALUES (NEW.id, NEW.status, CASE WHEN NEW.status = 'pending' THEN NEW.initial_message END);
    END IF;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER record_connection_event
    AFTER INSERT OR UPDATE OF status ON connections
    FOR EACH ROW EXECUTE FUNCTION record_connection_event();
