-- Writes messages without attachment or answer, many in one statement, in the order given. It waits for nobody and
-- refuses nobody: what may not be written, or was written before, is left out, for the caller to look at by itself; what
-- is in a conversation that somebody else writes to just now comes back without a number.
CREATE FUNCTION send_messages(ids UUID[], connection_ids UUID[], sender_ids UUID[], contents TEXT[])
RETURNS TABLE (message_id UUID, number INTEGER, sent_at TIMESTAMPTZ, author_id UUID, partner_id UUID) AS $$
DECLARE
    held UUID[];
    free UUID[];
BEGIN
    -- Each is a statement of its own, so that the next one sees what those committed who held these before.
    SELECT array_agg(id) INTO held FROM (
        SELECT id FROM connections WHERE id = ANY (connection_ids) FOR UPDATE SKIP LOCKED
    ) c;
    SELECT array_agg(id) INTO free FROM unnest(ids) AS m(id)
    WHERE pg_try_advisory_xact_lock(hashtextextended(id::text, 0));
    RETURN QUERY
    WITH written AS (
        INSERT INTO messages (id, connection_id, sender_id, content, sequence)
        SELECT m.id, m.connection_id, m.sender_id, m.content, 0
        FROM unnest(ids, connection_ids, sender_ids, contents)
            WITH ORDINALITY AS m(id, connection_id, sender_id, content, place)
        JOIN connections c ON c.id = m.connection_id
        WHERE c.id = ANY (held) AND m.id = ANY (free)
          AND c.status = 'accepted' AND m.sender_id IN (c.requester_id, c.target_id)
          AND NOT are_blocked(c.requester_id, c.target_id)
          AND NOT EXISTS (SELECT FROM messages known WHERE known.id = m.id)
        ORDER BY m.place
        RETURNING *
    )
    SELECT w.id, w.sequence, w.created_at, w.sender_id,
           CASE WHEN w.sender_id = c.requester_id THEN c.target_id ELSE c.requester_id END
    FROM written w JOIN connections c ON c.id = w.connection_id
    UNION ALL
    SELECT m.id, NULL, NULL, NULL, NULL
    FROM unnest(ids, connection_ids) AS m(id, connection_id)
    WHERE (m.connection_id = ANY (held)) IS NOT TRUE
      AND EXISTS (SELECT FROM connections c WHERE c.id = m.connection_id);
END;
$$ LANGUAGE plpgsql ROWS 20
-- The arrays' lengths make no other plan; making one takes as long as writing a message.
SET plan_cache_mode = force_generic_plan
-- The plan of a connection that began while the tables were empty must do once they are full.
SET enable_seqscan = off;
