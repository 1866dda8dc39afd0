"""Idempotency of commands: a repeated command gets its first result."""

from collections.abc import Awaitable, Callable

from mithaq.commands import Accepted, Request, Submission
from mithaq.errors import MithaqError
from mithaq.store.contract import EventStore


async def answered_once(
    store: EventStore,
    command: Submission | Request,
    attempt: Callable[[], Awaitable[Accepted]],
) -> Accepted:
    """The result of `attempt`; if it is refused, the first result of this very command.

    The state may have changed since the command was accepted, which must not make its repeat fail.
    The refusal is raised if the command was never accepted. Raises CommandReused if its id was
    accepted with other content.
    """
    try:
        return await attempt()
    except MithaqError:
        first = await store.accepted(command.command_id, command.fingerprint)
        if first is None:
            raise
        return first
