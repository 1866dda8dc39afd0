"""Commands a campaign may try: plausible or not, by whoever, in any order."""

from datetime import date
from uuid import UUID

from conventions.domain.acceptance import commands as acceptance
from conventions.domain.amendments import commands as amendments
from conventions.domain.approvals import commands as approvals
from conventions.domain.committees import commands as committees
from conventions.domain.conditions import commands as conditions
from conventions.domain.core.acceptance import Reservation
from conventions.domain.core.archived import FactKind
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.notice import Breach
from conventions.domain.core.position import Position
from conventions.domain.core.submission import SubmittedDocument
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import (
    BreachKind,
    PartyRole,
    RoundOutcome,
    Settlement,
    SignatureLevel,
    Stage,
    Stance,
)
from conventions.domain.deliveries import commands as deliveries
from conventions.domain.drafting import commands as drafting
from conventions.domain.drafting.commands import ImportPlan, Placed
from conventions.domain.ending import commands as ending
from conventions.domain.execution import commands as execution
from conventions.domain.justifications import commands as justifications
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.notices import commands as notices
from conventions.domain.obligations import commands as obligations
from conventions.domain.payment_orders import commands as payment_orders
from conventions.domain.shares import commands as shares
from conventions.domain.signatures import commands as signatures
from conventions.domain.takeover import commands as takeover
from conventions.domain.timing import commands as timing
from conventions.domain.tranches import commands as tranches
from hypothesis import strategies as st

from .amendments.story import RAISED, SHIFTED, operations
from .approvals.story import FINANCE, KINDS, NEEDED
from .committees.story import ALL, MEETS, OTHER, STEERING
from .conditions.story import VOTE
from .frames.published import FINANCING, framed
from .obligations.story import LAND as OWED_LAND
from .obligations.story import PAPER
from .obligations.story import REPORT as OWED_REPORT
from .people import (
    COMMUNE,
    REGION,
    STRANGER,
    Say,
    accountant,
    bookkeeper,
    by_itself,
    clerk,
    commune,
    commune_council,
    controller,
    finance,
    interior,
    office,
    operator,
    region,
    region_council,
    registrar,
    treasurer,
)
from .proposal import DRAFT, WORKS, article, contribution, mad, party, share
from .story import ACCEPT, DEADLINE, mandate, signing
from .takeover.paper import archivist, fact
from .takeover.paper import checker as file_checker
from .takeover.paper import on as file_day

