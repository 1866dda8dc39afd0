"""The test session's Kafka, for tests: small topics, and seals by one key for every source."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mithaq.messaging import Kafka
from mithaq.messaging.clients import NewTopic
from mithaq.messaging.seals import Seals

PARTITIONS: Final = 3
_KEY: Final = b"a key for tests, known to anyone"


@dataclass(frozen=True, slots=True, kw_only=True)
class _OneKey(Seals):
    """Seals that every source makes with the same key; nobody else's lines are believed."""

    required: bool = True

    def private_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(_KEY)

    def keys_of(self, source: str) -> Sequence[bytes]:
        return (self.private_key().public_key().public_bytes_raw(),)


def broker(bootstrap: str, *, partitions: int = PARTITIONS) -> Kafka:
    """A broker without passwords at this address."""
    topic = NewTopic(partitions=partitions)
    return Kafka(bootstrap, seals=_OneKey(), topic=topic, metadata_s=2)
