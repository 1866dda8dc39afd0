"""The published contract: one JSON Schema a wire name, under `shared/contracts/<source>/`.

A wire name's schema may only grow by optional fields; anything else is a new version with an
upcast (`compatibility.breaks`). Schemas of old versions are never removed: they are marked
`deprecated`, which here means that nothing is written under them any more.
"""

from mithaq.contracts.compatibility import breaks
from mithaq.contracts.files import read_published, retired, write_published
from mithaq.contracts.reading import unpublished

__all__ = ["breaks", "read_published", "retired", "unpublished", "write_published"]
