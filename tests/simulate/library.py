"""The events of the simulated conventions: lives decided by the domain, told again under new names.

A few lives of different lengths are decided command by command; every simulated convention tells
the one that is just long enough for it, with an identity, a reference and parties of its own.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from conventions.catalogue import CONVENTIONS
from mithaq.commands import Caller, Request
from mithaq.events import Origin
from mithaq.events.encoding import encode_metadata

from services.conventions.tests.huge import Size, history
from services.conventions.tests.people import COMMUNE, ID, OPERATOR, REGION
from services.conventions.tests.proposal import OUTLINE
from tests.simulate.ministry import Life, Stretch

# Each is a bit more than half as long again as the one before.
LENGTHS: Final = (60, 100, 170, 280, 460, 760, 1_250, 2_050, 3_400, 5_500, 9_000, 15_000, 30_000)
_REGIONS: Final = UUID("0199b1c4-0000-7000-8000-000000000000")
_COMMAND: Final = UUID(int=0)


class Line(NamedTuple):
    """An encoded event."""

    type: str
    schema: int
    data: str
    meta: str


@dataclass(frozen=True, slots=True)
class Library:
    """`lives` by length, ascending."""

    lives: Sequence[Sequence[Line]]

    def lines(self, stretch: Stretch) -> Iterator[tuple[int, Line]]:
        """The versions of one stretch of a convention's life, and what they tell."""
        told = self._long_enough(stretch.life)
        own = _names(stretch.life)
        for version in range(stretch.after + 1, stretch.upto + 1):
            yield version, _renamed(told[version - 1], own)

    def _long_enough(self, life: Life) -> Sequence[Line]:
        lengths = [len(each) for each in self.lives]
        return self.lives[min(bisect_left(lengths, life.events), len(lengths) - 1)]


def library(longest: int) -> Library:
    """Lives of every length up to the first that is at least `longest` events."""
    most = next((length for length in LENGTHS if length >= longest), LENGTHS[-1])
    return Library([_life(length) for length in LENGTHS if length <= most])


def organisation(region: str, role: str) -> UUID:
    """The council, the communes or the operator of a region: one of each stands for all."""
    return uuid5(_REGIONS, f"{region}-{role}")


def _life(length: int) -> Sequence[Line]:
    contributions = max(2, length // 15)
    size = Size(
        parties=min(20, 3 + contributions // 20),
        actions=min(644, max(1, contributions // 3)),
        contributions=contributions,
        events=length,
    )
    return [_line(event, origin) for event, origin in history(size)][:length]


def _line(event: object, origin: Origin) -> Line:
    name, schema, data = CONVENTIONS.encode(event)  # type: ignore[arg-type]
    return Line(name, schema, data, _meta(origin))


def _meta(origin: Origin) -> str:
    by = origin.by
    caller = Caller(subject=by.id, organisation=UUID(by.organisation) if by.organisation else None)
    request = Request(
        command_id=_COMMAND,
        fingerprint=b"",
        caller=caller,
        capacity=by.capacity,
        correlation_id="simulated",
        effective_date=origin.effective_date,
        instrument=by.instrument,
    )
    return encode_metadata(request.metadata())


def _names(life: Life) -> Sequence[tuple[str, str]]:
    """What stands in the decided life, and what is told instead."""
    return (
        (str(ID), str(life.convention_id)),
        (str(REGION), str(organisation(life.region, "region"))),
        (str(COMMUNE), str(organisation(life.region, "commune"))),
        (str(OPERATOR), str(organisation(life.region, "operator"))),
        (f'"{OUTLINE.reference}"', f'"SIM-{life.number:05d}"'),
        (f'"region":"{OUTLINE.region}"', f'"region":"{life.region}"'),
    )


def _renamed(line: Line, own: Sequence[tuple[str, str]]) -> Line:
    data, meta = line.data, line.meta
    for told, instead in own:
        data, meta = data.replace(told, instead), meta.replace(told, instead)
    return Line(line.type, line.schema, data, meta)
