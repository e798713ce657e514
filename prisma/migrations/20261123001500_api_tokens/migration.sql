-- A refresh token is used once and followed by another of its family. One that is used again was stolen, by or from its
-- owner, and ends the family; so used ones are kept until they would have expired.
ALTER TABLE user_sessions
    ADD COLUMN family_id UUID NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN family_began_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN used_at TIMESTAMPTZ(3);

CREATE INDEX idx_user_sessions_family_id ON user_sessions(family_id);
CREATE UNIQUE INDEX idx_user_sessions_family_current ON user_sessions(family_id) WHERE used_at IS NULL;

-- Access tokens are signed with the newest. private_key is sealed with the service's own secret.
CREATE TABLE signing_keys (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    public_key JSONB NOT NULL,
    private_key TEXT NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_signing_keys_created_at ON signing_keys(created_at);
