"""Settings of a service process, read from environment variables named `MITHAQ_...`."""

import ssl
from importlib.metadata import version
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, FilePath, HttpUrl, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from mithaq.tls import CLEAR, SslMode, Tls, TlsUnavailable, is_local, verifying

__all__ = ["KafkaMechanism", "KafkaProtocol", "Settings"]


def _readable(url: str) -> str:
    """The URL if SQLAlchemy and asyncpg can both read it; else ValueError, without the URL."""
    try:
        # asyncpg and urllib take an unescaped `/` in the password as the end of host and port.
        _ = urlsplit(url).port
        readable = make_url(url).drivername == "postgresql+asyncpg"
    except (ArgumentError, ValueError):
        readable = False
    if not readable:
        raise ValueError(
            "must read postgresql+asyncpg://USER:PASSWORD@HOST:PORT/DATABASE, with anything but "
            "letters and digits in USER and PASSWORD percent-encoded"
        )
    return url


_URLS = ("partners_url", "conventions_url", "programming_url", "notifications_url", "audit_url")
_PAIRS = (
    ("postgres_certificate", "postgres_key"),
    ("tls_certificate", "tls_key"),
    ("http_certificate", "http_key"),
    ("kafka_certificate", "kafka_key"),
    ("kafka_user", "kafka_password_file"),
)
Port = Annotated[int, Field(ge=0, le=65_535)]
Seconds = Annotated[float, Field(gt=0, le=600)]
Count = Annotated[int, Field(ge=1, le=100_000)]
KafkaProtocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
KafkaMechanism = Literal["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN", "OAUTHBEARER"]
DatabaseUrl = Annotated[str, AfterValidator(_readable)]


