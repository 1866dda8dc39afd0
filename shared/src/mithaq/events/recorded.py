"""Events as the store gives them back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from mithaq.events.metadata import Metadata

E = TypeVar("E")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRecord:
    """One line of a service's log, as bytes: what the relay sends and the chain covers.

    `seq` is dense from 1; `hash` is the chain's value at this line (32 bytes); `data` and `meta`
    are canonical JSON texts exactly as they were appended.
    """

    seq: int
    hash: bytes
    event_id: UUID
    stream_id: str
    version: int
    type: str
    schema: int
    data: str
    meta: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Generic[E]):
    """A decoded event with its place in its stream and in its service's log (`source`, `seq`)."""

    source: str
    seq: int
    event_id: UUID
    stream_id: str
    version: int
    recorded_at: datetime
    meta: Metadata
    event: E
