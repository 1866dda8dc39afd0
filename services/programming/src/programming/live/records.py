"""Records of the conventions' topic, decoded as far as they count as activity."""

from dataclasses import dataclass
from typing import Any

from mithaq.events import LogRecord
from mithaq.messaging import decode

from programming.live.movements import ACTIVITY, ActivityEvent


@dataclass(frozen=True, slots=True)
class DecodedRecord:
    """An event that counts, its line of the log, and the partition it was read from."""

    line: LogRecord
    event: ActivityEvent
    partition: int


def decode_record(message: Any) -> DecodedRecord | None:  # noqa: ANN401 - Faust's are untyped
    """The event in a Kafka message; None if it does not count as activity.

    Raises for one that cannot be read; newer code counts it when it starts.
    """
    headers = message.headers.items() if isinstance(message.headers, dict) else message.headers
    line = decode(list(headers or ()), message.value).line
    if not ACTIVITY.knows(line.type):
        return None
    event = ACTIVITY.decode(line.type, line.schema, line.data)
    return DecodedRecord(line, event, message.partition)
