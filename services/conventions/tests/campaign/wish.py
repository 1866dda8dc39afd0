"""A command about to be made: which, by whom, on which days, and what of it is settled already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from conventions.domain.core.commands import CommandHeader, ConventionCommand
from conventions.domain.core.convention import Convention

from .luck import Luck

Fields = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`preset` are fields that are not drawn; what is drawn fits them."""

    luck: Luck
    state: Convention
    header: CommandHeader
    command: type[ConventionCommand]
    preset: Mapping[str, object] = field(default_factory=dict)

    def name(self, key: str, drawn: str) -> str:
        """A preset name, else the one drawn."""
        return str(self.preset.get(key, drawn))


Content = Callable[[Wish], Fields]
