"""Random lives of tranches and amendments: the money rules hold after every step."""

from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.amendments import commands as amendments
from conventions.domain.core.amendment import Operations
from conventions.domain.core.balance import ensure_balanced
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.tranche import BEFORE, Tranche
from conventions.domain.core.vocabulary import Stage
from conventions.domain.ending.commands import ResumeConvention, SuspendConvention
from conventions.domain.execution.commands import AcceptProgress, ReportProgress
from conventions.domain.lifecycle import decide, evolve
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from hypothesis import given
from hypothesis import strategies as st
from mithaq.dating import Dating
from mithaq.errors import MithaqError, RuleBroken
from mithaq.money import ZERO, Money

from ..amendments.story import effect, operations, signed
from ..campaigns import campaign
from ..chances import MONEY, attempts, made
from ..people import DAY, Say, accountant, controller, office, operator, region, registrar
from ..proposal import mad
from ..story import Story, in_force, origin_of, state_of
from ..walks import walk
from .scanning import assert_schedules_scan
from .story import paid, scheduled, tranche

LIVING: tuple[type[ConventionCommand], ...] = (
    *MONEY,
    c.PlanTranche,
    c.CancelTranche,
    c.SettleOverpayment,
    c.RecordRefund,
    c.ImputeAdvance,
    c.ReverseStep,
    ReportProgress,
    AcceptProgress,
    SuspendConvention,
    ResumeConvention,
    amendments.DraftAmendment,
    amendments.TakeAmendmentPosition,
    amendments.AgreeAmendmentText,
    amendments.SignAmendment,
    amendments.PutAmendmentIntoEffect,
    amendments.WithdrawAmendment,
)
WHO = {
    c.CallFunds: operator,
    c.CommitTranche: region,
    c.VisaTranche: controller,
    c.OrderPayment: region,
    c.PayTranche: accountant,
    c.JustifyTranche: registrar,
    c.ReportExternalPayment: office,
}
STEPS = st.tuples(
    st.sampled_from([*list(WHO)[:-1] * 4, c.ReportExternalPayment]),
    st.sampled_from([-1, 0, 1, 50, 51, 150, 150, 200, 200]),
    st.sampled_from(["R1", "R3"]),
)


def assert_money_holds(state: Convention) -> None:
    """Rule 4 on each tranche, rule 2 on each contribution, rules 1 and 3 on the terms."""
    for t in state.tranches.values():
        chain = (ZERO, t.justified, t.paid, t.ordered, t.visaed, t.committed, t.called, t.amount)
        assert list(chain) == sorted(chain), t
        assert min(t.excess, t.advance, t.refund_due, *t.references.values(), ZERO) == ZERO
        assert_every_day_holds(t)
    for name, contribution in state.terms.contributions.items():
        live = [t for t in schedule_of(state, name) if not t.cancelled]
        assert Money.sum(t.amount for t in live) <= contribution.amount
        assert contribution.payable or not live
        assert Money.sum(t.paid for t in live) <= contribution.amount
        for day in {day for t in live for day, _ in t.flow(Stage.PAID).moves}:
            paid_by = Money.sum(t.flow(Stage.PAID).until(day) for t in live)
            assert ZERO <= paid_by <= state.promised_on(name, day)
    ensure_balanced(state.terms, state.framed())


def assert_every_day_holds(tranche: Tranche) -> None:
    """As of any day, no step goes beyond the one before it."""
    for day in {day for flow in tranche.flows.values() for day, _ in flow.moves}:
        chain = [tranche.flow(stage).until(day) for stage in reversed([Stage.PLANNED, *BEFORE])]
        assert [ZERO, *chain] == sorted([ZERO, *chain]), (day, tranche)


def assert_named(refusal: MithaqError) -> None:
    assert refusal.code not in {"error", "rule-broken", "invalid"}


def dated(command: ConventionCommand, on: date, today: date) -> ConventionCommand:
    dating = Dating(on=on, recorded_on=today)
    return replace(command, header=replace(command.header, dating=dating))


