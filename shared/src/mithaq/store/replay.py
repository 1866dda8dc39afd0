"""Folding the events of a stream into its state, however many there are."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Generic, NamedTuple, TypeVar

import structlog

from mithaq.errors import DecisionNotFoldable
from mithaq.events import Catalogue, Provenance, decode_origin
from mithaq.states import closed, opened
from mithaq.store.cache import Loaded
from mithaq.store.contract import EventStore, NewEvent, Stored, Write
from mithaq.store.long_lived import long_lived
from mithaq.store.pacing import Pace

log = structlog.get_logger()
S = TypeVar("S")
E = TypeVar("E")
Evolve = Callable[[S, E, Provenance], S]

_PAGE: Final = 1_000  # events read at once
# From so many events on, opening and closing the state costs less than copying it for each.
_MANY: Final = 50
_A_FEW: Final = 32  # events between two looks at the clock


class Replaying(NamedTuple, Generic[S]):
    """How a replay of many events takes a state on, and hands it over: see `mithaq.states`."""

    taken_on: Callable[[S], S] = opened
    taken_over: Callable[[S], S] = closed


class Replay(Generic[S, E]):
    """Reads page by page, folds in slices between which others run, and changes states in place
    that nobody has seen yet."""

    def __init__(
        self,
        store: EventStore,
        catalogue: Catalogue[E],
        evolve: Evolve[S, E],
        replaying: Replaying[S] | None = None,
    ) -> None:
        self._store, self._decode, self._evolve = store, catalogue.decode, evolve
        self._taken_on, self._taken_over = replaying or Replaying[S]()

    async def read_on(self, stream_id: str, known: Loaded[S]) -> Loaded[S]:
        """`known` after the events that follow it."""
        page = await self._store.load(stream_id, known.version, _PAGE)
        if len(page) < _PAGE:
            return await self._after_page(known, page)
        with long_lived():
            return await self._after_pages(stream_id, known, page)

    async def of_events(self, stream_id: str, initial: S, version: int) -> S:
        """The state after so many events, made of them alone."""
        pace, loaded = Pace(), Loaded(self._taken_on(initial), 0)
        while loaded.version < version:
            limit = min(_PAGE, version - loaded.version)
            page = await self._store.load(stream_id, loaded.version, limit)
            loaded = await self._folded(loaded, page, pace, many=True)
        return self._taken_over(loaded.state)

    async def _after_page(self, known: Loaded[S], page: Sequence[Stored]) -> Loaded[S]:
        if len(page) <= _MANY:
            return await self._folded(known, page, Pace(), many=False)
        loaded = replace(known, state=self._taken_on(known.state))
        loaded = await self._folded(loaded, page, Pace(), many=True)
        return replace(loaded, state=self._taken_over(loaded.state))

    async def _after_pages(
        self, stream_id: str, known: Loaded[S], page: Sequence[Stored]
    ) -> Loaded[S]:
        pace, loaded = Pace(), replace(known, state=self._taken_on(known.state))
        while page:
            # The database reads the next page while this one is folded.
            version = loaded.version + len(page)
            reading = asyncio.ensure_future(self._store.load(stream_id, version, _PAGE))
            try:
                loaded = await self._folded(loaded, page, pace, many=True)
            except BaseException:
                reading.cancel()
                raise
            page = await reading
        return replace(loaded, state=self._taken_over(loaded.state))

    async def _folded(
        self, loaded: Loaded[S], page: Sequence[Stored], pace: Pace, *, many: bool
    ) -> Loaded[S]:
        state, told = loaded.state, loaded.told
        for nth, stored in enumerate(page):
            event = self._decode(stored.type, stored.schema, stored.data)
            evolved = self._evolve(state, event, _provenance(stored))
            # A stream's first event makes a state of another class: opened, it stays itself.
            state = self._taken_on(evolved) if many and evolved is not state else evolved
            told += len(stored.data) + len(stored.meta)
            if nth % _A_FEW == 0 and pace.due:
                await pace.rest()
        return Loaded(state, loaded.version + len(page), told)

    def decided(self, write: Write, loaded: Loaded[S], events: Sequence[E]) -> Loaded[S]:
        """What the stream will hold after these events, which `write` appends.

        Raises DecisionNotFoldable if `evolve` fails on one: appended, it would fail every load.
        """
        many = len(events) > _MANY
        state = self._taken_on(loaded.state) if many else loaded.state
        for event, new in zip(events, write.events, strict=True):
            try:
                evolved = self._evolve(state, event, _provenance(new))
            except Exception as error:
                log.exception("decision_not_foldable", stream=write.stream_id, event_type=new.type)
                raise DecisionNotFoldable(event=new.type) from error
            state = self._taken_on(evolved) if many and evolved is not state else evolved
        state = self._taken_over(state) if many else state
        return Loaded(state, loaded.version + len(events), loaded.told + write.size)


def _provenance(stored: Stored | NewEvent) -> Provenance:
    """Decoded at once; metadata of no form we know fails whoever asks for it, and nobody else."""
    try:
        return decode_origin(stored.meta)
    except ValueError:
        return stored
