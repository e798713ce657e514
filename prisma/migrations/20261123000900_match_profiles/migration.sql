-- What matching reads of a student, in one narrow row. Kept by the triggers below, in the transaction of whatever
-- changed; docs/decisions/0007 has the proof that nothing is missed.
CREATE TABLE match_profiles (
    user_id UUID PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE,
    -- Active and verified: whoever is not is in no list.
    is_listed BOOLEAN NOT NULL,
    joined_at TIMESTAMPTZ(3) NOT NULL,
    -- ((location * 4 + style) * 4 + pace) * 4 + bio * 2 + picture, see match_traits().
    traits SMALLINT NOT NULL,
    -- The week in minutes from Sunday 00:00, in order.
    starts SMALLINT[] NOT NULL,
    ends SMALLINT[] NOT NULL,
    -- All of it once more, as pack_match_profile() makes it: the engine loads it by the thousand, and would spend
    -- most of that time on parsing columns.
    packed BYTEA NOT NULL,
    -- The transaction that last changed this row or the student's enrolments.
    version XID8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT slots_agree CHECK (
        cardinality(starts) = cardinality(ends) AND length(packed) = 28 + 4 * cardinality(starts)
    ),
    -- An entry of the index below must fit a third of a page.
    CONSTRAINT slots_at_most_300 CHECK (cardinality(starts) <= 300)
);

-- Whom a course ranks: an active enrolment of a listed student, with all that ranking reads. Other than match_profiles
-- it is by course: a roster is read from the index alone, where it lies together and in tie order. Kept with
-- match_profiles, by nobody else, hence without foreign keys.
CREATE TABLE match_rosters (
    user_id UUID NOT NULL,
    course_id UUID NOT NULL,
    joined_at TIMESTAMPTZ(3) NOT NULL,
    traits SMALLINT NOT NULL,
    starts SMALLINT[] NOT NULL,
    ends SMALLINT[] NOT NULL,
    packed BYTEA NOT NULL,
    PRIMARY KEY (user_id, course_id)
);
CREATE INDEX idx_match_rosters_course ON match_rosters(course_id, joined_at, user_id)
    INCLUDE (traits, starts, ends, packed);

-- Which student of which course changed, by which transaction. Appended to only, so that no row is hot; who holds a
-- course as of a snapshot finds here what that snapshot does not have. No foreign keys: what is gone is news, too.
CREATE TABLE match_changes (
    course_id UUID NOT NULL,
    xid XID8 NOT NULL DEFAULT pg_current_xact_id(),
    user_id UUID NOT NULL,
    recorded_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (course_id, xid, user_id)
);

-- Changes up to this transaction may have been deleted from match_changes: a snapshot that reaches back so far
-- cannot be caught up with. Unlogged on purpose: a crash empties it, after which the server may give numbers of lost
-- transactions anew, so that no snapshot from before means anything. Whoever finds it empty fills it again.
CREATE UNLOGGED TABLE match_horizon (
    only_row BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
    xid XID8 NOT NULL DEFAULT pg_current_xact_id(),
    -- When the row was made, milliseconds since 1970.
    born BIGINT NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint
);
INSERT INTO match_horizon DEFAULT VALUES;

-- Tells servers, the lives between their crashes, and a database from what a dump of it was restored to, apart:
-- snapshots of another one mean nothing. A restore brings the row back as it was, but in another table.
CREATE FUNCTION match_server() RETURNS TEXT
LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN ((extract(epoch FROM pg_postmaster_start_time()) * 1000)::bigint
    + coalesce((SELECT born + tableoid::bigint FROM match_horizon), 0))::text;

CREATE FUNCTION match_traits(
    preferred_location TEXT, study_style TEXT, study_pace TEXT, bio TEXT, profile_image_url TEXT
) RETURNS SMALLINT
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    64 * coalesce(array_position(ARRAY['library', 'cafe', 'home', 'study_room', 'any'], preferred_location), 0)
    + 16 * coalesce(array_position(ARRAY['collaborative', 'quiet', 'mixed'], study_style), 0)
    + 4 * coalesce(array_position(ARRAY['slow', 'moderate', 'fast'], study_pace), 0)
    + CASE WHEN bio ~ '\S' THEN 2 ELSE 0 END
    + CASE WHEN profile_image_url IS NOT NULL THEN 1 ELSE 0 END
)::smallint;

