"""The numbers that bound what strangers can make a process hold or do."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from typing import Final, Self

from mithaq.settings import Settings

Network = IPv4Network | IPv6Network

DEFAULT_MAX_BODY: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeLimits:
    """Bounds on connections, requests, their heads and their bodies; see `Settings` for the first.

    `trusted_proxies` are the gateways whose X-Forwarded-For names the client.
    """

    head_seconds: float = 10
    body_seconds: float = 30
    write_seconds: float = 30
    max_connections: int = 800
    max_connections_per_client: int = 200
    max_requests: int = 256
    max_requests_per_client: int = 64
    # Answers to a client without a token, beyond so many in a second, wait: asking on is slow.
    strangers_answers: int = 20
    strangers_wait: float = 0.25
    trusted_proxies: tuple[Network, ...] = ()

    max_body: int = DEFAULT_MAX_BODY
    # A million bytes in segments of a slow link (536 bytes) are 1,866 parts.
    max_parts: int = 4_096
    max_head: int = 32_768
    max_headers: int = 100
    # The deepest body of ours has six levels, the longest 3,000 contributions of ten values each.
    max_depth: int = 32
    max_values: int = 50_000

    @classmethod
    def of(cls, settings: Settings, *, max_body: int = DEFAULT_MAX_BODY) -> Self:
        return cls(
            head_seconds=settings.http_head_seconds,
            body_seconds=settings.http_body_seconds,
            write_seconds=settings.http_write_seconds,
            max_connections=settings.http_max_connections,
            max_connections_per_client=settings.http_max_connections_per_client,
            max_requests=settings.http_max_requests,
            max_requests_per_client=settings.http_max_requests_per_client,
            trusted_proxies=settings.trusted_proxies,
            max_body=max_body,
        )
