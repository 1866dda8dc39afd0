"""The streams of organisations: what they are called, and what loads them."""

from uuid import UUID

from mithaq.store import Streams

from partners.domain.events import OrganisationEvent
from partners.domain.organisation import Organisation

OrganisationStreams = Streams[Organisation, OrganisationEvent]


def stream_of(organisation_id: UUID) -> str:
    return f"organisation-{organisation_id}"


def organisation_of(stream_id: str) -> UUID:
    return UUID(stream_id.removeprefix("organisation-"))
