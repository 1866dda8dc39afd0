"""A convention as it stood on the day that was asked for, as it was known at that time."""

import asyncio
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from mithaq.http import CallerOf

from conventions.application import Conventions, found, stream_of
from conventions.domain.core.convention import Convention
from conventions.domain.state_at import state_at
from conventions.lived import lived
from conventions.routes.dependencies import Parts
from conventions.routes.text_reader import AtMoment, Moment


@dataclass(frozen=True, slots=True)
class Then:
    """The convention on `on`."""

    convention: Convention
    on: date


async def _then(
    convention_id: UUID, caller: CallerOf, conventions: Parts, moment: AtMoment
) -> Then:
    """Raises NotFound for who may not see it today, NotWrittenYet before it was there."""
    convention = await found(conventions, convention_id, caller)
    on = moment.on or conventions.today()
    return Then(await _as_of(conventions, convention, on, moment), on)


async def _as_of(
    conventions: Conventions, convention: Convention, on: date, moment: Moment
) -> Convention:
    """As it stands, or folded again beside the loop where the past is asked for."""
    if moment.known_at is None and on >= conventions.today():
        return convention
    stream = stream_of(convention.convention_id)
    history = await lived(conventions.log, stream, convention.version)
    return await asyncio.to_thread(partial(state_at, history, on=on, known_at=moment.known_at))


AsOf = Annotated[Then, Depends(_then)]
