"""What an address must look like before it is sealed and nobody can look at it any more."""

import re
from typing import Final

from partners.domain.rules import EmailMalformed

# One @, no spaces nor control characters, a domain with a dot: the rest only sending can tell.
_EMAIL: Final = re.compile(
    r"[^\s@<>,;\x00-\x1f\x7f]{1,64}@[^\s@<>,;\x00-\x1f\x7f]+\.[^\s@.<>,;]{2,}"
)


def ensure_email(address: str) -> None:
    """Raise EmailMalformed, without the address: it is personal and errors are logged."""
    if len(address) > 254 or not _EMAIL.fullmatch(address):
        raise EmailMalformed
