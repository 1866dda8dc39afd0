"""What an organisation is attached to: a service of the State to its ministry, and the like."""

from collections.abc import Sequence
from uuid import UUID

from partners.domain import events, rules
from partners.domain.identity import PARENTS, OrganisationIdentity
from partners.domain.organisation import Organisation
from partners.domain.vocabulary import OrganisationState, PartnerKind


def attached(
    organisation_id: UUID, before: UUID | None, parent: UUID | None
) -> Sequence[events.OrganisationAttached]:
    """Nothing where it is attached to the same as before."""
    if parent == before:
        return []
    return [events.OrganisationAttached(organisation_id=organisation_id, parent=parent)]


def ensure_attached(identity: OrganisationIdentity | None, parent: UUID | None) -> None:
    """Raise ParentMissing for a deconcentrated service of no ministry: it acts for one."""
    service = identity is not None and identity.kind is PartnerKind.DECONCENTRATED_SERVICE
    if service and parent is None:
        raise rules.ParentMissing


def take_on(
    parent: Organisation, parent_id: UUID, kind: PartnerKind, child: UUID
) -> Sequence[events.OrganisationEvent]:
    """Decide, on the stream of what it is attached to: nothing changes there, or it is refused."""
    if parent.identity is None:
        raise rules.OrganisationUnknown
    allowed = PARENTS.get(kind, frozenset())
    if parent_id == child or parent.identity.kind not in allowed:
        raise rules.ParentUnfit(kind=str(kind))
    if parent.state is not OrganisationState.ACTIVE:
        raise rules.ParentNotActive(organisation=parent.identity.name_fr)
    return []
