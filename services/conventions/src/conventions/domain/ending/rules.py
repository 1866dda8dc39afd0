"""When a convention may be completed."""

from mithaq.commands import Caller
from mithaq.errors import Invalid, RuleBroken

from conventions.domain.amendments.rules import ensure_no_open_amendment
from conventions.domain.core.convention import Convention


class TranchesUnsettled(RuleBroken):
    """Completion follows the last justified or cancelled tranche."""

    code = "tranches-unsettled"


class ReportMissing(Invalid):
    """Completion rests on a final report."""

    code = "report-missing"


def ensure_settled(convention: Convention, caller: Caller) -> None:
    """Nothing is left to pay, to justify, to decide or to amend."""
    ensure_no_open_amendment(convention, caller)
    unsettled = sorted(t.tranche for t in convention.tranches.values() if not t.settled)
    if unsettled:
        raise TranchesUnsettled(tranches=tuple(unsettled), count=len(unsettled))


def ensure_report(report: str) -> None:
    if not report.strip():
        raise ReportMissing()
