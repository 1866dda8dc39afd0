"""One signing round, whatever is signed: whose turn it is, who signed, under which mandate.

What it takes to sign is `signing_act`'s to say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.money import Money
from mithaq.states import changed, put

from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import CeilingScope, SignatureLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A power to sign as the partners service last published it. `valid_to` is included.

    `confirmed`: another person than who recorded it says that it was given. `revoked_on` is the
    earliest day without it. `above` are the mandates that it was delegated from, the nearest first;
    `depth` how many times over it may be passed on itself; `also_for` the other entries of its
    organisation, where that was registered twice.
    """

    mandate_id: UUID
    organisation_id: UUID
    representative_id: UUID
    subject: str
    capacity: str
    instrument: str
    valid_from: date
    valid_to: date | None = None
    ceiling: Money | None = None
    ceiling_scope: CeilingScope = CeilingScope.TOTAL
    confirmed: bool
    revoked_on: date | None = None
    above: tuple["Mandate", ...] = ()
    depth: int = 0
    also_for: frozenset[UUID] = frozenset()

    @property
    def links(self) -> tuple[UUID, ...]:
        """The mandates that it was delegated from, the nearest first."""
        return tuple(each.mandate_id for each in self.above)

    def serves(self, organisation: UUID | None) -> bool:
        """Whether it is a power to sign for this organisation."""
        return organisation == self.organisation_id or organisation in self.also_for

    @property
    def bounds_total(self) -> bool:
        """Its ceiling is for all that is signed under it together."""
        return self.ceiling is not None and self.ceiling_scope is CeilingScope.TOTAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """What a person shows to sign or to refuse: its mandate, and the digest of the text it saw."""

    mandate: Mandate
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing(Power):
    """The same, the level of the signature, and where its evidence is; None: there is none."""

    level: SignatureLevel
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningTurn:
    """It is these parties' turn to sign this text; `order` is their group's number."""

    order: int
    organisations: tuple[UUID, ...]
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed which text for a party, and under which mandate; where its `evidence` is kept."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    mandate_instrument: str
    level: Open[SignatureLevel]
    text_sha256: str
    signed_on: date
    evidence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """Who signs for a party since somebody of it forwarded its signature."""

    representative_id: UUID
    mandate_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRound:
    """The signatures of one frozen text, requested group by group.

    `text_sha256` is empty until a text is agreed; `awaited` are the parties whose turn it is;
    `signed_on` is the day of the last signature, None until everyone signed. `signers` says for
    which party each person signed. `sign_by` is the last day on which it may be signed, None where
    nothing was said; `unmandated` are parties that have to sign and lost their last mandate;
    `forwarded` says of whom alone a party's signature is awaited.
    `links` says of a mandate that somebody signed under what it was delegated from, if it was.
    """

    text_sha256: str = ""
    agreed_on: date | None = None
    signatories: frozenset[UUID] = frozenset()
    awaited: frozenset[UUID] = frozenset()
    signatures: Mapping[UUID, Signature] = field(default_factory=dict)
    signers: Mapping[str, UUID] = field(default_factory=dict)
    signed_on: date | None = None
    sign_by: date | None = None
    unmandated: frozenset[UUID] = frozenset()
    links: Mapping[UUID, tuple[UUID, ...]] = field(default_factory=dict)
    forwarded: Mapping[UUID, Forwarded] = field(default_factory=dict)

    @property
    def mandates(self) -> tuple[UUID, ...]:
        """Every mandate that was signed under, and those that it was delegated from; each once."""
        signed = (signature.mandate_id for signature in self.signatures.values())
        return tuple(dict.fromkeys(m for each in signed for m in (each, *self.links.get(each, ()))))

    def emptied(self) -> "SigningRound":
        """Without the signatures given so far: all sign again, in their order."""
        return changed(self, signatures={}, signers={}, links={}, awaited=frozenset())

    def request(self, turn: SigningTurn) -> "SigningRound":
        return changed(self, awaited=frozenset(turn.organisations))

    def add(
        self, signature: Signature, signer: str, under: tuple[UUID, ...] = ()
    ) -> "SigningRound":
        """With this signature, which `signer` gave under a mandate delegated from those `under`."""
        party = signature.organisation_id
        return changed(
            self,
            awaited=self.awaited - {party},
            signatures=put(self.signatures, party, signature),
            signers=put(self.signers, signer, party),
            unmandated=self.unmandated - {party},
            links=put(self.links, signature.mandate_id, under) if under else self.links,
        )

    def next_turn(self, terms: Terms) -> SigningTurn:
        """Ask the group whose turn it is among those still to sign."""
        order, group = terms.next_to_sign(self.signatories - self.signatures.keys())
        return SigningTurn(order=order, organisations=in_order(group), text_sha256=self.text_sha256)

    def over_on(self, day: date) -> bool:
        """Whether the time to sign is over on that day."""
        return self.sign_by is not None and day > self.sign_by

    @property
    def complete(self) -> bool:
        return self.signatories <= self.signatures.keys()

    @property
    def last_signed_on(self) -> date:
        """The day of the latest signature. Raises ValueError where nobody signed yet."""
        return max(signature.signed_on for signature in self.signatures.values())


def in_order(organisations: Iterable[UUID]) -> tuple[UUID, ...]:
    return tuple(sorted(organisations, key=str))
