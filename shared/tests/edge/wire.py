"""Requests as bytes, over a socket, by clients that do not behave."""

import asyncio
from dataclasses import dataclass
from typing import Any, Self

import orjson

from .serving import HOST, Served


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as it was read from the wire."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        """The problem's name."""
        told: dict[str, Any] = orjson.loads(self.body)
        return str(told["code"])


class Wire:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def to(cls, service: Served, port: int | None = None) -> Self:
        return cls(*await asyncio.open_connection(HOST, port or service.port))

    def send(self, *parts: bytes) -> None:
        self.writer.write(b"".join(parts))

    async def answer(self) -> Heard:
        async with asyncio.timeout(10):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.strip().split("\r\n")
            headers = {name.lower(): value for name, _, value in (x.partition(": ") for x in lines)}
            body = await self.reader.readexactly(int(headers.get("content-length", 0)))
        return Heard(int(first.split()[1]), headers, body)

    async def ended(self, within: float = 10) -> bytes:
        """What came until the other side closed the connection, within so many seconds."""
        async with asyncio.timeout(within):
            try:
                return await self.reader.read()
            except ConnectionResetError:
                return b""

    def close(self) -> None:
        self.writer.close()


def get(service: Served, path: str = "/v1/notes/1", *, token: bool = True) -> bytes:
    return _head("GET", path, service, token=token) + b"\r\n"


def post(service: Served, *headers: bytes, token: bool = True) -> bytes:
    """The head of a command; its body is to follow."""
    head = _head("POST", "/v1/notes", service, token=token)
    more = b"".join(header + b"\r\n" for header in headers)
    return head + b"Content-Type: application/json\r\n" + more + b"\r\n"


def _head(method: str, path: str, service: Served, *, token: bool) -> bytes:
    bearer = service.issuer.bearer("amina", "office")["Authorization"] if token else "Bearer x.y.z"
    return f"{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {bearer}\r\n".encode()
