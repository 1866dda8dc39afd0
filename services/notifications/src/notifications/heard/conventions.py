"""Events of conventions, as much of each as an e-mail needs. Unknown fields are ignored."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDrafted:
    convention_id: UUID
    reference: str
    title_fr: str
    title_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyInvited:
    """A party without a signing order is told nothing of signatures."""

    convention_id: UUID
    organisation_id: UUID
    name_fr: str
    name_ar: str | None = None
    signing_order: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRemoved:
    convention_id: UUID
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReopened:
    convention_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionWithdrawn:
    convention_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesRequested:
    convention_id: UUID
    organisations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRefused:
    convention_id: UUID
    organisation_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSigned:
    convention_id: UUID
    signed_on: date
    organisations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSignaturesRequested:
    convention_id: UUID
    amendment: int
    organisations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSigned:
    convention_id: UUID
    amendment: int
    signed_on: date
    organisations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentWithdrawn:
    convention_id: UUID
    amendment: int


Noticed = (
    SignaturesRequested
    | AmendmentSignaturesRequested
    | ConventionSigned
    | AmendmentSigned
    | SignatureRefused
)
Known = (
    ConventionDrafted
    | PartyInvited
    | PartyRemoved
    | TextReopened
    | ConventionWithdrawn
    | AmendmentWithdrawn
    | Noticed
)
SOURCE = "ma.mithaq.conventions"

# What is worth a message, and everything that says how to write it and to whom.
NOTICED: Catalogue[Noticed] = Catalogue.of(SOURCE, Noticed)
KNOWN: Catalogue[Known] = Catalogue.of(
    SOURCE,
    Known,
    versions={"PartyInvited": 2},
    upcasts={("PartyInvited", 1): dict},  # its roles changed, which are not read here
)
