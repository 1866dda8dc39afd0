"""Letters follow what conventions and partners tell: words, whose turn it is, who may be told."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from mithaq.projections import content_hash
from notifications.heard import conventions as heard
from notifications.heard.approvals import ApprovalGranted, RequiredApproval
from notifications.heard.conditions import Condition, ConditionMet, ConditionWritten
from notifications.heard.partners import (
    MandateRevoked,
    OrganisationClosed,
    OrganisationCorrected,
    OrganisationRegistered,
    OrganisationReinstated,
    OrganisationReopened,
    OrganisationSuspended,
    PartnersEvent,
    RepresentativeErased,
    RepresentativeRegistered,
)
from notifications.heard.signatures import (
    ForwardEnded,
    SignatoryWithoutMandate,
    SignatureForwarded,
    TextCorrected,
)
from notifications.outbox.waiting_notices import address_waiting
from notifications.read_models import KNOWN_CONVENTIONS, known_conventions
from notifications.read_models.tables import metadata
from notifications.sending import Sender
from sqlalchemy import delete

from .stories import (
    COMMUNE,
    CONVENTION,
    DRAFTED,
    INVITED,
    MAYOR,
    NOW,
    OFFICE,
    PARTIES,
    PRESIDENT,
    REGION,
    REQUESTED,
    FakeMailer,
    World,
    granted,
    now_due,
)
from .test_outbox import look_at_once

LOST = SignatoryWithoutMandate(convention_id=CONVENTION, organisation_id=COMMUNE)
ENDED = ForwardEnded(convention_id=CONVENTION, organisation_id=COMMUNE)


def forwarded(of: UUID = MAYOR, to: UUID = PRESIDENT) -> SignatureForwarded:
    return SignatureForwarded(
        convention_id=CONVENTION,
        organisation_id=COMMUNE,
        from_representative_id=of,
        representative_id=to,
        reason="Absence",
    )


def corrected(
    field: str, after: str, part: str | None = None, *, void: bool = False
) -> TextCorrected:
    return TextCorrected(
        convention_id=CONVENTION,
        field=field,
        part=part,
        before="?",
        after=after,
        void_signatures=(COMMUNE,) if void else (),
    )


def named(person: UUID, organisation: UUID = COMMUNE) -> RepresentativeRegistered:
    return RepresentativeRegistered(
        organisation_id=organisation,
        representative_id=person,
    )


async def recipients(world: World, template: str) -> set[tuple[str, object]]:
    """State and recipient of the messages from it."""
    rows = [row for row in await world.rows() if row.template == template]
    return {(row.state, row.recipient) for row in rows if row.recipient is not None}


async def sent(sender: Sender, mailer: FakeMailer, world: World) -> list[str]:
    """What each message says, as plain text."""
    await now_due(world)
    while await sender.send_next():
        pass
    bodies = [each.get_body(("plain",)) for each in mailer.taken]
    return [body.get_content() for body in bodies if body is not None]


async def test_a_forwarded_signature_is_told_to_both_and_the_turn_to_nobody_else(
    world: World,
) -> None:
    await world.grant(granted(COMMUNE, MAYOR), granted(COMMUNE, PRESIDENT))
    await world.hear(DRAFTED, *INVITED, REQUESTED, forwarded())
    await look_at_once(world)
    assert await recipients(world, "signature-turn") == set()
    assert await recipients(world, "signature-forwarded") == {("due", PRESIDENT)}
    assert await recipients(world, "forwarded-by-you") == {("due", MAYOR)}


async def test_a_turn_asked_for_anew_is_told_to_whom_it_was_forwarded_alone(world: World) -> None:
    await world.grant(granted(COMMUNE, MAYOR), granted(COMMUNE, PRESIDENT))
    await world.hear(DRAFTED, *INVITED, REQUESTED, forwarded())
    await world.hear(corrected("title_fr", "Titre", void=True), REQUESTED)
    await look_at_once(world)
    assert await recipients(world, "signature-turn") == {("due", PRESIDENT)}
    assert await recipients(world, "signature-forwarded") == set()


async def test_a_text_opened_again_was_forwarded_to_nobody(world: World) -> None:
    await world.grant(granted(COMMUNE, MAYOR), granted(COMMUNE, PRESIDENT))
    reopened = heard.TextReopened(convention_id=CONVENTION)
    await world.hear(DRAFTED, *INVITED, REQUESTED, forwarded(), reopened, REQUESTED)
    await look_at_once(world)
    turns = await recipients(world, "signature-turn")
    assert turns == {("due", MAYOR), ("due", PRESIDENT)}


async def test_once_the_mandate_of_the_forward_is_gone_all_others_are_told(world: World) -> None:
    lost = granted(COMMUNE, PRESIDENT)
    await world.grant(granted(COMMUNE, MAYOR), lost)
    await world.hear(DRAFTED, *INVITED, REQUESTED, forwarded(), ENDED)
    await world.tell(MandateRevoked(mandate_id=lost.mandate_id, revoked_on=date(2026, 3, 1)))
    await look_at_once(world)
    assert await recipients(world, "forward-ended") == {("due", MAYOR)}
    assert await recipients(world, "signature-forwarded") == set()


async def test_a_message_already_due_is_not_sent_once_the_signature_was_forwarded(
    world: World, sender: Sender, mailer: FakeMailer
) -> None:
    await world.grant(granted(COMMUNE, MAYOR), granted(COMMUNE, PRESIDENT))
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    await look_at_once(world)
    await world.hear(forwarded())
    assert await sent(sender, mailer, world) == []
    assert await recipients(world, "signature-turn") == {
        ("obsolete", MAYOR),
        ("obsolete", PRESIDENT),
    }


async def test_a_party_without_a_mandate_is_told_through_all_who_represent_it(
    world: World,
) -> None:
    erased = RepresentativeErased(organisation_id=COMMUNE, representative_id=PRESIDENT)
    await world.tell(named(MAYOR), named(PRESIDENT), erased)
    await world.hear(DRAFTED, *INVITED, REQUESTED, LOST)
    await look_at_once(world)
    assert await recipients(world, "without-mandate") == {("due", MAYOR)}


async def test_it_is_not_told_once_somebody_may_sign_again(world: World) -> None:
    await world.tell(named(MAYOR))
    await world.grant(granted(COMMUNE, MAYOR))
    await world.hear(DRAFTED, *INVITED, REQUESTED, LOST)
    await look_at_once(world)
    assert await recipients(world, "without-mandate") == set()
    assert await recipients(world, "signature-turn") == {("due", MAYOR)}


STOPS: list[tuple[PartnersEvent, PartnersEvent]] = [
    (
        OrganisationSuspended(organisation_id=COMMUNE),
        OrganisationReinstated(organisation_id=COMMUNE),
    ),
    (
        OrganisationClosed(organisation_id=COMMUNE),
        OrganisationReopened(organisation_id=COMMUNE, state="active"),
    ),
]


@pytest.mark.parametrize(("stop", "goes_on"), STOPS, ids=["suspended", "closed"])
async def test_nobody_of_a_suspended_or_closed_organisation_is_written_to(
    world: World, stop: PartnersEvent, goes_on: PartnersEvent
) -> None:
    await world.tell(named(MAYOR))
    await world.grant(granted(COMMUNE, MAYOR))
    await world.tell(stop)
    tacit = ApprovalGranted(
        convention_id=CONVENTION,
        approval=RequiredApproval(kind="interior", organisation_id=COMMUNE),
        tacit=True,
    )
    await world.hear(DRAFTED, *INVITED, tacit, REQUESTED)
    await look_at_once(world)
    assert all(row.recipient is None for row in await world.rows())
    await world.tell(goes_on)
    assert (await address_waiting(world.engine, NOW)).addressed == 2
    assert await recipients(world, "signature-turn") == {("due", MAYOR)}
    assert await recipients(world, "silence-counted") == {("due", MAYOR)}


async def test_reopened_as_suspended_it_is_still_suspended(world: World) -> None:
    await world.grant(granted(COMMUNE, MAYOR))
    reopened = OrganisationReopened(organisation_id=COMMUNE, state="suspended")
    await world.tell(OrganisationClosed(organisation_id=COMMUNE), reopened)
    await world.hear(DRAFTED, *INVITED, REQUESTED)
    await look_at_once(world)
    assert await recipients(world, "signature-turn") == set()


async def test_letters_have_the_corrected_words_and_the_present_names(
    world: World, sender: Sender, mailer: FakeMailer
) -> None:
    written = ConditionWritten(
        convention_id=CONVENTION, condition=Condition(condition="vote", label_fr="Votte")
    )
    await world.grant(granted(COMMUNE, MAYOR), granted(REGION, PRESIDENT))
    await world.hear(DRAFTED, *INVITED, written)
    await world.hear(
        corrected("title_fr", "Médina de Tanger"),
        corrected("condition.label_fr", "Vote du conseil", "vote"),
        corrected("party.name_fr", "Région de Tanger", str(REGION)),
        corrected("article.heading_fr", "Objet", "a1"),
        ConditionMet(convention_id=CONVENTION, condition="vote", decided_on=date(2026, 3, 1)),
    )
    await world.tell(
        OrganisationRegistered(organisation_id=COMMUNE, name_fr="Tangger"),
        OrganisationCorrected(organisation_id=COMMUNE, name_fr="Commune urbaine de Tanger"),
    )
    await look_at_once(world)
    met = [text for text in await sent(sender, mailer, world) if "1er mars 2026" in text]
    assert len(met) == 2
    assert all("Vote du conseil" in text and "Médina de Tanger" in text for text in met)
    assert sum("Commune urbaine de Tanger" in text for text in met) == 1
    assert sum("Région de Tanger" in text for text in met) == 1


@pytest.mark.parametrize(
    "end",
    [
        heard.AmendmentLapsed(convention_id=CONVENTION, amendment=1, sign_by=date(2026, 3, 1)),
        heard.AmendmentRefused(
            convention_id=CONVENTION, amendment=1, organisation_id=REGION, reason="Budget"
        ),
    ],
    ids=["lapsed", "refused"],
)
async def test_an_amendment_that_ended_is_nobody_s_turn_and_each_person_is_told_once(
    world: World, end: heard.AmendmentLapsed | heard.AmendmentRefused
) -> None:
    await world.grant(granted(COMMUNE, MAYOR))
    turn = heard.AmendmentSignaturesRequested(
        convention_id=CONVENTION, amendment=1, turn=heard.SigningTurn(organisations=(COMMUNE,))
    )
    await world.hear(DRAFTED, *INVITED, turn, replace(end, void_signatures=(COMMUNE,)))
    await look_at_once(world)
    assert await recipients(world, "amendment-turn") == set()
    told = [row for row in await world.rows() if row.recipient is not None]
    assert [(row.recipient, row.state) for row in told] == [(MAYOR, "due")]


@pytest.mark.parametrize("size", [1, 2, 100])
async def test_a_rebuild_gives_the_same_rows_however_events_are_cut(
    world: World, size: int
) -> None:
    joined = replace(PARTIES[OFFICE], name_fr="Témoi")
    await world.hear(
        DRAFTED,
        *INVITED,
        heard.PartyInvited(convention_id=CONVENTION, party=joined),
        corrected("party.name_fr", "Témoin", str(OFFICE)),
        corrected("title_ar", "مدينة طنجة"),
        REQUESTED,
        forwarded(),
        corrected("title_fr", "Titre", void=True),
        ENDED,
    )
    async with world.engine.begin() as connection:
        live = await content_hash(connection, metadata)
        for table in metadata.tables.values():
            await connection.execute(delete(table))
        for start in range(0, len(world.heard), size):
            await known_conventions.project(connection, world.heard[start : start + size])
        assert await content_hash(connection, KNOWN_CONVENTIONS.metadata) == live
