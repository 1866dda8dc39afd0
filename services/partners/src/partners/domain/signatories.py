"""Decisions on who represents an organisation."""

from typing import Final

from mithaq.commands import person

from partners.domain import commands, events, rules
from partners.domain.organisation import Organisation
from partners.domain.representative import ensure_subject
from partners.domain.standing import ensure_not_suspended

# Far more than any council, ministry or company ever sent to sign.
MAX_REPRESENTATIVES: Final = 1_000


def register_representative(
    organisation: Organisation, command: commands.RegisterRepresentative
) -> events.RepresentativeRegistered:
    """Nobody names themself: the person is registered by another, here or at the office."""
    ensure_not_suspended(organisation)
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


def correct_representative(
    organisation: Organisation, command: commands.CorrectRepresentative
) -> events.RepresentativeCorrected:
    """By the person itself, or by another than who named it: an address decides who is invited."""
    key = command.representative_id
    if key not in organisation.persons:
        raise rules.RepresentativeUnknown
    if key in organisation.erased:
        raise rules.ContactErased
    oneself = organisation.persons[key] == command.caller.person
    if not oneself and organisation.named_by.get(key) == command.caller.person:
        raise rules.RegistrarMayNotCorrect
    if command.name is None and command.email is None and command.language is None:
        raise rules.NothingCorrected
    return events.RepresentativeCorrected(
        organisation_id=command.organisation_id,
        representative_id=key,
        name=command.name,
        email=command.email,
        language=command.language,
    )
