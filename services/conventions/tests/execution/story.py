"""Progress and documents of the tests."""

from datetime import date
from typing import Any

from conventions.domain.acceptance.commands import AcceptProvisionally
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.execution import commands as c

from ..people import DAY, Say, bookkeeper, commune

REPORT = bookkeeper(c.DepositDocument, tranche="R2", kind="site-report", sha256="a" * 64)


def progress(percent: int, day: date = DAY) -> c.ReportProgress:
    return bookkeeper(c.ReportProgress, action="works", percent=percent, observed_on=day)


def accepted(percent: int, day: date = DAY, say: Say = commune) -> c.AcceptProgress:
    return say(c.AcceptProgress, action="works", percent=percent, observed_on=day)


def provisional(say: Say = commune, **more: Any) -> AcceptProvisionally:
    said: dict[str, Any] = {"action": "works", "act": "PV 8", "guarantee_days": 0} | more
    return say(AcceptProvisionally, **said)


def built(percent: int) -> tuple[ConventionCommand, ...]:
    """Reported by who builds, accepted by who pays; once complete, provisionally too."""
    taken_over = (provisional(),) if percent == 100 else ()
    return progress(percent), accepted(percent), *taken_over
