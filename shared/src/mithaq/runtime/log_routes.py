"""HTTP route that publishes the log's head, so that others can compare it with their copy."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from mithaq.store import Log


class LogHead(BaseModel):
    """`seq` is the number of events; `hash` (hexadecimal) covers every one of them."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"seq": 1, "hash": "00" * 32}},
    )

    seq: int
    hash: str


def log_head_router(log: Log) -> APIRouter:
    router = APIRouter(tags=["log"])

    @router.get("/v1/log/head")
    async def log_head() -> LogHead:
        """The last line of this service's log. No token is needed: it reveals only a hash."""
        head = await log.head()
        return LogHead(seq=head.seq, hash=head.hash.hex())

    return router
