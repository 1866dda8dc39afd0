"""Decisions on shares: promised, withdrawn, split, not split in time."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from mithaq.errors import ensure_none

from conventions.domain.core.balance import cells_beyond, ensure_summable, shares_beyond
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.limits import ensure_pledges_fit, ensure_room
from conventions.domain.core.plan import plan_of
from conventions.domain.core.policy import ensure_own_money_or_lead
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import Part
from conventions.domain.shares import commands as c
from conventions.domain.shares import events as e
from conventions.domain.shares import rules
from conventions.domain.shares.evolve import written


def promise(convention: Convention, command: c.PromiseShare) -> Events:
    events = promised(convention, command)
    _ensure_within_bounds(reduce(written, events, convention.terms))
    return events


def promised(convention: Convention, command: c.PromiseShare) -> Sequence[e.SharePromised]:
    """Promising the same again changes nothing."""
    share = command.share
    rules.ensure_promisable(convention.terms, share)
    ensure_own_money_or_lead(convention, command.caller, share.organisation_id)
    before = convention.terms.shares.get(share.share)
    if before is not None:
        ensure_own_money_or_lead(convention, command.caller, before.organisation_id)
    if before == share:
        return []
    if before is None:
        ensure_room(Part.SHARES, convention.terms.shares)
    return [e.SharePromised(convention_id=convention.convention_id, share=share, replaced=before)]


def withdraw(convention: Convention, command: c.WithdrawShare) -> Events:
    share = rules.share_of(convention.terms, command.share)
    ensure_own_money_or_lead(convention, command.caller, share.organisation_id)
    return [e.ShareWithdrawn(convention_id=convention.convention_id, share=share)]


def split(convention: Convention, command: c.SplitShare) -> Events:
    """What a party owes stays as it was: what is not split is left of the share."""
    terms = convention.terms
    share = rules.share_of(terms, command.share)
    ensure_own_money_or_lead(convention, command.caller, share.organisation_id)
    rules.ensure_decided(command.caller, share, command.act)
    left = rules.ensure_splits(terms, share, command.contributions)
    ensure_room(Part.CONTRIBUTIONS, terms.contributions, more=len(command.contributions))
    event = e.ShareSplit(
        convention_id=convention.convention_id,
        share=share,
        left=replace(share, amount=left) if left else None,
        contributions=command.contributions,
        act=command.act,
    )
    _ensure_within_bounds(written(terms, event))
    _ensure_plan_holds(written(terms, event))
    return [event]


def note_overdue(convention: Convention, command: c.NoteSplitOverdue) -> Events:
    """Nothing where all is split, or where more time was given meanwhile."""
    terms = convention.terms
    day = terms.split_by
    if day is None or command.on <= day or not terms.shares or convention.split_overdue:
        return []
    return [
        e.SplitOverdue(convention_id=convention.convention_id, split_by=day, shares=terms.unsplit())
    ]


def _ensure_plan_holds(terms: Terms) -> None:
    """No action gets more in a year than it costs; what is left to split keeps its place."""
    plan = plan_of(terms)
    ensure_none([*cells_beyond(plan), *shares_beyond(plan)])


def _ensure_within_bounds(terms: Terms) -> None:
    """What is promised still adds up, and fits the events that list it."""
    ensure_summable(terms)
    ensure_pledges_fit(terms)
