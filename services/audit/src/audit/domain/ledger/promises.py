"""Ledger lines of promises: pledged, withdrawn, signed, split, given up, amended."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import assert_never

from mithaq.money import Total

from audit.domain.ledger.line import ANY_ACTION, ANY_YEAR, Kind, Line, Undertaking
from audit.heard import conventions as heard
from audit.heard.terms import Contribution, ContributionChange

Promise = Contribution | heard.Share
Change = ContributionChange | heard.ShareChange


def promise_lines(event: heard.PromiseEvent) -> Sequence[Line]:
    match event:
        case (
            heard.ContributionPledged(contribution=new, replaced=old)
            | heard.SharePromised(share=new, replaced=old)
        ):
            return _pledged(new, old)
        case heard.ContributionWithdrawn(contribution=gone) | heard.ShareWithdrawn(share=gone):
            return [_taken_back(gone)]
        case (
            heard.ConventionSigned()
            | heard.ShareSplit()
            | heard.AmendmentTookEffect()
            | heard.TerminationPronounced()
        ):
            return _binding(event)
        case heard.ConventionWithdrawn() | heard.SignatureRefused():
            return [_taken_back(each, event.reason) for each in _given_up(event)]
        case heard.ConventionLapsed():
            return [_taken_back(each) for each in _given_up(event)]
        case heard.ConditionFailed(condition=condition):
            return [_promised_no_more(each, condition) for each in _given_up(event)]
        case _:
            assert_never(event)


def _binding(
    event: heard.ConventionSigned
    | heard.ShareSplit
    | heard.AmendmentTookEffect
    | heard.TerminationPronounced,
) -> Sequence[Line]:
    """Of promises that bind: from now on, split, or changed."""
    match event:
        case heard.ConventionSigned():
            return _promised(event)
        case heard.ShareSplit():
            return _split(event)
        case heard.AmendmentTookEffect():
            return _changed(event, f"amendment {event.amendment}")
        case heard.TerminationPronounced():
            return _changed(event, f"notice {event.notice}")
        case _:
            assert_never(event)


def _changed(
    event: heard.AmendmentTookEffect | heard.TerminationPronounced, act: str
) -> Sequence[Line]:
    changes: Iterable[Change] = chain(event.contributions, event.shares)
    return [line for change in changes for line in amended(act, change)]


def _pledged(new: Promise, old: Promise | None) -> Sequence[Line]:
    """Pledged again, a promise replaces what it was, whosever that was."""
    added = replace(_taken_back(new), amount=_total(new))
    if old is None:
        return [added]
    if _undertaking(old) == added.undertaking:
        return [replace(added, amount=_total(new) - _total(old))]
    return [_taken_back(old), added]


def _taken_back(pledge: Promise, act: str | None = None) -> Line:
    return Line(
        kind=Kind.PLEDGED,
        undertaking=_undertaking(pledge),
        amount=-_total(pledge),
        act=act,
        basis=pledge.basis,
    )


def _promised(event: heard.ConventionSigned) -> Sequence[Line]:
    """Signed, each pledge becomes a promise that rests on the text."""
    return [
        line
        for each in _by_name(event.contributions, event.shares)
        for line in (
            _taken_back(each, event.text_sha256),
            replace(_taken_back(each, event.text_sha256), kind=Kind.PROMISED, amount=_total(each)),
        )
    ]


def _split(event: heard.ShareSplit) -> Sequence[Line]:
    """Out of the share into its contributions: what its party promised stays as it was."""
    parts = [
        replace(_taken_back(each, event.act), kind=Kind.PROMISED, amount=_total(each))
        for each in _by_name(event.contributions)
    ]
    taken = sum((part.amount for part in parts), Total())
    return [replace(_taken_back(event.share, event.act), kind=Kind.PROMISED, amount=-taken), *parts]


def _promised_no_more(pledge: Promise, condition: str) -> Line:
    return replace(_taken_back(pledge, f"condition {condition}"), kind=Kind.PROMISED)


def promised(pledge: Promise, act: str) -> Line:
    """It binds, as a paper says."""
    return replace(_taken_back(pledge, act), kind=Kind.PROMISED, amount=_total(pledge))


def amended(act: str, change: ContributionChange | heard.ShareChange) -> Sequence[Line]:
    """What it adds or takes away; what is for another undertaking is taken away there."""
    before, after = change.before, change.after
    taken = before and replace(_taken_back(before, act), kind=Kind.AMENDED)
    added = after and replace(_taken_back(after, act), kind=Kind.AMENDED, amount=_total(after))
    if taken and added and taken.undertaking == added.undertaking:
        return [replace(added, amount=added.amount + taken.amount)]
    return [line for line in (taken, added) if line]


def _given_up(
    event: heard.ConventionWithdrawn
    | heard.SignatureRefused
    | heard.ConventionLapsed
    | heard.ConditionFailed,
) -> Sequence[Promise]:
    return _by_name(event.given_up, event.given_up_shares)


def _by_name(*promises: Iterable[Promise]) -> Sequence[Promise]:
    """Contributions first, then shares, each in the order of their names."""
    return list(chain.from_iterable(sorted(some, key=_name) for some in promises))


def _name(promise: Promise) -> str:
    return promise.share if isinstance(promise, heard.Share) else promise.contribution


def _total(promise: Promise) -> Total:
    return Total.of([promise.amount])


def _undertaking(promise: Promise) -> Undertaking:
    return Undertaking(
        contribution=_name(promise),
        organisation_id=promise.organisation_id,
        action=ANY_ACTION if promise.action is None else promise.action,
        year=ANY_YEAR if promise.year is None else promise.year,
        nature=promise.kind,
    )
