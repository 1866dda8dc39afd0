"""Open lists: enums in events that will get more values; on the wire they are text.

A value added to a closed list (`enum` in JSON Schema) breaks every consumer that validates it, and
so needs a new version of each event with that list. An open list publishes its known values as
examples, and its consumers accept any text.
"""

from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Final, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

M = TypeVar("M", bound=StrEnum)

_CACHED: Final = 4_096  # unknown values; they come from events only


class OpenList:
    """The annotation behind `Open`: decoding an enum does not fail on an unknown value."""

    def __get_pydantic_core_schema__(
        self, members: type[StrEnum], _: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            lambda text: member(members, text),
            core_schema.str_schema(),
            metadata={"open_list": [each.value for each in members]},
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda value: value.value, return_schema=core_schema.str_schema()
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, _: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "examples": schema["metadata"]["open_list"]}


# `kind: Open[PartyRole]` is a PartyRole for type checkers and for readers of the field.
Open = Annotated[M, OpenList()]


@lru_cache(maxsize=_CACHED)
def member(members: type[M], text: str) -> M:
    """The member with this value; for unknown text, a pseudo-member named by its value.

    A pseudo-member has the enum's class, but iteration skips it and `members(text)` still fails.
    """
    try:
        return members(text)
    except ValueError:
        unknown = str.__new__(members, text)
        unknown._name_ = unknown._value_ = text
        return unknown
