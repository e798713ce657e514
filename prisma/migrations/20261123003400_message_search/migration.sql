-- For an index on a conversation and its words at once, so that of a word that the whole campus writes only one's own
-- messages are read.
CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE INDEX idx_messages_search ON messages USING gin (connection_id, to_tsvector('simple', content))
    WHERE message_type <> 'system' AND deleted_at IS NULL;

-- All words, the last one perhaps only begun. Of a compound its parts count. NULL where there is no word.
CREATE FUNCTION message_query(words TEXT) RETURNS tsquery
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
    SELECT string_agg('''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || ''''
                      || CASE WHEN place = last THEN ':*' ELSE '' END, ' & ')::tsquery
    FROM (
        SELECT t.lexemes[1] AS lexeme, t.place, max(t.place) OVER () AS last
        FROM ts_debug('simple', words) WITH ORDINALITY AS t(alias, description, token, dictionaries, dictionary, lexemes, place)
        WHERE t.lexemes <> '{}' AND t.alias NOT IN ('asciihword', 'hword', 'numhword')
    ) found
);
