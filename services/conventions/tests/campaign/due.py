"""What is to be done next, by whom it falls to: so that lives get to their end."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.amendments import commands as amendments
from conventions.domain.amendments.approving import needs_of_amendment
from conventions.domain.amendments.effect import amended
from conventions.domain.amendments.outlook import outlook_of
from conventions.domain.amendments.rules import signatories_of
from conventions.domain.amendments.unsigned import UNSIGNED
from conventions.domain.approvals import commands as approvals
from conventions.domain.committees import commands as committees
from conventions.domain.conditions import commands as conditions
from conventions.domain.core.activation import force_expected_by
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.frame import Thresholds
from conventions.domain.core.suspensive import undecided
from conventions.domain.core.vocabulary import (
    AmendmentState,
    ApprovalAnswer,
    Instrument,
    RoundOutcome,
    State,
)
from conventions.domain.deliveries import commands as deliveries
from conventions.domain.drafting import commands as drafting
from conventions.domain.ending import commands as ending
from conventions.domain.execution import commands as execution
from conventions.domain.justifications import commands as justifications
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.notices import commands as notices
from conventions.domain.obligations import commands as obligations
from conventions.domain.payment_orders import commands as payment_orders
from conventions.domain.signatures import commands as signatures
from conventions.domain.timing import commands as timing
from conventions.domain.tranches import commands as tranches
from mithaq.commands import Caller

from .. import people as p
from ..approvals.story import ANSWERING, KINDS, NEEDED
from ..chances import PROPOSAL
from ..story import ACCEPT
from .cast import CAST, HEADS, LEAD
from .due_ending import breaching, closing, returning, taking_over
from .due_following import following_up, freeing, obliging
from .due_money import Due, money, released
from .due_shares import splitting
from .due_text import unwriting, writing
from .due_timing import passing
from .luck import Luck
from .signing_content import hash_of
from .wish import Fields

# What would end or undo too much, were it done as soon as it may be: in percent.
_CHANCE: Final[Mapping[type[ConventionCommand], int]] = {
    drafting.RemoveAction: 60,
    drafting.WithdrawContribution: 6,
    drafting.ReviseTotal: 6,
    drafting.RemoveParty: 20,
    conditions.WriteCondition: 20,
    approvals.CountDelaysAgain: 70,
    timing.NoteTrancheOverdue: 20,
    timing.CountLatenessAgain: 10,
    amendments.CountAmendmentDelaysAgain: 20,
    approvals.RefuseApproval: 4,
    signatures.RefuseSignature: 4,
    amendments.RefuseAmendment: 6,
    signatures.CorrectText: 4,
    signatures.ForwardSignature: 15,
    signatures.NoteMandateLost: 4,
    timing.NoteMandateEnding: 4,
    ending.SuspendConvention: 4,
    notices.ServeNotice: 4,
    notices.AnswerNotice: 30,
    notices.WithdrawNotice: 5,
    ending.TerminateConvention: 20,
    drafting.WithdrawConvention: 2,
    negotiation.ReopenText: 4,
    committees.ConveneCommittee: 30,
    committees.PostponeMeeting: 12,
    committees.CancelMeeting: 12,
    committees.ContestMinutes: 30,
    obligations.RemoveObligation: 4,
    obligations.SubmitEvidence: 15,
    obligations.WithdrawEvidence: 12,
    obligations.CertifyEvidence: 12,
    obligations.ReturnEvidence: 4,
    obligations.AskWaiver: 25,
    obligations.WaiveOccurrence: 25,
    obligations.NoteObligationDueSoon: 12,
    obligations.NoteObligationMissed: 20,
    payment_orders.RefusePaymentApproval: 30,
    justifications.SubmitJustification: 20,
    justifications.RefuseJustification: 20,
    justifications.WithdrawSubmission: 20,
    tranches.ReverseStep: 12,
    tranches.CancelTranche: 6,
    amendments.DraftAmendment: 25,
    amendments.WithdrawAmendment: 30,
}


_COMMITTING: Final = (tranches.PlanTranche, deliveries.DeliverContribution)
_HURRY: Final = 3  # an amendment under way is as pressing as so many other things
_AMENDED: Final = 8  # so many amendments are written of one convention, as a duty


def chosen(luck: Luck, state: Convention, today: date) -> Due | None:
    """One of them that nothing is known to stand against."""
    waiting = [due for due in dues(state, today) if luck.percent(_CHANCE.get(due[0], 100))]
    luck.shuffle(waiting)
    return next((due for due in waiting if released(state, due, today)), None)


def _force(state: Convention, today: date) -> Iterator[Due]:
    """Told by itself where it was expected long ago; then still to come."""
    signed = state.signing.signed_on
    waited = signed is not None and today > force_expected_by(signed)
    if waited and not state.force_overdue:
        yield signatures.NoteNotActivated, p.by_itself.caller, {}
    else:
        yield signatures.EnterIntoForce, LEAD, {}


def dues(state: Convention, today: date) -> Iterator[Due]:  # noqa: C901 - one case a state
    """Everything that somebody is expected to do now; empty once nothing is."""
    match state.state:
        case State.DRAFT:
            yield from _draft(state)
        case State.PROPOSED:
            yield negotiation.OpenNegotiationRound, LEAD, {}
        case State.IN_NEGOTIATION:
            yield from _negotiation(state, today)
        case State.TEXT_AGREED:
            yield from _given_back(state, today)
            yield approvals.RequestApprovals, LEAD, {"approvals": NEEDED, "kinds": KINDS}
        case State.PENDING_APPROVALS:
            yield from _given_back(state, today)
            yield from _approvals(state)
            yield from _silence(state, today)
        case State.READY_TO_SIGN | State.PARTIALLY_SIGNED:
            yield from _given_back(state, today)
            yield signatures.CorrectText, LEAD, {}
            yield signatures.NoteMandateLost, p.by_itself.caller, {}
            yield timing.NoteMandateEnding, p.by_itself.caller, {}
            for party in sorted(state.signing.awaited & HEADS.keys()):
                yield signatures.SignConvention, _signer(state, party), {}
                yield signatures.RefuseSignature, HEADS[party], {"reason": "vote"}
                yield signatures.ForwardSignature, HEADS[party], {"reason": "congé"}
        case State.SIGNED:
            yield from _conditions(state, today)
            yield from splitting(state, today)
            yield from _force(state, today)
        case State.IN_FORCE:
            yield from _running(state, today)
            yield from splitting(state, today)
            yield from passing(state, today)
            yield from breaching(state, today)
        case State.SUSPENDED:
            yield ending.ResumeConvention, LEAD, {"reason": "levée"}
            yield from passing(state, today)
            yield from breaching(state, today)
        case State.COMPLETED | State.TERMINATED:
            yield from closing(state, today)
        case State.CLOSED if state.archived_on is None:
            yield ending.ArchiveConvention, p.CLERK, {}
            yield from returning(state)


def _given_back(state: Convention, today: date) -> Iterator[Due]:
    """What frees all that an agreed text took of its framework's envelope."""
    if state.terms.outline.framework_id is not None:
        yield negotiation.ReopenText, LEAD, {"reason": "erreur"}
        yield drafting.WithdrawConvention, LEAD, {"reason": "abandon"}
    if state.signing.sign_by is not None and state.signing.sign_by < today:
        yield signatures.LapseConvention, p.by_itself.caller, {}


