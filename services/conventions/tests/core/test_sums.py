"""Amounts that cannot be added up are refused at the door; what is let through always folds."""

import asyncio
from dataclasses import replace
from functools import partial

import pytest
from conventions.application import stream_of, streams_over
from conventions.domain.amendments.effect import amended
from conventions.domain.amendments.rules import ensure_operations
from conventions.domain.core.amendment import AmountChange, Operations, YearCostChange
from conventions.domain.core.balance import LARGEST, AmountsTooLarge
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import YearlyCost
from conventions.domain.core.text import text_sha256
from conventions.domain.drafting import commands as drafting
from conventions.domain.lifecycle import INITIAL, decide
from conventions.domain.openings import openings
from conventions.domain.tranches import commands as tranches
from conventions.routes.views.convention import ConventionView
from hypothesis import given
from hypothesis import strategies as st
from mithaq.errors import MithaqError
from mithaq.ids import new_id
from mithaq.money import MAX_CENTIMES, Money
from mithaq.testing.counter import request
from mithaq.testing.memory import InMemoryEventStore

from ..amendments.story import draft
from ..campaigns import campaign
from ..chances import CALLERS, COMMANDS, MONEY
from ..people import DAY, ID, REGION, commune, office, operator, region
from ..proposal import DRAFT, OUTLINE, PLEDGES, WORKS, contribution
from ..story import drafted, in_force, state_of
from ..tranches.story import scheduled
from ..walks import walk

ABOVE = LARGEST + Money(1)
BOUNDS = [Money(n) for n in (0, 1, 2, 10**14 - 1, 10**14, 10**14 + 1, MAX_CENTIMES)]


def pledge(name: str, amount: Money) -> drafting.PledgeContribution:
    promised = replace(contribution(name, REGION, 1), amount=amount)
    return region(drafting.PledgeContribution, contribution=promised)


def works(*costs: Money, total: Money | None = None) -> drafting.PlanAction:
    years = tuple(YearlyCost(year=2026 + nth, cost=cost) for nth, cost in enumerate(costs))
    cost = total or Money(min(sum(each.centimes for each in costs), MAX_CENTIMES))
    return region(drafting.PlanAction, action=replace(WORKS, cost=cost, years=years))


def test_ninety_thousand_conventions_at_the_bound_add_up_within_64_bits() -> None:
    assert 90_000 * LARGEST.centimes < 2**63
    assert 90 * LARGEST.centimes < MAX_CENTIMES


@pytest.mark.parametrize(
    "command",
    [
        region(drafting.ReviseTotal, total=ABOVE, first_year=2026, last_year=2027, reason="r"),
        pledge("new", ABOVE),
        pledge("new", Money(MAX_CENTIMES)),
        pledge("new", LARGEST),
        pledge("region-26", LARGEST - Money.dirhams(599)),
        works(ABOVE),
        works(LARGEST, Money(1)),
        works(Money(MAX_CENTIMES), Money(MAX_CENTIMES), total=Money(1)),
    ],
)
def test_amounts_that_do_not_add_up_are_refused(command: ConventionCommand) -> None:
    refused = drafted().refuses(command, AmountsTooLarge)
    assert refused.values["limit"] == "1000000000000.00"


def test_the_bound_itself_is_taken() -> None:
    story = drafted().accepts(pledge("new", LARGEST - Money.dirhams(1000)))
    story.refuses(pledge("one-more", Money(1)), AmountsTooLarge)
    drafted().accepts(works(LARGEST - Money(1), Money(1)))


@pytest.mark.parametrize(
    "changes",
    [
        {"outline": replace(OUTLINE, total=ABOVE)},
        {"contributions": (*PLEDGES, replace(PLEDGES[0], contribution="new", amount=LARGEST))},
        {
            "contributions": tuple(
                replace(PLEDGES[0], contribution=f"c{n}", amount=Money(MAX_CENTIMES))
                for n in range(3)
            )
        },
        {"actions": (WORKS, replace(works(LARGEST).action, action="b"))},
    ],
)
def test_a_draft_that_does_not_add_up_is_refused(changes: dict[str, object]) -> None:
    command = replace(DRAFT, **changes)  # type: ignore[arg-type]
    with pytest.raises(AmountsTooLarge):
        decide(INITIAL, command)


