"""What follows here from what partners tells: conventions that wait for a mandate are warned."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from mithaq.commands import Accepted, Submission
from mithaq.dating import Dating
from mithaq.events import Recorded
from mithaq.morocco import day_after
from mithaq.reactions import Reaction, Wanted

from conventions import application
from conventions.application import Conventions
from conventions.domain.core.commands import CommandHeader
from conventions.domain.core.rules import CommandClosed
from conventions.domain.signatures.commands import NoteMandateLost
from conventions.domain.timing.commands import NoteMandateEnding
from conventions.heard.partners import PARTNERS, MandateEnded, MandateEnding, MandateRevoked
from conventions.read_models import convention_list

Lost = MandateEnded | MandateRevoked


async def follow(conventions: Conventions, heard: Recorded[Lost]) -> Sequence[Wanted]:
    """A command to each convention whose text waits for signatures and has this party.

    A revocation for a later day is told again when that day has come, as the mandate's end.
    """
    event = heard.event
    lost_on = event.revoked_on if isinstance(event, MandateRevoked) else event.ended_on
    if lost_on > heard.effective_date:
        return []
    waiting = await _waiting(conventions, event.organisation_id)
    return [
        Wanted(
            # of a convention that has both entries as parties, each party is told of
            target=str(each) if party == event.organisation_id else f"{each}/{party}",
            give=partial(_note, conventions, each, _Loss(party, event.mandate_id, lost_on)),
        )
        for each, party in waiting
    ]


async def _waiting(conventions: Conventions, organisation: UUID) -> list[tuple[UUID, UUID]]:
    """The conventions that wait for signatures, each with the entry that is its party."""
    entries = await conventions.registry.entries_of(organisation)
    async with conventions.readers["convention_list"].connect() as connection:
        return [
            (each, party)
            for party in entries
            for each in await convention_list.waiting_for(connection, party)
        ]


@dataclass(frozen=True, slots=True)
class _Loss:
    """A party lost a mandate, from that day on."""

    party: UUID
    mandate_id: UUID
    on: date


async def _note(
    conventions: Conventions, convention_id: UUID, loss: _Loss, given: Submission
) -> Accepted | None:
    """A convention that is signed or ended meanwhile needs no warning."""
    today = conventions.today()
    others = await conventions.registry.can_sign(loss.party, today, without=loss.mandate_id)
    header = CommandHeader(
        convention_id=convention_id,
        caller=given.caller,
        dating=Dating(on=today, recorded_on=today),
    )
    command = NoteMandateLost(
        header=header,
        organisation_id=loss.party,
        mandate_id=loss.mandate_id,
        lost_on=loss.on,
        others=others,
    )
    with suppress(CommandClosed):
        return await application.run(conventions, given, command)
    return None


async def follow_ending(
    conventions: Conventions, heard: Recorded[MandateEnding]
) -> Sequence[Wanted]:
    """A command to each convention that waits for a signature of this party."""
    event = heard.event
    return [
        Wanted(
            target=str(each) if party == event.organisation_id else f"{each}/{party}",
            give=partial(_note_ending, conventions, each, party, event),
        )
        for each, party in await _waiting(conventions, event.organisation_id)
    ]


async def _note_ending(
    conventions: Conventions,
    convention_id: UUID,
    party: UUID,
    event: MandateEnding,
    given: Submission,
) -> Accepted | None:
    """A convention that is signed or ended meanwhile needs no warning."""
    today, beyond = conventions.today(), day_after(event.last_day)
    command = NoteMandateEnding(
        header=CommandHeader(
            convention_id=convention_id,
            caller=given.caller,
            dating=Dating(on=today, recorded_on=today),
        ),
        organisation_id=party,
        mandate_id=event.mandate_id,
        last_day=event.last_day,
        days_left=event.days_left,
        others=await conventions.registry.can_sign(party, beyond, without=event.mandate_id),
    )
    with suppress(CommandClosed):
        return await application.run(conventions, given, command)
    return None


REACTIONS: Final = (
    Reaction(name="mandates_lost", catalogue=PARTNERS.only(Lost), follow=follow),
    Reaction(name="mandates_ending", catalogue=PARTNERS.only(MandateEnding), follow=follow_ending),
)
