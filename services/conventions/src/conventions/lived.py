"""All that was told of one convention, decoded: to fold it again as of any day."""

from collections.abc import Sequence
from typing import Final

from mithaq.events import decode_origin
from mithaq.store import Log, Pace

from conventions.catalogue import CONVENTIONS
from conventions.domain.state_at import Lived

_TYPES: Final = frozenset(name for name, _ in CONVENTIONS.current)
_A_FEW: Final = 32  # events between two looks at the clock


async def lived(log: Log, stream_id: str, version: int) -> Sequence[Lived]:
    """Up to this version of the stream, decoded in slices between which others are served."""
    pace, told = Pace(), list[Lived]()
    for nth, line in enumerate(await log.committed(stream_id, _TYPES, after=0, until=version)):
        event = CONVENTIONS.decode(line.type, line.schema, line.data)
        told.append(Lived(event, decode_origin(line.meta), line.recorded_at))
        if nth % _A_FEW == 0 and pace.due:
            await pace.rest()
    return told
