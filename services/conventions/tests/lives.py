"""Whole lives of a convention that between them tell every event there is.

A new event fails `core/test_evolve.py` until a life here tells it: it then meets `evolve` and every
read model.
"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from conventions.domain.amendments import commands as amendments
from conventions.domain.approvals import commands as approvals
from conventions.domain.committees import commands as committees
from conventions.domain.conditions import commands as conditions
from conventions.domain.core.amendment import Operations, Reschedule, Termination
from conventions.domain.core.archived import FactKind
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import PartyRole, RoundOutcome, Settlement, Stage, Stance
from conventions.domain.drafting import commands as drafting
from conventions.domain.ending import commands as ending
from conventions.domain.execution.commands import ReportProgress
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.obligations import commands as obligations
from conventions.domain.shares.commands import (
    NoteSplitOverdue,
    PromiseShare,
    SplitShare,
    WithdrawShare,
)
from conventions.domain.signatures import commands as signatures
from conventions.domain.signatures.commands import EnterIntoForce
from conventions.domain.takeover import commands as takeover
from conventions.domain.timing import commands as timing
from conventions.domain.tranches import commands as tranches

from .acceptance.story import JOINTS, final, lift
from .amendments.story import (
    RAISED,
    SHIFTED,
    accept,
    agree,
    approved,
    draft,
    effect,
    operations,
    sign_all,
)
from .amendments.story import agreed as agreed_amendment
from .amendments.story import frozen as frozen_amendment
from .amendments.story import needed as needed_by_amendment
from .amendments.story import refusal as refuse_to_amend
from .amendments.story import refuse as refuse_amendment
from .amendments.story import request as request_for_amendment
from .amendments.story import sign as sign_amendment
from .amendments.story import signed as signed_by_all
from .approvals.silent import FRAMED as SILENCE_COUNTS
from .approvals.silent import LAST, asked
from .approvals.story import INTERIOR, KINDS, NEEDED, grants, refuse, request
from .committees.story import CONVENE, MEETS, OTHER, STEERING, confirmation, minutes, steered
from .conditions.story import VOTE
from .conditions.story import signed as signed_with_a_condition
from .deliveries.story import delivered
from .execution.story import REPORT, accepted, built, provisional
from .frames.published import framed
from .justifications import story as proofs
from .notices.story import AFTER, BEHIND, DUTY, SPENT, answer, expire, serve, withdraw
from .obligations.story import FINAL as OWED_FINAL
from .obligations.story import LAND as OWED_LAND
from .obligations.story import (
    ask_waiver,
    certify,
    missed,
    obliged,
    send_back,
    soon,
    submit,
    take_back,
    waive,
)
from .payment_orders import story as orders
from .people import (
    COMMUNE,
    OPERATOR,
    REGION,
    STRANGER,
    accountant,
    bookkeeper,
    by_itself,
    clerk,
    commune,
    commune_council,
    office,
    operator,
    region,
)
from .proposal import PLEDGES, WORKS, article, contribution, mad, party, share
from .shares.story import SPLIT_BY
from .shares.story import in_force as with_shares
from .story import (
    DEADLINE,
    TO_A_ROUND,
    TO_CONSENSUS,
    Story,
    drafted,
    in_a_round,
    in_force,
    mandate,
    power,
    ready_to_sign,
    refusal,
    signature,
    state_of,
)
from .takeover.paper import AMENDED, LAND, PAID, checker, confirm, fact, on, propose, running
from .tranches.story import paid, reverse, scheduled, settle, step, tranche

PROPOSAL = Position(stance=Stance.AMEND, proposed_text_fr="Mieux.")
LATE, UNTIL = DEADLINE + timedelta(days=1), date(2026, 6, 30)
MORE_TIME = UNTIL + timedelta(days=30)
REOPEN = region(negotiation.ReopenText, reason="erreur")


def _rewritten() -> Story:
    """Each part of the proposal was changed and changed back before it was submitted."""
    witness = party(STRANGER, PartyRole.WITNESS, None, "Témoin")
    return drafted().when(
        region(drafting.InviteParty, party=witness),
        region(drafting.RemoveParty, organisation_id=STRANGER),
        region(drafting.WriteArticle, article=article("object", "Autre.")),
        region(drafting.WithdrawContribution, contribution="region-26"),
        region(drafting.PledgeContribution, contribution=PLEDGES[0]),
        _revised(1200, 2025, 2028),
        _revised(1000, 2026, 2027),
    )


def _revised(dirhams: int, first: int, last: int) -> drafting.ReviseTotal:
    return region(
        drafting.ReviseTotal, total=mad(dirhams), first_year=first, last_year=last, reason="étude"
    )


def _agreed_again(story: Story) -> Story:
    """Another round, consensus, and the text frozen with three visas to wait for."""
    return story.when(
        TO_A_ROUND[1],
        *TO_CONSENSUS,
        region(negotiation.AgreeText),
        request(*NEEDED),
    )


def _granted(story: Story) -> Story:
    return story.when(*grants(*NEEDED))


def reopened_twice() -> Story:
    """After a refused visa, then after two signatures; signed in the end."""
    refused = _agreed_again(_rewritten().when(TO_A_ROUND[0])).when(refuse(INTERIOR), REOPEN)
    half = _granted(_agreed_again(refused))
    half = half.when(*(signature(half, say) for say in (commune, operator)))
    again = _granted(_agreed_again(half.when(REOPEN)))
    return again.when(*(signature(again, say) for say in (commune, operator, region)))


def completed() -> Story:
    """Paid, overpaid, cancelled in part, delivered, suspended, amended, completed."""
    story = in_force().when(
        tranche("R1", "region-26", 150),
        tranche("R2", "region-26", 250, date(2026, 9, 1), documents=("site-report",)),
        REPORT,
        *built(60),
        *delivered(100),
        *paid(100),
        reverse(Stage.PAID, 10, reference="PayTranche R1 100"),
        step(tranches.ReportExternalPayment, office, 40),
        settle(Settlement.KEPT_AS_ADVANCE, 10),
        settle(Settlement.REFUND_CLAIMED, 20),
        step(tranches.RecordRefund, accountant, 20),
        *paid(10)[:4],
        accountant(
            tranches.ImputeAdvance, tranche="R1", amount=mad(10), act="OR 1", advance_of="R1"
        ),
        clerk(tranches.CancelTranche, tranche="R1", reason="solde"),
        region(ending.SuspendConvention, reason="contrôle"),
        step(tranches.JustifyTranche, bookkeeper, 110),
        region(ending.ResumeConvention, reason="levée"),
    )
    story = _amended(story).when(
        draft(SHIFTED),
        region(amendments.WithdrawAmendment, amendment=2, reason="refus"),
        *built(100),
    )
    return story.when(region(ending.CompleteConvention, report="Rapport final"))


def _amended(story: Story) -> Story:
    """What will not be paid is given up and the duration raised: an amendment that is refused
    a visa, and all the steps of its revision.
    """
    lowered = operations(
        {"region-26": 110, "commune-26": 0, "region-27": 0}, {2026: 210, 2027: 0}, date(2029, 1, 1)
    )
    revised = region(amendments.ReviseAmendment, amendment=1, reason="mieux", operations=lowered)
    story = story.when(draft(SHIFTED), *accept(region, commune, operator), agree())
    visas = needed_by_amendment(story)
    story = story.when(request_for_amendment(*visas), refuse_amendment(INTERIOR), revised)
    story = story.when(*accept(region, commune, operator), agree())
    return sign_all(approved(story)).when(effect())


def emptied() -> Story:
    """Under another frame every promise and the action are withdrawn; it is planned again."""
    names = [pledge.contribution for pledge in PLEDGES]
    return drafted().when(
        region(drafting.AdoptFrame, frame=framed()),
        *(region(drafting.WithdrawContribution, contribution=name) for name in names),
        region(drafting.RemoveAction, action="works"),
        region(drafting.PlanAction, action=WORKS),
    )


def abandoned() -> Story:
    """Reopened while it waits for a visa, then withdrawn."""
    asked = _agreed_again(drafted().when(TO_A_ROUND[0]))
    return asked.when(REOPEN, region(drafting.WithdrawConvention, reason="abandon"))


def rejected() -> Story:
    story = ready_to_sign()
    return story.when(signature(story, operator), refusal(story, commune))


def lapsed() -> Story:
    """Undecided by its deadline, answered late, a proposal taken over, arbitrated, never signed."""
    ended, late = by_itself.on_day(LATE)(negotiation.EndNegotiationRound, round=1), region.on_day
    proposed = commune.on_day(LATE)(negotiation.TakePosition, article="object", position=PROPOSAL)
    adopted = late(LATE)(
        negotiation.AdoptProposal, article="object", organisation_id=COMMUNE, text_ar="أحسن."
    )
    again = late(LATE)(negotiation.OpenNegotiationRound, deadline=LATE + timedelta(days=1))
    arbitrated = late(LATE + timedelta(days=2))(
        negotiation.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vote"
    )
    agreed = late(LATE + timedelta(days=2))(negotiation.AgreeText, sign_by=UNTIL)
    lost = by_itself.on_day(LATE + timedelta(days=2))(
        signatures.NoteMandateLost,
        organisation_id=COMMUNE,
        mandate_id=UUID(int=0x30A2),
        lost_on=LATE,
        others=False,
    )
    extended = late(LATE + timedelta(days=2))(
        signatures.ExtendSigningTime, sign_by=UNTIL + timedelta(days=9), reason="vacances"
    )
    over = by_itself.on_day(UNTIL + timedelta(days=10))(signatures.LapseConvention)
    negotiated = in_a_round().when(ended, proposed, adopted, again, arbitrated)
    return negotiated.when(agreed, lost, extended, over)


def unamended() -> Story:
    """One amendment is refused by who has to sign it, the next is not signed in its longer time."""
    refused = agreed_amendment(in_force(), SHIFTED)
    story = refused.when(refuse_to_amend(refused, commune))
    later = agreed_amendment(story, SHIFTED, UNTIL).when(
        region(
            amendments.ExtendAmendmentSigningTime, amendment=2, sign_by=MORE_TIME, reason="vacances"
        )
    )
    over = by_itself.on_day(MORE_TIME + timedelta(days=1))
    return later.when(
        sign_amendment(later, commune, 2), over(amendments.LapseAmendment, amendment=2)
    )


def unanswered() -> Story:
    """The Interior says nothing of an amendment until its delay is over, which was moved."""
    begun = frozen_amendment(in_force().given(SILENCE_COUNTS), RAISED)
    again = by_itself(
        amendments.CountAmendmentDelaysAgain, amendment=1, corrected={date(2026, 3, 20): False}
    )
    late = by_itself.on_day(LAST)(amendments.GrantAmendmentTacitly, amendment=1, approval=INTERIOR)
    asked_for = request_for_amendment(*needed_by_amendment(begun))
    return begun.when(asked_for, again, late)


def terminated() -> Story:
    """A tranche is rescheduled; then all agree to end it: what is not justified goes back."""
    later = Operations(
        reschedules=(Reschedule(tranche="R2", due_on=date(2026, 10, 1), amount=mad(250)),)
    )
    begun = in_force().when(
        tranche("R1", "region-26", 150), tranche("R2", "region-26", 250, date(2026, 9, 1))
    )
    moved = signed_by_all(begun, later).when(effect(), *paid(150))
    justified = moved.when(step(tranches.JustifyTranche, bookkeeper, 100))
    return signed_by_all(justified, Operations(termination=Termination())).when(effect(2))


def late() -> Story:
    """A tranche is overdue, its days stand still while suspended; then the duration is over."""
    day = date(2026, 6, 1)
    story = scheduled().when(
        by_itself.on_day(date(2026, 6, 2))(timing.NoteTrancheOverdue, tranche="R1"),
        region.on_day(date(2026, 6, 20))(ending.SuspendConvention, reason="litige"),
        region.on_day(date(2026, 7, 20))(ending.ResumeConvention, reason="accord"),
        by_itself.on_day(date(2026, 7, 20))(timing.CountLatenessAgain),
        by_itself.on_day(day + timedelta(days=61))(timing.NoteTrancheOverdue, tranche="R1"),
    )
    end = state_of(story).ends_on
    assert end is not None
    near = by_itself.on_day(end - timedelta(days=90))(timing.NoteDurationEnding)
    return story.when(near, by_itself.on_day(end + timedelta(days=1))(timing.NoteDurationOver))


def breached() -> Story:
    """Notices answered, withdrawn, put right, not heeded; ended on one; refunded late, archived."""
    story = in_force().when(
        tranche("R1", "region-26", 150),
        tranche("R2", "region-26", 250, date(2026, 9, 1)),
        *paid(150),
        step(tranches.JustifyTranche, bookkeeper, 100),
        step(tranches.CallFunds, operator, 10, "R2"),
        serve(commune, DUTY, REGION, days=20),
        answer(region),
        expire(day=AFTER),
        serve(clerk, SPENT, OPERATOR, days=20),
        expire(2),
        serve(commune.on_day(AFTER), DUTY, OPERATOR),
        withdraw(commune, AFTER, 3),
    )
    behind = serve(region.on_day(date(2027, 1, 4)), BEHIND, OPERATOR)
    seen = date(2027, 1, 5)
    built_since = (
        bookkeeper.on_day(seen)(ReportProgress, action="works", percent=70, observed_on=seen),
        accepted(70, seen, commune.on_day(seen)),
    )
    day = date(2027, 3, 1)
    late = day + timedelta(days=61)
    return story.when(
        behind,
        *built_since,
        expire(4, day),
        office.on_day(day)(ending.SuspendConvention, reason="défaut", notice=2),
        office.on_day(day)(
            ending.TerminateConvention, notice=2, reason="défaut", act="D 1", refund_days=60
        ),
        by_itself.on_day(late)(ending.NoteRefundOverdue, tranche="R1"),
        step(tranches.RecordRefund, accountant.on_day(late), 50),
        provisional(clerk.on_day(late), reservations=(JOINTS,)),
        lift(clerk.on_day(late)),
        final(clerk.on_day(late)),
        office.on_day(late)(ending.CloseConvention, act="PV 3"),
        clerk.on_day(late)(ending.ArchiveConvention, reference="ARCH-17", place="Meknès"),
    )


def answered_for() -> Story:
    """Orders that several persons answer for, or refuse; proofs that are answered in each way."""
    refused = orders.ordered(60).when(orders.refuse(), reverse(Stage.ORDERED, 60))
    paid = refused.when(
        orders.order(50),
        orders.approve(number=2),
        reverse(Stage.ORDERED, 10),
        orders.approve(number=2),
        orders.pay(40),
        orders.order(30),
        reverse(Stage.ORDERED, 30),
    )
    return paid.when(
        proofs.submit(10),
        proofs.refuse(),
        proofs.submit(20),
        proofs.accept(15, number=2),
        proofs.withdraw(number=2),
        proofs.submit(20),
        proofs.accept(20, number=3),
    )


def split() -> Story:
    """A share promised and withdrawn, one split in part, and what is left of it after its day."""
    other = share("other", COMMUNE, 10)
    parts = (contribution("commune-26", COMMUNE, 80),)
    return with_shares(
        region(PromiseShare, share=other), region(WithdrawShare, share="other")
    ).when(
        commune(SplitShare, share="commune-open", contributions=parts),
        by_itself.on_day(SPLIT_BY + timedelta(days=1))(NoteSplitOverdue),
    )


def conditioned() -> Story:
    """Signed with a condition, another one removed; the council votes against it."""
    other = replace(VOTE, condition="visa")
    writing = (region(conditions.WriteCondition, condition=x, kinds=KINDS) for x in (VOTE, other))
    removed = region(conditions.RemoveCondition, condition="visa")
    story = drafted().when(*writing, removed, *TO_A_ROUND, *TO_CONSENSUS)
    story = story.when(region(negotiation.AgreeText), request(*NEEDED), *grants(*NEEDED))
    story = story.when(*(signature(story, say) for say in (commune, operator, region)))
    return story.when(_decided(met=False, reason="crédits"))


def met() -> Story:
    """The council votes for it: in force."""
    late = by_itself.on_day(date(2026, 8, 1))(signatures.NoteNotActivated)
    in_time = _decided(met=True)
    return signed_with_a_condition().when(late, in_time, region.on_day(LATE)(EnterIntoForce))


def steering() -> Story:
    """Written twice; a meeting put off, contested, confirmed, another one called off, dropped."""
    again = replace(STEERING, committee="technical")
    overdue = date(2027, 1, 1)
    say, later = region.on_day(MEETS), MEETS + timedelta(days=20)
    story = steered(again).when(
        CONVENE,
        region(committees.PostponeMeeting, meeting=1, meets_on=later, reason="salle"),
        CONVENE,
        say(committees.CancelMeeting, meeting=2, reason="objet"),
        minutes(OTHER, on=later),
        commune.on_day(later)(committees.ContestMinutes, meeting=1, reason="faux"),
        minutes(replace(OTHER, due_by=later), replace(OTHER, decision="D3"), on=later),
        confirmation(on=later),
    )
    held = region.on_day(later)
    call = {"committee": "steering", "place": "Siège", "agenda": "Bilan"}
    return story.when(
        by_itself.on_day(overdue)(committees.NoteDecisionOverdue, decision="D2"),
        held(committees.CarryOutDecision, decision="D2", act="bulletin"),
        held(committees.ConveneCommittee, meets_on=later + timedelta(days=10), **call),
        minutes(meeting=3, on=later + timedelta(days=10), drops=("D3",)),
        confirmation(meeting=3, on=later + timedelta(days=10)),
        by_itself.on_day(overdue)(committees.NoteCommitteeOverdue, committee="steering"),
    )


def unsteered() -> Story:
    """A committee is written and taken out again."""
    write = region(committees.WriteCommittee, committee=STEERING)
    return drafted().when(write, region(committees.RemoveCommittee, committee="steering"))


def silent() -> Story:
    """The Interior says nothing until its delay is over, which a correction moved."""
    again = by_itself(approvals.CountDelaysAgain, corrected={date(2026, 3, 20): False})
    late = by_itself.on_day(LAST)(approvals.GrantTacitly, approval=INTERIOR)
    return asked().when(again, late)


def corrected() -> Story:
    """A label is corrected once one has signed; another's signature is forwarded, in vain."""
    story = ready_to_sign()
    story = story.when(signature(story, operator))
    title = state_of(story).terms.outline.title_fr
    story = story.when(
        region(signatures.CorrectText, field="title_fr", after=f"{title}s", reason="faute")
    )
    deputy = mandate(commune.caller, mandate_id=STRANGER, representative_id=STRANGER, subject="d")
    forward = commune(
        signatures.ForwardSignature, power=power(story, commune), to=deputy, reason="congé"
    )
    gone = by_itself(
        signatures.NoteMandateLost,
        organisation_id=COMMUNE,
        mandate_id=STRANGER,
        lost_on=DEADLINE,
        others=True,
    )
    near = by_itself(
        timing.NoteMandateEnding,
        organisation_id=COMMUNE,
        mandate_id=STRANGER,
        last_day=DEADLINE,
        days_left=30,
        others=False,
    )
    return story.when(forward, near, gone)


