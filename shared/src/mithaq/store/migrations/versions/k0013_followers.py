"""Adds `claim_lines` and `claim_offsets`: followers' progress, claimed and moved in one call.

Each locks the progress rows of several followers in the order of `mithaq.projections.locking`, then
moves those that are where the caller saw them, and tells what each must not apply. They are two
statements in one function, not one: the second has a snapshot of its own, taken when the rows are
locked, and so sees what whoever held them before has parked, dropped or replayed.
"""

from alembic import op

revision = "k0013"
down_revision = "k0012"

CLAIM_LINES = """
CREATE FUNCTION claim_lines(
    p_names text[], p_revisions int[], p_source text, p_from bigint, p_to bigint
) RETURNS TABLE (
    name text, claimed boolean, ours boolean, seq bigint,
    parked text[], dropped bigint[], halted boolean
) LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
    PERFORM FROM read_model AS r WHERE r.name = ANY (p_names) ORDER BY r.name FOR UPDATE;
    RETURN QUERY
    WITH known AS (
        SELECT r.name, r.seq, coalesce(w.revision = r.revision, true) AS ours
        FROM unnest(p_names, p_revisions) AS w (name, revision)
        JOIN read_model AS r ON r.name = w.name
    ), moved AS (
        UPDATE read_model AS r SET seq = p_to FROM known AS k
        WHERE r.name = k.name AND k.seq = p_from AND k.ours
    )
    SELECT k.name, k.ours AND k.seq = p_from, k.ours, k.seq,
           ARRAY (SELECT p.stream_id FROM parked_stream AS p
                  WHERE p.consumer = k.name AND p.source = p_source),
           ARRAY (SELECT d.seq FROM dropped_letter AS d
                  WHERE d.consumer = k.name AND d.source = p_source
                    AND d.seq > p_from AND d.seq <= p_to),
           EXISTS (SELECT FROM halted_consumer AS h WHERE h.consumer = k.name)
    FROM known AS k;
END $$
"""
# All of a consumer's partitions are moved, or none: their lines are applied together.
CLAIM_OFFSETS = """
CREATE FUNCTION claim_offsets(
    p_consumers text[], p_revisions int[], p_topics text[], p_partitions int[],
    p_offsets bigint[], p_seqs bigint[], p_next_offsets bigint[], p_last_seqs bigint[]
) RETURNS TABLE (
    consumer text, topic text, claimed boolean, ours boolean,
    parked text[], dropped bigint[], halted boolean
) LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE locked tid[];
BEGIN
    locked := ARRAY (
        SELECT o.ctid FROM consumer_offset AS o
        JOIN unnest(p_consumers, p_topics, p_partitions) AS w (consumer, topic, partition)
            ON o.consumer = w.consumer AND o.topic = w.topic AND o.partition = w.partition
        ORDER BY o.consumer, o.topic, o.partition FOR UPDATE OF o
    );
    RETURN QUERY
    WITH wanted AS (
        SELECT w.*, coalesce(o.next_offset = w.at_offset AND o.last_seq = w.at_seq, false)
                   AND o.ctid = ANY (locked) AS there,
               w.revision IS NULL OR coalesce(r.revision = w.revision, false) AS ours
        FROM unnest(p_consumers, p_revisions, p_topics, p_partitions,
                    p_offsets, p_seqs, p_next_offsets, p_last_seqs)
            AS w (consumer, revision, topic, partition, at_offset, at_seq, next_offset, last_seq)
        LEFT JOIN consumer_offset AS o
            ON o.consumer = w.consumer AND o.topic = w.topic AND o.partition = w.partition
        LEFT JOIN read_model AS r ON r.name = w.consumer
    ), ready AS (
        SELECT w.consumer, bool_and(w.there AND w.ours) AS claimed, bool_and(w.ours) AS ours
        FROM wanted AS w GROUP BY w.consumer
    ), moved AS (
        UPDATE consumer_offset AS o SET next_offset = w.next_offset, last_seq = w.last_seq
        FROM wanted AS w JOIN ready AS y ON y.consumer = w.consumer AND y.claimed
        WHERE o.consumer = w.consumer AND o.topic = w.topic AND o.partition = w.partition
    ), sources AS (
        SELECT w.consumer, w.topic, min(w.at_seq) AS seq FROM wanted AS w
        GROUP BY w.consumer, w.topic
    )
    SELECT s.consumer, s.topic, y.claimed, y.ours,
           ARRAY (SELECT p.stream_id FROM parked_stream AS p
                  WHERE p.consumer = s.consumer AND p.source = s.topic),
           ARRAY (SELECT d.seq FROM dropped_letter AS d
                  WHERE d.consumer = s.consumer AND d.source = s.topic AND d.seq > s.seq),
           EXISTS (SELECT FROM halted_consumer AS h WHERE h.consumer = s.consumer)
    FROM sources AS s JOIN ready AS y ON y.consumer = s.consumer;
END $$
"""


def upgrade() -> None:
    op.execute(CLAIM_LINES)
    op.execute(CLAIM_OFFSETS)
