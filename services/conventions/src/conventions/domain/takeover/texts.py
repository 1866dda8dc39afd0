"""The terms of a paper convention from its signature on, amendment by amendment."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from mithaq.money import ZERO, Money

from conventions.domain.amendments.events import ActionChange, ContributionChange, PartyChange
from conventions.domain.core.amendment import Period
from conventions.domain.core.archived import ArchivedAmendment, ArchivedConvention
from conventions.domain.core.balance import ensure_year_inside
from conventions.domain.core.months import months_after
from conventions.domain.core.terms import Contribution, Outline, Terms
from conventions.domain.takeover import rules
from conventions.domain.takeover.days import FileDays
from conventions.domain.takeover.events import AmendmentTakenOver
from conventions.domain.takeover.sound import ensure_plan

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSince:
    """What the convention read from a day on, and until when it was to last."""

    since: date
    terms: Terms
    ends_on: date | None


def as_signed(record: ArchivedConvention, days: FileDays) -> TextSince:
    terms = Terms(
        outline=_with_period(record.outline, record.contributions),
        parties={each.party.organisation_id: each.party for each in record.parties},
        actions={each.action: each for each in record.actions},
        contributions={each.contribution: each for each in record.contributions},
    )
    for each in record.contributions:
        ensure_year_inside(terms, each.year)
    months, ends = record.outline.duration_months, None
    if record.ends is not None:
        ends = record.ends.last
    elif months is not None:
        ends = months_after(days.in_force_on, months)
    return TextSince(since=days.signed_on, terms=terms, ends_on=ends)


def _with_period(outline: Outline, contributions: Iterable[Contribution]) -> Outline:
    """The years that the file tells, or those of its promises."""
    years = [each.year for each in contributions]
    return replace(
        outline,
        first_year=outline.first_year or min(years, default=None),
        last_year=outline.last_year or max(years, default=None),
    )


def amended(
    before: TextSince, amendment: ArchivedAmendment, today: date
) -> tuple[TextSince, AmendmentTakenOver]:
    """The text once it is in effect, and what it changed. Raises what does not agree in it."""
    old = before.terms
    day = amendment.effective.stands_as(today)
    new = _after(old, amendment)
    ensure_plan(
        {*new.parties, *new.departed}, set(new.actions), new.contributions.values(), amendment.total
    )
    ends_on = amendment.ends.last if amendment.ends is not None else before.ends_on
    told = AmendmentTakenOver(
        amendment=amendment.number,
        effective_on=day,
        precision=amendment.effective.precision,
        signed_on=min(amendment.signed.stands_as(today), day) if amendment.signed else day,
        total=amendment.total,
        ends_on=ends_on,
        period=_period(old.outline, new.outline),
        contributions=tuple(
            ContributionChange(before=was, after=now)
            for was, now in _changes(old.contributions, new.contributions)
        ),
        parties=tuple(
            PartyChange(before=was, after=now) for was, now in _changes(old.parties, new.parties)
        ),
        actions=tuple(
            ActionChange(before=was, after=now) for was, now in _changes(old.actions, new.actions)
        ),
        reason=amendment.reason,
        source=amendment.source,
    )
    return TextSince(since=day, terms=new, ends_on=ends_on), told


def _after(old: Terms, amendment: ArchivedAmendment) -> Terms:
    parties, departed = old.parties, old.departed
    if amendment.parties is not None:
        parties = {each.party.organisation_id: each.party for each in amendment.parties}
        left = {key: party for key, party in old.parties.items() if key not in parties}
        both = {**departed, **left}
        departed = {key: each for key, each in both.items() if key not in parties}
    actions, contributions = old.actions, old.contributions
    if amendment.actions is not None:
        actions = {each.action: each for each in amendment.actions}
    if amendment.contributions is not None:
        contributions = {each.contribution: each for each in amendment.contributions}
    years = [each.year for each in contributions.values()]
    outline = replace(
        old.outline,
        total=amendment.total,
        first_year=min(filter(None, (old.outline.first_year, *years)), default=None),
        last_year=max(filter(None, (old.outline.last_year, *years)), default=None),
    )
    return replace(
        old,
        outline=outline,
        parties=parties,
        departed=departed,
        actions=actions,
        contributions=contributions,
    )


def _period(old: Outline, new: Outline) -> Period | None:
    if (old.first_year, old.last_year) == (new.first_year, new.last_year):
        return None
    if new.first_year is None or new.last_year is None:
        return None
    return Period(first_year=new.first_year, last_year=new.last_year)


K = TypeVar("K")


def _changes(old: Mapping[K, V], new: Mapping[K, V]) -> Iterator[tuple[V | None, V | None]]:
    """What came, went or changed, in the order of the text."""
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield old.get(key), new.get(key)


def contribution_in(texts: Sequence[TextSince], name: str, of: str) -> Contribution:
    """As it reads last. Raises ArchivedPartUnknown."""
    found = texts[-1].terms.contributions.get(name)
    if found is None:
        raise rules.ArchivedPartUnknown(of=of, part="contributions", name=name)
    return found


def promised_on(texts: Sequence[TextSince], name: str, day: date) -> Money:
    """What a contribution was on that day; nothing before it was signed."""
    known = [text.terms for text in texts if text.since <= day]
    pledged = known[-1].contributions.get(name) if known else None
    return pledged.amount if pledged else ZERO


def organisations(texts: Sequence[TextSince]) -> frozenset[UUID]:
    return frozenset(key for text in texts for key in text.terms.parties)
