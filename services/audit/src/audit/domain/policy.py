"""Who may read what: the platform's table, asked of ledgers, conventions' pages and histories.

What a caller may not read does not exist for it: the refusal is "not found".
"""

from typing import Final
from uuid import UUID

from mithaq.commands import Caller
from mithaq.visibility import Facts, may_see

from audit.domain.rules import AuditorsOnly, ConventionUnknown, OrganisationUnknown, StreamUnknown

_READS_LOGS: Final = frozenset({"auditor", "office"})
NOBODY: Final = Facts()


def ensure_reads_logs(caller: Caller) -> None:
    """Whole logs, personal data sealed in them, are for those who verify them."""
    if _READS_LOGS.isdisjoint(caller.roles):
        raise AuditorsOnly


def ensure_reads_organisation(caller: Caller, organisation_id: UUID) -> None:
    if not may_see(caller, Facts(subject=organisation_id)):
        raise OrganisationUnknown(organisation=str(organisation_id))


def ensure_reads_convention(caller: Caller, convention_id: UUID, facts: Facts) -> None:
    if not may_see(caller, facts):
        raise ConventionUnknown(convention=str(convention_id))


def ensure_reads_stream(caller: Caller, stream_id: str, facts: Facts) -> None:
    """`facts` are those of the convention whose stream it is, if it is one."""
    organisation = _id_in(stream_id, "organisation")
    known = facts if organisation is None else Facts(subject=organisation)
    if not may_see(caller, known):
        raise StreamUnknown(stream=stream_id)


def convention_of(stream_id: str) -> UUID | None:
    """The convention whose stream it is, or whose envelope's; None if it is no convention's."""
    return _id_in(stream_id, "convention") or _id_in(stream_id, "envelope")


def _id_in(stream_id: str, kind: str) -> UUID | None:
    found, _, number = stream_id.partition("-")
    try:
        return UUID(number) if found == kind and stream_id == f"{kind}-{UUID(number)}" else None
    except ValueError:
        return None
