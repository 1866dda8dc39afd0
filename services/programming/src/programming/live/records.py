"""Records of the conventions' topic, decoded as far as they count as activity."""

from dataclasses import dataclass
from typing import Any

from mithaq.events import LogRecord
from mithaq.messaging import PublishedLine, decode

from programming.live.movements import ACTIVITY, ActivityEvent


@dataclass(frozen=True, slots=True)
class DecodedRecord:
    """An event that counts, its line of the log, and the partition it was read from."""

    line: LogRecord
    event: ActivityEvent
    partition: int


def decode_line(message: Any) -> PublishedLine:  # noqa: ANN401 - Faust's are untyped
    """The line in a Kafka message. Raises for one that has none."""
    headers = message.headers.items() if isinstance(message.headers, dict) else message.headers
    return decode(list(headers or ()), message.value)


def decode_event(published: PublishedLine, partition: int) -> DecodedRecord | None:
    """The event of a line; None if it does not count as activity.

    Raises for one that cannot be read; newer code counts it when it starts.
    """
    line = published.line
    if not ACTIVITY.knows(line.type):
        return None
    event = ACTIVITY.decode(line.type, line.schema, line.data)
    return DecodedRecord(line, event, partition)
