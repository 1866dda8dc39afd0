"""Metadata to canonical JSON and back, built once."""

from functools import lru_cache

from pydantic import TypeAdapter

from mithaq.canonical import canonical
from mithaq.events.metadata import Metadata

_METADATA = TypeAdapter(Metadata)


def encode_metadata(metadata: Metadata) -> str:
    return canonical(_METADATA.dump_python(metadata, mode="json"))


@lru_cache(maxsize=1_024)  # the events of a command share theirs, and several projectors ask
def decode_metadata(text: str) -> Metadata:
    """What `encode_metadata` made into text."""
    return _METADATA.validate_json(text)
