"""Each convention: its table of commitments, then what of its figures is not published."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table as Grid

from mithaq_demo.amounts import in_french, in_millions
from mithaq_demo.facts import case
from mithaq_demo.findings import Findings
from mithaq_demo.ledger import Amounts, Row, Table
from mithaq_demo.pieces import Form
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
        table = findings.tables.of(plan.key)
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
    totals = _cells(table.totals, told, binding=binding, published=_all_published(plan))
    for heading, total in zip(_BINDING if binding else _OPEN, totals, strict=True):
        shown.add_column(heading, footer=total, justify="right", no_wrap=True)
    for row in _moved(plan, table):
        published = row.organisation in _published(plan)
        cells = _cells(row.amounts, told, binding=binding, published=published)
        shown.add_row(row.name_fr, *cells)
    return shown


def _published(plan: Plan) -> Mapping[str, int]:
    """The published shares that this convention carries: none of one part of a case."""
    return {} if plan.part or plan.announced else case(plan.case).shares


def _all_published(plan: Plan) -> bool:
    funders = {pledge.organisation for pledge in plan.pledges}
    return funders <= _published(plan).keys()


def _moved(plan: Plan, table: Table) -> Iterator[Row]:
    """In the order of the plan; a share that was announced and withdrawn leaves nothing to show."""
    rows = {row.organisation: row for row in table.rows if any(astuple(row.amounts))}
    for seat in (*plan.seats, *plan.joining):
        if seat.organisation in rows:
            yield rows[seat.organisation]


def _cells(amounts: Amounts, told: Told, *, binding: bool, published: bool) -> list[str]:
    """Shares may be published; whatever tranches and amendments did with them is made up."""
    mark = "" if published else MARK
    if not binding:
        return [f"{told(amounts.pledged)}{mark}"]
    played = (
        amounts.amended,
        amounts.called,
        amounts.paid,
        amounts.justified,
        amounts.balance,
    )
    return [f"{told(amounts.promised)}{mark}", *(f"{told(each)}{MARK}" for each in played)]


def below(plan: Plan, *, wide: bool) -> Iterator[str]:
    """The unit, what each * stands for; of the published form also what is published and where."""
    facts, completed = case(plan.case), plan.form is Form.COMPLETED
    yield "Montants en dirhams (MAD)." if wide else "Montants en millions de dirhams (MAD)."
    if completed:
        yield f"{MARK} repose sur des valeurs de jeu, non publiées."
    for basis in _bases(plan):
        yield f"{MARK} {basis}"
    if completed:
        return
    yield f"Publié : {facts.notes}"
    yield "Sources : " + " ; ".join(f"{s.publisher}, {s.title}" for s in facts.sources)


def _bases(plan: Plan) -> Iterator[str]:
    """Each once."""
    bases = [
        plan.days.basis,
        *(work.basis for work in plan.works),
        *(pledge.basis for pledge in plan.pledges),
        *(share.basis for share in plan.shares),
        *(seat.basis for seat in plan.seats),
    ]
    yield from dict.fromkeys(bases)
