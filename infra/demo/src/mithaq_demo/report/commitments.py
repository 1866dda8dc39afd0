"""Each convention: its table of commitments, then what of its figures is not published."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table as Grid

from mithaq_demo.amounts import in_french, in_millions
from mithaq_demo.facts import Case, case
from mithaq_demo.findings import Findings
from mithaq_demo.ledger import Amounts, Table
from mithaq_demo.plan import Plan
from mithaq_demo.plays import PLANS
from mithaq_demo.report.words import MARK, STATES

LEGEND: Final = f"{MARK} repose sur des valeurs de jeu, non publiées. Montants en dirhams (MAD)."
_BINDING: Final = ("Promis", "Avenants", "Appelé", "Payé", "Justifié", "Solde")
_OPEN: Final = ("Annoncé (texte non signé)",)


def show(console: Console, findings: Findings) -> None:
    console.rule("Engagements de chaque partenaire, par convention")
    for plan in PLANS:
        table = findings.table(plan.case)
        console.print()
        console.print(grid(plan, table))
        for line in _below(plan, table):
            console.print(f"  {line}", style="dim", markup=False, highlight=False)
    console.print()
    _show_totals(console, findings)


def grid(plan: Plan, table: Table) -> Grid:
    """Partner by partner. A text that is not signed binds nobody: only what it announces shows."""
    binding = bool(table.totals.promised)
    title = f"{table.reference} : {case(plan.case).title_fr} ({STATES[table.state]})"
    shown = Grid(
        title=title, title_justify="left", box=box.SIMPLE, show_footer=True, padding=(0, 1)
    )
    shown.add_column("Partenaire", footer="Total", overflow="fold", ratio=1)
    totals = _cells(plan, table.totals, binding=binding)
    for heading, total in zip(_BINDING if binding else _OPEN, totals, strict=True):
        shown.add_column(heading, footer=total, justify="right", no_wrap=True)
    for row in table.rows:
        shown.add_row(row.name_fr, *_cells(plan, row.amounts, binding=binding))
    return shown


def _cells(plan: Plan, amounts: Amounts, *, binding: bool) -> list[str]:
    """Shares are published; whatever tranches and amendments did with them is made up."""
    if not binding:
        return [in_french(amounts.pledged)]
    made_up = (
        amounts.amended,
        amounts.called,
        amounts.paid,
        amounts.justified,
        amounts.balance,
    )
    mark = MARK if plan.instalments else ""
    return [in_french(amounts.promised), *(f"{in_french(each)}{mark}" for each in made_up)]


def _below(plan: Plan, table: Table) -> Iterator[str]:
    facts = case(plan.case)
    if table.totals.promised:
        yield LEGEND
    yield f"{MARK} {plan.days.basis}"
    yield from _made_up(plan)
    yield f"Publié : {facts.notes}"
    yield "Sources : " + " ; ".join(f"{s.publisher}, {s.title}" for s in facts.sources)


def _made_up(plan: Plan) -> Iterator[str]:
    """Each basis once."""
    bases: Sequence[str] = [
        *(work.basis for work in plan.works),
        *(pledge.basis for pledge in plan.pledges),
        *(seat.basis for seat in plan.seats),
    ]
    for basis in dict.fromkeys(bases):
        yield f"{MARK} {basis}"


def _show_totals(console: Console, findings: Findings) -> None:
    console.rule("Totaux publiés et totaux du grand livre")
    shown = Grid(box=box.SIMPLE, padding=(0, 1))
    shown.add_column("Convention")
    for heading in ("Total publié", "Parts publiées", "Grand livre", "Manque", "Actions chiffrées"):
        shown.add_column(heading, justify="right", no_wrap=True)
    for plan in PLANS:
        shown.add_row(*_compared(case(plan.case), findings.table(plan.case)))
    console.print(shown)


def _compared(facts: Case, table: Table) -> tuple[str, ...]:
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
