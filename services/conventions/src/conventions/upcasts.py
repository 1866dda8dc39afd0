"""How payloads of old versions read today: one small function a step, kept for ever."""

from collections.abc import Mapping
from typing import Any, Final

from mithaq.events import Upcast

Payload = dict[str, Any]


def party_invited_v1_to_v2(old: Payload) -> Payload:
    """The party's fields, with one role, stood in the event; now they are a value with roles."""
    party = {key: value for key, value in old.items() if key not in {"convention_id", "role"}}
    return {
        "convention_id": old["convention_id"],
        "party": {**party, "roles": [old["role"]]},
    }


UPCASTS: Final[Mapping[tuple[str, int], Upcast]] = {("PartyInvited", 1): party_invited_v1_to_v2}
