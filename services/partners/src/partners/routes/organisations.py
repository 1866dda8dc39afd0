"""Commands on an organisation's standing."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Body, Code, Line, samples
from pydantic import Field

from partners.domain import commands
from partners.domain.identity import OrganisationIdentity
from partners.domain.territories import territory
from partners.domain.vocabulary import PartnerKind
from partners.routes.dependencies import Grounds, KnownOrganisation, NewOrganisation, Reasoned

router = APIRouter(prefix="/v1/organisations", tags=["organisations"], responses=PROBLEMS)


class Registration(Body):
    """What an organisation is called, and what it is attached to."""

    kind: PartnerKind
    name_fr: Annotated[Line, Field(examples=["Commune de Tanger"])]
    name_ar: Annotated[
        Line | None, Field(examples=[samples("partners")["Registration.name_ar"]])
    ] = None
    ice: Annotated[Line | None, Field(max_length=40, examples=["001234567890134"])] = None
    territory: Annotated[Code, Field(examples=["01.511.01.0"])]
    distinct_from: Annotated[
        tuple[UUID, ...],
        Field(max_length=100, description="Organisations with names like it, known to differ."),
    ] = ()
    parent: Annotated[
        UUID | None,
        Field(
            description="What it is attached to: a service to its ministry, an operator to who "
            "answers for it."
        ),
    ] = None

    def identity(self) -> OrganisationIdentity:
        """Raises TerritoryUnknown: told before any rule is asked, the caller's right included."""
        return OrganisationIdentity(
            kind=self.kind,
            name_fr=self.name_fr,
            name_ar=self.name_ar,
            ice=self.ice,
            territory=territory(self.territory).code,
        )


class Verification(Body):
    evidence: Annotated[Grounds, Field(examples=["Décret n° 2-15-402, BO n° 6368"])]


@router.post("", status_code=201)
async def register_organisation(body: Registration, sender: NewOrganisation) -> Answer:
    """Register an organisation on its territory. Another person verifies it afterwards.

    One whose name reads like a registered one's is registered by naming that one as distinct.
    """
    command = commands.RegisterOrganisation(
        header=sender.header(),
        identity=body.identity(),
        distinct_from=body.distinct_from,
        parent=body.parent,
    )
    return await sender.send(command, location=f"/v1/organisations/{sender.organisation_id}")


@router.post("/{organisation_id}/verification")
async def verify_organisation(body: Verification, sender: KnownOrganisation) -> Answer:
    """Confirm that the organisation is who it says. The registrar may not."""
    command = commands.VerifyOrganisation(header=sender.header(), evidence=body.evidence)
    return await sender.send(command)


@router.post("/{organisation_id}/suspension")
async def suspend_organisation(body: Reasoned, sender: KnownOrganisation) -> Answer:
    """Stop the organisation from naming representatives and from giving mandates."""
    command = commands.SuspendOrganisation(header=sender.header(), reason=body.reason)
    return await sender.send(command)


@router.post("/{organisation_id}/reinstatement")
async def reinstate_organisation(body: Reasoned, sender: KnownOrganisation) -> Answer:
    """End a suspension."""
    command = commands.ReinstateOrganisation(header=sender.header(), reason=body.reason)
    return await sender.send(command)
