"""Tanger 2019, with all the attempts that must be refused."""

from datetime import date

from mithaq_demo.acts import amending, paying, refusing, signing
from mithaq_demo.dossier import Dossier
from mithaq_demo.pieces import Instalment
from mithaq_demo.plays.tanger_2019 import PLAN
from mithaq_demo.stories.completed import completed_in_negotiation
from mithaq_demo.stories.signed import agreed, in_force, known


async def tanger_2019(dossier: Dossier) -> None:
    """Paid in two payments, 2019 and 2020, as published; the second one is not justified yet."""
    await completed_in_negotiation(dossier)
    sha256 = await agreed(dossier)
    await _sign_wrongly(dossier, sha256)
    await in_force(dossier, sha256)
    await refusing.try_foreign_convention(dossier, "commune-midelt")
    first = [each for each in PLAN.instalments if each.due_on.year == 2019]
    second = [each for each in PLAN.instalments if each.due_on.year == 2020]
    await _pay_wrongly(dossier, first[0])
    for each in first[1:]:
        await paying.pay(dossier, each)
    await amending.amend(dossier)
    await paying.report_progress(dossier, "medina", 35, date(2020, 6, 1))
    for each in second:
        await paying.deposit(dossier, each, date(2020, 6, 15))
        await paying.pay(dossier, each, justified=False)


async def _sign_wrongly(dossier: Dossier, sha256: str) -> None:
    day = known(dossier.plan.days.signed)
    await signing.try_out_of_turn(dossier, "wilaya-tanger", day, sha256)
    await signing.try_stale_text(dossier, "commune-tanger", day)
    await signing.try_for_another(dossier, "commune-tanger", day, sha256)


async def _pay_wrongly(dossier: Dossier, each: Instalment) -> None:
    """Payments that are refused (too much, wrong person, twice), and one that is accepted."""
    await paying.call(dossier, each)
    await paying.commit(dossier, each)
    await paying.visa_and_order(dossier, each)
    await refusing.try_overpayment(dossier, each)
    await refusing.try_paying_what_one_ordered(dossier, each)
    await refusing.pay_twice_with_one_key(dossier, each)
    await paying.justify(dossier, each)
