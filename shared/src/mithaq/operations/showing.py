"""Answers as an operator reads them."""

from collections.abc import Iterable, Sequence

from mithaq.operations.console import age, count, say, show
from mithaq.operations.dead_letters import Dropped, Letter
from mithaq.operations.parked import Parked
from mithaq.operations.status import Status
from mithaq.operations.verify import Verified
from mithaq.runtime.lag.values import Lag, PartitionLag


def show_status(status: Status) -> None:
    lag = status.lag
    say(f"{lag.service}: {count(lag.log.events, 'event')}, the log ends at {lag.log.seq:,}")
    show(("part", "behind", "oldest", "at"), [*_log_rows(lag), *_consumer_rows(lag)])
    letters = [each for each in lag.letters if each.dead_letters or each.parked_streams]
    if letters:
        show(
            ("consumer", "dead letters", "parked streams"),
            [(each.consumer, each.dead_letters, each.parked_streams) for each in letters],
        )
    for finding in status.findings:
        say(f"! {finding.what}\n  -> {finding.do}")
    if status.healthy:
        say("All is well: nothing to do.")


def show_verified(verified: Verified) -> None:
    if verified.fault is not None:
        fault = verified.fault
        say(f"Line {fault.seq:,} is not what it must be ({fault.what}, {fault.stream_id or '-'}):")
        say(f"  expected {fault.expected}\n  found    {fault.found}")
    if verified.lost:
        say(f"Committed and never to be in the log: {', '.join(verified.lost)}")
    if verified.unsequenced:
        say(f"{count(verified.unsequenced, 'event')} not in the log yet: the sequencer is due.")
    if verified.sound:
        say(f"{count(verified.seq, 'line')} sound up to {verified.hash}: nothing to do.")
    else:
        say("Stop writing, keep this database as it is, and compare with audit's copy.")


def show_letters(letters: Sequence[Letter], *, dropped: bool) -> None:
    if letters:
        show(
            ("consumer", "seq", "stream", "event", "buried", "reason"),
            [
                (*_address(each), f"{each.buried_at:%Y-%m-%d %H:%M:%S}", _why(each))
                for each in letters
            ],
        )
    see = f"{count(len(letters), 'letter')}. See one wholly: dead-letters show SEQ."
    if dropped:
        say(see if letters else "No letter was ever dropped.")
    else:
        say(
            f"{see} Mend the cause, then: dead-letters replay"
            if letters
            else "No dead letters: nothing to do."
        )


def show_letter(letter: Letter) -> None:
    for name in Letter.__dataclass_fields__:
        value = getattr(letter, name)
        if value is not None:
            say(f"{name:16}{value}")


def show_dropped(dropped: Dropped) -> None:
    letter = dropped.letter
    say(f"Line {letter.seq} of {letter.stream_id} will never be applied by {letter.consumer}.")
    if dropped.parked:
        say(
            f"Its stream waits with {count(dropped.waiting, 'line')}. Apply the rest in order: "
            f"parked resume {letter.stream_id} --consumer {letter.consumer}"
        )


def show_parked(parked: Sequence[Parked]) -> None:
    if parked:
        show(
            ("consumer", "stream", "since line", "waiting", "reason"),
            [
                (each.consumer, each.stream_id, each.since_seq, each.waiting, each.reason or "")
                for each in parked
            ],
        )
        say(f"{count(len(parked), 'stream')}. Mend the cause, then: parked resume STREAM")
    else:
        say("No parked streams: nothing to do.")


def _log_rows(lag: Lag) -> Iterable[tuple[str, str, str, str]]:
    log, write = lag.log, lag.oldest_write
    yield ("sequencer", count(log.unsequenced, "event"), age(log.oldest_ms), f"line {log.seq:,}")
    for each in (lag.relay, *lag.read_models):
        of = "" if each.revision is None else f", revision {each.revision}"
        yield (
            each.name,
            count(each.lines, "line"),
            age(each.oldest_ms),
            f"line {each.seq:,}{of}",
        )
    if write is not None:
        who = f"pid {write.pid}, {write.application}, database {write.database}"
        yield ("oldest write transaction", "", age(write.seconds * 1_000), who)


def _consumer_rows(lag: Lag) -> Iterable[tuple[str, str, str, str]]:
    for name, topic in dict.fromkeys((each.consumer, each.topic) for each in lag.consumers):
        mine = [each for each in lag.consumers if (each.consumer, each.topic) == (name, topic)]
        yield (name, _records(mine), "", topic)


def _records(partitions: Sequence[PartitionLag]) -> str:
    known = [each.records for each in partitions if each.records is not None]
    return count(sum(known), "record") if len(known) == len(partitions) else "unknown"


def _address(letter: Letter) -> tuple[str, int, str, str]:
    event = f"{letter.type}.v{letter.schema}"
    return letter.consumer, letter.seq, f"{letter.stream_id}@{letter.version}", event


def _why(letter: Letter) -> str:
    if letter.dropped_at is None:
        return letter.reason
    return f"dropped {letter.dropped_at:%Y-%m-%d} by {letter.dropped_by}: {letter.dropped_because}"