def test_an_amendment_that_does_not_add_up_is_refused() -> None:
    in_force().refuses(
        draft(Operations(amounts=(AmountChange(contribution="region-26", amount=LARGEST),))),
        AmountsTooLarge,
    )
    costs = tuple(
        YearCostChange(action="works", year=year, cost=Money(MAX_CENTIMES)) for year in (2026, 2027)
    )
    in_force().refuses(draft(Operations(costs=costs)), AmountsTooLarge)


amounts = st.sampled_from(BOUNDS) | st.integers(0, MAX_CENTIMES).map(Money)


@st.composite
def drafts(draw: st.DrawFn) -> list[ConventionCommand]:
    """Edits of the proposal with amounts at and about every bound."""
    steps = st.one_of(
        st.builds(pledge, st.sampled_from(["region-26", "a", "b", "c"]), amounts),
        st.builds(works, amounts, amounts),
        amounts.map(
            lambda total: region(
                drafting.ReviseTotal, total=total, first_year=2026, last_year=2027, reason="r"
            )
        ),
    )
    return draw(st.lists(steps, max_size=8))


@campaign
@given(drafts())
def test_whatever_a_proposal_lets_through_is_folded_and_read(
    edits: list[ConventionCommand],
) -> None:
    story = drafted()
    for edit in edits:
        try:
            story = story.when(edit)
        except MithaqError:
            continue
    _read(state_of(story))


def _read(state: Convention) -> None:
    text_sha256(state)
    for say in (region, commune, operator, office):
        ConventionView.of(state, say.caller, frozenset()).model_dump_json()
        openings(state, say.caller, frozenset())


@campaign
@given(st.lists(st.tuples(st.sampled_from([c.contribution for c in PLEDGES]), amounts), max_size=3))
def test_whatever_an_amendment_lets_through_is_folded(changes: list[tuple[str, Money]]) -> None:
    state = state_of(in_force())
    operations = Operations(
        amounts=tuple(AmountChange(contribution=name, amount=each) for name, each in changes)
    )
    try:
        ensure_operations(state, operations, None, DAY)
    except MithaqError:
        return
    after = amended(state.terms, operations)
    assert after.outline.total <= LARGEST


@campaign
@given(st.data())
def test_no_command_leaves_a_convention_that_cannot_be_read(data: st.DataObject) -> None:
    """Through the store, with payments at the bounds: refused, or folded again from nothing."""
    asyncio.run(_live(data))


async def _live(data: st.DataObject) -> None:
    store = InMemoryEventStore()
    streams, stream = streams_over(store), stream_of(ID)
    story = scheduled()
    await streams.run(stream, lambda _: story.history, request())
    for _ in range(data.draw(st.integers(1, 6))):
        state = (await streams.load(stream)).state
        assert isinstance(state, Convention)
        command = _any_step(data, state)
        asked = replace(
            request(), command_id=new_id(), caller=command.caller, effective_date=command.on
        )
        try:
            await streams.run(stream, partial(decide, command=command), asked)
        except MithaqError:
            continue
    afresh = (await streams_over(store).load(stream)).state
    assert isinstance(afresh, Convention)
    assert (await streams.load(stream)).state == afresh
    _read(afresh)


def _any_step(data: st.DataObject, state: Convention) -> ConventionCommand:
    if data.draw(st.booleans()):
        return walk(data, state, COMMANDS)
    say = data.draw(st.sampled_from([*CALLERS, office, office]))
    step = data.draw(st.sampled_from([*MONEY, tranches.ReportExternalPayment]))
    amount = data.draw(amounts)
    return say(step, tranche=data.draw(st.sampled_from(["R1", "R2"])), amount=amount, act="acte")


async def test_two_absurd_payments_do_not_end_a_convention() -> None:
    streams, stream = streams_over(InMemoryEventStore()), stream_of(ID)
    await streams.run(stream, lambda _: scheduled().history, request())
    refused = 0
    for centimes in (MAX_CENTIMES, 1, 1):
        payment = office(
            tranches.ReportExternalPayment, tranche="R1", amount=Money(centimes), act="acte"
        )
        try:
            await streams.run(stream, partial(decide, command=payment), request())
        except MithaqError:
            refused += 1
    assert refused
    state = (await streams.load(stream)).state
    assert isinstance(state, Convention)
    _read(state)
