"""TLS contexts of our clients: to PostgreSQL, and to other services over HTTP."""

import ssl
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Final, Literal

SslMode = Literal["disable", "require", "verify-ca", "verify-full"]


class TlsUnavailable(Exception):
    """TLS was asked for and cannot be had, or was not spoken of where it must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tls:
    """How a client speaks TLS, as PostgreSQL's clients name it, and its files, in PEM.

    `verify-full` checks the certificate and the host's name, `verify-ca` the certificate alone,
    `require` neither: it keeps out whoever only listens. Without `authorities` the system's are
    trusted. A value, so that a process started for a part of the work can be given it.
    """

    mode: SslMode = "disable"
    authorities: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    def context(self) -> ssl.SSLContext | Literal[False]:
        """The context, made once; False for `disable`. Raises TlsUnavailable if a file is unfit."""
        return False if self.mode == "disable" else _made(self)


CLEAR: Final = Tls()


def verifying(
    *, authorities: Path | None, certificate: Path | None, key: Path | None
) -> ssl.SSLContext:
    """The context of `verify-full`, for clients over HTTP."""
    return _made(Tls(mode="verify-full", authorities=authorities, certificate=certificate, key=key))


@cache
def _made(tls: Tls) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=tls.authorities)
        if tls.certificate is not None:
            context.load_cert_chain(tls.certificate, tls.key)
    except OSError as error:  # ssl.SSLError is one
        raise TlsUnavailable(f"{_named(tls)}: {error}") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = tls.mode == "verify-full"
    if tls.mode == "require":
        context.verify_mode = ssl.CERT_NONE
    return context


def is_local(host: str | None) -> bool:
    """Whether a connection to `host` stays on this machine: a socket in a folder, or a loopback."""
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _named(tls: Tls) -> str:
    files = (tls.authorities, tls.certificate, tls.key)
    return ", ".join(str(file) for file in files if file is not None) or "the system's authorities"
