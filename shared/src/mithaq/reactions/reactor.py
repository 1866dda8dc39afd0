"""Follows other services' topics and gives the commands of one reaction."""

from collections.abc import Sequence
from typing import Any, Final

import structlog
from aiokafka import TopicPartition
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.errors import MithaqError, NotNow, VersionConflict
from mithaq.events import LogRecord, Recorded
from mithaq.failpoints import FailPoint, reach
from mithaq.messaging import Consumer, Kafka
from mithaq.messaging.steps import Poll
from mithaq.observability import flow
from mithaq.projections.model import Subscription
from mithaq.reactions.description import Reaction
from mithaq.reactions.refusals import keep
from mithaq.store import Database, Signal
from mithaq.store.failures import is_transient

log = structlog.get_logger()

# Refusals that pass by themselves: the batch is read again.
_PASSING: Final = (VersionConflict, NotNow)


class _Unanswered(BaseException):
    """Lines that no command was given for yet.

    Not an Exception: nothing between here and the batch's transaction may take it for an event that
    cannot be applied.
    """

    def __init__(self, source: str, records: Sequence[LogRecord]) -> None:
        super().__init__()
        self.source, self.records = source, records


class Reacting:
    """What became of the lines of one batch, between its commands and its offsets.

    Commands are given outside the transaction that moves the offsets: while a write transaction is
    open, no event of the service is logged, its own included.
    """

    def __init__(
        self, database: Database, reaction: Reaction, parts: object, *, replaying: bool = False
    ) -> None:
        self._database, self._reaction, self._parts = database, reaction, parts
        self._replaying = replaying
        self._by_source = {each.source: each for each in reaction.catalogues}
        self._answered: dict[tuple[str, int], Exception | None] = {}

    @property
    def name(self) -> str:
        return self._reaction.name

    @property
    def key(self) -> str:
        return self._reaction.key

    def subscription(self) -> Subscription:
        """The consumer's view of this reaction.

        Its `apply` raises what the commands of a line raised, and _Unanswered for lines that none
        were given for. If `replaying` dead letters, it gives them inside the caller's transaction.
        """

        async def apply(_: AsyncConnection, source: str, records: Sequence[LogRecord]) -> None:
            if self._replaying:
                for record in records:
                    await self._follow(source, record)
                return
            unanswered = [each for each in records if (source, each.seq) not in self._answered]
            if unanswered:
                raise _Unanswered(source, unanswered)
            for record in records:
                failure = self._answered[source, record.seq]
                if failure is not None:
                    raise failure

        return Subscription(
            name=self._reaction.name,
            sources=tuple(self._by_source),
            concerns=lambda source, record: self._by_source[source].knows(record.type),
            apply=apply,
        )

    async def answer(self, source: str, records: Sequence[LogRecord]) -> None:
        """Give the commands of these lines, in order; raises transient failures.

        Behind a line that fails, the lines of its stream are left: they will be parked with it.
        """
        failed: set[str] = set()
        for record in records:
            if record.stream_id in failed:
                self._answered[source, record.seq] = None
                continue
            try:
                await self._follow(source, record)
            except Exception as failure:
                if is_transient(failure) or isinstance(failure, _PASSING):
                    raise
                failed.add(record.stream_id)
                self._answered[source, record.seq] = failure
            else:
                self._answered[source, record.seq] = None
        reach(FailPoint.REACTED)

    def forget(self) -> None:
        """The batch is over."""
        self._answered.clear()

    async def _follow(self, source: str, record: LogRecord) -> None:
        reaction, catalogue = self._reaction, self._by_source[source]
        event = catalogue.decode(record.type, record.schema, record.data)
        heard: Recorded[Any] = Recorded(source, record, event)
        for wanted in await reaction.follow(self._parts, heard):
            try:
                await wanted.give(reaction.submission(heard, wanted.target))
            except _PASSING:
                raise
            except MithaqError as refusal:
                log.warning("reaction.refused", reaction=reaction.name, reason=refusal.code)
                flow.REACTIONS_REFUSED.labels(reaction.name).inc()
                pool = self._database.pool
                await keep(pool, reaction, heard, wanted.target, refusal)


class Reactor(Consumer):
    """A consumer whose lines are answered by commands, each in an append of its own.

    The offsets are moved afterwards. If the process ends in between, or the lines are delivered
    again for any other reason, the same commands are given under the same ids and get their first
    results. Commands that a rule refuses are kept (`refusals`); a line that cannot be answered
    becomes a dead letter and parks its stream, as with every consumer.
    """

    def __init__(
        self,
        database: Database,
        kafka: Kafka,
        reaction: Reaction,
        parts: object,
        group: str,
        *,
        progressed: Signal | None = None,
        instance: str | None = None,
        session_timeout_s: float = 10.0,
    ) -> None:
        self._reacting = Reacting(database, reaction, parts)
        super().__init__(
            database,
            kafka,
            self._reacting.subscription(),
            group,
            progressed=progressed,
            instance=instance,
            session_timeout_s=session_timeout_s,
        )

    async def take(self, read: Poll) -> list[TopicPartition]:
        """As every consumer, once all lines that are new are answered.

        Which those are is found by applying the batch: the transaction is rolled back at the first
        lines that are not answered, they are, and it begins again.
        """
        try:
            while True:
                try:
                    return await super().take(read)
                except _Unanswered as left:
                    await self._reacting.answer(left.source, left.records)
        finally:
            self._reacting.forget()
