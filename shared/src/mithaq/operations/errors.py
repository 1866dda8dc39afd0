"""Errors of the operations CLI. Every message is one line that ends with what to do.

OperationError
├── ConsumerHalted       too many lines cannot be applied: the projector is broken
├── DatabaseNotMigrated  the database lacks tables this program uses
├── DatabaseUnreachable  no connection to PostgreSQL
├── InvalidSettings      an environment variable is missing or invalid
├── KafkaUnreachable     no broker answers
├── UnknownConsumer      the service has no consumer or read model of that name
├── UnknownDeadLetter    no dead letter has that number, or several have
├── UnknownService       no such service is installed here
└── UnknownStream        that stream is not parked
"""

from collections.abc import Iterable


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


class UnknownConsumer(OperationError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"Unknown consumer {name!r}. Known: {', '.join(known) or 'none'}.")


class UnknownDeadLetter(OperationError):
    def __init__(self, seq: int, found: Iterable[str] = ()) -> None:
        which = "; or: ".join(found)
        super().__init__(
            f"More than one dead letter has the number {seq}. Add {which}"
            if which
            else f"No dead letter has the number {seq}. List them with: dead-letters list"
        )


class UnknownService(OperationError):
    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"There is no service {name!r} in this environment ({reason}). Name one that is "
            "installed here, such as partners or conventions."
        )


class UnknownStream(OperationError):
    def __init__(self, stream_id: str) -> None:
        super().__init__(f"{stream_id!r} is not parked. List parked streams with: parked list")
