"""What a check says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`seen` tells what was found; beside a failed check it is all a reader needs."""

    name: str
    held: bool
    seen: str
