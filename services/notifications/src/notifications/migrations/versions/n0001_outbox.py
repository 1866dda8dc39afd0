"""The outbox: notices and messages, and the state of each.

Revision ID: n0001
Revises:
"""

from alembic import op

revision = "n0001"
down_revision = None
floor = True  # see mithaq.store.revisions

OUTBOX = """
CREATE TABLE outbox (
    delivery_id        uuid PRIMARY KEY,
    cause              uuid NOT NULL,
    template           text NOT NULL,
    audience           text NOT NULL,
    organisation_id    uuid NOT NULL,
    recipient          uuid,
    convention_id      uuid NOT NULL,
    amendment          int NOT NULL,
    convention_version int NOT NULL,
    effective_date     date NOT NULL,
    recorded_at        timestamptz NOT NULL,
    correlation_id     text NOT NULL,
    facts              jsonb NOT NULL,
    state              text NOT NULL CHECK (state IN (
        'waiting', 'addressed', 'obsolete', 'stale',
        'due', 'sending', 'sent', 'unknown', 'failed', 'erased')),
    reason             text,
    attempts           int NOT NULL DEFAULT 0,
    version            int NOT NULL DEFAULT 1,
    due_at             timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    sending_at         timestamptz,
    sent_at            timestamptz,
    address_masked     text,
    redelivered_by     text,
    redelivered_at     timestamptz,
    CONSTRAINT outbox_notice_has_no_recipient CHECK (
        recipient IS NOT NULL OR state IN ('waiting', 'addressed', 'obsolete', 'stale'))
)
"""
# At most one message a (cause, recipient, template), whatever is replayed upstream.
ONCE = "CREATE UNIQUE INDEX outbox_once ON outbox (cause, recipient, template)"
NOTICE_ONCE = """
CREATE UNIQUE INDEX outbox_notice_once ON outbox (cause, organisation_id, template)
WHERE recipient IS NULL
"""
WORK = "CREATE INDEX outbox_work ON outbox (state, due_at) WHERE state IN ('waiting', 'due')"
UNDER_WAY = "CREATE INDEX outbox_under_way ON outbox (sending_at) WHERE state = 'sending'"
LISTED = "CREATE INDEX outbox_listed ON outbox (created_at DESC, delivery_id DESC)"
BY_CONVENTION = "CREATE INDEX outbox_by_convention ON outbox (convention_id)"


def upgrade() -> None:
    for statement in (OUTBOX, ONCE, NOTICE_ONCE, WORK, UNDER_WAY, LISTED, BY_CONVENTION):
        op.execute(statement)
