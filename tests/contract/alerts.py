"""Writes the alert rules of Prometheus from the kernel's list of what can be wrong.

`python -m tests.contract.alerts` writes infra/alerts/mithaq.rules.yml (`make contracts` does so).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mithaq.runtime.lag.kinds import KINDS, Kind

RULES: Final = Path(__file__).parents[2] / "infra" / "alerts" / "mithaq.rules.yml"
HEAD: Final = """\
# Alert rules for Prometheus: one for each thing that can be wrong with a service. Written by make
# contracts from mithaq.runtime.lag.kinds. What to do about each is in the line that `status` tells.
groups:
  - name: mithaq
    rules:
      - alert: MithaqUnmeasured
        expr: time() - mithaq_measured_seconds > 60
        for: 1m
        labels: {severity: urgent}
        annotations:
          summary: "no figures for a minute: a worker is down, or its database is"
"""
RULE: Final = """\
      - alert: {name}
        expr: sum by (job, part) (mithaq_wrong{{code="{code}"}}) > 0
        for: {seconds}s
        labels: {{severity: {severity}}}
        annotations:
          summary: "{meaning}"
          description: "{{{{ $labels.part }}}}: ask status, which says what to do"
"""


def written() -> str:
    """The text of the rules."""
    return HEAD + "".join(_rules())


def _rules() -> Iterator[str]:
    for code, kind in KINDS.items():
        yield RULE.format(
            name="Mithaq" + code.title().replace("-", ""),
            code=code,
            seconds=kind.for_s,
            severity=_severity(kind),
            meaning=kind.meaning,
        )


def _severity(kind: Kind) -> str:
    return "urgent" if kind.urgent else "attend"


if __name__ == "__main__":
    RULES.write_text(written())
