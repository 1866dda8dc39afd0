"""Prints each check and the overall result."""

from collections.abc import Sequence

from rich.console import Console

from mithaq_demo.checks.check import Check


def show(console: Console, checks: Sequence[Check]) -> None:
    console.print()
    console.rule("Vérifications")
    for check in checks:
        verdict, style = ("tenu  ", "green") if check.held else ("ÉCHOUÉ", "bold red")
        console.print(f"{verdict} {check.name} ({check.seen})", style=style, markup=False)
    failed = sum(not check.held for check in checks)
    verdict = f"{failed} vérifications ont échoué." if failed else "Toutes ont tenu."
    console.print(f"{len(checks)} vérifications. {verdict}", style="bold")
