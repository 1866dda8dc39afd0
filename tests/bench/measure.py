"""What a measure is, what must hold of it, and what came of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from statistics import median

from tests.bench.world import World

Round = Callable[[World], Awaitable[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What must hold: our figure within limits, our figure so many times better than the peer's."""

    at_least: float | None = None
    at_most: float | None = None
    ratio: float | None = None

    def __str__(self) -> str:
        parts = (("value >=", self.at_least), ("value <=", self.at_most), ("ratio >=", self.ratio))
        return ", ".join(f"{what} {limit:,g}" for what, limit in parts if limit is not None)

    def holds(self, value: float, ratio: float | None) -> bool:
        """Raises TypeError when a ratio is asked of a measure without a peer."""
        if self.ratio is not None and ratio is None:
            raise TypeError("a ratio needs a peer")
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.ratio is None or ratio is None or ratio >= self.ratio)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure a call of `ours`, and of `theirs` under the same conditions in the same run.

    Where it `warms_up`, a round that does not count precedes the others; a single round never has
    one. `sizes` places it on a growth chart: how many events stood under our figure and the peer's.
    """

    name: str
    unit: str
    ours: Round
    peer: str | None = None
    theirs: Round | None = None
    bar: Bar | None = None
    less_is_better: bool = False
    rounds: int = 5
    warms_up: bool = True
    sizes: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The counted rounds of one measure."""

    measure: Measure
    values: list[float]
    peer_values: list[float] = field(default_factory=list)

    @property
    def value(self) -> float:
        return median(self.values)

    @property
    def peer_value(self) -> float | None:
        return median(self.peer_values) if self.peer_values else None

    @property
    def ratio(self) -> float | None:
        """How many times better ours is; below 1 the peer is better."""
        if not self.peer_value or not self.value:
            return None
        ratio = self.value / self.peer_value
        return 1 / ratio if self.measure.less_is_better else ratio

    @property
    def holds(self) -> bool | None:
        """None when nothing was asked of it."""
        bar = self.measure.bar
        return None if bar is None else bar.holds(self.value, self.ratio)


async def measured(measure: Measure, world: World, rounds: int) -> Outcome:
    """Ours, theirs, ours, theirs: what the machine does meanwhile hits both alike."""
    outcome = Outcome(measure, [], [])
    warming_up = int(measure.warms_up and rounds > 1 and not world.quick)
    for nth in range(warming_up + rounds):
        value = await measure.ours(world)
        peer_value = await measure.theirs(world) if measure.theirs else None
        if nth >= warming_up:
            outcome.values.append(value)
            if peer_value is not None:
                outcome.peer_values.append(peer_value)
    return outcome
