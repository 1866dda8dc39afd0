"""What an amendment may do, and what its result must be (rules 1, 2, 3 and 6).

What an operation may do is its own file's to say: `operations/`; that a contribution is never taken
below what is paid of it, `operations/amounts.py`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from mithaq.commands import Caller
from mithaq.dating import DateInFuture
from mithaq.errors import Invalid, RuleBroken

from conventions.domain.amendments import announced, fits
from conventions.domain.amendments.effect import OPERATIONS, amended, joint
from conventions.domain.amendments.kinds import Signing
from conventions.domain.amendments.operations.operation import Setting
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import ENDED, Amendment, Minutes, Operations
from conventions.domain.core.balance import ensure_balanced
from conventions.domain.core.convention import Convention
from conventions.domain.core.pledging import ensure_pledger_signs
from conventions.domain.core.policy import organisation_of
from conventions.domain.core.remembering import of_the_same
from conventions.domain.core.signing_act import ensure_for_one_party, ensure_turn
from conventions.domain.core.terms import Terms
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import AmendmentState
from conventions.domain.drafting.rules import ensure_complete


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


class AmendmentBaseStale(RuleBroken):
    """An amendment changes the text it was drafted on."""

    code = "amendment-base-stale"


class AmendmentNotAccepted(RuleBroken):
    """Whoever must sign an amendment accepted it first."""

    code = "amendment-not-accepted"


class AmendmentNotYours(RuleBroken):
    """An amendment is signed by those whose promise changes, and the lead."""

    code = "amendment-not-yours"


class AmendmentBinds(RuleBroken):
    """What all signed is not withdrawn by one of them as long as it can take effect."""

    code = "amendment-binds"


class EffectBeforeSignature(RuleBroken):
    """An amendment holds from its last signature at the earliest."""

    code = "effect-before-signature"


class NoOpenAmendment(RuleBroken):
    """There is an amendment under way."""

    code = "no-open-amendment"


# The steps of an amendment that is under way.
OPEN = frozenset(AmendmentState) - ENDED


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


def ensure_operations(
    convention: Convention, operations: Operations, minutes: Minutes | None, on: date
) -> None:
    """Announced by its kinds, each thing named once, it makes sense and changes something."""
    announced.ensure_announced(convention, operations)
    announced.ensure_minutes_suffice(convention, operations, minutes, on)
    ensure_each_once(operations)
    setting = setting_of(convention, operations, on)
    for operation in OPERATIONS:
        operation.written(setting)
    fits.ensure_told(operations)
    nothing = (operations.reschedules, operations.termination, operations.ends_on)
    if not any(nothing) and setting.after == convention.terms:
        raise AmendmentEmpty()


def setting_of(
    convention: Convention, operations: Operations, on: date, money_since: date = date.max
) -> Setting:
    return Setting(
        convention=convention,
        operations=operations,
        after=amended(convention.terms, operations),
        on=on,
        money_since=money_since,
    )


def ensure_each_once(operations: Operations) -> None:
    """No part is changed by two operations: the last would silently win."""
    o = operations
    contributions = (
        *(each.contribution for each in o.amounts),
        *(each.contribution for each in o.contributions),
        *o.withdrawn_contributions,
        *(each.contribution for who in o.replaced_parties for each in who.handed),
    )
    core.ensure_named_once("contributions", contributions)
    shares = (
        *(each.share for each in o.shares),
        *o.withdrawn_shares,
        *(each.share for who in o.replaced_parties for each in who.shares),
    )
    core.ensure_named_once("shares", shares)
    core.ensure_named_once("costs", (f"{each.action} {each.year}" for each in o.costs))
    actions = (*(each.action for each in o.actions), *o.removed_actions)
    core.ensure_named_once("actions", (*actions, *{each.action for each in o.costs}))
    articles = (*(each.article for each in o.articles), *o.struck_articles)
    core.ensure_named_once("articles", articles)


def ensure_result_holds(
    convention: Convention, amendment: Amendment, on: date, *, money_since: date = date.max
) -> Terms:
    """The amended terms from that day on, once rules 1, 2, 3 and 6 hold on them.

    Money is compared as it stands in the end, and on each day from `money_since`.
    """
    ensure_base(convention, amendment.number, amendment.base_text_sha256)
    operations, before = amendment.operations, convention.terms
    setting = setting_of(convention, operations, on, money_since)
    after = setting.after
    for operation in OPERATIONS:
        operation.holds(setting)
    signing = joint(before, after)
    for party in sorted(pledgers_changed(before, after), key=str):
        ensure_pledger_signs(signing, party)
    announced.ensure_split_keeps(before, after, operations)
    ensure_complete(replace(convention, terms=after))
    ensure_balanced(after, convention.framed())
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


@of_the_same
def pledgers_changed(before: Terms, after: Terms) -> frozenset[UUID]:
    """The parties that owe more, less, or otherwise than before."""
    kept = {id(each) for each in before.promises()} & {id(each) for each in after.promises()}
    old, new = (
        {each for each in terms.promises() if id(each) not in kept} for terms in (before, after)
    )
    return frozenset(each.organisation_id for each in old ^ new)


def signatories_of(convention: Convention, amendment: Amendment, after: Terms) -> frozenset[UUID]:
    """The lead and those whom the change concerns; all who sign, where one of its kinds says so.

    Who joins by it and who leaves by it are among them, where they sign at all.
    """
    operations, before = amendment.operations, convention.terms
    everybody = joint(before, after).signatories()
    rows = announced.kinds_of(operations)
    if amendment.minutes is None and any(row.signs is Signing.EVERYBODY for row in rows):
        return everybody
    concerned = {*pledgers_changed(before, after), *_leading(convention, amendment, after)}
    for operation in OPERATIONS:
        concerned |= operation.signed_by(convention, operations)
    return everybody & concerned or everybody


def signing_terms(convention: Convention, amendment: Amendment) -> Terms:
    """The terms in which all its signatories are parties, with the groups in which they sign."""
    return joint(convention.terms, amended(convention.terms, amendment.operations))


def _leading(convention: Convention, amendment: Amendment, after: Terms) -> Iterator[UUID]:
    """The lead, before and after; where minutes decided on it, who chairs that committee."""
    if amendment.minutes is not None:
        yield from announced.chairs_of(convention, amendment.minutes)
        return
    yield from (lead for lead in (convention.terms.lead(), after.lead()) if lead)


def ensure_accepted(convention: Convention, _: Caller) -> None:
    """Whoever will have to sign the amendment under way accepts it; on minutes it was decided."""
    amendment = open_amendment_of(convention)
    if amendment.minutes is not None:
        return
    after = amended(convention.terms, amendment.operations)
    accepted = {party for party, position in amendment.positions.items() if position.accepts}
    if awaited := signatories_of(convention, amendment, after) - accepted:
        names = signing_terms(convention, amendment).names_of(awaited)
        raise AmendmentNotAccepted(amendment=amendment.number, awaited=names)


def ensure_turn_to_sign(convention: Convention, caller: Caller) -> None:
    """Whoever must sign the amendment under way signs it once, in its group's turn."""
    amendment, party = open_amendment_of(convention), organisation_of(caller)
    signing, terms = amendment.signing, signing_terms(convention, amendment)
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
