"""The report printed at the end of the play."""

from collections.abc import Mapping, Sequence

from rich.console import Console

from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings
from mithaq_demo.report import (
    agreeing,
    around,
    commitments,
    executing,
    forms,
    outcome,
    plans,
    refusals,
    totals,
)


def tell(
    console: Console,
    addresses: Mapping[str, str],
    findings: Findings,
    checks: Sequence[Check],
) -> None:
    """Print everything, the verdict last."""
    commitments.show(console, findings)
    totals.show(console, findings)
    forms.show(console, findings)
    plans.show(console, findings)
    agreeing.show(console, findings)
    executing.show(console, findings)
    refusals.show(console, findings)
    around.show(console, findings)
    around.show_addresses(console, addresses)
    outcome.show(console, checks)
