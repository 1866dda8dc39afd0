"""What every route of this service asks for."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Response
from mithaq.commands import Accepted, Caller, Submission
from mithaq.http import Answer, CallerOf, Conditional, Dated, Sender, Unconditional, parts_of

from programming.application import Programming, with_entries
from programming.domain.commands import Command, CommandHeader

C = TypeVar("C", bound=Command)
Give = Callable[[Programming, Submission, C], Awaitable[Accepted]]
Parts = Annotated[Programming, Depends(parts_of(Programming))]


class CommandSender(Sender):
    """Makes a command from what the caller sent, and answers its result."""

    def __init__(
        self, submission: Submission, response: Response, programming: Programming
    ) -> None:
        super().__init__(submission, response)
        self.programming = programming

    def header(self, body: Dated) -> CommandHeader:
        """What comes with every command; it holds from today, unless it names another day."""
        dating = self.programming.dating(body.on, body.dating_reason)
        return CommandHeader(caller=self.caller, dating=dating)

    async def send(
        self, give: Give[C], command: C, of: UUID, *, location: str | None = None
    ) -> Answer:
        """Have the application do it (`give`); `of` is what it concerns, `location` a new path."""
        accepted = await give(self.programming, self.submission, command)
        return self.answer(accepted, of, location=location)


async def _seeing(caller: CallerOf, programming: Parts) -> Caller:
    return await with_entries(programming, caller)


# The caller, with the other entries of its organisation, where that was registered twice.
Seeing = Annotated[Caller, Depends(_seeing)]


async def _known(
    submission: Conditional, caller: Seeing, response: Response, programming: Parts
) -> CommandSender:
    return CommandSender(replace(submission, caller=caller), response, programming)


async def _new(
    submission: Unconditional, caller: Seeing, response: Response, programming: Parts
) -> CommandSender:
    return CommandSender(replace(submission, caller=caller), response, programming)


# To what exists, under the version the caller saw; and to what the command makes.
ToKnown = Annotated[CommandSender, Depends(_known)]
ToNew = Annotated[CommandSender, Depends(_new)]
