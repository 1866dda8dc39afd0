"""TLS in front of a real PostgreSQL, as its protocol asks for it.

The PostgreSQL of the packages is built without OpenSSL and answers every request for TLS with `N`.
This front answers `S`, speaks TLS, and passes the rest on: what a client does up to there, and what
it sends if it is refused, is the same with a PostgreSQL that has `ssl = on`.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import make_url

SSL_REQUEST = bytes.fromhex("0000000804d2162f")
HOST = "127.0.0.1"


@dataclass(slots=True)
class Front:
    """The address behind TLS, and what clients sent before they spoke it."""

    url: str
    encrypted: int = 0
    in_clear: list[bytes] = field(default_factory=list)


@asynccontextmanager
async def tls_front(url: str, context: ssl.SSLContext) -> AsyncIterator[Front]:
    """A front for the server of `url`; clients must begin with a request for TLS."""
    behind = make_url(url)
    front = Front("")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            first = await reader.readexactly(8)
            if first != SSL_REQUEST:
                front.in_clear.append(first)
                return
            writer.write(b"S")
            await writer.start_tls(context)
            front.encrypted += 1
            up_reader, up_writer = await asyncio.open_connection(behind.host, behind.port)
            await asyncio.gather(_pass(reader, up_writer), _pass(up_reader, writer))
        writer.close()

    async with await asyncio.start_server(serve, HOST, 0) as server:
        port = server.sockets[0].getsockname()[1]
        front.url = behind.set(host=HOST, port=port).render_as_string(hide_password=False)
        yield front


async def _pass(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while data := await source.read(65_536):
        target.write(data)
        await target.drain()
    target.close()
