"""What every route of this service asks for."""

from abc import abstractmethod
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Path, Query, Response
from mithaq.commands import Caller
from mithaq.http import (
    Answer,
    CallerOf,
    Conditional,
    Dated,
    Day,
    Digest,
    Grounded,
    PreconditionRequired,
    Prose,
    Reason,
    Sender,
    WholeInText,
    parts_of,
)
from pydantic import ConfigDict, Field

from conventions import application
from conventions.acting import with_entries
from conventions.application import Conventions, Prepare
from conventions.domain.core.commands import CommandHeader, ConventionCommand
from conventions.domain.core.grounds import Grounds

Parts = Annotated[Conventions, Depends(parts_of(Conventions))]


async def _dated(
    on: Annotated[Day | None, Query(description="The day it holds; today when absent.")] = None,
    dating_reason: Annotated[
        Reason | None, Query(description="Why it is dated far back; see `archivist`.")
    ] = None,
) -> Dated:
    return Dated(on=on, dating_reason=dating_reason)


# Of a command whose request has no body.
InQuery = Annotated[Dated, Depends(_dated)]


# An order or a submission among those of its tranche.
Nth = Annotated[WholeInText, Path(ge=1, le=100_000)]

Basis = Annotated[
    Prose | None,
    Field(description="Where the figure comes from: published, assumed, measured, a register."),
]


class Reasoned(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"reason": "Le conseil a voté un autre montant."}}
    )

    reason: Reason


class Resting(Dated):
    """The body of a command that may name what it rests on, and then needs no If-Match."""

    @abstractmethod
    def grounds(self) -> Grounds | None:
        """None if the body names nothing."""


class OnText(Resting):
    text_sha256: Annotated[
        Digest | None,
        Field(description="Of the frozen text that was read; with it no If-Match is needed."),
    ] = None

    def grounds(self) -> Grounds | None:
        return None if self.text_sha256 is None else Grounds(text_sha256=self.text_sha256)


ActingFor = Annotated[
    UUID | None,
    Header(
        alias="Mithaq-Acting-For",
        description="The party it is given for, where the caller's organisation answers for "
        "several of this convention since a merger.",
    ),
]


async def _seeing(caller: CallerOf, conventions: Parts) -> Caller:
    return await with_entries(conventions.registry, caller)


# Who reads lists: with the other entries of its organisation, where that was registered twice.
Seeing = Annotated[Caller, Depends(_seeing)]


class CommandSender(Sender):
    """Gives one command to one convention, under the version the caller saw."""

    def __init__(
        self,
        convention_id: UUID,
        submission: Conditional,
        conventions: Parts,
        response: Response,
        acting_for: UUID | None,
    ) -> None:
        super().__init__(submission, response)
        self.convention_id, self.conventions = convention_id, conventions
        self.acting_for = acting_for

    def header(self, body: Dated | None) -> CommandHeader:
        on, reason = (body.on, body.dating_reason) if body else (None, None)
        return CommandHeader(
            convention_id=self.convention_id,
            caller=self.caller,
            dating=self.conventions.dating(on, reason),
            grounds=body.grounds() if isinstance(body, Resting) else None,
            acting_for=self.acting_for,
        )

    async def send(self, command: ConventionCommand) -> Answer:
        accepted = await application.run(self.conventions, self.submission, command)
        return self.answer(accepted, self.convention_id)

    async def send_prepared(self, prepare: Prepare) -> Answer:
        """Give a command that cannot be made before the partners registry was asked."""
        accepted = await application.run_prepared(
            self.conventions, self.submission, prepare, about=self.convention_id
        )
        return self.answer(accepted, self.convention_id)


class GroundedSender(CommandSender):
    """As CommandSender, for commands that rest on what their body names, else on a version."""

    def header(self, body: Dated | None) -> CommandHeader:
        """Raises PreconditionRequired if neither is named."""
        named = body.grounds() if isinstance(body, Resting) else None
        if named is None and self.submission.expected is None:
            raise PreconditionRequired
        return super().header(body)


# Coroutines: FastAPI calls anything else in a thread, which cost more than the command's decision.
async def _on_grounds(
    convention_id: UUID,
    submission: Grounded,
    conventions: Parts,
    response: Response,
    acting_for: ActingFor = None,
) -> GroundedSender:
    return GroundedSender(convention_id, submission, conventions, response, acting_for)


async def _of_convention(
    convention_id: UUID,
    submission: Conditional,
    conventions: Parts,
    response: Response,
    acting_for: ActingFor = None,
) -> CommandSender:
    return CommandSender(convention_id, submission, conventions, response, acting_for)


OnGrounds = Annotated[GroundedSender, Depends(_on_grounds)]
OfConvention = Annotated[CommandSender, Depends(_of_convention)]
