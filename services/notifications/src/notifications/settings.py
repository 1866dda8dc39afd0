"""Settings of this service alone, beside the kernel's."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class MailSettings(BaseSettings):
    """Read once from `MITHAQ_...`. `public_url` is where people open Mithaq in their browser."""

    model_config = SettingsConfigDict(env_prefix="MITHAQ_", frozen=True, extra="ignore")

    public_url: str = "http://127.0.0.1:8080"
    mail_from: str = "ne-pas-repondre@mithaq.invalid"
    smtp_security: Literal["none", "starttls", "tls"] = "none"
    smtp_username: str | None = None
    smtp_password: Annotated[str | None, Field(repr=False)] = None
    service_token_file: Path | None = None

    @property
    def mail_domain(self) -> str:
        """The right side of Message-IDs and List-Ids."""
        return self.mail_from.rpartition("@")[2]
