"""What comes from the archive, in the ordinary events that it stands for: lists count it alike."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, get_args

from mithaq.events import Recorded

from conventions.domain.takeover.events import TakeoverEvent
from conventions.domain.takeover.ordinary import ordinary

_ARCHIVE = frozenset(get_args(TakeoverEvent))


def as_ordinary(events: Sequence[Recorded[Any]]) -> Sequence[Recorded[Any]]:
    """In their order; each fact of the archive follows what it stands for."""
    if all(type(each.event) not in _ARCHIVE for each in events):
        return events
    return list(_read(events))


def _read(events: Sequence[Recorded[Any]]) -> Iterator[Recorded[Any]]:
    for each in events:
        if type(each.event) in _ARCHIVE:
            for told in ordinary(each.event):
                yield each._replace(event=told.event)
        yield each


class Dated(NamedTuple):
    """An event with the day it holds from; `nth` of those that one line of the log stands for."""

    recorded: Recorded[Any]
    event: Any
    on: date
    nth: int = 0


def dated(events: Sequence[Recorded[Any]]) -> Iterator[Dated]:
    """Each event, and of a fact of the archive each that it stands for, on its own day."""
    for each in events:
        if type(each.event) in _ARCHIVE:
            for nth, told in enumerate(ordinary(each.event)):
                yield Dated(each, told.event, told.on, nth)
        else:
            yield Dated(each, each.event, each.effective_date)
