"""Store eras (see mithaq.store.eras), and the relay's last line per partition."""

from alembic import op

revision = "k0002"
down_revision = "k0001"

# The first era begins with the first event, in this cluster, unless events have transaction ids
# from this cluster's future: then they were restored from a dump made before eras existed, and the
# first sequencer begins the second era.
STORE_ERA = """
CREATE TABLE store_era (
    era      int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cluster  bigint NOT NULL,
    xid      xid8 NOT NULL DEFAULT pg_current_xact_id(),
    position bigint NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp()
)
"""
FIRST_ERA = """
INSERT INTO store_era (cluster, xid, position)
SELECT CASE WHEN EXISTS (SELECT FROM event WHERE xid >= pg_current_xact_id()) THEN 0
            ELSE system_identifier END, '0', 0
FROM pg_control_system()
"""
RELAY_PREVIOUS = "ALTER TABLE relay_cursor ADD previous bigint[] NOT NULL DEFAULT '{}'"


def upgrade() -> None:
    op.execute(STORE_ERA)
    op.execute(FIRST_ERA)
    op.execute(RELAY_PREVIOUS)
