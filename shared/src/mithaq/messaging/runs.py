"""Collects the lines of one partition until a seal covers them; what none covers is forged.

So is what its service has lost since (see `pasts`).

A run stands within one batch of its relay, so nothing can come between its records, and at the end
of a partition no run is unfinished. A forged record therefore delays nothing and hides nothing: it
is set aside, and the true line of the same number, before it or after it, is taken.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from aiokafka import ConsumerRecord

from mithaq.errors import MalformedEvent
from mithaq.messaging.cloudevents import PublishedLine, decode
from mithaq.messaging.seals import MAX_RUN, Seal, Sealed, Trust
from mithaq.store.chain import link

T = TypeVar("T")

_UNSEALED: Final = "forged line: its service has not sealed it"
_WRONG_SEAL: Final = "forged line: its seal is not its service's, or is of other lines"
_LOST: Final = "forged line: its service has lost it in a restore, and gave its number away"
_WRONG_HASH: Final = "forged line: its hash is not that of its content"


class Forged(NamedTuple, Generic[T]):
    """A record that is not believed, and why."""

    record: T
    reason: str


class Believed(NamedTuple, Generic[T]):
    """A record whose line is its service's."""

    record: T
    published: PublishedLine


class Runs(Generic[T]):
    """The records of one partition, given in the order of their offsets."""

    def __init__(self, trust: Trust, partition: int) -> None:
        self._trust, self._partition = trust, partition
        self._waiting: deque[Believed[T]] = deque()

    @property
    def waiting(self) -> Sequence[Believed[T]]:
        """Records that a seal may still cover."""
        return self._waiting

    def add(
        self, record: T, published: PublishedLine
    ) -> tuple[Sequence[Believed[T]], Sequence[Forged[T]]]:
        """What may be believed now, and what is forged."""
        if not self._trust.required:
            return self._as_it_comes(Believed(record, published))
        self._waiting.append(Believed(record, published))
        if published.seal is not None:
            return self._closed(published.seal)
        if len(self._waiting) > MAX_RUN:
            return (), [Forged(self._waiting.popleft().record, _UNSEALED)]
        return (), ()

    def end(self) -> Sequence[Forged[T]]:
        """Nothing follows: what still waits is forged."""
        forged = [Forged(each.record, _UNSEALED) for each in self._waiting]
        self._waiting.clear()
        return forged

    def _closed(self, seal: Seal) -> tuple[Sequence[Believed[T]], Sequence[Forged[T]]]:
        run = list(self._waiting)[-seal.length :]
        rows = [_row(each.published) for each in run]
        if not self._trust.proves(seal, self._partition, rows):
            return (), [Forged(self._waiting.pop().record, _WRONG_SEAL)]
        before = [self._waiting.popleft() for _ in range(len(self._waiting) - seal.length)]
        self._waiting.clear()
        forged = [Forged(each.record, _UNSEALED) for each in before]
        if not all(_follows(each.published) for each in run):  # a copy with other content
            return (), [*forged, *(Forged(each.record, _WRONG_HASH) for each in run)]
        lost = [self._trust.has_lost(row) for row in rows]
        forged += [Forged(one.record, _LOST) for one, gone in zip(run, lost, strict=True) if gone]
        return [one for one, gone in zip(run, lost, strict=True) if not gone], forged

    def _as_it_comes(self, one: Believed[T]) -> tuple[Sequence[Believed[T]], Sequence[Forged[T]]]:
        if one.published.before and not _follows(one.published):
            return (), [Forged(one.record, _WRONG_HASH)]
        return [one], ()


def believed_of(trust: Trust, records: Iterable[ConsumerRecord[Any, Any]]) -> list[PublishedLine]:
    """The lines among one partition's records that are their service's; they end its runs."""
    runs: Runs[None] | None = None
    found: list[PublishedLine] = []
    for record in records:
        runs = runs or Runs(trust, record.partition)
        try:
            published = decode(record.headers, record.value)
        except MalformedEvent:
            continue
        if published.source == record.topic:
            found += [each.published for each in runs.add(None, published)[0]]
    return found


def are_whole_runs(trust: Trust, partition: int, lines: Sequence[PublishedLine]) -> bool:
    """Whether these are sealed runs and nothing else: what nearly every poll is, and what costs
    half as much to find out.
    """
    if not trust.required:
        return all(not each.before or _follows(each) for each in lines)
    start = 0
    for end, published in enumerate(lines, start=1):
        if published.seal is not None:
            rows = [_row(each) for each in lines[start:end]]
            if not trust.proves(published.seal, partition, rows) or any(map(trust.has_lost, rows)):
                return False
            start = end
    return start == len(lines) and all(map(_follows, lines))


def _row(published: PublishedLine) -> Sealed:
    line = published.line
    return Sealed(line.seq, published.previous, line.hash, published.after, published.restores)


def _follows(published: PublishedLine) -> bool:
    """Whether the hash is that of the line's content after the line before it."""
    return link(published.before, published.line) == published.line.hash
