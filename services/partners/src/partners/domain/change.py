"""A change of an organisation that takes two persons: what one asks for and another confirms."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open

from partners.domain.identity import OrganisationIdentity
from partners.domain.vocabulary import ChangeAct


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChange:
    """What is asked for, and why; `evidence` is the document it rests on.

    A closure names its first day (`closed_on`), a merger the organisation that goes on (`into`), a
    correction all that the organisation is called from then on (`identity`), and what it is
    attached to (`parent`).
    """

    act: Open[ChangeAct]
    reason: str
    evidence: str | None = None
    closed_on: date | None = None
    into: UUID | None = None
    identity: OrganisationIdentity | None = None
    parent: UUID | None = None
    distinct_from: tuple[UUID, ...] = ()
