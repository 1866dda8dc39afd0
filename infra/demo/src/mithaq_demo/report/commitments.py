"""Each convention: its table of commitments, then what of its figures is not published."""

from collections.abc import Callable, Iterator
from dataclasses import astuple
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table as Grid

from mithaq_demo.amounts import in_french, in_millions
from mithaq_demo.facts import case
from mithaq_demo.findings import Findings
from mithaq_demo.ledger import Amounts, Row, Table
from mithaq_demo.plan import Plan
from mithaq_demo.plays import PLANS
from mithaq_demo.report.words import MARK, named

WIDE: Final = 130  # columns, from which amounts fit to the centime
_BINDING: Final = ("Promis", "Avenants", "Appelé", "Payé", "Justifié", "Solde")
_OPEN: Final = ("Annoncé, texte non signé",)

Told = Callable[[int], str]


def show(console: Console, findings: Findings) -> None:
    console.rule("Engagements de chaque partenaire, par convention")
    for plan in PLANS:
        table = findings.tables.of(plan.case)
        title = f"{table.reference} ({named('state', table.state)}) : {case(plan.case).title_fr}"
        console.print(f"\n{title}", style="bold", markup=False, highlight=False)
        wide = console.width >= WIDE
        if any(any(astuple(row.amounts)) for row in table.rows):
            console.print(grid(plan, table, wide=wide))
        else:
            console.print("  Aucune part n'est publiée, aucune n'est enregistrée.")
        for line in below(plan, wide=wide):
            console.print(f"  {line}", style="dim", markup=False, highlight=False)


def grid(plan: Plan, table: Table, *, wide: bool = True) -> Grid:
    """Partner by partner. A text that is not signed binds nobody: only what it announces shows."""
    binding, told = bool(table.totals.promised), in_french if wide else in_millions
    shown = Grid(box=box.SIMPLE, show_footer=True, padding=(0, 1))
    shown.add_column("Partenaire", footer="Total", overflow="fold", min_width=20)
    totals = _cells(plan, table.totals, told, binding=binding)
    for heading, total in zip(_BINDING if binding else _OPEN, totals, strict=True):
        shown.add_column(heading, footer=total, justify="right", no_wrap=True)
    for row in _moved(plan, table):
        shown.add_row(row.name_fr, *_cells(plan, row.amounts, told, binding=binding))
    return shown


def _moved(plan: Plan, table: Table) -> Iterator[Row]:
    """In the order of the plan; a share that was announced and withdrawn leaves nothing to show."""
    rows = {row.organisation: row for row in table.rows if any(astuple(row.amounts))}
    return (rows[seat.organisation] for seat in plan.seats if seat.organisation in rows)


def _cells(plan: Plan, amounts: Amounts, told: Told, *, binding: bool) -> list[str]:
    """Shares are published; whatever tranches and amendments did with them is made up."""
    if not binding:
        return [told(amounts.pledged)]
    mark = MARK if plan.instalments else ""
    played = (
        amounts.amended,
        amounts.called,
        amounts.paid,
        amounts.justified,
        amounts.balance,
    )
    return [told(amounts.promised), *(f"{told(each)}{mark}" for each in played)]


def below(plan: Plan, *, wide: bool) -> Iterator[str]:
    """The unit, what each * stands for, what is published and where."""
    facts = case(plan.case)
    yield "Montants en dirhams (MAD)." if wide else "Montants en millions de dirhams (MAD)."
    if plan.instalments:
        yield f"{MARK} repose sur des valeurs de jeu, non publiées."
    for basis in _bases(plan):
        yield f"{MARK} {basis}"
    yield f"Publié : {facts.notes}"
    yield "Sources : " + " ; ".join(f"{s.publisher}, {s.title}" for s in facts.sources)


def _bases(plan: Plan) -> Iterator[str]:
    """Each once."""
    bases = [
        plan.days.basis,
        *(work.basis for work in plan.works),
        *(pledge.basis for pledge in plan.pledges),
        *(seat.basis for seat in plan.seats),
    ]
    yield from dict.fromkeys(bases)
