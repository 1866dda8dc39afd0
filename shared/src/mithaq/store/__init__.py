"""The event store: append, load, the sequenced log and its hash chain."""

from mithaq.store.chain import GENESIS, canonical_bytes, link
from mithaq.store.changes import append_to
from mithaq.store.contract import MAX_EVENT_BYTES, EventStore, NewEvent, Stored, Write
from mithaq.store.database import Database
from mithaq.store.log import Head, Log
from mithaq.store.memory import InMemoryEventStore
from mithaq.store.polling import Pace
from mithaq.store.postgres import PostgresEventStore
from mithaq.store.recent import Recent
from mithaq.store.repeats import answered_once
from mithaq.store.sequencer import Sequencer
from mithaq.store.signal import Signal
from mithaq.store.streams import Change, Loaded, Streams

__all__ = [
    "GENESIS",
    "MAX_EVENT_BYTES",
    "Change",
    "Database",
    "EventStore",
    "Head",
    "InMemoryEventStore",
    "Loaded",
    "Log",
    "NewEvent",
    "Pace",
    "PostgresEventStore",
    "Recent",
    "Sequencer",
    "Signal",
    "Stored",
    "Streams",
    "Write",
    "answered_once",
    "append_to",
    "canonical_bytes",
    "link",
]
