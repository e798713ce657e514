-- What a person recognises a session by in the list of their devices.
ALTER TABLE sessions
    ADD COLUMN user_agent TEXT CHECK (length(user_agent) <= 500),
    ADD COLUMN ip_address INET,
    ADD COLUMN last_used_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
