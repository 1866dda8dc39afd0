"""The cases whose text is published in two versions."""

from mithaq_demo.acts import agreeing, drafting
from mithaq_demo.dossier import Dossier
from mithaq_demo.facts import case
from mithaq_demo.plays import marrakech, sale
from mithaq_demo.plays import tanger_2 as tanger
from mithaq_demo.stories.refused import negotiated_in_vain


async def tanger_2(dossier: Dossier) -> None:
    """The first text is refused, the second agreed; its visas stay awaited, it is never signed."""
    days, on = tanger.PLAN.days, tanger.SECOND_ON
    await drafting.submit(dossier, days.drafted)
    await agreeing.reach_consensus(dossier, days.round_opened, days.round_closes)
    attempt = "arrêter la version de mai 2024 : parts de 108,24 MDH pour 98 annoncés"
    await agreeing.fail_to_freeze(dossier, days.agreed, attempt)
    total, reason = tanger.SECOND.dirhams, tanger.SECOND.what
    await drafting.revise_total(dossier, total, tanger.SECOND_YEARS, reason, on)
    await drafting.plan_works(dossier, [tanger.SECOND_WORK], on)
    await drafting.pledge_each(dossier, tanger.SECOND_PLEDGES, on)
    await drafting.let_go(dossier, tanger.LEAVES, on)
    await agreeing.reach_consensus(dossier, on, on, gone=tanger.LEAVES)
    await agreeing.freeze(dossier, on)
    await agreeing.request_visas(dossier, on)


async def marrakech_revised(dossier: Dossier) -> None:
    """The shares of the draft are not those of the signed text: they are withdrawn."""
    plan, on = marrakech.PLAN, marrakech.REVISED_ON
    total = case(plan.case).dirhams
    await drafting.submit(dossier, plan.days.drafted)
    await drafting.revise_total(dossier, total, plan.years, marrakech.REASON, on)
    await drafting.plan_works(dossier, [marrakech.REVISED_WORK], on)
    await drafting.withdraw(dossier, plan.pledges, on)
    await drafting.pledge_each(dossier, marrakech.REVISED_PLEDGES, on)
    await negotiated_in_vain(dossier)


async def sale_revised(dossier: Dossier) -> None:
    plan, on = sale.PLAN, sale.REVISED_ON
    total = case(plan.case).dirhams
    await drafting.submit(dossier, plan.days.drafted)
    await drafting.revise_total(dossier, total, sale.REVISED_YEARS, sale.REASON, on)
    await drafting.plan_works(dossier, sale.REVISED_WORKS, on)
    await negotiated_in_vain(dossier)
