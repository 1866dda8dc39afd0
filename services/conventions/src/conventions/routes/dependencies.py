"""What every route of this service asks for."""

from datetime import date
from typing import Annotated, TypedDict
from uuid import UUID

from fastapi import Depends, Path, Query, Response
from mithaq.commands import Caller
from mithaq.http import Answer, Body, Conditional, answer, parts_of
from pydantic import ConfigDict, Field, StringConstraints

from conventions import application
from conventions.application import Conventions
from conventions.domain.commands.base import ConventionCommand

Parts = Annotated[Conventions, Depends(parts_of(Conventions))]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4_000)]

_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"
Name = Annotated[
    str, StringConstraints(pattern=_NAME), Field(description="A short name, unique in its list.")
]
InPath = Annotated[str, Path(pattern=_NAME)]
Year = Annotated[int, Field(ge=1990, le=2100)]
On = Annotated[date | None, Query(description="The day it holds; today when absent.")]


class Dated(Body):
    """What every command may say: since when it holds."""

    on: Annotated[
        date | None,
        Field(description="The day it holds; today (Africa/Casablanca) when absent."),
    ] = None


class Reasoned(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"reason": "Le conseil a voté un autre montant."}}
    )

    reason: Reason


class Whence(TypedDict):
    """What every command carries besides its content."""

    convention_id: UUID
    caller: Caller
    on: date


class Giving:
    """One command on one convention, under the version the caller saw."""

    def __init__(
        self, convention_id: UUID, submission: Conditional, conventions: Parts, response: Response
    ) -> None:
        self.convention_id, self.submission = convention_id, submission
        self.conventions, self.response = conventions, response

    @property
    def caller(self) -> Caller:
        return self.submission.caller

    def on(self, body: Dated | date | None) -> Whence:
        """Who gives it, where, and the day it holds."""
        day = body.on if isinstance(body, Dated) else body
        return Whence(
            convention_id=self.convention_id,
            caller=self.caller,
            on=day or self.conventions.today(),
        )

    async def give(self, command: ConventionCommand) -> Answer:
        accepted = await application.run(self.conventions, command, self.submission)
        return answer(self.response, accepted, self.convention_id)

    async def give_prepared(self, prepare: application.Prepare) -> Answer:
        """Give a command that needs what partners know."""
        accepted = await application.run_prepared(self.conventions, prepare, self.submission)
        return answer(self.response, accepted, self.convention_id)


Given = Annotated[Giving, Depends(Giving)]
