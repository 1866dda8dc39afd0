"""Snapshots of long streams: a copy of states beside the events, dropped at any time without loss.

One a stream and form of its state, so that two releases whose states differ each keep their own. A
release that knows nothing of this table is not disturbed by it.
"""

from alembic import op

revision = "k0009"
down_revision = "k0008"

SNAPSHOT = """
CREATE TABLE snapshot (
    stream_id text NOT NULL,
    state_schema bytea NOT NULL,
    version int NOT NULL CHECK (version > 0),
    mark bytea NOT NULL,
    told bigint NOT NULL,
    frames bytea NOT NULL,
    taken_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (stream_id, state_schema)
)
"""


def upgrade() -> None:
    op.execute(SNAPSHOT)
