"""What is shown to sign: a mandate that holds mostly, else one that fails in one way or another."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from conventions.domain.amendments import commands as amendments
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.commands import CommandHeader, ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.signing_round import Mandate, Signing
from conventions.domain.core.vocabulary import CeilingScope, SignatureLevel
from conventions.domain.signatures import commands as signatures
from mithaq.commands import Caller
from mithaq.money import Money

from .cast import CAST, ORGANISATIONS
from .days import DAY
from .luck import Luck
from .wish import Content, Fields, Wish


def mandate(luck: Luck, header: CommandHeader, promised: Money) -> Mandate:
    """Of this caller, on these days; in four of ten, one or two of its parts are not right."""
    caller, dating = header.caller, header.dating
    organisation = caller.organisation or UUID(int=0)
    identity = hash_of(caller)
    plain = Mandate(
        mandate_id=UUID(int=0x3000 + identity),
        organisation_id=organisation,
        representative_id=UUID(int=0x2000 + identity),
        subject=luck.one((caller.subject, caller.subject.upper())),
        capacity="president",
        instrument="deliberation 12/2026",
        valid_from=min(dating.on, dating.recorded_on) - luck.one((0, 0, 30)) * DAY,
        valid_to=luck.one((None, max(dating.on, dating.recorded_on) + luck.one((0, 90)) * DAY)),
        confirmed=True,
    )
    for _ in range(luck.one((0, 0, 0, 1, 1, 2))):
        plain = replace(plain, **luck.one(_CHANGES)(luck, header, promised))  # type: ignore[arg-type]
    return plain


def hash_of(caller: Caller) -> int:
    return sum(map(ord, caller.subject)) + 0x10000 * (
        (caller.organisation or UUID(int=0)).int & 255
    )


def _day(luck: Luck, header: CommandHeader) -> date:
    """On one of the two days of the command, the day before, or the day after."""
    return luck.one((header.dating.on, header.dating.recorded_on)) + luck.one((-1, 0, 1)) * DAY


def _ceiling(luck: Luck, promised: Money) -> Fields:
    return {"ceiling": luck.near(promised), "ceiling_scope": luck.one(tuple(CeilingScope))}


_CHANGES: Final[tuple[Callable[[Luck, CommandHeader, Money], Fields], ...]] = (
    lambda luck, header, _: {"valid_from": _day(luck, header)},
    lambda luck, header, _: {"valid_to": _day(luck, header)},
    lambda luck, header, _: {"revoked_on": _day(luck, header)},
    lambda *_: {"confirmed": False},
    lambda luck, *_: {"subject": luck.one(CAST).subject},
    lambda luck, *_: {"organisation_id": luck.one(ORGANISATIONS)},
    lambda luck, _, promised: _ceiling(luck, promised),
    lambda luck, _, promised: _ceiling(luck, promised),
)


def sign_convention(wish: Wish) -> Fields:
    luck, state = wish.luck, wish.state
    promised = _promised(state, wish.header)
    frozen = state.signing.text_sha256 if luck.percent(97) else luck.one(("", "0" * 64))
    return {"signing": _signing(luck, wish.header, promised, frozen)}


def sign_amendment(wish: Wish) -> Fields:
    luck, begun = wish.luck, wish.state.open_amendment
    frozen = begun.signing.text_sha256 if begun and luck.percent(97) else "0" * 64
    promised = _raised(wish.state, begun, wish.header)
    number = begun.number if begun else luck.randint(0, 2)
    return {"amendment": number, "signing": _signing(luck, wish.header, promised, frozen)}


def refuse(wish: Wish) -> Fields:
    power = sign_convention(wish)["signing"]
    return {"power": power, "reason": wish.luck.one(("vote", "vote", ""))}


def refuse_amendment(wish: Wish) -> Fields:
    shown = sign_amendment(wish)
    reason = wish.luck.one(("vote", "vote", ""))
    return {"amendment": shown["amendment"], "power": shown["signing"], "reason": reason}


def forward(wish: Wish) -> Fields:
    """To somebody of the same organisation mostly, under a mandate that holds mostly."""
    luck, caller = wish.luck, wish.header.caller
    colleagues = [each for each in CAST if each.organisation == caller.organisation]
    to = luck.one(colleagues if luck.percent(90) else CAST)
    promised = _promised(wish.state, wish.header)
    header = replace(wish.header, caller=to)
    return {
        "power": sign_convention(wish)["signing"],
        "to": mandate(luck, header, promised),
        "reason": luck.one(("congé", "congé", "")),
    }


def correct(wish: Wish) -> Fields:
    """A letter more, mostly; a figure, a word too many, or what binds."""
    luck, outline = wish.luck, wish.state.terms.outline
    after = f"{outline.title_fr}{luck.one(('s', 's', ' 2', ' et tout ce qui peut encore venir'))}"
    field = luck.one(("title_fr",) * 9 + ("total",))
    return {"field": field, "after": after, "reason": luck.one(("faute", "faute", " "))}


def _signing(luck: Luck, header: CommandHeader, promised: Money, frozen: str) -> Signing:
    return Signing(
        mandate=mandate(luck, header, promised),
        level=luck.one(tuple(SignatureLevel)),
        text_sha256=frozen,
        evidence="identity" if luck.percent(98) else None,
    )


def _promised(state: Convention, header: CommandHeader) -> Money:
    organisation = header.caller.organisation
    return state.terms.promised_by(organisation) if organisation else Money(0)


def _raised(state: Convention, begun: Amendment | None, header: CommandHeader) -> Money:
    """What the caller's party would promise once the amendment holds."""
    changed = {x.contribution: x.amount for x in begun.operations.amounts} if begun else {}
    mine = (
        changed.get(name, pledge.amount).centimes
        for name, pledge in state.terms.contributions.items()
        if pledge.organisation_id == header.caller.organisation
    )
    return Money(sum(mine))


CONTENT: Final[Mapping[type[ConventionCommand], Content]] = {
    signatures.SignConvention: sign_convention,
    signatures.RefuseSignature: refuse,
    signatures.ForwardSignature: forward,
    signatures.CorrectText: correct,
    amendments.SignAmendment: sign_amendment,
    amendments.RefuseAmendment: refuse_amendment,
}
