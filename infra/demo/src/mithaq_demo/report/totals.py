"""Prints published totals beside the ledger's: published forms, then completed ones."""

from rich import box
from rich.console import Console
from rich.table import Table as Grid

from mithaq_demo.amounts import in_millions
from mithaq_demo.checks.commitments import announced
from mithaq_demo.facts import Case, case
from mithaq_demo.findings import Findings
from mithaq_demo.ledger import Table
from mithaq_demo.plan import Plan
from mithaq_demo.plays import COMPLETED, FINANCED, PUBLISHED
from mithaq_demo.report.words import MARK


def show(console: Console, findings: Findings) -> None:
    console.print()
    console.rule("Totaux publiés et totaux du grand livre, en millions de dirhams")
    shown = _grid("Publié", "Parts", "Grand livre", "Manque", "Actions")
    for plan in PUBLISHED:
        shown.add_row(*compared(case(plan.case), findings.tables.of(plan.key)))
    console.print(shown)
    shown = _grid("Annoncé", f"Signé{MARK}", f"Avec l'avenant{MARK}")
    for plan in (*COMPLETED, *FINANCED):
        shown.add_row(*completed(plan, findings.tables.of(plan.key)))
    console.print(shown)


def _grid(*headings: str) -> Grid:
    shown = Grid(box=box.SIMPLE, padding=(0, 1))
    shown.add_column("Convention", no_wrap=True)
    for heading in headings:
        shown.add_column(heading, justify="right")
    return shown


def compared(facts: Case, table: Table) -> tuple[str, ...]:
    """A published form binds nobody: what is announced in it, what nobody is said to give."""
    recorded = table.totals.pledged
    missing = facts.dirhams * 100 - recorded
    return (
        table.reference,
        in_millions(facts.dirhams * 100),
        in_millions(facts.attributed * 100),
        in_millions(recorded),
        in_millions(missing) if missing else "rien",
        in_millions(facts.costed * 100) if facts.costed else "non publié",
    )


def completed(plan: Plan, table: Table) -> tuple[str, ...]:
    """What a financing convention under the framework comes to is made up as well."""
    mark = MARK if plan.part else ""
    promised, moved = table.totals.promised, table.totals.amended
    return (
        table.reference,
        f"{in_millions(announced(plan) * 100)}{mark}",
        in_millions(promised),
        in_millions(promised + moved) if plan.amendment else "sans",
    )
