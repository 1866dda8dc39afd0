"""Checks the state of each convention and of its project."""

from collections.abc import Iterable, Mapping

from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings
from mithaq_demo.plays import PLANS, REFUSED, casablanca, midelt, souss_massa, tanger_2, tanger_2019

STATES: Mapping[str, str] = {
    tanger_2019.PLAN.case: "in_force",
    midelt.PLAN.case: "in_force",
    souss_massa.PLAN.case: "completed",
    casablanca.PLAN.case: "in_force",
    tanger_2.PLAN.case: "pending_approvals",
    **{plan.case: "in_negotiation" for plan in REFUSED},
}


def states_are_as_told(findings: Findings) -> Iterable[Check]:
    wrong = [
        f"{table.reference} {table.state}"
        for table in findings.tables.all
        if table.state != STATES[table.case]
    ]
    yield Check("chaque convention est dans l'état attendu", not wrong, ", ".join(wrong) or "10")


def release_waits(findings: Findings) -> Iterable[Check]:
    unmet = [each["code"] for each in findings.release["conditions"] if not each["met"]]
    name = f"{casablanca.PLAN.reference} : la dernière tranche attend l'avancement des travaux"
    yield Check(name, unmet == ["progress-reached"], ", ".join(unmet))


def projects_are_linked(findings: Findings) -> Iterable[Check]:
    placed = [project for project in findings.projects if project["programme_id"]]
    name = "un projet noté, placé et lié à une action pour chaque convention"
    yield Check(name, len(placed) == len(PLANS), f"{len(placed)} projets")
