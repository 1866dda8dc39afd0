"""The stories of the cases: the actors' actions in order, and the refused attempts."""

from collections.abc import Awaitable, Callable, Mapping

from mithaq_demo.acts import drafting
from mithaq_demo.dossier import Dossier
from mithaq_demo.plays import (
    al_hoceima,
    casablanca,
    essaouira,
    marrakech,
    midelt,
    sale,
    souss_massa,
    tanger_2,
    tanger_2019,
    tta,
)
from mithaq_demo.stories import refused, revised, signed, watched

Story = Callable[[Dossier], Awaitable[None]]

STORIES: Mapping[str, Story] = {
    tanger_2019.PLAN.case: watched.tanger_2019,
    midelt.PLAN.case: signed.midelt_amended,
    souss_massa.PLAN.case: signed.souss_massa_completed,
    casablanca.PLAN.case: signed.casablanca_waiting,
    tanger_2.PLAN.case: revised.tanger_2,
    marrakech.PLAN.case: revised.marrakech_revised,
    sale.PLAN.case: revised.sale_revised,
    tta.PLAN.case: refused.as_drafted,
    al_hoceima.PLAN.case: refused.as_drafted,
    essaouira.PLAN.case: refused.as_drafted,
}


async def tell(dossier: Dossier) -> None:
    """Draft the case, from which its story continues."""
    await drafting.draft(dossier)
    await STORIES[dossier.plan.case](dossier)
