"""The ports of a process: one for clients, one for the platform's probes."""

import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.types import ASGIApp

from mithaq.http.edge import EdgeLimits
from mithaq.settings import Settings
from mithaq.tls import TlsUnavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """An application at an address; with `tls`, over HTTPS alone."""

    name: str
    app: ASGIApp
    host: str = "127.0.0.1"
    port: int
    limits: EdgeLimits = field(default_factory=EdgeLimits)
    tls: ssl.SSLContext | None = None


def doors(settings: Settings, api: ASGIApp | None, probes: ASGIApp | None) -> Sequence[Door]:
    """The doors of a process, clients' first. Raises TlsUnavailable for an unfit certificate."""
    limits, found = EdgeLimits.of(settings), list[Door]()
    if api is not None:
        host, port, tls = settings.http_host, settings.http_port, _serving(settings)
        found.append(Door(name="api", app=api, host=host, port=port, limits=limits, tls=tls))
    if probes is not None:
        host, port = settings.probe_host, settings.probe_port
        found.append(Door(name="probes", app=probes, host=host, port=port, limits=limits))
    return found


def _serving(settings: Settings) -> ssl.SSLContext | None:
    if settings.http_certificate is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(settings.http_certificate, settings.http_key)
    except OSError as error:  # ssl.SSLError is one
        raise TlsUnavailable(f"{settings.http_certificate}: {error}") from error
    return context
