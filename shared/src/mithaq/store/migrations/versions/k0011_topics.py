"""Topics: how many partitions the log's lines were spread over, and from which line on.

The release before knows nothing of these columns: each has a default. It must not run once a topic
has been given more partitions.
"""

from alembic import op

revision = "k0011"
down_revision = "k0010"

# counts: of each layout, in order; until: the last line of each but the last one; barrier: the last
# line of each partition when the layout in force began.
LAYOUTS = """
ALTER TABLE relay_cursor
    ADD counts int[] NOT NULL DEFAULT '{}',
    ADD until bigint[] NOT NULL DEFAULT '{}',
    ADD barrier bigint[] NOT NULL DEFAULT '{}'
"""


def upgrade() -> None:
    op.execute(LAYOUTS)
