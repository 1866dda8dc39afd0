"""Events: their catalogue with names and versions, encoding, metadata, and stored forms."""

from mithaq.events.catalogue import Catalogue, Upcast
from mithaq.events.encoding import decode_metadata, decode_origin
from mithaq.events.metadata import Actor, Metadata
from mithaq.events.news import News
from mithaq.events.open_list import Open
from mithaq.events.provenance import Origin, Provenance
from mithaq.events.recorded import LogRecord, Recorded

__all__ = [
    "Actor",
    "Catalogue",
    "LogRecord",
    "Metadata",
    "News",
    "Open",
    "Origin",
    "Provenance",
    "Recorded",
    "Upcast",
    "decode_metadata",
    "decode_origin",
]
