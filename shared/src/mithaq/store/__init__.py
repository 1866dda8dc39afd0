"""The event store: append, load, the sequenced log and its hash chain.

A *line* is one entry of a service's log: an event with its log sequence number and its hash.
"""

from mithaq.store.cache import Loaded, StateCache
from mithaq.store.chain import GENESIS, canonical_bytes, link
from mithaq.store.changes import Outcome, Prepared, append_to
from mithaq.store.contract import MAX_EVENT_BYTES, EventStore, NewEvent, Stored, Write
from mithaq.store.database import Database, connect, open_engine
from mithaq.store.findings import Finding
from mithaq.store.holding import Restored, restored, until_released
from mithaq.store.indexes import create_index
from mithaq.store.log import Head, Log
from mithaq.store.pacing import Pace
from mithaq.store.polling import PollInterval
from mithaq.store.postgres import PostgresEventStore
from mithaq.store.recent import RecentLines
from mithaq.store.repeats import answered_once, remember
from mithaq.store.replay import Replaying
from mithaq.store.sequencer import Sequencer
from mithaq.store.signal import Signal
from mithaq.store.snapshots import PostgresSnapshots, Snapshots, SnapshotStore
from mithaq.store.state_form import StateForm
from mithaq.store.streams import Change, Streams

__all__ = [
    "GENESIS",
    "MAX_EVENT_BYTES",
    "Change",
    "Database",
    "EventStore",
    "Finding",
    "Head",
    "Loaded",
    "Log",
    "NewEvent",
    "Outcome",
    "Pace",
    "PollInterval",
    "PostgresEventStore",
    "PostgresSnapshots",
    "Prepared",
    "RecentLines",
    "Replaying",
    "Restored",
    "Sequencer",
    "Signal",
    "SnapshotStore",
    "Snapshots",
    "StateCache",
    "StateForm",
    "Stored",
    "Streams",
    "Write",
    "answered_once",
    "append_to",
    "canonical_bytes",
    "connect",
    "create_index",
    "link",
    "open_engine",
    "remember",
    "restored",
    "until_released",
]
