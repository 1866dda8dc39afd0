"""The kernel of one process: event store, log, signals and clock, for a service's parts to use."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from mithaq.projections import Reader, ReadModel
from mithaq.settings import Settings
from mithaq.store import Database, Log, PostgresEventStore, RecentLines, Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """One process's event store, log and wake-up signals.

    `appended` is notified when this process appends, `advanced` when its sequencer extends the log,
    `progressed` when one of its read models or intakes has applied a batch. `recent` caches the
    latest lines that this process's sequencer wrote.
    """

    settings: Settings
    database: Database
    appended: Signal = field(default_factory=Signal)
    advanced: Signal = field(default_factory=Signal)
    progressed: Signal = field(default_factory=Signal)
    recent: RecentLines = field(default_factory=RecentLines)
    store: PostgresEventStore = field(init=False)

    def __post_init__(self) -> None:
        store = PostgresEventStore(self.database.pool, self.appended)
        object.__setattr__(self, "store", store)  # the dataclass is frozen; one store per process

    @property
    def engine(self) -> AsyncEngine:
        return self.database.engine

    @property
    def log(self) -> Log:
        return Log(self.database.pool, self.recent, self.advanced)

    def reader(self, model: ReadModel) -> Reader:
        """Queries on one of the service's own read models."""
        return Reader(self.database, model.name, self.progressed)

    def clock(self) -> datetime:
        """The current time in UTC. Nothing else reads a clock; the domain gets the day as input."""
        return datetime.now(UTC)
