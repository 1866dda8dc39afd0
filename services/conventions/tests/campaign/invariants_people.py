"""What holds of persons: who did what, and who answered for whom."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.amendments import events as amendments
from conventions.domain.approvals import events as approvals
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.duties import APART, Duty
from conventions.domain.core.event import ConventionEvent
from conventions.domain.deliveries import events as deliveries
from conventions.domain.drafting import events as drafting
from conventions.domain.execution import events as execution
from conventions.domain.justifications import events as justifications
from conventions.domain.negotiation import events as negotiation
from conventions.domain.payment_orders import events as payment_orders
from conventions.domain.signatures import events as signatures
from conventions.domain.tranches import events as e

from .parties import Parties
from .record import Faults, Record, Recorded, told

_COUNCILS: Final = frozenset({"region", "province", "prefecture", "commune"})
_OF_TRANCHE: Final = {
    e.TrancheCancelled: Duty.PREPARE,
    e.FundsCalled: Duty.CALL,
    e.TrancheCommitted: Duty.COMMIT,
    e.TrancheVisaed: Duty.VISA,
    e.PaymentOrdered: Duty.ORDER,
    e.TranchePaid: Duty.PAY,
    e.AdvanceImputed: Duty.PAY,
    e.OverpaymentRecorded: Duty.PAY,
    e.RefundReceived: Duty.PAY,
    payment_orders.PaymentApproved: Duty.AUTHORISE,
    payment_orders.PaymentApprovalRefused: Duty.AUTHORISE,
    e.TrancheJustified: Duty.JUSTIFY,
    justifications.JustificationSubmitted: Duty.JUSTIFY,
    justifications.SubmissionWithdrawn: Duty.JUSTIFY,
    justifications.JustificationRefused: Duty.ACCEPT,
    e.OverpaymentSettled: Duty.ACCEPT,
    execution.DocumentDeposited: Duty.REPORT,
}
_OF_ACTION: Final = {
    execution.ProgressReported: Duty.REPORT,
    execution.ProgressAccepted: Duty.ACCEPT,
}
_OF_DELIVERY: Final = {
    deliveries.ContributionDelivered: Duty.REPORT,
    deliveries.DeliveryAccepted: Duty.ACCEPT,
    deliveries.DeliveryRejected: Duty.ACCEPT,
}
_OF_AMENDMENT: Final = (amendments.AmendmentApprovalGranted, amendments.AmendmentApprovalRefused)
_APPROVING: Final = (approvals.ApprovalGranted, approvals.ApprovalRefused, *_OF_AMENDMENT)
_AMENDING: Final = (
    amendments.AmendmentDrafted,
    amendments.AmendmentRevised,
    amendments.AmendmentTextAgreed,
    amendments.AmendmentApprovalsRequested,
)
Done = set[tuple[Duty, str]]


class _Doers:
    """Who did which duty of the text, of each amendment, tranche, action and delivery."""

    def __init__(self) -> None:
        self.text: Done = set()
        self.amendment: dict[int, Done] = defaultdict(set)
        self.tranche: dict[str, Done] = defaultdict(set)
        self.action: dict[str, Done] = defaultdict(set)
        self.delivery: dict[str, Done] = defaultdict(set)
        self.paying: dict[str, set[str]] = defaultdict(set)
        self.action_of: dict[str, str] = {}

    def enter(self, entry: Recorded, event: ConventionEvent) -> Iterator[str]:
        """Note the event's duty, once it is compared with all that this person did before."""
        if isinstance(event, e.TranchePlanned):
            action, name = event.planned.action, event.planned.tranche
            self.paying[action].add(name)
            self.action_of[name] = action
            self.tranche[name].add((Duty.PREPARE, entry.person))
        elif isinstance(event, e.TrancheCancelled) and event.amendment is not None:
            pass  # what all signed takes effect: nobody gives anything up by it
        elif isinstance(event, e.TrancheJustified) and event.submission is not None:
            yield from self._do(entry, Duty.ACCEPT, self._of_tranche(event.tranche))
        elif duty := _OF_TRANCHE.get(type(event)):
            yield from self._do(entry, duty, self._of_tranche(event.tranche))  # type: ignore[attr-defined]
        elif duty := _OF_ACTION.get(type(event)):
            yield from self._do(entry, duty, self._of_action(event.action))  # type: ignore[attr-defined]
        elif duty := _OF_DELIVERY.get(type(event)):
            done = self.delivery[event.contribution]  # type: ignore[attr-defined]
            yield from self._do(entry, duty, [done])
        else:
            yield from self._of_text(entry, event)

    def _of_text(self, entry: Recorded, event: ConventionEvent) -> Iterator[str]:
        if isinstance(event, _OF_AMENDMENT):
            yield from self._do(entry, Duty.APPROVE, [set(), self.amendment[event.amendment]])
        elif isinstance(event, _APPROVING):
            yield from self._do(entry, Duty.APPROVE, [set(), self.text])
        elif isinstance(event, _PREPARING):
            self.text.add((Duty.PREPARE, entry.person))
            if isinstance(event, _AMENDING):
                self.amendment[event.amendment].add((Duty.PREPARE, entry.person))

    def _of_tranche(self, name: str) -> list[Done]:
        return [self.tranche[name], self.text, self.action[self.action_of[name]]]

    def _of_action(self, action: str) -> list[Done]:
        return [self.action[action], *(self.tranche[name] for name in self.paying[action])]

    @staticmethod
    def _do(entry: Recorded, duty: Duty, known: list[Done]) -> Iterator[str]:
        for done in known:
            for other, person in done:
                apart = (duty, other) in APART or (other, duty) in APART
                if person == entry.person and apart:
                    yield f"{entry.caller.subject} did {other} and does {duty}"
        known[0].add((duty, entry.person))


