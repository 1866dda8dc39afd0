"""What every operation of an amendment says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conventions.domain.core.amendment import Operations
from conventions.domain.core.commands import Rule
from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an operation is judged on: the convention, what is announced, and the terms after it.

    `on` is the day from which it would hold; `money_since`: money is compared as it stands in the
    end, and on each day from this one.
    """

    convention: Convention
    operations: Operations
    after: Terms
    on: date
    money_since: date = date.max


def _nothing(_: Setting) -> None:
    return


def _nobody(_convention: Convention, _operations: Operations) -> frozenset[UUID]:
    return frozenset()


def _the_same(terms: Terms, _: Operations) -> Terms:
    return terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`fields` of `Operations` it reads; `apply` makes the terms of it.

    `written` raises where what is announced makes no sense, when it is drafted or revised;
    `holds` where it may not be done: asked again when the text is agreed, signed and put into
    effect. `signed_by` are those who sign because of it, besides those whose promise changes.
    """

    fields: tuple[str, ...]
    written: Callable[[Setting], None] = _nothing
    apply: Callable[[Terms, Operations], Terms] = _the_same
    holds: Callable[[Setting], None] = _nothing
    signed_by: Callable[[Convention, Operations], frozenset[UUID]] = _nobody
    writing_rules: tuple[Rule, ...] = ()
    holding_rules: tuple[Rule, ...] = ()
