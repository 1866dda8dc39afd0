"""Suspensive conditions over HTTP, with what was decided of each."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.events import Open
from mithaq.http import View
from pydantic import Field

from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Condition
from conventions.domain.core.vocabulary import ApprovalKind


class ConditionView(View):
    condition: str
    label_fr: str
    label_ar: str | None
    approval: Open[ApprovalKind] | None
    organisation_id: UUID | None
    decide_by: date
    met: Annotated[bool | None, Field(description="Absent as long as nobody decided it.")]
    decided_on: date | None
    act: str | None

    @classmethod
    def of(cls, convention: Convention, condition: Condition) -> "ConditionView":
        decided = convention.decided.get(condition.condition)
        return cls(
            condition=condition.condition,
            label_fr=condition.label_fr,
            label_ar=condition.label_ar,
            approval=condition.approval,
            organisation_id=condition.organisation_id,
            decide_by=condition.decide_by,
            met=decided.met if decided else None,
            decided_on=decided.on if decided else None,
            act=decided.act if decided else None,
        )


def conditions_of(convention: Convention) -> list[ConditionView]:
    return [ConditionView.of(convention, x) for x in convention.terms.conditions.values()]
