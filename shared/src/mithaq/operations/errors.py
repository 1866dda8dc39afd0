"""What can stop an operation. Every message is one line that ends with the way out.

OperationError
├── DatabaseAway        PostgreSQL does not let us in
├── Halted              too many lines cannot be applied: the projector is broken
├── KafkaAway           no broker answers
├── NotPrepared         the database lacks tables this program knows
├── SettingsMissing     the service's environment is not ours
├── UnknownConsumer     the service has no consumer or read model of that name
├── UnknownLetter       no dead letter has that number
├── UnknownService      no such service is installed here
└── UnknownStream       that stream is not parked
"""

from collections.abc import Iterable


class OperationError(Exception):
    """The operation was not done; the text says why and what to do."""


class DatabaseAway(OperationError):
    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"The database at {where} does not let us in ({reason}). Start PostgreSQL, or correct "
            "MITHAQ_DATABASE_URL."
        )


class Halted(OperationError):
    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}. Nothing was changed.")


class KafkaAway(OperationError):
    def __init__(self, bootstrap: str, reason: str) -> None:
        super().__init__(
            f"Kafka does not answer at {bootstrap} ({reason}). Start it, or correct "
            "MITHAQ_KAFKA_BOOTSTRAP, then run the command again; nothing was changed."
        )


class NotPrepared(OperationError):
    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The database lacks what this program expects ({reason}). Start the service once: it "
            "brings its tables up to date."
        )


class SettingsMissing(OperationError):
    def __init__(self, wrong: Iterable[str]) -> None:
        super().__init__(
            f"Not set, or not as they must be: {', '.join(wrong)}. Run this with the environment "
            "of the service."
        )


class UnknownConsumer(OperationError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no {name!r} here. Known: {', '.join(known) or 'none'}.")


class UnknownLetter(OperationError):
    def __init__(self, seq: int, found: Iterable[str] = ()) -> None:
        which = "; or: ".join(found)
        super().__init__(
            f"More than one dead letter has the number {seq}. Add {which}"
            if which
            else f"No dead letter has the number {seq}. See them with: dead-letters list"
        )


class UnknownService(OperationError):
    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"There is no service {name!r} in this environment ({reason}). Name one that is "
            "installed here, such as partners or conventions."
        )


class UnknownStream(OperationError):
    def __init__(self, stream_id: str) -> None:
        super().__init__(f"{stream_id!r} is not parked. See what is with: parked list")
