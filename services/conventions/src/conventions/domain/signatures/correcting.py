"""Decisions on corrections of a frozen text: a slip of the pen, and nothing under its name."""

from dataclasses import replace
from typing import Final

from mithaq.errors import RuleBroken
from mithaq.states import changed

from conventions.domain.core import text
from conventions.domain.core.commands import SIGNING
from conventions.domain.core.convention import Convention, FrozenText
from conventions.domain.core.event import Events
from conventions.domain.core.rules import ensure_reason, ensure_written
from conventions.domain.core.signing_round import in_order
from conventions.domain.core.terms import Terms
from conventions.domain.signatures import commands as c
from conventions.domain.signatures import events as e
from conventions.domain.signatures.voiding import BY_FIELD, CORRECTABLE, Voids
from conventions.domain.signatures.wording import reworded, wording_of

LEAST: Final = 12  # characters that may change of a field, however short
SHARE: Final = 20  # beyond that, one in so many of the field as it was agreed


class CorrectionVoidsAll(RuleBroken):
    """What binds is not corrected: the text is reopened."""

    code = "correction-voids-all"


class CorrectionUnknown(RuleBroken):
    """A correction changes words that are there."""

    code = "correction-unknown"


class CorrectionTooLarge(RuleBroken):
    """All corrections of a field together change a few characters of it, as it was agreed."""

    code = "correction-too-large"


class CorrectionOfFigure(RuleBroken):
    """A figure is no slip of the pen."""

    code = "correction-of-figure"


CORRECTING_RULES = (
    CorrectionVoidsAll,
    CorrectionUnknown,
    CorrectionTooLarge,
    CorrectionOfFigure,
)


def correct_text(convention: Convention, command: c.CorrectText) -> Events:
    """A field as it was meant; nothing where it reads so already."""
    ensure_reason(command.reason)
    before = _words(convention.terms, command)
    if before == command.after:
        return []
    ensure_written(command.part or command.field, **{command.field: command.after})
    size = _ensure_slip(convention, command, before)
    corrected = _corrected(convention, command, before, size)
    if not corrected.void_signatures:
        return [corrected]
    anew = convention.signing.emptied().next_turn(convention.terms)
    turn = replace(anew, text_sha256=corrected.text.text_sha256)
    return [
        corrected,
        e.SignaturesRequested(convention_id=convention.convention_id, turn=turn),
    ]


def voids_signatures(convention: Convention, command: c.CorrectText) -> bool:
    """Whether it takes away the signatures given so far."""
    row = BY_FIELD.get(command.field)
    return row is not None and row.voids is Voids.LANGUAGE and convention.state in SIGNING


def _words(terms: Terms, command: c.CorrectText) -> str:
    """What the field reads now. Raises CorrectionVoidsAll, CorrectionUnknown."""
    if command.field in BY_FIELD and command.field not in CORRECTABLE:
        raise CorrectionVoidsAll(field=command.field)
    words = wording_of(terms, command.field, command.part)
    if command.field not in CORRECTABLE or words is None:
        raise CorrectionUnknown(field=command.field, part=command.part or "")
    return words


def _ensure_slip(convention: Convention, command: c.CorrectText, before: str) -> int:
    """How many characters change. What was corrected before counts: small steps add up."""
    if _figures(before) != _figures(command.after):
        raise CorrectionOfFigure(field=command.field)
    known = convention.corrected.get(_key(command))
    agreed_length = known.length if known else len(before)
    size = _changed(before, command.after) + (known.changed if known else 0)
    limit = max(LEAST, agreed_length // SHARE)
    if size > limit:
        raise CorrectionTooLarge(field=command.field, changed=size, limit=limit)
    return _changed(before, command.after)


def _key(command: c.CorrectText) -> str:
    return f"{command.field}/{command.part or ''}"


def _figures(words: str) -> list[int]:
    """Its digits, of whatever script."""
    return [int(each) for each in words if each.isdecimal()]


def _changed(before: str, after: str) -> int:
    """Characters between what stays the same at both ends."""
    start, shorter = 0, min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return max(len(before), len(after)) - start - end


def _corrected(
    convention: Convention, command: c.CorrectText, before: str, size: int
) -> e.TextCorrected:
    after = changed(
        convention, terms=reworded(convention.terms, command.field, command.part, command.after)
    )
    signed = in_order(convention.signing.signatures)
    void = voids_signatures(convention, command)
    agreed_on = convention.text.agreed_on if convention.text else command.on
    return e.TextCorrected(
        convention_id=convention.convention_id,
        field=command.field,
        part=command.part,
        before=before,
        after=command.after,
        changed=size,
        voids=BY_FIELD[command.field].voids.value,
        reason=command.reason,
        text=FrozenText(
            text_sha256=text.text_sha256(after),
            text_sha256_fr=text.french_sha256(after.terms),
            text_sha256_ar=text.arabic_sha256(after.terms),
            agreed_on=agreed_on,
        ),
        void_signatures=signed if void else (),
        kept_signatures=() if void else signed,
    )
