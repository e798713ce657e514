-- What a message answers, and what became of it. A deleted one keeps its place and number; its words are gone.
ALTER TABLE connections ADD COLUMN last_revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages
    -- Number of a message of the same conversation.
    ADD COLUMN reply_to INTEGER,
    ADD COLUMN edited_at TIMESTAMPTZ(3),
    ADD COLUMN deleted_at TIMESTAMPTZ(3),
    -- Dense order of the changes within the conversation, given by number_change().
    ADD COLUMN revision INTEGER,
    ADD CONSTRAINT messages_connection_id_reply_to_fkey
        FOREIGN KEY (connection_id, reply_to) REFERENCES messages(connection_id, sequence),
    ADD CONSTRAINT messages_reply_to_earlier CHECK (reply_to < sequence),
    ADD CONSTRAINT messages_deleted_are_empty CHECK (
        deleted_at IS NULL OR (content = 'deleted' AND message_type IN ('text', 'system') AND reply_to IS NULL
            AND edited_at IS NULL));

CREATE INDEX idx_messages_reply_to ON messages(connection_id, reply_to) WHERE reply_to IS NOT NULL;
CREATE UNIQUE INDEX idx_messages_revision ON messages(connection_id, revision) WHERE revision IS NOT NULL;

-- Words change for a quarter of an hour and are marked, or go for good. Taking the next number locks the connection's
-- row, so that whoever has seen a number has seen every change before it.
CREATE FUNCTION number_change() RETURNS TRIGGER AS $$
BEGIN
    IF NEW.content <> 'deleted' AND (NEW.edited_at IS NULL OR OLD.deleted_at IS NOT NULL
            OR OLD.message_type = 'system' OR OLD.created_at < now() - interval '15 minutes') THEN
        RAISE EXCEPTION 'words are changed for a quarter of an hour, and marked'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'messages_settle';
    END IF;
    UPDATE connections SET last_revision = last_revision + 1 WHERE id = NEW.connection_id
    RETURNING last_revision INTO NEW.revision;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER number_change
    BEFORE UPDATE OF content, deleted_at ON messages
    FOR EACH ROW WHEN ((OLD.content, OLD.deleted_at) IS DISTINCT FROM (NEW.content, NEW.deleted_at))
    EXECUTE FUNCTION number_change();
