"""The values of a lag measurement, as `status` and the gauges show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.projections.levels import Filling
from mithaq.store.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLag:
    """`events` are committed, `seq` of them are in the log, the others are `unsequenced`."""

    events: int
    seq: int
    unsequenced: int
    oldest_ms: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLag:
    """Lag of a reader of the service's own log: the relay or a read model.

    `seq` is the last line it has processed; `oldest_ms` is the age of the line after it.
    """

    name: str
    seq: int
    lines: int
    oldest_ms: float | None
    revision: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionLag:
    """Records a consumer has not read; `late` ones are older than 30 s. None if unknown.

    `held`: some process reads the partition; None while that is unknown or changing.
    """

    consumer: str
    topic: str
    partition: int
    next_offset: int
    records: int | None
    late: int | None
    held: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterCounts:
    """A consumer's dead letters and parked streams; `halted` is why it stopped, if it did.

    `forged` of the dead letters are records that their service has not sealed.
    """

    consumer: str
    dead_letters: int
    forged: int = 0
    parked_streams: int
    halted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteTransaction:
    """An open transaction that has written; no sequencer of the cluster can go past it."""

    pid: int
    application: str
    database: str
    state: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """One measurement of one service. `findings` are what its parts found wrong themselves."""

    service: str
    log: LogLag
    oldest_write: WriteTransaction | None
    relay: ReaderLag
    read_models: Sequence[ReaderLag]
    consumers: Sequence[PartitionLag]
    letters: Sequence[DeadLetterCounts]
    filling: Sequence[Filling] = ()
    findings: Sequence[Finding] = ()
    kafka_away: bool = False
