"""The address of the client: the connection's, or what a gateway that we trust says of it."""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

from mithaq.http.edge import Network


def client_address(scope: Scope, trusted: Collection[Network]) -> str:
    """The last address of X-Forwarded-For that no trusted gateway added, else the connection's.

    Whoever is not a trusted gateway can write what it likes there: it is not read.
    """
    peer: str = (scope.get("client") or ("unknown", 0))[0]
    if not is_trusted(peer, trusted):
        return peer
    named = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
    for hop in reversed([hop.strip() for hop in named.split(",")]):
        address = _parsed(hop)
        if address is None:
            break
        peer = str(address)
        if not is_trusted(peer, trusted):
            break
    return peer


def is_trusted(peer: str, trusted: Collection[Network]) -> bool:
    address = _parsed(peer) if trusted else None
    return address is not None and any(address in network for network in trusted)


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
