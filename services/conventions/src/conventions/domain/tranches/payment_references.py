"""References of the bank or the Treasury: each stands for one payment of its payer, once.

Within a convention its tranches hold them; across conventions each has a stream of its own, which
is appended in the same transaction as the payment.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise
from typing import Final
from uuid import UUID

from mithaq.confusables import confusable
from mithaq.errors import RuleBroken
from mithaq.events import Provenance
from mithaq.money import ZERO, Money

from conventions.domain.core.event import ConventionEvent

_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")
_PARTS: Final = re.compile(r"[0-9]+|[^\W\d_]+")


class ReferenceUsed(RuleBroken):
    """A bank reference counts once per payer."""

    code = "reference-used"


class ReferenceUnreadable(RuleBroken):
    """A bank reference has a letter or a digit, and no letter that only looks like another one."""

    code = "reference-unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReferenceReserved(ConventionEvent):
    """This payer's reference stands for a payment of that convention from now on."""

    organisation_id: UUID
    tranche: str
    reference: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReferenceReleased(ConventionEvent):
    """`amount` of that payment was reversed; once all of it was, the reference is free again."""

    organisation_id: UUID
    tranche: str
    reference: str
    amount: Money


ReferenceEvent = PaymentReferenceReserved | PaymentReferenceReleased


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a reference stands for. A refund's is held for good: nothing is paid under it."""

    convention_id: UUID
    tranche: str
    amount: Money


def folded(reference: str) -> str:
    """`VIR 2024/7` and `vir-2024-7` are one reference, `VIR 20247` is another.

    Accents tell none apart. Raises ReferenceUnreadable, for a Cyrillic letter among Latin ones too.
    """
    plain = unicodedata.normalize("NFKC", reference)
    if confusable(plain) is not None:
        raise ReferenceUnreadable(reference=reference[:40])
    plain = unicodedata.normalize("NFKD", plain.casefold())
    parts: list[str] = _PARTS.findall(_FOREIGN.sub(_in_ascii, plain))
    if not parts:
        raise ReferenceUnreadable(reference=reference[:40])
    numbers = pairwise(parts)
    joined = ("-" + after if _both(before, after) else after for before, after in numbers)
    return parts[0] + "".join(joined)


def _in_ascii(found: re.Match[str]) -> str:
    """Nothing for an accent, the digit for one of another script."""
    sign = found[0]
    return "" if unicodedata.combining(sign) else str(unicodedata.decimal(sign, sign))


def _both(before: str, after: str) -> bool:
    return before.isdecimal() and after.isdecimal()


def stream_of(payer: UUID, reference: str) -> str:
    """The stream of one reference of one payer."""
    return f"payment-{payer}-{sha256(folded(reference).encode()).hexdigest()[:32]}"


def evolve(held: Held | None, event: ReferenceEvent, _: Provenance) -> Held | None:
    if isinstance(event, PaymentReferenceReserved):
        return Held(convention_id=event.convention_id, tranche=event.tranche, amount=event.amount)
    left = (held.amount if held else ZERO) - event.amount
    return replace(held, amount=left) if held and left else None


def reserve(held: Held | None, wanted: PaymentReferenceReserved) -> Sequence[ReferenceEvent]:
    """Raises ReferenceUsed, which names no convention: the caller may not know of the other."""
    if held is not None:
        raise ReferenceUsed(reference=wanted.reference)
    return [wanted]


def release(held: Held | None, given_back: PaymentReferenceReleased) -> Sequence[ReferenceEvent]:
    """A payment that another convention holds is not this one's to give back."""
    if held is None or held.convention_id != given_back.convention_id:
        return []
    return [given_back]
