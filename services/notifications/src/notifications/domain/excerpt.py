"""What a correction changed, short enough for a letter: the change and a few words around it."""

from typing import Final

AROUND: Final = 40  # characters that are left on each side of what changed
_CUT: Final = "…"


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both readings, cut alike to whole words around what differs."""
    start = _same(before, after)
    end = min(_same(before[::-1], after[::-1]), len(before) - start, len(after) - start)
    return _cut(before, start, end), _cut(after, start, end)


def _same(one: str, other: str) -> int:
    """How many characters are the same at the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(words: str, start: int, end: int) -> str:
    """Without what stands further off than AROUND before `start` and after the last `end`."""
    first = 0 if start <= AROUND else words.find(" ", start - AROUND, start) + 1 or start - AROUND
    stop = len(words) - end
    last = len(words)
    if end > AROUND:
        space = words.rfind(" ", stop, stop + AROUND)
        last = space if space >= 0 else stop + AROUND
    head = _CUT if first else ""
    return f"{head}{words[first:last]}{_CUT if last < len(words) else ''}"
