"""What a process of ours is told by its environment."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, HttpUrl
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read once, by the process's main, from variables named `MITHAQ_...`.

    What could be wrong without anyone noticing has no default: secrets (a database URL carries a
    password) and whose tokens we trust.
    """

    model_config = SettingsConfigDict(env_prefix="MITHAQ_", frozen=True, extra="ignore")

    database_url: Annotated[str, Field(repr=False)]
    keys_database_url: Annotated[str | None, Field(repr=False)] = None
    kafka_bootstrap: str = "127.0.0.1:9092"
    # A name this process keeps over restarts (a stateful pod's, say); no two at once may share it.
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
