"""Sparing the garbage collector the states of long streams, which are many objects and no cycles.

A state of thirty thousand events is 200,000 objects. While they are made the collector would look
at them six times, and at all that are cached in each full collection: the loop stands still for
0.4 s with a few such states (measured). So it rests during such a replay, and what was made is
taken out of its sight (`gc.freeze`); a state that leaves the cache is freed all the same, by its
reference count.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# What others left in cycles during a replay is out of sight as well: once in so many, all is
# looked through, which takes as long as a full collection would have.
FULL_EVERY = 500


class _Spared:
    """How many replays are under way in this process, and how many there were."""

    under_way = 0
    done = 0


@contextmanager
def long_lived() -> Iterator[None]:
    """What is made inside lives long and has no cycles."""
    if not _Spared.under_way and gc.isenabled():
        gc.collect(1)
        gc.disable()
    _Spared.under_way += 1
    try:
        yield
    finally:
        _Spared.under_way -= 1
        _Spared.done += 1
        if _Spared.done % FULL_EVERY == 0:
            gc.unfreeze()
            gc.collect()
        gc.freeze()
        if not _Spared.under_way:
            gc.enable()
