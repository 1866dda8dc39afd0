"""Field types that bodies and paths of several services share."""

from typing import Annotated, Final

from fastapi import Path
from pydantic import Field, StringConstraints

_NAME: Final = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"

# A title or a name: one line, never empty.
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
# Why something was decided; whether it may be empty is a rule of the domain.
Reason = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4_000)]
# An article or a report.
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
Name = Annotated[
    str, StringConstraints(pattern=_NAME), Field(description="A short name, unique in its list.")
]
NameInPath = Annotated[str, Path(pattern=_NAME)]
Year = Annotated[int, Field(ge=1990, le=2100)]
