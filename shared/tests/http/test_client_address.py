"""Which address a request comes from, and who may say so."""

from ipaddress import ip_network

import pytest
from mithaq.http.client_address import client_address

TRUSTED = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["1.2.3.4"], "203.0.113.9"),  # a stranger may write what it likes
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["1.2.3.4, 203.0.113.9"], "203.0.113.9"),  # its own claim stands before
        ("10.0.0.1", ["1.2.3.4", "203.0.113.9"], "203.0.113.9"),
        ("10.0.0.1", ["203.0.113.9, 10.0.0.2"], "203.0.113.9"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", ["<script>, 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["203.0.113.9\n"], "203.0.113.9"),
        ("fd00::1", ["2001:db8::9"], "2001:db8::9"),
        ("somewhere", ["203.0.113.9"], "somewhere"),
    ],
)
def test_the_last_address_that_no_gateway_of_ours_added(
    peer: str, forwarded: list[str], address: str
) -> None:
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    scope = {"type": "http", "client": (peer, 1), "headers": headers}
    assert client_address(scope, TRUSTED) == address


def test_without_gateways_it_is_the_connections() -> None:
    headers = [(b"x-forwarded-for", b"203.0.113.9")]
    scope = {"type": "http", "client": ("10.0.0.1", 1), "headers": headers}
    assert client_address(scope, ()) == "10.0.0.1"
    assert client_address({"type": "http", "headers": []}, ()) == "unknown"
