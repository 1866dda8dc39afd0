"""What an amendment may do, and what its result must be (rules 1, 3 and 6)."""

from collections import Counter
from datetime import date
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import Invalid, RuleBroken
from mithaq.money import Money

from conventions.domain.amendments.effect import amended
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Amendment, Operations
from conventions.domain.core.balance import ensure_balanced
from conventions.domain.core.convention import Convention
from conventions.domain.core.policy import organisation_of
from conventions.domain.core.signing_round import ensure_turn
from conventions.domain.core.terms import Contribution, Terms
from conventions.domain.core.tranche import schedule_of
from conventions.domain.core.vocabulary import AmendmentState, Stage


class AmendmentStillOpen(RuleBroken):
    """One amendment at a time (rule 6)."""

    code = "amendment-still-open"


class AmendmentUnknown(RuleBroken):
    """No amendment of this number."""

    code = "amendment-unknown"


class AmendmentClosed(RuleBroken):
    """The amendment is not at the step this command needs."""

    code = "amendment-closed"


class AmendmentEmpty(Invalid):
    """An amendment changes something."""

    code = "amendment-empty"


class OperationDuplicated(Invalid):
    """An amendment changes one thing once."""

    code = "operation-duplicated"


class YearNotPlanned(RuleBroken):
    """A cost is changed where one is planned."""

    code = "year-not-planned"


class EndNotLater(RuleBroken):
    """A duration is extended, never cut."""

    code = "end-not-later"


class AmendmentNotAccepted(RuleBroken):
    """Whoever must sign an amendment accepted it first."""

    code = "amendment-not-accepted"


class AmendmentNotYours(RuleBroken):
    """An amendment is signed by those whose promise changes, and the lead."""

    code = "amendment-not-yours"


class AmendmentBelowPaid(RuleBroken):
    """A contribution stays above what is paid of it (rule 6)."""

    code = "amendment-below-paid"


class AmendmentBelowCalled(RuleBroken):
    """A contribution stays above its tranches already called."""

    code = "amendment-below-called"


class EffectBeforeSignature(RuleBroken):
    """An amendment holds from its last signature at the earliest."""

    code = "effect-before-signature"


class NoOpenAmendment(RuleBroken):
    """There is an amendment under way."""

    code = "no-open-amendment"


def amendment_of(convention: Convention, number: int) -> Amendment:
    """Raises AmendmentUnknown."""
    found = convention.amendments.get(number)
    if found is None:
        raise AmendmentUnknown(amendment=number)
    return found


def ensure_step(amendment: Amendment, at: frozenset[AmendmentState]) -> None:
    """The amendment is at one of these steps."""
    if amendment.state not in at:
        raise AmendmentClosed(amendment=amendment.number, state=str(amendment.state))


def open_amendment_of(convention: Convention) -> Amendment:
    """Raises NoOpenAmendment."""
    if convention.open_amendment is None:
        raise NoOpenAmendment()
    return convention.open_amendment


def ensure_no_open_amendment(convention: Convention, _: Caller) -> None:
    amendment = convention.open_amendment
    if amendment is not None:
        raise AmendmentStillOpen(amendment=amendment.number)


def ensure_operations(convention: Convention, operations: Operations) -> None:
    """Each operation names something that exists, once, and together they change something."""
    terms, ends_on = convention.terms, operations.ends_on
    _ensure_amounts(terms, operations)
    _ensure_costs(terms, operations)
    if ends_on is not None and convention.ends_on is not None and ends_on <= convention.ends_on:
        raise EndNotLater(ends_on=str(ends_on), now=str(convention.ends_on))
    after = amended(terms, operations)
    untouched = after.contributions == terms.contributions and after.actions == terms.actions
    if ends_on is None and untouched:
        raise AmendmentEmpty()


def _ensure_amounts(terms: Terms, operations: Operations) -> None:
    _ensure_once([change.contribution for change in operations.amounts])
    for change in operations.amounts:
        if change.contribution not in terms.contributions:
            raise core.ContributionUnknown(contribution=change.contribution)
        core.ensure_not_negative(change.amount)


def _ensure_costs(terms: Terms, operations: Operations) -> None:
    _ensure_once([f"{change.action} {change.year}" for change in operations.costs])
    for change in operations.costs:
        action = terms.actions.get(change.action)
        if action is None:
            raise core.ActionUnknown(action=change.action)
        if change.year not in {yearly.year for yearly in action.years}:
            raise YearNotPlanned(action=change.action, year=change.year)
        core.ensure_not_negative(change.cost)


def _ensure_once(named: list[str]) -> None:
    twice = [name for name, times in Counter(named).items() if times > 1]
    if twice:
        raise OperationDuplicated(name=twice[0])


def ensure_result_holds(convention: Convention, operations: Operations) -> Terms:
    """The amended terms, once rules 1, 3 and 6 hold on them."""
    after = amended(convention.terms, operations)
    ensure_balanced(after)
    for contribution in after.contributions.values():
        _ensure_above_money(convention, contribution)
    return after


def _ensure_above_money(convention: Convention, contribution: Contribution) -> None:
    """What was paid counts with any overpayment on which nothing was decided yet."""
    tranches = schedule_of(convention.tranches, contribution.contribution)
    undecided = Money.sum(t.excess for t in tranches if t.overpayment_open)
    paid = Money.sum(t.paid for t in tranches) + undecided
    values = {"contribution": contribution.contribution, "asked": str(contribution.amount)}
    if contribution.amount < paid:
        raise AmendmentBelowPaid(paid=str(paid), **values)
    untouched = {Stage.PLANNED, Stage.CANCELLED}
    called = Money.sum(t.amount for t in tranches if t.stage not in untouched)
    if contribution.amount < called:
        raise AmendmentBelowCalled(called=str(called), **values)


def signatories_of(convention: Convention, amendment: Amendment, after: Terms) -> frozenset[UUID]:
    """The lead and those whose promise changes; everyone who signed, if the duration does.

    A party that did not sign the convention does not sign its amendments either.
    """
    signing = convention.terms.signatories()
    if amendment.operations.ends_on is not None:
        return signing
    before = convention.terms.contributions
    concerned = {c.organisation_id for key, c in after.contributions.items() if c != before[key]}
    lead = convention.terms.lead()
    concerned |= {lead} if lead else set()
    return signing & concerned or signing


def ensure_accepted(convention: Convention, _: Caller) -> None:
    """Whoever will have to sign the amendment under way accepts it."""
    amendment = open_amendment_of(convention)
    after = amended(convention.terms, amendment.operations)
    accepted = {party for party, position in amendment.positions.items() if position.accepts}
    if awaited := signatories_of(convention, amendment, after) - accepted:
        names = convention.terms.names_of(awaited)
        raise AmendmentNotAccepted(amendment=amendment.number, awaited=names)


def ensure_turn_to_sign(convention: Convention, caller: Caller) -> None:
    """Whoever must sign the amendment under way signs it once, in its group's turn."""
    amendment, party = open_amendment_of(convention), organisation_of(caller)
    signing, terms = amendment.signing, convention.terms
    if party not in signing.signatories:
        names = terms.names_of(signing.signatories)
        raise AmendmentNotYours(amendment=amendment.number, signatories=names)
    ensure_turn(signing, terms, party)


def ensure_effect_follows(day: date, *, signed_on: date, today: date) -> None:
    if day < signed_on:
        raise EffectBeforeSignature(effective_on=str(day), signed_on=str(signed_on))
    if day > today:
        raise core.DateInFuture(date=str(day), today=str(today))
