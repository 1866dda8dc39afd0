"""What one answer shows of something long: the beginning of its lists, and how much is left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace
from typing import Any, Final

from pydantic_core import to_json

ANSWER_BYTES: Final = 200_000  # the longest answer there is, but for a file that is downloaded
ITEMS_BYTES: Final = 150_000  # of the items of a page: what stands beside them fits as well
ONE_BYTES: Final = 60_000  # of one thing among several
_SEPARATOR: Final = 1

LeftOut = Mapping[str, int]


@dataclass(slots=True)
class _List:
    """A list somewhere in an object, and how many of its items stay."""

    path: str
    sizes: Sequence[int]
    kept: int
    bytes: int

    def __lt__(self, other: "_List") -> bool:
        """The longest first."""
        return self.bytes > other.bytes

    def halve(self) -> int:
        """Half of it goes; answers how many bytes that is."""
        half = self.kept // 2
        gone = sum(self.sizes[half : self.kept])
        self.kept, self.bytes = half, self.bytes - gone
        return gone


def shortened(told: Mapping[str, Any], most: int = ONE_BYTES) -> tuple[Mapping[str, Any], LeftOut]:
    """`told`, a JSON object, with its longest lists cut until all of it has at most so many bytes.

    And how many items are left out, by the path of their list: `operations.amounts`. Texts and
    single values stay as they are, so that with long ones it may still be longer.
    """
    size = len(to_json(told))
    if size <= most:
        return told, {}
    lists = list(_lists(told, ""))
    heapify(lists)
    while lists and size > most and lists[0].kept:
        size -= lists[0].halve()
        heapreplace(lists, lists[0])
    kept = {each.path: each.kept for each in lists if each.kept < len(each.sizes)}
    left_out = {each.path: len(each.sizes) - each.kept for each in lists if each.path in kept}
    return _cut(told, "", kept), dict(sorted(left_out.items()))


def _lists(told: Mapping[str, Any], above: str) -> Iterator[_List]:
    """Those of its fields, and of the objects in its fields; lists in lists go with their item."""
    for name, value in told.items():
        path = f"{above}{name}"
        if isinstance(value, Mapping):
            yield from _lists(value, f"{path}.")
        elif isinstance(value, list | tuple):
            sizes = [len(to_json(item)) + _SEPARATOR for item in value]
            yield _List(path, sizes, len(sizes), sum(sizes))


def _cut(told: Mapping[str, Any], above: str, kept: Mapping[str, int]) -> Mapping[str, Any]:
    cut = dict(told)
    for name, value in told.items():
        path = f"{above}{name}"
        if isinstance(value, Mapping):
            cut[name] = _cut(value, f"{path}.", kept)
        elif path in kept:
            cut[name] = value[: kept[path]]
    return cut


def fitting(items: Sequence[Any], most: int = ITEMS_BYTES) -> int:
    """How many of these have at most so many bytes together, as JSON; the first one anyway."""
    size = 0
    for nth, item in enumerate(items):
        size += len(to_json(item)) + _SEPARATOR
        if size > most:
            return max(nth, 1)
    return len(items)
