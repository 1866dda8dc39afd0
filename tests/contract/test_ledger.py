"""The ledger and the live view say what conventions say, after every event that moves money.

Every life that conventions' own tests tell is told to audit and to programming as they would hear
it. A new event that moves a promise fails here until both follow it.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, get_args

import pytest
from audit.domain.ledger.line import ANY_ACTION, ANY_YEAR, Kind, Line
from audit.domain.ledger.lines import MONEY, lines_of
from audit.heard.archive import ArchiveEvent
from audit.heard.conventions import CONVENTIONS as LEDGER
from audit.heard.conventions import PromiseEvent
from conventions.catalogue import CONVENTIONS
from conventions.domain.conditions.commands import EndCondition, WriteCondition
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.vocabulary import Stage, State
from conventions.domain.lifecycle import INITIAL, evolve
from mithaq.events import Catalogue
from mithaq.money import Total
from programming.live.movements import ACTIVITY, movement_of

from services.conventions.tests.approvals.story import KINDS
from services.conventions.tests.conditions.story import VOTE
from services.conventions.tests.lives import LIVES
from services.conventions.tests.people import by_itself, region
from services.conventions.tests.shares.story import SPLIT_BY
from services.conventions.tests.shares.story import signed as signed_with_shares
from services.conventions.tests.story import Story

BINDING: Final = {
    *(State.SIGNED, State.IN_FORCE, State.SUSPENDED, State.COMPLETED, State.TERMINATED),
    State.CLOSED,
}
ENDED: Final = {State.WITHDRAWN, State.REJECTED, State.LAPSED}
STEPS: Final = {Kind(stage): stage for stage in Stage if stage.value in set(Kind)}
Promises = Counter[tuple[Any, ...]]


def expired_with_shares() -> Story:
    """Signed with shares and a condition, which nobody decides by its day."""
    story = signed_with_shares(region(WriteCondition, condition=VOTE, kinds=KINDS))
    return story.when(by_itself.on_day(SPLIT_BY)(EndCondition, condition="vote"))


EVERY: Final = (*LIVES, expired_with_shares)


def heard(catalogue: Catalogue[Any], event: ConventionEvent) -> Iterator[Any]:
    """The event as another service decodes it, if it reads it at all."""
    name, version, data = CONVENTIONS.encode(event)
    if catalogue.knows(name):
        yield catalogue.decode(name, version, data)


def said(convention: Convention) -> tuple[Promises, Promises]:
    """What is pledged, and what is promised, by promise: all of it is the one or the other."""
    every: Promises = Counter()
    for each in convention.terms.promises():
        action, year = each.action or ANY_ACTION, each.year or ANY_YEAR
        key = (each.name, each.organisation_id, action, year, str(each.kind))
        every[key] += each.amount.centimes
    if convention.state in ENDED:
        return Counter(), Counter()
    return (Counter(), every) if convention.state in BINDING else (every, Counter())


def written(lines: list[Line], *kinds: Kind) -> Promises:
    sums: Promises = Counter()
    for line in lines:
        of = line.undertaking
        if line.kind in kinds:
            key = (of.contribution, of.organisation_id, of.action, of.year, of.nature)
            sums[key] += line.amount.centimes
    return Counter({key: amount for key, amount in sums.items() if amount})


def moved(convention: Convention) -> dict[Kind, int]:
    """What went through each step, over all tranches."""
    tranches = convention.tranches.values()
    return {
        kind: sum(tranche.flow(stage).total.centimes for tranche in tranches)
        for kind, stage in STEPS.items()
    }


def lives() -> Iterator[tuple[ConventionEvent, Absent | Convention, Convention]]:
    """Every event of every life, with the convention before it and after it."""
    for life in EVERY:
        state: Absent | Convention = INITIAL
        for event, provenance in life().told:
            after = evolve(state, event, provenance)
            assert isinstance(after, Convention)
            yield event, state, after
            state = after


@pytest.mark.parametrize("life", EVERY, ids=lambda life: life.__name__)
def test_the_ledger_has_the_convention_s_own_figures_after_every_event(life: Any) -> None:
    lines: list[Line] = []
    live = Total()
    state: Absent | Convention = INITIAL
    for event, provenance in life().told:
        state = evolve(state, event, provenance)
        assert isinstance(state, Convention)
        for told in heard(LEDGER, event):
            lines += lines_of(told) if type(told) in MONEY else []
        for told in heard(ACTIVITY, event):
            live += movement.promised if (movement := movement_of(told)) else Total()
        name = type(event).__name__
        pledged, promised = said(state)
        assert written(lines, Kind.PLEDGED) == pledged, name
        assert written(lines, Kind.PROMISED, Kind.AMENDED) == promised, name
        assert live.centimes == sum(promised.values()), name
        ledger = {kind: sum(written(lines, kind).values()) for kind in STEPS}
        assert ledger == moved(state), name


def test_every_event_that_moves_a_promise_is_one_that_the_ledger_reads() -> None:
    """And none besides: what the ledger counts as a promise's is told by a life here."""
    nothing: tuple[Promises, Promises] = (Counter(), Counter())
    moving = {
        type(event).__name__
        for event, before, after in lives()
        if said(after) != (said(before) if isinstance(before, Convention) else nothing)
    }
    assert moving == {each.__name__ for each in get_args(PromiseEvent | ArchiveEvent)}
