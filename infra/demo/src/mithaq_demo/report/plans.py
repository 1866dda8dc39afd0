"""A plan as one table: who gives what in which year, what is planned, and the gap between them."""

from collections import Counter

from rich import box
from rich.console import Console
from rich.table import Table as Grid

from mithaq_demo.amounts import centimes_of, in_millions
from mithaq_demo.client import Json
from mithaq_demo.findings import Findings
from mithaq_demo.plan import Plan
from mithaq_demo.plays import essaouira, tanger_2
from mithaq_demo.report.words import MARK


def show(console: Console, findings: Findings) -> None:
    """One that closes once it was amended, and one as published, with what it leaves open."""
    for plan in (tanger_2.PLAN, essaouira.PUBLISHED):
        closes = findings.seen.plans[plan.key]["closes"]
        told = "équilibré" if closes else "incomplet"
        console.rule(f"{plan.reference} : le plan, en millions de dirhams ({told})")
        console.print(grid(plan, findings.seen.plans[plan.key]))


def grid(plan: Plan, told: Json) -> Grid:
    """What is not split by year stands in a column of its own."""
    mark = MARK if plan.pledges else ""
    years = [each["year"] for each in told["years"]]
    shown = Grid(box=box.SIMPLE, padding=(0, 1))
    shown.add_column("", overflow="fold")
    for heading in (*map(str, years), "Non réparti", "Total"):
        shown.add_column(heading, justify="right")
    given = _given(told)
    for party in told["parties"]:
        who, total = party["organisation_id"], centimes_of(party["promised"])
        if total:
            cells = (given[who, year] for year in years)
            unsplit = centimes_of(party["unallocated"])
            amounts = (*cells, unsplit, total)
            shown.add_row(party["name_fr"], *(f"{in_millions(each)}{mark}" for each in amounts))
    shown.add_section()
    for name, heading in (("planned", "Coût prévu"), ("gap", "Écart")):
        by_year = [centimes_of(each[name]) for each in told["years"]]
        whole = centimes_of(told["planned"]) if name == "planned" else _gap(told)
        shown.add_row(heading, *map(in_millions, by_year), "", in_millions(whole))
    shown.add_row(
        "Total annoncé", *[""] * (len(years) + 1), in_millions(centimes_of(told["total"]))
    )
    return shown


def _given(told: Json) -> Counter[tuple[str, int]]:
    """By organisation and year, over all actions."""
    found: Counter[tuple[str, int]] = Counter()
    for action in told["actions"]["items"]:
        for year in action["years"]:
            for promise in year["contributions"]:
                found[promise["organisation_id"], year["year"]] += centimes_of(promise["amount"])
    return found


def _gap(told: Json) -> int:
    return centimes_of(told["promised"]) - centimes_of(told["total"])
