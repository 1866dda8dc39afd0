"""Metadata to canonical JSON and back, built once."""

from pydantic import TypeAdapter

from mithaq.canonical import canonical
from mithaq.events.metadata import Metadata

_METADATA = TypeAdapter(Metadata)


def encode_metadata(metadata: Metadata) -> str:
    return canonical(_METADATA.dump_python(metadata, mode="json"))


def decode_metadata(text: str | bytes) -> Metadata:
    return _METADATA.validate_json(text)
