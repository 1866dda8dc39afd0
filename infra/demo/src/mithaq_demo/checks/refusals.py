"""Checks that attempts were refused by the expected rule and changed nothing."""

from collections.abc import Iterable

from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings


def rules_held(findings: Findings) -> Iterable[Check]:
    for refusal in findings.refusals:
        name = f"refus {refusal.rule} : {refusal.attempt}"
        moved = "" if refusal.unmoved else ", et la convention a bougé"
        again = ", déjà refusé lors d'un premier passage" if refusal.replayed else ""
        yield Check(name, refusal.held, f"{refusal.problem.code}{again}{moved}")
