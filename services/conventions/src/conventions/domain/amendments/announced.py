"""What an amendment announces: its kinds, what they own, who writes it, how often, on what basis.

One that names no kind is of those that its operations announce.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import Forbidden, Invalid, RuleBroken

from conventions.domain.amendments.kinds import BY_KIND, KINDS, MONEY, Kind
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Minutes, Operations
from conventions.domain.core.convention import Convention
from conventions.domain.core.policy import capacities_of
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import AmendmentKind, AmendmentState


class OperationOutsideKind(Invalid):
    """What an amendment does not announce it cannot change."""

    code = "operation-outside-kind"


class KindsExclude(Invalid):
    """Some kinds of amendment do not go together in one."""

    code = "kinds-exclude"


class KindUsedUp(RuleBroken):
    """Of some kinds only so many amendments take effect in one convention."""

    code = "kind-used-up"


class KindNotYours(Forbidden):
    """At each step the table of kinds says who may write an amendment of a kind."""

    code = "kind-not-yours"


class MinutesDoNotAmend(RuleBroken):
    """Minutes of a committee decide on what the text of the convention lets them."""

    code = "minutes-do-not-amend"


class MinutesAhead(Invalid):
    """A committee decides on the day it met, or later."""

    code = "minutes-ahead"


class SplitMovesPromise(RuleBroken):
    """A new split leaves to each party what it owes in all."""

    code = "split-moves-promise"


# Announced by a field where an amendment names no kind: the kind that is there for it.
_ANNOUNCED: Final[Mapping[str, AmendmentKind]] = MappingProxyType(
    {
        "termination": AmendmentKind.TERMINATION,
        "ends_on": AmendmentKind.DURATION,
        "period": AmendmentKind.PERIOD,
        "replaced_parties": AmendmentKind.SUCCESSION,
        "delegated_owner": AmendmentKind.DELEGATION,
        "removed_parties": AmendmentKind.DEPARTURE,
        "parties": AmendmentKind.ACCESSION,
        **dict.fromkeys(MONEY, AmendmentKind.AMOUNT),
        "actions": AmendmentKind.WORKS,
        "removed_actions": AmendmentKind.WORKS,
        "articles": AmendmentKind.WORDING,
        "struck_articles": AmendmentKind.WORDING,
        "reschedules": AmendmentKind.SCHEDULE,
    }
)


def kinds_of(operations: Operations) -> Sequence[Kind]:
    """The rows of its kinds: those it names, else those that its operations announce."""
    if operations.kinds:
        return tuple(BY_KIND[AmendmentKind(kind)] for kind in operations.kinds)
    found = tuple(_announced(operations))
    return tuple(row for row in KINDS if row.kind in found)


def _announced(operations: Operations) -> Iterator[AmendmentKind]:
    for field in used_by(operations):
        kind = _ANNOUNCED[field]
        # A newcomer who takes another's place comes by the succession, or the delegation, itself.
        replacing = operations.replaced_parties or operations.delegated_owner
        if not (kind is AmendmentKind.ACCESSION and replacing):
            yield kind


def used_by(operations: Operations) -> tuple[str, ...]:
    """The fields in which it says something."""
    named = (field.name for field in fields(operations) if field.name != "kinds")
    return tuple(name for name in named if getattr(operations, name) not in ((), None))


def ensure_announced(convention: Convention, operations: Operations) -> None:
    """Each kind once, together with those it goes with, and not used up; nothing else changed."""
    core.ensure_named_once("kinds", map(str, operations.kinds))
    rows = kinds_of(operations)
    owned = {field for row in rows for field in row.owns}
    outside = tuple(field for field in used_by(operations) if field not in owned)
    if outside:
        raise OperationOutsideKind(operations=outside, kinds=_names(rows))
    for row in rows:
        together = tuple(other for other in rows if other.kind in row.excludes)
        if together:
            raise KindsExclude(kind=str(row.kind), excludes=_names(together))
    _ensure_some_left(convention, rows)


def _ensure_some_left(convention: Convention, rows: Sequence[Kind]) -> None:
    effective = (
        row.kind
        for each in convention.amendments.values()
        if each.state is AmendmentState.EFFECTIVE
        for row in kinds_of(each.operations)
    )
    taken = Counter(effective)
    for row in rows:
        if row.at_most is not None and taken[row.kind] >= row.at_most:
            raise KindUsedUp(kind=str(row.kind), at_most=row.at_most)


def ensure_writes(
    convention: Convention, caller: Caller, operations: Operations, step: AmendmentState
) -> None:
    """The caller may write an amendment of these kinds, at the step where it stands."""
    for row in kinds_of(operations):
        needed = row.edits.at(step)
        if capacities_of(convention, caller).isdisjoint(needed):
            raise KindNotYours(kind=str(row.kind), needed=tuple(map(str, needed)))


def ensure_minutes_suffice(
    convention: Convention, operations: Operations, minutes: Minutes | None, on: date
) -> None:
    """The committee met, and each kind is one it may decide on, by the table and by the text."""
    if minutes is None:
        return
    if minutes.held_on > on:
        raise MinutesAhead(committee=minutes.committee, held_on=str(minutes.held_on))
    frame = convention.framed()
    known = {each.committee for each in frame.committees}
    for row in kinds_of(operations):
        lets = row.by_minutes and row.kind in frame.minutes_amend
        if not lets or minutes.committee not in known:
            raise MinutesDoNotAmend(kind=str(row.kind), committee=minutes.committee)


def chairs_of(convention: Convention, minutes: Minutes) -> frozenset[UUID]:
    """The parties in the role that chairs the committee, by the frame of the convention."""
    committees = convention.framed().committees
    roles = {each.chair for each in committees if each.committee == minutes.committee}
    parties = convention.terms.parties.items()
    return frozenset(key for key, party in parties if not roles.isdisjoint(party.roles))


def ensure_split_keeps(before: Terms, after: Terms, operations: Operations) -> None:
    """In an amendment that names itself a new split, each party owes in all what it did."""
    if AmendmentKind.SPLIT not in operations.kinds:
        return
    owing = {each.organisation_id for terms in (before, after) for each in terms.promises()}
    for party in sorted(owing, key=str):
        was, now = before.promised_by(party), after.promised_by(party)
        if was != now:
            raise SplitMovesPromise(party=before.name_of(party), before=str(was), after=str(now))


def _names(rows: Sequence[Kind]) -> tuple[str, ...]:
    return tuple(str(row.kind) for row in rows)
