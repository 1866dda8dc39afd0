"""Tables of dead letters that an operator dropped, and of consumers halted at their limit."""

from alembic import op

revision = "k0003"
down_revision = "k0002"

DROPPED_LETTER = """
CREATE TABLE dropped_letter (
    LIKE dead_letter,
    dropped_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    dropped_by      text NOT NULL,
    dropped_because text NOT NULL CHECK (dropped_because <> ''),
    PRIMARY KEY (consumer, source, seq)
)
"""
HALTED_CONSUMER = """
CREATE TABLE halted_consumer (
    consumer  text PRIMARY KEY,
    source    text NOT NULL,
    seq       bigint NOT NULL,
    stream_id text NOT NULL,
    reason    text NOT NULL,
    halted_at timestamptz NOT NULL DEFAULT clock_timestamp()
)
"""


def upgrade() -> None:
    op.execute(DROPPED_LETTER)
    op.execute(HALTED_CONSUMER)
