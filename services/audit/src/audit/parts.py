"""What routes are given: the database to read from and the verifier."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from mithaq.http import parts_of
from sqlalchemy.ext.asyncio import AsyncEngine

from audit.verification.verifier import Verifier


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditParts:
    engine: AsyncEngine
    verifier: Verifier


Parts = Annotated[AuditParts, Depends(parts_of(AuditParts))]
