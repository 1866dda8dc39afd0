"""The completed form of a case: agreed, approved, signed, in force, amended."""

from dataclasses import replace

from mithaq_demo.acts import amending, committees, drafting, ending, paying, signing
from mithaq_demo.dossier import Dossier
from mithaq_demo.plays import sale, tanger_2
from mithaq_demo.stories.signed import agreed, in_force, known


async def amended(dossier: Dossier) -> None:
    """In force as it was signed, then as its amendment changed it."""
    await drafting.draft(dossier)
    await in_force(dossier, await agreed(dossier))
    await amending.amend(dossier)


async def completed_in_negotiation(dossier: Dossier) -> None:
    """Drafted without years and costs, which are said before the text is agreed."""
    plan, on = dossier.plan, dossier.plan.days.drafted
    bare = tuple(replace(work, years={}) for work in plan.works)
    await drafting.draft(dossier, replace(plan, years=None, works=bare, pledges=()))
    reason = "Années et coûts de jeu : ils ne sont pas publiés."
    await drafting.revise_total(dossier, plan.total, plan.years, reason, on)
    await drafting.plan_works(dossier, plan.works, on)
    await drafting.pledge_each(dossier, plan.pledges, on)


async def tanger_2_decided(dossier: Dossier) -> None:
    """Amended; then its committee decides to release a tranche, which is called for that."""
    await amended(dossier)
    await paying.plan(dossier, tanger_2.RELEASED, on=tanger_2.PLANNED_ON)
    await committees.decide_to_release(dossier, tanger_2.RELEASED)


async def sale_ended(dossier: Dossier) -> None:
    """One tranche is paid, justified in part; then all agree to end it, and the rest goes back.

    What was begun with it is accepted as it stands, and it is closed.
    """
    await drafting.draft(dossier)
    await in_force(dossier, await agreed(dossier))
    await paying.pay(dossier, sale.PAID, justified=False)
    await paying.justify(dossier, sale.PAID, sale.JUSTIFIED)
    await amending.amend(dossier)
    action = dossier.plan.pledge(sale.PAID.contribution).action
    await ending.take_over(dossier, action, 0, on=sale.ACCEPTED_ON)
    await ending.accept_finally(dossier, action, on=sale.ACCEPTED_ON)
    await ending.give_back(dossier, sale.PAID, sale.OWED_BACK, on=sale.GIVEN_BACK_ON)
    await ending.close(dossier, on=sale.CLOSED_ON)


async def essaouira_after_the_vote(dossier: Dossier) -> None:
    """Signed before the council's vote: in force once it has voted, and extended since."""
    plan = dossier.plan
    condition = plan.condition
    if condition is None:
        raise ValueError(f"{plan.key} waits for no vote")
    await drafting.draft(dossier)
    await drafting.write_condition(dossier, condition, plan.days.drafted)
    sha256 = await agreed(dossier)
    await signing.sign_all(dossier, known(plan.days.signed), sha256)
    await signing.try_force_before_vote(dossier, known(plan.days.signed))
    await signing.decide(dossier, condition)
    await signing.enter_into_force(dossier, known(plan.days.in_force))
    await amending.amend(dossier)
