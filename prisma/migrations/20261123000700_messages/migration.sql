CREATE TABLE messages (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    connection_id UUID NOT NULL REFERENCES connections(id) ON DELETE CASCADE,
    sender_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    -- Dense order within the conversation, given by number_message().
    sequence INTEGER NOT NULL,
    content TEXT NOT NULL CHECK (content ~ '\S' AND length(content) <= 4000),
    message_type VARCHAR(20) NOT NULL DEFAULT 'text'
        CHECK (message_type IN ('text', 'image', 'file', 'system')),
    is_read BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_messages_connection_id ON messages(connection_id);
CREATE INDEX idx_messages_sender_id ON messages(sender_id);
CREATE INDEX idx_messages_created_at ON messages(created_at);
CREATE INDEX idx_messages_is_read ON messages(is_read);
CREATE INDEX idx_messages_connection_created ON messages(connection_id, created_at);
CREATE INDEX idx_messages_connection_time ON messages(connection_id, created_at DESC);
CREATE INDEX idx_messages_unread ON messages(sender_id, is_read, created_at);
CREATE INDEX idx_messages_unread_count ON messages(connection_id) WHERE is_read = FALSE;
CREATE INDEX idx_messages_connection_read_time ON messages(connection_id, is_read, created_at DESC);
CREATE UNIQUE INDEX idx_messages_sequence ON messages(connection_id, sequence);

CREATE TRIGGER update_messages_updated_at
    BEFORE UPDATE ON messages
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- The sender must be one of the connected pair. Taking the next number locks the connection's row,
-- so numbers are dense and in commit order.
CREATE FUNCTION number_message() RETURNS TRIGGER AS $$
BEGIN
    UPDATE connections SET last_sequence = last_sequence + 1
    WHERE id = NEW.connection_id AND status = 'accepted'
      AND NEW.sender_id IN (requester_id, target_id)
    RETURNING last_sequence INTO NEW.sequence;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'messages are sent by one of two connected students'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'messages_sender_connected';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER number_message
    BEFORE INSERT ON messages
    FOR EACH ROW EXECUTE FUNCTION number_message();

CREATE FUNCTION messages_keep_place() RETURNS TRIGGER AS $$
BEGIN
    RAISE EXCEPTION 'a message keeps its conversation, sender and number'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'messages_keep_place';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER messages_keep_place
    BEFORE UPDATE OF connection_id, sender_id, sequence ON messages
    FOR EACH ROW WHEN ((OLD.connection_id, OLD.sender_id, OLD.sequence)
        IS DISTINCT FROM (NEW.connection_id, NEW.sender_id, NEW.sequence))
    EXECUTE FUNCTION messages_keep_place();
