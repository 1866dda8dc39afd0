"""What every route of this service asks for."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response
from mithaq.commands import Submission
from mithaq.http import Answer, Body, Conditional, Reason, Sender, Unconditional, parts_of
from mithaq.ids import derive
from pydantic import Field

from partners import application, erasure
from partners.application import Partners
from partners.domain.commands import CommandHeader, ErasureCommand, OrganisationCommand

Parts = Annotated[Partners, Depends(parts_of(Partners))]
# Why something was decided, or the document it rests on: never empty.
Grounds = Annotated[Reason, Field(min_length=1)]


class Reasoned(Body):
    reason: Grounds


class OrganisationSender(Sender):
    """Gives one command to one organisation and answers its result."""

    def __init__(
        self, organisation_id: UUID, submission: Submission, response: Response, partners: Partners
    ) -> None:
        super().__init__(submission, response)
        self.organisation_id, self.partners = organisation_id, partners

    def today(self) -> date:
        return self.partners.today()

    def header(self, on: date | None = None) -> CommandHeader:
        """What comes with every command; it holds from today, unless it names another day."""
        return CommandHeader(
            organisation_id=self.organisation_id,
            caller=self.caller,
            on=on or self.partners.today(),
        )

    async def send(
        self, command: OrganisationCommand, *, made: UUID | None = None, location: str | None = None
    ) -> Answer:
        """`made` is the id of what is new, with its path in `location`; else the organisation's."""
        accepted = await application.run(self.partners, self.submission, command)
        return self.answer(accepted, made or self.organisation_id, location=location)

    async def send_erasure(self, command: ErasureCommand) -> Answer:
        accepted = await erasure.run(self.partners, self.submission, command)
        return self.answer(accepted, self.organisation_id)


async def _known(
    organisation_id: UUID, submission: Conditional, response: Response, partners: Parts
) -> OrganisationSender:
    return OrganisationSender(organisation_id, submission, response, partners)


async def _new(
    submission: Unconditional, response: Response, partners: Parts
) -> OrganisationSender:
    organisation_id = derive(submission.command_id, "organisation")
    return OrganisationSender(organisation_id, submission, response, partners)


# To the organisation in the path, under the version the caller saw; and to a new one.
KnownOrganisation = Annotated[OrganisationSender, Depends(_known)]
NewOrganisation = Annotated[OrganisationSender, Depends(_new)]
