"""What routes work with: the database to read from, and the verifier of the copied logs."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from audit.verification.verifier import Verifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    engine: AsyncEngine
    verifier: Verifier
