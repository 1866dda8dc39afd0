"""The published form of every case: negotiated, and stopped by what is not published."""

from datetime import date

from mithaq_demo.acts import agreeing, drafting
from mithaq_demo.amounts import in_mdh
from mithaq_demo.dossier import Dossier
from mithaq_demo.facts import case
from mithaq_demo.plan import Plan
from mithaq_demo.plays import published


async def as_published(dossier: Dossier) -> None:
    """Drafted as its first published version says, if there is one, then as the last one does."""
    plan = dossier.plan
    days = plan.days
    first = published.first_version(plan)
    await drafting.draft(dossier, first)
    await drafting.submit(dossier, days.drafted)
    await _in_vain(dossier, first or plan, days.round_opened, days.round_closes, days.agreed)
    if first is not None:
        on = published.revised_on(plan)
        await _revise(dossier, first, on)
        await _in_vain(dossier, plan, on, on, on)


async def _in_vain(dossier: Dossier, plan: Plan, opened: date, closes: date, on: date) -> None:
    """The lead has reservations, then arbitrates; the text cannot be frozen."""
    told, total = in_mdh(sum(s.dirhams for s in plan.shares) * 100), in_mdh(plan.total * 100)
    reservation = f"Parts publiées : {told} pour un total de {total}, sans répartition."
    await agreeing.arbitrate(dossier, opened, closes, reservation)
    rules = published.lacking(plan)
    attempt = f"arrêter le texte tel que publié : parts de {told} sur {total}"
    await agreeing.fail_to_freeze(dossier, on, attempt, rules[0], rules)


async def _revise(dossier: Dossier, first: Plan, on: date) -> None:
    """What the next version changes: its total, its years, its shares, who is no party to it."""
    plan = dossier.plan
    versions = [each for each in case(plan.case).versions if each.kind != "draft_v1"]
    reason = versions[0].what if versions else "Version signée."
    await drafting.revise_total(dossier, plan.total, plan.years, reason, on)
    now = {share.organisation for share in plan.shares}
    gone = [share.organisation for share in first.shares if share.organisation not in now]
    await drafting.withdraw(dossier, gone, on)
    before = {share.organisation: share.dirhams for share in first.shares}
    changed = [s for s in plan.shares if before.get(s.organisation) != s.dirhams]
    await drafting.promise_each(dossier, changed, on)
