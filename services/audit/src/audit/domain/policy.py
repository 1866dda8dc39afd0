"""Who may read what: auditors and the office everything, a partner what is its own.

What a caller may not read does not exist for it: the refusal is "not found".
"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from mithaq.commands import Caller

from audit.domain.rules import AuditorsOnly, ConventionUnknown, OrganisationUnknown, StreamUnknown

_READ_ALL: Final = frozenset({"auditor", "office"})
_PARTNER: Final = "partner"


def reads_all(caller: Caller) -> bool:
    return bool(_READ_ALL & caller.roles)


def own_organisation(caller: Caller) -> UUID | None:
    """The organisation that the caller reads for, None if it reads for none."""
    return caller.organisation if _PARTNER in caller.roles else None


def ensure_reads_all(caller: Caller) -> None:
    if not reads_all(caller):
        raise AuditorsOnly


def ensure_reads_organisation(caller: Caller, organisation_id: UUID) -> None:
    if not reads_all(caller) and own_organisation(caller) != organisation_id:
        raise OrganisationUnknown(organisation=str(organisation_id))


def ensure_reads_convention(caller: Caller, convention_id: UUID, parties: Collection[UUID]) -> None:
    """A partner reads the conventions that its organisation is party to."""
    if not reads_all(caller) and own_organisation(caller) not in parties:
        raise ConventionUnknown(convention=str(convention_id))


def ensure_reads_stream(caller: Caller, stream_id: str, parties: Collection[UUID]) -> None:
    """A partner reads its own organisation's stream, and those of its conventions.

    `parties` are those of the convention whose stream it is, if it is one.
    """
    if reads_all(caller):
        return
    organisation = own_organisation(caller)
    if organisation not in parties and stream_id != f"organisation-{organisation}":
        raise StreamUnknown(stream=stream_id)


def convention_of(stream_id: str) -> UUID | None:
    """The convention whose stream it is, None if it is no convention's."""
    kind, _, number = stream_id.partition("-")
    try:
        return UUID(number) if kind == "convention" else None
    except ValueError:
        return None
