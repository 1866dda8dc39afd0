"""A framework with open shares, what is financed under it, and a text that lapses in time."""

import asyncio
from datetime import timedelta

from mithaq_demo.acts import agreeing, amending, drafting, paying, signing
from mithaq_demo.dossier import Dossier
from mithaq_demo.errors import NotSettled
from mithaq_demo.plays import tta
from mithaq_demo.stories.signed import agreed, approved, in_force, known, negotiated

_LAPSING_SECONDS = 60.0
_PAUSE = 0.1


async def envelope(framework: Dossier) -> list[Dossier]:
    """The framework and its amendment; then, one after the other, what takes of its envelope."""
    await drafting.draft(framework)
    await in_force(framework, await agreed(framework))
    await amending.amend(framework)
    financed = [Dossier(framework.script, framework.cast, plan) for plan in tta.FAMILY[1:]]
    centres, zoumi, lapsed = financed
    await _first_phase(centres, framework.id)
    await _lowered(zoumi, framework.id)
    await _never_signed_by_all(lapsed, framework.id)
    return financed


async def _first_phase(dossier: Dossier, under: str) -> None:
    await drafting.draft(dossier, under=under)
    await in_force(dossier, await agreed(dossier))
    for each in dossier.plan.instalments:
        await paying.pay(dossier, each)


async def _lowered(dossier: Dossier, under: str) -> None:
    """It asks for more than the envelope has left, is refused by name, and comes back lower."""
    plan, days = dossier.plan, dossier.plan.days
    await drafting.draft(dossier, tta.TOO_MUCH, under=under)
    await negotiated(dossier)
    attempt = "réserver sur l'enveloppe plus qu'elle n'a pour 2027"
    await agreeing.fail_to_freeze(dossier, days.agreed, attempt, "envelope-exceeded")
    reason = f"Ramenée à ce qui reste de l'enveloppe ({tta.LINKED})."
    await drafting.revise_total(dossier, plan.total, plan.years, reason, days.agreed)
    await drafting.plan_works(dossier, plan.works, days.agreed)
    await drafting.pledge_each(dossier, plan.pledges, days.agreed)
    await agreeing.reach_consensus(dossier, days.agreed, days.agreed)
    await in_force(dossier, await approved(dossier))


async def _never_signed_by_all(dossier: Dossier, under: str) -> None:
    """One party signs; the last day to sign, over on paper, is told; the kernel ends the text."""
    await drafting.draft(dossier, under=under)
    sha256, day = await agreed(dossier), known(dossier.plan.days.signed)
    await signing.sign(dossier, tta.SIGNED_BY, day, sha256)
    await signing.take_over_last_day(dossier, tta.SIGN_BY, day + timedelta(days=1))
    await _lapsed(dossier)


async def _lapsed(dossier: Dossier) -> None:
    """Nobody gives a command: the deadline, which is due already, does. Raises NotSettled."""
    clock = asyncio.get_running_loop().time
    began = clock()
    while (await dossier.read(""))["state"] != "lapsed":
        if clock() - began > _LAPSING_SECONDS:
            raise NotSettled(f"{dossier.plan.reference} lapses by its deadline", _LAPSING_SECONDS)
        await asyncio.sleep(_PAUSE)
