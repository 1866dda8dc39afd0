"""When a convention may be completed."""

from collections.abc import Mapping
from datetime import date

from mithaq.commands import Caller
from mithaq.dating import ARCHIVIST, Dating
from mithaq.errors import Invalid, RuleBroken
from mithaq.unicode import blank

from conventions.domain.amendments.rules import ensure_no_open_amendment
from conventions.domain.core.convention import Convention
from conventions.domain.ending.gaps import gaps_of, unshown


class ConventionUnfinished(RuleBroken):
    """A convention is completed when all it promised is paid, justified, delivered and built."""

    code = "convention-unfinished"


class ResumptionBackdated(RuleBroken):
    """A suspension holds until its end is recorded: no day that it froze is freed afterwards."""

    code = "resumption-backdated"


class ReportMissing(Invalid):
    """Completion rests on a final report."""

    code = "report-missing"


def ensure_finished(convention: Convention, caller: Caller) -> None:
    """Nothing is left to pay, prove, deliver, build, decide or amend; each gap is named.

    What will not be paid any more is given up by an amendment, which those concerned sign.
    """
    ensure_no_open_amendment(convention, caller)
    _ensure_none({gap: names for gap, names in gaps_of(convention).items() if names})


def ensure_shown(convention: Convention, on: date) -> None:
    """No period is over that day of which nothing was certified; one that runs ends with it."""
    _ensure_none(unshown(convention, on))


def _ensure_none(gaps: Mapping[str, tuple[str, ...]]) -> None:
    if gaps:
        raise ConventionUnfinished(gaps=tuple(gaps), **gaps)


def ensure_report(report: str) -> None:
    if blank(report):
        raise ReportMissing()


def ensure_resumption_recorded(dating: Dating, caller: Caller) -> None:
    """From today, unless an archivist takes over, with a reason, what was lifted before."""
    if dating.on < dating.recorded_on and not (ARCHIVIST in caller.roles and dating.reason):
        raise ResumptionBackdated(on=str(dating.on), recorded_on=str(dating.recorded_on))
