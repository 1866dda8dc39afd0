"""Decisions on the schedule: a contribution is planned in tranches, within what it promises."""

from dataclasses import replace

from conventions.domain.core import rules as core
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.policy import ensure_own_money_or_lead
from conventions.domain.core.terms import Contribution
from conventions.domain.core.tranche import PlannedTranche, Tranche
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches import rules
from conventions.domain.tranches.release import planned_of


def plan_tranche(convention: Convention, command: c.PlanTranche) -> Events:
    contribution = convention.terms.contributions.get(command.contribution)
    if contribution is None:
        raise core.ContributionUnknown(contribution=command.contribution)
    ensure_own_money_or_lead(convention, command.caller, contribution.organisation_id)
    planned = _planned(contribution, command)
    known = convention.tranches.get(command.tranche)
    if known is not None:
        _ensure_same(known, planned)
        return []
    _ensure_plannable(convention, contribution, command)
    return [e.TranchePlanned(convention_id=convention.convention_id, planned=planned)]


def _ensure_same(known: Tranche, planned: PlannedTranche) -> None:
    """Planning a live tranche as it stands changes nothing; its name is taken for others.

    The amount is what is left of it, which is less than planned once a part was given up.
    """
    stands = replace(known.planned, amount=known.amount, basis=planned.basis)
    if known.cancelled or planned != stands:
        raise rules.TrancheAlreadyPlanned(tranche=planned.tranche)


def _planned(contribution: Contribution, command: c.PlanTranche) -> PlannedTranche:
    return PlannedTranche(
        tranche=command.tranche,
        contribution=command.contribution,
        organisation_id=contribution.organisation_id,
        action=contribution.action,
        year=contribution.year,
        amount=command.amount,
        due_on=command.due_on,
        justified_before=command.justified_before,
        progress_at_least=command.progress_at_least,
        documents=command.documents,
        basis=command.basis,
    )


def _ensure_plannable(
    convention: Convention, contribution: Contribution, command: c.PlanTranche
) -> None:
    if not contribution.payable:
        kind = str(contribution.kind)
        raise rules.InKindNotPayable(contribution=command.contribution, kind=kind)
    core.ensure_positive(command.amount)
    core.ensure_percent(command.justified_before)
    core.ensure_percent(command.progress_at_least)
    planned = planned_of(convention, command.contribution)
    if planned + command.amount > contribution.amount:
        raise rules.TranchesExceedContribution(
            contribution=command.contribution,
            promised=str(contribution.amount),
            planned=str(planned),
            asked=str(command.amount),
            left=str(contribution.amount - planned),
        )
