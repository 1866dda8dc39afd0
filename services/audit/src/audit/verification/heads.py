"""Asks a service over HTTP for the head of its own log."""

import ssl
from collections.abc import Mapping
from typing import Annotated, Final

import httpx
import structlog
from mithaq.settings import Settings
from pydantic import BaseModel, Field, ValidationError

from audit.sources import CONVENTIONS, PARTNERS, PROGRAMMING
from audit.verification.chain import Point

_TIMEOUT_S: Final = 2.0
log = structlog.get_logger()


class _Head(BaseModel):
    seq: Annotated[int, Field(ge=0)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Heads:
    """The services' own heads; one that does not answer has none, and is logged."""

    def __init__(self, urls: Mapping[str, str], tls: ssl.SSLContext | None = None) -> None:
        self._urls, self._tls = urls, tls

    @classmethod
    def of_settings(cls, settings: Settings) -> "Heads":
        urls = {
            PARTNERS: settings.partners_url,
            CONVENTIONS: settings.conventions_url,
            PROGRAMMING: settings.programming_url,
        }
        found = {source: str(url).rstrip("/") for source, url in urls.items() if url}
        return cls(found, settings.client_tls())

    async def of_source(self, source: str) -> Point | None:
        url = self._urls.get(source)
        if url is None:
            return None
        try:
            async with httpx.AsyncClient(timeout=_TIMEOUT_S, verify=self._tls or True) as client:
                answer = await client.get(f"{url}/v1/log/head")
            head = _Head.model_validate_json(answer.raise_for_status().content)
        except (httpx.HTTPError, ValidationError) as error:
            log.warning("head.unanswered", source=source, reason=repr(error))
            return None
        return Point(head.seq, bytes.fromhex(head.hash))
