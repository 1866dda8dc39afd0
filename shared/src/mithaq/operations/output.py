"""Prints the results of operations for a human reader."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from mithaq.operations.console import format_age, format_count, print_line, print_table
from mithaq.operations.dead_letters import DeadLetter, Dropped
from mithaq.operations.parked import Parked
from mithaq.operations.status import Status
from mithaq.operations.verify import Verified
from mithaq.runtime.lag.values import Lag, PartitionLag

_WIDE: Final = 74  # with its indentation a line fits a terminal of 80 columns


def print_status(status: Status) -> None:
    lag = status.lag
    print_line(
        f"{lag.service}: {format_count(lag.log.events, 'event')}, the log ends at {lag.log.seq:,}"
    )
    print_table(("part", "behind", "oldest", "at"), [*_log_rows(lag), *_consumer_rows(lag)])
    letters = [each for each in lag.letters if each.dead_letters or each.parked_streams]
    if letters:
        print_table(
            ("consumer", "dead letters", "parked streams"),
            [(each.consumer, each.dead_letters, each.parked_streams) for each in letters],
        )
    for finding in status.findings:
        print_line(f"! {finding.what}\n  -> {finding.do}")
    if status.healthy:
        print_line("All is well: nothing to do.")


def print_verified(verified: Verified) -> None:
    if verified.fault is not None:
        fault = verified.fault
        print_line(f"Line {fault.seq:,} is faulty ({fault.what}, {fault.stream_id or '-'}):")
        print_line(f"  expected {fault.expected}\n  found    {fault.found}")
    if verified.lost:
        print_line(f"Committed, but skipped by the sequencer: {', '.join(verified.lost)}")
    if verified.unsequenced:
        print_line(f"{format_count(verified.unsequenced, 'event')} not sequenced yet.")
    if verified.sound:
        lines = format_count(verified.seq, "line")
        print_line(f"{lines} verified up to hash {verified.hash}: nothing to do.")
    else:
        print_line("Stop writing, keep this database as it is, and compare it with audit's copy.")


def print_letters(letters: Sequence[DeadLetter], *, dropped: bool) -> None:
    for each in letters:
        print_letter_briefly(each)
    see = f"{format_count(len(letters), 'dead letter')}. Show all of one: dead-letters show SEQ."
    if dropped:
        print_line(see if letters else "No dead letter was ever dropped.")
    else:
        print_line(
            f"{see} Correct the cause, then: dead-letters replay"
            if letters
            else "No dead letters: nothing to do."
        )


def print_letter_briefly(letter: DeadLetter) -> None:
    """A few short lines: a table of as many columns is unreadable on a narrow terminal."""
    print_line(f"{letter.seq}  {letter.type}.v{letter.schema}  {letter.consumer}")
    stored = f"{letter.buried_at:%Y-%m-%d %H:%M:%S}"
    print_line(f"    {letter.stream_id}@{letter.version}, stored {stored}")
    for line in textwrap.wrap(_why(letter), _WIDE, break_on_hyphens=False):
        print_line(f"    {line}")


def print_letter(letter: DeadLetter) -> None:
    for name in DeadLetter.__dataclass_fields__:
        value = getattr(letter, name)
        if value is not None:
            print_line(f"{name:16}{value}")


def print_dropped(dropped: Dropped) -> None:
    letter = dropped.letter
    print_line(
        f"Line {letter.seq} of {letter.stream_id} will never be applied by {letter.consumer}."
    )
    if dropped.parked:
        print_line(
            f"Its stream is parked with {format_count(dropped.waiting, 'line')}. Apply them with: "
            f"parked resume {letter.stream_id} --consumer {letter.consumer}"
        )


def print_parked(parked: Sequence[Parked]) -> None:
    if parked:
        for each in parked:
            waiting = format_count(each.waiting, "line")
            print_line(f"{each.stream_id}  {each.consumer}")
            print_line(f"    since line {each.since_seq:,}, {waiting} waiting")
            for line in textwrap.wrap(each.reason or "", _WIDE, break_on_hyphens=False):
                print_line(f"    {line}")
        print_line(
            f"{format_count(len(parked), 'stream')}. Correct the cause, then: parked resume STREAM"
        )
    else:
        print_line("No parked streams: nothing to do.")


def _log_rows(lag: Lag) -> Iterable[tuple[str, str, str, str]]:
    log, write = lag.log, lag.oldest_write
    yield (
        "sequencer",
        format_count(log.unsequenced, "event"),
        format_age(log.oldest_ms),
        f"line {log.seq:,}",
    )
    for each in (lag.relay, *lag.read_models):
        of = "" if each.revision is None else f", revision {each.revision}"
        yield (
            each.name,
            format_count(each.lines, "line"),
            format_age(each.oldest_ms),
            f"line {each.seq:,}{of}",
        )
    if write is not None:
        who = f"pid {write.pid}, {write.application}, database {write.database}"
        yield ("oldest write transaction", "", format_age(write.seconds * 1_000), who)


def _consumer_rows(lag: Lag) -> Iterable[tuple[str, str, str, str]]:
    for name, topic in dict.fromkeys((each.consumer, each.topic) for each in lag.consumers):
        mine = [each for each in lag.consumers if (each.consumer, each.topic) == (name, topic)]
        yield (name, _records(mine), "", topic)


def _records(partitions: Sequence[PartitionLag]) -> str:
    known = [each.records for each in partitions if each.records is not None]
    return format_count(sum(known), "record") if len(known) == len(partitions) else "unknown"


def _why(letter: DeadLetter) -> str:
    if letter.dropped_at is None:
        return letter.reason
    return f"dropped {letter.dropped_at:%Y-%m-%d} by {letter.dropped_by}: {letter.dropped_because}"
