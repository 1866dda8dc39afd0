"""Places in the list of conventions as cursors hold them: each order has a form of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from types import GenericAlias
from typing import Annotated, Any, Final, Literal
from uuid import UUID

from mithaq.http import Day, Instant, SeqKey, Window
from mithaq.money import Money, Total
from pydantic import Field, Strict, StringConstraints, TypeAdapter

from conventions.read_models.listing import Kind, Order, Place

_INT, _BIGINT = 2**31 - 1, 2**63 - 1  # what the columns hold: beyond it no query can compare
_LITERAL: Final[Any] = Literal  # of a text that is known when it runs
_FORMS: Final[Mapping[Kind, Any]] = {
    UUID: UUID,
    int: Annotated[int, Strict(), Field(ge=-_INT, le=_INT)],
    Money: Annotated[int, Strict(), Field(ge=-_BIGINT, le=_BIGINT)],
    str: Annotated[str, StringConstraints(max_length=200)],
    date: Day,
    datetime: Instant,
    Total: Total,
}


@dataclass(frozen=True, slots=True)
class Places:
    """A cursor names its order: one made for another is refused (CursorMalformed)."""

    order: str
    form: TypeAdapter[Any]

    def read(self, cursor: Window) -> Place | None:
        found = cursor.after(self.form)
        return found and found[1:]

    def told(self, place: Place) -> object:
        return self.form.dump_python((self.order, *place), mode="json")


@lru_cache(maxsize=256)
def places_in(order: Order) -> Places:
    keys = GenericAlias(tuple, tuple(_FORMS[kind] for kind in order.kinds))
    form: Any = GenericAlias(tuple, (_LITERAL[str(order)], SeqKey, keys | None))
    return Places(str(order), TypeAdapter(form))
