"""Whole lives of a convention that between them tell every event there is.

A new event fails `core/test_evolve.py` until a life here tells it: it then meets `evolve` and every
read model.
"""

from datetime import date, timedelta
from uuid import UUID

from conventions.domain.amendments import commands as amendments
from conventions.domain.core.vocabulary import PartyRole, RoundOutcome, Settlement, Stage
from conventions.domain.drafting import commands as drafting
from conventions.domain.ending import commands as ending
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.signatures import commands as signatures
from conventions.domain.tranches import commands as tranches

from .amendments.story import SHIFTED, accept, agree, approved, draft, effect, operations, sign_all
from .amendments.story import needed as needed_by_amendment
from .amendments.story import refuse as refuse_amendment
from .amendments.story import request as request_for_amendment
from .approvals.story import INTERIOR, NEEDED, grants, refuse, request
from .deliveries.story import delivered
from .execution.story import REPORT, built
from .people import (
    COMMUNE,
    STRANGER,
    accountant,
    bookkeeper,
    by_itself,
    clerk,
    commune,
    office,
    operator,
    region,
)
from .proposal import PLEDGES, WORKS, article, mad, party
from .story import (
    DEADLINE,
    TO_A_ROUND,
    TO_CONSENSUS,
    Story,
    drafted,
    in_a_round,
    in_force,
    ready_to_sign,
    refusal,
    signature,
)
from .tranches.story import paid, reverse, settle, step, tranche

LATE, UNTIL = DEADLINE + timedelta(days=1), date(2026, 6, 30)
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
    """Every promise and the action are withdrawn; the action is planned again, money is not."""
    names = [pledge.contribution for pledge in PLEDGES]
    return drafted().when(
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
    """Undecided by its deadline, arbitrated, and not signed in time, more of it included."""
    ended, late = by_itself.on_day(LATE)(negotiation.EndNegotiationRound, round=1), region.on_day
    arbitrated = late(LATE)(
        negotiation.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vote"
    )
    agreed = late(LATE)(negotiation.AgreeText, sign_by=UNTIL)
    lost = by_itself.on_day(LATE)(
        signatures.NoteMandateLost,
        organisation_id=COMMUNE,
        mandate_id=UUID(int=0x30A2),
        lost_on=LATE,
        others=False,
    )
    extended = late(LATE)(
        signatures.ExtendSigningTime, sign_by=UNTIL + timedelta(days=9), reason="vacances"
    )
    over = by_itself.on_day(UNTIL + timedelta(days=10))(signatures.LapseConvention)
    return in_a_round().when(ended, arbitrated, agreed, lost, extended, over)


LIVES = (reopened_twice, completed, emptied, abandoned, rejected, lapsed)
