"""Decisions on the schedule: a contribution is planned in tranches, within what it promises."""

from dataclasses import replace

from mithaq.money import Money

from conventions.domain.core import rules as core
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, ensure_apart
from conventions.domain.core.event import Events
from conventions.domain.core.flow import peak
from conventions.domain.core.limits import ensure_room
from conventions.domain.core.policy import ensure_own_money_or_lead
from conventions.domain.core.schedule import schedule_of
from conventions.domain.core.seats import committee_of
from conventions.domain.core.terms import Contribution, ReleaseTerms
from conventions.domain.core.tranche import PlannedTranche, Tranche
from conventions.domain.core.vocabulary import Part, Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from conventions.domain.tranches import rules
from conventions.domain.tranches.evolve import taken


def plan_tranche(convention: Convention, command: c.PlanTranche) -> Events:
    contribution = convention.terms.contributions.get(command.contribution)
    if contribution is None:
        raise core.ContributionUnknown(contribution=command.contribution)
    ensure_own_money_or_lead(convention, command.caller, contribution.organisation_id)
    ensure_apart(convention.prepared_by, Duty.PREPARE, command.caller)
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
        committees=command.committees,
        basis=command.basis,
    )


def _ensure_plannable(
    convention: Convention, contribution: Contribution, command: c.PlanTranche
) -> None:
    core.ensure_named_once("documents", command.documents)
    core.ensure_named_once("committees", command.committees)
    for committee in command.committees:
        committee_of(convention.terms, committee)
    if not contribution.payable:
        kind = str(contribution.kind)
        raise rules.InKindNotPayable(contribution=command.contribution, kind=kind)
    ensure_room(Part.TRANCHES, convention.tranches)
    core.ensure_positive(command.amount)
    core.ensure_percent(command.justified_before)
    core.ensure_percent(command.progress_at_least)
    _ensure_release_kept(convention, contribution, command)
    planned = _planned_at_most(convention, command)
    if planned + command.amount > contribution.amount:
        raise rules.TranchesExceedContribution(
            contribution=command.contribution,
            promised=str(contribution.amount),
            planned=str(planned),
            asked=str(command.amount),
            left=str(contribution.amount - planned),
        )


def _ensure_release_kept(
    convention: Convention, contribution: Contribution, command: c.PlanTranche
) -> None:
    """Conditions are not shed by planning again: in parts, together, or for an earlier day."""
    again = taken(convention.given_up.get(command.contribution, ()), command.amount)
    needed, due_on = contribution.release or ReleaseTerms(), command.due_on
    for piece in again:
        needed = needed.joined(piece.release)
        due_on = max(due_on, piece.due_on) if piece.bound else due_on
    together = len({piece.place for piece in again}) > 1 and needed.justified_before
    asked = _planned(contribution, command).release
    if asked.covers(needed) and command.due_on == due_on and not together:
        return
    raise rules.ReleaseWeakened(
        tranche=command.tranche,
        amount=str(again[0].amount if together else command.amount),
        justified_before=needed.justified_before,
        progress_at_least=needed.progress_at_least,
        documents=needed.documents,
        committees=needed.committees,
        due_on=str(due_on),
    )


def _planned_at_most(convention: Convention, command: c.PlanTranche) -> Money:
    """What is planned on the fullest day from that of the command."""
    schedule = schedule_of(convention, command.contribution)
    return peak((tranche.flow(Stage.PLANNED) for tranche in schedule), command.on)
