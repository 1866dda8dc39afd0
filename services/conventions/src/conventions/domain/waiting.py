"""Whether a step has anything to work on, whatever the tranche: what opens or closes a button."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from mithaq.commands import Caller
from mithaq.money import ZERO, Money

from conventions.domain.capacities import is_asked
from conventions.domain.rules.money import NothingWaits
from conventions.domain.state import Convention, Stage, Tranche
from conventions.domain.state.convention import Answer

_ROOM: Mapping[Stage, Callable[[Tranche], Money]] = MappingProxyType(
    {
        Stage.CALLED: lambda t: t.amount - t.called,
        Stage.COMMITTED: lambda t: t.called - t.committed,
        Stage.VISAED: lambda t: t.committed - t.visaed,
        Stage.ORDERED: lambda t: t.visaed - t.ordered,
        Stage.PAID: lambda t: t.ordered - t.paid,
        Stage.JUSTIFIED: lambda t: t.paid - t.justified,
    }
)


def money_waits_for(stage: Stage) -> Callable[[Convention, Caller], None]:
    """Some live tranche has money at the step before `stage`."""
    room = _ROOM[stage]

    def ensure_money_waits(convention: Convention, _: Caller) -> None:
        tranches = convention.tranches.values()
        if not any(room(t) > ZERO for t in tranches if not t.cancelled):
            raise NothingWaits(step=str(stage))

    return ensure_money_waits


def ensure_visa_awaited(convention: Convention, caller: Caller) -> None:
    """A visa is still awaited from this caller."""
    awaited = (a for a, answer in convention.approvals.items() if answer is Answer.AWAITED)
    if not any(is_asked(caller, approval.organisation_id) for approval in awaited):
        raise NothingWaits(step="approval")


def ensure_overpayment_open(convention: Convention, _: Caller) -> None:
    if not any(t.overpayment_open for t in convention.tranches.values()):
        raise NothingWaits(step="overpayment")


def ensure_some_tranche(convention: Convention, _: Caller) -> None:
    if not any(not t.cancelled for t in convention.tranches.values()):
        raise NothingWaits(step="tranche")
