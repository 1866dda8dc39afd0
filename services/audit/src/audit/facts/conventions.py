"""What the ledger needs of a convention: who is in it, what is promised, what the money did."""

from dataclasses import dataclass
from typing import get_args
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
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRemoved:
    convention_id: UUID
    organisation_id: UUID


PartyFact = ConventionDrafted | PartyInvited | PartyRemoved
MoneyFact = PromisingFact | PayingFact
ConventionFact = PartyFact | MoneyFact

CONVENTION_FACTS: Catalogue[ConventionFact] = Catalogue(
    CONVENTIONS, {(fact.__name__, 1): fact for fact in get_args(ConventionFact)}
)
