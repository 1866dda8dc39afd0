"""A service over HTTPS, and the clients of services: with an authority of one's own."""

import ssl
from pathlib import Path

import httpx
import pytest
from mithaq.identity.jwks import fetch
from mithaq.tls import verifying

from ..certificates import Authority
from .serving import HOST, served


async def test_a_service_with_a_certificate_speaks_nothing_else(tmp_path: Path) -> None:
    authority, stranger = Authority(tmp_path), Authority(tmp_path, "stranger")
    own = authority.pair("server", HOST)
    settings = {"HTTP_CERTIFICATE": str(own.certificate), "HTTP_KEY": str(own.key)}
    async with served(tmp_path, settings) as service:
        url = f"https://{HOST}:{service.port}/openapi.json"
        trusting = verifying(authorities=authority.file, certificate=None, key=None)
        assert b'"openapi"' in await fetch(url, 5, trusting)
        for unfit in (None, verifying(authorities=stranger.file, certificate=None, key=None)):
            with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
                await fetch(url, 5, unfit)
        with pytest.raises(httpx.HTTPError):
            await fetch(url.replace("https", "http"), 5)
        assert trusting.minimum_version == ssl.TLSVersion.TLSv1_2
