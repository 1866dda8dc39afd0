"""Events of the conventions service: the fields this service reads, and no others."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from mithaq.events import Catalogue
from mithaq.money import Money

SOURCE: Final = "ma.mithaq.conventions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDrafted:
    convention_id: UUID
    drafted_by: UUID
    outline: Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyInvited:
    convention_id: UUID
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRemoved:
    convention_id: UUID
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPlanned:
    convention_id: UUID
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRemoved:
    convention_id: UUID
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySigned:
    convention_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPartySigned:
    convention_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What is promised and split later: no split changes how much that is."""

    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSigned:
    convention_id: UUID
    contributions: tuple[Contribution, ...]
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionChange:
    """Added where there was none before, withdrawn where there is none after."""

    before: Contribution | None
    after: Contribution | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChange:
    """Promised where there was none before, withdrawn where there is none after."""

    before: Share | None
    after: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyChange:
    """It came where there was none before, it left where there is none after."""

    before: Party | None
    after: Party | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChange:
    """Added where there was none before, removed where there is none after."""

    before: Action | None
    after: Action | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTookEffect:
    convention_id: UUID
    contributions: tuple[ContributionChange, ...]
    shares: tuple[ShareChange, ...] = ()
    parties: tuple[PartyChange, ...] = ()
    actions: tuple[ActionChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminationPronounced:
    """One side ended it: each promise ends at what was honoured."""

    contributions: tuple[ContributionChange, ...]
    shares: tuple[ShareChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionFailed:
    """What it waited for after the signature was refused or came too late: it binds nobody."""

    given_up: tuple[Contribution, ...]
    given_up_shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TranchePaid:
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundClaimed:
    """On termination: of what was paid, `amount` was for nothing that is left."""

    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceImputed:
    """An order is paid by what was overpaid before."""

    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReversed:
    """Part of the step `stage` of a tranche is taken back."""

    stage: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedParty:
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTakenOver:
    contributions: tuple[ContributionChange, ...] = ()
    parties: tuple[PartyChange, ...] = ()
    actions: tuple[ActionChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPaymentTakenOver:
    """`refund_due` of it is to come back: the convention is terminated."""

    amount: Money
    refund_due: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionTakenOver:
    """From the ministry's paper archive, with all that happened to it there."""

    convention_id: UUID
    drafted_by: UUID
    outline: Outline
    parties: tuple[ArchivedParty, ...]
    actions: tuple[Action, ...]
    contributions: tuple[Contribution, ...]
    amendments: tuple[AmendmentTakenOver, ...] = ()
    payments: tuple[ArchivedPaymentTakenOver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedFactCompleted:
    """What the paper file had left open: a promise, or whose a payment was."""

    pledged: Contribution | None = None
    payment: ArchivedPaymentTakenOver | None = None


ArchiveEvent = ConventionTakenOver | ArchivedFactCompleted
ConventionEvent = (
    ConventionDrafted
    | ArchiveEvent
    | PartyInvited
    | PartyRemoved
    | ActionPlanned
    | ActionRemoved
    | PartySigned
    | AmendmentPartySigned
    | ConventionSigned
    | ConditionFailed
    | AmendmentTookEffect
    | TerminationPronounced
    | TranchePaid
    | RefundClaimed
    | AdvanceImputed
    | StepReversed
)


def _party_invited_v1_to_v2(old: dict[str, Any]) -> dict[str, Any]:
    """Version 1 told the party's fields flat."""
    return {
        "convention_id": old["convention_id"],
        "party": {"organisation_id": old["organisation_id"]},
    }


def _as_it_was(old: dict[str, Any]) -> dict[str, Any]:
    """What the new version changes is not read here."""
    return old


CONVENTIONS: Catalogue[ConventionEvent] = Catalogue.of(
    SOURCE,
    ConventionEvent,
    versions={
        "PartyInvited": 2,
        "ConventionDrafted": 2,
        "ActionPlanned": 2,
        "ActionRemoved": 2,
        "AmendmentTookEffect": 2,
        "RefundClaimed": 2,
    },
    upcasts={
        ("PartyInvited", 1): _party_invited_v1_to_v2,
        ("ConventionDrafted", 1): _as_it_was,
        ("ActionPlanned", 1): _as_it_was,
        ("ActionRemoved", 1): _as_it_was,
        ("AmendmentTookEffect", 1): _as_it_was,
        ("RefundClaimed", 1): _as_it_was,
    },
)
