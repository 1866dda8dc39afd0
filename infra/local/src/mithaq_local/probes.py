"""Readiness probes over the network, each with a timeout of one second."""

import http.client
import socket
import struct

from mithaq_local.ports import HOST

SECONDS = 1.0
METADATA, METADATA_VERSION, CORRELATION = 3, 1, 7


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


def kafka_ready(port: int, host: str = HOST) -> bool:
    """Whether the broker lists itself as a member of the cluster, so that topics can be created.

    An open port is not enough: a broker is fenced for a moment after its start. The request of the
    wire protocol is built by hand, so that the stack needs no Kafka client.
    """
    client = b"mithaq-probe"
    header = struct.pack(">hhih", METADATA, METADATA_VERSION, CORRELATION, len(client)) + client
    request = header + struct.pack(">i", 0)  # no topics
    try:
        with socket.create_connection((host, port), timeout=SECONDS) as connection:
            connection.sendall(struct.pack(">i", len(request)) + request)
            answer = connection.recv(12, socket.MSG_WAITALL)
    except OSError:
        return False
    if len(answer) < 12:
        return False
    _, correlation, brokers = struct.unpack(">iii", answer)
    return bool(correlation == CORRELATION and brokers == 1)
