"""Trials: what a command would do, told without doing it (a dry run).

A tried command goes the way of every command as far as its append. There `Tried` is raised, which
nothing catches but the edge: whatever a service does afterwards, it does not do for a trial. What
it does before, outside of the store, it must leave out itself when `dry_run` is set.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from mithaq.money import Money, Total

__all__ = ["Figure", "Figures", "Part", "Trial", "Tried", "changes"]

T = TypeVar("T")

# What is told of a state, by names such as `tranches.T1.paid`. Text is a code or an id.
Figure = Money | Total | date | str | int | bool | None


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The figures of one of many things in a state: told where the thing itself is another one.

    So a trial on a state with thousands of them describes those that the command touches.
    """

    of: object
    figures: Callable[[], Mapping[str, Figure]]


Figures = Mapping[str, Figure | Part]
Describe = Callable[[T], Figures]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedEvent:
    """An event as it would be recorded: `data` is its canonical JSON.

    `amounts` names those of its fields that are centimes.
    """

    stream_id: str
    version: int
    type: str
    data: str
    amounts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure that differs afterwards; None where there was or will be none."""

    figure: str
    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What an accepted command would do. Without events it would change nothing.

    `opens` and `closes` are the commands that would be open to this caller, or closed, and are not
    now; empty where a service does not tell what is open.
    """

    events: Sequence[TriedEvent] = ()
    changes: Sequence[Change] = ()
    opens: Sequence[str] = ()
    closes: Sequence[str] = ()

    @classmethod
    def of(cls, parts: Iterable["Trial"]) -> "Trial":
        """The trial of a command on several streams, in their order."""
        told = list(parts)
        return cls(
            events=[event for part in told for event in part.events],
            changes=[change for part in told for change in part.changes],
            opens=[command for part in told for command in part.opens],
            closes=[command for part in told for command in part.closes],
        )


class Tried(Exception):
    """Ends a command that is only tried, in the place of its append. No error, and no refusal."""

    def __init__(self, trial: Trial) -> None:
        super().__init__("a dry run ends here")
        self.trial = trial


def changes(before: Figures, after: Figures) -> list[Change]:
    """The figures that differ, by name: those of a part as `part.figure`."""
    differing = {
        name: (before.get(name), after.get(name))
        for name in before.keys() | after.keys()
        if not _same(before.get(name), after.get(name))
    }
    told = [dict(_told(name, pair)) for name, pair in differing.items()]
    return [
        Change(figure=figure, before=was, after=will)
        for figure, (was, will) in sorted({k: v for each in told for k, v in each.items()}.items())
        if was != will
    ]


def _same(was: Figure | Part, will: Figure | Part) -> bool:
    if isinstance(was, Part) and isinstance(will, Part):
        return was.of is will.of
    return was == will


def _told(
    name: str, pair: tuple[Figure | Part, Figure | Part]
) -> Iterator[tuple[str, tuple[Figure, Figure]]]:
    was, will = map(partial(_figures, name), pair)
    for figure in was.keys() | will.keys():
        yield figure, (was.get(figure), will.get(figure))


def _figures(name: str, told: Figure | Part) -> Mapping[str, Figure]:
    if isinstance(told, Part):
        return {f"{name}.{figure}": value for figure, value in told.figures().items()}
    return {} if told is None else {name: told}


def no_figures(_: object) -> Figures:
    """Of a state that nobody reads by itself."""
    return {}
