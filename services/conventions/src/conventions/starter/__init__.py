"""The starter set: templates and programme kinds of this package, for an office to take over.

They are data: a file each, named after what it holds. Nothing of them binds before the office took
them over and a second person confirmed them; what is not public knowledge says so in its `basis`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter

from conventions.domain.frames.programme_kind import ProgrammeKind
from conventions.domain.frames.template import Template

T = TypeVar("T")
_ADAPTERS: Final[Mapping[type, TypeAdapter[Any]]] = {
    Template: TypeAdapter(Template),
    ProgrammeKind: TypeAdapter(ProgrammeKind),
}


@dataclass(frozen=True, slots=True)
class StarterSet:
    """By name and by code."""

    templates: Mapping[str, Template]
    kinds: Mapping[str, ProgrammeKind]


@cache
def starter_set() -> StarterSet:
    """Read once a process. Raises ValidationError for a file that is not what its folder holds."""
    return StarterSet(_read("templates", Template), _read("programme_kinds", ProgrammeKind))


def _read(folder: str, kind: type[T]) -> Mapping[str, T]:
    found = sorted(files(__name__).joinpath(folder).iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".toml"): _ADAPTERS[kind].validate_python(
            tomllib.loads(file.read_text("utf-8"))
        )
        for file in found
        if file.name.endswith(".toml")
    }
