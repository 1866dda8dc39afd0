"""Names and addresses of representatives: encrypted on the way in, opened for the few who may."""

from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from mithaq.commands import Accepted, Caller, Submission
from mithaq.store import answered_once

from partners import application
from partners.application import Partners, read_as
from partners.domain import policy
from partners.domain.commands import CommandHeader, CorrectRepresentative, RegisterRepresentative
from partners.domain.representative import Representative, ensure_subject
from partners.domain.rules import ContactErased, OrganisationUnknown, RepresentativeUnknown
from partners.personal import new_key, seal, unseal
from partners.read_models import representatives
from partners.streams import stream_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRepresentative:
    """A person as they were named: the only place where name and address stand in clear."""

    subject: str
    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    representative_id: UUID
    organisation_id: UUID
    name: str
    email: str
    language: str


async def register(
    partners: Partners,
    submission: Submission,
    header: CommandHeader,
    person: UUID,
    new: NewRepresentative,
) -> Accepted:
    """Name a representative, once per idempotency key.

    What sealing needs may be gone since, the person's key above all: a repeat still answers the
    first result.
    """

    async def attempt() -> Accepted:
        named = await _sealed(partners, header, person, new, dry_run=submission.dry_run)
        command = RegisterRepresentative(header=header, representative=named)
        return await application.run(partners, submission, command)

    return await answered_once(partners.organisations.store, submission, attempt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What is said anew of a person; None: as before."""

    name: str | None
    email: str | None
    language: str | None


async def correct(
    partners: Partners,
    submission: Submission,
    header: CommandHeader,
    person: UUID,
    said: Corrected,
) -> Accepted:
    """Correct a representative's contact, sealed under the key that the person has.

    Nothing is sealed for who may not: that is refused like any command.
    """

    async def attempt() -> Accepted:
        organisation = header.organisation_id
        command = CorrectRepresentative(
            header=header, representative_id=person, language=said.language
        )
        state = (await partners.organisations.load(stream_of(organisation))).state
        as_one = replace(header, caller=await read_as(partners, organisation, header.caller))
        allowed = policy.may_give(replace(command, header=as_one), state)
        if allowed and person in state.persons and person not in state.erased:
            key = await partners.keys.of(person)
            seals = partial(seal, key, organisation=organisation, person=person)
            command = replace(
                command,
                name=None if said.name is None else seals(said.name, field="name"),
                email=None if said.email is None else seals(said.email, field="email"),
            )
        return await application.run(partners, submission, command)

    return await answered_once(partners.organisations.store, submission, attempt)


async def _sealed(
    partners: Partners,
    header: CommandHeader,
    person: UUID,
    new: NewRepresentative,
    *,
    dry_run: bool,
) -> Representative:
    """The person with name and address encrypted, under a key that is made if there is none yet.

    A trial seals with a key that nobody keeps. Refused before a key is made: a personal subject, an
    unknown organisation, a caller who may not name representatives there.
    """
    ensure_subject(new.subject)
    organisation = header.organisation_id
    if (await partners.organisations.load(stream_of(organisation))).version == 0:
        raise OrganisationUnknown
    policy.ensure_may_name(header)
    key = new_key() if dry_run else await partners.keys.create(person, partners.clock())
    return Representative(
        representative_id=person,
        subject=new.subject,
        name=seal(key, new.name, organisation=organisation, person=person, field="name"),
        email=seal(key, new.email, organisation=organisation, person=person, field="email"),
        language=new.language,
    )


async def read(partners: Partners, person: UUID, caller: Caller) -> Contact:
    """The person's contact. Raises RepresentativeUnknown or, once erased, ContactErased."""
    async with partners.representatives.connect() as connection:
        row = await representatives.find(connection, person)
    if row is None:
        raise RepresentativeUnknown
    caller = await read_as(partners, row.organisation_id, caller)
    if not policy.may_read_contact(caller, row.organisation_id):
        raise RepresentativeUnknown
    if row.erased:
        raise ContactErased
    key, organisation = await partners.keys.of(person), row.organisation_id
    return Contact(
        representative_id=person,
        organisation_id=organisation,
        name=unseal(
            key, representatives.sealed(row, "name"), organisation=organisation, field="name"
        ),
        email=unseal(
            key, representatives.sealed(row, "email"), organisation=organisation, field="email"
        ),
        language=row.language,
    )
