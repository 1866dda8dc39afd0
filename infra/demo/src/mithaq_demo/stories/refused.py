"""Cases whose published shares do not reach their total, which the system refuses."""

from mithaq_demo.acts import agreeing, drafting
from mithaq_demo.amounts import in_mdh
from mithaq_demo.dossier import Dossier
from mithaq_demo.facts import case


async def as_drafted(dossier: Dossier) -> None:
    await drafting.submit(dossier, dossier.plan.days.drafted)
    await negotiated_in_vain(dossier)


async def negotiated_in_vain(dossier: Dossier) -> None:
    """The lead has reservations, then arbitrates; freezing is refused, and the story ends there."""
    facts, days = case(dossier.plan.case), dossier.plan.days
    attributed, total = in_mdh(facts.attributed * 100), in_mdh(facts.dirhams * 100)
    reservation = f"Parts publiées : {attributed} pour un total de {total}. Le reste manque."
    await agreeing.arbitrate(dossier, days.round_opened, days.round_closes, reservation)
    attempt = f"arrêter un texte dont les parts publiées font {attributed} sur {total}"
    await agreeing.fail_to_freeze(dossier, days.agreed, attempt)
