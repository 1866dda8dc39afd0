"""Remembers commands that changed nothing, so that a command id is used once, whatever came of it.

A used command id is in one of two places: with the events it led to, or in `command`. Both are
asked by whoever writes either, under a lock on the id: shared among appends, which exclude each
other by the unique key (command_id, command_index), and exclusive for `remember_command`. So the
place that is asked second is read after all who could still write there are done or wait.

The functions that append keep their signatures and errors: for the former release a remembered id
is one that was accepted before (unique_violation), which it answers with a version conflict.
"""

from alembic import op

revision = "k0008"
down_revision = "k0007"

# Kept for ever, like the events that stand for the other commands: a key is never free again.
COMMAND = """
CREATE TABLE command (
    command_id  uuid PRIMARY KEY,
    fingerprint bytea NOT NULL,
    stream_id   text COLLATE "C" NOT NULL,
    version     int NOT NULL CHECK (version >= 0),
    answered_at timestamptz NOT NULL DEFAULT clock_timestamp()
)
"""
IMMUTABLE = """
CREATE TRIGGER command_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON command
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""

# False if the id is used, or a stream is not at its version any more: then nothing is written. The
# streams are compared in one snapshot, taken after the lock.
REMEMBER_COMMAND = """
CREATE FUNCTION remember_command(
    p_command_id uuid, p_fingerprint bytea, p_stream_id text, p_version int,
    p_seen_streams text[], p_seen_versions int[]
) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(uuid_hash_extended(p_command_id, 8));
    INSERT INTO command (command_id, fingerprint, stream_id, version)
    SELECT p_command_id, p_fingerprint, p_stream_id, p_version
    WHERE NOT EXISTS (SELECT FROM event WHERE command_id = p_command_id AND command_index = 1)
      AND NOT EXISTS (
        SELECT FROM unnest(p_seen_streams, p_seen_versions) AS seen (id, at)
        WHERE at <> coalesce((
            SELECT version FROM event WHERE stream_id = id ORDER BY version DESC LIMIT 1
        ), 0)
      )
    ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$
