"""Cases whose shares reach their total: negotiated, signed, in force, paid."""

from datetime import date

from mithaq_demo.acts import agreeing, amending, drafting, ending, paying, refusing, signing
from mithaq_demo.dossier import Dossier
from mithaq_demo.pieces import Instalment
from mithaq_demo.plays import casablanca, midelt, souss_massa


def known(day: date | None) -> date:
    """The planned day. Raises ValueError if the case's plan has none."""
    if day is None:
        raise ValueError("this case has no such day")
    return day


def by_day(instalments: tuple[Instalment, ...]) -> list[Instalment]:
    return sorted(instalments, key=lambda each: each.moves_on)


async def agreed(dossier: Dossier) -> str:
    """Negotiate to a consensus, freeze and approve the text; returns its SHA-256."""
    await negotiated(dossier)
    return await approved(dossier)


async def negotiated(dossier: Dossier) -> None:
    days = dossier.plan.days
    await drafting.submit(dossier, days.drafted)
    await agreeing.reach_consensus(dossier, days.round_opened, days.round_closes)


async def approved(dossier: Dossier) -> str:
    """Freeze the text and have it approved by all who must; returns its SHA-256."""
    days = dossier.plan.days
    await agreeing.freeze(dossier, days.agreed)
    await agreeing.request_visas(dossier, days.agreed)
    await agreeing.grant_visas(dossier, known(days.approved))
    return await signing.text_sha256(dossier)


async def in_force(dossier: Dossier, sha256: str) -> None:
    """Sign in order, put into force, plan the tranches."""
    days = dossier.plan.days
    await signing.sign_all(dossier, known(days.signed), sha256)
    await signing.enter_into_force(dossier, known(days.in_force))
    await paying.plan(dossier, *dossier.plan.instalments, on=known(days.in_force))


async def souss_massa_archived(dossier: Dossier) -> None:
    """Completed; accepted for good after the guarantee, closed, and archived by another person."""
    await souss_massa_completed(dossier)
    await ending.accept_finally(dossier, "centres", on=souss_massa.ACCEPTED_ON)
    await ending.close(dossier, on=souss_massa.CLOSED_ON)
    await ending.try_archiving_what_one_closed(dossier, on=souss_massa.ARCHIVED_ON)
    await ending.archive(dossier, on=souss_massa.ARCHIVED_ON)


async def souss_massa_completed(dossier: Dossier) -> None:
    """Signed with each share as one amount, split by year afterwards, amended, all of it paid."""
    plan = dossier.plan
    await drafting.draft(dossier)
    sha256 = await agreed(dossier)
    await signing.sign_all(dossier, known(plan.days.signed), sha256)
    await signing.enter_into_force(dossier, known(plan.days.in_force))
    await drafting.split_each(dossier, souss_massa.SPLIT_ON)
    await paying.plan(dossier, *plan.instalments, on=souss_massa.SPLIT_ON)
    early = [each for each in by_day(plan.instalments) if each.due_on.year < 2021]
    for each in early:
        await paying.pay(dossier, each)
    await amending.amend(dossier)
    await paying.plan(dossier, *souss_massa.PLANNED_ANEW, on=souss_massa.PLANNED_ON)
    for each in by_day((*souss_massa.LAST_YEAR, *souss_massa.PLANNED_ANEW)):
        await paying.pay(dossier, each)
    done = souss_massa.COMPLETED_ON
    await paying.report_progress(dossier, "centres", 100, done)
    await ending.take_over(dossier, "centres", souss_massa.GUARANTEE_DAYS, on=done)
    await dossier.give(dossier.lead.agent, "/completion", {"report": souss_massa.REPORT}, on=done)


async def casablanca_waiting(dossier: Dossier) -> None:
    """All is paid but one tranche, put off: its release asks for more works than were seen."""
    await drafting.draft(dossier)
    await in_force(dossier, await agreed(dossier))
    instalments = by_day(casablanca.PLAN.instalments)
    for each in instalments:
        if each.contribution != casablanca.WAITING:
            await paying.pay(dossier, each)
    await paying.report_progress(dossier, "relogement", casablanca.SEEN, casablanca.SEEN_ON)
    waiting = next(each for each in instalments if each.contribution == casablanca.WAITING)
    attempt = "appeler la dernière tranche du relogement, avancé à 60 % pour 80 % demandés"
    await refusing.try_call_too_early(dossier, waiting, attempt)
    await amending.amend(dossier)


async def midelt_amended(dossier: Dossier) -> None:
    """Paid in its first year, amended, paid in part in its second; two are late, through a
    suspension and after it."""
    await drafting.draft(dossier)
    sha256 = await agreed(dossier)
    signing_day = known(dossier.plan.days.signed)
    await signing.try_expired_mandate(dossier, "politique-ville", signing_day, sha256)
    await in_force(dossier, sha256)
    for each in midelt.FIRST_YEAR:
        if each.contribution != midelt.DISPLACED:
            await paying.pay(dossier, each)
    await amending.amend(dossier)
    anew = midelt.PLANNED_ANEW
    await paying.plan(dossier, anew, *midelt.SECOND_YEAR, on=anew.due_on)
    await paying.pay(dossier, anew)
    for each in midelt.SECOND_YEAR:
        if each.organisation in midelt.PAID_SECOND_YEAR:
            await paying.pay(dossier, each, justified=False)
        else:
            await paying.call(dossier, each)
    await ending.suspend(dossier, on=midelt.SUSPENDED_ON)
    await ending.resume(dossier, on=midelt.RESUMED_ON)
