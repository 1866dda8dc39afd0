"""The result of a check."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`seen` describes what was found, so that a failed check can be understood."""

    name: str
    held: bool
    seen: str
