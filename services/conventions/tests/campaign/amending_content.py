"""What an amendment announces: every operation there is, that fits mostly, else by a detail."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from conventions.domain.core.amendment import (
    AmountChange,
    DelegatedOwnerChange,
    Minutes,
    Operations,
    Period,
    Reschedule,
    Succession,
    Termination,
    YearCostChange,
)
from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Action, Contribution, Party, YearlyCost
from conventions.domain.core.vocabulary import AmendmentKind, PartyRole, Stage
from mithaq.money import Money

from .. import people as p
from ..proposal import article, contribution, party, share
from .days import DAY
from .luck import Luck
from .wish import Fields, Wish

Draw = Callable[[Luck, Convention], Operations]
_WHY: Final = ("motif", "motif", "motif", "", " ")
_ANYBODY: Final = (p.REGION, p.COMMUNE, p.OPERATOR, p.STRANGER)


def draft(wish: Wish) -> Fields:
    """Where minutes may decide, they do mostly on what they may; else rarely."""
    luck, frame = wish.luck, wish.state.framed()
    if luck.percent(60 if frame.minutes_amend else 2):
        wanted = operations(wish, _MINUTED if luck.percent(80) else _DRAWS)
        return {"operations": wanted, "minutes": _minutes(wish), "reason": luck.one(_WHY)}
    return {"operations": operations(wish, _DRAWS), "reason": luck.one(_WHY)}


def _minutes(wish: Wish) -> Minutes:
    luck = wish.luck
    held_on = wish.header.dating.on - luck.one((0, 0, 1, 20, -1)) * DAY
    return Minutes(committee=luck.one(("pilotage",) * 9 + ("x",)), held_on=held_on, sha256="a" * 64)


def revise(wish: Wish) -> Fields:
    return {"amendment": max(len(wish.state.amendments), 1), **draft(wish)}


def operations(wish: Wish, draws: Sequence[Draw]) -> Operations:
    """One of them, sometimes with a longer duration; sometimes kinds are named, right or wrong.

    Rarely what is planned is not moved with what is promised.
    """
    luck, state = wish.luck, wish.state
    if not state.terms.contributions or not state.terms.actions:
        return Operations()
    if state.terms.shares and luck.percent(30):
        draws = (_unshared, _unshared, _shared)
    found = luck.one(draws)(luck, state)
    if found.costs and luck.percent(15):
        found = replace(found, costs=found.costs[1:])
    if luck.percent(15) and found.termination is None:
        ends_on = wish.header.dating.on + timedelta(days=luck.one((400, 900, 2000)))
        found = replace(found, ends_on=ends_on)
    if luck.percent(10):
        found = replace(found, kinds=tuple(luck.sample(tuple(AmendmentKind), luck.one((1, 1, 2)))))
    return found


def _shifted(luck: Luck, state: Convention) -> Operations:
    """Money goes between two pledges of one action and year."""
    pledges = state.terms.pledges()
    pairs = [
        (a, b) for a in pledges for b in pledges
        if a is not b and (a.action, a.year) == (b.action, b.year)
    ]  # fmt: skip
    if not pairs:
        return _raised(luck, state)
    giver, taker = luck.one(pairs)
    left = max(giver.amount.centimes - _sum(luck), luck.one((0, 0, -1)))
    moved = giver.amount.centimes - left
    return Operations(
        amounts=(
            AmountChange(contribution=giver.contribution, amount=Money(left)),
            AmountChange(
                contribution=taker.contribution, amount=Money(taker.amount.centimes + moved)
            ),
        )
    )


def _resplit(luck: Luck, state: Convention) -> Operations:
    """One party's money goes from one year or action to another: nobody owes more or less."""
    pledges = state.terms.pledges()
    pairs = [
        (a, b) for a in pledges for b in pledges
        if a is not b and a.organisation_id == b.organisation_id
    ]  # fmt: skip
    if not pairs:
        return _shifted(luck, state)
    giver, taker = luck.one(pairs)
    moved = min(_sum(luck), giver.amount.centimes)
    costs = (
        *_recosted(state, giver, -moved),
        *_recosted(state, taker, moved),
    )
    return Operations(
        kinds=(AmendmentKind.SPLIT,),
        amounts=(
            AmountChange(contribution=giver.contribution, amount=giver.amount - Money(moved)),
            AmountChange(contribution=taker.contribution, amount=taker.amount + Money(moved)),
        ),
        costs=costs if (giver.action, giver.year) != (taker.action, taker.year) else (),
    )


