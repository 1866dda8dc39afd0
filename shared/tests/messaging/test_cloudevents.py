"""A line goes to Kafka and comes back the same; what no store of ours can have sent is refused."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from mithaq.errors import MalformedEvent
from mithaq.events import LogRecord
from mithaq.ids import new_id
from mithaq.messaging import decode, encode

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


def test_a_line_comes_back_as_it_went() -> None:
    key, value, headers = encode(SOURCE, LINE)
    assert key == b"counter-a"
    assert decode(headers, value) == (SOURCE, LINE)


@pytest.mark.parametrize(
    "forged",
    [
        replace(LINE, seq=0),
        replace(LINE, seq=2**63),
        replace(LINE, version=2**31),
        replace(LINE, hash=b"short"),
        replace(LINE, stream_id="counter a"),
        replace(LINE, stream_id="x" * 201),
        replace(LINE, data='"\0"'),
        replace(LINE, meta='"\0"'),
    ],
)
def test_what_could_not_be_stored_is_malformed(forged: LogRecord) -> None:
    """It would stop its partition: neither the rows nor the dead letters could hold it."""
    _, value, headers = encode(SOURCE, forged)
    with pytest.raises(MalformedEvent):
        decode(headers, value)