def _signer(state: Convention, party: UUID) -> Caller:
    """Its head, or whom the signature was forwarded to."""
    to = state.signing.forwarded.get(party)
    if to is None:
        return HEADS[party]
    known = (each for each in CAST if to.representative_id.int == 0x2000 + hash_of(each))
    return next(known, HEADS[party])


def _draft(state: Convention) -> Iterator[Due]:
    """What is missing; once nothing is, it is submitted, rarely with a condition."""
    missing = [*writing(state), *obliging(state)]
    yield from unwriting(state)
    yield from freeing(state)
    yield from missing or [(drafting.ProposeConvention, LEAD, {})]
    if not missing and not state.terms.conditions:
        yield conditions.WriteCondition, LEAD, {}


def _negotiation(state: Convention, today: date) -> Iterator[Due]:
    if not state.negotiation.open:
        concluded = state.negotiation.concluded
        step = negotiation.AgreeText if concluded else negotiation.OpenNegotiationRound
        yield step, LEAD, {}
        return
    for article in state.terms.articles:
        for party in sorted(state.negotiation.remarked_by(article)):
            proposed: Fields = {"article": article, "organisation_id": party}
            yield negotiation.AdoptProposal, LEAD, proposed
    deadline = state.negotiation.deadline
    if deadline is not None and deadline < today:
        late: Fields = {"outcome": RoundOutcome.ARBITRATION, "reason": "arbitrage"}
        yield negotiation.CloseNegotiationRound, LEAD, late
        return
    signing = sorted(state.terms.signatories() & HEADS.keys())
    waiting = [party for party in signing if not state.negotiation.accepts(party, state.terms)]
    for party in waiting:
        yield negotiation.TakePosition, HEADS[party], {"position": ACCEPT, "article": None}
        if "object" in state.terms.articles and not state.negotiation.adopted:
            proposed = {"position": PROPOSAL, "article": "object"}
            yield negotiation.TakePosition, HEADS[party], proposed
    if not waiting:
        yield negotiation.CloseNegotiationRound, LEAD, {"outcome": RoundOutcome.CONSENSUS}


