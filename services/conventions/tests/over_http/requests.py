"""A command said again as the request that gives it: the inverse of what the routes read."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final
from uuid import UUID

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.terms import Action, Contribution, Share
from conventions.domain.drafting.commands import ImportPlan, Placed, WriteFromClause
from conventions.domain.signatures.commands import ForwardSignature
from conventions.domain.takeover.commands import ProposeArchivedFact
from mithaq.commands import Caller
from mithaq.http import Body, MoneyBody
from mithaq.money import Money

from ..plan_sheet.test_reading import as_csv
from .operations import body_in, operations

OPERATIONS: Final = operations()
Said = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """As httpx takes it."""

    method: str
    url: str
    headers: Mapping[str, str]
    params: Mapping[str, str]
    json: Any = None
    content: bytes | None = None


def bearer(caller: Caller) -> dict[str, str]:
    """A token that says of itself who this is."""
    organisation = str(caller.organisation) if caller.organisation else None
    token = {"sub": caller.subject, "org": organisation, "roles": sorted(caller.roles)}
    return {"Authorization": f"Bearer {json.dumps(token)}"}


def request_of(command: ConventionCommand, version: int) -> Request:
    """The request of a command to a convention at this version. KeyError: no operation gives it."""
    operation = OPERATIONS[type(command)]
    said = _all_said(command)
    headers = {**bearer(command.caller), "If-Match": f'"{version}"'}
    if command.header.acting_for is not None:
        headers["Mithaq-Acting-For"] = str(command.header.acting_for)
    url, params, body, content = operation.path.format(**said), {}, None, None
    if isinstance(command, ImportPlan):
        content = _sheet(command)
        headers["Content-Type"] = "text/csv"
    if operation.body is not None:
        body = _filled(operation.body, said)
    else:
        params = {name: str(said[name]) for name in ("on", "dating_reason") if said.get(name)}
    return Request(
        method=operation.method, url=url, headers=headers, params=params, json=body, content=content
    )


def _all_said(command: ConventionCommand) -> Said:
    dating, grounds = command.header.dating, command.header.grounds
    said = {
        **(_said(grounds) if grounds else {}),
        **_said(command),
        "convention_id": command.convention_id,
        "on": None if dating.on == dating.recorded_on else dating.on,
        "dating_reason": dating.reason,
    }
    return said | _SAID_OTHERWISE.get(type(command), _nothing_more)(command)


def _said(value: Any) -> Said:
    """Its fields by name, and those of the values that it holds: its own go before."""
    own = {each.name: getattr(value, each.name) for each in fields(value)}
    held = {name: each for name, each in own.items() if _is_value(each)}
    plain = {name: each for name, each in own.items() if name not in held}
    within: Said = {}
    for each in held.values():
        within |= _said(each)
    return {**held, **within, **plain}


def _is_value(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, Money | Caller)


def _filled(body: type[Body], said: Said) -> Said:
    """What the body asks for of what is said; what is None is left out."""
    found = {}
    for name, field in body.model_fields.items():
        if said.get(name) is not None:
            found[name] = _plain(said[name], body_in(field.annotation))
    return found


def _plain(value: Any, body: type[Body] | None) -> Any:
    match value:
        case Money():
            return {"amount": str(value), "currency": "MAD"}
        case Enum():
            return value.value
        case UUID() | date():
            return str(value)
        case tuple() | list() | frozenset():
            return [_plain(each, body) for each in value]
        case _ if is_dataclass(value):
            assert body is not None, f"no body for {value}"
            assert not issubclass(body, MoneyBody)
            return _filled(body, _said(value))
        case _:
            return value


def _nothing_more(_: Any) -> Said:
    return {}


def _forwarded(command: ForwardSignature) -> Said:
    mandates = {
        "mandate_id": command.power.mandate.mandate_id,
        "to_mandate_id": command.to.mandate_id,
    }
    return {**mandates, "text_sha256": command.power.text_sha256}


def _from_clause(command: WriteFromClause) -> Said:
    use = command.article.clause
    assert use is not None
    return {"clause": use.clause, "values": use.values, "concerns": command.article.concerns}


def _fact(command: ProposeArchivedFact) -> Said:
    """Its dates and papers have fields of one name."""
    return {each.name: getattr(command.fact, each.name) for each in fields(command.fact)}


_SAID_OTHERWISE: Final[Mapping[type[ConventionCommand], Callable[[Any], Said]]] = {
    ForwardSignature: _forwarded,
    WriteFromClause: _from_clause,
    ProposeArchivedFact: _fact,
}


def _sheet(command: ImportPlan) -> bytes:
    placed: tuple[Placed[Any], ...]
    placed = (*command.actions, *command.contributions, *command.shares)
    return as_csv(*(row for each in placed for row in _rows(each.value)))


def _rows(value: Action | Contribution | Share) -> Iterator[tuple[object, ...]]:
    """An action has a row for each of its years."""
    match value:
        case Action():
            named = (value.action, value.label_fr, value.label_ar, value.territory)
            costs: list[tuple[int | None, Money | None]]
            costs = [(each.year, each.cost) for each in value.years]
            for year, cost in costs or [(None, value.cost)]:
                yield (*named, year, cost, None, None, None, None, value.basis)
        case Contribution():
            yield _promise(value, value.contribution)
        case Share():
            yield _promise(value, value.share)


def _promise(value: Contribution | Share, name: str) -> tuple[object, ...]:
    where = (value.action, None, None, None, value.year, None)
    return (*where, value.organisation_id, value.kind.value, value.amount, name, value.basis)
