"""The schedule of kills (which process, when, how): a pure function of their number and a seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Final

from mithaq.failpoints import FailPoint


class Part(StrEnum):
    """A process of the campaign, or one of the two servers it uses."""

    WRITER_1 = "writer-1"
    WRITER_2 = "writer-2"
    SEQUENCER = "sequencer"
    RELAY = "relay"
    TAIL = "tail"
    CONSUMER_A = "consumer-a"
    CONSUMER_B = "consumer-b"
    REBUILDER = "rebuilder"
    REACTOR = "reactor"
    TIMER_1 = "timer-1"
    TIMER_2 = "timer-2"
    POSTGRES = "postgres"
    KAFKA = "kafka"


class Manner(StrEnum):
    """How a process is killed if not at a fail point."""

    SIGKILL = "SIGKILL"
    IMMEDIATE_STOP = "immediate stop"  # SIGQUIT to the postmaster: no checkpoint
    BACKEND = "SIGKILL of a backend"  # PostgreSQL then terminates every session and recovers


@dataclass(frozen=True, slots=True)
class Life:
    """One run of a process: after `after_s` it is killed, or armed to be killed at a fail point."""

    nth: int
    after_s: float
    manner: Manner = Manner.SIGKILL
    point: FailPoint | None = None
    passing: int = 1  # which passing of the fail point kills it


SERVERS: Final = (Part.POSTGRES, Part.KAFKA)
SHARES: Final[Mapping[Part, int]] = {  # of a hundred kills
    Part.WRITER_1: 11,
    Part.WRITER_2: 11,
    Part.SEQUENCER: 13,
    Part.RELAY: 14,
    Part.TAIL: 10,
    Part.CONSUMER_A: 8,  # with more, the group would only rebalance
    Part.CONSUMER_B: 8,
    Part.REBUILDER: 7,
    Part.REACTOR: 4,
    Part.TIMER_1: 4,
    Part.TIMER_2: 4,
    Part.POSTGRES: 4,
    Part.KAFKA: 2,
}
POINTS: Final[Mapping[Part, Sequence[FailPoint]]] = {
    Part.WRITER_1: [FailPoint.APPENDED],
    Part.WRITER_2: [FailPoint.SNAPSHOT, FailPoint.APPENDED],
    Part.SEQUENCER: [FailPoint.SEQUENCED],
    Part.RELAY: [FailPoint.PRODUCED, FailPoint.DERIVED],
    Part.TAIL: [FailPoint.PROJECTED],
    Part.CONSUMER_A: [FailPoint.CONSUMED, FailPoint.ASSIGNED],
    Part.CONSUMER_B: [FailPoint.ASSIGNED, FailPoint.CONSUMED],
    Part.REBUILDER: [FailPoint.REBUILDING, FailPoint.SWITCHING],
    Part.REACTOR: [FailPoint.REACTED],
    Part.TIMER_1: [FailPoint.DEADLINES_CLAIMED, FailPoint.DEADLINES_GIVEN],
    Part.TIMER_2: [FailPoint.DEADLINES_GIVEN, FailPoint.DEADLINES_CLAIMED],
}
FEWEST: Final = 18  # kills, for every part and every fail point once
# Of the two timers one works and the other stands by: whichever it is meets both of its points.
_AT_LEAST: Final[Mapping[Part, int]] = {
    Part.REBUILDER: 2,
    Part.RELAY: 2,
    Part.TIMER_1: 2,
    Part.TIMER_2: 2,
}
_PASSINGS: Final[Mapping[FailPoint, int]] = {  # the latest passing that kills
    FailPoint.APPENDED: 30,
    FailPoint.SNAPSHOT: 8,
    FailPoint.SEQUENCED: 20,
    FailPoint.PRODUCED: 15,
    FailPoint.DERIVED: 3,
    FailPoint.PROJECTED: 15,
    FailPoint.CONSUMED: 4,
    FailPoint.ASSIGNED: 2,
    FailPoint.REBUILDING: 3,
    FailPoint.SWITCHING: 1,
    FailPoint.REACTED: 3,
    FailPoint.DEADLINES_CLAIMED: 3,
    FailPoint.DEADLINES_GIVEN: 3,
}
_A_KILL_S: Final = 0.55  # the average time between two kills
_STOPS: Final = (Manner.IMMEDIATE_STOP, Manner.BACKEND, Manner.SIGKILL)

Schedule = Mapping[Part, Sequence[Life]]


def schedule(kills: int, seed: int) -> Schedule:
    """The lives of every part, `kills` in all, at least `FEWEST`."""
    if kills < FEWEST:
        raise ValueError(f"a campaign has at least {FEWEST} kills, to reach every fail point")
    counts = _share_out(kills)
    seconds = kills * _A_KILL_S
    return {part: _lives(part, count, seconds / count, seed) for part, count in counts.items()}


def _share_out(kills: int) -> dict[Part, int]:
    """Numbers of kills close to the shares; the remainder goes to the largest."""
    counts = {
        part: max(_AT_LEAST.get(part, 1), kills * share // 100) for part, share in SHARES.items()
    }
    largest = sorted(SHARES, key=lambda part: -SHARES[part])
    nth = 0
    while (left := kills - sum(counts.values())) != 0:
        part = largest[nth % len(largest)]
        if left > 0:
            counts[part] += 1
        elif counts[part] > _AT_LEAST.get(part, 1):
            counts[part] -= 1
        nth += 1
    return counts


def _lives(part: Part, count: int, mean_s: float, seed: int) -> list[Life]:
    random = Random(f"{seed}/{part}")
    return [_life(part, nth, mean_s, random) for nth in range(count)]


def _life(part: Part, nth: int, mean_s: float, random: Random) -> Life:
    """First lives use the process's fail points in turn, half of the later ones a random one."""
    # A server needs seconds to restart, during which the other processes run on.
    early, late = (0.1, 0.8) if part in SERVERS else (0.3, 1.2)
    after_s = round(mean_s * random.uniform(early, late), 3)
    if part is Part.POSTGRES:
        return Life(nth, after_s, _STOPS[nth] if nth < len(_STOPS) else random.choice(_STOPS))
    points = POINTS.get(part, ())
    must, may = nth < len(points), random.random() < 0.5
    if not points or not (must or may):
        return Life(nth, after_s)
    point = points[nth] if must else random.choice(points)
    passing = 1 if must else random.randint(1, _PASSINGS[point])
    # Assignments are rare, so this fail point is armed from the start.
    return Life(nth, 0 if point is FailPoint.ASSIGNED else after_s, point=point, passing=passing)
