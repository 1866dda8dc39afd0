"""A life through the application: each operation tried, then given; the two are compared."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final, cast
from uuid import UUID

from conventions import application
from conventions.application import Conventions, stream_of, streams_over
from conventions.beside import Beside
from conventions.days_off import DaysOff
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.signing_round import Mandate
from conventions.domain.figures import figures
from conventions.domain.openings import openings
from conventions.office import Office
from conventions.registry import KnownOrganisation, Standing
from conventions.taking_over import PaperFiles
from mithaq.commands import Accepted, Submission
from mithaq.errors import MithaqError
from mithaq.ids import new_id
from mithaq.store import EventStore, Log, Write
from mithaq.trials import Trial, Tried, changes

from ..people import DAY, ID
from .days import BACKDATING_DAYS
from .luck import Luck
from .moves import Circumstances, move
from .starts import STAGES, commands_of

Count = Callable[[], Awaitable[object]]
STREAM: Final = stream_of(ID)


@dataclass(slots=True)
class Suspended:
    """A registry that knows nothing but who is inactive, whenever it is asked."""

    stopped: frozenset[UUID] = frozenset()

    async def organisation(self, organisation_id: UUID) -> KnownOrganisation | None:
        raise AssertionError(f"no random life asks for organisation {organisation_id}")

    async def can_sign(self, organisation: UUID, on: date, *, without: UUID) -> bool:
        raise AssertionError(f"no random life asks whether {organisation} can sign")

    async def mandate(self, mandate_id: UUID) -> Mandate | None:
        raise AssertionError(f"no random life asks for mandate {mandate_id}")

    async def organisations(self, wanted: Collection[UUID]) -> Sequence[KnownOrganisation]:
        raise AssertionError(f"no random life asks for organisations {wanted}")

    async def current(self, wanted: Collection[UUID]) -> Mapping[UUID, UUID]:
        return {}

    async def merged_into(self, organisation_id: UUID) -> Sequence[UUID]:
        return []

    async def entries_of(self, organisation_id: UUID) -> Sequence[UUID]:
        return [organisation_id]

    async def standing(self, wanted: Iterable[UUID], days: Iterable[date]) -> Standing:
        return Standing(inactive=self.stopped)


@dataclass(slots=True)
class Appends:
    """An event store that notes what is appended to it."""

    store: EventStore
    writes: list[Write] = field(default_factory=list)

    async def load(self, *asked: Any) -> Any:
        return await self.store.load(*asked)

    async def accepted(self, *asked: Any) -> Accepted | None:
        return await self.store.accepted(*asked)

    async def unchanged(self, *asked: Any) -> Accepted:
        return await self.store.unchanged(*asked)

    async def append(self, writes: Sequence[Write], *asked: Any) -> Accepted:
        self.writes += writes
        return await self.store.append(writes, *asked)


class Life:
    """One convention over a store. `count` tells all that the store holds."""

    def __init__(self, store: EventStore, count: Count) -> None:
        self.appends, self._count = Appends(store), count
        self.registry = Suspended()
        self.conventions = Conventions(
            streams=streams_over(self.appends),
            beside=Beside.over(self.appends),
            days_off=DaysOff.over(self.appends),
            office=Office.over(self.appends),
            paper=PaperFiles.over(self.appends),
            registry=self.registry,
            readers={},
            log=cast("Log", None),
            clock=lambda: datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC),
            backdating_days=BACKDATING_DAYS,
        )

    async def live(self, luck: Luck, operations: int) -> int:
        """So many operations; returns how many of them were accepted."""
        accepted = 0
        for command in commands_of(luck.one(STAGES)):
            accepted += await self.operate(command)
        now = Circumstances(today=DAY, inactive=frozenset(), diligence=luck.one((50, 75, 95)))
        for _ in range(operations):
            accepted += await self.operate(move(luck, await self._state(), now))
        return accepted

    async def operate(self, command: ConventionCommand) -> bool:
        """Try it, then give it. AssertionError where the trial told anything else."""
        self.registry.stopped = command.header.inactive
        before, held = await self._state(), await self._count()
        told = await self._outcome(command, dry_run=True)
        assert await self._count() == held, "a trial left something behind"
        self.appends.writes.clear()
        given = await self._outcome(command, dry_run=False)
        if isinstance(given, MithaqError):
            assert _refusal(told) == _refusal(given), (told, given)
            return False
        assert isinstance(told, Trial), told
        assert list(told.events) == self._appended(told)
        after = await self._state()
        assert list(told.changes) == changes(figures(before), figures(after))
        was, will = self._open(before, command), self._open(after, command)
        assert (set(told.opens), set(told.closes)) == (will - was, was - will)
        return True

    async def _outcome(
        self, command: ConventionCommand, *, dry_run: bool
    ) -> Trial | Accepted | MithaqError:
        submission = Submission(
            caller=command.caller,
            command_id=new_id(),
            fingerprint=b"life",
            correlation_id="life",
            dry_run=dry_run,
        )
        try:
            return await application.run(self.conventions, submission, command)
        except Tried as tried:
            return tried.trial
        except MithaqError as refusal:
            return refusal

    def _appended(self, told: Trial) -> list[Any]:
        """What was written, in the form of a trial's events."""
        amounts = [each.amounts for each in told.events]
        made = [
            (write.stream_id, write.expected + nth, new.type, new.data)
            for write in self.appends.writes
            for nth, new in enumerate(write.events, start=1)
        ]
        kind = type(told.events[0]) if told.events else None
        assert len(made) == len(amounts)
        return [
            kind(stream_id=stream, version=version, type=name, data=data, amounts=known)
            for (stream, version, name, data), known in zip(made, amounts, strict=True)
            if kind is not None
        ]

    async def _state(self) -> Absent | Convention:
        return (await self.conventions.streams.load(STREAM)).state

    def _open(self, state: Absent | Convention, command: ConventionCommand) -> set[str]:
        if isinstance(state, Absent):
            return set()
        told = openings(state, command.caller, command.header.inactive)
        return {each.command for each in told if each.closed_by is None}


def _refusal(outcome: object) -> object:
    if isinstance(outcome, MithaqError):
        return type(outcome), outcome.values, outcome.lists
    return outcome
