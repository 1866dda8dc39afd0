"""Decisions on the schedule of a contribution: plan, cancel, deposit what a tranche asks for."""

import re

from mithaq.money import Money

from conventions.domain.checks import ensure_own_money_or_lead, ensure_positive, ensure_reason
from conventions.domain.commands import executing as c
from conventions.domain.drafting import Events
from conventions.domain.events import executing as e
from conventions.domain.rules import money as rules
from conventions.domain.rules.terms import ContributionUnknown
from conventions.domain.state import Contribution, Convention, Stage, Tranche

_SHA256 = re.compile(r"[0-9a-f]{64}")


def planned_of(convention: Convention, contribution: str) -> Money:
    """What the live tranches of a contribution add up to."""
    return Money.sum(t.amount for t in convention.tranches_of(contribution) if not t.cancelled)


def tranche_of(convention: Convention, tranche: str) -> Tranche:
    found = convention.tranches.get(tranche)
    if found is None:
        raise rules.TrancheUnknown(tranche=tranche)
    return found


def live_tranche_of(convention: Convention, tranche: str) -> Tranche:
    found = tranche_of(convention, tranche)
    if found.cancelled:
        raise rules.TrancheIsCancelled(tranche=tranche)
    return found


def plan_tranche(convention: Convention, command: c.PlanTranche) -> Events:
    contribution = convention.terms.contributions.get(command.contribution)
    if contribution is None:
        raise ContributionUnknown(contribution=command.contribution)
    ensure_own_money_or_lead(convention, command.caller, contribution.organisation_id)
    planned = _planned(contribution, command)
    if command.tranche in convention.tranches:
        return _planned_again(convention, planned)
    _ensure_plannable(convention, contribution, command)
    return [planned]


def _planned(contribution: Contribution, command: c.PlanTranche) -> e.TranchePlanned:
    return e.TranchePlanned(
        convention_id=command.convention_id,
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


def _planned_again(convention: Convention, planned: e.TranchePlanned) -> Events:
    """Planning the same tranche in the same words changes nothing; its name is taken for others."""
    known = convention.tranches[planned.tranche]
    same = all(
        getattr(known, name) == getattr(planned, name)
        for name in ("contribution", "amount", "due_on", "justified_before", "progress_at_least")
    )
    if same and known.documents == planned.documents and not known.cancelled:
        return []
    raise rules.TrancheAlreadyPlanned(tranche=planned.tranche)


def _ensure_plannable(
    convention: Convention, contribution: Contribution, command: c.PlanTranche
) -> None:
    if not contribution.payable:
        raise rules.InKindNotPayable(contribution=command.contribution, kind=contribution.kind)
    ensure_positive(command.amount)
    ensure_percent(command.justified_before)
    ensure_percent(command.progress_at_least)
    planned = planned_of(convention, command.contribution)
    if planned + command.amount > contribution.amount:
        raise rules.TranchesExceedContribution(
            contribution=command.contribution,
            promised=str(contribution.amount),
            planned=str(planned),
            asked=str(command.amount),
            left=str(contribution.amount - planned),
        )


def ensure_percent(percent: int) -> None:
    if not 0 <= percent <= 100:
        raise rules.PercentMalformed(percent=percent)


def cancel_tranche(convention: Convention, command: c.CancelTranche) -> Events:
    """Give up what is not ordered. What was paid stays, to be justified."""
    tranche = live_tranche_of(convention, command.tranche)
    ensure_own_money_or_lead(convention, command.caller, tranche.organisation_id)
    ensure_reason(command.reason)
    if tranche.ordered > tranche.paid:
        pending = str(tranche.ordered - tranche.paid)
        raise rules.OrderPending(tranche=tranche.tranche, pending=pending)
    if tranche.stage is Stage.JUSTIFIED or tranche.paid == tranche.amount:
        raise rules.TrancheFullyPaid(tranche=tranche.tranche, paid=str(tranche.paid))
    return [
        e.TrancheCancelled(
            convention_id=convention.convention_id, tranche=tranche.tranche, reason=command.reason
        )
    ]


def deposit_document(convention: Convention, command: c.DepositDocument) -> Events:
    """Depositing the same document again changes nothing; another one replaces it."""
    tranche = live_tranche_of(convention, command.tranche)
    if not _SHA256.fullmatch(command.sha256):
        raise rules.DigestMalformed(sha256=command.sha256[:70])
    if tranche.deposited.get(command.kind) == command.sha256:
        return []
    return [
        e.DocumentDeposited(
            convention_id=convention.convention_id,
            tranche=tranche.tranche,
            kind=command.kind,
            sha256=command.sha256,
        )
    ]
