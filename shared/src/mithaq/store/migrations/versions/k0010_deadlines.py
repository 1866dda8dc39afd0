"""What became of deadlines, and which commands of reactions were refused.

Deadlines themselves are derived from the log and may be rebuilt at any time; these rows may not:
they say which of them ran.
"""

from alembic import op

revision = "k0010"
down_revision = "k0009"

# `open`: tried and not finished, to be tried again from `ready_at` on. Nothing leaves the other
# states but by an operator's command.
DEADLINE_RUN = """
CREATE TABLE deadline_run (
    deadline_id uuid PRIMARY KEY,
    kind        text NOT NULL,
    stream_id   text COLLATE "C" NOT NULL,
    part        text COLLATE "C" NOT NULL,
    due_at      timestamptz NOT NULL,
    state       text NOT NULL CHECK (state IN ('open', 'done', 'refused', 'cancelled')),
    attempts    int NOT NULL DEFAULT 0,
    ready_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    reason      text,
    detail      text,
    changed_at  timestamptz NOT NULL DEFAULT clock_timestamp()
)
"""
OPEN = """
CREATE INDEX deadline_run_open ON deadline_run (stream_id, due_at) WHERE state = 'open'
"""
REFUSED = """
CREATE INDEX deadline_run_refused ON deadline_run (due_at, deadline_id) WHERE state = 'refused'
"""
REACTION_REFUSAL = """
CREATE TABLE reaction_refusal (
    command_id uuid PRIMARY KEY,
    reaction   text NOT NULL,
    source     text NOT NULL,
    seq        bigint NOT NULL,
    event_id   uuid NOT NULL,
    target     text NOT NULL,
    reason     text NOT NULL,
    detail     text NOT NULL,
    refused_at timestamptz NOT NULL DEFAULT clock_timestamp()
)
"""
REFUSALS = "CREATE INDEX reaction_refusal_order ON reaction_refusal (refused_at)"


def upgrade() -> None:
    for statement in (DEADLINE_RUN, OPEN, REFUSED, REACTION_REFUSAL, REFUSALS):
        op.execute(statement)