def _decided(**fields: object) -> conditions.DecideCondition:
    return commune_council.on_day(LATE)(
        conditions.DecideCondition, condition="vote", act="délibération 8/2026", **fields
    )


def owing() -> Story:
    """A report is taken back, returned, missed, certified late; the land is waived."""
    waived = (ask_waiver(obligation="land"), waive(obligation="land"))
    again = (submit(), take_back(), submit(), send_back(days=30), missed(date(2026, 10, 3)))
    late = date(2026, 10, 4)
    unwritten = (
        region(obligations.WriteObligation, obligation=OWED_FINAL),
        region(obligations.RemoveObligation, obligation="final"),
    )
    return obliged(OWED_LAND, before=unwritten).when(
        soon(), *waived, *again, submit(late), certify(on=late)
    )


def taken_over() -> Story:
    """From a paper file: a payment placed and a promise read later, its end read otherwise, a fact
    returned.
    """
    end = fact(FactKind.END, day=on("2024-12-31"), reason="Relu")
    without_land = replace(AMENDED.amendments[0], contributions=None)
    unplaced = replace(
        AMENDED,
        contributions=AMENDED.contributions[:2],
        amendments=(without_land,),
        payments=(replace(PAID, contribution=None),),
        deliveries=(),
    )
    return running(unplaced).when(
        propose(fact(FactKind.PAYMENT, part="P1", to="region-19")),
        confirm(),
        propose(end),
        confirm(2),
        propose(fact(FactKind.END, day=on("2026-12-31"), reason="Relu encore")),
        checker(takeover.ReturnArchivedFact, fact_number=3, reason="Illisible"),
        propose(fact(FactKind.CONTRIBUTION, contribution=LAND)),
        confirm(4),
    )


LIVES = (
    owing,
    reopened_twice,
    completed,
    emptied,
    abandoned,
    rejected,
    lapsed,
    split,
    conditioned,
    met,
    unamended,
    unanswered,
    terminated,
    breached,
    answered_for,
    silent,
    corrected,
    steering,
    unsteered,
    late,
    taken_over,
)
