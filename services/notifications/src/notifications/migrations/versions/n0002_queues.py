"""Indexes for the queues of the outbox: a query reads what it takes, whatever waits beside it.

Revision ID: n0002
Revises: n0001
"""

from mithaq.store import create_index

revision = "n0002"
down_revision = "n0001"

# Notices never looked at, those that were (`outbox/waiting_notices.py`), messages that are due;
# what a confirmed mandate has looked at again, and what the office lists.
INDEXES = {
    "outbox_fresh": "outbox (due_at) WHERE state = 'waiting' AND attempts = 0",
    "outbox_looked_at": "outbox (due_at) WHERE state = 'waiting' AND attempts > 0",
    "outbox_due": "outbox (due_at) WHERE state = 'due'",
    "outbox_waiting": "outbox (organisation_id) WHERE state = 'waiting'",
    "outbox_unaddressable": (
        "outbox (created_at DESC, delivery_id DESC) WHERE state = 'waiting' AND attempts >= 12"
    ),
}


def upgrade() -> None:
    """Each is made anew where an attempt was cut short."""
    for name, on in INDEXES.items():
        create_index(name, on)