State = Absent | Convention
APPROVERS = (region_council, commune_council, interior, finance)
CALLERS = (
    *(region, commune, operator, bookkeeper, office, clerk, controller, accountant),
    *(registrar, treasurer),
    *APPROVERS,
    by_itself,
)
MONEY: tuple[type[tranches.MoneyCommand], ...] = (
    tranches.CallFunds,
    tranches.CommitTranche,
    tranches.VisaTranche,
    tranches.OrderPayment,
    tranches.PayTranche,
    tranches.JustifyTranche,
    tranches.ReportExternalPayment,
)
# Who usually gives a command: drawn as often as all the others together.
USUAL: dict[type[ConventionCommand], list[Say]] = {
    tranches.CallFunds: [operator],
    tranches.CommitTranche: [region, commune],
    tranches.VisaTranche: [controller],
    tranches.OrderPayment: [region, commune],
    tranches.PayTranche: [accountant],
    tranches.JustifyTranche: [registrar],
    payment_orders.ApprovePayment: [treasurer],
    justifications.SubmitJustification: [bookkeeper],
    execution.ReportProgress: [bookkeeper],
    execution.AcceptProgress: [commune],
    tranches.SettleOverpayment: [clerk],
    deliveries.DeliverContribution: [commune],
    tranches.ReverseStep: [clerk],
    approvals.GrantApproval: [interior],
    approvals.RefuseApproval: [interior],
    amendments.GrantAmendmentApproval: [interior],
    amendments.RefuseAmendmentApproval: [interior],
    conditions.DecideCondition: [commune_council],
    takeover.ProposeArchivedFact: [archivist],
    takeover.ConfirmArchivedFact: [file_checker],
    takeover.ReturnArchivedFact: [file_checker],
    conditions.EndCondition: [by_itself],
    obligations.SubmitEvidence: [operator],
    obligations.WithdrawEvidence: [operator],
    obligations.CertifyEvidence: [commune],
    obligations.WaiveOccurrence: [clerk],
    obligations.NoteObligationDueSoon: [by_itself],
    obligations.NoteObligationMissed: [by_itself],
    committees.NoteCommitteeOverdue: [by_itself],
    committees.NoteDecisionOverdue: [by_itself],
    approvals.GrantTacitly: [by_itself],
    approvals.CountDelaysAgain: [by_itself],
    negotiation.EndNegotiationRound: [by_itself],
    signatures.LapseConvention: [by_itself],
    amendments.LapseAmendment: [by_itself],
    amendments.GrantAmendmentTacitly: [by_itself],
    amendments.CountAmendmentDelaysAgain: [by_itself],
    signatures.NoteMandateLost: [by_itself],
    signatures.NoteNotActivated: [by_itself],
    shares.NoteSplitOverdue: [by_itself],
    timing.NoteTrancheOverdue: [by_itself],
    timing.CountLatenessAgain: [by_itself],
    timing.NoteDurationEnding: [by_itself],
    timing.NoteDurationOver: [by_itself],
    notices.ExpireNotice: [by_itself],
    ending.NoteRefundOverdue: [by_itself],
    timing.NoteMandateEnding: [by_itself],
}
Fields = dict[str, object]
OCCURRENCE: Fields = {"obligation": "land", "occurrence": 1}
REASON: Fields = {"reason": "motif"}
ACT: Fields = {"act": "acte"}
PROPOSAL = Position(stance=Stance.AMEND, proposed_text_fr="Mieux.", proposed_text_ar="أحسن.")
# What each command may carry besides its header: one of these is drawn.
FIELDS: dict[type[ConventionCommand], list[Fields]] = {
    drafting.InviteParty: [{"party": party(STRANGER, PartyRole.WITNESS, None)}],
    drafting.RemoveParty: [{"organisation_id": STRANGER}],
    drafting.WriteArticle: [{"article": article("object", text)} for text in ("a", "b")],
    drafting.WriteFromClause: [{"article": article("object", "c")}],
    drafting.PlanAction: [{"action": WORKS}],
    drafting.RemoveAction: [{"action": "works"}],
    drafting.PledgeContribution: [
        {"contribution": c} for c in (*DRAFT.contributions, contribution("commune-26", COMMUNE, 7))
    ],
    drafting.WithdrawContribution: [{"contribution": "commune-land"}],
    takeover.ProposeArchivedFact: [
        {"fact": fact(FactKind.END, day=file_day("2030"), reason=reason)} for reason in (None, "lu")
    ],
    takeover.ConfirmArchivedFact: [{"fact_number": number} for number in (1, 2)],
    takeover.ReturnArchivedFact: [{"fact_number": 1, "reason": "non"}],
    shares.PromiseShare: [{"share": share("s", COMMUNE, 10)}],
    shares.WithdrawShare: [{"share": "s"}],
    shares.SplitShare: [
        {"share": "s", "contributions": (contribution(f"s-{n}", COMMUNE, n),)} for n in (4, 10)
    ],
    shares.NoteSplitOverdue: [{}],
    timing.NoteTrancheOverdue: [{"tranche": "R1", "again": each} for each in (False, True)],
    timing.CountLatenessAgain: [{}],
    timing.NoteDurationEnding: [{}],
    timing.NoteDurationOver: [{}],
    timing.NoteMandateEnding: [
        {
            "organisation_id": COMMUNE,
            "mandate_id": STRANGER,
            "last_day": DEADLINE,
            "days_left": 30,
            "others": each,
        }
        for each in (False, True)
    ],
    drafting.ReviseTotal: [
        {"total": mad(n), "first_year": 2026, "last_year": 2027, **REASON} for n in (1000, 900)
    ],
    drafting.AdoptFrame: [{"frame": framed(template=each)} for each in (None, FINANCING)],
    conditions.WriteCondition: [{"condition": VOTE}],
    conditions.RemoveCondition: [{"condition": "vote"}],
    conditions.DecideCondition: [
        {"condition": "vote", "met": met, "act": "acte", **REASON} for met in (True, False)
    ],
    conditions.EndCondition: [{"condition": "vote"}],
    obligations.WriteObligation: [{"obligation": each} for each in (OWED_REPORT, OWED_LAND)],
    obligations.RemoveObligation: [{"obligation": "report"}],
    obligations.SubmitEvidence: [{**OCCURRENCE, "documents": PAPER}],
    obligations.WithdrawEvidence: [{**OCCURRENCE, **REASON}],
    obligations.CertifyEvidence: [OCCURRENCE],
    obligations.ReturnEvidence: [{**OCCURRENCE, **REASON, "within_days": n} for n in (0, 20)],
    obligations.AskWaiver: [{**OCCURRENCE, **REASON}],
    obligations.WaiveOccurrence: [OCCURRENCE],
    obligations.NoteObligationDueSoon: [OCCURRENCE],
    obligations.NoteObligationMissed: [OCCURRENCE],
    committees.WriteCommittee: [{"committee": STEERING}],
    committees.RemoveCommittee: [{"committee": "steering"}],
    committees.ConveneCommittee: [
        {"committee": "steering", "meets_on": MEETS, "place": "Siège", "agenda": "Bilan"}
    ],
    committees.PostponeMeeting: [{"meeting": 1, "meets_on": date(2026, 4, 30), **REASON}],
    committees.CancelMeeting: [{"meeting": n, **REASON} for n in (1, 2)],
    committees.RecordMinutes: [
        {"meeting": n, "act": "PV", "present": there, "decisions": decided, "drops": drops}
        for n in (1, 2)
        for there, decided, drops in ((ALL, (OTHER,), ()), (ALL, (), ("D2",)), ((), (), ()))
    ],
    committees.ConfirmMinutes: [{"meeting": n} for n in (1, 2)],
    committees.ContestMinutes: [{"meeting": n, **REASON} for n in (1, 2)],
    committees.CarryOutDecision: [{"decision": "D2", "act": "bulletin"}],
    committees.NoteCommitteeOverdue: [{"committee": "steering"}],
    committees.NoteDecisionOverdue: [{"decision": "D2"}],
    ImportPlan: [
        {
            "actions": (Placed(2, WORKS),),
            "contributions": tuple(Placed(3 + n, c) for n, c in enumerate(DRAFT.contributions)),
            "shares": shared,
        }
        for shared in ((), (Placed(9, share("s", COMMUNE, 1)),))
    ],
    drafting.ProposeConvention: [{}],
    drafting.WithdrawConvention: [REASON],
    negotiation.OpenNegotiationRound: [{"deadline": DEADLINE}],
    negotiation.TakePosition: [
        {"position": ACCEPT},
        {"position": Position(stance=Stance.RESERVE, remark="r")},
        {"article": "object", "position": PROPOSAL},
    ],
    negotiation.AdoptProposal: [{"article": "object", "organisation_id": COMMUNE}],
    negotiation.CloseNegotiationRound: [
        {"outcome": RoundOutcome.CONSENSUS},
        {"outcome": RoundOutcome.ARBITRATION, **REASON},
    ],
    negotiation.EndNegotiationRound: [{"round": 1}, {"round": 2}],
    negotiation.AgreeText: [{}, {}, {"sign_by": date(2026, 6, 30)}],
    negotiation.ReopenText: [REASON],
    approvals.RequestApprovals: [
        {"approvals": asked, "kinds": KINDS} for asked in ((), NEEDED, (*NEEDED, FINANCE))
    ],
    approvals.GrantApproval: [{"approval": x, "instrument": "visa"} for x in (*NEEDED, FINANCE)],
    approvals.RefuseApproval: [{"approval": x, **REASON} for x in (*NEEDED, FINANCE)],
    approvals.GrantTacitly: [{"approval": x} for x in NEEDED],
    approvals.CountDelaysAgain: [{}],
    signatures.EnterIntoForce: [{}],
    signatures.CorrectText: [
        {"field": "title_fr", "after": after, **REASON} for after in ("Titre", "Médina de Fes")
    ],
    signatures.ExtendSigningTime: [{"sign_by": date(2026, n, 30), **REASON} for n in (6, 9)],
    signatures.LapseConvention: [{}],
    signatures.NoteNotActivated: [{}],
    signatures.NoteMandateLost: [
        {"organisation_id": x, "mandate_id": STRANGER, "lost_on": DEADLINE, "others": y}
        for x, y in ((COMMUNE, False), (COMMUNE, True), (STRANGER, False))
    ],
    tranches.PlanTranche: [
        {"tranche": t, "contribution": c, "amount": mad(n), "due_on": date(2026, 6, 1)}
        for t, c, n in (("R1", "region-26", 400), ("C1", "commune-26", 200), ("C2", "x", 1))
    ],
    tranches.CancelTranche: [{"tranche": t, **REASON} for t in ("R1", "C1")],
    payment_orders.ApprovePayment: [{"tranche": "R1", "order": n} for n in (1, 2)],
    payment_orders.RefusePaymentApproval: [{"tranche": "R1", "order": 1, **REASON}],
    justifications.SubmitJustification: [
        {
            "tranche": "R1",
            "amount": mad(n),
            "act": "D1",
            "documents": (SubmittedDocument(kind="invoice", sha256="a" * 64),),
        }
        for n in (1, 20)
    ],
    justifications.RefuseJustification: [{"tranche": "R1", "submission": 1, **REASON}],
    justifications.WithdrawSubmission: [{"tranche": "R1", "submission": 1, **REASON}],
    tranches.SettleOverpayment: [
        {"tranche": t, "kind": kind, "amount": mad(n), "decision": "d", "reference": "acte 0"}
        for t in ("R1", "C1")
        for kind in Settlement
        for n in (1, 200)
    ],
    tranches.RecordRefund: [{"tranche": "R1", "amount": mad(1), "act": f"V{n}"} for n in range(9)],
    tranches.ImputeAdvance: [
        {"tranche": t, "advance_of": "R1", "amount": mad(1), "act": "OR"} for t in ("R1", "C1")
    ],
    tranches.ReverseStep: [
        {
            "tranche": t,
            "stage": stage,
            "amount": mad(n),
            "act": "a",
            "reference": "acte 0",
            **REASON,
        }
        for t in ("R1", "C1")
        for stage in Stage
        for n in (1, 200)
    ],
    execution.AcceptProgress: [
        {"action": "works", "percent": n, "observed_on": date(2026, 3, 1)} for n in (10, 100)
    ],
    execution.DepositDocument: [{"tranche": "R1", "kind": "pv", "sha256": "a" * 64}],
    execution.ReportProgress: [
        {"action": "works", "percent": n, "observed_on": date(2026, 3, 1)} for n in (10, 100)
    ],
    **{
        command: [{"contribution": "commune-land", "amount": mad(n), "act": "pv"} for n in (1, 100)]
        for command in (deliveries.DeliverContribution, deliveries.AcceptDelivery)
    },
    deliveries.RejectDelivery: [
        {"contribution": "commune-land", "amount": mad(1), "act": "pv", **REASON}
    ],
    notices.ServeNotice: [
        {"addressee": who, "breach": Breach(kind=kind, subject=what), "days": n, **REASON, **ACT}
        for who, kind, what in (
            (REGION, BreachKind.MONEY_UNPAID, "R1"),
            (COMMUNE, BreachKind.DUTY_BREACHED, "object"),
        )
        for n in (1, 15)
    ],
    acceptance.AcceptProvisionally: [
        {"action": "works", "guarantee_days": 0, "reservations": left, **ACT}
        for left in ((), (Reservation(reservation="joints", remark="à reprendre"),))
    ],
    acceptance.LiftReservation: [{"action": "works", "reservation": "joints", **ACT}],
    acceptance.AcceptFinally: [{"action": "works", **ACT}],
    notices.AnswerNotice: [{"notice": 1, "answer": "réponse"}],
    notices.WithdrawNotice: [{"notice": 1, **REASON}],
    notices.ExpireNotice: [{"notice": 1}],
    ending.TerminateConvention: [{"notice": 1, "refund_days": n, **REASON, **ACT} for n in (1, 60)],
    ending.NoteRefundOverdue: [{"tranche": "R1"}],
    ending.CloseConvention: [ACT],
    ending.ArchiveConvention: [{"reference": "ref", "place": "lieu"}],
    ending.SuspendConvention: [REASON, {"notice": 1, **REASON}],
    ending.ResumeConvention: [REASON],
    ending.CompleteConvention: [{"report": "rapport"}],
    amendments.DraftAmendment: [
        {"operations": wanted, **REASON}
        for wanted in (RAISED, SHIFTED, operations(ends_on=date(2030, 1, 1)))
    ],
    amendments.TakeAmendmentPosition: [{"amendment": 1, "position": ACCEPT}],
    amendments.ReviseAmendment: [{"amendment": 1, "operations": SHIFTED, **REASON}],
    amendments.AgreeAmendmentText: [
        {"amendment": 1},
        {"amendment": 1, "sign_by": date(2026, 6, 30)},
    ],
    amendments.ExtendAmendmentSigningTime: [
        {"amendment": 1, "sign_by": date(2026, n, 30), **REASON} for n in (6, 9)
    ],
    amendments.LapseAmendment: [{"amendment": 1}],
    amendments.RequestAmendmentApprovals: [
        {"amendment": 1, "approvals": asked, "kinds": KINDS}
        for asked in ((), NEEDED, (*NEEDED, FINANCE))
    ],
    amendments.GrantAmendmentApproval: [
        {"amendment": 1, "approval": x, "instrument": "visa"} for x in (*NEEDED, FINANCE)
    ],
    amendments.RefuseAmendmentApproval: [
        {"amendment": 1, "approval": x, **REASON} for x in (*NEEDED, FINANCE)
    ],
    amendments.GrantAmendmentTacitly: [{"amendment": 1, "approval": x} for x in NEEDED],
    amendments.CountAmendmentDelaysAgain: [{"amendment": 1}],
    amendments.PutAmendmentIntoEffect: [{"amendment": 1}],
    amendments.WithdrawAmendment: [{"amendment": 1, **REASON}],
    **{
        step: [
            {"tranche": t, "amount": mad(n), "act": f"acte {nth}"}
            for t in ("R1", "C1")
            for n in (200, 400)
            for nth in range(9)
        ]
        for step in MONEY
    },
}
SIGNING = (
    signatures.SignConvention,
    signatures.ForwardSignature,
    signatures.RefuseSignature,
    amendments.SignAmendment,
    amendments.RefuseAmendment,
)
COMMANDS: tuple[type[ConventionCommand], ...] = (*FIELDS, *SIGNING)
Attempt = tuple[type[ConventionCommand], Say, Fields]


