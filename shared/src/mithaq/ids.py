"""Ids: new ones (UUIDv7) sort by time, derived ones (UUIDv5) are reproducible."""

from uuid import UUID, uuid5

import uuid_utils.compat

__all__ = ["derive", "new_id"]


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): it sorts by creation time, so indexes grow at one end."""
    return uuid_utils.compat.uuid7()


def derive(cause: UUID, purpose: str) -> UUID:
    """Always the same id for the same cause and purpose (UUIDv5)."""
    return uuid5(cause, purpose)
