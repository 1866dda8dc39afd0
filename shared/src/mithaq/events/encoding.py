"""Encodes event metadata as canonical JSON and decodes it."""

from functools import lru_cache

from pydantic import TypeAdapter

from mithaq.canonical import canonical
from mithaq.events.metadata import Metadata

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
