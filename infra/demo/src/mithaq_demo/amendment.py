"""What an amendment of the demo changes, when, and who signs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mithaq_demo.amounts import to_wire
from mithaq_demo.cast import Cast

_ORGANISATIONS = frozenset({"organisation_id", "leaver", "successor"})
_AMOUNTS = frozenset({"amount", "cost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What it changes, why, and when. What of it is made up its reason says.

    `operations` are those of the service, with organisations by their keys and amounts in dirhams.
    `signers` sign it, None: all who sign the convention, and who joins. It is signed on the day on
    which the last approval that it needs is given.
    """

    reason: str
    kinds: tuple[str, ...]
    operations: Mapping[str, Any]
    on: date
    approved: date
    effective_on: date
    signers: tuple[str, ...] | None = None


def to_body(amendment: Amendment, cast: Cast) -> Mapping[str, Any]:
    """As the service takes it."""
    changes = {name: _on_wire(name, said, cast) for name, said in amendment.operations.items()}
    return {"reason": amendment.reason, "kinds": list(amendment.kinds), **changes}


def _on_wire(name: str, said: Any, cast: Cast) -> Any:  # noqa: ANN401
    if isinstance(said, Mapping):
        return {each: _on_wire(each, told, cast) for each, told in said.items()}
    if isinstance(said, list | tuple):
        return [_on_wire(name, each, cast) for each in said]
    if name in _ORGANISATIONS:
        return cast[said].id
    return to_wire(said) if name in _AMOUNTS else said
