CREATE TABLE universities (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    name VARCHAR(255) NOT NULL CHECK (name ~ '\S'),
    domain VARCHAR(255) NOT NULL CHECK (domain = lower(domain) AND domain ~ '\S'),
    -- IANA name; PostgreSQL itself refuses one it does not know.
    time_zone VARCHAR(64) NOT NULL DEFAULT 'UTC'
        CHECK ((TIMESTAMPTZ '2000-01-01 00:00:00+00' AT TIME ZONE time_zone) IS NOT NULL),
    -- The term that students search and join; NULL: every active course.
    current_semester VARCHAR(20),
    is_active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE UNIQUE INDEX idx_universities_name ON universities(name);
CREATE UNIQUE INDEX idx_universities_domain ON universities(domain);
CREATE INDEX idx_universities_is_active ON universities(is_active);

CREATE TABLE users (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    email VARCHAR(255) NOT NULL CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
    password_hash VARCHAR(255),
    first_name VARCHAR(100) NOT NULL CHECK (first_name ~ '\S'),
    last_name VARCHAR(100) NOT NULL CHECK (last_name ~ '\S'),
    university VARCHAR(255) NOT NULL REFERENCES universities(name) ON UPDATE CASCADE,
    profile_image_url TEXT,
    is_verified BOOLEAN NOT NULL DEFAULT FALSE,
    is_active BOOLEAN NOT NULL DEFAULT TRUE,
    email_verified_at TIMESTAMPTZ(3),
    last_login_at TIMESTAMPTZ(3),
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE UNIQUE INDEX idx_users_email ON users(lower(email));
CREATE INDEX idx_users_university ON users(university);
CREATE INDEX idx_users_is_active ON users(is_active);
CREATE INDEX idx_users_created_at ON users(created_at);
CREATE INDEX idx_users_search ON users(first_name, last_name, university) WHERE is_active = TRUE;
CREATE INDEX idx_users_active ON users(email, university) WHERE is_active = TRUE;
CREATE INDEX idx_users_active_verified ON users(is_active, is_verified)
    WHERE is_active = TRUE AND is_verified = TRUE;
CREATE INDEX idx_users_university_domain ON users(university, email)
    WHERE is_active = TRUE AND is_verified = TRUE;
CREATE INDEX idx_users_full_name ON users USING GIN ((first_name || ' ' || last_name) gin_trgm_ops);

CREATE TRIGGER update_users_updated_at
    BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TABLE user_profiles (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    preferred_location VARCHAR(50) CHECK (preferred_location IN ('library', 'cafe', 'home', 'study_room', 'any')),
    study_style VARCHAR(50) CHECK (study_style IN ('collaborative', 'quiet', 'mixed')),
    study_pace VARCHAR(50) CHECK (study_pace IN ('slow', 'moderate', 'fast')),
    bio TEXT CHECK (length(bio) <= 1000),
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE UNIQUE INDEX idx_user_profiles_user_id ON user_profiles(user_id);
CREATE INDEX idx_user_profiles_preferred_location ON user_profiles(preferred_location);
CREATE INDEX idx_user_profiles_study_style ON user_profiles(study_style);
CREATE INDEX idx_user_profiles_study_pace ON user_profiles(study_pace);

CREATE TRIGGER update_user_profiles_updated_at
    BEFORE UPDATE ON user_profiles
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();
