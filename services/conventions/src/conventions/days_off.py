"""The office's corrections of days off: their stream, read by whoever counts working days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from mithaq.commands import Accepted, Submission
from mithaq.dating import ensure_dated
from mithaq.store import EventStore, StateCache, Streams

from conventions.catalogue import HOLIDAYS
from conventions.domain.core.policy import Capacity
from conventions.domain.holidays.commands import CorrectHoliday
from conventions.domain.holidays.decide import STREAM, Holidays, correct, evolve
from conventions.domain.holidays.events import HolidayCorrected


@dataclass(frozen=True, slots=True)
class DaysOff:
    """One stream for the Kingdom."""

    stream: Streams[Holidays, HolidayCorrected]

    @staticmethod
    def over(store: EventStore, cache: StateCache | None = None) -> "DaysOff":
        return DaysOff(Streams(store, HOLIDAYS, Holidays(), evolve, cache=cache))

    async def known(self) -> Holidays:
        return (await self.stream.load(STREAM)).state

    async def corrected(self) -> Mapping[date, bool]:
        """By day, whether it is off: what goes before the library's table."""
        return (await self.known()).off

    async def run(self, submission: Submission, command: CorrectHoliday) -> Accepted:
        """Once per idempotency key. Of two at once the second decides afresh."""
        dating = command.dating
        ensure_dated(command.caller, dating, dating.on, allowed_days=0)
        capacity = str(Capacity.OFFICE) if Capacity.OFFICE in command.caller.roles else "none"
        request = submission.request(capacity, dating.on, dating_reason=dating.reason)
        return await self.stream.run(STREAM, partial(correct, command=command), request)
