"""A convention that the caller may see, with what was told of its text."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from mithaq.canonical import canonical
from mithaq.http import CallerOf, Day, Instant

from conventions.application import Conventions, found, stream_of
from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Terms
from conventions.domain.core.text import canonical_text
from conventions.domain.text_at import TextAt, Told, text_at
from conventions.routes.dependencies import Parts


@dataclass(frozen=True, slots=True)
class Moment:
    """The day whose text is asked for, and the time at which it was known: None asks for all."""

    on: date | None
    known_at: datetime | None

    @property
    def past(self) -> bool:
        return self.on is not None or self.known_at is not None


@dataclass(frozen=True, slots=True)
class TextReader:
    convention: Convention
    conventions: Conventions

    async def history(self) -> Sequence[Told]:
        """All that was told up to the version that was found: never behind."""
        stream = stream_of(self.convention.convention_id)
        read = self.conventions.histories.read
        return await read(self.conventions.log, stream, self.convention.version)

    async def at(self, moment: Moment) -> TextAt:
        """The text of that moment, folded beside the loop. Raises NotWrittenYet."""
        history = await self.history()
        fold = partial(text_at, history, on=moment.on, known_at=moment.known_at)
        return await asyncio.to_thread(fold)

    def canonical(self, terms: Terms) -> str:
        return canonical(canonical_text(self.convention.convention_id, terms))

    def sha256(self, terms: Terms) -> str:
        return sha256(self.canonical(terms).encode()).hexdigest()


KnownAt = Annotated[
    Instant | None,
    Query(
        description="As it was known then: without what was recorded later.",
        examples=["2026-01-31T12:00:00Z"],
    ),
]


async def _moment(
    on: Annotated[
        Day | None, Query(description="As it stood on this day; absent: as it stands.")
    ] = None,
    known_at: KnownAt = None,
) -> Moment:
    return Moment(on, known_at)


AtMoment = Annotated[Moment, Depends(_moment)]


async def _reader(convention_id: UUID, caller: CallerOf, conventions: Parts) -> TextReader:
    return TextReader(await found(conventions, convention_id, caller), conventions)


OfText = Annotated[TextReader, Depends(_reader)]
