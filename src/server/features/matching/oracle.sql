-- The specification's own matching query, whole, kept to compare with. Used by tests and the bench only. Every departure from its text
-- is marked with the reason; docs/decisions/schema.md and 0005 say more.
WITH user_course_mates AS (
  SELECT uc2.user_id
  FROM user_courses uc1
  JOIN user_courses uc2 ON uc1.course_id = uc2.course_id
  WHERE uc1.user_id = $1
    AND uc1.course_id = $2
    AND uc2.user_id != $1
    AND uc2.is_active = TRUE
),
availability_overlaps AS (
  SELECT
    ucm.user_id,
    COUNT(*) as overlap_count,
    ARRAY_AGG(
      JSON_BUILD_OBJECT(
        'day', a1.day_of_week,
        'start', a1.start_time,
        'end', a1.end_time
      )
    ) as common_slots
  FROM user_course_mates ucm
  JOIN availability a1 ON ucm.user_id = a1.user_id
  JOIN availability a2 ON a1.day_of_week = a2.day_of_week
  WHERE a2.user_id = $1
    AND a1.start_time < a2.end_time
    AND a1.end_time > a2.start_time
  GROUP BY ucm.user_id
),
preference_scores AS (
  SELECT
    ucm.user_id,
    CASE
      WHEN up1.preferred_location = up2.preferred_location THEN 1.0
      -- mended: an unknown preference earns nothing against 'any'
      WHEN (up1.preferred_location = 'any' OR up2.preferred_location = 'any')
        AND up1.preferred_location IS NOT NULL AND up2.preferred_location IS NOT NULL THEN 0.5
      ELSE 0.0
    END +
    CASE
      WHEN up1.study_style = up2.study_style THEN 1.0
      -- mended: likewise against 'mixed'
      WHEN (up1.study_style = 'mixed' OR up2.study_style = 'mixed')
        AND up1.study_style IS NOT NULL AND up2.study_style IS NOT NULL THEN 0.5
      ELSE 0.0
    END +
    CASE
      WHEN up1.study_pace = up2.study_pace THEN 1.0
      -- mended: an unknown pace is not fast
      WHEN ABS(
        CASE up1.study_pace WHEN 'slow' THEN 1 WHEN 'moderate' THEN 2 WHEN 'fast' THEN 3 END -
        CASE up2.study_pace WHEN 'slow' THEN 1 WHEN 'moderate' THEN 2 WHEN 'fast' THEN 3 END
      ) = 1 THEN 0.5
      ELSE 0.0
    END as preference_score
  FROM user_course_mates ucm
  JOIN user_profiles up1 ON ucm.user_id = up1.user_id
  JOIN user_profiles up2 ON $1 = up2.user_id
)
SELECT
  u.id,
  u.first_name,
  u.last_name,
  u.profile_image_url,
  up.preferred_location,
  up.study_style,
  up.study_pace,
  up.bio,
  COALESCE(ao.overlap_count, 0)::int as availability_score,
  COALESCE(ao.common_slots, '{}') as common_availability,
  COALESCE(ps.preference_score, 0)::float8 as preference_score,
  (
    COALESCE(ao.overlap_count, 0) * 0.4 +
    COALESCE(ps.preference_score, 0) * 0.3 +
    -- mended: a bio counts when it has a character that is not a space
    CASE WHEN up.bio ~ '\S' THEN 0.2 ELSE 0.0 END +
    CASE WHEN u.profile_image_url IS NOT NULL THEN 0.1 ELSE 0.0 END
  )::float8 as compatibility_score,
  CASE
    WHEN c.id IS NOT NULL THEN 'connected'
    -- mended: a pending request says who asked
    WHEN c2.requester_id = $1 THEN 'pending_sent'
    WHEN c2.id IS NOT NULL THEN 'pending_received'
    ELSE 'none'
  END as connection_status
FROM user_course_mates ucm
JOIN users u ON ucm.user_id = u.id
LEFT JOIN user_profiles up ON u.id = up.user_id
LEFT JOIN availability_overlaps ao ON u.id = ao.user_id
LEFT JOIN preference_scores ps ON u.id = ps.user_id
LEFT JOIN connections c ON (
  (c.requester_id = $1 AND c.target_id = u.id AND c.course_id = $2 AND c.status = 'accepted') OR
  (c.target_id = $1 AND c.requester_id = u.id AND c.course_id = $2 AND c.status = 'accepted')
)
LEFT JOIN connections c2 ON (
  (c2.requester_id = $1 AND c2.target_id = u.id AND c2.course_id = $2 AND c2.status = 'pending') OR
  (c2.target_id = $1 AND c2.requester_id = u.id AND c2.course_id = $2 AND c2.status = 'pending')
)
WHERE u.is_active = TRUE
  AND u.is_verified = TRUE
  -- added: who shows themselves only after asking is there only beside an open request or connection
  AND (COALESCE(up.visibility, 'course') = 'course' OR c.id IS NOT NULL OR c2.id IS NOT NULL)
  -- added: whom one ignores is not there
  AND NOT EXISTS (SELECT FROM ignores i WHERE i.user_id = $1 AND i.ignored_id = u.id)
  -- added: who blocks the other, or is blocked, is not there
  AND NOT EXISTS (SELECT FROM blocks b WHERE (b.blocker_id, b.blocked_id) IN (($1, u.id), (u.id, $1)))
-- mended: the last tie is broken by id
ORDER BY compatibility_score DESC, u.created_at ASC, u.id ASC
LIMIT $3;
