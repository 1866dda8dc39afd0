"""The events that tell the history of a text: a few kinds of one stream, decoded once and kept."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, get_args

from mithaq.events import decode_origin
from mithaq.store import Log, Pace

from conventions.catalogue import CONVENTIONS
from conventions.domain.minutes import MINUTED
from conventions.domain.takeover.events import TakeoverEvent
from conventions.domain.takeover.ordinary import ordinary
from conventions.domain.text_at import TEXT_EVENTS, Told

_TYPES: Final = frozenset(
    kind.__name__ for kind in (*TEXT_EVENTS, *MINUTED, *get_args(TakeoverEvent))
)
_A_FEW: Final = 32  # events between two looks at the clock
# Of all histories kept, in events: some 30 MB.
_KEPT: Final = 20_000


@dataclass(frozen=True, slots=True)
class History:
    """All that was told up to `version` of the stream."""

    version: int = 0
    told: Sequence[Told] = ()


@dataclass(slots=True)
class Histories:
    """The histories read last. Events never change, so what is kept is only ever added to."""

    kept: OrderedDict[str, History] = field(default_factory=OrderedDict)

    async def read(self, log: Log, stream_id: str, version: int) -> Sequence[Told]:
        """All that was told up to this version at least, in its order."""
        known = self.kept.get(stream_id, History())
        if known.version < version:
            known = await _read_on(log, stream_id, known, version)
            self.kept[stream_id] = known
        if stream_id in self.kept:
            self.kept.move_to_end(stream_id)
        self._forget()
        return known.told

    def _forget(self) -> None:
        """The least recently read, until the rest are few enough; never the last one read."""
        while len(self.kept) > 1 and sum(len(each.told) for each in self.kept.values()) > _KEPT:
            self.kept.popitem(last=False)


async def _read_on(log: Log, stream_id: str, known: History, version: int) -> History:
    """Decoded in slices between which others are served."""
    pace, told = Pace(), list(known.told)
    new = await log.committed(stream_id, _TYPES, after=known.version, until=version)
    for nth, line in enumerate(new):
        event = CONVENTIONS.decode(line.type, line.schema, line.data)
        if isinstance(event, TakeoverEvent):
            read = ((each.event, each.on) for each in ordinary(event))
            told += (Told(one, line.version, day, line.recorded_at) for one, day in read)
            continue
        on = decode_origin(line.meta).effective_date
        told.append(Told(event, line.version, on, line.recorded_at))
        if nth % _A_FEW == 0 and pace.due:
            await pace.rest()
    return History(version, told)
