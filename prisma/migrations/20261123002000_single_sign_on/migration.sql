-- Where students may sign in elsewhere (OpenID Connect). Of one university, or (NULL) of all.
CREATE TABLE sign_in_providers (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    -- Stands in accounts.provider and in the address that the provider sends people back to.
    slug VARCHAR(50) NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]*$'),
    university_id UUID REFERENCES universities(id) ON DELETE CASCADE,
    name VARCHAR(100) NOT NULL CHECK (name ~ '\S'),
    issuer TEXT NOT NULL CHECK (issuer ~ '^https?://'),
    client_id TEXT NOT NULL CHECK (client_id ~ '\S'),
    -- Sealed. NULL: a public client, PKCE alone.
    client_secret TEXT,
    -- The university's own directory: what it says about an address of the university is proof enough.
    is_authority BOOLEAN NOT NULL DEFAULT FALSE,
    is_enabled BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT authority_of_a_university CHECK (NOT is_authority OR university_id IS NOT NULL)
);

CREATE UNIQUE INDEX idx_sign_in_providers_slug ON sign_in_providers(slug);
CREATE INDEX idx_sign_in_providers_university_id ON sign_in_providers(university_id);

CREATE TRIGGER update_sign_in_providers_updated_at
    BEFORE UPDATE ON sign_in_providers
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

-- One student has one account at a provider.
CREATE UNIQUE INDEX idx_accounts_user_provider ON accounts(user_id, provider);
