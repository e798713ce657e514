-- Images and files that students send. What is in them is among the program's files, in a folder named by the id.
CREATE TABLE attachments (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    uploader_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    -- NULL until it is sent.
    message_id UUID REFERENCES messages(id) ON DELETE CASCADE,
    kind VARCHAR(20) NOT NULL CHECK (kind IN ('image', 'file')),
    media_type VARCHAR(50) NOT NULL CHECK (media_type IN ('image/webp', 'application/pdf', 'text/plain')),
    name VARCHAR(120) NOT NULL CHECK (name ~ '\S' AND name !~ '[[:cntrl:]/\\]'),
    bytes INTEGER NOT NULL CHECK (bytes > 0),
    width INTEGER,
    height INTEGER,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT attachments_images CHECK (
        CASE WHEN kind = 'image' THEN media_type = 'image/webp' AND num_nonnulls(width, height) = 2
             ELSE media_type <> 'image/webp' AND num_nulls(width, height) = 2 END)
);

CREATE UNIQUE INDEX idx_attachments_message_id ON attachments(message_id);
CREATE INDEX idx_attachments_uploader_id ON attachments(uploader_id);
CREATE INDEX idx_attachments_unsent ON attachments(created_at) WHERE message_id IS NULL;

-- It goes with one message, of whoever uploaded it, that says what it is.
CREATE FUNCTION attachments_sent_once() RETURNS TRIGGER AS $$
BEGIN
    IF OLD.message_id IS NOT NULL OR NOT EXISTS (
        SELECT FROM messages
        WHERE id = NEW.message_id AND sender_id = NEW.uploader_id AND message_type = NEW.kind
    ) THEN
        RAISE EXCEPTION 'an attachment is sent once, by whoever uploaded it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attachments_sent_once';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER attachments_sent_once
    BEFORE UPDATE OF message_id ON attachments
    FOR EACH ROW EXECUTE FUNCTION attachments_sent_once();
