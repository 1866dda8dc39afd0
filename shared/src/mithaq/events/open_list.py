"""Lists in events that will grow: text on the wire, the members of an enum for our own code.

A value added to a closed list (`enum` in JSON Schema) breaks every reader that checks it, so it is
a new version of each event that holds the list. An open list publishes the values it knows as
examples, and its readers take any text.
"""

from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, Final, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

M = TypeVar("M", bound=StrEnum)

_KEPT: Final = 4_096  # of values that are no members; they come from events alone


class OpenList:
    """What `Open` adds to an enum: decoding never fails on a value that is not a member."""

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


# `kind: Open[PartyRole]` is a PartyRole to type checkers and to whoever reads the field.
Open = Annotated[M, OpenList()]


@lru_cache(maxsize=_KEPT)
def member(members: type[M], text: str) -> M:
    """The member of this value; for another text one of the same class, named by its value.

    It is no member: it does not come up in the enum's iteration, and `members(text)` still fails.
    """
    try:
        return members(text)
    except ValueError:
        unknown = str.__new__(members, text)
        unknown._name_ = unknown._value_ = text
        return unknown
