"""The stories of the cases: the actors' actions in order, and the refused attempts."""

from collections.abc import Awaitable, Callable, Mapping

from mithaq_demo.dossier import Dossier
from mithaq_demo.pieces import Form
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
from mithaq_demo.stories import completed, framework, published, signed, watched

Story = Callable[[Dossier], Awaitable[list[Dossier] | None]]

# Of the completed forms; the published form of every case has one story.
STORIES: Mapping[str, Story] = {
    tanger_2019.PLAN.key: watched.tanger_2019,
    midelt.PLAN.key: signed.midelt_amended,
    souss_massa.PLAN.key: signed.souss_massa_archived,
    casablanca.PLAN.key: signed.casablanca_waiting,
    tanger_2.PLAN.key: completed.tanger_2_decided,
    tta.PLAN.key: framework.envelope,
    al_hoceima.PLAN.key: completed.amended,
    marrakech.PLAN.key: completed.amended,
    sale.PLAN.key: completed.sale_ended,
    essaouira.PLAN.key: completed.essaouira_after_the_vote,
}


async def tell(dossier: Dossier) -> list[Dossier]:
    """Tell the story of a case, from its draft on; it may draft further conventions of its own."""
    if dossier.plan.form is Form.PUBLISHED:
        await published.as_published(dossier)
        return []
    return await STORIES[dossier.plan.key](dossier) or []
