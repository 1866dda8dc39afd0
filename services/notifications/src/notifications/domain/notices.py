"""Which events are worth a message, from which template, to which signatories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from mithaq.events import Recorded
from mithaq.ids import derive

from notifications.heard.conventions import (
    AmendmentSignaturesRequested,
    AmendmentSigned,
    ConventionSigned,
    NegotiationRoundOpened,
    Noticed,
    ProposalAdopted,
    SignatureRefused,
    SignaturesRequested,
)


class Template(StrEnum):
    SIGNATURE_TURN = "signature-turn"
    AMENDMENT_TURN = "amendment-turn"
    CONVENTION_SIGNED = "convention-signed"
    AMENDMENT_SIGNED = "amendment-signed"
    SIGNATURE_REFUSED = "signature-refused"
    POSITION_AWAITED = "position-awaited"
    ACCORD_KEPT = "accord-kept"
    PROPOSAL_ADOPTED = "proposal-adopted"


class Audience(StrEnum):
    """Whose signatories are told: the named organisation's, or those of all others concerned.

    Concerned are the parties that sign, the lead, and who asked for the signatures.
    """

    ORGANISATION = "organisation"
    OTHER_PARTIES = "other_parties"


# An order to sign loses its meaning when the text is reopened or withdrawn; news stays news.
TURNS = frozenset({Template.SIGNATURE_TURN, Template.AMENDMENT_TURN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to tell an organisation, before it is known which persons receive it.

    `cause` is the event's id and `version` its version in the convention's stream; `facts` are
    what the template says beyond title and reference. `amendment` is 0 for the convention itself.
    """

    cause: UUID
    template: Template
    audience: Audience = Audience.ORGANISATION
    organisation_id: UUID
    convention_id: UUID
    amendment: int = 0
    version: int
    effective_date: date
    recorded_at: datetime
    correlation_id: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        return derive(self.cause, f"{self.template}/{self.organisation_id}")


def delivery_id(cause: UUID, recipient: UUID, template: Template) -> UUID:
    """The same for ever: the row's key, and the name in the Message-ID."""
    return derive(cause, f"{template}/{recipient}")


def notices_of(recorded: Recorded[Noticed]) -> Sequence[Notice]:
    """The notices that an event gives: one an organisation, even if it is named twice."""
    event = recorded.event
    match event:
        case SignaturesRequested():
            return _notices(recorded, Template.SIGNATURE_TURN, event.turn.organisations)
        case AmendmentSignaturesRequested():
            template, parties = Template.AMENDMENT_TURN, event.turn.organisations
            return _notices(recorded, template, parties, amendment=event.amendment)
        case ConventionSigned():
            facts = {"signed_on": event.signed_on.isoformat()}
            return _notices(recorded, Template.CONVENTION_SIGNED, event.organisations, facts)
        case AmendmentSigned():
            facts = {"signed_on": event.signed_on.isoformat()}
            signed = Template.AMENDMENT_SIGNED
            return _notices(recorded, signed, event.organisations, facts, amendment=event.amendment)
        case SignatureRefused():
            facts = {"reason": event.reason, "refused_by": str(event.organisation_id)}
            refused, others = Template.SIGNATURE_REFUSED, Audience.OTHER_PARTIES
            return _notices(recorded, refused, (event.organisation_id,), facts, audience=others)
        case NegotiationRoundOpened() | ProposalAdopted():
            return _of_negotiation(recorded, event)
        case _:
            assert_never(event)


def _of_negotiation(
    recorded: Recorded[Noticed], event: NegotiationRoundOpened | ProposalAdopted
) -> Sequence[Notice]:
    """Of a text that changed since: who is asked anew, and who is not but may object."""
    if isinstance(event, ProposalAdopted):
        facts = {"article": event.article}
        return _notices(recorded, Template.PROPOSAL_ADOPTED, (event.organisation_id,), facts)
    facts = {"deadline": event.deadline.isoformat()}
    again = tuple(each.organisation_id for each in event.asked)
    return [
        *_notices(recorded, Template.POSITION_AWAITED, again, facts),
        *_notices(recorded, Template.ACCORD_KEPT, event.kept, facts),
    ]


def _notices(
    recorded: Recorded[Noticed],
    template: Template,
    organisations: Sequence[UUID],
    facts: Mapping[str, str] | None = None,
    *,
    amendment: int = 0,
    audience: Audience = Audience.ORGANISATION,
) -> Sequence[Notice]:
    return [
        Notice(
            cause=recorded.event_id,
            template=template,
            audience=audience,
            organisation_id=organisation,
            convention_id=recorded.event.convention_id,
            amendment=amendment,
            version=recorded.version,
            effective_date=recorded.effective_date,
            recorded_at=recorded.recorded_at,
            correlation_id=recorded.meta.correlation_id,
            facts=facts or {},
        )
        for organisation in dict.fromkeys(organisations)
    ]
