"""Short histories of one convention, up to where a command of interest may be given."""

from datetime import date
from uuid import UUID

from conventions.domain.core.convention import FrozenText
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.signing_round import Signature, SigningTurn
from conventions.domain.core.terms import Action, Contribution, Outline, Party, YearlyCost
from conventions.domain.core.tranche import PlannedTranche
from conventions.domain.core.vocabulary import (
    ContributionKind,
    Instrument,
    PartyRole,
    SignatureLevel,
)
from conventions.domain.drafting import events as drafting
from conventions.domain.negotiation.events import TextAgreed
from conventions.domain.signatures import events as signatures
from conventions.domain.tranches.events import TranchePlanned
from mithaq.money import Money

ID = UUID("018f0000-0000-7000-8000-000000000001")
REGION = UUID("018f0000-0000-7000-8000-0000000000a1")
COMMUNE = UUID("018f0000-0000-7000-8000-0000000000a2")
DAY = date(2026, 3, 2)
SHA256 = "a" * 64
_AMOUNT = Money.dirhams(100)


def to_sign() -> list[ConventionEvent]:
    """Agreed between two parties; it is the commune's turn, then the region's."""
    return [
        drafting.ConventionDrafted(convention_id=ID, outline=_outline(), drafted_by=REGION),
        drafting.PartyInvited(convention_id=ID, party=_party(REGION, 2, PartyRole.LEAD)),
        drafting.PartyInvited(convention_id=ID, party=_party(COMMUNE, 1, PartyRole.PROJECT_OWNER)),
        drafting.ActionPlanned(convention_id=ID, action=_action()),
        drafting.ContributionPledged(convention_id=ID, contribution=_contribution()),
        TextAgreed(convention_id=ID, total=_AMOUNT, text=_text()),
        signatures.SignaturesRequested(convention_id=ID, turn=_turn(1, COMMUNE)),
    ]


def in_force() -> list[ConventionEvent]:
    """Signed by both, in force, with one tranche planned."""
    return [
        *to_sign(),
        signatures.PartySigned(convention_id=ID, signature=_signature(COMMUNE)),
        signatures.SignaturesRequested(convention_id=ID, turn=_turn(2, REGION)),
        signatures.PartySigned(convention_id=ID, signature=_signature(REGION)),
        signatures.ConventionSigned(
            convention_id=ID,
            signed_on=DAY,
            text_sha256=SHA256,
            organisations=(COMMUNE, REGION),
            contributions=(_contribution(),),
        ),
        signatures.ConventionEnteredIntoForce(convention_id=ID, in_force_on=DAY),
        TranchePlanned(convention_id=ID, planned=_tranche()),
    ]


def _outline() -> Outline:
    return Outline(
        reference="ARCH-1",
        instrument=Instrument.FINANCING,
        title_fr="Convention",
        territory="01.511.01.0",
        region="01",
        total=_AMOUNT,
        first_year=2026,
        last_year=2026,
    )


def _party(organisation: UUID, order: int, role: PartyRole) -> Party:
    return Party(organisation_id=organisation, name_fr="Partie", roles=(role,), signing_order=order)


def _action() -> Action:
    years = (YearlyCost(year=2026, cost=_AMOUNT),)
    return Action(
        action="works", label_fr="Travaux", territory="01.511.01.0", cost=_AMOUNT, years=years
    )


def _contribution() -> Contribution:
    return Contribution(
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        kind=ContributionKind.CASH,
        amount=_AMOUNT,
    )


def _text() -> FrozenText:
    return FrozenText(text_sha256=SHA256, text_sha256_fr=SHA256, agreed_on=DAY)


def _turn(order: int, organisation: UUID) -> SigningTurn:
    return SigningTurn(order=order, organisations=(organisation,), text_sha256=SHA256)


def _signature(organisation: UUID) -> Signature:
    return Signature(
        organisation_id=organisation,
        representative_id=organisation,
        mandate_id=organisation,
        capacity="president",
        mandate_instrument="deliberation 1",
        level=SignatureLevel.SIMPLE,
        text_sha256=SHA256,
        signed_on=DAY,
    )


def _tranche() -> PlannedTranche:
    return PlannedTranche(
        tranche="R1",
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        amount=_AMOUNT,
        due_on=DAY,
    )
