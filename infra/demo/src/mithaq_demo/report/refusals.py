"""Prints the refused attempts with the refusal as the user saw it."""

from rich.console import Console

from mithaq_demo.findings import Findings
from mithaq_demo.plays import PLANS


def show(console: Console, findings: Findings) -> None:
    console.rule("Refus rencontrés, tels que l'usager les lit")
    references = {plan.case: plan.reference for plan in PLANS}
    for refusal in findings.refusals:
        problem = refusal.problem
        console.print()
        console.print(f"{references[refusal.case]}, {refusal.attempt}", style="bold", markup=False)
        if refusal.replayed:
            console.print(f"  {refusal.rule} : refusé lors d'un premier passage sur cet état")
            continue
        told = (f"[{problem.code}] {problem.title}", problem.detail, f"Issue : {problem.way_out}")
        for line in told:
            console.print(f"  {line}", markup=False, highlight=False)
