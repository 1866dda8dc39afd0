"""The published contracts: one JSON Schema per wire name, under `shared/contracts/<source>/`.

A wire name's schema may only gain optional fields; any other change is a new version with an
upcast (`compatibility.breaks`). Schemas of old versions are never removed: they are marked
`deprecated`, which here means that no event is written under them any more.
"""

from mithaq.contracts.compatibility import breaks
from mithaq.contracts.files import read_published, retired, write_published
from mithaq.contracts.reading import unpublished

__all__ = ["breaks", "read_published", "retired", "unpublished", "write_published"]
