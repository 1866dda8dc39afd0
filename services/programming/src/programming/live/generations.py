"""Generations of the live view: each has topics of its own and counts from the beginning.

A view that is wrong, or that newer code would count otherwise, is left behind for the next
generation; the facts stay where they are, in the conventions' log.
"""

from pathlib import Path
from typing import Final

import structlog
from aiokafka.admin import AIOKafkaAdminClient

PREFIX: Final = "mithaq-live-"
log = structlog.get_logger()


def current(folder: Path) -> int:
    """The generation in use; 1 at first."""
    note = _note(folder)
    return int(note.read_text()) if note.is_file() else 1


def begin_next(folder: Path) -> int:
    """Leave the generation in use behind; the new one's number."""
    number = current(folder) + 1
    folder.mkdir(parents=True, exist_ok=True)
    _note(folder).write_text(f"{number}\n")
    return number


def application_id(number: int) -> str:
    return f"{PREFIX}{number}"


async def drop_older(bootstrap: str, number: int) -> None:
    """Remove the topics of generations before this one."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        older = [name for name in await admin.list_topics() if 0 < _number(name) < number]
        if older:
            await admin.delete_topics(older)
            log.info("live.older_dropped", topics=older)
    finally:
        await admin.close()


def _number(topic: str) -> int:
    """The generation a topic belongs to; 0 for topics of others."""
    digits = topic.removeprefix(PREFIX).partition("-")[0]
    return int(digits) if topic.startswith(PREFIX) and digits.isdecimal() else 0


def _note(folder: Path) -> Path:
    return folder / "live-generation"
