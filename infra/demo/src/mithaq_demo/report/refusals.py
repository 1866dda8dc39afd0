"""Prints the refused attempts with the refusal as the user saw it."""

from rich.console import Console

from mithaq_demo.acts.publishing import STREAM
from mithaq_demo.findings import Findings
from mithaq_demo.plays import PLANS
from mithaq_demo.script import Refusal


def show(console: Console, findings: Findings) -> None:
    console.rule("Refus rencontrés, tels que l'usager les lit")
    references = {STREAM: "Le bureau", **{plan.key: plan.reference for plan in PLANS}}
    for refusal in findings.refusals:
        problem = refusal.problem
        console.print()
        console.print(f"{references[refusal.case]}, {refusal.attempt}", style="bold", markup=False)
        if refusal.replayed:
            console.print(f"  {refusal.rule} : refusé lors d'un premier passage sur cet état")
            continue
        told = (f"[{problem.code}] {problem.title}", problem.detail, f"Issue : {problem.way_out}")
        for line in (*told, *_others(refusal)):
            console.print(f"  {line}", markup=False, highlight=False)


def _others(refusal: Refusal) -> list[str]:
    """All that is missing, where it is more than one thing."""
    return [f"- [{each.code}] {each.detail}" for each in refusal.problem.findings if each.code]
