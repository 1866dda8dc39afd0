"""How a cluster is reached: encryption, and as whom."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from aiokafka.abc import AbstractTokenProvider

from mithaq.settings import KafkaMechanism, KafkaProtocol
from mithaq.tls import CLEAR, Tls

ENCRYPTED: Final = ("SSL", "SASL_SSL")


class FileToken(AbstractTokenProvider):  # type: ignore[misc]
    """An OAuth token in a file that the platform renews; read at each connection."""

    def __init__(self, file: Path) -> None:
        self._file = file

    async def token(self) -> str:
        return self._file.read_text().strip()  # a mounted file of a kilobyte: it does not block


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Protocol, and for SASL the mechanism with a user and password, or with a token.

    Secrets stay in their files, so that a value can be logged or handed to another process.
    """

    protocol: KafkaProtocol = "PLAINTEXT"
    mechanism: KafkaMechanism = "SCRAM-SHA-512"
    user: str | None = None
    password_file: Path | None = field(default=None, repr=False)
    token_file: Path | None = field(default=None, repr=False)
    tls: Tls = CLEAR

    @property
    def password(self) -> str | None:
        """The password as its file has it now."""
        return self.password_file.read_text().strip() if self.password_file else None

    @property
    def token(self) -> FileToken | None:
        return FileToken(self.token_file) if self.token_file else None

    def options(self) -> dict[str, Any]:
        """aiokafka's words for it. Raises TlsUnavailable or OSError if a file is unfit."""
        found: dict[str, Any] = {"security_protocol": self.protocol}
        if self.protocol in ENCRYPTED:
            found["ssl_context"] = self.tls.context()
        if self.protocol.startswith("SASL_"):
            found |= {
                "sasl_mechanism": self.mechanism,
                "sasl_plain_username": self.user,
                "sasl_plain_password": self.password,
                "sasl_oauth_token_provider": self.token,
            }
        return found
