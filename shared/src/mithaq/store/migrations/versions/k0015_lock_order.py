"""Writes the streams of one command in the order of their names, as groups of commands are written.

So of two commands that concern the same streams one waits for the other, whichever stream each of
them leads with, and is refused by its version; in another order both could wait for each other, and
one of them would be aborted after PostgreSQL's `deadlock_timeout`.

The events keep their number within the command (`command_index`), by which its result is told: the
signature, the errors and the answers are those of before.
"""

from alembic import op

revision = "k0015"
down_revision = "k0014"

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
        ORDER BY new.stream_id COLLATE "C", nth
        RETURNING position
    )
    SELECT max(position) INTO last_position FROM written;
    IF last_position IS NULL THEN
        RAISE EXCEPTION 'the command was answered before' USING ERRCODE = 'unique_violation';
    END IF;
    RETURN last_position;
END $$
"""


def upgrade() -> None:
    op.execute(APPEND_EVENTS)
