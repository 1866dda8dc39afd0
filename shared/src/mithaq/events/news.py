"""Versions of events that the former release cannot read, and what is written while it runs."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from mithaq.events.checks import Key

Payload = dict[str, Any]
Downcast = Callable[[Payload], Payload]


class News:
    """What is new in this release among the events of a source: read from the start, written later.

    By name and version, how to say the event in the version before; None if that could not say it
    (a new event has no version before). What is `held` is written in the version before, or its
    command is refused. Everything is written as it is until a process learns from its store what to
    hold (mithaq.store.news).
    """

    def __init__(self, downcasts: Mapping[Key, Downcast | None] | None = None) -> None:
        self.downcasts = dict(downcasts or {})
        self.held: frozenset[Key] = frozenset()

    def hold_all_but(self, released: Collection[Key]) -> None:
        self.held = frozenset(self.downcasts) - frozenset(released)