def _conditions(state: Convention, today: date) -> Iterator[Due]:
    for name in undecided(state):
        vote: Fields = {"condition": name, "met": True, "act": "délibération"}
        if today > state.terms.conditions[name].decide_by:
            yield conditions.EndCondition, p.by_itself.caller, {"condition": name}
        else:
            yield conditions.DecideCondition, p.COMMUNE_COUNCIL, vote


def _approvals(state: Convention) -> Iterator[Due]:
    for approval, answer in state.approvals.items():
        if answer is ApprovalAnswer.AWAITED:
            yield approvals.GrantApproval, ANSWERING[approval].caller, {"approval": approval}
            refused: Fields = {"approval": approval, "reason": "crédits"}
            yield approvals.RefuseApproval, ANSWERING[approval].caller, refused


def _silence(state: Convention, today: date) -> Iterator[Due]:
    """What time grants, and a correction of days off that has it counted again."""
    for approval, delay in state.tacit.items():
        if today > delay.last_day:
            yield approvals.GrantTacitly, p.by_itself.caller, {"approval": approval}
        else:
            off = {delay.last_day: True}
            yield approvals.CountDelaysAgain, p.by_itself.caller, {"corrected": off}


def _running(state: Convention, today: date) -> Iterator[Due]:
    begun = [*_amendment(state, today)]
    pressing = [*_spending(state), *_works(state), *begun * _HURRY]
    yield from pressing or [(ending.CompleteConvention, LEAD, {"report": "rapport"})]
    if pressing:
        yield from following_up(state, today)
    yield ending.SuspendConvention, LEAD, {"reason": "contrôle"}
    if state.tranches:
        yield tranches.ReverseStep, p.CLERK, {"reason": "rejet"}
        yield tranches.CancelTranche, LEAD, {"reason": "report"}
    if state.open_amendment is None and len(state.amendments) < _AMENDED:
        yield amendments.DraftAmendment, LEAD, {"reason": "renchérissement"}


def _spending(state: Convention) -> Iterator[Due]:
    """A framework plans little itself: else nothing would be left to those under it."""
    found = money(state)
    if state.terms.outline.instrument == Instrument.FRAMEWORK and state.version % 8:
        return (due for due in found if due[0] not in _COMMITTING)
    return found


