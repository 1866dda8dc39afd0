"""Whatever few people with many tokens try, in any order, no power comes from one of them alone."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final, get_args
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.commands import Caller, person
from mithaq.errors import MithaqError
from partners.domain import commands as c
from partners.domain import events as e
from partners.domain.organisation import Organisation

from .stories import (
    DAY,
    KNOWN,
    ORGANISATION,
    OTHER,
    POWER,
    REINSTATE,
    REPRESENTATIVE,
    SUSPEND,
    VERIFIED,
    header,
)

SUBJECTS = ("u-a", "U-A", "u-b", "U-B", "u-c", "u-d", "U-D")
PEOPLE = tuple(UUID(int=number) for number in range(1, 5))
MANDATES = tuple(UUID(int=number) for number in range(11, 15))
WHY = "Motif"
# Told before these lives begin.
BEFORE: Final = (e.OrganisationRegistered, e.OrganisationVerified)


def caller(chance: Random) -> Caller:
    """One of four persons, with one of the tokens they may have."""
    return Caller(
        subject=chance.choice(SUBJECTS),
        organisation=chance.choices([ORGANISATION, OTHER, None], [8, 1, 1])[0],
        roles=frozenset({chance.choices(["partner", "office", "auditor"], [6, 3, 1])[0]}),
    )


def anything(chance: Random) -> c.OrganisationCommand:
    by, who, mandate = header(caller(chance)), chance.choice(PEOPLE), chance.choice(MANDATES)
    day = DAY + timedelta(days=chance.randint(-40, 400))
    named = replace(REPRESENTATIVE, representative_id=who, subject=chance.choice(SUBJECTS))
    end = chance.choice([None, DAY + timedelta(days=200)])
    power = replace(POWER, mandate_id=mandate, representative_id=who, valid_to=end)
    commands: dict[c.OrganisationCommand, int] = {
        c.RegisterRepresentative(header=by, representative=named): 6,
        c.RecordMandate(header=by, mandate=power): 6,
        c.ConfirmMandate(header=by, mandate_id=mandate): 6,
        c.DeclineMandate(header=by, mandate_id=mandate, reason=WHY): 1,
        c.RevokeMandate(header=by, mandate_id=mandate, revoked_on=day, reason=WHY): 2,
        c.RequestErasure(header=by, representative_id=who, reason=WHY): 1,
        c.ConfirmErasure(header=by, representative_id=who): 1,
        SUSPEND: 1,
        REINSTATE: 3,
    }
    return chance.choices(list(commands), list(commands.values()))[0]


def taken(state: Organisation, command: c.OrganisationCommand) -> bool:
    """Whether it would make something under an id that is in use: ids are never made twice."""
    match command:
        case c.RegisterRepresentative():
            return command.representative.representative_id in state.persons
        case c.RecordMandate():
            return command.mandate.mandate_id in state.mandates
        case _:
            return False


@dataclass(frozen=True)
class Done:
    """An event and the person who caused it."""

    event: e.OrganisationEvent
    by: str


def lived(seed: int) -> tuple[list[Done], Organisation]:
    """What came of the commands that were not refused, and the organisation after them."""
    chance, story, done = Random(seed), KNOWN.given(VERIFIED), list[Done]()
    for _ in range(120):
        command, before = anything(chance), len(story.history)
        if taken(story.state, command):
            continue
        try:
            story = story.when(command)
        except MithaqError:
            continue
        done += [Done(event, command.caller.person) for event in story.history[before:]]
    return done, story.state


def test_the_lives_are_full() -> None:
    """Of what people do: only time ends a mandate (`test_time_passes.py`)."""
    told = Counter(type(each.event) for seed in range(30) for each in lived(seed)[0])
    done = set(get_args(e.OrganisationEvent)) - {*BEFORE, e.MandateEnded}
    assert min(told[kind] for kind in done) > 5


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_property_no_power_and_no_erasure_comes_from_one_person(seed: int) -> None:
    done, after = lived(seed)
    persons: dict[UUID, str] = {}
    recorded: dict[UUID, str] = {}
    asked: dict[UUID, str] = {}
    erased: set[UUID] = set()
    days_of: dict[UUID, list[date]] = {}
    for event, by in ((each.event, each.by) for each in done):
        match event:
            case e.RepresentativeRegistered():
                named = person(event.subject)
                present = {each for key, each in persons.items() if key not in erased}
                assert by != named
                assert named not in present
                persons[event.representative_id] = named
            case e.MandateRecorded():
                assert by != persons[event.representative_id]
                recorded[event.mandate_id] = by
            case e.MandateConfirmed():
                assert len({by, recorded[event.mandate_id], persons[event.representative_id]}) == 3
                assert event.representative_id not in erased
            case e.ErasureRequested():
                asked[event.representative_id] = by
            case e.RepresentativeErased():
                key = event.representative_id
                assert by == persons[key] or (key in asked and by != asked[key])
                erased.add(key)
            case e.MandateRevoked():
                days_of.setdefault(event.mandate_id, []).append(event.revoked_on)
    earliest = {key: min(days) for key, days in days_of.items()}
    assert {key: held.revoked_on for key, held in after.mandates.items()} == {
        key: earliest.get(key) for key in recorded
    }
