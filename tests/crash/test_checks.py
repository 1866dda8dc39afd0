"""Every check finds its fault: valid facts are violated in one way at a time."""

from collections.abc import Callable

import pytest

from tests.crash import breakages
from tests.crash.facts import Facts
from tests.crash.faults import FaultKind
from tests.crash.sample import sound
from tests.crash.verdict import CHECKS, verdict

Break = Callable[[Facts], None]

(
    ANSWERS,
    REAL_TIME,
    VERSIONS,
    DENSE,
    IN_LOG,
    CHAIN,
    TOPIC,
    RECORD,
    ORDER,
    ROWS,
    REBUILD,
    REACTIONS,
    DEADLINES,
    SNAPSHOTS,
    DEAD_LETTERS,
) = CHECKS
BROKEN: list[tuple[Break, str, FaultKind]] = [
    (breakages.lose_a_command, ANSWERS, FaultKind.LOST),
    (breakages.lose_half_a_command, ANSWERS, FaultKind.LOST),
    (breakages.store_a_command_twice, ANSWERS, FaultKind.DUPLICATED),
    (breakages.answer_another_version, ANSWERS, FaultKind.WRONG),
    (breakages.answer_another_position, ANSWERS, FaultKind.WRONG),
    (breakages.answer_a_repeat_otherwise, ANSWERS, FaultKind.WRONG),
    (breakages.write_at_a_repeat, ANSWERS, FaultKind.WRONG),
    (breakages.store_what_was_refused, ANSWERS, FaultKind.WRONG),
    (breakages.accept_over_another_writer, ANSWERS, FaultKind.WRONG),
    (breakages.forget_a_command_that_changed_nothing, ANSWERS, FaultKind.LOST),
    (breakages.remember_another_answer, ANSWERS, FaultKind.WRONG),
    (breakages.remember_a_command_with_events, ANSWERS, FaultKind.WRONG),
    (breakages.write_events_of_a_command_that_changed_nothing, ANSWERS, FaultKind.DUPLICATED),
    (breakages.store_half_an_open_command, ANSWERS, FaultKind.LOST),
    (breakages.store_what_nobody_sent, ANSWERS, FaultKind.WRONG),
    (breakages.store_what_another_command_ordered, ANSWERS, FaultKind.WRONG),
    (breakages.number_events_of_a_command_otherwise, ANSWERS, FaultKind.WRONG),
    (breakages.log_an_answered_command_late, REAL_TIME, FaultKind.WRONG),
    (breakages.leave_a_gap_in_a_stream, VERSIONS, FaultKind.LOST),
    (breakages.store_a_version_twice, VERSIONS, FaultKind.DUPLICATED),
    (breakages.turn_a_stream_around, VERSIONS, FaultKind.WRONG),
    (breakages.leave_a_gap_in_the_log, DENSE, FaultKind.WRONG),
    (breakages.leave_an_event_out_of_the_log, IN_LOG, FaultKind.LOST),
    (breakages.log_an_event_twice, IN_LOG, FaultKind.DUPLICATED),
    (breakages.change_a_byte_of_the_past, CHAIN, FaultKind.WRONG),
    (breakages.change_the_past_and_its_own_hash, CHAIN, FaultKind.WRONG),
    (breakages.never_send_a_line, TOPIC, FaultKind.LOST),
    (breakages.send_other_bytes, TOPIC, FaultKind.WRONG),
    (breakages.send_to_another_partition, TOPIC, FaultKind.WRONG),
    (breakages.name_another_previous_line, TOPIC, FaultKind.WRONG),
    (breakages.send_another_hash, TOPIC, FaultKind.WRONG),
    (breakages.send_a_line_that_is_not_in_the_log, TOPIC, FaultKind.WRONG),
    (breakages.leave_a_command_out, RECORD, FaultKind.LOST),
    (breakages.record_other_lines, RECORD, FaultKind.WRONG),
    (breakages.send_a_line_too_late, ORDER, FaultKind.LOST),
    (breakages.count_an_event_twice, ROWS, FaultKind.DUPLICATED),
    (breakages.miss_an_event, ROWS, FaultKind.LOST),
    (breakages.count_in_another_order, ROWS, FaultKind.WRONG),
    (breakages.rebuild_to_other_rows, REBUILD, FaultKind.WRONG),
    (breakages.miss_a_reaction, REACTIONS, FaultKind.LOST),
    (breakages.react_twice, REACTIONS, FaultKind.DUPLICATED),
    (breakages.react_to_nothing, REACTIONS, FaultKind.WRONG),
    (breakages.react_in_another_order, REACTIONS, FaultKind.WRONG),
    (breakages.miss_a_deadline, DEADLINES, FaultKind.LOST),
    (breakages.run_a_deadline_twice, DEADLINES, FaultKind.DUPLICATED),
    (breakages.leave_a_deadline_unfinished, DEADLINES, FaultKind.LOST),
    (breakages.add_up_otherwise_in_a_snapshot, SNAPSHOTS, FaultKind.WRONG),
    (breakages.take_a_snapshot_of_what_is_not_there, SNAPSHOTS, FaultKind.WRONG),
    (breakages.store_a_dead_letter, DEAD_LETTERS, FaultKind.WRONG),
]


def test_valid_facts_pass_every_check() -> None:
    assert not any(verdict(sound()).values())


def test_every_check_has_a_violation_that_it_finds() -> None:
    assert {check for _, check, _ in BROKEN} == set(CHECKS)


@pytest.mark.parametrize(
    ("broken", "check", "kind"), BROKEN, ids=lambda each: getattr(each, "__name__", "")
)
def test_a_check_finds_its_fault(broken: Break, check: str, kind: FaultKind) -> None:
    facts = sound()
    broken(facts)
    assert kind in {fault.kind for fault in verdict(facts)[check]}


def test_duplicates_on_the_topic_are_no_fault() -> None:
    facts = sound()
    again = facts.topic[:2]
    facts.topic = sorted([*facts.topic, *again], key=lambda each: (each.partition,))
    assert not any(verdict(facts).values())
