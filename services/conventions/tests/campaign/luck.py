"""Chances from one seed: the same seed and life, the same story, on every machine."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

from mithaq.money import MAX_CENTIMES, Money

T = TypeVar("T")


class Luck(Random):
    """The chances of one life."""

    def one(self, things: Sequence[T]) -> T:
        return things[int(self.random() * len(things))]

    def one_of(self, things: Iterable[T]) -> T:
        """Of a set or a mapping: in the order of their texts, so that the seed decides alone."""
        return self.one(sorted(things, key=str))

    def percent(self, chance: int) -> bool:
        return self.random() * 100 < chance

    def near(self, bound: Money) -> Money:
        """The bound mostly; a centime more or less, half, nothing, less than nothing, the most."""
        if self.percent(75):
            return bound
        room = bound.centimes
        beyond = [room + 1, room - 1, room // 2, room // 2, room // 3, 1, 100, 100]
        if self.percent(10):
            beyond = [0, -1, -room]
        if self.percent(5):
            beyond = [MAX_CENTIMES, MAX_CENTIMES - 1, -MAX_CENTIMES, MAX_CENTIMES - room]
        return Money(max(-MAX_CENTIMES, min(self.one(beyond), MAX_CENTIMES)))

    def part(self, whole: Money) -> Money:
        """All of it mostly, else half or a third."""
        return whole if self.percent(70) else Money(whole.centimes // self.one((2, 3)))


def luck_of(seed: int, life: int) -> Luck:
    return Luck(f"{seed} {life}")
