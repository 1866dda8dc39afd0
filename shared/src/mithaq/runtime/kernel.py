"""The kernel of one process: event store, log, signals and clock, for a service's parts to use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from mithaq.messaging import Kafka
from mithaq.projections import RawReadModel, Reader, ReadModel
from mithaq.settings import Settings
from mithaq.store import (
    Database,
    Log,
    PostgresEventStore,
    PostgresSnapshots,
    RecentLines,
    Signal,
    StateCache,
)
from mithaq.store.findings import Finding


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """One process's event store, log and wake-up signals.

    `appended` is notified when this process appends, `advanced` when its sequencer extends the log,
    `progressed` when one of its read models or intakes has applied a batch. `recent` caches the
    latest lines that this process's sequencer wrote. `states` caches the states of all its streams.
    `wrong` is what the last measurement of lag in this process found wrong. `clock` is the current
    time in UTC: nothing else reads a clock, and the domain gets the day as input; tests move it.
    """

    settings: Settings
    database: Database
    appended: Signal = field(default_factory=Signal)
    advanced: Signal = field(default_factory=Signal)
    progressed: Signal = field(default_factory=Signal)
    recent: RecentLines = field(default_factory=RecentLines)
    wrong: list[Finding] = field(default_factory=list)
    clock: Callable[[], datetime] = _now
    store: PostgresEventStore = field(init=False)
    states: StateCache = field(init=False)

    def __post_init__(self) -> None:
        # The dataclass is frozen; there is one store and one cache per process.
        store = PostgresEventStore(self.database.pool, self.appended)
        object.__setattr__(self, "store", store)
        object.__setattr__(self, "states", StateCache(self.settings.state_cache_bytes))

    @property
    def engine(self) -> AsyncEngine:
        return self.database.engine

    @property
    def kafka(self) -> Kafka:
        """The cluster between the services."""
        return Kafka.of(self.settings)

    @property
    def log(self) -> Log:
        return Log(self.database.pool, self.recent, self.advanced)

    @property
    def snapshots(self) -> PostgresSnapshots:
        return PostgresSnapshots(self.database.pool)

    def reader(self, model: ReadModel | RawReadModel) -> Reader:
        """Queries on one of the service's read models."""
        return Reader(self.database, model, self.progressed)
