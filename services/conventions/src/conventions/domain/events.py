"""Every event of a convention."""

from conventions.domain.amendments.events import AmendmentEvent
from conventions.domain.approvals.events import ApprovalsEvent
from conventions.domain.conditions.events import ConditionsEvent
from conventions.domain.deliveries.events import DeliveriesEvent
from conventions.domain.drafting.events import DraftingEvent
from conventions.domain.ending.events import EndingEvent
from conventions.domain.execution.events import ExecutionEvent
from conventions.domain.negotiation.events import NegotiationEvent
from conventions.domain.shares.events import SharesEvent
from conventions.domain.signatures.events import SignaturesEvent
from conventions.domain.tranches.events import TrancheEvent

ConventionEvents = (
    DraftingEvent
    | SharesEvent
    | NegotiationEvent
    | ApprovalsEvent
    | ConditionsEvent
    | SignaturesEvent
    | TrancheEvent
    | AmendmentEvent
    | ExecutionEvent
    | DeliveriesEvent
    | EndingEvent
)
