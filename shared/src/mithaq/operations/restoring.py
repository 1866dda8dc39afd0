"""After a restore: take lost lines back, release what is held, follow a source that lost lines."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

import orjson

from mithaq.events import LogRecord
from mithaq.messaging.last_lines import lines_after
from mithaq.operations.errors import CopyUnreadable, PastsDiffer, StopTheService
from mithaq.runtime import Kernel, Service
from mithaq.store.taking_back import (
    LinesDoNotFollow,
    ServiceRunning,
    TakenBack,
    copies_of,
    take_back,
)


async def take_lines_back(service: Service, kernel: Kernel, file: Path | None) -> TakenBack:
    """Write the lines that this store lost behind the end of its log, from its topic or a file.

    Raises StopTheService while a worker runs, PastsDiffer if the copy tells another past, and
    CopyUnreadable.
    """
    after = (await kernel.log.head()).seq
    if file is not None:
        lines: Sequence[LogRecord] = [each for each in _read(file) if each.seq > after]
    else:
        source, kafka = service.catalogue.source, kernel.kafka
        lines = await lines_after(kafka, source, after, kafka.seals.own(source))
    try:
        return await take_back(kernel.database, copies_of(lines))
    except ServiceRunning as error:
        raise StopTheService(service.name) from error
    except LinesDoNotFollow as error:
        raise PastsDiffer(str(error)) from error


def _read(file: Path) -> Iterable[LogRecord]:
    """Lines as JSON, one a row, named like audit's columns; times as PostgreSQL writes them."""
    try:
        for row in file.read_text().splitlines():
            yield _line(orjson.loads(row))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CopyUnreadable(str(file), repr(error)) from error


def _line(row: dict[str, object]) -> LogRecord:
    fields = {name: row[name] for name in LogRecord._fields}
    return LogRecord(**fields)._replace(  # type: ignore[arg-type]
        hash=bytes.fromhex(str(row["hash"]).removeprefix("\\x")),
        event_id=UUID(str(row["event_id"])),
        recorded_at=datetime.fromisoformat(str(row["recorded_at"])),
    )
