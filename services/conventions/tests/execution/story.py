"""Progress and documents of the tests."""

from conventions.domain.execution import commands as c

from ..people import DAY, operator

REPORT = operator(c.DepositDocument, tranche="R2", kind="site-report", sha256="a" * 64)


def progress(percent: int) -> c.ReportProgress:
    return operator(c.ReportProgress, action="works", percent=percent, observed_on=DAY)
