"""A framework and what is financed under it: what both promise is one promise, counted once.

A framework's promises are an envelope, the promises of its financing conventions the commitments
within it. So of each partner and nature a family comes to whichever is more: what the framework
promises, of which others may still be financed, or what its conventions promise, where it ended
before them. What is pledged under it counts as far as it goes beyond that.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from mithaq.money import Total

from audit.domain.ledger.line import KINDS, Kind

_NOTHING: Final = Total()
Amounts = Mapping[Kind, Total]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySums:
    """What the lines of one partner come to, of one nature.

    Of a framework (`family`) itself or, with `under`, of all that is financed under it; of neither,
    there is no family.
    """

    organisation_id: UUID
    nature: str
    family: UUID | None = None
    under: bool = False
    amounts: Amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedOnce:
    """`within` is what financing conventions promise or pledge of a framework's promise.

    It is left out of the amounts, which have it with the framework's.
    """

    amounts: Amounts
    within: Total


def counted_once(sums: Iterable[FamilySums]) -> dict[str, CountedOnce]:
    """All together, by nature."""
    together: defaultdict[str, dict[Kind, Total]] = defaultdict(_none)
    families: defaultdict[tuple[str, UUID, UUID], dict[bool, Amounts]] = defaultdict(dict)
    for each in sums:
        _add(together[each.nature], each.amounts)
        if each.family is not None:
            known = families[each.nature, each.family, each.organisation_id]
            known[each.under] = _sum(known.get(each.under, _none()), each.amounts)
    within: defaultdict[str, Total] = defaultdict(Total)
    for (nature, _, _), members in families.items():
        if len(members) == 2:
            twice = _told_twice(members[False], members[True])
            _add(together[nature], {kind: -amount for kind, amount in twice.items()})
            within[nature] += Total.of(twice.values())
    return {
        nature: CountedOnce(amounts=amounts, within=within[nature])
        for nature, amounts in together.items()
    }


def _told_twice(framework: Amounts, financed: Amounts) -> dict[Kind, Total]:
    """What the sums of both have twice: promised, amended since, pledged beyond both."""
    offered, taken = _bound(framework), _bound(financed)
    promised = min(framework[Kind.PROMISED], financed[Kind.PROMISED])
    amended = min(offered, taken) - promised
    free = max(offered - taken, _NOTHING)
    return {
        Kind.PROMISED: promised,
        Kind.AMENDED: amended,
        Kind.PLEDGED: min(financed[Kind.PLEDGED], free),
    }


def _bound(amounts: Amounts) -> Total:
    return amounts[Kind.PROMISED] + amounts[Kind.AMENDED]


def _none() -> dict[Kind, Total]:
    return dict.fromkeys(KINDS, _NOTHING)


def _sum(one: Amounts, other: Amounts) -> dict[Kind, Total]:
    return {kind: one[kind] + other[kind] for kind in KINDS}


def _add(to: dict[Kind, Total], more: Amounts) -> None:
    for kind, amount in more.items():
        to[kind] += amount
