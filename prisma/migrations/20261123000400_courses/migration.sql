CREATE TABLE courses (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    name VARCHAR(255) NOT NULL CHECK (name ~ '\S'),
    code VARCHAR(50) NOT NULL CHECK (code ~ '\S'),
    section VARCHAR(10) NOT NULL,
    semester VARCHAR(20) NOT NULL,
    instructor VARCHAR(255),
    schedule TEXT,
    university_id UUID NOT NULL REFERENCES universities(id),
    is_active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_courses_university_id ON courses(university_id);
CREATE INDEX idx_courses_code_section ON courses(code, section);
CREATE INDEX idx_courses_semester ON courses(semester);
CREATE INDEX idx_courses_is_active ON courses(is_active);
CREATE UNIQUE INDEX idx_courses_unique ON courses(code, section, semester, university_id);
CREATE INDEX idx_courses_current ON courses(code, section) WHERE is_active = TRUE;
CREATE INDEX idx_courses_current_semester ON courses(university_id, code, section) WHERE is_active = TRUE;

-- What a course is searched by: the code as written and run together, so that "cs161" finds "CS 161".
CREATE FUNCTION course_search_text(code TEXT, name TEXT, instructor TEXT) RETURNS TEXT
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(code || ' ' || replace(code, ' ', '') || ' ' || name || ' ' || coalesce(instructor, ''));

CREATE TRIGGER update_courses_updated_at
    BEFORE UPDATE ON courses
    FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TABLE user_courses (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    course_id UUID NOT NULL REFERENCES courses(id) ON DELETE CASCADE,
    enrolled_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    is_active BOOLEAN NOT NULL DEFAULT TRUE
);

CREATE INDEX idx_user_courses_user_id ON user_courses(user_id);
CREATE INDEX idx_user_courses_course_id ON user_courses(course_id);
CREATE INDEX idx_user_courses_is_active ON user_courses(is_active);
CREATE UNIQUE INDEX idx_user_courses_unique ON user_courses(user_id, course_id);
CREATE INDEX idx_user_courses_active ON user_courses(user_id, course_id, is_active);
CREATE INDEX idx_user_courses_active_enrollment ON user_courses(user_id, course_id, is_active)
    WHERE is_active = TRUE;

-- Nobody is enrolled at another university.
CREATE FUNCTION user_courses_same_university() RETURNS TRIGGER AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM users u
        JOIN universities un ON un.name = u.university
        JOIN courses c ON c.university_id = un.id
        WHERE u.id = NEW.user_id AND c.id = NEW.course_id
    ) THEN
        RAISE EXCEPTION 'the course belongs to another university'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'user_courses_same_university';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER user_courses_same_university
    BEFORE INSERT OR UPDATE OF user_id, course_id ON user_courses
    FOR EACH ROW EXECUTE FUNCTION user_courses_same_university();
