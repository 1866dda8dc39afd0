"""Every event of a convention."""

from conventions.domain.acceptance.events import AcceptanceEvent
from conventions.domain.amendments.events import AmendmentEvent
from conventions.domain.approvals.events import ApprovalsEvent
from conventions.domain.committees.events import CommitteesEvent
from conventions.domain.conditions.events import ConditionsEvent
from conventions.domain.deliveries.events import DeliveriesEvent
from conventions.domain.drafting.events import DraftingEvent
from conventions.domain.ending.events import EndingEvent
from conventions.domain.execution.events import ExecutionEvent
from conventions.domain.justifications.events import JustificationsEvent
from conventions.domain.negotiation.events import NegotiationEvent
from conventions.domain.notices.events import NoticesEvent
from conventions.domain.obligations.events import ObligationsEvent
from conventions.domain.payment_orders.events import PaymentOrdersEvent
from conventions.domain.shares.events import SharesEvent
from conventions.domain.signatures.events import SignaturesEvent
from conventions.domain.takeover.events import TakeoverEvent
from conventions.domain.timing.events import TimingEvent
from conventions.domain.tranches.events import TrancheEvent

ConventionEvents = (
    DraftingEvent
    | SharesEvent
    | NegotiationEvent
    | ApprovalsEvent
    | ConditionsEvent
    | ObligationsEvent
    | CommitteesEvent
    | SignaturesEvent
    | TrancheEvent
    | JustificationsEvent
    | PaymentOrdersEvent
    | AmendmentEvent
    | ExecutionEvent
    | DeliveriesEvent
    | AcceptanceEvent
    | NoticesEvent
    | EndingEvent
    | TimingEvent
    | TakeoverEvent
)
