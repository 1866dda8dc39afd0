"""What is to be done next of obligations, of committees, of proofs of spending, of large orders."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from conventions.domain.committees import commands as committees
from conventions.domain.core.committee import MeetingState
from conventions.domain.core.convention import Convention
from conventions.domain.core.submission import SubmittedDocument
from conventions.domain.core.vocabulary import PartyRole
from conventions.domain.justifications import commands as justifications
from conventions.domain.obligations import commands as obligations
from conventions.domain.payment_orders import commands as payment_orders

from .. import people as p
from ..committees.story import ALL, OTHER, STEERING
from ..obligations.story import LAND, PAPER
from ..people import OPERATOR
from .cast import HEADS, LEAD
from .due_money import Due
from .wish import Fields

_PROOF: Final = (SubmittedDocument(kind="invoice", sha256="a" * 64),)
_WHY: Final[Fields] = {"reason": "motif"}


def obliging(state: Convention) -> Iterator[Due]:
    """Where the operator builds in its own name, a committee follows it and the land is owed."""
    terms = state.terms
    builder = terms.parties.get(OPERATOR)
    if builder is None or PartyRole.PROJECT_OWNER not in builder.roles:
        return
    if STEERING.committee not in terms.committees and set(STEERING.members) <= terms.parties.keys():
        yield committees.WriteCommittee, LEAD, {"committee": STEERING}
    if LAND.obligation not in terms.obligations and LAND.owner in terms.parties:
        yield obligations.WriteObligation, LEAD, {"obligation": LAND}


def freeing(state: Convention) -> Iterator[Due]:
    for name in state.terms.obligations:
        yield obligations.RemoveObligation, LEAD, {"obligation": name}


def following_up(state: Convention, today: date) -> Iterator[Due]:
    yield from _owed(state)
    yield from _meeting(state, today)
    yield from _proving(state)
    yield from _approving(state)


def _owed(state: Convention) -> Iterator[Due]:
    for name in state.terms.obligations:
        of: Fields = {"obligation": name, "occurrence": 1}
        yield obligations.SubmitEvidence, p.COMMUNE_HEAD, {**of, "documents": PAPER}
        yield obligations.WithdrawEvidence, p.COMMUNE_HEAD, {**of, **_WHY}
        yield obligations.CertifyEvidence, p.CLERK, of
        yield obligations.ReturnEvidence, p.CLERK, {**of, **_WHY, "within_days": 20}
        yield obligations.AskWaiver, LEAD, {**of, **_WHY}
        yield obligations.WaiveOccurrence, p.CLERK, of
        yield obligations.NoteObligationDueSoon, p.by_itself.caller, of
        yield obligations.NoteObligationMissed, p.by_itself.caller, of


def _meeting(state: Convention, today: date) -> Iterator[Due]:
    meetings = state.committees.meetings
    held_open = [each for each in meetings.values() if each.state is not MeetingState.CANCELLED]
    if STEERING.committee in state.terms.committees and len(held_open) < 2:
        soon = today + timedelta(days=STEERING.notice_days)
        called: Fields = {"committee": STEERING.committee, "meets_on": soon}
        yield committees.ConveneCommittee, LEAD, called
    for number, meeting in meetings.items():
        of: Fields = {"meeting": number}
        if meeting.state is MeetingState.CONVENED:
            later = max(today, meeting.meets_on) + timedelta(days=STEERING.notice_days)
            yield committees.PostponeMeeting, LEAD, {**of, **_WHY, "meets_on": later}
            yield committees.CancelMeeting, LEAD, {**of, **_WHY}
        if meeting.meets_on <= today and meeting.state in _UNWRITTEN:
            decided = () if state.committees.decisions else (OTHER,)
            told: Fields = {**of, "act": "PV", "present": ALL, "decisions": decided, "drops": ()}
            yield committees.RecordMinutes, LEAD, told
        if meeting.state is MeetingState.RECORDED:
            yield committees.ConfirmMinutes, p.COMMUNE_HEAD, of
            yield committees.ContestMinutes, p.COMMUNE_HEAD, {**of, **_WHY}
    for decision in state.committees.waiting():
        done: Fields = {"decision": decision.resolution.decision, "act": "bulletin"}
        yield committees.CarryOutDecision, HEADS[decision.resolution.carried_out_by], done


_UNWRITTEN: Final = (MeetingState.CONVENED, MeetingState.CONTESTED)


def _proving(state: Convention) -> Iterator[Due]:
    for name, tranche in state.tranches.items():
        if tranche.cancelled:
            continue
        if not tranche.submissions and tranche.paid > tranche.justified:
            left: Fields = {"tranche": name, "amount": tranche.paid - tranche.justified}
            handed: Fields = {**left, "act": "décompte", "documents": _PROOF}
            yield justifications.SubmitJustification, p.BOOKKEEPER, handed
        for number, submission in tranche.submissions.items():
            if submission.left.centimes > 0:
                of: Fields = {"tranche": name, "submission": number, **_WHY}
                yield justifications.RefuseJustification, p.CLERK, of
                yield justifications.WithdrawSubmission, p.BOOKKEEPER, of


def _approving(state: Convention) -> Iterator[Due]:
    """By a second person of the payer, then by the controller; rarely one says no."""
    for name, tranche in state.tranches.items():
        for number, order in tranche.orders.items():
            if order.lacking and not order.refused:
                of: Fields = {"tranche": name, "order": number}
                yield payment_orders.ApprovePayment, p.TREASURER, of
                yield payment_orders.ApprovePayment, p.CONTROLLER, of
                yield payment_orders.RefusePaymentApproval, p.TREASURER, {**of, **_WHY}
