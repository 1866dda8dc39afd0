"""Whole lives of a convention that between them tell every event there is.

A new event fails `core/test_evolve.py` until a life here tells it: it then meets `evolve` and every
read model.
"""

from dataclasses import replace
from datetime import date

from conventions.domain.amendments import commands as amendments
from conventions.domain.approvals import commands as approvals
from conventions.domain.core.convention import RequiredApproval
from conventions.domain.core.vocabulary import ApprovalKind, PartyRole
from conventions.domain.drafting import commands as drafting
from conventions.domain.ending import commands as ending
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.signatures import commands as signatures
from conventions.domain.tranches import commands as tranches

from .amendments.story import RAISED, SHIFTED, accept, agree, draft, effect, sign_all
from .execution.story import REPORT, progress
from .people import (
    COMMUNE,
    STRANGER,
    Say,
    commune,
    controller,
    office,
    operator,
    region,
)
from .proposal import PLEDGES, WORKS, article, mad, party
from .story import (
    TO_A_ROUND,
    TO_CONSENSUS,
    Story,
    drafted,
    in_force,
    mandate,
    ready_to_sign,
    signature,
)
from .tranches.story import paid, step, tranche

INTERIOR = RequiredApproval(kind=ApprovalKind.INTERIOR)
COUNCIL = RequiredApproval(kind=ApprovalKind.COUNCIL_DELIBERATION, organisation_id=COMMUNE)
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
    """Another round, consensus, and the text frozen with two visas to wait for."""
    return story.when(
        TO_A_ROUND[1],
        *TO_CONSENSUS,
        region(negotiation.AgreeText),
        region(approvals.RequestApprovals, approvals=(INTERIOR, COUNCIL)),
    )


def _granted(story: Story) -> Story:
    return story.when(
        controller(approvals.GrantApproval, approval=INTERIOR, instrument="visa 1"),
        commune(approvals.GrantApproval, approval=COUNCIL, instrument="visa 2"),
    )


def reopened_twice() -> Story:
    """After a refused visa, then after two signatures; signed in the end."""
    refused = _agreed_again(_rewritten().when(TO_A_ROUND[0])).when(
        controller(approvals.RefuseApproval, approval=INTERIOR, reason="crédits"), REOPEN
    )
    half = _granted(_agreed_again(refused))
    half = half.when(*(signature(half, say) for say in (commune, operator)))
    again = _granted(_agreed_again(half.when(REOPEN)))
    return again.when(*(signature(again, say) for say in (commune, operator, region)))


def completed() -> Story:
    """Paid, overpaid, cancelled in part, suspended, amended, completed."""
    story = in_force().when(
        tranche("R1", "region-26", 150),
        tranche("R2", "region-26", 250, date(2026, 9, 1), documents=("site-report",)),
        REPORT,
        progress(60),
        *paid(100),
        step(tranches.ReportExternalPayment, office, 20),
        region(tranches.SettleOverpayment, tranche="R1", decision="remboursement"),
        region(tranches.CancelTranche, tranche="R1", reason="solde"),
        region(ending.SuspendConvention, reason="contrôle"),
        step(tranches.JustifyTranche, operator, 100),
        region(ending.ResumeConvention, reason="levée"),
    )
    story = _amended(story).when(
        draft(SHIFTED),
        region(amendments.WithdrawAmendment, amendment=2, reason="refus"),
        region(tranches.CancelTranche, tranche="R2", reason="report"),
    )
    return story.when(region(ending.CompleteConvention, report="Rapport final"))


def _amended(story: Story) -> Story:
    """The region's promise and the duration are raised, with all the steps of an amendment."""
    raised = replace(RAISED, ends_on=date(2029, 1, 1))
    revised = region(amendments.ReviseAmendment, amendment=1, reason="mieux", operations=raised)
    story = story.when(
        draft(SHIFTED), *accept(commune), revised, *accept(region, commune, operator), agree()
    )
    return sign_all(story).when(effect())


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
    return story.when(signature(story, operator), _refusal(commune))


def _refusal(say: Say) -> signatures.RefuseSignature:
    person = mandate(say.caller).representative_id
    return say(signatures.RefuseSignature, representative_id=person, reason="vote")


LIVES = (reopened_twice, completed, emptied, abandoned, rejected)
