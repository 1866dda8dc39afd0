"""The text as it stood: on any day, as far as it was known at any time.

Of a day holds what takes effect on it or earlier, in the order in which it was recorded; of a time
is known what was recorded by then. No clock is asked.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, get_args

from mithaq.errors import RuleBroken
from mithaq.states import changed, closed, opened, put, without

from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.amendments.rewriting import left_after, rewritten
from conventions.domain.committees.events import CommitteeRemoved, CommitteeWritten
from conventions.domain.conditions.events import ConditionRemoved, ConditionWritten
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Terms
from conventions.domain.drafting import evolve as drafting
from conventions.domain.drafting.events import ConventionDrafted, FrameAdopted
from conventions.domain.drafting.evolve import TermsEvent
from conventions.domain.ending.events import TerminationPronounced
from conventions.domain.negotiation.events import TextAgreed, TextReopened
from conventions.domain.obligations import evolve as obligations
from conventions.domain.obligations.events import (
    ObligationRemoved,
    ObligationsScheduled,
    ObligationWritten,
)
from conventions.domain.shares import evolve as shares
from conventions.domain.shares.events import SharePromised, ShareSplit, ShareWithdrawn
from conventions.domain.signatures.events import ConventionEnteredIntoForce, TextCorrected
from conventions.domain.signatures.wording import reworded

# All that a text is made of, and what makes it bind.
TEXT_EVENTS: Final[tuple[type[ConventionEvent], ...]] = (
    *(ConventionDrafted, FrameAdopted),
    *get_args(TermsEvent),
    *(SharePromised, ShareWithdrawn, ShareSplit),
    *(ConditionWritten, ConditionRemoved),
    *(ObligationWritten, ObligationRemoved, ObligationsScheduled),
    *(CommitteeWritten, CommitteeRemoved),
    *(TextAgreed, TextReopened, TextCorrected, ConventionEnteredIntoForce, AmendmentTookEffect),
    TerminationPronounced,
)

_TEXT: Final = frozenset(TEXT_EVENTS)


class NotWrittenYet(RuleBroken):
    """A text is read from the day on which it was drafted, once that was known."""

    code = "not-written-yet"


@dataclass(frozen=True, slots=True)
class Told:
    """An event of the stream: its version, from which day it holds, when it was recorded."""

    event: ConventionEvent
    version: int
    on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class InEffect:
    """An amendment that the text contains; `version` orders those of one day."""

    amendment: int
    effective_on: date
    recorded_at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAt:
    """`amendments` in the order in which they were laid over one another; `version` is of the last
    event that counts. `agreed_sha256` is of the text as it was frozen, None while it is open.
    """

    terms: Terms
    version: int
    agreed_sha256: str | None = None
    in_force_on: date | None = None
    ends_on: date | None = None
    amendments: tuple[InEffect, ...] = ()


def text_at(
    history: Iterable[Told], *, on: date | None = None, known_at: datetime | None = None
) -> TextAt:
    """The text that day. Raises NotWrittenYet before it was drafted, or before that was known."""
    found, terms, version = None, None, 0
    for told in history:
        if (on and told.on > on) or (known_at and told.recorded_at > known_at):
            continue
        event = told.event
        if isinstance(event, ConventionDrafted):
            terms = opened(Terms(outline=event.outline))
            found = TextAt(terms=terms, version=told.version)
        elif terms is not None and found is not None and type(event) in _TEXT:
            terms, version = terms_after(terms, event), told.version
            found = _beside(found, told)
    if found is None or terms is None:
        raise NotWrittenYet(
            on=str(on) if on else None, known_at=known_at.isoformat() if known_at else None
        )
    return replace(found, terms=closed(terms), version=max(version, found.version))


def _beside(text: TextAt, told: Told) -> TextAt:
    """What an event says of the text beside its terms; the very same for most."""
    match told.event:
        case TextAgreed() | TextCorrected() as frozen:
            return replace(text, agreed_sha256=frozen.text.text_sha256)
        case TextReopened():
            return replace(text, agreed_sha256=None)
        case ConventionEnteredIntoForce() as force:
            return replace(text, in_force_on=force.in_force_on, ends_on=force.ends_on)
        case AmendmentTookEffect() as effect:
            laid = InEffect(effect.amendment, told.on, told.recorded_at, told.version)
            return replace(text, ends_on=effect.ends_on, amendments=(*text.amendments, laid))
        case _:
            return text


def terms_after(terms: Terms, event: ConventionEvent) -> Terms:
    """The terms that an event leaves; the very same where it changes none."""
    write = _WRITING.get(type(event))
    return terms if write is None else write(terms, event)


def _conditioned(terms: Terms, event: ConditionWritten) -> Terms:
    written = event.condition
    return changed(terms, conditions=put(terms.conditions, written.condition, written))


def _unconditioned(terms: Terms, event: ConditionRemoved) -> Terms:
    return changed(terms, conditions=without(terms.conditions, event.condition.condition))


def _with_committee(terms: Terms, event: CommitteeWritten) -> Terms:
    written = event.committee
    return changed(terms, committees=put(terms.committees, written.committee, written))


def _without_committee(terms: Terms, event: CommitteeRemoved) -> Terms:
    return changed(terms, committees=without(terms.committees, event.committee.committee))


_WRITING: Final[Mapping[type, Callable[[Terms, Any], Terms]]] = {
    **dict.fromkeys(get_args(TermsEvent), drafting.written),
    **dict.fromkeys((SharePromised, ShareWithdrawn, ShareSplit), shares.written),
    FrameAdopted: lambda terms, event: drafting.framed(terms, event.frame),
    **dict.fromkeys(
        (ObligationWritten, ObligationRemoved, ObligationsScheduled), obligations.written
    ),
    ConditionWritten: _conditioned,
    ConditionRemoved: _unconditioned,
    CommitteeWritten: _with_committee,
    CommitteeRemoved: _without_committee,
    TextAgreed: lambda terms, event: changed(terms, split_by=event.split_by),
    TextReopened: lambda terms, _: changed(terms, split_by=None),
    TextCorrected: lambda terms, event: reworded(terms, event.field, event.part, event.after),
    AmendmentTookEffect: rewritten,
    TerminationPronounced: left_after,
}
