"""Events of the conventions service: signature, and what an e-mail about it says."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from mithaq.events import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    reference: str
    title_fr: str
    title_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party without a signing order does not sign; one may lead without signing."""

    organisation_id: UUID
    name_fr: str
    name_ar: str | None = None
    roles: tuple[str, ...]
    signing_order: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningTurn:
    """It is these parties' turn to sign."""

    organisations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDrafted:
    convention_id: UUID
    outline: Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyInvited:
    convention_id: UUID
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRemoved:
    convention_id: UUID
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReopened:
    convention_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionWithdrawn:
    convention_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalsRequested:
    """Somebody asks for what the text needs before its signature, which then opens by itself."""

    convention_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesRequested:
    convention_id: UUID
    turn: SigningTurn


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySigned:
    convention_id: UUID
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRefused:
    convention_id: UUID
    organisation_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionLapsed:
    """Not signed in time: nobody is asked to sign it any more."""

    convention_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSigned:
    convention_id: UUID
    signed_on: date
    organisations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSignaturesRequested:
    convention_id: UUID
    amendment: int
    turn: SigningTurn


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPartySigned:
    convention_id: UUID
    amendment: int
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRevised:
    """Its operations were rewritten: what was to be signed is no more."""

    convention_id: UUID
    amendment: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionCompleted:
    """It is over: nothing of it is signed any more."""

    convention_id: UUID


# What is worth a message.
Noticed = (
    SignaturesRequested
    | AmendmentSignaturesRequested
    | ConventionSigned
    | AmendmentSigned
    | SignatureRefused
)
# The same, and what says how to write it, to whom, and whether it still holds.
Known = (
    ConventionDrafted
    | PartyInvited
    | PartyRemoved
    | TextReopened
    | ApprovalsRequested
    | ConventionWithdrawn
    | ConventionLapsed
    | ConventionCompleted
    | PartySigned
    | AmendmentPartySigned
    | AmendmentRevised
    | AmendmentWithdrawn
    | Noticed
)
SOURCE = "ma.mithaq.conventions"


def _party_invited_v1_to_v2(old: dict[str, Any]) -> dict[str, Any]:
    """The party was told flat, with one role."""
    return {"convention_id": old["convention_id"], "party": {**old, "roles": [old["role"]]}}


KNOWN: Catalogue[Known] = Catalogue.of(
    SOURCE,
    Known,
    versions={"PartyInvited": 2},
    upcasts={("PartyInvited", 1): _party_invited_v1_to_v2},
)
NOTICED: Catalogue[Noticed] = KNOWN.only(Noticed)
