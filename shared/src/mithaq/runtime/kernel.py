"""What a service's parts get to stand on."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncEngine

from mithaq.projections import Reader, ReadModel
from mithaq.settings import Settings
from mithaq.store import Database, Log, PostgresEventStore, Recent, Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Kernel:
    """One process's store, log and bells.

    `appended` rings when this process appended, `advanced` when its sequencer extended the log,
    `progressed` when one of its read models or intakes moved. `recent` is the end of the log as
    this process's sequencer wrote it.
    """

    settings: Settings
    database: Database
    appended: Signal = field(default_factory=Signal)
    advanced: Signal = field(default_factory=Signal)
    progressed: Signal = field(default_factory=Signal)
    recent: Recent = field(default_factory=Recent)
    store: PostgresEventStore = field(init=False)

    def __post_init__(self) -> None:
        store = PostgresEventStore(self.database.pool, self.appended)
        object.__setattr__(self, "store", store)  # frozen: one for the whole process

    @property
    def engine(self) -> AsyncEngine:
        return self.database.engine

    @property
    def log(self) -> Log:
        return Log(self.database.pool, self.recent)

    def reader(self, model: ReadModel) -> Reader:
        """Queries on one of the service's own read models."""
        return Reader(self.database, model.name, self.progressed)

    def clock(self) -> datetime:
        """Now, in UTC: the only clock of a service; the domain is told the day."""
        return datetime.now(UTC)
