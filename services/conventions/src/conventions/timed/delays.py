"""When the day after a last one begins, and what a deadline of an approval is about."""

from datetime import date

from mithaq.deadlines import SetDeadline
from mithaq.morocco import day_after, day_begins

from conventions.deadline_kinds import DeadlineKind as Kind
from conventions.domain.core.approval_round import RequiredApproval


def after(day: date, kind: Kind, part: str = "") -> SetDeadline:
    return SetDeadline(kind=kind, part=part, due_at=day_begins(day_after(day)))


def part_of(approval: RequiredApproval) -> str:
    return f"{approval.kind}/{approval.organisation_id}"
