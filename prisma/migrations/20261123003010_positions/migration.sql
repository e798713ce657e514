-- How far each of the two is in a conversation: what has reached a device of theirs, and what they have read.
CREATE TABLE message_positions (
    connection_id UUID NOT NULL REFERENCES connections(id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    delivered INTEGER NOT NULL CHECK (delivered > 0),
    read INTEGER NOT NULL DEFAULT 0 CHECK (read >= 0),
    moved_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (connection_id, user_id),
    CONSTRAINT read_is_delivered CHECK (read <= delivered)
);

CREATE INDEX idx_message_positions_user_id ON message_positions(user_id);

-- Also keeps them from going back: whoever says less than was known is late.
CREATE FUNCTION message_positions_advance() RETURNS TRIGGER AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.delivered := greatest(NEW.delivered, NEW.read, OLD.delivered);
        NEW.read := greatest(NEW.read, OLD.read);
        NEW.moved_at := CURRENT_TIMESTAMP;
    END IF;
    IF NOT EXISTS (
        SELECT FROM connections c
        WHERE c.id = NEW.connection_id AND NEW.user_id IN (c.requester_id, c.target_id)
          AND NEW.delivered <= c.last_sequence
    ) THEN
        RAISE EXCEPTION 'a position is that of one of the two, at a message that there is'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'message_positions_advance';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER message_positions_advance
    BEFORE INSERT OR UPDATE ON message_positions
    FOR EACH ROW EXECUTE FUNCTION message_positions_advance();

INSERT INTO message_positions (connection_id, user_id, delivered, read)
SELECT c.id, r.user_id, max(m.sequence), max(m.sequence)
FROM connections c
CROSS JOIN LATERAL unnest(ARRAY[c.requester_id, c.target_id]) AS r(user_id)
JOIN messages m ON m.connection_id = c.id AND m.sender_id <> r.user_id AND m.is_read
GROUP BY c.id, r.user_id;

-- What a student tells partners of themselves, and so is told: that they have read, and whether they are there.
ALTER TABLE user_profiles
    ADD COLUMN tells_reading BOOLEAN NOT NULL DEFAULT TRUE,
    ADD COLUMN tells_presence BOOLEAN NOT NULL DEFAULT TRUE;

CREATE FUNCTION both_tell_reading(one UUID, other UUID) RETURNS BOOLEAN AS $$
    SELECT NOT EXISTS (SELECT FROM user_profiles WHERE user_id IN (one, other) AND NOT tells_reading)
$$ LANGUAGE sql STABLE;

CREATE FUNCTION both_tell_presence(one UUID, other UUID) RETURNS BOOLEAN AS $$
    SELECT NOT EXISTS (SELECT FROM user_profiles WHERE user_id IN (one, other) AND NOT tells_presence)
$$ LANGUAGE sql STABLE;

-- Who has a page open, as long as nothing else is heard; a crash may forget it. Written much and of no worth later.
CREATE UNLOGGED TABLE presence (
    user_id UUID PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
    seen_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    here_until TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
