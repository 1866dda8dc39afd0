"""Every check finds the fault it is there for: a sound world is broken, one way at a time."""

from collections.abc import Callable

import pytest

from tests.crash import breakages
from tests.crash.facts import Facts
from tests.crash.faults import Harm
from tests.crash.sample import sound
from tests.crash.verdict import CHECKS, verdict

Break = Callable[[Facts], None]

ANSWERS, REAL_TIME, VERSIONS, DENSE, IN_LOG, CHAIN, TOPIC, ORDER, ROWS, REBUILD, BURIED = CHECKS
BROKEN: list[tuple[Break, str, Harm]] = [
    (breakages.lose_a_command, ANSWERS, Harm.LOST),
    (breakages.lose_half_a_command, ANSWERS, Harm.LOST),
    (breakages.store_a_command_twice, ANSWERS, Harm.DUPLICATED),
    (breakages.answer_another_version, ANSWERS, Harm.WRONG),
    (breakages.answer_another_position, ANSWERS, Harm.WRONG),
    (breakages.answer_a_repeat_otherwise, ANSWERS, Harm.WRONG),
    (breakages.write_at_a_repeat, ANSWERS, Harm.WRONG),
    (breakages.store_what_was_refused, ANSWERS, Harm.WRONG),
    (breakages.accept_over_another_writer, ANSWERS, Harm.WRONG),
    (breakages.store_half_an_open_command, ANSWERS, Harm.LOST),
    (breakages.store_what_nobody_sent, ANSWERS, Harm.WRONG),
    (breakages.store_what_another_command_ordered, ANSWERS, Harm.WRONG),
    (breakages.number_events_of_a_command_otherwise, ANSWERS, Harm.WRONG),
    (breakages.log_an_answered_command_late, REAL_TIME, Harm.WRONG),
    (breakages.leave_a_gap_in_a_stream, VERSIONS, Harm.LOST),
    (breakages.store_a_version_twice, VERSIONS, Harm.DUPLICATED),
    (breakages.turn_a_stream_around, VERSIONS, Harm.WRONG),
    (breakages.leave_a_gap_in_the_log, DENSE, Harm.WRONG),
    (breakages.leave_an_event_out_of_the_log, IN_LOG, Harm.LOST),
    (breakages.log_an_event_twice, IN_LOG, Harm.DUPLICATED),
    (breakages.change_a_byte_of_the_past, CHAIN, Harm.WRONG),
    (breakages.change_the_past_and_its_own_hash, CHAIN, Harm.WRONG),
    (breakages.never_send_a_line, TOPIC, Harm.LOST),
    (breakages.send_other_bytes, TOPIC, Harm.WRONG),
    (breakages.send_to_another_partition, TOPIC, Harm.WRONG),
    (breakages.name_another_forerunner, TOPIC, Harm.WRONG),
    (breakages.send_another_hash, TOPIC, Harm.WRONG),
    (breakages.send_a_line_that_is_not_in_the_log, TOPIC, Harm.WRONG),
    (breakages.send_a_line_too_late, ORDER, Harm.LOST),
    (breakages.count_an_event_twice, ROWS, Harm.DUPLICATED),
    (breakages.miss_an_event, ROWS, Harm.LOST),
    (breakages.count_in_another_order, ROWS, Harm.WRONG),
    (breakages.rebuild_to_other_rows, REBUILD, Harm.WRONG),
    (breakages.bury_an_event, BURIED, Harm.WRONG),
]


def test_a_sound_world_passes() -> None:
    assert not any(verdict(sound()).values())


def test_every_check_has_a_world_that_it_fails() -> None:
    assert {check for _, check, _ in BROKEN} == set(CHECKS)


@pytest.mark.parametrize(
    ("broken", "check", "harm"), BROKEN, ids=lambda each: getattr(each, "__name__", "")
)
def test_a_check_finds_its_fault(broken: Break, check: str, harm: Harm) -> None:
    facts = sound()
    broken(facts)
    assert harm in {fault.harm for fault in verdict(facts)[check]}


def test_what_was_sent_again_is_no_fault() -> None:
    facts = sound()
    again = facts.topic[:2]
    facts.topic = sorted([*facts.topic, *again], key=lambda each: (each.partition,))
    assert not any(verdict(facts).values())