def signature(state: State, say: Say, command: type[ConventionCommand]) -> ConventionCommand:
    """This caller's signature of whatever is frozen, whether or not it may be given."""
    if command in (amendments.SignAmendment, amendments.RefuseAmendment):
        begun = state.amendments.get(1) if isinstance(state, Convention) else None
        frozen = begun.signing.text_sha256 if begun else ""
        shown = signing(say, frozen, SignatureLevel.SIMPLE)
        if command is amendments.RefuseAmendment:
            return say(command, amendment=1, power=shown, reason="motif")
        return say(command, amendment=1, signing=shown)
    text = text_sha256(state) if isinstance(state, Convention) else ""
    given = signing(say, text, SignatureLevel.SIMPLE)
    if command is signatures.RefuseSignature:
        return say(command, power=given, reason="motif")
    if command is signatures.ForwardSignature:
        other = mandate(say.caller, representative_id=UUID(int=9), subject="other")
        return say(command, power=given, to=other, reason="motif")
    return say(command, signing=given)


@st.composite
def attempts(draw: st.DrawFn, commands: tuple[type[ConventionCommand], ...] = COMMANDS) -> Attempt:
    command = draw(st.sampled_from(commands))
    acting = [say for say in CALLERS if say.caller.organisation] if command in SIGNING else CALLERS
    fields = draw(st.sampled_from(FIELDS.get(command, [{}])))
    usual = [say for say in USUAL.get(command, ()) if say in acting]
    say = draw(st.sampled_from([*acting, *usual * len(acting)]))
    return command, say, fields


def made(state: State, attempt: Attempt) -> ConventionCommand:
    command, say, fields = attempt
    return signature(state, say, command) if command in SIGNING else say(command, **fields)
