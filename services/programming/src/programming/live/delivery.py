"""A record of the conventions' topic, read as far as it concerns us."""

from dataclasses import dataclass
from typing import Any

import structlog
from mithaq.errors import MithaqError
from mithaq.events import LogRecord
from mithaq.messaging import decode

from programming.live.facts import FACTS, Fact

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Delivery:
    """A fact that counts, its line of the log, and the partition it was read from."""

    line: LogRecord
    fact: Fact
    partition: int


def delivered(message: Any) -> Delivery | None:  # noqa: ANN401 - Faust's messages have no types
    """The delivery in a Kafka message; None if it concerns nothing we show.

    One that cannot be read is told in the logs and left out: the view is rebuilt by newer code.
    """
    headers = message.headers.items() if isinstance(message.headers, dict) else message.headers
    try:
        line = decode(list(headers or ()), message.value).line
        if not FACTS.knows(line.type):
            return None
        return Delivery(line, FACTS.decode(line.type, line.schema, line.data), message.partition)
    except MithaqError as error:
        log.warning("live.unreadable", offset=message.offset, reason=str(error))
        return None