"""

# The lock (never NULL) is taken in a condition that is evaluated anyway, and the version is checked
# in the statement that writes: as queries of their own they would cost 4 us an append (measured).
APPEND_EVENT = """
CREATE OR REPLACE FUNCTION append_event(
    p_stream_id text, p_expected int, p_event_id uuid,
    p_type text, p_schema int, p_data text, p_meta text,
    p_command_id uuid, p_fingerprint bytea
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE new_position bigint;
BEGIN
    IF pg_current_xact_id_if_assigned() IS NOT NULL
       OR pg_advisory_xact_lock_shared(uuid_hash_extended(p_command_id, 8)) IS NULL THEN
        RAISE EXCEPTION 'append_event must be the first write of its transaction'
            USING ERRCODE = 'MQ001';
    END IF;
    INSERT INTO event (command_id, command_index, fingerprint, stream_id, version, event_id,
                       type, schema, data, meta)
    SELECT p_command_id, 1, p_fingerprint, p_stream_id, p_expected + 1, p_event_id,
           p_type, p_schema, p_data, p_meta
    WHERE (p_expected = 0 OR EXISTS (
        SELECT FROM event WHERE stream_id = p_stream_id AND version = p_expected
    )) AND NOT EXISTS (SELECT FROM command WHERE command_id = p_command_id)
    RETURNING position INTO new_position;
    IF new_position IS NOT NULL THEN
        RETURN new_position;
    ELSIF EXISTS (SELECT FROM command WHERE command_id = p_command_id) THEN
        RAISE EXCEPTION 'the command was answered before' USING ERRCODE = 'unique_violation';
    END IF;
    RAISE EXCEPTION 'a stream is not at its expected version' USING ERRCODE = 'MQ002';
END $$
"""

APPEND_EVENTS = """
CREATE OR REPLACE FUNCTION append_events(
    p_streams text[], p_expected int[],
    p_stream_ids text[], p_versions int[], p_event_ids uuid[],
    p_types text[], p_schemas int[], p_data text[], p_meta text[],
    p_command_id uuid, p_fingerprint bytea
) RETURNS bigint LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE last_position bigint;
BEGIN
    IF pg_current_xact_id_if_assigned() IS NOT NULL
       OR pg_advisory_xact_lock_shared(uuid_hash_extended(p_command_id, 8)) IS NULL THEN
        RAISE EXCEPTION 'append_events must be the first write of its transaction'
            USING ERRCODE = 'MQ001';
    END IF;
    IF EXISTS (
        SELECT FROM unnest(p_streams, p_expected) AS writes (id, expected)
        WHERE expected > 0
          AND (SELECT version FROM event WHERE stream_id = id AND version = expected) IS NULL
    ) THEN
        RAISE EXCEPTION 'a stream is not at its expected version' USING ERRCODE = 'MQ002';
    END IF;
    WITH written AS (
        INSERT INTO event (command_id, command_index, fingerprint, stream_id, version, event_id,
                           type, schema, data, meta)
        SELECT p_command_id, nth, p_fingerprint, new.stream_id, new.version, new.event_id,
               new.type, new.schema, new.data, new.meta
        FROM unnest(p_stream_ids, p_versions, p_event_ids, p_types, p_schemas, p_data, p_meta)
            WITH ORDINALITY AS new (stream_id, version, event_id, type, schema, data, meta, nth)
        WHERE NOT EXISTS (SELECT FROM command WHERE command_id = p_command_id)
        RETURNING position
    )
    SELECT max(position) INTO last_position FROM written;
    IF last_position IS NULL THEN
        RAISE EXCEPTION 'the command was answered before' USING ERRCODE = 'unique_violation';
    END IF;
    RETURN last_position;
END $$
"""

# A loop of expressions costs less than one more query: 1 us an event (measured). A command that was
# answered before is skipped, like one whose stream is at another version.
APPEND_TOGETHER = """
CREATE OR REPLACE FUNCTION append_together(
    p_command_ids uuid[], p_command_indexes int[], p_fingerprints bytea[],
    p_stream_ids text[], p_expected int[], p_event_ids uuid[],
    p_types text[], p_schemas int[], p_data text[], p_meta text[]
) RETURNS TABLE (command uuid, reached bigint) LANGUAGE plpgsql
SET lock_timeout = '200ms' SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE id uuid; taken boolean;
BEGIN
    IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
        RAISE EXCEPTION 'append_together must be the first write of its transaction'
            USING ERRCODE = 'MQ001';
    END IF;
    FOREACH id IN ARRAY p_command_ids LOOP
        taken := pg_advisory_xact_lock_shared(uuid_hash_extended(id, 8)) IS NULL;
    END LOOP;
    RETURN QUERY
    INSERT INTO event (command_id, command_index, fingerprint, stream_id, version, event_id,
                       type, schema, data, meta)
    SELECT new.command_id, nth, new.fingerprint, new.stream_id, expected + nth, new.event_id,
           new.type, new.schema, new.data, new.meta
    FROM unnest(p_command_ids, p_command_indexes, p_fingerprints, p_stream_ids, p_expected,
                p_event_ids, p_types, p_schemas, p_data, p_meta)
        AS new (command_id, nth, fingerprint, stream_id, expected,
                event_id, type, schema, data, meta)
    WHERE expected = coalesce((
        SELECT old.version FROM event AS old WHERE old.stream_id = new.stream_id
        ORDER BY old.version DESC LIMIT 1
    ), 0)
      AND (SELECT known.version FROM command AS known
           WHERE known.command_id = new.command_id) IS NULL
    ORDER BY new.stream_id, nth
    RETURNING event.command_id, event.position;
END $$
"""


def upgrade() -> None:
    for statement in (COMMAND, IMMUTABLE, REMEMBER_COMMAND):
        op.execute(statement)
    for replaced in (APPEND_EVENT, APPEND_EVENTS, APPEND_TOGETHER):
        op.execute(replaced)
