"""Measures, the bars they must reach, and their outcomes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Self

from tests.bench.world import World

Round = Callable[[World], Awaitable[float]]


class Found(float):
    """A figure with what it was found on: the worst of many, say."""

    on: str

    def __new__(cls, value: float, on: str) -> Self:
        found = super().__new__(cls, value)
        found.on = on
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar: limits of our figure, and how many times better than the peer's it must be."""

    at_least: float | None = None
    at_most: float | None = None
    ratio: float | None = None

    def __str__(self) -> str:
        parts = (("value >=", self.at_least), ("value <=", self.at_most), ("ratio >=", self.ratio))
        return ", ".join(f"{what} {limit:,g}" for what, limit in parts if limit is not None)

    def holds(self, value: float, ratio: float | None) -> bool:
        """Whether the outcome reaches the bar. Raises TypeError for a ratio without a peer."""
        if self.ratio is not None and ratio is None:
            raise TypeError("a ratio needs a peer")
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.ratio is None or ratio is None or ratio >= self.ratio)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure: each call of `ours`, and of `theirs` under the same conditions, gives one figure.

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
    """The figures of one measure, without the warm-up round."""

    measure: Measure
    values: list[float]
    peer_values: list[float] = field(default_factory=list)

    @property
    def value(self) -> float:
        return median(self.values)

    @property
    def name(self) -> str:
        """The measure's; where it looked for the worst of many, with which that was."""
        found = self.value
        name = self.measure.name
        return f"{name} ({found.on})" if isinstance(found, Found) else name

    @property
    def peer_value(self) -> float | None:
        return median(self.peer_values) if self.peer_values else None

    @property
    def ratio(self) -> float | None:
        """How many times better our figure is; below 1 the peer's is better."""
        if not self.peer_value or not self.value:
            return None
        ratio = self.value / self.peer_value
        return 1 / ratio if self.measure.less_is_better else ratio

    @property
    def holds(self) -> bool | None:
        """Whether the bar is reached; None without a bar."""
        bar = self.measure.bar
        return None if bar is None else bar.holds(self.value, self.ratio)


async def measured(measure: Measure, world: World, rounds: int) -> Outcome:
    """Run ours and theirs alternately, so that other load on the machine affects both."""
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