-- Big-endian: id (16 bytes), joined (8, milliseconds since 1970), traits (2), number of slots (2), and for each slot
-- its start and end (2 each).
CREATE FUNCTION pack_match_profile(id UUID, joined_at TIMESTAMPTZ, traits SMALLINT, starts SMALLINT[], ends SMALLINT[])
RETURNS BYTEA LANGUAGE sql STABLE PARALLEL SAFE
RETURN uuid_send(id) || int8send((extract(epoch FROM joined_at) * 1000)::bigint) || int2send(traits)
    || int2send(cardinality(starts)::smallint)
    || coalesce((
        SELECT string_agg(int2send(s.starts) || int2send(s.ends), '' ORDER BY s.starts)
        FROM unnest(starts, ends) AS s(starts, ends)
    ), '');

-- Holds the students' rows until the transaction ends. Whoever changes a student's data and whoever enrols them wait
-- for each other here; what each reads next, it reads with a snapshot that sees the other.
CREATE FUNCTION lock_match_profiles(ids UUID[]) RETURNS void AS $$
BEGIN
    -- Missing are those whose accounts come with the same statement, and, to an older snapshot, those written anew
    -- since: that fails here and has to be tried again, instead of writing past them.
    INSERT INTO match_profiles (user_id, is_listed, joined_at, traits, starts, ends, packed)
    SELECT id, FALSE, created_at, 0, '{}', '{}', pack_match_profile(id, created_at, 0::smallint, '{}', '{}')
    FROM users u
    WHERE id = ANY(ids) AND NOT EXISTS (SELECT FROM match_profiles m WHERE m.user_id = u.id)
    ON CONFLICT DO NOTHING;
    PERFORM 1 FROM match_profiles WHERE user_id = ANY(ids) ORDER BY user_id FOR NO KEY UPDATE;
END;
$$ LANGUAGE plpgsql;

-- Makes match_rosters as enrolments and match_profiles say. The students' rows of match_profiles are held.
CREATE FUNCTION refresh_match_rosters(ids UUID[]) RETURNS void AS $$
BEGIN
    DELETE FROM match_rosters r
    WHERE user_id = ANY(ids) AND NOT EXISTS (
        SELECT FROM user_courses e JOIN match_profiles m ON m.user_id = e.user_id
        WHERE e.user_id = r.user_id AND e.course_id = r.course_id AND e.is_active AND m.is_listed
    );
    INSERT INTO match_rosters AS r (user_id, course_id, joined_at, traits, starts, ends, packed)
    SELECT m.user_id, e.course_id, m.joined_at, m.traits, m.starts, m.ends, m.packed
    FROM match_profiles m JOIN user_courses e ON e.user_id = m.user_id
    WHERE m.user_id = ANY(ids) AND m.is_listed AND e.is_active
    ON CONFLICT (user_id, course_id) DO UPDATE SET (joined_at, traits, starts, ends, packed) =
        (EXCLUDED.joined_at, EXCLUDED.traits, EXCLUDED.starts, EXCLUDED.ends, EXCLUDED.packed)
    WHERE r.packed <> EXCLUDED.packed; -- it has all the others
END;
$$ LANGUAGE plpgsql;

-- Computes the students' rows anew and notes, in each of their courses, those that came out different.
CREATE FUNCTION refresh_match_profiles(ids UUID[]) RETURNS void AS $$
DECLARE
    changed UUID[];
