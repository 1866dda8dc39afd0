"""Ways to violate a guarantee, each applied to valid facts, to test the checks."""

from dataclasses import replace

from tests.crash import sample
from tests.crash.checks_read_models import computed
from tests.crash.facts import Facts
from tests.crash.sample import message, rechained
from tests.crash.world import FOREIGN, OWN

FIRST = "00000000-0000-0000-0000-000000000001"


def lose_a_command(facts: Facts) -> None:
    facts.events = [each for each in facts.events if each.command_id != FIRST]


def lose_half_a_command(facts: Facts) -> None:
    facts.events = facts.events[:-1]


def store_a_command_twice(facts: Facts) -> None:
    facts.events = [*facts.events, *facts.events[-2:]]


def answer_another_version(facts: Facts) -> None:
    facts.commands[FIRST].result = (sample.STREAMS[0], 1, 2)


def answer_another_position(facts: Facts) -> None:
    facts.commands[FIRST].result = (sample.STREAMS[0], 2, 1)


def answer_a_repeat_otherwise(facts: Facts) -> None:
    facts.commands[FIRST].again.append(((sample.STREAMS[0], 4, 6), True))


def write_at_a_repeat(facts: Facts) -> None:
    facts.commands[FIRST].again.append(((sample.STREAMS[0], 2, 2), False))


def store_what_was_refused(facts: Facts) -> None:
    facts.commands[FIRST].refused, facts.commands[FIRST].result = True, None


def accept_over_another_writer(facts: Facts) -> None:
    facts.commands[FIRST].expected = 1


def forget_a_command_that_changed_nothing(facts: Facts) -> None:
    facts.remembered = {}


def remember_another_answer(facts: Facts) -> None:
    facts.remembered = {sample.IDLE: (sample.STREAMS[0], 2)}


def remember_a_command_with_events(facts: Facts) -> None:
    facts.remembered = {**facts.remembered, FIRST: (sample.STREAMS[0], 2)}


def write_events_of_a_command_that_changed_nothing(facts: Facts) -> None:
    facts.events = [*facts.events[:-1], replace(facts.events[-1], command_id=sample.IDLE)]


def store_half_an_open_command(facts: Facts) -> None:
    facts.commands[FIRST].result = None
    facts.events = [each for each in facts.events if each.seq != 2]


def store_what_another_command_ordered(facts: Facts) -> None:
    """Two payloads were swapped before anything was derived from them."""
    one, other = facts.events[0], facts.events[2]
    one.data, other.data = other.data, one.data
    rechained(list(facts.events))
    facts.topic = sample.topic(list(facts.events))
    facts.rows = dict.fromkeys((OWN, FOREIGN), computed(facts))


def number_events_of_a_command_otherwise(facts: Facts) -> None:
    one, other = facts.events[:2]
    one.command_index, other.command_index = 2, 1


def store_what_nobody_sent(facts: Facts) -> None:
    facts.commands = {name: each for name, each in facts.commands.items() if name != FIRST}


def log_an_answered_command_late(facts: Facts) -> None:
    last = [*facts.commands.values()][-1]
    last.sent_at, last.acked_at = -9, -4  # answered before anything else was sent


def leave_a_gap_in_a_stream(facts: Facts) -> None:
    facts.events = [each for each in facts.events if each.seq != 1]


def store_a_version_twice(facts: Facts) -> None:
    facts.events[4].version = 2


def turn_a_stream_around(facts: Facts) -> None:
    facts.events[0].version, facts.events[1].version = 2, 1


def leave_a_gap_in_the_log(facts: Facts) -> None:
    facts.lines = [each for each in facts.lines if each != 3]


def leave_an_event_out_of_the_log(facts: Facts) -> None:
    facts.events[-1].seq = facts.events[-1].hash = None


def log_an_event_twice(facts: Facts) -> None:
    facts.events = [*facts.events, replace(facts.events[-1], seq=13)]
    facts.lines = [*facts.lines, 13]


def change_a_byte_of_the_past(facts: Facts) -> None:
    facts.events[3].data = facts.events[3].data.replace("3", "4")


def change_the_past_and_its_own_hash(facts: Facts) -> None:
    change_a_byte_of_the_past(facts)
    rechained(list(facts.events[:4]))
    facts.events[4].hash = b"\0" * 32


def never_send_a_line(facts: Facts) -> None:
    facts.topic = [each for each in facts.topic if each.seq != 5]


def send_other_bytes(facts: Facts) -> None:
    facts.topic[0].value += b" "


def send_to_another_partition(facts: Facts) -> None:
    facts.topic[0].partition = (facts.topic[0].partition + 1) % 3


def name_another_previous_line(facts: Facts) -> None:
    facts.topic[1].headers["ce_previous"] = b"0"


def send_another_hash(facts: Facts) -> None:
    facts.topic[0].headers["ce_loghash"] = b"00"


def send_a_line_that_is_not_in_the_log(facts: Facts) -> None:
    facts.topic = [*facts.topic, message(replace(facts.events[-1], seq=13), 12)]


def leave_a_command_out(facts: Facts) -> None:
    facts.of_record = facts.of_record[1:]


def record_other_lines(facts: Facts) -> None:
    facts.of_record[0].value = facts.of_record[1].value


def send_a_line_too_late(facts: Facts) -> None:
    facts.topic = sorted(facts.topic, key=lambda each: (each.partition, each.seq == 1, each.seq))


def count_an_event_twice(facts: Facts) -> None:
    total, events, trail = facts.rows[OWN][sample.STREAMS[0]]
    facts.rows = {**facts.rows, OWN: {sample.STREAMS[0]: (total + 1, events + 1, trail)}}


def miss_an_event(facts: Facts) -> None:
    total, events, trail = facts.rows[FOREIGN][sample.STREAMS[0]]
    facts.rows = {**facts.rows, FOREIGN: {sample.STREAMS[0]: (total, events - 1, trail)}}


def add_up_otherwise_in_a_snapshot(facts: Facts) -> None:
    version, total = facts.snapshots[sample.STREAMS[0]]
    facts.snapshots = {sample.STREAMS[0]: (version, total + 1)}


def take_a_snapshot_of_what_is_not_there(facts: Facts) -> None:
    facts.snapshots = {sample.STREAMS[0]: (1_000, 0)}


def count_in_another_order(facts: Facts) -> None:
    rows = dict(facts.rows[FOREIGN])
    rows[sample.STREAMS[0]] = (*rows[sample.STREAMS[0]][:2], "another trail")
    facts.rows = {**facts.rows, FOREIGN: rows}


def rebuild_to_other_rows(facts: Facts) -> None:
    facts.hashes = {**facts.hashes, OWN: ("a", "c")}


def store_a_dead_letter(facts: Facts) -> None:
    facts.dead_letters = 1


def miss_a_reaction(facts: Facts) -> None:
    facts.answers = facts.answers[1:]


def react_twice(facts: Facts) -> None:
    facts.answers = [*facts.answers, replace(facts.answers[0], version=99)]


def react_to_nothing(facts: Facts) -> None:
    facts.answers = [*facts.answers, replace(facts.answers[0], command_id=FIRST)]


def react_in_another_order(facts: Facts) -> None:
    first, *others = facts.answers
    facts.answers = [replace(first, version=50), *others]


def miss_a_deadline(facts: Facts) -> None:
    facts.answers = facts.answers[:-1]


def run_a_deadline_twice(facts: Facts) -> None:
    facts.answers = [*facts.answers, replace(facts.answers[-1], version=99)]


def leave_a_deadline_unfinished(facts: Facts) -> None:
    facts.unfinished = 1
