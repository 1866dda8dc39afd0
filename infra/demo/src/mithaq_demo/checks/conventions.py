"""Checks the state of each convention and of its project."""

from collections.abc import Iterable, Mapping

from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings
from mithaq_demo.plays import COMPLETED, PLANS, PUBLISHED, casablanca, sale, souss_massa, tta

# All others are in force.
STATES: Mapping[str, str] = {
    **{plan.key: "in_negotiation" for plan in PUBLISHED},
    souss_massa.PLAN.key: "closed",
    sale.PLAN.key: "closed",
    tta.LAPSED.key: "lapsed",
}


def state_of(key: str) -> str:
    return STATES.get(key, "in_force")


def states_are_as_told(findings: Findings) -> Iterable[Check]:
    wrong = [
        f"{table.reference} {table.state}"
        for table in findings.tables.all
        if table.state != state_of(table.key)
    ]
    name = "chaque convention est dans l'état attendu"
    yield Check(name, not wrong, ", ".join(wrong) or f"{len(PLANS)}")


def release_waits(findings: Findings) -> Iterable[Check]:
    unmet = [each["code"] for each in findings.release["conditions"] if not each["met"]]
    name = f"{casablanca.PLAN.reference} : la dernière tranche attend l'avancement des travaux"
    yield Check(name, unmet == ["progress-reached"], ", ".join(unmet))


def projects_are_linked(findings: Findings) -> Iterable[Check]:
    placed = [project for project in findings.projects if project["programme_id"]]
    name = "un projet noté, placé et lié à une action pour chaque cas"
    yield Check(name, len(placed) == len(COMPLETED), f"{len(placed)} projets")