def _unshared(luck: Luck, state: Convention) -> Operations:
    """A share goes, and as much of what it would have paid; or its party pledges it instead."""
    if not state.terms.shares:
        return _shared(luck, state)
    name = luck.one_of(state.terms.shares)
    known = state.terms.shares[name]
    if luck.percent(30):
        return Operations(withdrawn_shares=(name,))
    action = known.action or luck.one_of(state.terms.actions)
    pledge = replace(
        contribution(f"of-{name}", known.organisation_id, 1, year=known.year or 2027),
        action=action,
        kind=known.kind,
        amount=known.amount,
    )
    return Operations(withdrawn_shares=(name,), contributions=(pledge,))


def _raised(luck: Luck, state: Convention) -> Operations:
    """More or less of a pledge, and of what it pays."""
    pledge = state.terms.contributions[luck.one_of(state.terms.contributions)]
    more = luck.one((1, -1)) * _sum(luck)
    more = max(more, -pledge.amount.centimes)
    amount = Money(pledge.amount.centimes + more)
    change = AmountChange(contribution=pledge.contribution, amount=amount)
    return Operations(amounts=(change,), costs=_recosted(state, pledge, more))


def _recosted(state: Convention, pledge: Contribution, more: int) -> tuple[YearCostChange, ...]:
    action = state.terms.actions.get(pledge.action)
    planned = {each.year: each.cost for each in action.years} if action else {}
    if pledge.year not in planned:
        return ()
    cost = Money(planned[pledge.year].centimes + more)
    return (YearCostChange(action=pledge.action, year=pledge.year, cost=cost),)


def _sum(luck: Luck) -> int:
    return 100 * luck.one((1, 10, 50, 100, 200, 400))


def _withdrawn(luck: Luck, state: Convention) -> Operations:
    """A pledge goes; of what it paid, as much is planned no more."""
    pledge = state.terms.contributions[luck.one_of(state.terms.contributions)]
    costs = _recosted(state, pledge, -pledge.amount.centimes)
    return Operations(withdrawn_contributions=(pledge.contribution,), costs=costs)


def _added(luck: Luck, state: Convention) -> Operations:
    """A pledge of somebody, with a work of its own."""
    who = luck.one_of((*state.terms.parties, p.STRANGER))
    name, amount = f"more-{luck.randint(0, 5)}", luck.one((50, 100))
    year = luck.one((2026, 2027, 2027, 2031))
    work = _work(f"work-{luck.randint(0, 3)}", Money(100 * amount), year)
    pledge = replace(contribution(name, who, amount, year=year), action=work.action)
    return Operations(contributions=(pledge,), actions=(work,))


def _work(name: str, cost: Money, year: int) -> Action:
    return Action(
        action=name,
        label_fr="Jardin",
        territory="01.511.01.0",
        cost=cost,
        years=(YearlyCost(year=year, cost=cost),),
    )


def _removed(luck: Luck, state: Convention) -> Operations:
    """A work goes with all that was promised for it: mostly one of several."""
    later = [name for name in state.terms.actions if name.startswith("work-")]
    name = luck.one_of(later if later and luck.percent(80) else state.terms.actions)
    money = (x.contribution for x in state.terms.pledges() if x.action == name)
    return Operations(removed_actions=(name,), withdrawn_contributions=tuple(money))


def _longer(luck: Luck, _: Convention) -> Operations:
    years = luck.one(((2026, 2028), (2025, 2028), (2026, 2026), (2028, 2026)))
    return Operations(period=Period(first_year=years[0], last_year=years[1]))


def _worded(luck: Luck, state: Convention) -> Operations:
    if luck.percent(70):
        text = article(luck.one(("object", "more")), luck.one(("Un.", "Deux.")))
        return Operations(articles=(text,))
    struck = "more" if luck.percent(70) else luck.one_of((*state.terms.articles, "gone"))
    return Operations(struck_articles=(struck,))


def _joined(luck: Luck, state: Convention) -> Operations:
    """Somebody joins, with money and a work or without."""
    who = party(p.STRANGER, luck.one(((PartyRole.FUNDER,), (PartyRole.BENEFICIARY,))), _order(luck))
    joins = Operations(parties=(who,))
    if luck.percent(60):
        more = _added(luck, state)
        (pledge,) = more.contributions
        mine = replace(pledge, organisation_id=p.STRANGER)
        joins = replace(joins, contributions=(mine,), actions=more.actions)
    return joins


def _order(luck: Luck) -> int | None:
    return luck.one((1, 1, 2, 3, None))


def _left(luck: Luck, state: Convention) -> Operations:
    """A party goes, alone or with all that it promised."""
    who: UUID = luck.one_of((*state.terms.parties, p.STRANGER))
    if luck.percent(40):
        return Operations(removed_parties=(who,))
    mine = [each for each in state.terms.pledges() if each.organisation_id == who]
    cells = {(each.action, each.year): 0 for each in mine}
    for each in mine:
        cells[each.action, each.year] -= each.amount.centimes
    first = {(each.action, each.year): each for each in reversed(mine)}
    costs = (cost for cell, less in cells.items() for cost in _recosted(state, first[cell], less))
    return Operations(
        removed_parties=(who,),
        withdrawn_contributions=tuple(each.contribution for each in mine),
        costs=tuple(costs),
    )


