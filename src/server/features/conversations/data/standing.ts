/**
 * How many messages of the other one a student has not read, as SQL; of expressions. By the place up to which they have
 * read: an index of unread messages would be that of the whole campus.
 */
export const unreadCount = (connectionId: string, userId: string, read: string) => `(
  SELECT count(*)::int FROM messages m
  WHERE m.connection_id = ${connectionId} AND m.sequence > ${read} AND m.sender_id <> ${userId})`

/** How far the other one is in a connection c, by their row `theirs` of message_positions, as a partner is told it. */
export const partnerAt = `
  json_build_object('delivered', COALESCE(theirs.delivered, 0), 'read', CASE
    WHEN both_tell_reading(c.requester_id, c.target_id) THEN COALESCE(theirs.read, 0) END)`
