"""Who is late, what was suspended, decided, accepted, given back, closed and archived, by whom."""

from collections.abc import Iterator

from rich.console import Console

from mithaq_demo.amounts import centimes_of, in_mdh
from mithaq_demo.client import Json
from mithaq_demo.facts import organisations
from mithaq_demo.findings import Findings
from mithaq_demo.plays import PLANS, midelt
from mithaq_demo.report.words import MARK, named


def show(console: Console, findings: Findings) -> None:
    console.print()
    console.rule(f"{midelt.PLAN.reference} : qui est en retard{MARK}")
    for key, late in findings.executed.late.items():
        if late:
            told = f"{in_mdh(centimes_of(late['late']))}, {late['days']} jours hors suspension"
            name = organisations()[key].name_fr
            console.print(f"  {name} : {told}", markup=False, highlight=False)
    console.rule(f"Suspension, comité, réception, clôture, archives{MARK}")
    for line in lines(findings):
        console.print(f"  {line}", markup=False, highlight=False)


def lines(findings: Findings) -> Iterator[str]:
    """The events as they hold, by convention; calls, which are many, but those a decision named."""
    for plan in PLANS:
        for fact in findings.executed.events.get(plan.key, ()):
            if fact["type"] != "FundsCalled":
                yield f"{plan.reference:<16} {_told(fact)}"


def _told(fact: Json) -> str:
    return f"{fact['effective_date']}  {named('event', fact['type'])} ({fact['actor']})"
