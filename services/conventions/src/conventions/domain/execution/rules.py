"""What a document must be."""

import re

from mithaq.errors import Invalid

_SHA256 = re.compile(r"[0-9a-f]{64}")


class DigestMalformed(Invalid):
    """A document is named by its SHA-256 in lower-case hexadecimal."""

    code = "digest-malformed"


def ensure_digest(sha256: str) -> None:
    if not _SHA256.fullmatch(sha256):
        raise DigestMalformed(sha256=sha256[:70])
