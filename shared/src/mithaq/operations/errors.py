"""Errors of the operations CLI. Every message is one line that ends with what to do.

OperationError
├── CopyUnreadable       a file of lines cannot be read
├── ConsumerHalted       too many lines cannot be applied: the projector is broken
├── DatabaseNotMigrated  the database lacks tables this program uses
├── DatabaseUnreachable  no connection to PostgreSQL
├── FewerPartitions      a topic has as many partitions already: it can only get more
├── FirstOfItsStream     dropping it would leave the stream without its beginning
├── InvalidSettings      an environment variable is missing or invalid
├── KafkaUnreachable     no broker answers
├── NoDeadlines          the service has none
├── ReleasesInUse        processes of other releases run, which may not read the new events
├── RevisionInUse        a process may use the rows that were to be removed
├── PastsDiffer          a copy of the log tells another past than the store
├── StopTheService       a worker of the service runs
├── UnknownConsumer      the service has no consumer or read model of that name
├── UnknownDeadline      no such deadline, or not in a state for that
├── UnknownDeadLetter    no dead letter has that number, or several have
├── UnknownRevision      no read model's revision has that name
├── UnknownSource        the service hears no such source
├── UnknownService       no such service is installed here
└── UnknownStream        that stream is not parked
"""

from collections.abc import Iterable
from uuid import UUID


class OperationError(Exception):
    """The operation failed; the message says why and what to do."""


class DatabaseUnreachable(OperationError):
    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"Cannot connect to the database at {where} ({reason}). Start PostgreSQL, or correct "
            "MITHAQ_DATABASE_URL."
        )


class ConsumerHalted(OperationError):
    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}. Nothing was changed.")


class KafkaUnreachable(OperationError):
    def __init__(self, bootstrap: str, reason: str) -> None:
        super().__init__(
            f"Kafka does not answer at {bootstrap} ({reason}). Start it, or correct "
            "MITHAQ_KAFKA_BOOTSTRAP, then run the command again; nothing was changed."
        )


class DatabaseNotMigrated(OperationError):
    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The database lacks what this program expects ({reason}). Start the service once: it "
            "migrates its tables."
        )


class InvalidSettings(OperationError):
    def __init__(self, wrong: Iterable[str]) -> None:
        super().__init__(
            f"Settings missing or invalid: {', '.join(wrong)}. Run this with the environment of "
            "the service."
        )


class ReleasesInUse(OperationError):
    def __init__(self, releases: Iterable[str]) -> None:
        super().__init__(
            f"Nothing was released: processes of release {', '.join(releases)} run. Stop "
            "them first: they could not read what would then be written."
        )


class RevisionInUse(OperationError):
    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key} was not removed: {reason}.")


class FewerPartitions(OperationError):
    def __init__(self, topic: str, has: int, asked: int) -> None:
        super().__init__(
            f"{topic} has {has} partitions, and none can be taken away. Ask for more than {has} "
            f"instead of {asked}; nothing was changed."
        )


class UnknownConsumer(OperationError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"Unknown consumer {name!r}. Known: {', '.join(known) or 'none'}.")


class NoDeadlines(OperationError):
    def __init__(self, service: str) -> None:
        super().__init__(f"{service} has no deadlines: nothing in it follows from time.")


class UnknownDeadline(OperationError):
    def __init__(self, deadline: UUID, why: str) -> None:
        super().__init__(f"Deadline {deadline} {why}. List them with: deadlines list")


class UnknownDeadLetter(OperationError):
    def __init__(self, seq: int, found: Iterable[str] = ()) -> None:
        which = "; or: ".join(found)
        super().__init__(
            f"More than one dead letter has the number {seq}. Add {which}"
            if which
            else f"No dead letter has the number {seq}. List them with: dead-letters list"
        )


class UnknownRevision(OperationError):
    def __init__(self, key: str, known: Iterable[str]) -> None:
        super().__init__(f"No read model is called {key!r}. There are: {', '.join(known)}.")


class UnknownService(OperationError):
    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"There is no service {name!r} in this environment ({reason}). Name one that is "
            "installed here, such as partners or conventions."
        )


class UnknownStream(OperationError):
    def __init__(self, stream_id: str) -> None:
        super().__init__(f"{stream_id!r} is not parked. List parked streams with: parked list")


class StopTheService(OperationError):
    def __init__(self, service: str) -> None:
        super().__init__(
            f"A worker of {service} runs. Stop every process of the service, then run the command "
            "again; nothing was changed."
        )


class PastsDiffer(OperationError):
    def __init__(self, reason: str) -> None:
        super().__init__(
            f"There are two pasts: {reason}. See docs/guides/back-up-and-restore.md, Two pasts."
        )


class CopyUnreadable(OperationError):
    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"{file} cannot be read ({reason}). Export it as the guide "
            "docs/guides/back-up-and-restore.md says; nothing was changed."
        )


class FirstOfItsStream(OperationError):
    def __init__(self, seq: int, stream_id: str) -> None:
        super().__init__(
            f"Line {seq} is the first of {stream_id}: whatever follows rests on it, and nothing "
            "brings a dropped line back. Correct the projector and replay; if this consumer shall "
            "never know the stream, add --first."
        )


class UnknownSource(OperationError):
    def __init__(self, source: str, known: Iterable[str]) -> None:
        super().__init__(
            f"This service hears no source {source!r}. It hears: {', '.join(known) or 'none'}."
        )
