"""Bodies of a party and of its invitation."""

from typing import Annotated
from uuid import UUID

from mithaq.http import (
    Body,
    Dated,
    Whole,
)
from pydantic import ConfigDict, Field

from conventions.domain.core.terms import (
    Party,
)
from conventions.domain.core.vocabulary import PartyRole
from conventions.registry import KnownOrganisation


class PartyBody(Body):
    organisation_id: UUID
    roles: Annotated[
        tuple[PartyRole, ...],
        Field(max_length=len(PartyRole), description="All that it is here, its main role first."),
    ] = ()
    role: Annotated[
        PartyRole | None,
        Field(
            json_schema_extra={"deprecated": True},
            description="Its only role, said the old way: use `roles`.",
        ),
    ] = None
    signing_order: Annotated[
        Whole | None,
        Field(description="Parties of one number sign in parallel; absent does not sign."),
    ] = None

    def party(self, known: KnownOrganisation) -> Party:
        """The party under the names that the partners registry gives it."""
        return Party(
            organisation_id=known.organisation_id,
            name_fr=known.name_fr,
            name_ar=known.name_ar,
            roles=(*([self.role] if self.role else []), *self.roles),
            signing_order=self.signing_order,
            kind=known.kind,
        )


class InvitationBody(PartyBody, Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "organisation_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                "roles": ["funder", "project_owner"],
                "signing_order": 1,
            }
        }
    )
