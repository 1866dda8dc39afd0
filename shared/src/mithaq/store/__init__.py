"""The event store: append, load, the sequenced log and its hash chain.

A *line* is one entry of a service's log: an event with its log sequence number and its hash.
"""

from mithaq.store.chain import GENESIS, canonical_bytes, link
from mithaq.store.changes import append_to
from mithaq.store.contract import MAX_EVENT_BYTES, EventStore, NewEvent, Stored, Write
from mithaq.store.database import Database, open_engine
from mithaq.store.log import Head, Log
from mithaq.store.polling import PollInterval
from mithaq.store.postgres import PostgresEventStore
from mithaq.store.recent import RecentLines
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
    "Loaded",
    "Log",
    "NewEvent",
    "PollInterval",
    "PostgresEventStore",
    "RecentLines",
    "Sequencer",
    "Signal",
    "Stored",
    "Streams",
    "Write",
    "answered_once",
    "append_to",
    "canonical_bytes",
    "link",
    "open_engine",
]
