"""Readiness probes over the network, each with a timeout of one second."""

import hashlib
import hmac
import http.client
import secrets
import socket
import struct
from base64 import b64decode, b64encode

from mithaq_local.ports import HOST

SECONDS = 1.0
METADATA, METADATA_VERSION, CORRELATION = 3, 1, 7
HANDSHAKE, AUTHENTICATE = 17, 36
LARGEST = 100_000
Login = tuple[str, str]  # user and password


def http_ok(port: int, path: str = "/health/ready") -> bool:
    """Whether GET `path` returns 200."""
    connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def kafka_ready(port: int, host: str = HOST, login: Login | None = None) -> bool:
    """Whether the broker lists itself as a member of the cluster, so that topics can be created.

    An open port is not enough: a broker is fenced for a moment after its start. With `login` it is
    asked as that user (SCRAM-SHA-512). The requests of the wire protocol are built by hand: they
    are sent often, and a client would take a second to be imported.
    """
    try:
        with socket.create_connection((host, port), timeout=SECONDS) as connection:
            if login is not None:
                _log_in(connection, *login)
            answer = _asked(connection, METADATA, METADATA_VERSION, struct.pack(">i", 0))
    except (OSError, ValueError, LookupError, struct.error):
        return False
    (brokers,) = struct.unpack_from(">i", answer)
    return bool(brokers == 1)


def _asked(connection: socket.socket, key: int, version: int, body: bytes) -> bytes:
    """The body of the answer to one request. Raises OSError or ValueError."""
    client = b"mithaq-probe"
    request = struct.pack(">hhih", key, version, CORRELATION, len(client)) + client + body
    connection.sendall(struct.pack(">i", len(request)) + request)
    size, correlation = struct.unpack(">ii", connection.recv(8, socket.MSG_WAITALL))
    if correlation != CORRELATION or not 4 <= size - 4 <= LARGEST:
        raise ValueError("not Kafka's answer")
    return connection.recv(size - 4, socket.MSG_WAITALL)


def _log_in(connection: socket.socket, user: str, password: str) -> None:
    """SCRAM-SHA-512 (RFC 5802). Raises ValueError if the broker refuses."""
    mechanism = b"SCRAM-SHA-512"
    error = _asked(connection, HANDSHAKE, 1, struct.pack(">h", len(mechanism)) + mechanism)[:2]
    if error != b"\0\0":
        raise ValueError("no such mechanism")
    nonce = secrets.token_hex(12)
    bare = f"n={user},r={nonce}"
    challenge = _said(connection, f"n,,{bare}")
    fields = dict(each.split("=", 1) for each in challenge.split(","))
    salted = hashlib.pbkdf2_hmac(
        "sha512", password.encode(), b64decode(fields["s"]), int(fields["i"])
    )
    key = hmac.digest(salted, b"Client Key", "sha512")
    final = f"c=biws,r={fields['r']}"
    spoken = f"{bare},{challenge},{final}".encode()
    signature = hmac.digest(hashlib.sha512(key).digest(), spoken, "sha512")
    proof = bytes(a ^ b for a, b in zip(key, signature, strict=True))
    _said(connection, f"{final},p={b64encode(proof).decode()}")


def _said(connection: socket.socket, words: str) -> str:
    """One step of the exchange: the broker's answer."""
    raw = words.encode()
    answer = _asked(connection, AUTHENTICATE, 0, struct.pack(">i", len(raw)) + raw)
    error, length = struct.unpack_from(">hh", answer)
    start = 4 + max(0, length)
    (size,) = struct.unpack_from(">i", answer, start)
    if error:
        raise ValueError("refused")
    return answer[start + 4 : start + 4 + size].decode()
