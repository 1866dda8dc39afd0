"""The state of an organisation that decisions look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from partners.domain.mandate import Mandate
from partners.domain.vocabulary import OrganisationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """`state` is None before registration; the rest of an organisation is in the read models.

    `subjects` says who each representative is in tokens, `revoked` from when a mandate no longer
    holds.
    """

    state: OrganisationState | None = None
    registered_by: str | None = None
    subjects: Mapping[UUID, str] = field(default_factory=dict)
    mandates: Mapping[UUID, Mandate] = field(default_factory=dict)
    revoked: Mapping[UUID, date] = field(default_factory=dict)
