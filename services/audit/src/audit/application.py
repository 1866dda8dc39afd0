"""What routes work with: copied logs, the ledger, and the verification of the logs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from mithaq.projections import Reader
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.verification.requests import Requests
from audit.verification.verifier import Verifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    copy: Reader
    ledger: Reader
    verifier: Verifier
    requests: Requests

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        """A connection to the copied logs and the ledger; raises what `Reader.connect` raises."""
        await self.copy.ensure_level()
        async with self.ledger.connect() as connection:
            yield connection
