"""Where the evidence of a signature comes from, by its level (law 43-20): a port, and what we have.

A signature of level `simple` is evidenced by what this service really holds: the person that the
identity provider authenticated, the digest of the text that was shown, and the moment in the sealed
log. For the other levels a deployment names the provider that keeps their evidence; without one
they are refused. A provider of acts or of cryptographic signatures takes the place of `Deployed`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from mithaq.commands import Caller

from conventions.domain.core.vocabulary import SignatureLevel

IDENTITY: Final = "identity-provider"


class SignatureEvidence(Protocol):
    """What a provider must give: for one person, one text and one level, where the evidence is."""

    async def source(self, level: SignatureLevel, signer: Caller, text_sha256: str) -> str | None:
        """Its name, as it is recorded with the signature; None where it evidences no such level."""
        ...


@dataclass(frozen=True, slots=True)
class Deployed:
    """By level, what the deployment says; of level `simple` the identity provider."""

    named: Mapping[SignatureLevel, str] = field(default_factory=dict)

    async def source(self, level: SignatureLevel, signer: Caller, text_sha256: str) -> str | None:
        if level is SignatureLevel.SIMPLE:
            return IDENTITY
        return self.named.get(level)
