"""The order in time of approvals: requested for an agreed text, answered once requested."""

from conventions.domain.approvals import events as e
from conventions.domain.core.chronology import Fact, order

_REQUESTED = (Fact.APPROVALS_REQUESTED,)
_ANSWERED = (Fact.APPROVAL_ANSWERED,)

ORDER = (
    order(e.ApprovalsRequested, tells=_REQUESTED, rests_on=[Fact.TEXT_AGREED]),
    order(e.ApprovalGranted, tells=_ANSWERED, rests_on=_REQUESTED),
    order(e.TacitDelayMoved, rests_on=_REQUESTED),
    order(e.ApprovalRefused, tells=_ANSWERED, rests_on=_REQUESTED),
)
