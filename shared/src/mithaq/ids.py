"""Ids: new ones rise with time, derived ones repeat."""

from uuid import UUID, uuid5

import uuid_utils.compat

__all__ = ["derive", "new_id"]


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): sortable by creation, so indexes grow at one end."""
    return uuid_utils.compat.uuid7()


def derive(cause: UUID, purpose: str) -> UUID:
    """The same id every time for the same cause and purpose (UUIDv5)."""
    return uuid5(cause, purpose)
