"""Every event of a convention."""

from conventions.domain.amendments.events import AmendmentEvent
from conventions.domain.approvals.events import ApprovalsEvent
from conventions.domain.deliveries.events import DeliveriesEvent
from conventions.domain.drafting.events import DraftingEvent
from conventions.domain.ending.events import EndingEvent
from conventions.domain.execution.events import ExecutionEvent
from conventions.domain.negotiation.events import NegotiationEvent
from conventions.domain.signatures.events import SignaturesEvent
from conventions.domain.tranches.events import TrancheEvent

ConventionEvents = (
    DraftingEvent
    | NegotiationEvent
    | ApprovalsEvent
    | SignaturesEvent
    | TrancheEvent
    | AmendmentEvent
    | ExecutionEvent
    | DeliveriesEvent
    | EndingEvent
)
