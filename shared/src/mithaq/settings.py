"""Settings of a service process, read from environment variables named `MITHAQ_...`."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, HttpUrl
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

__all__ = ["Settings"]


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
    kafka_bootstrap: str = "127.0.0.1:9092"
    # A name that this process keeps across restarts (a stateful pod's, say); it must be unique.
    instance: str | None = None

    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65_535)] = 8000

    token_issuer: str
    token_audience: str = "mithaq"  # noqa: S105 (a name, no secret)
    jwks_url: Annotated[str, Field(pattern=r"^(https?|file)://")]

    log_format: Literal["console", "json"] = "json"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    smtp_host: str = "127.0.0.1"
    smtp_port: Annotated[int, Field(ge=1, le=65_535)] = 25

    partners_url: HttpUrl | None = None
    conventions_url: HttpUrl | None = None
    programming_url: HttpUrl | None = None
    notifications_url: HttpUrl | None = None
    audit_url: HttpUrl | None = None
    live_url: HttpUrl | None = None

    state_dir: Path = Path(".mithaq")
