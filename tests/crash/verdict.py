"""Runs all checks on the facts."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from tests.crash import (
    checks_answers,
    checks_commands,
    checks_log,
    checks_read_models,
    checks_snapshots,
    checks_topic,
)
from tests.crash.facts import Facts
from tests.crash.faults import Fault

Check = Callable[[Facts], Iterator[Fault]]

CHECKS: Final[Mapping[str, Check]] = {
    "acknowledged exactly once, others at most once": checks_commands.answers,
    "real-time order of acknowledged commands": checks_commands.real_time,
    "versions 1..n in every stream": checks_log.versions,
    "seq 1..n": checks_log.dense,
    "every event in the log once": checks_log.in_the_log,
    "hash chain": checks_log.chain,
    "topic without repeats = store": checks_topic.published,
    "commands of record = store": checks_topic.of_record,
    "order on the topic": checks_topic.order_on_the_topic,
    "read models = store": checks_read_models.rows,
    "read models = fresh rebuild": checks_read_models.rebuilt,
    "each reaction once, in order": checks_answers.reactions,
    "each deadline once": checks_answers.deadlines,
    "snapshots = store": checks_snapshots.true,
    "no dead letter": checks_read_models.no_dead_letters,
}


def verdict(facts: Facts) -> dict[str, list[Fault]]:
    """The faults found by each check."""
    return {name: list(check(facts)) for name, check in CHECKS.items()}
