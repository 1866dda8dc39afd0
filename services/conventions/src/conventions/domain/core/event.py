"""What every event of a convention carries.

Stream: `convention-{convention_id}`. Names and fields are the published contract: a field is only
ever added with a default; anything else is a new version with an upcast.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionEvent:
    convention_id: UUID


Events = Sequence[ConventionEvent]
