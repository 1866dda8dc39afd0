"""What is wrong with a service's deadlines: overdue ones, and those that a rule refused."""

from collections.abc import Sequence
from typing import Final

from mithaq.deadlines.operating import late
from mithaq.observability import flow
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.service import Service
from mithaq.store.findings import Finding

_PART: Final = "deadlines"
_OVERDUE_S: Final = 60.0


async def look_at_deadlines(service: Service, kernel: Kernel) -> Sequence[Finding]:
    """Sets the gauges as well."""
    if service.deadlines is None:
        return []
    now = kernel.clock()
    seen = await late(kernel.database.pool, service.deadlines.read_model.key, now)
    overdue_s = (now - seen.oldest).total_seconds() if seen.oldest else 0.0
    flow.DEADLINES_DUE.set(seen.due)
    flow.DEADLINES_OVERDUE_SECONDS.set(overdue_s)
    flow.DEADLINES_KEPT_REFUSED.set(seen.refused)
    found = []
    if overdue_s > _OVERDUE_S:
        what = f"{seen.due} deadlines are due and have not run, the oldest for {overdue_s:.0f} s"
        do = "check that a worker of the service runs; for those that fail: deadlines list"
        found.append(_finding("deadlines-overdue", what, do))
    if seen.refused:
        what = f"a rule refused the command of {seen.refused} deadlines"
        do = "deadlines list --refused; then deadlines retry or deadlines cancel"
        found.append(_finding("deadlines-refused", what, do))
    return found


def _finding(code: str, what: str, do: str) -> Finding:
    return Finding(part=_PART, code=code, subject=_PART, what=what, do=do)
