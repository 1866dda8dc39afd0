"""Idempotency of commands: a repeated command gets its first result."""

from collections.abc import Awaitable, Callable

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.commands import Accepted, Request, Submission
from mithaq.errors import MithaqError, VersionConflict
from mithaq.store.contract import EventStore
from mithaq.trials import Trial, Tried

_REMEMBER = text("SELECT remember_command(:command, :fingerprint, :stream, :version, '{}', '{}')")


async def answered_once(
    store: EventStore,
    command: Submission | Request,
    attempt: Callable[[], Awaitable[Accepted]],
) -> Accepted:
    """The result of `attempt`; if it is refused, the first result of this very command.

    The state may have changed since the command was accepted, which must not make its repeat fail.
    The refusal is raised if the command was never accepted. Raises CommandReused if its id was
    accepted with other content. A dry run is no repeat, whatever its id: its refusal is raised.
    """
    if command.dry_run:
        return await attempt()
    try:
        return await attempt()
    except MithaqError:
        first = await store.accepted(command.command_id, command.fingerprint)
        if first is None:
            raise
        return first


async def remember(
    connection: AsyncConnection, command: Submission | Request, stream_id: str, version: int
) -> Accepted:
    """Remember a command whose effect is rows, in the transaction that writes them.

    The result names what it changed and its version since; `EventStore.accepted` answers it to
    repeats. Raises VersionConflict if the command was accepted before, and waits for whoever is
    just giving it. Raises Tried for a dry run, though one should end before anything is written.
    """
    if command.dry_run:
        raise Tried(Trial())
    values = {
        "command": command.command_id,
        "fingerprint": command.fingerprint,
        "stream": stream_id,
        "version": version,
    }
    if not (await connection.execute(_REMEMBER, values)).scalar_one():
        raise VersionConflict(stream_id, version)
    return Accepted(stream_id=stream_id, version=version, position=0)
