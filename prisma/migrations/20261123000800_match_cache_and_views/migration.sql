CREATE TABLE match_cache (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    course_id UUID NOT NULL REFERENCES courses(id) ON DELETE CASCADE,
    match_results JSONB NOT NULL,
    calculated_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at TIMESTAMPTZ(3) NOT NULL
);

CREATE UNIQUE INDEX idx_match_cache_unique ON match_cache(user_id, course_id);
CREATE INDEX idx_match_cache_expires_at ON match_cache(expires_at);
CREATE INDEX idx_match_cache_calculated_at ON match_cache(calculated_at);
CREATE INDEX idx_match_cache_results ON match_cache USING GIN (match_results);

-- For counts and browsing, never for matching: it is as old as its last refresh.
CREATE MATERIALIZED VIEW mv_active_enrollments AS
SELECT
    uc.user_id,
    uc.course_id,
    c.name AS course_name,
    c.code AS course_code,
    c.section,
    c.semester,
    u.university
FROM user_courses uc
JOIN courses c ON uc.course_id = c.id
JOIN users u ON uc.user_id = u.id
WHERE uc.is_active = TRUE
  AND c.is_active = TRUE
  AND u.is_active = TRUE
  AND u.is_verified = TRUE;

CREATE UNIQUE INDEX idx_mv_active_enrollments_unique ON mv_active_enrollments(user_id, course_id);
CREATE INDEX idx_mv_active_enrollments_course ON mv_active_enrollments(course_id);
CREATE INDEX idx_mv_active_enrollments_user ON mv_active_enrollments(user_id);

CREATE FUNCTION refresh_active_enrollments() RETURNS void AS $$
BEGIN
    REFRESH MATERIALIZED VIEW CONCURRENTLY mv_active_enrollments;
END;
$$ LANGUAGE plpgsql;
