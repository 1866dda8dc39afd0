"""What every route of this service asks for."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response
from mithaq.http import Answer, Conditional, Dated, Reason, Sender, parts_of
from pydantic import ConfigDict

from conventions import application
from conventions.application import Conventions, Prepare
from conventions.domain.core.commands import CommandHeader, ConventionCommand

Parts = Annotated[Conventions, Depends(parts_of(Conventions))]
On = Annotated[date | None, Query(description="The day it holds; today when absent.")]


class Reasoned(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"reason": "Le conseil a voté un autre montant."}}
    )

    reason: Reason


class CommandSender(Sender):
    """Gives one command to one convention, under the version the caller saw."""

    def __init__(
        self, convention_id: UUID, submission: Conditional, conventions: Parts, response: Response
    ) -> None:
        super().__init__(submission, response)
        self.convention_id, self.conventions = convention_id, conventions

    def header(self, body: Dated | date | None) -> CommandHeader:
        day = body.on if isinstance(body, Dated) else body
        return CommandHeader(
            convention_id=self.convention_id,
            caller=self.caller,
            on=day or self.conventions.today(),
        )

    async def send(self, command: ConventionCommand) -> Answer:
        accepted = await application.run(self.conventions, self.submission, command)
        return self.answer(accepted, self.convention_id)

    async def send_prepared(self, prepare: Prepare) -> Answer:
        """Give a command that cannot be made before the partners registry was asked."""
        accepted = await application.run_prepared(self.conventions, self.submission, prepare)
        return self.answer(accepted, self.convention_id)


OfConvention = Annotated[CommandSender, Depends(CommandSender)]
