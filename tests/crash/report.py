"""The report printed at the end of a campaign."""

from collections import Counter
from collections.abc import Mapping, Sequence

from mithaq.failpoints import FailPoint
from rich.console import Console
from rich.table import Table

from tests.crash.campaign import Outcome
from tests.crash.checks_topic import resent
from tests.crash.faults import Fault, FaultKind
from tests.crash.stopwatch import Stopwatch

_SHOWN = 10


def faults_of(outcome: Outcome, verdict: Mapping[str, Sequence[Fault]]) -> list[str]:
    """Every fault of the campaign, those of the checks first."""
    found = [f"{name}: {fault.text}" for name, broken in verdict.items() for fault in broken]
    unreached = [point for point in FailPoint if not outcome.tally.points[point]]
    found += [f"fail point {point} was never reached: it shows nothing" for point in unreached]
    if not outcome.facts.groups:
        found.append("no two commands shared a transaction: it shows nothing about groups")
    return found + outcome.tally.faults


def show(
    console: Console, outcome: Outcome, verdict: Mapping[str, Sequence[Fault]], watch: Stopwatch
) -> None:
    console.print(_kills(outcome), _points(outcome))
    for name, broken in verdict.items():
        console.print(f"{'FAILS' if broken else 'holds'}  {name}", highlight=False)
        for fault in broken[:_SHOWN]:
            console.print(f"       {fault.kind}: {fault.text}", highlight=False)
    for name, value in figures(outcome, verdict, watch).items():
        console.print(f"{name:<15} {value:>12,}", highlight=False)


def figures(
    outcome: Outcome, verdict: Mapping[str, Sequence[Fault]], watch: Stopwatch
) -> dict[str, float]:
    commands = outcome.facts.commands.values()
    kinds = Counter(fault.kind for broken in verdict.values() for fault in broken)
    return {
        "kills": outcome.tally.total,
        "commands": len(commands),
        "acknowledged": sum(command.result is not None for command in commands),
        "refused": sum(command.refused for command in commands),
        "unknown": sum(command.open for command in commands),
        "asked again": sum(len(command.again) for command in commands),
        "events": len(outcome.facts.events),
        "groups": outcome.facts.groups,
        "assignments": outcome.assignments,
        "sent again": resent(outcome.facts),
        **{kind: kinds[kind] for kind in FaultKind},
        **{f"{stage}, s": seconds for stage, seconds in watch.seconds.items()},
    }


def _kills(outcome: Outcome) -> Table:
    table = Table("part", "manner", "kills", title="killed")
    for (part, manner), count in sorted(outcome.tally.kills.items()):
        table.add_row(part, manner, str(count))
    return table


def _points(outcome: Outcome) -> Table:
    table = Table("fail point", "kills", "not reached in time", title="killed at")
    for point in FailPoint:
        table.add_row(point, str(outcome.tally.points[point]), str(outcome.tally.missed[point]))
    return table
