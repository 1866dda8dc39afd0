"""Which lines a restored source has lost: their numbers are given to other lines now. Pure."""

Restores = tuple[int, ...]


def lost_after(known: Restores, told: Restores, applied: int) -> int | None:
    """The line after which a consumer that applied up to `applied` holds lines that were lost.

    None if it holds none. What it knows of was judged before.
    """
    common = next(
        (n for n, (a, b) in enumerate(zip(known, told, strict=False)) if a != b), len(known)
    )
    end = min(told[common:], default=applied)
    return end if end < applied else None


def is_older(told: Restores, known: Restores) -> bool:
    """Whether a line that tells this was sent before the restores that are known, or knows all."""
    return known[: len(told)] == told


def is_lost(told: Restores, known: Restores, seq: int) -> bool:
    """Whether line `seq`, sent when these restores had been, is lost since others were."""
    return is_older(told, known) and lost_after(told, known, seq) is not None
