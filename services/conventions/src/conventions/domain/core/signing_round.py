"""One signing round, whatever is signed: whose turn it is, who signed, under which mandate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from mithaq.commands import Caller
from mithaq.events import Open
from mithaq.money import Money

from conventions.domain.core import rules
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import SignatureLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """A power to sign as the partners service last published it. `valid_to` is included."""

    mandate_id: UUID
    organisation_id: UUID
    representative_id: UUID
    subject: str
    capacity: str
    instrument: str
    valid_from: date
    valid_to: date | None = None
    ceiling: Money | None = None
    revoked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What a person gives to sign: its mandate, the level, and the digest of the text it saw."""

    mandate: Mandate
    level: SignatureLevel
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningTurn:
    """It is these parties' turn to sign this text; `order` is their group's number."""

    order: int
    organisations: tuple[UUID, ...]
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed which text for a party, and under which mandate."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    mandate_instrument: str
    level: Open[SignatureLevel]
    text_sha256: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningRound:
    """The signatures of one frozen text, requested group by group.

    `text_sha256` is empty until a text is agreed; `awaited` are the parties whose turn it is;
    `signed_on` is the day of the last signature, None until everyone signed.
    """

    text_sha256: str = ""
    agreed_on: date | None = None
    signatories: frozenset[UUID] = frozenset()
    awaited: frozenset[UUID] = frozenset()
    signatures: Mapping[UUID, Signature] = field(default_factory=dict)
    signed_on: date | None = None

    def request(self, turn: SigningTurn) -> "SigningRound":
        return replace(self, awaited=frozenset(turn.organisations))

    def add(self, signature: Signature) -> "SigningRound":
        party = signature.organisation_id
        signatures = {**self.signatures, party: signature}
        return replace(self, awaited=self.awaited - {party}, signatures=signatures)

    def next_turn(self, terms: Terms) -> SigningTurn:
        """Ask the group whose turn it is among those still to sign."""
        order, group = terms.next_to_sign(self.signatories - self.signatures.keys())
        return SigningTurn(order=order, organisations=in_order(group), text_sha256=self.text_sha256)

    @property
    def complete(self) -> bool:
        return self.signatories <= self.signatures.keys()

    @property
    def last_signed_on(self) -> date:
        """The day of the latest signature. Raises ValueError where nobody signed yet."""
        return max(signature.signed_on for signature in self.signatures.values())


def in_order(organisations: Iterable[UUID]) -> tuple[UUID, ...]:
    return tuple(sorted(organisations, key=str))


def sign(
    signing: SigningRound, given: Signing, *, caller: Caller, on: date, promised: Money
) -> Signature:
    """The caller's signature on that day. `promised` is all that its party promises in the text."""
    ensure_text(signing, given, on)
    mandate = given.mandate
    ensure_mandate(mandate, caller=caller, on=on, promised=promised)
    return Signature(
        organisation_id=mandate.organisation_id,
        representative_id=mandate.representative_id,
        mandate_id=mandate.mandate_id,
        capacity=mandate.capacity,
        mandate_instrument=mandate.instrument,
        level=given.level,
        text_sha256=given.text_sha256,
        signed_on=on,
    )


def ensure_text(signing: SigningRound, given: Signing, on: date) -> None:
    """What is signed is the frozen text, on the day it was agreed or later."""
    if given.text_sha256 != signing.text_sha256:
        raise rules.TextStale(shown=given.text_sha256, frozen=signing.text_sha256 or None)
    agreed_on = signing.agreed_on
    if agreed_on is not None and on < agreed_on:
        raise rules.SignatureBeforeText(agreed_on=str(agreed_on), on=str(on))


def ensure_mandate(mandate: Mandate, *, caller: Caller, on: date, promised: Money) -> None:
    """A mandate holds for this party, this person, this day and this money."""
    if mandate.organisation_id != caller.organisation:
        raise rules.MandateOfAnotherParty()
    if mandate.subject != caller.subject:
        raise rules.MandateOfAnotherPerson()
    _ensure_valid(mandate, on)
    if mandate.ceiling is not None and promised > mandate.ceiling:
        raise rules.MandateCeilingExceeded(promised=str(promised), ceiling=str(mandate.ceiling))


def _ensure_valid(mandate: Mandate, on: date) -> None:
    if mandate.revoked_on is not None and on >= mandate.revoked_on:
        raise rules.MandateRevoked(revoked_on=str(mandate.revoked_on))
    if on < mandate.valid_from:
        raise rules.MandateNotYetValid(valid_from=str(mandate.valid_from), on=str(on))
    if mandate.valid_to is not None and on > mandate.valid_to:
        raise rules.MandateExpired(valid_to=str(mandate.valid_to), on=str(on))


def ensure_unsigned(signing: SigningRound, party: UUID | None) -> None:
    """A party signs once."""
    if party is not None and party in signing.signatures:
        raise rules.AlreadySigned(signed_on=str(signing.signatures[party].signed_on))


def ensure_turn(signing: SigningRound, terms: Terms, party: UUID | None) -> None:
    """A party signs once, when its group's turn has come."""
    ensure_unsigned(signing, party)
    if party not in signing.awaited:
        raise rules.OutOfTurn(awaited=terms.names_of(signing.awaited))