_PREPARING: Final = (
    drafting.ConventionDrafted,
    drafting.PartyInvited,
    drafting.PartyRemoved,
    drafting.ArticleWritten,
    drafting.ActionPlanned,
    drafting.ActionRemoved,
    drafting.ContributionPledged,
    drafting.ContributionWithdrawn,
    drafting.TotalRevised,
    drafting.ConventionProposed,
    approvals.ApprovalsRequested,
    negotiation.TextAgreed,
    *_AMENDING,
)


def duties_stay_apart(record: Record) -> Faults:
    """No person, however written, does two duties of one tranche that check one another."""
    doers = _Doers()
    for entry, event in told(record):
        yield from doers.enter(entry, event)


def approvals_are_given_by_whom_they_were_asked_of(record: Record) -> Faults:
    """A person of the very body, in the role that its kind takes; or its silence, in its time."""
    last_days: dict[int, dict[RequiredApproval, date]] = {}
    for entry, event in told(record):
        number = getattr(event, "amendment", 0)
        if isinstance(event, _ASKING):
            last_days[number] = {delay.approval: delay.last_day for delay in event.tacit}
        elif isinstance(event, _RECOUNTING):
            last_days[number][event.delay.approval] = event.delay.last_day
        if isinstance(event, _GRANTING) and event.tacit:
            if entry.recorded_on <= last_days[number].get(event.approval, date.max):
                yield f"{event.approval} is granted by a silence that is not over"
        elif isinstance(event, _APPROVING):
            kind, caller = str(event.approval.kind), entry.caller
            role = "controller" if kind == "financial_control" else "approver"
            if caller.organisation != event.approval.organisation_id or role not in caller.roles:
                yield f"{caller.subject} of {caller.organisation} answers {event.approval}"


_ASKING: Final = (approvals.ApprovalsRequested, amendments.AmendmentApprovalsRequested)
_RECOUNTING: Final = (approvals.TacitDelayMoved, amendments.AmendmentTacitDelayMoved)
_GRANTING: Final = (approvals.ApprovalGranted, amendments.AmendmentApprovalGranted)


def nobody_signs_before_the_councils_and_the_interior(record: Record) -> Faults:
    """Each council that signs deliberated on this very text, and its deliberations were visaed."""
    parties, granted = Parties(), set[tuple[str, UUID | None]]()
    for _, event in told(record):
        parties.enter(event)
        if isinstance(event, approvals.ApprovalsRequested | negotiation.TextReopened):
            granted.clear()
        elif isinstance(event, approvals.ApprovalGranted):
            granted.add((str(event.approval.kind), event.approval.organisation_id))
        elif isinstance(event, signatures.PartySigned):
            councils = {x for x in parties.signing if parties.parties[x].kind in _COUNCILS}
            for council in councils:
                if ("council_deliberation", council) not in granted:
                    yield f"signed before {council} deliberated"
            if councils and "interior" not in {kind for kind, _ in granted}:
                yield "signed before the interior's visa"


def whoever_is_suspended_binds_nobody(record: Record) -> Faults:
    """It answers, proves and reports, no more; the office acts as such, but for a party."""
    for entry in record:
        name, caller = type(entry.command).__name__, entry.caller
        as_office = "office" in caller.roles and name not in _FOR_A_PARTY
        suspended = caller.organisation in entry.command.header.inactive and not as_office
        if suspended and name not in _WHILE_SUSPENDED:
            yield f"{name} by {caller.subject} of {caller.organisation}"


_WHILE_SUSPENDED: Final = frozenset(
    {
        "TakePosition",
        "TakeAmendmentPosition",
        "DepositDocument",
        "ReportProgress",
        "JustifyTranche",
        "SubmitJustification",
        "WithdrawSubmission",
        "SubmitEvidence",
        "WithdrawEvidence",
        "AnswerNotice",
        "ReverseStep",
        "ReportExternalPayment",
        "RecordRefund",
    }
)
_FOR_A_PARTY: Final = frozenset(
    {
        "GrantApproval",
        "RefuseApproval",
        "GrantAmendmentApproval",
        "RefuseAmendmentApproval",
        "RefuseAmendment",
        "DecideCondition",
        "ConfirmMinutes",
        "ContestMinutes",
        "AskWaiver",
        "SignConvention",
        "ForwardSignature",
        "RefuseSignature",
        "SignAmendment",
        "CommitTranche",
        "VisaTranche",
        "OrderPayment",
        "ApprovePayment",
        "RefusePaymentApproval",
        "PayTranche",
        "ImputeAdvance",
        "DeliverContribution",
    }
)

PEOPLE = (
    duties_stay_apart,
    whoever_is_suspended_binds_nobody,
    approvals_are_given_by_whom_they_were_asked_of,
    nobody_signs_before_the_councils_and_the_interior,
)
