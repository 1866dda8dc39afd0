"""A convention's history, event by event, from the audit's own copy of the log."""

from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime
from typing import Any, Final
from unicodedata import normalize
from uuid import UUID

from mithaq.words import isolated
from rich import box
from rich.console import Console
from rich.table import Table as Grid

from mithaq_demo import actors
from mithaq_demo.amounts import centimes_of, in_french
from mithaq_demo.client import Client, Json
from mithaq_demo.errors import DemoFailed
from mithaq_demo.report.consoles import wide_console
from mithaq_demo.report.words import FRENCH, named

_PAGE: Final = 200
_MONEY: Final = ("amount", "total", "cost", "excess")
_NAMES: Final = (
    "tranche",
    "contribution",
    "action",
    "article",
    "level",
    "percent",
    "reason",
    "amendment",
)
# Values that an event carries whole: their fields are shown as if they were its own.
_VALUES: Final = (
    "outline",
    "article",
    "action",
    "contribution",
    "planned",
    "progress",
    "signature",
)


class ConventionNotFound(DemoFailed):
    """No convention has this id or this reference."""


class SeveralConventions(DemoFailed):
    """Conventions of several drafters or years have this reference: one is chosen by its id."""


async def replay(
    addresses: Mapping[str, str],
    convention: str,
    as_of: date | None = None,
    *,
    console: Console | None = None,
) -> int:
    """Print what happened to a convention, by id or reference; 0 when it was found.

    With `as_of`, only what holds on that day.
    """
    console = console or wide_console()
    client = Client(addresses)
    try:
        found = await _found(client, convention)
        events = [event async for event in _history(client, found["id"], as_of)]
    except DemoFailed as failure:
        console.print(str(failure), style="bold red", markup=False)
        return 1
    finally:
        await client.close()
    day = f", au {FRENCH.day(as_of)}" if as_of else ""
    console.print(grid(f"{found['reference']} : {_shown(found['title_fr'])}{day}", events))
    console.print(f"{len(events)} événements", style="dim")
    return 0


def grid(title: str, events: list[Json]) -> Grid:
    """One line an event: what, who in which capacity, when it holds and when it was recorded."""
    shown = Grid(title=title, title_justify="left", box=box.SIMPLE, padding=(0, 1))
    for heading in ("N°", "Vaut du", "Enregistré le", "Quoi", "Qui, à quel titre", "Montant"):
        shown.add_column(heading, justify="right" if heading in {"N°", "Montant"} else "left")
    shown.add_column("Précisions", overflow="fold")
    for event in events:
        shown.add_row(*_cells(event))
    return shown


def _cells(event: Json) -> tuple[str, ...]:
    fields = _fields(event["payload"])
    recorded = datetime.fromisoformat(event["recorded_at"])
    return (
        str(event["version"]),
        FRENCH.short_day(date.fromisoformat(event["effective_date"])),
        FRENCH.moment(recorded),
        named("event", event["type"]),
        f"{event['actor']}, {named('capacity', event['capacity'])}",
        _amount(fields),
        ", ".join(_detail(name, fields[name]) for name in _NAMES if fields.get(name) is not None),
    )


def _detail(name: str, value: object) -> str:
    if name == "amendment":
        return f"avenant n° {value}"
    return named("signature-level", str(value)) if name == "level" else _shown(value)


def _shown(value: object) -> str:
    """What people wrote may be in Arabic."""
    return isolated(str(value), right_to_left=FRENCH.right_to_left)


def _fields(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    fields = dict(payload)
    for name in _VALUES:
        if isinstance(value := payload.get(name), Mapping):
            fields |= value
    return fields


def _amount(fields: Mapping[str, Any]) -> str:
    amounts = (fields[name] for name in _MONEY if isinstance(fields.get(name), Mapping))
    return next((in_french(centimes_of(amount)) for amount in amounts), "")


async def _found(client: Client, wanted: str) -> Json:
    """The convention of that id; or the only one of that reference, in capitals or not."""
    candidates = []
    async for convention in _pages(client, "conventions", "/v1/conventions?"):
        if convention["id"] == wanted:
            return convention
        if _alike(convention["reference"]) == _alike(wanted):
            candidates.append(convention)
    return the_only(candidates, wanted)


def _alike(reference: str) -> str:
    return normalize("NFKC", reference).casefold().strip()


def the_only(candidates: list[Json], wanted: str) -> Json:
    """Raises ConventionNotFound, or SeveralConventions with a line for each."""
    if not candidates:
        told = f"Aucune convention n'a cet identifiant ni cette référence : {wanted}"
        raise ConventionNotFound(told)
    if len(candidates) > 1:
        lines = (f"{each['id']}  {each['reference']}  {each['title_fr']}" for each in candidates)
        told = f"Plusieurs conventions ont cette référence, donnez un identifiant : {wanted}"
        raise SeveralConventions("\n".join((told, *lines)))
    return candidates[0]


def _history(client: Client, convention: str, as_of: date | None) -> AsyncIterator[Json]:
    day = f"as_of={as_of.isoformat()}&" if as_of else ""
    return _pages(client, "audit", f"/v1/conventions/{UUID(convention)}/history?{day}")


async def _pages(client: Client, service: str, path: str) -> AsyncIterator[Json]:
    """Every item of a list, page after page."""
    after = ""
    while True:
        page = await client.read(actors.AUDITOR, service, f"{path}limit={_PAGE}{after}")
        for item in page["items"]:
            yield item
        if page["next"] is None:
            return
        after = f"&after={page['next']}"
