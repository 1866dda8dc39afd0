"""The last finding about each log."""

from alembic import op

revision = "a0001"
down_revision = None
floor = True  # see mithaq.store.revisions

LOG_FINDING = """
CREATE TABLE log_finding (
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


def upgrade() -> None:
    op.execute(LOG_FINDING)
