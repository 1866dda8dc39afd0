"""What the ledger needs of a convention: who is in it, what is promised, what the money did."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from mithaq.events import Catalogue

from audit.facts.paying import PayingFact
from audit.facts.promising import PromisingFact
from audit.sources import CONVENTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDrafted:
    convention_id: UUID
    reference: str
    title_fr: str
    title_ar: str | None = None
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyInvited:
    convention_id: UUID
    organisation_id: UUID
    name_fr: str
    name_ar: str | None = None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRemoved:
    convention_id: UUID
    organisation_id: UUID


PartyFact = ConventionDrafted | PartyInvited | PartyRemoved
MoneyFact = PromisingFact | PayingFact
ConventionFact = PartyFact | MoneyFact

# Facts read in a later version than the first; older ones are upcast to it.
VERSIONS: Final = {"PartyInvited": 2}


def _roles_of_one(old: dict[str, Any]) -> dict[str, Any]:
    return {**old, "roles": [old["role"]]}


CONVENTION_FACTS: Catalogue[ConventionFact] = Catalogue.of(
    CONVENTIONS,
    ConventionFact,
    versions=VERSIONS,
    upcasts={("PartyInvited", 1): _roles_of_one},
)
