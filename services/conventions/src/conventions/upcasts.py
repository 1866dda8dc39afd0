"""How payloads of old versions read today: one small function a step, kept for ever."""

from collections.abc import Mapping
from typing import Any, Final

from mithaq.events import Upcast

Payload = dict[str, Any]


def party_invited_v1_to_v2(old: Payload) -> Payload:
    """A party had one role; now it may lead, fund and build at once."""
    return {**old, "roles": [old["role"]]}


UPCASTS: Final[Mapping[tuple[str, int], Upcast]] = {("PartyInvited", 1): party_invited_v1_to_v2}