class Settings(BaseSettings):
    """A service process's settings, read once by its main function.

    Settings whose wrong value would go unnoticed have no default: secrets (a database URL contains
    a password) and the trusted token issuer.
    """

    model_config = SettingsConfigDict(
        env_prefix="MITHAQ_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

    database_url: Annotated[DatabaseUrl, Field(repr=False)]
    keys_database_url: Annotated[DatabaseUrl | None, Field(repr=False)] = None
    # No word about TLS is taken for `disable` on this machine alone; elsewhere it must be said.
    postgres_sslmode: SslMode | None = None
    postgres_ca: FilePath | None = None
    postgres_certificate: FilePath | None = None
    postgres_key: FilePath | None = None

    # Brokers to ask first, separated by commas.
    kafka_bootstrap: str = "127.0.0.1:9092"
    # No word about it is taken for PLAINTEXT on this machine alone; elsewhere it must be said.
    kafka_protocol: KafkaProtocol | None = None
    kafka_mechanism: KafkaMechanism = "SCRAM-SHA-512"
    kafka_user: str | None = None
    kafka_password_file: FilePath | None = None
    # With OAUTHBEARER: read at each connection, so the platform may replace it.
    kafka_token_file: FilePath | None = None
    kafka_ca: FilePath | None = None
    kafka_certificate: FilePath | None = None
    kafka_key: FilePath | None = None
    kafka_request_seconds: Seconds = 30
    # How old what a client knows of a topic may be: new partitions are seen after so long.
    kafka_metadata_seconds: Seconds = 30
    # Of topics that do not exist yet; those that do keep what they have.
    kafka_partitions: Annotated[int, Field(ge=1, le=1_000)] = 12
    kafka_replication: Annotated[int, Field(ge=1, le=15)] = 1
    kafka_min_insync: Annotated[int, Field(ge=1, le=15)] = 1
    # What proves a line on a topic: the service's own key, the keys of the services it hears, and
    # whether lines without a seal, as the release before sent them, are taken.
    kafka_seal_key: FilePath | None = None
    kafka_public_keys: FilePath | None = None
    kafka_seals: Literal["required", "accepted"] = "required"
    # A name that this process keeps across restarts (a stateful pod's, say); it must be unique.
    instance: str | None = None

    # What this release is called, by readiness and among the processes that serve: an image's tag.
    release: Annotated[str, Field(min_length=1, max_length=100)] = version("mithaq")

    http_host: str = "127.0.0.1"
    http_port: Port = 8000
    http_certificate: FilePath | None = None
    http_key: FilePath | None = None
    # Health and metrics, which ask for no token: to be reached by the platform alone.
    probe_host: str = "127.0.0.1"
    probe_port: Port = 8001

    http_head_seconds: Seconds = 10
    http_body_seconds: Seconds = 30
    http_write_seconds: Seconds = 30
    http_max_connections: Count = 800
    http_max_connections_per_client: Count = 200
    http_max_requests: Count = 256
    http_max_requests_per_client: Count = 64
    # Their X-Forwarded-For names the client; as connections, they are no client.
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()

    token_issuer: str
    token_audience: str = "mithaq"  # noqa: S105 (a name, no secret)
    token_max_seconds: Annotated[int, Field(ge=60)] = 86_400
    jwks_url: Annotated[str, Field(pattern=r"^(https?|file)://")]
    revocations_file: FilePath | None = None

    # Between services and to the issuer: with `require_tls`, no clear text, to PostgreSQL neither.
    require_tls: bool = False
    tls_ca: FilePath | None = None
    tls_certificate: FilePath | None = None
    tls_key: FilePath | None = None

    log_format: Literal["console", "json"] = "json"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    # What the states of aggregates that a process keeps may weigh together.
    state_cache_bytes: Annotated[int, Field(ge=0, le=2**40)] = 128 * 2**20

    # How many days back a fact may be dated without the role and a reason for it.
    backdating_days: Annotated[int, Field(ge=0, le=366)] = 30

    # The page of all rules (docs/rules.md) as callers reach it: a refusal leads to its own there.
    rules_url: HttpUrl | None = None

    smtp_host: str = "127.0.0.1"
    smtp_port: Annotated[int, Field(ge=1, le=65_535)] = 25

    partners_url: HttpUrl | None = None
    conventions_url: HttpUrl | None = None
    programming_url: HttpUrl | None = None
    notifications_url: HttpUrl | None = None
    audit_url: HttpUrl | None = None
    live_url: HttpUrl | None = None

    state_dir: Path = Path(".mithaq")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        """A certificate has its key and serves something; what `require_tls` asks for is there."""
        for pair in _PAIRS:
            given = [name for name in pair if getattr(self, name) is not None]
            if len(given) == 1:
                raise ValueError(f"{_variable(pair[0])} and {_variable(pair[1])} go together")
        if self.postgres_ca is not None and self.postgres_sslmode in ("disable", "require", None):
            raise ValueError(
                f"{_variable('postgres_ca')} is used by {_variable('postgres_sslmode')}="
                "verify-full or verify-ca alone"
            )
        if self.kafka_min_insync > self.kafka_replication:
            raise ValueError(
                f"{_variable('kafka_min_insync')} is at most {_variable('kafka_replication')}"
            )
        if (self.kafka_protocol or "").startswith("SASL_"):
            lacking = self._credentials()
            if getattr(self, lacking) is None:
                raise ValueError(f"{_variable('kafka_protocol')} needs {_variable(lacking)}")
        if self.require_tls and (clear := self._in_clear()):
            raise ValueError(f"{_variable('require_tls')} asks for TLS: {'; '.join(clear)}")
        return self

    def _in_clear(self) -> list[str]:
        urls = {name: str(getattr(self, name) or "") for name in (*_URLS, "live_url", "jwks_url")}
        found = [
            f"{_variable(name)} is http://" for name, url in urls.items() if url.startswith("http:")
        ]
        if self.token_issuer.startswith("http:"):
            found.append(f"{_variable('token_issuer')} is http://")
        if self.postgres_sslmode in (None, "disable"):
            found.append(f"{_variable('postgres_sslmode')} asks for none")
        if self.http_certificate is None:
            found.append(f"{_variable('http_certificate')} is missing")
        if self.kafka_protocol not in ("SSL", "SASL_SSL"):
            found.append(f"{_variable('kafka_protocol')} asks for none")
        return found

    def _credentials(self) -> str:
        """The setting that says who we are to Kafka."""
        oauth = self.kafka_mechanism == "OAUTHBEARER"
        return "kafka_token_file" if oauth else "kafka_password_file"

    def database_tls(self) -> Tls:
        """TLS to PostgreSQL; clear text only if that was said, or stays on this machine.

        Raises TlsUnavailable, so that nothing goes to another machine in clear text unawares.
        """
        if self.postgres_sslmode is not None:
            return Tls(
                mode=self.postgres_sslmode,
                authorities=self.postgres_ca,
                certificate=self.postgres_certificate,
                key=self.postgres_key,
            )
        urls = [url for url in (self.database_url, self.keys_database_url) if url]
        if away := [host for host in map(_host, urls) if not is_local(host)]:
            raise TlsUnavailable(
                f"{_variable('postgres_sslmode')} is not set and PostgreSQL is on another machine "
                f"({away[0]}): set it to verify-full (with {_variable('postgres_ca')} for an "
                "authority of your own), or to disable if the connection is protected otherwise"
            )
        return CLEAR

    def kafka_speaks(self) -> KafkaProtocol:
        """The protocol to Kafka; clear text only if that was said, or stays on this machine.

        Raises TlsUnavailable, as `database_tls` does.
        """
        if self.kafka_protocol is not None:
            return self.kafka_protocol
        hosts = [each.rpartition(":")[0] for each in self.kafka_bootstrap.split(",")]
        if away := [host for host in hosts if not is_local(host)]:
            raise TlsUnavailable(
                f"{_variable('kafka_protocol')} is not set and Kafka is on another machine "
                f"({away[0]}): set it to SASL_SSL (with {_variable('kafka_ca')} for an authority "
                "of your own), or to PLAINTEXT if the connection is protected otherwise"
            )
        return "PLAINTEXT"

    def kafka_tls(self) -> Tls:
        """TLS to Kafka, for the protocols that have it."""
        return Tls(
            mode="verify-full",
            authorities=self.kafka_ca,
            certificate=self.kafka_certificate,
            key=self.kafka_key,
        )

    def client_tls(self) -> ssl.SSLContext:
        """The context of clients that call other services and the issuer. Raises TlsUnavailable."""
        return verifying(
            authorities=self.tls_ca, certificate=self.tls_certificate, key=self.tls_key
        )


def _variable(name: str) -> str:
    return f"MITHAQ_{name.upper()}"


def _host(url: str) -> str | None:
    found = make_url(url)
    return found.host or str(found.query.get("host", "")) or None
