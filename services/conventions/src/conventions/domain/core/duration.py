"""The duration: once its last day is over, nothing new is begun under the convention."""

from mithaq.commands import Caller
from mithaq.dating import ARCHIVIST, Dating
from mithaq.errors import RuleBroken

from conventions.domain.core.convention import Convention


class DurationIsOver(RuleBroken):
    """After the last day of the duration no funds are called and no money is committed.

    What was committed is still visaed, ordered and paid; an amendment may extend the duration.
    """

    code = "duration-over"


def ensure_duration_runs(convention: Convention, caller: Caller) -> None:
    """A check that its end was not told; an archivist may still enter what was done before it."""
    if convention.duration_over and ARCHIVIST not in caller.roles:
        raise DurationIsOver(ends_on=str(convention.ends_on))


def ensure_within_duration(convention: Convention, dating: Dating, caller: Caller) -> None:
    """Judged on the day of recording, whether the end was told by then or not.

    An archivist who says why is judged on the day the fact holds from: it is taken over, not begun.
    """
    last = convention.ends_on
    entered = ARCHIVIST in caller.roles and dating.reason is not None
    judged = dating.on if entered else dating.recorded_on
    if last is not None and judged > last:
        raise DurationIsOver(ends_on=str(last))
