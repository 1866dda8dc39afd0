"""Whatever few people with many tokens try, in any order, no power comes from one of them alone."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final, get_args
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.commands import Caller, person
from mithaq.errors import MithaqError
from mithaq.events import Origin
from partners.domain import commands as c
from partners.domain import events as e
from partners.domain.change import OrganisationChange
from partners.domain.decide import decide
from partners.domain.evolve import evolve
from partners.domain.mandate import Mandate
from partners.domain.organisation import Organisation
from partners.domain.policy import capacity_in
from partners.domain.vocabulary import ChangeAct, OrganisationState

from .stories import (
    DAY,
    IDENTITY,
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
MANDATES = tuple(UUID(int=number) for number in range(11, 23))
WHY = "Motif"
CHANGES = (
    OrganisationChange(act=ChangeAct.CLOSURE, reason=WHY, closed_on=DAY),
    OrganisationChange(act=ChangeAct.REOPENING, reason=WHY),
    OrganisationChange(act=ChangeAct.MERGER, reason=WHY, evidence=WHY, into=OTHER),
    OrganisationChange(act=ChangeAct.SEPARATION, reason=WHY),
    OrganisationChange(
        act=ChangeAct.CORRECTION, reason=WHY, identity=replace(IDENTITY, ice=None), parent=OTHER
    ),
    OrganisationChange(act=ChangeAct.CORRECTION, reason=WHY, identity=IDENTITY),
)
# Told before these lives begin, or of the other organisation in a merger.
BEFORE: Final = (
    e.OrganisationRegistered,
    e.OrganisationVerified,
    e.OrganisationAbsorbed,
    e.OrganisationReleased,
)
MADE: Final = (
    e.OrganisationClosed,
    e.OrganisationReopened,
    e.OrganisationMerged,
    e.OrganisationSeparated,
    e.OrganisationCorrected,
    e.OrganisationAttached,
)


def caller(chance: Random) -> Caller:
    """One of four persons, with one of the tokens they may have."""
    return Caller(
        subject=chance.choice(SUBJECTS),
        organisation=chance.choices([ORGANISATION, OTHER, None], [8, 1, 1])[0],
        roles=frozenset({chance.choices(["partner", "office", "auditor"], [6, 3, 1])[0]}),
    )


def officer(chance: Random) -> c.CommandHeader:
    """The same persons, or one of the office who never acts for it."""
    others = ("u-office", "u-other-office", "U-Office")
    by = Caller(subject=chance.choice(others), roles=frozenset({"office"}))
    return header(chance.choices([by, caller(chance)], [4, 1])[0])


def wanted_change(chance: Random, state: Organisation) -> OrganisationChange:
    """Of one that is no more mostly what makes it be again."""
    again = {OrganisationState.CLOSED: CHANGES[1], OrganisationState.MERGED: CHANGES[3]}
    if state.state in again and chance.random() < 0.8:
        return again[state.state]
    return chance.choice(CHANGES)


def passing_on(chance: Random, state: Organisation, power: Mandate) -> c.OrganisationCommand:
    """Mostly by the holder of a mandate that may be passed on, if there is one."""
    may = [m for m in state.mandates.values() if m.depth and m.holds_on(DAY)]
    from_, by = chance.choice(MANDATES), caller(chance)
    if may and chance.random() < 0.8:
        above = chance.choice(may).mandate
        from_, holder = above.mandate_id, state.persons[above.representative_id]
        by = Caller(subject=holder, organisation=ORGANISATION, roles=frozenset({"partner"}))
    passed = replace(power, valid_from=DAY, valid_to=DAY + timedelta(days=200))
    return c.DelegateMandate(header=header(by), mandate=passed, delegated_from=from_)


def anything(chance: Random, state: Organisation) -> c.OrganisationCommand:
    by, who, mandate = header(caller(chance)), chance.choice(PEOPLE), chance.choice(MANDATES)
    day = DAY + timedelta(days=chance.randint(-40, 400))
    named = replace(REPRESENTATIVE, representative_id=who, subject=chance.choice(SUBJECTS))
    end = chance.choice([None, DAY + timedelta(days=200)])
    power = replace(POWER, mandate_id=mandate, representative_id=who, valid_to=end)
    weighed: list[tuple[int, Callable[[], c.OrganisationCommand]]] = [
        (6, lambda: c.RegisterRepresentative(header=by, representative=named)),
        (6, lambda: c.RecordMandate(header=by, mandate=power, depth=chance.randint(0, 2))),
        (6, lambda: c.ConfirmMandate(header=by, mandate_id=mandate)),
        (6, lambda: passing_on(chance, state, power)),
        (1, lambda: c.DeclineMandate(header=by, mandate_id=mandate, reason=WHY)),
        (2, lambda: c.RevokeMandate(header=by, mandate_id=mandate, revoked_on=day, reason=WHY)),
        (1, lambda: c.RequestErasure(header=by, representative_id=who, reason=WHY)),
        (1, lambda: c.ConfirmErasure(header=by, representative_id=who)),
        (1, lambda: c.CorrectRepresentative(header=by, representative_id=who, language="ar")),
        (2, lambda: c.AskChange(header=officer(chance), change=wanted_change(chance, state))),
        (4, lambda: c.ConfirmChange(header=officer(chance))),
        (1, lambda: c.DeclineChange(header=officer(chance), reason=WHY)),
        (1, lambda: SUSPEND),
        (4, lambda: REINSTATE),
    ]
    weights, makers = zip(*weighed, strict=True)
    made: c.OrganisationCommand = chance.choices(makers, weights)[0]()
    return made


def taken(state: Organisation, command: c.OrganisationCommand) -> bool:
    """Whether it would make something under an id that is in use: ids are never made twice."""
    match command:
        case c.RegisterRepresentative():
            return command.representative.representative_id in state.persons
        case c.RecordMandate() | c.DelegateMandate():
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
    chance, state, done = Random(seed), KNOWN.given(VERIFIED).state, list[Done]()
    for _ in range(250):
        command = anything(chance, state)
        if taken(state, command):
            continue
        try:
            told = decide(state, command)
        except MithaqError:
            continue
        origin = Origin(by=command.caller.actor(capacity_in(command)), effective_date=DAY)
        for event in told:
            state = evolve(state, event, origin)
        done += [Done(event, command.caller.person) for event in told]
    return done, state


def test_the_lives_are_full() -> None:
    """Of what people do: only time ends a mandate (`test_time_passes.py`)."""
    told = Counter(type(each.event) for seed in range(40) for each in lived(seed)[0])
    done = set(get_args(e.OrganisationEvent)) - {*BEFORE, e.MandateEnded, e.MandateEnding}
    assert min(told[kind] for kind in done) > 5


@settings(max_examples=100, deadline=None)
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


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_property_changes_take_two_and_mandates_are_passed_on_by_their_holders(seed: int) -> None:
    persons: dict[UUID, str] = {}
    holders: dict[UUID, UUID] = {}
    asked = ""
    for event, by in ((each.event, each.by) for each in lived(seed)[0]):
        match event:
            case e.RepresentativeRegistered():
                persons[event.representative_id] = person(event.subject)
            case e.MandateRecorded():
                holders[event.mandate_id] = event.representative_id
            case e.MandateDelegated():
                assert by == persons[holders[event.delegated_from]]
            case e.ChangeAsked():
                asked = by
            case _ if isinstance(event, MADE):
                assert by != asked
