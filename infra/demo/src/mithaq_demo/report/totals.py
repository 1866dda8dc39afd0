"""Prints published totals beside the ledger's, and the difference."""

from rich import box
from rich.console import Console
from rich.table import Table as Grid

from mithaq_demo.amounts import in_millions
from mithaq_demo.facts import Case, case
from mithaq_demo.findings import Findings
from mithaq_demo.ledger import Table
from mithaq_demo.plays import PLANS


def show(console: Console, findings: Findings) -> None:
    console.print()
    console.rule("Totaux publiés et totaux du grand livre, en millions de dirhams")
    shown = Grid(box=box.SIMPLE, padding=(0, 1))
    shown.add_column("Convention", no_wrap=True)
    for heading in ("Total publié", "Parts publiées", "Grand livre", "Manque", "Actions chiffrées"):
        shown.add_column(heading, justify="right")
    for plan in PLANS:
        shown.add_row(*compared(case(plan.case), findings.tables.of(plan.case)))
    console.print(shown)


def compared(facts: Case, table: Table) -> tuple[str, ...]:
    recorded = (table.totals.promised + table.totals.amended) or table.totals.pledged
    missing = facts.dirhams * 100 - recorded
    return (
        table.reference,
        in_millions(facts.dirhams * 100),
        in_millions(facts.attributed * 100),
        in_millions(recorded),
        in_millions(missing) if missing else "rien",
        in_millions(facts.costed * 100) if facts.costed else "non publié",
    )
