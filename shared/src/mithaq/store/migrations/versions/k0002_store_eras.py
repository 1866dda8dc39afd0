"""Which cluster the store has lived in since when, and where the relay stands per partition."""

from alembic import op

revision = "k0002"
down_revision = "k0001"

# See mithaq.store.eras. The first era begins with the first event, here, unless events have ids
# from this cluster's future: then they came with a dump made before eras were kept, and the first
# sequencer begins the second.
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
