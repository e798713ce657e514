-- A second proof of who signs in. Whoever has one signs in with it as well; a passkey whose device checks the person
-- (user verification) is both proofs at once.
CREATE TABLE passkeys (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    -- These two base64url, as WebAuthn writes bytes.
    credential_id TEXT NOT NULL CHECK (credential_id ~ '^[A-Za-z0-9_-]+$' AND length(credential_id) <= 1364),
    public_key TEXT NOT NULL,
    -- What the device counts, 0 if it does not. One that goes back was copied.
    counter BIGINT NOT NULL DEFAULT 0 CHECK (counter >= 0),
    -- How the browser reaches the device, as it said: words.
    transports TEXT NOT NULL DEFAULT '',
    name VARCHAR(100) NOT NULL CHECK (name ~ '\S'),
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_used_at TIMESTAMPTZ(3)
);

CREATE UNIQUE INDEX idx_passkeys_credential_id ON passkeys(credential_id);
CREATE INDEX idx_passkeys_user_id ON passkeys(user_id);

-- The secret of an authenticator app (TOTP), sealed. It counts once a code of it has been shown. A code works once:
-- last_step is the half minute since 1970 of the last one.
CREATE TABLE authenticator_apps (
    user_id UUID PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
    secret TEXT NOT NULL,
    last_step BIGINT NOT NULL DEFAULT 0,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    confirmed_at TIMESTAMPTZ(3)
);

-- SHA-256 of each; 80 random bits need no slow hash. A used one is deleted.
CREATE TABLE recovery_codes (
    user_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (user_id, digest)
);

-- By how many proofs a session began, and when who uses it last gave one: what is grave asks for a recent one.
ALTER TABLE sessions
    ADD COLUMN factors SMALLINT NOT NULL DEFAULT 1 CHECK (factors IN (1, 2)),
    ADD COLUMN proven_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE user_sessions
    ADD COLUMN factors SMALLINT NOT NULL DEFAULT 1 CHECK (factors IN (1, 2));
