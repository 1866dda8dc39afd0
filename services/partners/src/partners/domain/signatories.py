"""Decisions on who represents an organisation."""

from typing import Final

from mithaq.commands import person

from partners.domain import commands, events, rules
from partners.domain.organisation import Organisation
from partners.domain.representative import ensure_subject
from partners.domain.vocabulary import OrganisationState

# Far more than any council, ministry or company ever sent to sign.
MAX_REPRESENTATIVES: Final = 1_000


def register_representative(
    organisation: Organisation, command: commands.RegisterRepresentative
) -> events.RepresentativeRegistered:
    """Nobody names themself: the person is registered by another, here or at the office."""
    if organisation.state is OrganisationState.SUSPENDED:
        raise rules.OrganisationIsSuspended
    representative = command.representative
    ensure_subject(representative.subject)
    named = person(representative.subject)
    if named == command.caller.person:
        raise rules.RegisteringOneself
    if organisation.represented_by(named):
        raise rules.SubjectTaken(subject=representative.subject)
    if len(organisation.persons) - len(organisation.erased) >= MAX_REPRESENTATIVES:
        raise rules.TooManyRepresentatives(limit=MAX_REPRESENTATIVES)
    return events.RepresentativeRegistered(
        organisation_id=command.organisation_id,
        representative_id=representative.representative_id,
        subject=representative.subject,
        name=representative.name,
        email=representative.email,
        language=representative.language,
    )
