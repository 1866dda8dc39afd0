"""Encodes event metadata as canonical JSON and decodes it."""

from datetime import date
from functools import lru_cache

import msgspec
from pydantic import TypeAdapter

from mithaq.canonical import canonical
from mithaq.events.metadata import Actor, Metadata
from mithaq.events.provenance import Provenance

_METADATA = TypeAdapter(Metadata)


def encode_metadata(metadata: Metadata) -> str:
    fields = _METADATA.dump_python(metadata, mode="json")
    if metadata.dating_reason is None:
        del fields["dating_reason"]  # most events have none
    return canonical(fields)


@lru_cache(
    maxsize=1_024
)  # events of one command share their metadata, and several projectors read it
def decode_metadata(text: str) -> Metadata:
    """The metadata encoded by `encode_metadata`."""
    return _METADATA.validate_json(text)


class _Told(msgspec.Struct, frozen=True, rename={"by": "actor"}):
    """What `evolve` asks of metadata."""

    by: Actor
    effective_date: date


_TOLD = msgspec.json.Decoder(_Told)


def decode_origin(text: str) -> Provenance:
    """The provenance alone, for replays: 0.4 microseconds against 2.9 for all of it (measured)."""
    return _TOLD.decode(text)
