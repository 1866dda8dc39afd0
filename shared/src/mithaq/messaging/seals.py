"""Seals: what proves that a line on a topic was sent by the service it names.

Whoever may write to a topic could continue its hash chain. So the relay signs runs of the lines it
sends with its service's own key (Ed25519), and the last record of each run carries the seal. Those
who hear the service have its public key, and believe sealed lines alone (see `runs`). What is
signed is text, so that a stranger can check it too (docs/chain.md).
"""

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple, Self

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from mithaq.messaging.pasts import Restores, is_lost, is_older
from mithaq.settings import Settings

TAG: Final = "mithaq.seal.v1"
MAX_RUN: Final = 200
_KEY_BYTES: Final = 32
_SIGNATURE_BYTES: Final = 64


class SealsUnusable(Exception):
    """Seals were asked for, and a key to make or to check them is missing or unfit."""


class Sealed(NamedTuple):
    """What a seal says of one line: `after` are the ends of the partitions that come before it,
    `restores` what its service tells of restores of its store.
    """

    seq: int
    previous: int
    hash: bytes
    after: tuple[int, ...] = ()
    restores: tuple[int, ...] = ()

    def row(self) -> str:
        """Its row in what is signed."""
        found = f"{self.seq} {self.previous} {self.hash.hex()}"
        for name, numbers in (("after", self.after), ("restores", self.restores)):
            if numbers:
                found += f" {name}={','.join(map(str, numbers))}"
        return found


class Seal(NamedTuple):
    """The signature over a run of `length` lines, of which this record is the last."""

    key_id: str
    length: int
    signature: bytes

    @classmethod
    def read(cls, header: bytes) -> Self:
        """Raises ValueError if the header has another form."""
        key_id, length, signature = header.decode().split(".")
        raw = b64decode(signature, altchars=b"-_", validate=True)
        if len(raw) != _SIGNATURE_BYTES or not 1 <= int(length) <= MAX_RUN:
            raise ValueError(header)
        return cls(key_id, int(length), raw)

    def header(self) -> bytes:
        return f"{self.key_id}.{self.length}.{urlsafe_b64encode(self.signature).decode()}".encode()


def sealed_text(topic: str, partition: int, lines: Iterable[Sealed]) -> bytes:
    """The bytes that a seal signs: where the run stands, and a row for each of its lines."""
    return "\n".join([TAG, topic, str(partition), *(each.row() for each in lines)]).encode()


def key_id(public: bytes) -> str:
    """A short name of a public key, so that several can be trusted while one is replaced."""
    return sha256(public).hexdigest()[:16]


class Sealer:
    """Signs runs with a service's own key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key, self._id = key, key_id(key.public_key().public_bytes_raw())

    def seal(self, topic: str, partition: int, lines: Sequence[Sealed]) -> Seal:
        signature = self._key.sign(sealed_text(topic, partition, lines))
        return Seal(self._id, len(lines), signature)


class Trust:
    """The public keys of who fills a topic; `required`: lines without a seal are refused.

    A seal proves that its service sent a line, not that it has it still: what it lost in a restore,
    a stranger may write again. So the restores that sealed lines tell of are kept in mind.
    """

    def __init__(self, topic: str, keys: Iterable[bytes], *, required: bool) -> None:
        self.topic, self.required = topic, required
        self._restores: Restores = ()
        self._keys = {key_id(each): Ed25519PublicKey.from_public_bytes(each) for each in keys}

    def proves(self, seal: Seal, partition: int, lines: Sequence[Sealed]) -> bool:
        """Whether the source sealed exactly these lines for this partition."""
        key = self._keys.get(seal.key_id)
        if key is None or seal.length != len(lines):
            return False
        try:
            key.verify(seal.signature, sealed_text(self.topic, partition, lines))
        except InvalidSignature:
            return False
        self.learn(lines[-1].restores)
        return True

    def learn(self, restores: Restores) -> None:
        """The source tells of these restores of its store; older news change nothing."""
        if not is_older(restores, self._restores):
            self._restores = restores

    def has_lost(self, line: Sealed) -> bool:
        """Whether the source has lost the line since it was sent, as far as is known."""
        return bool(self._restores) and is_lost(line.restores, self._restores, line.seq)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seals:
    """Where a process has its keys: its own, to seal what it sends, and those of whom it hears.

    Not `required`: lines without a seal are taken, as the release before sent them.
    """

    key_file: Path | None = field(default=None, repr=False)
    public_keys: Path | None = None
    required: bool = False

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(
            key_file=settings.kafka_seal_key,
            public_keys=settings.kafka_public_keys,
            required=settings.kafka_seals == "required",
        )

    def sealer(self) -> Sealer | None:
        """What the relay seals with; None if that is not asked for. Raises SealsUnusable."""
        key = self.private_key()
        if key is None and self.required:
            raise SealsUnusable(
                "MITHAQ_KAFKA_SEAL_KEY is missing: without a key, nobody believes our lines "
                "(MITHAQ_KAFKA_SEALS=accepted does without)"
            )
        return None if key is None else Sealer(key)

    def trust(self, source: str, topic: str | None = None) -> Trust:
        """What this source's lines are checked with, on its topic or on another. Raises
        SealsUnusable.
        """
        keys = self.keys_of(source)
        if not keys and self.required:
            raise SealsUnusable(
                f"MITHAQ_KAFKA_PUBLIC_KEYS has no key of {source}: its lines could not be believed "
                "(MITHAQ_KAFKA_SEALS=accepted does without)"
            )
        return Trust(topic or source, keys, required=self.required)

    def private_key(self) -> Ed25519PrivateKey | None:
        if self.key_file is None:
            return None
        try:
            key = load_pem_private_key(self.key_file.read_bytes(), None)
        except (OSError, ValueError, TypeError) as error:
            raise SealsUnusable(f"{self.key_file}: {error}") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise SealsUnusable(f"{self.key_file} holds no Ed25519 key")
        return key

    def own(self, source: str) -> Trust:
        """What a service checks lines with that it sent itself: its own key is among its keys."""
        key = self.private_key()
        mine = [key.public_key().public_bytes_raw()] if key else []
        return Trust(source, [*self.keys_of(source), *mine], required=self.required)

    def keys_of(self, source: str) -> Sequence[bytes]:
        if self.public_keys is None:
            return ()
        try:
            known: Mapping[str, Sequence[str]] = orjson.loads(self.public_keys.read_bytes())
            found = [b64decode(each, validate=True) for each in known.get(source, ())]
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise SealsUnusable(f"{self.public_keys}: {error}") from error
        if any(len(each) != _KEY_BYTES for each in found):
            raise SealsUnusable(f"{self.public_keys}: a key of {source} has not 32 bytes")
        return found
