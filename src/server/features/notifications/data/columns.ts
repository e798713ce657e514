import { Prisma } from '#platform/database/generated/client.ts'

/** What is to be told (n), its connection (c), whom it is about (p), and what whoever is told has chosen (s). */
export const tables = Prisma.sql`
  notifications n
  JOIN connections c ON c.id = n.connection_id
  JOIN users p ON p.id = CASE WHEN c.requester_id = n.user_id THEN c.target_id ELSE c.requester_id END
  LEFT JOIN notification_settings s ON s.user_id = n.user_id`

/** Also what was answered or read where it happened, and what is over. */
export const isRead = Prisma.sql`(
  n.read_at IS NOT NULL
  OR (n.kind = 'request' AND c.status <> 'pending')
  OR (n.what = 'proposed' AND EXISTS (
    SELECT FROM study_sessions t WHERE t.id = n.session_id AND t.status <> 'proposed'))
  OR (n.what = 'soon' AND EXISTS (
    SELECT FROM study_sessions t WHERE t.id = n.session_id AND t.starts_at < now()))
  OR (n.kind = 'message' AND EXISTS (
    SELECT FROM message_positions m
    WHERE m.connection_id = n.connection_id AND m.user_id = n.user_id AND m.read >= n.sequence)))`

/** Neither blocked, left, ignored nor withdrawn. */
export const stands = Prisma.sql`(
  p.is_active AND NOT are_blocked(c.requester_id, c.target_id)
  AND CASE n.kind
    WHEN 'request' THEN c.status <> 'cancelled' AND NOT (c.status = 'pending' AND EXISTS (
      SELECT FROM ignores i WHERE i.user_id = n.user_id AND i.ignored_id = p.id))
    WHEN 'acceptance' THEN c.status = 'accepted'
    ELSE TRUE
  END)`

/** Whether the student has not switched the kind off. */
export const wants = {
  app: Prisma.sql`n.kind <> ALL (coalesce(s.not_in_app, '{}'))`,
  push: Prisma.sql`n.kind <> ALL (coalesce(s.not_pushed, '{}'))`,
  mail: Prisma.sql`n.kind <> ALL (coalesce(s.not_mailed, '{}'))`,
}