def _works(state: Convention) -> Iterator[Due]:
    for action in state.terms.actions:
        observed = state.progress.get(action)
        seen = observed.observations[-1:] if observed else ()
        if not seen or seen[0].progress.percent < 100:
            yield execution.ReportProgress, p.BOOKKEEPER, {"action": action, "percent": 100}
        elif seen[0].accepted_on is None:
            last = seen[0].progress
            vouched: Fields = {"percent": last.percent, "observed_on": last.observed_on}
            yield execution.AcceptProgress, p.COMMUNE_HEAD, {"action": action, **vouched}
        else:
            yield from taking_over(state, action)


def _amendment(state: Convention, today: date) -> Iterator[Due]:
    begun = state.open_amendment
    if begun is None:
        return
    yield from _amendment_step(state, begun, today)


def _amendment_step(state: Convention, begun: Amendment, today: date) -> Iterator[Due]:
    number: Fields = {"amendment": begun.number}
    last = begun.signing.sign_by
    if last is not None and last < today and begun.state in UNSIGNED:
        yield amendments.LapseAmendment, p.by_itself.caller, number
    match begun.state:
        case AmendmentState.NEGOTIATION:
            yield from _amendment_negotiation(state, begun, number)
        case AmendmentState.TEXT_AGREED:
            needs = needs_of_amendment(state, begun, KINDS, Thresholds())
            wanted = tuple(x for x in NEEDED if any(need.met_by(x) for need in needs))
            asking: Fields = {**number, "approvals": wanted, "kinds": KINDS}
            yield amendments.RequestAmendmentApprovals, LEAD, asking
        case AmendmentState.PENDING_APPROVALS:
            yield from _amendment_approvals(state, begun)
            yield from _amendment_silence(begun, today)
        case AmendmentState.READY_TO_SIGN:
            for party in sorted(begun.signing.awaited & HEADS.keys()):
                yield amendments.SignAmendment, HEADS[party], number
                yield amendments.RefuseAmendment, HEADS[party], number
        case _:
            yield amendments.PutAmendmentIntoEffect, LEAD, number


def _amendment_negotiation(state: Convention, begun: Amendment, number: Fields) -> Iterator[Due]:
    waiting = _undecided(state, begun)
    for party in sorted(waiting & HEADS.keys()):
        taken: Fields = {**number, "position": ACCEPT}
        yield amendments.TakeAmendmentPosition, HEADS[party], taken
    if waiting:
        return
    if outlook_of(state, begun, p.DAY).refused_by is None:
        yield amendments.AgreeAmendmentText, LEAD, number
    else:
        yield amendments.ReviseAmendment, LEAD, {**number, "reason": "mieux"}
    yield amendments.WithdrawAmendment, LEAD, {**number, "reason": "refus"}


def _amendment_approvals(state: Convention, begun: Amendment) -> Iterator[Due]:
    for approval, answer in begun.approvals.items():
        asked: Fields = {"amendment": begun.number, "approval": approval}
        caller = ANSWERING[approval].caller
        if answer is ApprovalAnswer.AWAITED:
            yield amendments.GrantAmendmentApproval, caller, asked
            if state.version % 5 == 0:
                refused: Fields = {**asked, "reason": "crédits"}
                yield amendments.RefuseAmendmentApproval, caller, refused
        elif answer is ApprovalAnswer.REFUSED:
            revised: Fields = {"amendment": begun.number, "reason": "crédits"}
            yield amendments.ReviseAmendment, LEAD, revised


def _amendment_silence(begun: Amendment, today: date) -> Iterator[Due]:
    """What time grants, and a correction of days off that has it counted again."""
    number: Fields = {"amendment": begun.number}
    off = {delay.last_day: True for delay in begun.tacit.values()}
    yield amendments.CountAmendmentDelaysAgain, p.by_itself.caller, {**number, "corrected": off}
    for approval, delay in begun.tacit.items():
        if today > delay.last_day:
            granted: Fields = {**number, "approval": approval}
            yield amendments.GrantAmendmentTacitly, p.by_itself.caller, granted


def _undecided(state: Convention, begun: Amendment) -> frozenset[UUID]:
    accepted = {party for party, said in begun.positions.items() if said.accepts}
    return signatories_of(state, begun, amended(state.terms, begun.operations)) - accepted