def tried(state: Convention, command: ConventionCommand) -> Convention:
    """The state after the command, or the same state if it is refused by name."""
    try:
        events = decide(state, command)
    except MithaqError as refusal:
        assert_named(refusal)
        return state
    for event in events:
        state = evolve(state, event, origin_of(command))
    return state


@campaign
@given(steps=st.lists(STEPS, min_size=10, max_size=60))
def test_model_of_running_totals_agrees_with_the_state(
    steps: list[tuple[type[c.MoneyCommand], int, str]],
) -> None:
    state = state_of(in_force().when(*_plan()))
    totals: dict[tuple[str, str], int] = {}
    for command, dirhams, name in steps:
        given_by: Say = WHO[command]
        amount = mad(dirhams)
        wish = given_by(command, tranche=name, amount=amount, act=f"a{state.version}")
        try:
            events = decide(state, wish)
        except RuleBroken:
            continue
        assert dirhams > 0
        for event in events:
            state = evolve(state, event, origin_of(wish))
            assert isinstance(event, e.TrancheStep | e.OverpaymentRecorded)
            moved = event.excess if isinstance(event, e.OverpaymentRecorded) else event.amount
            key = (event.tranche, type(event).__name__)
            totals[key] = totals.get(key, 0) + moved.centimes
        assert_money_holds(state)
    for (name, kind), total in totals.items():
        assert getattr(state.tranches[name], FIELD[kind]).centimes == total


FIELD = {
    "FundsCalled": "called",
    "TrancheCommitted": "committed",
    "TrancheVisaed": "visaed",
    "PaymentOrdered": "ordered",
    "TranchePaid": "paid",
    "TrancheJustified": "justified",
    "OverpaymentRecorded": "excess",
}


def _plan() -> list[ConventionCommand]:
    names = ("R1", "R2", "R3")
    return [tranche(n, "region-26", d) for n, d in zip(names, (150, 50, 200), strict=True)]


@campaign
@given(data=st.data())
def test_model_no_life_of_a_convention_breaks_a_money_rule(data: st.DataObject) -> None:
    state = state_of(data.draw(st.sampled_from([in_force, scheduled]))())
    today = DAY
    for _ in range(data.draw(st.integers(1, 60))):
        if data.draw(st.integers(0, 4)) == 0:
            wish = made(state, data.draw(attempts(LIVING)))
        else:
            wish = walk(data, state, LIVING)
        today += timedelta(days=data.draw(st.sampled_from([0, 0, 1, 3])))
        back = data.draw(st.sampled_from([0, 0, 0, 0, 1, 2, 5, 40]))
        state = tried(state, dated(wish, today - timedelta(days=back), today))
        assert_money_holds(state)
        assert_schedules_scan(state, today - timedelta(days=back))


shares = st.integers(0, 600)


@campaign
@given(region_share=shares, commune_share=shares, cost=shares, before=st.booleans())
def test_property_an_amendment_in_effect_balances_and_stays_above_what_is_paid(
    *, region_share: int, commune_share: int, cost: int, before: bool
) -> None:
    wanted = operations({"region-26": region_share, "commune-26": commune_share}, {2026: cost})
    story = scheduled().when(*(paid(150) if before else ()))
    fits = region_share + commune_share + 100 == cost and (not before or region_share >= 150)
    try:
        after = state_of(_amended(story, wanted))
    except RuleBroken:
        assert not fits or (region_share, commune_share, cost) == (400, 200, 700)
        return
    assert fits
    assert after.terms.outline.total == mad(cost + 300)
    assert_money_holds(after)


@campaign
@given(region_share=st.integers(150, 600), commune_share=shares)
def test_property_a_balanced_amendment_always_takes_effect(
    region_share: int, commune_share: int
) -> None:
    cost = region_share + commune_share + 100
    if (region_share, commune_share) == (400, 200):
        return
    wanted = operations({"region-26": region_share, "commune-26": commune_share}, {2026: cost})
    after = state_of(_amended(scheduled().when(*paid(150)), wanted))
    assert after.terms.contributions["region-26"].amount == mad(region_share)
    assert_money_holds(after)


def _amended(story: Story, wanted: Operations) -> Story:
    return signed(story, wanted).when(effect())
