"""Where a convention is at work: its own territory, those of its actions, and all around them.

Rows of the read model `convention_list`.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from uuid import UUID

from mithaq.projections.rows import Key, delete_rows, write_rows
from mithaq.territories import Level, territories
from sqlalchemy import Column, Index, Select, Table, Text, Uuid, select
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.amendments.events import AmendmentTookEffect
from conventions.domain.core.terms import Action
from conventions.domain.drafting.events import ActionPlanned, ActionRemoved, ConventionDrafted
from conventions.read_models.involvement import metadata

# A row for each territory around: an action is `''` where it is the convention's own.
places = Table(
    "place",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("action", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Index("place_by_code", "code", "convention_id"),
)
PlacingEvent = ConventionDrafted | ActionPlanned | ActionRemoved | AmendmentTookEffect


def within(code: str) -> Select[tuple[UUID]]:
    """The conventions that have their territory, or an action, in this one."""
    return select(places.c.convention_id).where(places.c.code == code)


async def place(connection: AsyncConnection, events: Sequence[PlacingEvent]) -> None:
    """Insert or delete the rows that a batch touches: later events win."""
    last: dict[Key, bool] = {}
    for event in events:
        last |= dict(_changes(event))
    names = [column.name for column in places.columns]
    there = {key: dict(zip(names, key, strict=True)) for key, kept in last.items() if kept}
    await write_rows(connection, places, there)
    await delete_rows(connection, places, last.keys() - there.keys())


@cache
def around(code: str) -> tuple[str, ...]:
    """The territory and those it lies in, the smallest first; a code the census lacks alone."""
    each = territories().get(code)
    if each is None or each.within is None or each.level is Level.REGION:
        return (code,)
    return (code, *around(each.within))


def _changes(event: PlacingEvent) -> Iterator[tuple[Key, bool]]:
    convention = event.convention_id
    match event:
        case ConventionDrafted(outline=outline):
            yield from _at(convention, "", outline.territory, kept=True)
        case ActionRemoved(action=action):
            yield from _at(convention, action.action, action.territory, kept=False)
        case ActionPlanned(action=action, replaced=replaced):
            yield from _moved(convention, replaced, action)
        case AmendmentTookEffect(actions=changes):
            for change in changes:
                yield from _moved(convention, change.before, change.after)


def _moved(
    convention: UUID, before: Action | None, after: Action | None
) -> Iterator[tuple[Key, bool]]:
    for action, kept in ((before, False), (after, True)):
        if action is not None:
            yield from _at(convention, action.action, action.territory, kept=kept)


def _at(convention: UUID, action: str, code: str, *, kept: bool) -> Iterator[tuple[Key, bool]]:
    return (((convention, action, each), kept) for each in around(code))
