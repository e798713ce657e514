-- Whom a student does not want to see. One way, unlike a block, and the other one notices nothing.
CREATE TABLE ignores (
    user_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    ignored_id UUID NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (user_id, ignored_id),
    CONSTRAINT no_self_ignore CHECK (user_id <> ignored_id)
);

CREATE INDEX idx_ignores_ignored_id ON ignores(ignored_id);

-- 'course': course-mates find the student; 'asked': only those whom the student has asked, or is connected with.
ALTER TABLE user_profiles ADD COLUMN visibility VARCHAR(20) NOT NULL DEFAULT 'course'
    CONSTRAINT user_profiles_visibility_check CHECK (visibility IN ('course', 'asked'));

-- They rank others, and are in no roster: whoever may see one of them is told with the proof.
ALTER TABLE match_profiles ADD COLUMN is_private BOOLEAN NOT NULL DEFAULT FALSE;

CREATE OR REPLACE FUNCTION refresh_match_rosters(ids UUID[]) RETURNS void AS $$
BEGIN
    DELETE FROM match_rosters r
    WHERE user_id = ANY(ids) AND NOT EXISTS (
        SELECT FROM user_courses e JOIN match_profiles m ON m.user_id = e.user_id
        WHERE e.user_id = r.user_id AND e.course_id = r.course_id AND e.is_active AND m.is_listed AND NOT m.is_private
    );
    INSERT INTO match_rosters AS r (user_id, course_id, joined_at, traits, starts, ends, packed)
    SELECT m.user_id, e.course_id, m.joined_at, m.traits, m.starts, m.ends, m.packed
    FROM match_profiles m JOIN user_courses e ON e.user_id = m.user_id
    WHERE m.user_id = ANY(ids) AND m.is_listed AND NOT m.is_private AND e.is_active
    ON CONFLICT (user_id, course_id) DO UPDATE SET (joined_at, traits, starts, ends, packed) =
        (EXCLUDED.joined_at, EXCLUDED.traits, EXCLUDED.starts, EXCLUDED.ends, EXCLUDED.packed)
    WHERE r.packed <> EXCLUDED.packed; -- it has all the others
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION refresh_match_profiles(ids UUID[]) RETURNS void AS $$
DECLARE
    changed UUID[];
BEGIN
    PERFORM lock_match_profiles(ids);
    WITH updated AS (
        UPDATE match_profiles m
        SET (is_listed, is_private, joined_at, traits, starts, ends, packed, version) =
            (f.is_listed, f.is_private, f.joined_at, f.traits, f.starts, f.ends, f.packed, pg_current_xact_id())
        FROM (
            SELECT f.*, pack_match_profile(f.id, f.joined_at, f.traits, f.starts, f.ends) AS packed
            FROM (
                SELECT u.id, u.is_active AND u.is_verified AS is_listed,
                       coalesce(p.visibility = 'asked', FALSE) AS is_private, u.created_at AS joined_at,
                       match_traits(p.preferred_location, p.study_style, p.study_pace, p.bio, u.profile_image_url)
                           AS traits,
                       coalesce(w.starts, '{}') AS starts, coalesce(w.ends, '{}') AS ends
                FROM users u
                LEFT JOIN user_profiles p ON p.user_id = u.id
                CROSS JOIN LATERAL (
                    SELECT array_agg(s.starts ORDER BY s.starts) AS starts, array_agg(s.ends ORDER BY s.starts) AS ends
                    FROM (
                        SELECT (a.day_of_week * 1440 + extract(epoch FROM a.start_time) / 60)::smallint AS starts,
                               (a.day_of_week * 1440 + extract(epoch FROM a.end_time) / 60)::smallint AS ends
                        FROM availability a WHERE a.user_id = u.id
                    ) s
                ) w
                WHERE u.id = ANY(ids)
                OFFSET 0 -- computed once, not once a mention
            ) f
        ) f
        WHERE m.user_id = f.id AND (m.is_listed, m.is_private, m.packed) IS DISTINCT FROM (f.is_listed, f.is_private, f.packed)
        RETURNING m.user_id
    )
    SELECT array_agg(user_id) INTO changed FROM updated;
    PERFORM refresh_match_rosters(changed);
    INSERT INTO match_changes (course_id, user_id)
    SELECT course_id, user_id FROM user_courses WHERE user_id = ANY(changed) AND is_active
    ON CONFLICT DO NOTHING;
END;
$$ LANGUAGE plpgsql;

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION refresh_match_rosters(uuid[]) SET search_path = %I, pg_temp', current_schema());
    EXECUTE format('ALTER FUNCTION refresh_match_profiles(uuid[]) SET search_path = %I, pg_temp', current_schema());
END
$$;
