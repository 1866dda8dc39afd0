"""Ledger lines of promises: pledged, withdrawn, signed, given up, amended."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from mithaq.money import Total

from audit.domain.ledger.line import Kind, Line, Undertaking
from audit.heard import conventions as heard


def promise_lines(event: heard.PromiseEvent) -> Sequence[Line]:
    match event:
        case heard.ContributionPledged():
            return _pledged(event)
        case heard.ContributionWithdrawn():
            return [_taken_back(event.contribution)]
        case heard.ConventionSigned():
            return _promised(event)
        case heard.ConventionWithdrawn() | heard.SignatureRefused():
            return [_taken_back(each, event.reason) for each in _by_name(event.given_up)]
        case heard.ConventionLapsed():
            return [_taken_back(each) for each in _by_name(event.given_up)]
        case heard.AmendmentTookEffect():
            return [_amended(event.amendment, change) for change in event.contributions]
        case _:
            assert_never(event)


def _pledged(event: heard.ContributionPledged) -> Sequence[Line]:
    """Pledged again, a contribution replaces what it was, whosever that was."""
    new, old = event.contribution, event.replaced
    added = replace(_taken_back(new), amount=_total(new))
    if old is None:
        return [added]
    if _undertaking(old) == added.undertaking:
        return [replace(added, amount=_total(new) - _total(old))]
    return [_taken_back(old), added]


def _taken_back(pledge: heard.Contribution, act: str | None = None) -> Line:
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
        for each in _by_name(event.contributions)
        for line in (
            _taken_back(each, event.text_sha256),
            replace(_taken_back(each, event.text_sha256), kind=Kind.PROMISED, amount=_total(each)),
        )
    ]


def _amended(amendment: int, change: heard.ContributionChange) -> Line:
    return Line(
        kind=Kind.AMENDED,
        undertaking=_undertaking(change.after),
        amount=_total(change.after) - _total(change.before),
        act=f"amendment {amendment}",
        basis=change.after.basis,
    )


def _by_name(contributions: Iterable[heard.Contribution]) -> Sequence[heard.Contribution]:
    return sorted(contributions, key=lambda each: each.contribution)


def _total(contribution: heard.Contribution) -> Total:
    return Total.of([contribution.amount])


def _undertaking(contribution: heard.Contribution) -> Undertaking:
    return Undertaking(
        contribution=contribution.contribution,
        organisation_id=contribution.organisation_id,
        action=contribution.action,
        year=contribution.year,
        nature=contribution.kind,
    )
