"""Checks each case that was taken over from paper as well: the same ledger, partner by partner."""

from collections.abc import Iterable, Mapping

from mithaq_demo.acts.papers import SUFFIX
from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings
from mithaq_demo.ledger import Table
from mithaq_demo.plays import COMPLETED


def ledgers_are_the_same(findings: Findings) -> Iterable[Check]:
    """What each promised when it was signed, owes since the amendment, paid and proved."""
    for plan in COMPLETED:
        played, paper = findings.tables.of(plan.key), findings.papers.of(plan.key)
        before, after = _amounts(played), _amounts(paper)
        wrong = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
        right = not wrong and paper.reference == f"{plan.reference}{SUFFIX}"
        name = f"{plan.reference} : reprise du papier, le même grand livre"
        told = "".join(f"{key} {before.get(key)} / {after.get(key)} " for key in wrong)
        yield Check(name, right, told or f"{len(after)} partenaires, {paper.reference}")


def _amounts(table: Table) -> Mapping[str, tuple[int, ...]]:
    """Calls and commitments are left out: a paper file tells of payments alone."""
    told = {
        row.organisation: (
            row.amounts.promised,
            row.amounts.amended,
            row.amounts.paid,
            row.amounts.justified,
        )
        for row in table.rows
    }
    return {key: amounts for key, amounts in told.items() if any(amounts)}
