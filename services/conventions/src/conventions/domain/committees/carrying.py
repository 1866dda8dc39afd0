"""Decisions carried out, and what time alone tells of committees that do not meet or act."""

from datetime import date

from conventions.domain.committees import commands as c
from conventions.domain.committees import decided
from conventions.domain.committees import events as e
from conventions.domain.core.committee import Committee
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.months import months_after


def carry_out(convention: Convention, command: c.CarryOutDecision) -> Events:
    decision = decided.waiting(convention, command.decision)
    decided.ensure_carries(convention, command.caller, decision)
    decided.ensure_carried_out(command, decision)
    carrier = command.carrier
    return [
        e.DecisionCarriedOut(
            convention_id=convention.convention_id,
            committee=decision.committee,
            decision=command.decision,
            carried_out_on=carrier.on if carrier else command.on,
            by_version=carrier.version if carrier else None,
            by_event=carrier.event if carrier else None,
            act=command.act,
        )
    ]


def note_committee_overdue(convention: Convention, command: c.NoteCommitteeOverdue) -> Events:
    """Nothing if it met in time, or was told so already."""
    committee = convention.terms.committees.get(command.committee)
    due_by = _meets_by(convention, committee) if committee else None
    known = convention.committees
    if due_by is None or command.on <= due_by or known.overdue.get(command.committee) == due_by:
        return []
    return [
        e.CommitteeOverdue(
            convention_id=convention.convention_id,
            committee=command.committee,
            due_by=due_by,
            times=known.times.get(command.committee, 0),
            met_on=known.met.get(command.committee),
        )
    ]


def _meets_by(convention: Convention, committee: Committee) -> date | None:
    """From its last meeting, or from the force."""
    since = convention.committees.met.get(committee.committee, convention.in_force_on)
    return months_after(since, committee.every_months) if since else None


def note_decision_overdue(convention: Convention, command: c.NoteDecisionOverdue) -> Events:
    """Nothing if it was carried out or dropped meanwhile."""
    decision = convention.committees.decisions.get(command.decision)
    if decision is None or not decision.waits or decision.overdue:
        return []
    due_by = decision.resolution.due_by
    if due_by is None or command.on <= due_by:
        return []
    return [
        e.DecisionOverdue(
            convention_id=convention.convention_id,
            committee=decision.committee,
            decision=command.decision,
            due_by=due_by,
            carried_out_by=decision.resolution.carried_out_by,
        )
    ]
