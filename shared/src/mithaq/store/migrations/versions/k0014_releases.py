"""Releases side by side: which rows are complete, which processes serve, which events may be told.

`read_model.level_at` is when a revision first had all there was to apply; those that exist already
have been served. `goal` is how many records of other services' topics it has to read until then.

`serving_process` has a row for each process, renewed while it lives; `reads` says which events it
can read. `released_event` has a row for
each version of an event that every process in use can read (mithaq.store.news).
"""

from alembic import op

revision = "k0014"
down_revision = "k0013"

LEVEL = """
ALTER TABLE read_model ADD COLUMN level_at timestamptz, ADD COLUMN goal bigint
"""
SERVED = "UPDATE read_model SET level_at = clock_timestamp()"
SERVING_PROCESS = """
CREATE TABLE serving_process (
    process    uuid PRIMARY KEY,
    release    text NOT NULL,
    role       text NOT NULL,
    reads      text NOT NULL,
    keys       text[] NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at    timestamptz NOT NULL DEFAULT clock_timestamp()
)
"""
RELEASED_EVENT = """
CREATE TABLE released_event (
    type        text COLLATE "C" NOT NULL,
    schema      int NOT NULL,
    released_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    released_by text NOT NULL,
    PRIMARY KEY (type, schema)
)
"""


def upgrade() -> None:
    for statement in (LEVEL, SERVED, SERVING_PROCESS, RELEASED_EVENT):
        op.execute(statement)
