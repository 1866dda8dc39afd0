"""Cursor pagination: while a list grows, no item is skipped or repeated between pages.

AFTER = TypeAdapter(tuple[Day, UUID])

async def conventions(cursor: Cursor) -> Page[Line]:
    rows = await query(after=cursor.after(AFTER), limit=cursor.fetch)
    return cursor.shown(rows, key=lambda row: (row.signed_on, row.id), show=Line.of)

A page has as many items as were asked for, or as fit one answer.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Generic, TypeVar

import orjson
from fastapi import Depends, Query
from pydantic import BaseModel, Field, Strict, TypeAdapter, ValidationError
from pydantic_core import to_json

from mithaq.http.errors import CursorMalformed
from mithaq.http.fields import WholeInText
from mithaq.http.shortening import ITEMS_BYTES

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

_MAX_LENGTH: Final = 4_000  # three texts of 150 letters, of four bytes each, and to spare
_INT: Final = 2**31 - 1
_BIGINT: Final = 2**63 - 1

# Numbers in keys: of a version, and of a line of a log. Days and instants are `Day` and `Instant`.
VersionKey = Annotated[int, Strict(), Field(ge=0, le=_INT)]
SeqKey = Annotated[int, Strict(), Field(ge=0, le=_BIGINT)]


class Page(BaseModel, Generic[T]):
    """Items in order, and the cursor of the next page; `next` is null on the last page."""

    items: Sequence[T]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The requested part of a list."""

    limit: int
    token: str | None = None

    @property
    def fetch(self) -> int:
        """How many rows to read: one more than shown, to know whether there is a next page."""
        return self.limit + 1

    def after(self, kind: TypeAdapter[K]) -> K | None:
        """The key of the last item of the previous page; None at the start of the list.

        Cursors are opaque, not secret: one made up by a client must have the key's form, otherwise
        CursorMalformed is raised.
        """
        if self.token is None:
            return None
        try:
            return kind.validate_python(_storable(orjson.loads(_decoded(self.token))))
        except (ValidationError, ValueError, OverflowError) as error:
            raise CursorMalformed from error

    def page(self, rows: Sequence[T], key: Callable[[T], object]) -> Page[T]:
        """The page for the rows read (at most `fetch`); `key` returns a row's sort key."""
        shown = rows[: self.limit]
        return Page(items=shown, next=self._next(rows, len(shown), key))

    def shown(
        self,
        rows: Sequence[T],
        key: Callable[[T], object],
        show: Callable[[T], V],
        most: int = ITEMS_BYTES,
    ) -> Page[V]:
        """As `page`, each row as `show` makes it; fewer of them where they are long.

        All items together have at most so many bytes as JSON, but for one that has more alone.
        """
        items, size = list[V](), 0
        for row in rows[: self.limit]:
            item = show(row)
            size += len(to_json(item))
            if items and size > most:
                break
            items.append(item)
        return Page(items=items, next=self._next(rows, len(items), key))

    @staticmethod
    def _next(rows: Sequence[T], count: int, key: Callable[[T], object]) -> str | None:
        """The cursor after so many of the rows; None where none is left."""
        return _encoded(key(rows[count - 1])) if len(rows) > count else None


def _encoded(key: object) -> str:
    return urlsafe_b64encode(to_json(key)).rstrip(b"=").decode()


def _decoded(token: str) -> bytes:
    if len(token) > _MAX_LENGTH or not token.isascii():
        raise ValueError("not a cursor of ours")
    decoded = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    if urlsafe_b64encode(decoded).rstrip(b"=").decode() != token:
        raise ValueError("not a cursor of ours")
    return decoded


def _storable(value: object) -> object:
    """Refuse a NUL, which no query can compare. Bounds are the matter of a key's own type."""
    match value:
        case str() if "\0" in value:
            raise ValueError("a NUL character cannot be compared")
        case list():
            return [_storable(inner) for inner in value]
        case _:
            return value


async def _window(
    limit: Annotated[WholeInText, Query(ge=1, le=200, description="Items a page.")] = 50,
    after: Annotated[
        str | None, Query(description="The `next` of the page before, unchanged.")
    ] = None,
) -> Window:
    return Window(limit, after)


Cursor = Annotated[Window, Depends(_window)]
