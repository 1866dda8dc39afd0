"""What a party that is replaced hands over of its promises: all that it did not pay."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from conventions.domain.amendments.operations.amounts import paid_at_most
from conventions.domain.core.amendment import HandedPledge, HandedShare, Operations, Succession
from conventions.domain.core.convention import Convention
from conventions.domain.core.obligation import passed_on
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.terms import Terms

_LONGEST: Final = 70  # of a name that gets an ending: 80 is the longest there is


def with_handed(convention: Convention, operations: Operations, number: int) -> Operations:
    """Each succession with all that its leaver promised and did not pay so far."""
    if not operations.replaced_parties:
        return operations
    added = {each.contribution for each in operations.contributions}
    taken = {*convention.terms.contributions, *added}
    shares = {*convention.terms.shares, *(each.share for each in operations.shares)}
    filled = tuple(
        replace(
            each,
            handed=tuple(_pledges(convention, each, number, taken)),
            shares=tuple(_shares(convention, each, number, shares)),
        )
        for each in operations.replaced_parties
    )
    return replace(operations, replaced_parties=filled)


def _pledges(
    convention: Convention, succession: Succession, number: int, taken: set[str]
) -> Iterator[HandedPledge]:
    for name, pledge in convention.terms.contributions.items():
        if pledge.organisation_id != succession.leaver:
            continue
        paid = paid_at_most(convention, name, schedule_of(convention, name), date.max)
        if pledge.amount > paid:
            to = _named(name, number, taken)
            yield HandedPledge(contribution=name, amount=pledge.amount - paid, to=to)


def _shares(
    convention: Convention, succession: Succession, number: int, taken: set[str]
) -> Iterator[HandedShare]:
    for name, share in convention.terms.shares.items():
        if share.organisation_id == succession.leaver:
            yield HandedShare(share=name, to=_named(name, number, taken))


def _named(name: str, number: int, taken: set[str]) -> str:
    """A name that nothing has yet, noted as taken: the old one and the amendment's number."""
    found = _free(name[:_LONGEST], number, taken)
    taken.add(found)
    return found


def _free(name: str, number: int, taken: Collection[str], nth: int = 0) -> str:
    ending = f".{number}" + (f".{nth}" if nth else "")
    found = f"{name}{ending}"
    return found if found not in taken else _free(name, number, taken, nth + 1)


def handed_on(terms: Terms, succession: Succession) -> Terms:
    """The terms with its promises handed over; what was not begun is its successor's whole."""
    contributions, shares = dict(terms.contributions), dict(terms.shares)
    successor = succession.successor
    for each in succession.handed:
        before = contributions.get(each.contribution)
        if before is None:
            continue
        left = before.amount - each.amount
        if left:
            contributions[each.contribution] = replace(before, amount=left)
        else:
            del contributions[each.contribution]
        contributions[each.to] = replace(
            before, contribution=each.to, organisation_id=successor, amount=each.amount
        )
    for share in succession.shares:
        if known := shares.pop(share.share, None):
            shares[share.to] = replace(known, share=share.to, organisation_id=successor)
    obligations = {
        name: passed_on(each, succession.leaver, successor)
        for name, each in terms.obligations.items()
    }
    return replace(terms, contributions=contributions, shares=shares, obligations=obligations)
