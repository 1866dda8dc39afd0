"""The lists of the contract: states, roles, kinds. Events and HTTP carry their values."""

from enum import StrEnum


class State(StrEnum):
    """Where a convention stands; the transition table says what moves it."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    IN_NEGOTIATION = "in_negotiation"
    TEXT_AGREED = "text_agreed"
    PENDING_APPROVALS = "pending_approvals"
    READY_TO_SIGN = "ready_to_sign"
    PARTIALLY_SIGNED = "partially_signed"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    TERMINATED = "terminated"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    LAPSED = "lapsed"


class PartyRole(StrEnum):
    LEAD = "lead"
    FUNDER = "funder"
    PROJECT_OWNER = "project_owner"
    DELEGATED_OWNER = "delegated_owner"
    BENEFICIARY = "beneficiary"
    SIGNATORY = "signatory"
    WITNESS = "witness"


class Instrument(StrEnum):
    FRAMEWORK = "framework"
    FINANCING = "financing"


class ContributionKind(StrEnum):
    CASH = "cash"
    IN_KIND = "in_kind"
    LAND = "land"


class Stance(StrEnum):
    ACCEPT = "accept"
    AMEND = "amend"
    RESERVE = "reserve"


class RoundOutcome(StrEnum):
    CONSENSUS = "consensus"
    ARBITRATION = "arbitration"


class ApprovalKind(StrEnum):
    COUNCIL_DELIBERATION = "council_deliberation"
    FINANCIAL_CONTROL = "financial_control"
    INTERIOR = "interior"
    FINANCE = "finance"


class SignatureLevel(StrEnum):
    """Law 43-20."""

    SIMPLE = "simple"
    ADVANCED = "advanced"
    QUALIFIED = "qualified"


class AmendmentState(StrEnum):
    """An agreed text that needs no approval is ready to sign at once."""

    NEGOTIATION = "negotiation"
    TEXT_AGREED = "text_agreed"
    PENDING_APPROVALS = "pending_approvals"
    READY_TO_SIGN = "ready_to_sign"
    SIGNED = "signed"
    EFFECTIVE = "effective"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    LAPSED = "lapsed"


class AmendmentKind(StrEnum):
    """What an amendment announces; the table of kinds says what each may change."""

    DURATION = "duration"
    PERIOD = "period"
    AMOUNT = "amount"
    SPLIT = "split"
    ACCESSION = "accession"
    DEPARTURE = "departure"
    SUCCESSION = "succession"
    DELEGATION = "delegation"
    WORKS = "works"
    WORDING = "wording"
    SCHEDULE = "schedule"
    TERMINATION = "termination"


class Stage(StrEnum):
    """How far a tranche went: the furthest step that any of its money reached."""

    PLANNED = "planned"
    CALLED = "called"
    COMMITTED = "committed"
    VISAED = "visaed"
    ORDERED = "ordered"
    PAID = "paid"
    JUSTIFIED = "justified"
    CANCELLED = "cancelled"


class Settlement(StrEnum):
    """What becomes of money that was paid beyond an order."""

    KEPT_AS_ADVANCE = "kept_as_advance"
    REFUND_CLAIMED = "refund_claimed"
    ERROR_OF_ENTRY = "error_of_entry"


class ApprovalAnswer(StrEnum):
    """What came of an approval that was requested."""

    AWAITED = "awaited"
    GRANTED = "granted"
    REFUSED = "refused"


class CeilingScope(StrEnum):
    """Whether a mandate's ceiling bounds each signature alone, or the sum of all of them."""

    SIGNATURE = "signature"
    TOTAL = "total"


class Part(StrEnum):
    """What a convention has several of."""

    PARTIES = "parties"
    ARTICLES = "articles"
    ACTIONS = "actions"
    CONTRIBUTIONS = "contributions"
    SHARES = "shares"
    TRANCHES = "tranches"
    AMENDMENTS = "amendments"
    CONDITIONS = "conditions"
    OBLIGATIONS = "obligations"
    COMMITTEES = "committees"
    MEETINGS = "meetings"
    NOTICES = "notices"
    RESERVATIONS = "reservations"


class BreachKind(StrEnum):
    """What a formal notice may be served on."""

    MONEY_UNPAID = "money_unpaid"
    DELIVERY_MISSING = "delivery_missing"
    SPENDING_UNJUSTIFIED = "spending_unjustified"
    WORKS_BEHIND = "works_behind"
    DUTY_BREACHED = "duty_breached"


class NoticeState(StrEnum):
    """How a formal notice stands: open until its delay is over, or it is withdrawn."""

    SERVED = "served"
    ANSWERED = "answered"
    EXPIRED = "expired"
    REMEDIED = "remedied"
    WITHDRAWN = "withdrawn"
