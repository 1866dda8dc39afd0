"""Verifications that were asked for, and the first fault of each log, which nothing overwrites."""

from alembic import op

revision = "a0002"
down_revision = "a0001"

VERIFICATION = """
CREATE TABLE log_verification (
    source       text PRIMARY KEY,
    requested_at timestamptz NOT NULL,
    requested_by text NOT NULL,
    not_before   timestamptz NOT NULL,
    started_at   timestamptz,
    seen_at      timestamptz,
    finished_at  timestamptz,
    verified_seq bigint NOT NULL,
    end_seq      bigint NOT NULL
)
"""
FAULT = """
CREATE TABLE log_fault (
    source         text PRIMARY KEY,
    verdict        text NOT NULL,
    reached_seq    bigint NOT NULL,
    reached_hash   bytea NOT NULL,
    flawed_at      bigint,
    published_seq  bigint,
    published_hash bytea,
    our_hash       bytea,
    checked_at     timestamptz NOT NULL
)
"""
KNOWN = """
INSERT INTO log_fault (
    source, verdict, reached_seq, reached_hash, flawed_at,
    published_seq, published_hash, our_hash, checked_at
)
SELECT
    source, verdict, reached_seq, reached_hash, flawed_at,
    published_seq, published_hash, our_hash, checked_at
FROM log_finding WHERE verdict IN ('broken', 'diverged')
"""


def upgrade() -> None:
    for statement in (VERIFICATION, FAULT, KNOWN):
        op.execute(statement)
