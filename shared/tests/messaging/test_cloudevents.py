"""Encoding and decoding a line gives the same line; records that are not ours are refused."""

from datetime import UTC, datetime

import pytest
from mithaq.errors import MalformedEvent
from mithaq.events import LogRecord
from mithaq.ids import new_id
from mithaq.messaging import decode, encode
from mithaq.messaging.cloudevents import PublishedLine

SOURCE = "ma.mithaq.counters"
LINE = LogRecord(
    seq=7,
    hash=bytes(range(32)),
    event_id=new_id(),
    stream_id="counter-a",
    version=3,
    type="Counted",
    schema=1,
    data='{"by":1}',
    meta="{}",
    recorded_at=datetime(2024, 5, 17, 9, 30, 0, 250, tzinfo=UTC),
)


def test_a_line_is_decoded_as_it_was_encoded() -> None:
    key, value, headers = encode(SOURCE, LINE, 5)
    assert key == b"counter-a"
    assert decode(headers, value) == PublishedLine(SOURCE, LINE, 5)


def test_a_record_without_a_previous_line_is_read() -> None:
    _, value, headers = encode(SOURCE, LINE, 5)
    before = [header for header in headers if header[0] != "ce_previous"]
    assert decode(before, value) == PublishedLine(SOURCE, LINE, 0)


@pytest.mark.parametrize(
    "forged",
    [
        LINE._replace(seq=0),
        LINE._replace(seq=2**63),
        LINE._replace(version=2**31),
        LINE._replace(hash=b"short"),
        LINE._replace(stream_id="counter a"),
        LINE._replace(stream_id="x" * 201),
        LINE._replace(data='"\0"'),
        LINE._replace(meta='"\0"'),
    ],
)
def test_what_could_not_be_stored_is_malformed(forged: LogRecord) -> None:
    """It would stop its partition: neither rows nor dead letters can store it."""
    _, value, headers = encode(SOURCE, forged, 0)
    with pytest.raises(MalformedEvent):
        decode(headers, value)
