"""Whatever is changed in a log's past is found, at the line where it was changed."""

from collections.abc import Callable

import pytest
from audit.verification.chain import START, Flaw, Point, walk
from hypothesis import given
from hypothesis import strategies as some
from mithaq.events import LogRecord

from .chain import a_log, changed, second_opinion

LOG = a_log(12)
Tampering = Callable[[LogRecord], LogRecord]


def flipped(text: str) -> str:
    """One byte of the text changed, its length kept."""
    middle = len(text) // 2
    return text[:middle] + chr(ord(text[middle]) ^ 1) + text[middle + 1 :]


TAMPERINGS: dict[str, Tampering] = {
    "a byte of the payload": lambda line: changed(line, data=flipped(line.data)),
    "a byte of the metadata": lambda line: changed(line, meta=flipped(line.meta)),
    "a byte of the hash": lambda line: changed(
        line, hash=bytes([line.hash[0] ^ 1]) + line.hash[1:]
    ),
    "the type": lambda line: changed(line, type="ContributionWithdrawn"),
    "the schema": lambda line: changed(line, schema=2),
    "the stream": lambda line: changed(line, stream_id="convention-2"),
    "the version": lambda line: changed(line, version=line.version + 1),
    "the moment": lambda line: changed(line, recorded_at=line.recorded_at.replace(microsecond=0)),
    "the hash with its payload": lambda line: rehashed(changed(line, data="{}")),
}


def rehashed(line: LogRecord) -> LogRecord:
    """A forger who recomputes the hash, but as if nothing came before."""
    return changed(line, hash=second_opinion(bytes(32), line))


def test_a_sound_log_is_followed_to_its_head() -> None:
    walked = walk(START, LOG)
    assert walked.flaw is None
    assert walked.reached == Point(12, LOG[-1].hash)


def test_a_walk_may_go_on_from_where_another_ended() -> None:
    first = walk(START, LOG[:7])
    assert walk(first.reached, LOG[7:]) == walk(START, LOG)


@pytest.mark.parametrize("how", TAMPERINGS)
@pytest.mark.parametrize("at", [2, 7, 12])
def test_what_was_changed_is_found_at_its_line(how: str, at: int) -> None:
    log = [*LOG]
    log[at - 1] = TAMPERINGS[how](log[at - 1])
    walked = walk(START, log)
    assert (walked.flaw, walked.reached.seq) == (Flaw.BROKEN, at - 1)


def test_a_forger_who_rehashes_one_line_breaks_the_next() -> None:
    log = [*LOG]
    forged = changed(log[4], data='{"amount":1}')
    log[4] = changed(forged, hash=second_opinion(log[3].hash, forged))
    walked = walk(START, log)
    assert (walked.flaw, walked.reached.seq) == (Flaw.BROKEN, 5)


def test_a_removed_line_is_a_gap() -> None:
    walked = walk(START, [*LOG[:5], *LOG[6:]])
    assert (walked.flaw, walked.reached.seq) == (Flaw.GAP, 5)


def test_a_removed_line_hidden_by_renumbering_is_found() -> None:
    renumbered = [changed(line, seq=line.seq - 1) for line in LOG[6:]]
    walked = walk(START, [*LOG[:5], *renumbered])
    assert (walked.flaw, walked.reached.seq) == (Flaw.BROKEN, 5)


def test_two_lines_exchanged_are_found() -> None:
    log = [*LOG[:5], changed(LOG[6], seq=6), changed(LOG[5], seq=7), *LOG[7:]]
    walked = walk(START, log)
    assert (walked.flaw, walked.reached.seq) == (Flaw.BROKEN, 5)


@given(some.integers(1, 12), some.integers(0, 10**6), some.integers(0, 7))
def test_property_any_bit_of_a_payload_matters(seq: int, place: int, bit: int) -> None:
    line = LOG[seq - 1]
    raw = bytearray(line.data.encode())
    raw[place % len(raw)] ^= 1 << bit
    try:
        data = raw.decode()
    except UnicodeDecodeError:
        return  # such bytes could not have been received as text
    walked = walk(START, [*LOG[: seq - 1], changed(line, data=data), *LOG[seq:]])
    assert (walked.flaw, walked.reached.seq) == (Flaw.BROKEN, seq - 1)