def _replaced(luck: Luck, state: Convention) -> Operations:
    """By who is there already, or by who joins for it."""
    leaver = luck.one_of((*state.terms.parties, p.STRANGER))
    successor = luck.one(_ANYBODY)
    joins = () if successor in state.terms.parties else (_newcomer(luck),)
    succession = Succession(leaver=leaver, successor=successor, balance=_balance(luck))
    return Operations(parties=joins, replaced_parties=(succession,))


def _newcomer(luck: Luck) -> Party:
    return party(p.STRANGER, PartyRole.FUNDER, luck.one((1, 2, 3)))


def _balance(luck: Luck) -> Money | None:
    return luck.one((None, None, None, Money(0), Money(100)))


def _delegated(luck: Luck, state: Convention) -> Operations:
    building = [k for k, x in state.terms.parties.items() if PartyRole.DELEGATED_OWNER in x.roles]
    if not building and luck.percent(90):
        return _worded(luck, state)
    leaver = luck.one_of(building or [p.OPERATOR])
    successor = luck.one(_ANYBODY)
    joins = () if successor in state.terms.parties else (_newcomer(luck),)
    change = DelegatedOwnerChange(leaver=leaver, successor=successor, balance=_balance(luck))
    return Operations(parties=joins, delegated_owner=change)


def _rescheduled(luck: Luck, state: Convention) -> Operations:
    """One or two tranches, mostly of one contribution and of which nothing was called."""
    planned = [t for t in state.tranches.values() if t.stage is Stage.PLANNED]
    if not planned or luck.percent(10):
        planned = list(state.tranches.values())
    if not planned:
        return Operations(reschedules=(_later(luck, "gone", Money(100)),))
    first = planned[luck.randint(0, len(planned) - 1)]
    others = [t for t in planned if t is not first and t.contribution == first.contribution]
    if not others or luck.percent(50):
        amount = luck.near(first.amount) if luck.percent(20) else first.amount
        return Operations(reschedules=(_later(luck, first.tranche, amount),))
    second, moved = luck.one(others), Money(first.amount.centimes // luck.one((2, 3)))
    return Operations(
        reschedules=(
            _later(luck, first.tranche, first.amount - moved),
            _later(luck, second.tranche, second.amount + moved),
        )
    )


def _later(luck: Luck, tranche: str, amount: Money) -> Reschedule:
    due_on = p.DAY + timedelta(days=luck.one((0, 30, 90, 200, 400, 4000)))
    return Reschedule(tranche=tranche, due_on=due_on, amount=amount)


def _shared(luck: Luck, state: Convention) -> Operations:
    """Of one work and year, of one of them or of neither, mostly as much is planned for it; another
    day to split those that there are; or both."""
    day = p.DAY + timedelta(days=luck.one((0, 100, 300, 700)))
    if luck.percent(20):
        return Operations(split_by=day)
    work = state.terms.actions[luck.one_of(state.terms.actions)]
    who, yearly = luck.one_of(state.terms.parties), luck.one(work.years)
    wanted = share(
        f"open-{luck.randint(0, 1)}",
        who,
        100,
        action=luck.one((work.action, None)),
        year=luck.one((yearly.year, None)),
    )
    cost = YearCostChange(action=work.action, year=yearly.year, cost=yearly.cost + wanted.amount)
    return Operations(
        shares=(wanted,),
        costs=(cost,) if luck.percent(90) else (),
        split_by=day if luck.percent(40) else None,
    )


def _longer_lasting(luck: Luck, state: Convention) -> Operations:
    """It ends later; rarely not."""
    if state.ends_on is None:
        return _longer(luck, state)
    return Operations(ends_on=state.ends_on + luck.one((30, 200, 365, 365, 0)) * DAY)


def _ended(_luck: Luck, _state: Convention) -> Operations:
    return Operations(termination=Termination())


_DRAWS: Final[tuple[Draw, ...]] = (
    *(_shifted, _shifted, _shifted, _raised, _raised, _raised),
    *(_withdrawn, _added, _added, _removed, _longer, _worded),
    *(_joined, _joined, _left, _left, _left, _replaced, _replaced, _delegated, _delegated),
    *(_rescheduled, _rescheduled, _rescheduled, _shared, _unshared, _ended),
    *(_resplit, _resplit, _longer_lasting),
)
# What the minutes of a committee may decide on.
_MINUTED: Final[tuple[Draw, ...]] = (_resplit, _rescheduled)
