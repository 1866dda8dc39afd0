"""The lines of promises.

A pledge is a line while the text is open. When all have signed it moves from `pledged` to
`promised`; when the convention ends unsigned it is taken back. Amendments only add lines.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from audit.facts import promising as facts
from audit.ledger.known import Known, Promise, Undertaking
from audit.ledger.line import Kind, Line, line_of

Derived = tuple[Known, Sequence[Line]]


def promising(known: Known, fact: facts.PromisingFact) -> Derived:
    match fact:
        case facts.ContributionPledged():
            return _pledged(known, fact)
        case facts.ContributionWithdrawn():
            return _withdrawn(known, fact.contribution)
        case facts.ConventionSigned():
            return _signed(known, fact.text_sha256)
        case facts.TextReopened():
            return _reopened(known, fact.reason)
        case facts.ConventionWithdrawn() | facts.SignatureRefused():
            return _ended(known, fact.reason)
        case facts.AmendmentTookEffect():
            return _amended(known, fact)
        case _:
            assert_never(fact)


def _pledged(known: Known, fact: facts.ContributionPledged) -> Derived:
    """Pledged again, a contribution replaces what it was, wherever that stood."""
    undertaking = Undertaking(
        contribution=fact.contribution,
        organisation_id=fact.organisation_id,
        action=fact.action,
        year=fact.year,
        nature=fact.kind,
    )
    before = known.promises.get(fact.contribution)
    promise = Promise(undertaking=undertaking, amount=fact.amount)
    since = replace(known, promises={**known.promises, fact.contribution: promise})
    if before is None:
        return since, [line_of(Kind.PLEDGED, undertaking, fact.amount, fact.basis)]
    if before.undertaking == undertaking:
        more = fact.amount - before.amount
        return since, [line_of(Kind.PLEDGED, undertaking, more, fact.basis)]
    taken_back = line_of(Kind.PLEDGED, before.undertaking, -before.amount, fact.basis)
    return since, [taken_back, line_of(Kind.PLEDGED, undertaking, fact.amount, fact.basis)]


def _withdrawn(known: Known, contribution: str) -> Derived:
    gone = known.promises[contribution]
    left = {name: kept for name, kept in known.promises.items() if name != contribution}
    line = line_of(Kind.PLEDGED, gone.undertaking, -gone.amount, None)
    return replace(known, promises=left), [line]


def _signed(known: Known, text: str) -> Derived:
    promises = {name: replace(each, signed=True) for name, each in known.promises.items()}
    return replace(known, promises=promises), [
        line_of(kind, each.undertaking, amount, text)
        for each in _promises(known, signed=False)
        for kind, amount in ((Kind.PLEDGED, -each.amount), (Kind.PROMISED, each.amount))
    ]


def _reopened(known: Known, reason: str) -> Derived:
    """What had been promised by a text that is open again is a pledge again."""
    promises = {name: replace(each, signed=False) for name, each in known.promises.items()}
    return replace(known, promises=promises), [
        line_of(kind, each.undertaking, amount, reason)
        for each in _promises(known, signed=True)
        for kind, amount in ((Kind.PROMISED, -each.amount), (Kind.PLEDGED, each.amount))
    ]


def _ended(known: Known, reason: str) -> Derived:
    """No signature will come: open pledges bind nobody and are taken back."""
    lines = [
        line_of(Kind.PLEDGED, each.undertaking, -each.amount, reason)
        for each in _promises(known, signed=False)
    ]
    kept = {name: each for name, each in known.promises.items() if each.signed}
    return replace(known, promises=kept), lines


def _amended(known: Known, fact: facts.AmendmentTookEffect) -> Derived:
    promises, lines = dict(known.promises), []
    for change in fact.contributions:
        undertaking = Undertaking(
            contribution=change.contribution,
            organisation_id=change.organisation_id,
            action=change.action,
            year=change.year,
            nature=change.kind,
        )
        promises[change.contribution] = Promise(
            undertaking=undertaking, amount=change.after, signed=True
        )
        more = change.after - change.before
        lines.append(line_of(Kind.AMENDED, undertaking, more, f"amendment {fact.amendment}"))
    return replace(known, promises=promises), lines


def _promises(known: Known, *, signed: bool) -> Sequence[Promise]:
    """The promises that are signed, or those that are not, in the same order every time."""
    return [
        known.promises[name]
        for name in sorted(known.promises)
        if known.promises[name].signed is signed
    ]
