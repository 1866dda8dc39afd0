"""Reduces a play's results to what must be equal in every play: without ids and times."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings
from mithaq_demo.ledger import Table


def write(path: Path, findings: Findings, checks: Sequence[Check]) -> None:
    """The result as JSON with sorted members, so that two can be compared byte by byte."""
    content = json.dumps(document(findings, checks), ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(content + "\n", encoding="utf-8")


def document(findings: Findings, checks: Sequence[Check]) -> dict[str, Any]:
    """Leaves out what a kill may change: duplicates on Kafka, mails whose sending is uncertain."""
    written = Counter(each.told for each in findings.deliveries)
    return {
        "conventions": {table.key: _table(table) for table in findings.tables.all},
        "events": {log.service: log.stored for log in findings.logs},
        "messages": {" ".join(told): count for told, count in written.items()},
        "refusals": [
            {"case": each.case, "rule": each.rule, "held": each.held} for each in findings.refusals
        ],
        "failed": [check.name for check in checks if not check.held],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "reference": table.reference,
        "state": table.state,
        "version": table.version,
        "total": table.total,
        "ends_on": table.ends_on,
        "partners": {row.organisation: row.amounts.as_dict() for row in table.rows},
        "totals": table.totals.as_dict(),
    }
