"""A notice: something to tell an organisation, before it is known which persons receive it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from mithaq.ids import derive


class Template(StrEnum):
    SIGNATURE_TURN = "signature-turn"
    AMENDMENT_TURN = "amendment-turn"
    CONVENTION_SIGNED = "convention-signed"
    AMENDMENT_SIGNED = "amendment-signed"
    SIGNATURE_REFUSED = "signature-refused"
    POSITION_AWAITED = "position-awaited"
    ACCORD_KEPT = "accord-kept"
    PROPOSAL_ADOPTED = "proposal-adopted"
    SIGNATURE_FORWARDED = "signature-forwarded"
    FORWARDED_BY_YOU = "forwarded-by-you"
    FORWARD_ENDED = "forward-ended"
    WITHOUT_MANDATE = "without-mandate"
    TEXT_CORRECTED = "text-corrected"
    TEXT_CORRECTED_ANEW = "text-corrected-anew"
    CONDITION_MET = "condition-met"
    CONDITION_REFUSED = "condition-refused"
    CONDITION_EXPIRED = "condition-expired"
    CONVENTION_LAPSED = "convention-lapsed"
    AMENDMENT_REFUSED = "amendment-refused"
    AMENDMENT_LAPSED = "amendment-lapsed"
    APPROVAL_TACIT = "approval-tacit"
    SILENCE_COUNTED = "silence-counted"
    AMENDMENT_APPROVAL_TACIT = "amendment-approval-tacit"
    AMENDMENT_SILENCE_COUNTED = "amendment-silence-counted"
    SPLIT_OVERDUE = "split-overdue"
    TRANCHE_DUE = "tranche-due"
    TRANCHE_LATE = "tranche-late"
    LATE_ESCALATED = "late-escalated"
    FUNDS_NOT_CALLED = "funds-not-called"
    DURATION_ENDING = "duration-ending"
    DURATION_OVER = "duration-over"
    MEETING_CONVENED = "meeting-convened"
    MEETING_POSTPONED = "meeting-postponed"
    MEETING_CANCELLED = "meeting-cancelled"
    OBLIGATION_DUE_SOON = "obligation-due-soon"
    OBLIGATION_MISSED = "obligation-missed"
    EVIDENCE_RETURNED = "evidence-returned"
    EVIDENCE_CERTIFIED = "evidence-certified"
    MANDATE_ENDING = "mandate-ending"
    NOTICE_SERVED = "notice-served"
    NOTICE_EXPIRED = "notice-expired"
    CONVENTION_SUSPENDED = "convention-suspended"
    CONVENTION_RESUMED = "convention-resumed"
    CONVENTION_TERMINATED = "convention-terminated"
    TERMINATION_PRONOUNCED = "termination-pronounced"
    REFUND_CLAIMED = "refund-claimed"
    REFUND_OVERDUE = "refund-overdue"
    JUSTIFICATION_REFUSED = "justification-refused"
    COMMITTEE_OVERDUE = "committee-overdue"
    DECISION_OVERDUE = "decision-overdue"


class Audience(StrEnum):
    """Who is told: signatories of the named organisation, of all concerned, of all others of them.

    Concerned are the parties that sign, the lead, and who asked for the signatures; `conducting`
    are the lead and who asked, `holding` who is paid to build. A `person` is one signatory of the
    organisation, `people` are all who represent it, with a mandate or without.
    """

    ORGANISATION = "organisation"
    PERSON = "person"
    PEOPLE = "people"
    OTHER_PARTIES = "other_parties"
    ALL_PARTIES = "all_parties"
    CONDUCTING = "conducting"
    HOLDING = "holding"


# What calls for a signature loses its meaning when the text is reopened or withdrawn, or the party
# signed; news stays news.
TURNS: Final = frozenset(
    {
        Template.SIGNATURE_TURN,
        Template.AMENDMENT_TURN,
        Template.SIGNATURE_FORWARDED,
        Template.FORWARD_ENDED,
        Template.WITHOUT_MANDATE,
    }
)
# Told of one organisation or of none: whose signatories are told, the convention's parties say.
TO_SEVERAL: Final = frozenset(
    {Audience.OTHER_PARTIES, Audience.ALL_PARTIES, Audience.CONDUCTING, Audience.HOLDING}
)
NO_ORGANISATION: Final = UUID(int=0)
PERSON: Final = "person"  # the fact that says who alone is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something to tell an organisation, before it is known which persons receive it.

    `cause` is the event's id and `version` its version in the convention's stream; `facts` are
    what the template says beyond title and reference. `amendment` is 0 for the convention itself.
    """

    cause: UUID
    template: Template
    audience: Audience = Audience.ORGANISATION
    organisation_id: UUID = NO_ORGANISATION
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
