"""What later lines of a convention need to know of its earlier events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from mithaq.money import ZERO, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """Who contributes to what; `nature` is cash, in_kind or land."""

    contribution: str
    organisation_id: UUID
    action: str
    year: int
    nature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An undertaking and its amount as the text now has it; `signed` once it binds."""

    undertaking: Undertaking
    amount: Money
    signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tranche:
    """The contribution it is part of, and how far its money went."""

    contribution: str
    called: Money = ZERO
    committed: Money = ZERO
    visaed: Money = ZERO
    paid: Money = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Promises by contribution, tranches by name."""

    promises: Mapping[str, Promise] = field(default_factory=dict)
    tranches: Mapping[str, Tranche] = field(default_factory=dict)


NOTHING: Final = Known()