BEGIN
    PERFORM lock_match_profiles(ids);
    WITH updated AS (
        UPDATE match_profiles m
        SET (is_listed, joined_at, traits, starts, ends, packed, version) =
            (f.is_listed, f.joined_at, f.traits, f.starts, f.ends, f.packed, pg_current_xact_id())
        FROM (
            SELECT f.*, pack_match_profile(f.id, f.joined_at, f.traits, f.starts, f.ends) AS packed
            FROM (
                SELECT u.id, u.is_active AND u.is_verified AS is_listed, u.created_at AS joined_at,
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
        WHERE m.user_id = f.id AND (m.is_listed, m.packed) IS DISTINCT FROM (f.is_listed, f.packed)
        RETURNING m.user_id
    )
    SELECT array_agg(user_id) INTO changed FROM updated;
    PERFORM refresh_match_rosters(changed);
    INSERT INTO match_changes (course_id, user_id)
    SELECT course_id, user_id FROM user_courses WHERE user_id = ANY(changed) AND is_active
    ON CONFLICT DO NOTHING;
END;
$$ LANGUAGE plpgsql;

-- For what no trigger sees (triggers switched off, a partition detached): everything anew.
CREATE FUNCTION rebuild_match_profiles() RETURNS void AS $$
BEGIN
    -- An older snapshot lacks students whose rows TRUNCATE has taken all the same.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'match_profiles is rebuilt, also after TRUNCATE, in a READ COMMITTED transaction only'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    PERFORM refresh_match_profiles(ARRAY(SELECT id FROM users));
    PERFORM refresh_match_rosters(ARRAY(SELECT user_id FROM match_profiles UNION SELECT user_id FROM match_rosters));
    INSERT INTO match_horizon DEFAULT VALUES ON CONFLICT (only_row) DO UPDATE SET xid = EXCLUDED.xid;
END;
$$ LANGUAGE plpgsql;

-- Bodies of the triggers ---------------------------------------------------------------------------------------

CREATE FUNCTION match_profiles_of_new_users() RETURNS TRIGGER AS $$
BEGIN
    INSERT INTO match_profiles (user_id, is_listed, joined_at, traits, starts, ends, packed)
    SELECT id, is_active AND is_verified, created_at, traits, '{}', '{}',
           pack_match_profile(id, created_at, traits, '{}', '{}')
    FROM (
        SELECT *, match_traits(NULL, NULL, NULL, NULL, profile_image_url) AS traits FROM changed
    ) changed
    ON CONFLICT DO NOTHING; -- there where the same statement wrote a profile or slots, too
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION match_profile_of_user() RETURNS TRIGGER AS $$
BEGIN
    PERFORM refresh_match_profiles(ARRAY[NEW.id]);
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

-- For tables whose rows are a student's: user_profiles, availability and its partitions.
CREATE FUNCTION match_profiles_of_changed() RETURNS TRIGGER AS $$
DECLARE
    ids UUID[] := ARRAY(SELECT DISTINCT user_id FROM changed);
BEGIN
    IF ids <> '{}' THEN
        PERFORM refresh_match_profiles(ids);
    END IF;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION match_profiles_of_updated() RETURNS TRIGGER AS $$
DECLARE
    ids UUID[] := ARRAY(SELECT user_id FROM before UNION SELECT user_id FROM changed);
BEGIN
    IF ids <> '{}' THEN
        PERFORM refresh_match_profiles(ids);
    END IF;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION note_enrolments(ids UUID[]) RETURNS void AS $$
BEGIN
    PERFORM lock_match_profiles(ids);
    -- A change, not only a lock: a writer in a repeatable read that began before this one commits must fail.
    UPDATE match_profiles SET version = pg_current_xact_id() WHERE user_id = ANY(ids);
    PERFORM refresh_match_rosters(ids);
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION match_changes_of_enrolments() RETURNS TRIGGER AS $$
BEGIN
    PERFORM note_enrolments(ARRAY(SELECT DISTINCT user_id FROM changed));
    INSERT INTO match_changes (course_id, user_id)
    SELECT course_id, user_id FROM changed ON CONFLICT DO NOTHING;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION match_changes_of_updated_enrolments() RETURNS TRIGGER AS $$
BEGIN
    PERFORM note_enrolments(ARRAY(SELECT user_id FROM before UNION SELECT user_id FROM changed));
    INSERT INTO match_changes (course_id, user_id)
    SELECT course_id, user_id FROM before UNION SELECT course_id, user_id FROM changed ON CONFLICT DO NOTHING;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION match_profiles_after_truncate() RETURNS TRIGGER AS $$
BEGIN
    PERFORM rebuild_match_profiles();
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

-- Whoever deletes changes, tells who may not rely on them any more.
CREATE FUNCTION match_horizon_of_deleted() RETURNS TRIGGER AS $$
BEGIN
    UPDATE match_horizon SET xid = d.xid
    FROM (SELECT xid FROM deleted ORDER BY xid DESC LIMIT 1) d
    WHERE match_horizon.xid < d.xid;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION match_horizon_after_truncate() RETURNS TRIGGER AS $$
BEGIN
    UPDATE match_horizon SET xid = pg_current_xact_id();
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;

-- A temporary table of an import hides none of ours from the triggers.
DO $$
DECLARE
    name TEXT;
BEGIN
    FOREACH name IN ARRAY ARRAY['lock_match_profiles(uuid[])', 'refresh_match_rosters(uuid[])',
        'refresh_match_profiles(uuid[])', 'rebuild_match_profiles()', 'match_profiles_of_new_users()', 'match_profile_of_user()',
        'match_profiles_of_changed()', 'match_profiles_of_updated()', 'note_enrolments(uuid[])',
        'match_changes_of_enrolments()', 'match_changes_of_updated_enrolments()',
        'match_profiles_after_truncate()', 'match_horizon_of_deleted()', 'match_horizon_after_truncate()']
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', name, current_schema());
    END LOOP;
END
$$;

-- Triggers -----------------------------------------------------------------------------------------------------

CREATE TRIGGER match_users_insert AFTER INSERT ON users
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION match_profiles_of_new_users();
CREATE TRIGGER match_users_update AFTER UPDATE ON users
    FOR EACH ROW WHEN (
        (OLD.is_active, OLD.is_verified, OLD.created_at, OLD.profile_image_url IS NULL) IS DISTINCT FROM
        (NEW.is_active, NEW.is_verified, NEW.created_at, NEW.profile_image_url IS NULL)
    ) EXECUTE FUNCTION match_profile_of_user();
CREATE TRIGGER match_users_truncate AFTER TRUNCATE ON users
    FOR EACH STATEMENT EXECUTE FUNCTION match_profiles_after_truncate();

CREATE TRIGGER match_user_courses_insert AFTER INSERT ON user_courses
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION match_changes_of_enrolments();
CREATE TRIGGER match_user_courses_update AFTER UPDATE ON user_courses
    REFERENCING OLD TABLE AS before NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION match_changes_of_updated_enrolments();
CREATE TRIGGER match_user_courses_delete AFTER DELETE ON user_courses
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION match_changes_of_enrolments();
CREATE TRIGGER match_user_courses_truncate AFTER TRUNCATE ON user_courses
    FOR EACH STATEMENT EXECUTE FUNCTION match_profiles_after_truncate();

-- A statement fires the triggers of the table that it names: of the partitioned one, or of a partition.
DO $$
DECLARE
    name TEXT;
BEGIN
    FOREACH name IN ARRAY ARRAY['user_profiles', 'availability', 'availability_sunday', 'availability_monday',
        'availability_tuesday', 'availability_wednesday', 'availability_thursday', 'availability_friday',
        'availability_saturday']
    LOOP
        EXECUTE format('CREATE TRIGGER match_%1$s_insert AFTER INSERT ON %1$I REFERENCING NEW TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION match_profiles_of_changed()', name);
        EXECUTE format('CREATE TRIGGER match_%1$s_update AFTER UPDATE ON %1$I REFERENCING OLD TABLE AS before
            NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION match_profiles_of_updated()', name);
        EXECUTE format('CREATE TRIGGER match_%1$s_delete AFTER DELETE ON %1$I REFERENCING OLD TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION match_profiles_of_changed()', name);
        EXECUTE format('CREATE TRIGGER match_%1$s_truncate AFTER TRUNCATE ON %1$I
            FOR EACH STATEMENT EXECUTE FUNCTION match_profiles_after_truncate()', name);
    END LOOP;
END
$$;

CREATE TRIGGER match_changes_delete AFTER DELETE ON match_changes
    REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION match_horizon_of_deleted();
CREATE TRIGGER match_changes_truncate AFTER TRUNCATE ON match_changes
    FOR EACH STATEMENT EXECUTE FUNCTION match_horizon_after_truncate();
CREATE TRIGGER match_profiles_truncate AFTER TRUNCATE ON match_profiles
    FOR EACH STATEMENT EXECUTE FUNCTION match_profiles_after_truncate();
CREATE TRIGGER match_rosters_truncate AFTER TRUNCATE ON match_rosters
    FOR EACH STATEMENT EXECUTE FUNCTION match_profiles_after_truncate();

SELECT rebuild_match_profiles();
