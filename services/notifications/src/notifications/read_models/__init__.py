"""Conventions and mandates, kept from other services' events."""

from notifications.read_models.known_conventions import KNOWN_CONVENTIONS
from notifications.read_models.signatories import SIGNATORIES

__all__ = ["KNOWN_CONVENTIONS", "SIGNATORIES"]
