"""A campaign of so many operations, on two processes; what it met, and the first rule it broke.

`python -m services.conventions.tests.campaign.run --operations 1000000 --seed 1`
"""

import argparse
import gc
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Final

from conventions.domain.table import TRANSITIONS

from .counts import AMENDING, Counts
from .life import Broken, live
from .moves import COMMANDS
from .shrink import shrunk, story_of

_LIVES: Final = 50  # in one piece of work
_SILENCE_S: Final = 10
Piece = tuple[Counts, dict[str, tuple[int, int]]]


@dataclass(slots=True)
class Campaign:
    """What came of it: `broken` has each invariant that a life broke, by the first such life."""

    seed: int
    counts: Counts = field(default_factory=Counts)
    broken: dict[str, int] = field(default_factory=dict)
    breaches: int = 0

    def add(self, piece: Piece) -> None:
        counts, broken = piece
        self.counts.add(counts)
        for fault, (life, times) in broken.items():
            self.breaches += times
            self.broken.setdefault(fault, life)


def _settle() -> None:
    """What was imported stays: looking for garbage in it takes an eighth of a campaign's time."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


def piece_of(seed: int, first: int, lives: int = _LIVES) -> Piece:
    """So many lives from this one on; of each invariant broken, the first life and how often."""
    counts, broken = Counts(), dict[str, tuple[int, int]]()
    for life in range(first, first + lives):
        try:
            live(seed, life, counts)
        except Broken as breach:
            known, times = broken.get(breach.invariant, (life, 0))
            broken[breach.invariant] = (known, times + 1)
    return counts, broken


def played(seed: int, operations: int, processes: int) -> Iterator[Campaign]:
    """The campaign after each piece, until it has so many operations."""
    campaign, firsts = Campaign(seed), count(0, _LIVES)
    with ProcessPoolExecutor(processes, initializer=_settle) as pool:
        pending = {pool.submit(piece_of, seed, first) for first in islice(firsts, processes * 2)}
        while pending:
            done = next(as_completed(pending))
            pending.discard(done)
            campaign.add(done.result())
            yield campaign
            if campaign.counts.operations < operations:
                pending.add(pool.submit(piece_of, seed, next(firsts)))


def breach_told(seed: int, life: int) -> str:
    """The life again, and the shortest story in it that breaks the same invariant."""
    try:
        live(seed, life, Counts())
    except Broken as breach:
        short = shrunk(breach.commands)
        head = f"life {life} of seed {seed} after {len(breach.commands)} operations: {breach.fault}"
        return f"{head}\n{len(short)} operations do:\n{story_of(short)}"
    return f"life {life} of seed {seed} breaks nothing this time"


def table_of(counts: Counts) -> Iterator[str]:
    """Each command, then each rule that refused, then how far the lives got."""
    yield f"{'command':28} {'accepted':>10} {'refused':>10}"
    for name in (command.__name__ for command in COMMANDS):
        yield f"{name:28} {counts.accepted[name]:>10,} {counts.refused[name]:>10,}"
    yield f"\n{len(counts.codes)} rules refused:"
    yield from (f"{times:>10,} {code}" for code, times in counts.codes.most_common())
    named = {rule.code for row in TRANSITIONS for rule in row.rules}
    yield f"\nnever met: {', '.join(sorted(named - counts.codes.keys())) or 'none'}"
    yield "\namendments in effect, by kind and by operation:"
    yield from (f"{times:>10,} {name}" for name, times in counts.amended.most_common())
    yield f"\nnever in effect: {', '.join(sorted(AMENDING - counts.amended.keys())) or 'none'}"
    yield "\nlives:"
    yield from (f"{times:>10,} {name}" for name, times in counts.lives.most_common())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--operations", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=int(time.time()))
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--life", type=int, help="tell this life alone, shrunk")
    asked = options.parse_args()
    if asked.life is not None:
        _say(breach_told(asked.seed, asked.life))
        return 0
    _say(f"model campaign: {asked.operations:,} operations, seed {asked.seed}")
    return _report(asked.seed, asked.operations, asked.processes)


def _report(seed: int, operations: int, processes: int) -> int:
    begun, said, campaign = time.monotonic(), 0.0, Campaign(seed)
    for campaign in played(seed, operations, processes):
        if (lasted := time.monotonic() - begun) - said > _SILENCE_S:
            said = lasted
            _say(_progress(campaign, lasted))
    _say("\n".join(table_of(campaign.counts)))
    _say("\n" + _progress(campaign, time.monotonic() - begun))
    for life in campaign.broken.values():
        _say("\n" + breach_told(seed, life))
    return 1 if campaign.broken else 0


def _progress(campaign: Campaign, lasted: float) -> str:
    so_far = campaign.counts.operations
    rate = f"{so_far / lasted:,.0f} a second"
    return f"{so_far:>10,} operations in {lasted:,.0f} s, {rate}, {campaign.breaches} breaches"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
