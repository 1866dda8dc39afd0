"""What an amendment may do, and what its result must be (rules 1, 3 and 6)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from mithaq.commands import Caller
from mithaq.dating import DateInFuture
from mithaq.errors import Invalid, RuleBroken
from mithaq.money import Money

from conventions.domain.amendments.effect import amended
from conventions.domain.amendments.end import ensure_end
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Amendment, Operations
from conventions.domain.core.balance import ensure_balanced
from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.flow import peak
from conventions.domain.core.pledging import ensure_pledger_signs
from conventions.domain.core.policy import organisation_of
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.signing_act import ensure_for_one_party, ensure_turn
from conventions.domain.core.terms import Contribution, Terms
from conventions.domain.core.text import text_sha256
from conventions.domain.core.tranche import Tranche
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


class YearNotPlanned(RuleBroken):
    """A cost is changed where one is planned."""

    code = "year-not-planned"


class AmendmentBaseStale(RuleBroken):
    """An amendment changes the text it was drafted on."""

    code = "amendment-base-stale"


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


class AmendmentBinds(RuleBroken):
    """What all signed is not withdrawn by one of them as long as it can take effect."""

    code = "amendment-binds"


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


def ensure_base(convention: Convention, number: int, base_text_sha256: str) -> None:
    """The text still reads as it did for whoever drafted the amendment."""
    current = text_sha256(convention)
    if base_text_sha256 != current:
        raise AmendmentBaseStale(amendment=number, base=base_text_sha256, current=current)


def ensure_operations(convention: Convention, operations: Operations, on: date) -> None:
    """Each operation names something that exists, once, and together they change something."""
    terms = convention.terms
    _ensure_amounts(terms, operations)
    _ensure_costs(terms, operations)
    ensure_end(convention, operations.ends_on, on)
    after = amended(terms, operations)
    untouched = after.contributions == terms.contributions and after.actions == terms.actions
    if operations.ends_on is None and untouched:
        raise AmendmentEmpty()


def _ensure_amounts(terms: Terms, operations: Operations) -> None:
    core.ensure_named_once("amounts", (change.contribution for change in operations.amounts))
    for change in operations.amounts:
        if change.contribution not in terms.contributions:
            raise core.ContributionUnknown(contribution=change.contribution)
        core.ensure_not_negative(change.amount)


def _ensure_costs(terms: Terms, operations: Operations) -> None:
    core.ensure_named_once("costs", (f"{each.action} {each.year}" for each in operations.costs))
    for change in operations.costs:
        action = terms.actions.get(change.action)
        if action is None:
            raise core.ActionUnknown(action=change.action)
        if change.year not in {yearly.year for yearly in action.years}:
            raise YearNotPlanned(action=change.action, year=change.year)
        core.ensure_not_negative(change.cost)


def ensure_result_holds(
    convention: Convention, amendment: Amendment, on: date, *, money_since: date = date.max
) -> Terms:
    """The amended terms from that day on, once rules 1, 3 and 6 hold on them.

    Money is compared as it stands in the end, and on each day from `money_since`.
    """
    ensure_base(convention, amendment.number, amendment.base_text_sha256)
    ensure_end(convention, amendment.operations.ends_on, on)
    after = amended(convention.terms, amendment.operations)
    for party in sorted(pledgers_changed(convention.terms, after), key=str):
        ensure_pledger_signs(after, party)
    ensure_balanced(after)
    for name, contribution in after.contributions.items():
        _ensure_above_money(convention, contribution, schedule_of(convention, name), money_since)
    return after


def ensure_withdrawable(convention: Convention, number: int, on: date) -> None:
    """Signed by all, it is given up only where money has moved that it does not fit any more."""
    amendment = amendment_of(convention, number)
    if amendment.state is not AmendmentState.SIGNED:
        return
    try:
        ensure_result_holds(convention, amendment, on)
    except RuleBroken:
        return
    raise AmendmentBinds(amendment=number)


def _ensure_above_money(
    convention: Convention, contribution: Contribution, tranches: Sequence[Tranche], since: date
) -> None:
    """On no day from `since` is it less than was called of it, paid or delivered by then.

    What was paid counts with what went beyond the orders and is not back.
    """
    delivered = convention.deliveries.get(contribution.contribution, Delivery()).delivered
    flows = (*(tranche.flow(Stage.PAID) for tranche in tranches), delivered)
    paid = peak(flows, since) + Money.sum(tranche.beyond for tranche in tranches)
    values = {"contribution": contribution.contribution, "asked": str(contribution.amount)}
    if contribution.amount < paid:
        raise AmendmentBelowPaid(paid=str(paid), **values)
    untouched = {Stage.PLANNED, Stage.CANCELLED}
    called = max(
        Money.sum(t.amount for t in tranches if t.stage not in untouched),
        peak((tranche.flow(Stage.CALLED) for tranche in tranches), since),
    )
    if contribution.amount < called:
        raise AmendmentBelowCalled(called=str(called), **values)


def pledgers_changed(before: Terms, after: Terms) -> set[UUID]:
    """The parties that owe more, less, or otherwise than before."""
    old, new = before.contributions, after.contributions
    changed = [old.get(k) for k in old if old[k] != new.get(k)]
    changed += [new.get(k) for k in new if new[k] != old.get(k)]
    return {each.organisation_id for each in changed if each is not None}


def signatories_of(convention: Convention, amendment: Amendment, after: Terms) -> frozenset[UUID]:
    """The lead and those whose promise changes; everyone who signs, if the duration does."""
    signing = convention.terms.signatories()
    if amendment.operations.ends_on is not None:
        return signing
    concerned = pledgers_changed(convention.terms, after)
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
    others = (each.signing for each in convention.amendments.values())
    ensure_for_one_party([convention.signing, *others], terms, caller)


def ensure_effect_follows(day: date, *, signed_on: date, today: date) -> None:
    if day < signed_on:
        raise EffectBeforeSignature(effective_on=str(day), signed_on=str(signed_on))
    if day > today:
        raise DateInFuture(date=str(day), today=str(today))
