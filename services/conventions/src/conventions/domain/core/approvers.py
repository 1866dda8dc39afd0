"""Who answers an approval: the role of the person, and the kinds of organisation to ask it of."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from mithaq.commands import Caller

from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.terms import Condition
from conventions.domain.core.vocabulary import ApprovalKind

# Kinds of organisation, as the partners service publishes them.
COUNCILS: Final = frozenset({"region", "province", "prefecture", "commune"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """`role` is what the person's token says, `bodies` are kinds of organisation."""

    role: str
    bodies: frozenset[str]


ANSWERED_BY: Final[Mapping[str, Answering]] = MappingProxyType(
    {
        ApprovalKind.COUNCIL_DELIBERATION: Answering(role="approver", bodies=COUNCILS),
        ApprovalKind.INTERIOR: Answering(role="approver", bodies=frozenset({"interior"})),
        ApprovalKind.FINANCE: Answering(role="approver", bodies=frozenset({"finance"})),
        ApprovalKind.FINANCIAL_CONTROL: Answering(
            role="controller", bodies=frozenset({"financial_control"})
        ),
    }
)


def answers(caller: Caller, approval: RequiredApproval) -> bool:
    """The caller has the role for it in the very body that was asked."""
    answering = ANSWERED_BY.get(approval.kind)
    return (
        answering is not None
        and answering.role in caller.roles
        and caller.organisation == approval.organisation_id
    )


def decider_role(condition: Condition) -> str:
    """The role that decides it: the approval's, an approver's, or the office's without a body."""
    if condition.organisation_id is None:
        return "office"
    answering = ANSWERED_BY.get(condition.approval or "")
    return answering.role if answering else "approver"


def decides(caller: Caller, condition: Condition) -> bool:
    """The caller has the role for it, in the very body that the text names if it names one."""
    body = condition.organisation_id
    return decider_role(condition) in caller.roles and body in {None, caller.organisation}
