"""Writes a batch of events into the ledger: a few statements whatever the number of events."""

from collections.abc import Sequence

from mithaq.events import Recorded
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.heard.conventions import ConventionEvent
from audit.heard.partners import PartnersEvent
from audit.read_models.commitments.lines import write_lines
from audit.read_models.commitments.names import write_names
from audit.read_models.commitments.obligations import write_obligations

Event = ConventionEvent | PartnersEvent


async def project(connection: AsyncConnection, events: Sequence[Recorded[Event]]) -> None:
    await write_names(connection, [recorded.event for recorded in events])
    await write_lines(connection, events)
    await write_obligations(connection, events)
