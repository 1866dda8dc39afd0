"""XML-RPC over a unix socket, with a timeout (supervisor's own transport has none)."""

import http.client
import socket
import xmlrpc.client
from pathlib import Path
from typing import Any

SECONDS = 30.0


def call(path: Path, method: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever XML-RPC carries
    """Call `method` at the socket `path`. Raises OSError if no server is listening."""
    with xmlrpc.client.ServerProxy("http://localhost", transport=_Transport(path)) as proxy:
        return getattr(proxy, method)(*arguments)


class _Transport(xmlrpc.client.Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def make_connection(self, host: object) -> http.client.HTTPConnection:
        return _Connection(self._path)


class _Connection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))
