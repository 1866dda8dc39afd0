"""Events of the conventions service: signature, and what an e-mail about it says."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from mithaq.events import Catalogue

from notifications.heard.approvals import ApprovalEvent, Granted
from notifications.heard.committees import CommitteeEvent
from notifications.heard.conditions import ConditionEvent, ConditionFailed, ConditionMet
from notifications.heard.ending import EndingEvent
from notifications.heard.formal_notices import FormalNoticeEvent
from notifications.heard.justifications import JustificationEvent
from notifications.heard.obligations import ObligationEvent
from notifications.heard.shares import ShareEvent
from notifications.heard.signatures import SignatureEvent
from notifications.heard.timing import TimingEvent


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
class ArchivedParty:
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyInvited:
    convention_id: UUID
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRemoved:
    convention_id: UUID
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A party that a round asks again."""

    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationRoundOpened:
    """`kept` keep their accord, `asked` are asked again; both are empty where all are asked."""

    convention_id: UUID
    deadline: date
    kept: tuple[UUID, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAdopted:
    """What this party proposed is in the text now."""

    convention_id: UUID
    organisation_id: UUID
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReopened:
    convention_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionWithdrawn:
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
    sign_by: date


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
class Operations:
    """`parties` would join by the amendment."""

    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentDrafted:
    convention_id: UUID
    amendment: int
    operations: Operations


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRevised:
    """Its operations were rewritten: what was to be signed is no more."""

    convention_id: UUID
    amendment: int
    operations: Operations


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChange:
    """It came where there was none before, it left where there is none after."""

    before: Party | None
    after: Party | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTookEffect:
    convention_id: UUID
    amendment: int
    parties: tuple[PartyChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTakenOver:
    parties: tuple[PartyChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionTakenOver:
    """From the paper archive: known from now on, and nobody is told of what is long past."""

    convention_id: UUID
    outline: Outline
    parties: tuple[ArchivedParty, ...]
    amendments: tuple[AmendmentTakenOver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSigned:
    convention_id: UUID
    amendment: int
    signed_on: date
    organisations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRefused:
    """A party will not sign it: the convention stays as it is."""

    convention_id: UUID
    amendment: int
    organisation_id: UUID
    reason: str
    void_signatures: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentLapsed:
    """Not signed in time: the convention stays as it is."""

    convention_id: UUID
    amendment: int
    sign_by: date
    void_signatures: tuple[UUID, ...] = ()


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
    | NegotiationRoundOpened
    | ProposalAdopted
    | ConventionLapsed
    | AmendmentRefused
    | AmendmentLapsed
    | ConditionMet
    | ConditionFailed
    | Granted
    | ShareEvent
    | TimingEvent
    | CommitteeEvent
    | FormalNoticeEvent
    | EndingEvent
    | JustificationEvent
    | ObligationEvent
    | SignatureEvent
)
# The same, and what says how to write it, to whom, and whether it still holds.
Known = (
    ConventionDrafted
    | ConventionTakenOver
    | PartyInvited
    | PartyRemoved
    | TextReopened
    | ApprovalEvent
    | ConditionEvent
    | ConventionWithdrawn
    | ConventionCompleted
    | PartySigned
    | AmendmentPartySigned
    | AmendmentDrafted
    | AmendmentRevised
    | AmendmentTookEffect
    | AmendmentWithdrawn
    | Noticed
)
SOURCE = "ma.mithaq.conventions"


def _party_invited_v1_to_v2(old: dict[str, Any]) -> dict[str, Any]:
    """The party was told flat, with one role."""
    return {"convention_id": old["convention_id"], "party": {**old, "roles": [old["role"]]}}


def _as_it_was(old: dict[str, Any]) -> dict[str, Any]:
    """What the new version changes is not read here."""
    return old


KNOWN: Catalogue[Known] = Catalogue.of(
    SOURCE,
    Known,
    versions={
        "PartyInvited": 2,
        "ConventionDrafted": 2,
        "AmendmentDrafted": 2,
        "AmendmentRevised": 2,
        "AmendmentTookEffect": 2,
        "RefundClaimed": 2,
    },
    upcasts={
        ("PartyInvited", 1): _party_invited_v1_to_v2,
        ("ConventionDrafted", 1): _as_it_was,
        ("AmendmentDrafted", 1): _as_it_was,
        ("AmendmentRevised", 1): _as_it_was,
        ("AmendmentTookEffect", 1): _as_it_was,
        ("RefundClaimed", 1): _as_it_was,
    },
)
NOTICED: Catalogue[Noticed] = KNOWN.only(Noticed)
