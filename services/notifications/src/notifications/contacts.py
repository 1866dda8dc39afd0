"""E-mail addresses: asked from the partners service when a message leaves, stored nowhere."""

from dataclasses import dataclass
from typing import Literal, Protocol
from uuid import UUID

import httpx
from pydantic import TypeAdapter, ValidationError

from notifications.delivery_failures import ContactErased, NotYetKnown
from notifications.tokens import ServiceTokens


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    email: str
    language: Literal["fr", "ar"] = "fr"

    def __repr__(self) -> str:
        """Without personal data: whatever is logged may be kept for long."""
        return "Contact(…)"


_CONTACT = TypeAdapter(Contact)


class Contacts(Protocol):
    async def of(self, representative: UUID) -> Contact:
        """Raises ContactErased, or NotYetKnown when it is worth asking again."""
        ...


class PartnersContacts:
    """Contacts as the partners service answers them over HTTP."""

    def __init__(self, http: httpx.AsyncClient, url: str, tokens: ServiceTokens) -> None:
        self._http, self._url, self._tokens = http, url.rstrip("/"), tokens

    async def of(self, representative: UUID) -> Contact:
        try:
            headers = {"Authorization": f"Bearer {await self._tokens.token()}"}
            path = f"{self._url}/v1/representatives/{representative}/contact"
            answer = await self._http.get(path, headers=headers)
        except (httpx.HTTPError, OSError, ValueError, KeyError) as error:
            raise NotYetKnown(f"partners: {type(error).__name__}") from error
        if answer.status_code == httpx.codes.OK:
            return _read(answer.content)
        if _code(answer) == "contact-erased":
            raise ContactErased("contact-erased")
        # Even an unknown representative may become known: partners' own rows follow its log.
        raise NotYetKnown(f"partners: {answer.status_code} {_code(answer)}".strip())


def _read(content: bytes) -> Contact:
    try:
        return _CONTACT.validate_json(content)
    except ValidationError as error:
        raise NotYetKnown("partners: an answer we cannot read") from error


def _code(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["code"])
    except (ValueError, KeyError, TypeError):
        return ""
