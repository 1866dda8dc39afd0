"""The event store, its log, and the progress of relay, read models and consumers."""

from alembic import op

revision = "k0001"
down_revision = None

EVENT = """
CREATE TABLE event (
    position      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid           xid8 NOT NULL DEFAULT pg_current_xact_id(),
    event_id      uuid NOT NULL,
    command_id    uuid NOT NULL,
    command_index int NOT NULL,
    fingerprint   bytea NOT NULL,
    stream_id     text COLLATE "C" NOT NULL CHECK (stream_id ~ '^[A-Za-z0-9._:-]{1,200}$'),
    version       int NOT NULL CHECK (version > 0),
    type          text COLLATE "C" NOT NULL CHECK (type ~ '^[A-Za-z0-9]{1,100}$'),
    schema        int NOT NULL,
    data          text COLLATE "C" NOT NULL,
    meta          text COLLATE "C" NOT NULL,
    recorded_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT event_stream_version UNIQUE (stream_id, version),
    CONSTRAINT event_command UNIQUE (command_id, command_index)
)
"""
EVENT_ORDER = "CREATE INDEX event_order ON event (xid, position)"

# The log: a dense sequence and a hash for each event, written by the sequencer alone.
EVENT_LOG = """
CREATE TABLE event_log (
    seq      bigint PRIMARY KEY CHECK (seq > 0),
    position bigint NOT NULL CONSTRAINT event_log_position UNIQUE,
    hash     bytea NOT NULL
)
"""

# An xid taken before the append (by an earlier write of the same transaction) could be lower than
# that of the stream's previous version, and reverse the two in the log: refused.
APPEND_EVENTS = """
CREATE FUNCTION append_events(
    p_streams text[], p_expected int[],
    p_stream_ids text[], p_versions int[], p_event_ids uuid[],
    p_types text[], p_schemas int[], p_data text[], p_meta text[],
    p_command_id uuid, p_fingerprint bytea
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE last_position bigint;
BEGIN
    IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
        RAISE EXCEPTION 'append_events must be the first write of its transaction'
            USING ERRCODE = 'MQ001';
    END IF;
    IF EXISTS (
        SELECT FROM unnest(p_streams, p_expected) AS writes (id, expected)
        WHERE expected > 0 AND NOT EXISTS (
            SELECT FROM event WHERE stream_id = id AND version = expected
        )
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
        RETURNING position
    )
    SELECT max(position) INTO last_position FROM written;
    RETURN last_position;
END $$
"""

# The past is not edited: corrections are new events.
REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: events are never changed or removed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'MQ003';
END $$
"""
IMMUTABLE = """
CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""

RELAY_CURSOR = """
CREATE TABLE relay_cursor (
    topic      text PRIMARY KEY,
    seq        bigint NOT NULL DEFAULT 0,
    cluster_id text NOT NULL
)
"""
READ_MODEL = """
CREATE TABLE read_model (
    name     text PRIMARY KEY,
    seq      bigint NOT NULL DEFAULT 0,
    revision int NOT NULL
)
"""
CONSUMER_OFFSET = """
CREATE TABLE consumer_offset (
    consumer    text NOT NULL,
    topic       text NOT NULL,
    partition   int NOT NULL,
    next_offset bigint NOT NULL DEFAULT 0,
    last_seq    bigint NOT NULL DEFAULT 0,
    cluster_id  text NOT NULL,
    PRIMARY KEY (consumer, topic, partition)
)
"""
DEAD_LETTER = """
CREATE TABLE dead_letter (
    consumer    text NOT NULL,
    source      text NOT NULL,
    seq         bigint NOT NULL,
    stream_id   text NOT NULL,
    version     int NOT NULL,
    event_id    uuid NOT NULL,
    type        text NOT NULL,
    schema      int NOT NULL,
    data        text NOT NULL,
    meta        text NOT NULL,
    recorded_at timestamptz NOT NULL,
    hash        bytea NOT NULL,
    reason      text NOT NULL,
    buried_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (consumer, source, seq)
)
"""
PARKED_STREAM = """
CREATE TABLE parked_stream (
    consumer  text NOT NULL,
    source    text NOT NULL,
    stream_id text NOT NULL,
    since_seq bigint NOT NULL,
    PRIMARY KEY (consumer, source, stream_id)
)
"""


def upgrade() -> None:
    tables = (EVENT, EVENT_ORDER, EVENT_LOG, APPEND_EVENTS, REFUSE_CHANGE)
    immutable = [IMMUTABLE.format(table=table) for table in ("event", "event_log")]
    readers = (RELAY_CURSOR, READ_MODEL, CONSUMER_OFFSET, DEAD_LETTER, PARKED_STREAM)
    for statement in (*tables, *immutable, *readers):
        op.execute(statement)
