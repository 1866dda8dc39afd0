"""Who may read what: auditors and the office all of it, a partner what is its own."""

from typing import Final
from uuid import UUID

from mithaq.commands import Caller
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.errors import AuditorsOnly, ConventionUnknown, OrganisationUnknown, StreamUnknown
from audit.read_models import ledger_queries

_READ_ALL: Final = frozenset({"auditor", "office"})
_PARTNER: Final = "partner"


def reads_all(caller: Caller) -> bool:
    return bool(_READ_ALL & caller.roles)


def own(caller: Caller) -> UUID | None:
    """The organisation in whose name the caller reads, None if it reads in nobody's."""
    return caller.organisation if _PARTNER in caller.roles else None


def ensure_reads_all(caller: Caller) -> None:
    if not reads_all(caller):
        raise AuditorsOnly


def ensure_reads_organisation(caller: Caller, organisation_id: UUID) -> None:
    if not reads_all(caller) and own(caller) != organisation_id:
        raise OrganisationUnknown(organisation=str(organisation_id))


async def ensure_reads_convention(
    connection: AsyncConnection, caller: Caller, convention_id: UUID
) -> None:
    if reads_all(caller):
        return
    mine = own(caller)
    if mine is None or not await ledger_queries.is_party(connection, convention_id, mine):
        raise ConventionUnknown(convention=str(convention_id))


async def ensure_reads_stream(connection: AsyncConnection, caller: Caller, stream_id: str) -> None:
    """A partner reads its own organisation's stream and those of its conventions."""
    if reads_all(caller):
        return
    mine = own(caller)
    if mine is None or not await _is_of(connection, stream_id, mine):
        raise StreamUnknown(stream=stream_id)


async def _is_of(connection: AsyncConnection, stream_id: str, organisation_id: UUID) -> bool:
    kind, _, number = stream_id.partition("-")
    if kind == "organisation":
        return number == str(organisation_id)
    try:
        convention_id = UUID(number)
    except ValueError:
        return False
    if kind != "convention":
        return False
    return await ledger_queries.is_party(connection, convention_id, organisation_id)
