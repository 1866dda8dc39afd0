"""What a story told, as the log would tell it: each event with its version and its two times."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.takeover.events import TakeoverEvent
from conventions.domain.takeover.ordinary import ordinary
from conventions.domain.text_at import Told

from ..story import Story

BEGINNING = datetime(2026, 3, 2, 8, tzinfo=UTC)


def recorded(version: int) -> datetime:
    """An event is recorded every minute."""
    return BEGINNING + timedelta(minutes=version)


def history(story: Story) -> Sequence[Told]:
    told: list[Told] = []
    for version, (event, origin) in enumerate(story.told, start=1):
        if isinstance(event, TakeoverEvent):
            read = ((each.event, each.on) for each in ordinary(event))
            told += (Told(one, version, day, recorded(version)) for one, day in read)
            continue
        on = origin.effective_date
        if isinstance(event, AmendmentTookEffect):
            on = event.effective_on
        told.append(Told(event, version, on, recorded(version)))
    return told
