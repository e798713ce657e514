-- Who does not want to meet whom. It holds both ways, and only the one who blocked knows.
CREATE TABLE blocks (
    blocker_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    blocked_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (blocker_id, blocked_id),
    CONSTRAINT no_self_block CHECK (blocker_id <> blocked_id)
);

CREATE INDEX idx_blocks_blocked_id ON blocks(blocked_id);

CREATE FUNCTION are_blocked(one UUID, other UUID) RETURNS BOOLEAN
LANGUAGE sql STABLE PARALLEL SAFE
RETURN EXISTS (SELECT FROM blocks WHERE blocker_id = one AND blocked_id = other)
    OR EXISTS (SELECT FROM blocks WHERE blocker_id = other AND blocked_id = one);

-- Taken before a row of the two in connections, by whoever opens one: it shuts out whoever blocks, who takes the same
-- row of users for themselves alone, so that the later one sees the earlier.
CREATE FUNCTION hold_pair(one UUID, other UUID) RETURNS void AS $$
BEGIN
    PERFORM 1 FROM users WHERE id = LEAST(one, other) FOR SHARE;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION blocks_end_connections() RETURNS TRIGGER AS $$
BEGIN
    PERFORM 1 FROM users WHERE id = LEAST(NEW.blocker_id, NEW.blocked_id) FOR NO KEY UPDATE;
    UPDATE connections SET status = 'cancelled', responded_at = now()
    WHERE status IN ('pending', 'accepted')
      AND (requester_id, target_id) IN ((NEW.blocker_id, NEW.blocked_id), (NEW.blocked_id, NEW.blocker_id));
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER blocks_end_connections
    AFTER INSERT ON blocks
    FOR EACH ROW EXECUTE FUNCTION blocks_end_connections();

CREATE FUNCTION connections_not_blocked() RETURNS TRIGGER AS $$
BEGIN
    PERFORM hold_pair(NEW.requester_id, NEW.target_id);
    IF are_blocked(NEW.requester_id, NEW.target_id) THEN
        RAISE EXCEPTION 'one of the two has blocked the other'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'connections_not_blocked';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER connections_not_blocked
    BEFORE INSERT OR UPDATE OF status ON connections
    FOR EACH ROW WHEN (NEW.status IN ('pending', 'accepted'))
    EXECUTE FUNCTION connections_not_blocked();
