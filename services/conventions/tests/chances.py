"""Commands a campaign may try: plausible or not, by whoever, in any order."""

from datetime import date

from conventions.domain.commands import agreeing, amending, drafting, executing
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.events.agreeing import RequiredApproval
from conventions.domain.state import Absent, Convention
from conventions.domain.text import text_sha256
from conventions.domain.vocabulary import (
    ApprovalKind,
    PartyRole,
    RoundOutcome,
    SignatureLevel,
    Stance,
)
from hypothesis import strategies as st

from .amendments import RAISED, SHIFTED, operations
from .story import (
    COMMUNE,
    DRAFT,
    STRANGER,
    WORKS,
    Say,
    accountant,
    article,
    commune,
    contribution,
    controller,
    mad,
    mandate,
    office,
    operator,
    party,
    region,
)

State = Absent | Convention
CALLERS = (region, commune, operator, office, controller, accountant)
MONEY = (
    executing.CallFunds,
    executing.CommitTranche,
    executing.VisaTranche,
    executing.OrderPayment,
    executing.PayTranche,
    executing.JustifyTranche,
    executing.ReportExternalPayment,
)
# Who usually gives a command: drawn as often as all the others together.
USUAL: dict[type[ConventionCommand], list[Say]] = {
    executing.CallFunds: [operator],
    executing.CommitTranche: [region, commune],
    executing.VisaTranche: [controller],
    executing.OrderPayment: [region, commune],
    executing.PayTranche: [accountant],
    executing.JustifyTranche: [operator],
    executing.ReportProgress: [operator],
    agreeing.GrantApproval: [controller],
    agreeing.RefuseApproval: [controller],
}
APPROVAL = RequiredApproval(kind=ApprovalKind.INTERIOR)
Fields = dict[str, object]
REASON: Fields = {"reason": "motif"}
# What each command may carry besides who gives it: one of these is drawn.
FIELDS: dict[type[ConventionCommand], list[Fields]] = {
    drafting.InviteParty: [{"party": party(STRANGER, PartyRole.WITNESS, None)}],
    drafting.RemoveParty: [{"organisation_id": STRANGER}],
    drafting.WriteArticle: [{"article": article("object", text)} for text in ("a", "b")],
    drafting.PlanAction: [{"action": WORKS}],
    drafting.RemoveAction: [{"action": "works"}],
    drafting.PledgeContribution: [
        {"contribution": c} for c in (*DRAFT.contributions, contribution("commune-26", COMMUNE, 7))
    ],
    drafting.WithdrawContribution: [{"contribution": "commune-land"}],
    drafting.ReviseTotal: [
        {"total": mad(n), "first_year": 2026, "last_year": 2027, **REASON} for n in (1000, 900)
    ],
    drafting.ProposeConvention: [{}],
    drafting.WithdrawConvention: [REASON],
    agreeing.OpenNegotiationRound: [{"deadline": date(2026, 3, 31)}],
    agreeing.TakePosition: [{"stance": Stance.ACCEPT}, {"stance": Stance.RESERVE, "remark": "r"}],
    agreeing.CloseNegotiationRound: [
        {"outcome": RoundOutcome.CONSENSUS},
        {"outcome": RoundOutcome.ARBITRATION, **REASON},
    ],
    agreeing.AgreeText: [{}],
    agreeing.ReopenText: [REASON],
    agreeing.RequestApprovals: [{"approvals": ()}, {"approvals": (APPROVAL,)}],
    agreeing.GrantApproval: [{"approval": APPROVAL, "instrument": "visa"}],
    agreeing.RefuseApproval: [{"approval": APPROVAL, **REASON}],
    agreeing.RefuseSignature: [{"representative_id": STRANGER, **REASON}],
    agreeing.EnterIntoForce: [{}],
    executing.PlanTranche: [
        {"tranche": t, "contribution": c, "amount": mad(n), "due_on": date(2026, 6, 1)}
        for t, c, n in (("R1", "region-26", 400), ("C1", "commune-26", 200), ("C2", "x", 1))
    ],
    executing.CancelTranche: [{"tranche": t, **REASON} for t in ("R1", "C1")],
    executing.SettleOverpayment: [{"tranche": t, "decision": "d"} for t in ("R1", "C1")],
    executing.DepositDocument: [{"tranche": "R1", "kind": "pv", "sha256": "a" * 64}],
    executing.ReportProgress: [
        {"action": "works", "percent": n, "observed_on": date(2026, 3, 1)} for n in (10, 100)
    ],
    executing.SuspendConvention: [REASON],
    executing.ResumeConvention: [REASON],
    executing.CompleteConvention: [{"report": "rapport"}],
    amending.DraftAmendment: [
        {"operations": wanted, **REASON}
        for wanted in (RAISED, SHIFTED, operations(ends_on=date(2030, 1, 1)))
    ],
    amending.TakeAmendmentPosition: [{"amendment": 1, "stance": Stance.ACCEPT}],
    amending.ReviseAmendment: [{"amendment": 1, "operations": SHIFTED, **REASON}],
    amending.AgreeAmendmentText: [{"amendment": 1}],
    amending.PutAmendmentIntoEffect: [{"amendment": 1}],
    amending.WithdrawAmendment: [{"amendment": 1, **REASON}],
    **{
        step: [
            {"tranche": t, "amount": mad(n), "act": "acte"}
            for t in ("R1", "C1")
            for n in (200, 400)
        ]
        for step in MONEY
    },
}
SIGNING = (agreeing.SignConvention, amending.SignAmendment)
COMMANDS = (*FIELDS, *SIGNING)


def signature(state: State, say: Say, command: type[ConventionCommand]) -> ConventionCommand:
    """This caller's signature of whatever is frozen, whether or not it may be given."""
    fields: dict[str, object] = {"level": SignatureLevel.SIMPLE, "mandate": mandate(say.caller)}
    text = text_sha256(state) if isinstance(state, Convention) else ""
    if command is amending.SignAmendment:
        amendments = state.amendments if isinstance(state, Convention) else {}
        text = (amendments[1].text_sha256 or "") if 1 in amendments else ""
        fields["amendment"] = 1
    return say(command, text_sha256=text, **fields)


@st.composite
def attempts(
    draw: st.DrawFn, commands: tuple[type[ConventionCommand], ...] = COMMANDS
) -> tuple[type[ConventionCommand], Say, dict[str, object]]:
    command = draw(st.sampled_from(commands))
    acting = [say for say in CALLERS if say.caller.organisation] if command in SIGNING else CALLERS
    fields = draw(st.sampled_from(FIELDS.get(command, [{}])))
    usual = [say for say in USUAL.get(command, ()) if say in acting]
    say = draw(st.sampled_from([*acting, *usual * len(acting)]))
    return command, say, fields


def made(
    state: State, attempt: tuple[type[ConventionCommand], Say, dict[str, object]]
) -> ConventionCommand:
    command, say, fields = attempt
    return signature(state, say, command) if command in SIGNING else say(command, **fields)
