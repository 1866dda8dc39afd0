"""Which facts hold from which day, so that nothing holds before what it rests on.

Kept by fact and, where parts move apart from one another (a contribution, an article, a party's
answer, an amendment), by part; without a part, the latest of them all. An organisation is named by
the text of its id.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast

from mithaq.errors import RuleBroken

from conventions.domain.core.event import ConventionEvent


class Fact(StrEnum):
    """What other facts rest on, on the way from a draft to the completion."""

    DRAFTED = "drafted"
    FRAME = "frame"
    PARTY = "party"
    LEAD = "lead"
    ARTICLE = "article"
    ACTION = "action"
    CONTRIBUTION = "contribution"
    SHARE = "share"
    FUNDING = "funding"
    TOTAL = "total"
    EDITED = "edited"
    PROPOSED = "proposed"
    ROUND_OPENED = "round-opened"
    POSITION = "position"
    ROUND_CLOSED = "round-closed"
    TEXT_AGREED = "text-agreed"
    TEXT_REOPENED = "text-reopened"
    APPROVALS_REQUESTED = "approvals-requested"
    APPROVAL_ANSWERED = "approval-answered"
    SIGNATURES_REQUESTED = "signatures-requested"
    PARTY_SIGNED = "party-signed"
    SIGNED = "signed"
    SPLIT = "split"
    CONDITION = "condition"
    CONDITION_DECIDED = "condition-decided"
    OBLIGATION = "obligation"
    OCCURRENCE = "occurrence"
    COMMITTEE = "committee"
    MEETING = "meeting"
    DECISION = "decision"
    IN_FORCE = "in-force"
    TRANCHE = "tranche"
    PAYMENT = "payment"
    MONEY = "money"
    JUSTIFIED = "justified"
    BEYOND = "beyond"
    PROGRESS_ACCEPTED = "progress-accepted"
    DELIVERY_ACCEPTED = "delivery-accepted"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    WORKS_ACCEPTED = "works-accepted"
    NOTICE_SERVED = "notice-served"
    NOTICE_ENDED = "notice-ended"
    ENDED = "ended"
    CLOSED = "closed"
    AMENDMENT_WRITTEN = "amendment-written"
    AMENDMENT_POSITION = "amendment-position"
    AMENDMENT_AGREED = "amendment-agreed"
    AMENDMENT_APPROVALS_REQUESTED = "amendment-approvals-requested"
    AMENDMENT_APPROVAL_ANSWERED = "amendment-approval-answered"
    AMENDMENT_TURN = "amendment-turn"
    AMENDMENT_PARTY_SIGNED = "amendment-party-signed"
    AMENDMENT_ENDED = "amendment-ended"
    ARCHIVED_FACT = "archived-fact"


Part = str | int | None
Key = tuple[Fact, Part]
Keys = tuple[Key, ...]
Days = Mapping[Fact, Mapping[Part, date]]
E = TypeVar("E", bound=ConventionEvent)
# Some facts as a whole, or a function of the event where they have parts.
Facts = Sequence[Fact] | Callable[[E], Keys]


class DateBeforePrevious(RuleBroken):
    """No fact holds before what it rests on."""

    code = "date-before-previous"


@dataclass(frozen=True, slots=True)
class Order:
    """An event's place in time: it holds no earlier than the facts of `rests_on`.

    It `tells` facts; those hold no earlier than the facts of `after`, whatever the event's own day.
    """

    event: type[ConventionEvent]
    rests_on: Callable[[Any], Keys]
    tells: Callable[[Any], Keys]
    after: Callable[[Any], Keys]


def order(
    event: type[E], *, tells: Facts[E] = (), rests_on: Facts[E] = (), after: Facts[E] = ()
) -> Order:
    return Order(event, _of_event(rests_on), _of_event(tells), _of_event(after))


def _of_event(facts: Facts[E]) -> Callable[[Any], Keys]:
    if callable(facts):
        return cast("Callable[[Any], Keys]", facts)
    keys = whole(*facts)
    return lambda _: keys


def whole(*facts: Fact) -> Keys:
    """These facts, whatever their parts."""
    return tuple((fact, None) for fact in facts)


def latest(days: Days, keys: Iterable[Key]) -> tuple[Key, date] | None:
    """Of these facts, the one that holds last; None if none of them is told."""
    found = ((key, days.get(key[0], {}).get(key[1])) for key in keys)
    told = [(key, day) for key, day in found if day is not None]
    return max(told, key=lambda each: each[1], default=None)


# The text moves once drafted, once submitted, and between rounds.
TEXT = (Fact.DRAFTED, Fact.PROPOSED, Fact.ROUND_CLOSED, Fact.TEXT_REOPENED)
# All that went before a convention that ends unsigned.
UNSIGNED = (
    *TEXT,
    Fact.EDITED,
    Fact.ROUND_OPENED,
    Fact.POSITION,
    Fact.TEXT_AGREED,
    Fact.APPROVALS_REQUESTED,
    Fact.APPROVAL_ANSWERED,
    Fact.PARTY_SIGNED,
)
