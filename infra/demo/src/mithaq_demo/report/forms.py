"""The two forms of each case: what stops the published one, how the completed one is amended."""

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table as Grid

from mithaq_demo.amounts import centimes_of, in_mdh
from mithaq_demo.client import Json
from mithaq_demo.findings import Findings
from mithaq_demo.plan import Plan
from mithaq_demo.plays import COMPLETED, PUBLISHED
from mithaq_demo.report.words import MARK, named


def show(console: Console, findings: Findings) -> None:
    console.print()
    console.rule("Chaque cas tel que publié : la règle qui l'arrête, et ce qui manque")
    for plan in PUBLISHED:
        console.print(f"\n{plan.reference}", style="bold", markup=False, highlight=False)
        for line in lacking(findings, plan):
            console.print(f"  {line}", markup=False, highlight=False)
    console.print()
    console.rule(f"Chaque cas complété de valeurs de jeu{MARK} : jusqu'en vigueur, puis un avenant")
    console.print(amended(findings))


def lacking(findings: Findings, plan: Plan) -> Iterator[str]:
    """What the plan of the service names: its figures, then each gap in the service's words."""
    told = findings.seen.plans[plan.key]
    figures = (
        f"{said} {in_mdh(centimes_of(told[name]))}" for said, name in _FIGURES if name in told
    )
    yield ", ".join(figures)
    for gap in told["gaps"]:
        yield f"[{gap['code']}] {gap.get('detail', '')}"


_FIGURES = (
    ("total", "total"),
    ("coûts connus", "planned"),
    ("parts promises", "promised"),
    ("dont non réparties", "unallocated"),
    ("sans partie qui les promette", "open"),
)


def amended(findings: Findings) -> Grid:
    """Before and after each amendment, as the service foresaw it when it was tried."""
    shown = Grid(box=box.SIMPLE, padding=(0, 1), show_lines=True)
    for heading in ("Convention", "État", "Avenant", "Signé par", "Total avant", "Total après"):
        shown.add_column(heading, overflow="fold")
    for plan in COMPLETED:
        told = findings.amended[plan.key]
        kinds = ", ".join(named("amendment-kind", kind) for kind in _kinds(plan))
        state = named("state", findings.tables.of(plan.key).state)
        shown.add_row(
            plan.reference, state, kinds, f"{len(told['signed'])} parties", *_totals(told)
        )
    return shown


def _kinds(plan: Plan) -> tuple[str, ...]:
    return plan.amendment.kinds if plan.amendment else ()


def _totals(told: Json) -> tuple[str, str]:
    if told.get("replayed"):
        return "déjà en vigueur", "(premier passage)"
    before, after = (centimes_of(told["outlook"][name]) for name in ("total_before", "total_after"))
    return f"{in_mdh(before)}{MARK}", f"{in_mdh(after)}{MARK}"
