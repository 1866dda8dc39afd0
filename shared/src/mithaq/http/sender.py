"""Helper of a command route: makes ids for what is new, and builds the response."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from starlette.responses import Response

from mithaq.commands import Accepted, Caller, Submission
from mithaq.http.answer import Answer, answer
from mithaq.http.submissions import Unconditional
from mithaq.ids import derive


class Sender:
    """Submits one command and builds the response from its result.

    A service derives its own class, with its application and the callers' capacities; such a class
    is itself a dependency:

        class OrganisationSender(Sender):
            def __init__(self, submission: Conditional, response: Response, partners: Parts): ...
    """

    def __init__(self, submission: Submission, response: Response) -> None:
        self.submission, self.response = submission, response

    @property
    def caller(self) -> Caller:
        return self.submission.caller

    def new_id(self, kind: str) -> UUID:
        """The id of a thing the command creates: the same when the command is repeated."""
        return derive(self.submission.command_id, kind)

    def answer(self, accepted: Accepted, of: UUID | str, *, location: str | None = None) -> Answer:
        """The response for the caller: see `answer`."""
        return answer(self.response, accepted, of, location=location)


async def _unconditional(submission: Unconditional, response: Response) -> Sender:
    return Sender(submission, response)


UnconditionalSender = Annotated[Sender, Depends(_unconditional)]
